"""What CreateConnection wants to know, as the environment's description says it."""

from __future__ import annotations

import re

from ..api.contract import Contract, Operation
from ..api.field import Field, Kind
from ..core.form import FieldKind, FormField, FormFields
from ..core.names import normal

_KINDS = {
    Kind.INTEGER: FieldKind.INTEGER,
    Kind.NUMBER: FieldKind.NUMBER,
    Kind.BOOLEAN: FieldKind.BOOLEAN,
    Kind.OBJECT: FieldKind.JSON,
    Kind.ARRAY: FieldKind.JSON,
}
#: How the built-in contract marks what nobody has documented; a person is told that once and elsewhere.
_ASSUMED = "[A] "
#: Descriptions seldom say what is secret [platform]; words in the names of texts that are [assumed].
_SECRET = re.compile(r"password|pwd|secret|token|key$|connectionstring|credential")


def connection_form(contract: Contract) -> FormFields:
    """The fields of a new connection. Raises ContractIncomplete if the description has no usable CreateConnection."""
    fields = contract.bound(Operation.CREATE_CONNECTION).fields
    if all(field.is_free_body for field in fields):
        return FormFields((), takes_any=True)
    return FormFields(tuple(_field(field) for field in fields))


def _field(field: Field) -> FormField:
    is_text = field.kind not in _KINDS
    return FormField(
        name=field.name,
        kind=_KINDS.get(field.kind, FieldKind.TEXT),
        required=field.is_needed(()),
        choices=field.enum,
        description=field.description.removeprefix(_ASSUMED),
        default=field.default,
        is_secret=field.is_secret or bool(is_text and not field.enum and _SECRET.search(normal(field.name))),
    )
