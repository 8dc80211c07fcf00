"""A place for one value in a request, as an API description gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where in a request a value stands."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    RAW = "raw body"


class Kind(StrEnum):
    """What a value is written as; ``base64`` is a string with ``format: byte``."""

    STRING = "string"
    BASE64 = "base64"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class Field:
    """One place for one value. ``path`` leads to it in a JSON body: () the body itself, (a, b) b inside the object a.

    ``is_wrapper`` marks an object whose members are fields of their own, such as most bodies. ``optional_in`` is the
    path of the innermost object around it that may be left out, None if none may: see :meth:`is_needed`.
    """

    name: str
    place: Place
    kind: Kind
    required: bool = False
    path: tuple[str, ...] = ()
    enum: tuple[str, ...] = ()
    description: str = ""
    default: object = None
    is_secret: bool = False
    is_wrapper: bool = False
    optional_in: tuple[str, ...] | None = None

    def is_inside(self, other: Field) -> bool:
        """Whether it lies inside the object in the body that the other one is."""
        return other.place is Place.BODY and self._is_below(other.path)

    def is_needed(self, filled: Iterable[Field]) -> bool:
        """Whether a request that fills those fields has to fill this one too."""
        if self.optional_in is None or not self.required:
            return self.required
        return any(other._is_below(self.optional_in) for other in filled)

    def _is_below(self, path: tuple[str, ...]) -> bool:
        return self.place is Place.BODY and len(self.path) > len(path) and self.path[: len(path)] == path

    @property
    def is_free_body(self) -> bool:
        """Whether it is a whole JSON body whose members are not described."""
        return self.place is Place.BODY and not self.path and self.kind is Kind.OBJECT and not self.is_wrapper
