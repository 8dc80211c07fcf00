"""The fields of CreateConnection according to the environment's description."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from ..api.contract import Contract, Operation, Parameter, ValueKind
from ..api.request import plain
from ..core.environment import Environment
from ..core.errors import ContractIncomplete
from ..core.form import FieldKind, FormField, FormFields
from ..core.job import CancelToken, OnProgress
from ..core.json_object import NoJsonObject, json_value
from ..core.names import is_blank, normal
from ..core.text import escape_controls, text
from .context import OperationContext

#: How many fields, with the values to choose from in them, a form may have: all of them are shown at once.
MAX_ENTRIES = 500

_KINDS = {
    ValueKind.INTEGER: FieldKind.INTEGER,
    ValueKind.NUMBER: FieldKind.NUMBER,
    ValueKind.BOOLEAN: FieldKind.BOOLEAN,
    ValueKind.OBJECT: FieldKind.JSON,
    ValueKind.ARRAY: FieldKind.JSON,
}
#: The built-in contract's mark for undocumented facts; removed here, because the user learns about assumptions
#: elsewhere.
_ASSUMED = "[assumed] "
_ESCAPE = re.compile(r"&#?\w+;")
#: Words in the names of secret text fields [assumed]: descriptions seldom say what is secret [platform].
_SECRET = re.compile(r"password|pwd|secret|token|key$|connectionstring|credential")


def connection_form(
    context: OperationContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> FormFields:
    """The fields of a new connection, as found by the last test, else as the environment describes them now.

    Raises ContractIncomplete if there is no usable CreateConnection, or if it has more fields than can be shown, and
    the errors of :meth:`OperationContext.locate`.
    """
    form = fields_of(context.locate(environment.address, environment, cancel).contract)
    if sum(1 + len(field.choices) for field in form.fields) > MAX_ENTRIES:
        reason = text("It has more than {limit} fields and values to choose from.", limit=MAX_ENTRIES)
        raise ContractIncomplete(Operation.CREATE_CONNECTION, reason)
    return form


def fields_of(contract: Contract) -> FormFields:
    """The fields of CreateConnection in this contract. Raises ContractIncomplete."""
    fields = contract.bound(Operation.CREATE_CONNECTION).fields
    if all(field.is_free_body for field in fields):
        return FormFields((), takes_any=True)
    return FormFields(tuple(_field(field) for field in fields))


def secrets_in(contract: Contract, values: Mapping[str, object]) -> Iterator[str]:
    """The secret values at any depth: those of secret fields, and those whose names suggest a secret, because some
    fields may not be described. Raises ContractIncomplete."""
    secret = {normal(field.name) for field in fields_of(contract).fields if field.is_secret}
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
    """A description on one line, without the HTML escapes that the platform writes [platform]."""
    unescaped = _ESCAPE.sub(lambda escape: html.unescape(escape.group()), description)
    return escape_controls(" ".join(unescaped.split()))


def _default(value: object, kind: FieldKind) -> object:
    """The default if it is of this kind, else None. Also None for the blank text that the platform gives as the default
    of every text [platform], because it does not satisfy a required field."""
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
