"""Writes a value the way its place in a request wants it."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.exact_json import Number, write
from ..core.names import normal
from ..core.text import Text, text
from .field import Field, Kind, Place


class Unfit(ValueError):
    """A value cannot stand in its place; ``reason`` says why, without the value: it may be a secret."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def written(field: Field, value: object) -> object:
    """Return the value ready for JSON in a body, as a string for any other place. Raises Unfit."""
    word = plain(value)
    if field.enum:
        allowed = [choice for choice in field.enum if normal(choice) == normal(word)]
        if not allowed:
            raise Unfit(text("{name} has to be one of {values}.", name=field.name, values=", ".join(field.enum)))
        word = allowed[0]
    if field.place is not Place.BODY:
        _check_outside_body(field, word)
    try:
        typed = _typed(field.kind, value, word)
    except ValueError:
        reason = text("{name} has to be of type {kind}.", name=field.name, kind=field.kind.value)
        raise Unfit(reason) from None  # Python's own words repeat the value
    return typed if field.place is Place.BODY else plain(typed)


def is_of(kind: Kind, word: str) -> bool:
    """Whether the word can stand for a value of this type."""
    try:
        _typed(kind, word, word)
    except ValueError:
        return False
    return True


def is_text(value: object) -> bool:
    """Whether all texts in it can be sent: halves of surrogate pairs, as in an argument that is not UTF-8, cannot."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, Mapping):
        return all(is_text(name) and is_text(inner) for name, inner in value.items())
    return all(map(is_text, value)) if isinstance(value, list | tuple) else True


def plain(value: object) -> str:
    """The value as text; what has no text of its own as JSON."""
    if isinstance(value, bool | dict | list):
        return write(value)
    return str(value)


def _typed(kind: Kind, value: object, word: str) -> object:
    """The value, which is ``word`` as text, as this kind, a number digit by digit. Raises ValueError if it is not of
    it."""
    if kind in (Kind.STRING, Kind.BASE64):
        return word
    if isinstance(value, {Kind.OBJECT: dict, Kind.ARRAY: list}.get(kind, ())):
        return value
    if kind is Kind.BOOLEAN and word.lower() in ("true", "false"):
        return word.lower() == "true"
    if kind is Kind.INTEGER and isinstance(value, bool):
        return int(value)
    if kind in (Kind.INTEGER, Kind.NUMBER):
        number = Number(word)
        if number.is_whole or kind is Kind.NUMBER:
            return number
    raise ValueError(f"not of type {kind}")


def _check_outside_body(field: Field, word: str) -> None:
    """Raise Unfit for what neither an address nor a header can carry."""
    if field.place is Place.HEADER and not all(" " <= character <= "~" for character in word):
        raise Unfit(text("{name} is sent in a header, which holds plain ASCII characters only.", name=field.name))
    if field.place is Place.HEADER and word != word.strip():
        raise Unfit(text("{name} is sent in a header, which loses the blanks around it.", name=field.name))
    if field.place is Place.PATH and word in ("", ".", ".."):
        raise Unfit(text("{name} is sent in an address, in which it would be lost.", name=field.name))
