"""What CreateConnection wants to know, as the environment's description says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from ..api.contract import Contract, Operation, Parameter, ValueKind
from ..api.request import plain
from ..core.environment import Environment
from ..core.form import FieldKind, FormField, FormFields
from ..core.job import CancelToken, OnProgress
from ..core.json_object import NoJsonObject, json_value
from ..core.names import is_blank, normal
from ..core.text import escape_controls
from .context import OperationContext

_KINDS = {
    ValueKind.INTEGER: FieldKind.INTEGER,
    ValueKind.NUMBER: FieldKind.NUMBER,
    ValueKind.BOOLEAN: FieldKind.BOOLEAN,
    ValueKind.OBJECT: FieldKind.JSON,
    ValueKind.ARRAY: FieldKind.JSON,
}
#: How the built-in contract marks what is not documented; the user is told that once and elsewhere.
_ASSUMED = "[assumed] "
_ESCAPE = re.compile(r"&#?\w+;")
#: Descriptions seldom say what is secret [platform]; words in the names of texts that are [assumed].
_SECRET = re.compile(r"password|pwd|secret|token|key$|connectionstring|credential")


def connection_form(
    context: OperationContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> FormFields:
    """The fields of a new connection, as the last test found them, or as the environment says now if there was none.

    Raises ContractIncomplete where there is no usable CreateConnection, and as :meth:`OperationContext.locate`.
    """
    return form_of(context.locate(environment.address, environment, cancel).contract)


def form_of(contract: Contract) -> FormFields:
    """The fields of CreateConnection in this contract. Raises ContractIncomplete."""
    fields = contract.bound(Operation.CREATE_CONNECTION).fields
    if all(field.is_free_body for field in fields):
        return FormFields((), takes_any=True)
    return FormFields(tuple(_field(field) for field in fields))


def secrets_in(contract: Contract, values: Mapping[str, object]) -> Iterator[str]:
    """Those of the values that are secret: by their fields, and by their names, at any depth, where no field is
    described. Raises ContractIncomplete."""
    secret = {normal(field.name) for field in form_of(contract).fields if field.is_secret}
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from secrets_in(contract, value)
        elif isinstance(value, str) and (normal(name) in secret or _SECRET.search(normal(name))):
            yield value


def _field(field: Parameter) -> FormField:
    kind = _KINDS.get(field.kind, FieldKind.TEXT)
    is_text = kind is FieldKind.TEXT
    return FormField(
        name=field.name,
        kind=kind,
        required=field.is_needed(()),
        choices=field.enum,
        description=_plain_text(field.description).removeprefix(_ASSUMED),
        default=_default(field.default, kind),
        is_secret=field.is_secret or bool(is_text and not field.enum and _SECRET.search(normal(field.name))),
    )


def _plain_text(description: str) -> str:
    """A description on one line, without the escapes of HTML in which the platform writes it [platform]."""
    unescaped = _ESCAPE.sub(lambda escape: html.unescape(escape.group()), description)
    return escape_controls(" ".join(unescaped.split()))


def _default(value: object, kind: FieldKind) -> object:
    """The default as this kind; None for what is not of it, and for the blank text that the platform gives to every
    text [platform]: a field that is required is not filled by it."""
    if is_blank(value):
        return None
    if kind is FieldKind.TEXT:
        return plain(value)
    if isinstance(value, str):
        try:
            value = json_value(value)
        except NoJsonObject:
            return None
    return value if kind.takes(value) else None
