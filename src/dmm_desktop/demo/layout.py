"""How requests are laid out: the words in which `shapes` are written, and that routes and descriptions are made of."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

TRACKER = "MainExecutionTrackerId"


class Place(StrEnum):
    """Where a value travels: the words of Swagger 2.0, but `BODY` is a member of the JSON body and `RAW` all of it."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "member"
    RAW = "body"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    OBJECT = "object"
    BYTE = "byte"  # base64
    BINARY = "binary"


@dataclass(frozen=True)
class Parameter:
    """One value of an operation: its documented name, and its name and place in a layout."""

    documented: str
    name: str
    place: Place
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One documented operation in a layout. `path` is a template below the API root."""

    documented: str
    operation_id: str | None
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    consumes: str | None = None
    wrapper: str | None = None

    @property
    def needs_one_time_token(self) -> bool:
        return self.documented == "StartExecution"

    @property
    def members(self) -> tuple[Parameter, ...]:
        """The parameters that are members of the JSON body."""
        return tuple(parameter for parameter in self.parameters if parameter.place is Place.BODY)

    def match(self, path: str) -> dict[str, str] | None:
        """The values in the path if `path` (below the API root, still quoted) is one of this operation."""
        expected, given = self.path.split("/"), path.split("/")
        if len(expected) != len(given):
            return None
        values = {}
        for template, segment in zip(expected, given, strict=True):
            if template.startswith("{") and segment:
                values[template[1:-1]] = unquote(segment)
            elif template != segment:
                return None
        return values


@dataclass(frozen=True)
class Shape:
    """A layout of all operations; how its description is written is part of it."""

    name: str
    operations: tuple[Operation, ...]
    tokens_as_security: bool = False
    """Whether the description names the tokens under `securityDefinitions` instead of as header parameters."""
    uses_references: bool = False
    """Whether the description names bodies by `$ref`."""
    is_platform: bool = False
    """Whether description and answers are those of the platform's own generator: see `platform_api`."""

    @property
    def has_integer_ids(self) -> bool:
        return any(item.documented == TRACKER and item.kind is Kind.INTEGER for item in self.operations[-1].parameters)
