"""The attributes in a structure file, if they can be read with certainty.

The format is not documented, so a file is read only if it is JSON or XML with exactly one list of attributes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from ...core.text_encoding import decoded
from .columns import Kind

#: Largest structure that is read, in bytes.
MAX_STRUCTURE = 4 << 20
#: A structure with more attributes counts as opaque, because no table has as many columns, and so does one with a
#: longer name or type, in characters: no database takes a name half as long.
MAX_ATTRIBUTES, MAX_LETTERS = 10_000, 250

_LISTS = frozenset({"attributes", "columns", "fields"})
_ELEMENTS = frozenset({"attribute", "column", "field"})
_NAMES, _TYPES, _IDENTIFIERS = ("name",), ("type", "datatype"), ("isidentifier", "isprimarykey", "isautonumber")
_KINDS = {
    "text": Kind.TEXT,
    "email": Kind.TEXT,
    "phonenumber": Kind.TEXT,
    "integer": Kind.NUMBER,
    "longinteger": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "currency": Kind.NUMBER,
    "datetime": Kind.DATE,
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an entity. ``type`` is as written, "" if there is none; ``kind`` is None if the type is not known
    here."""

    name: str
    type: str = ""
    is_identifier: bool = False

    @property
    def kind(self) -> Kind | None:
        return _KINDS.get("".join(self.type.lower().replace("_", " ").split()))


def read_structure(content: bytes) -> tuple[Attribute, ...]:
    """The attributes in order; empty if they cannot be read."""
    if len(content) > MAX_STRUCTURE:
        return ()
    found = (
        _in_json(content) if content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in (b"{", b"[") else _in_xml(content)
    )
    if len(found) != 1:
        return ()
    [attributes] = found
    names = [attribute.name for attribute in attributes]
    is_short = all(len(word) <= MAX_LETTERS for one in attributes for word in (one.name, one.type))
    return attributes if is_short and all(names) and len(set(names)) == len(names) else ()


def _in_json(content: bytes) -> list[tuple[Attribute, ...]]:
    try:
        document = json.loads(decoded(content))
    except (ValueError, RecursionError):
        return []
    return [
        tuple(_attribute(member) for member in members) if len(members) <= MAX_ATTRIBUTES else ()
        for key, members in _lists(document)
        if key.lower() in _LISTS and members and all(isinstance(member, dict) for member in members)
    ]


def _lists(document: Any) -> Iterator[tuple[str, list[Any]]]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((key, member) for key, member in value.items() if isinstance(member, list))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _in_xml(content: bytes) -> list[tuple[Attribute, ...]]:
    if b"<!" in content.replace(b"\0", b"").replace(b"<!--", b""):  # also in UTF-16: entities can grow without limit
        return []
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return []
    found = []
    for parent in root.iter():
        children = [child for child in parent if _plain(child.tag) in _ELEMENTS]
        if children and len(children) == len(parent):
            is_read = len(children) <= MAX_ATTRIBUTES
            found.append(tuple(_attribute(_members(child)) for child in children) if is_read else ())
    return found


def _members(element: ElementTree.Element) -> dict[str, Any]:
    return {
        **{_plain(child.tag): child.text for child in element},
        **{_plain(key): value for key, value in element.items()},
    }


def _plain(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _attribute(members: dict[str, Any]) -> Attribute:
    found = {key.lower().replace("_", ""): value for key, value in members.items()}

    def first(names: tuple[str, ...]) -> object:
        return next((found[name] for name in names if name in found), None)

    name, type_ = first(_NAMES), first(_TYPES)
    return Attribute(
        name.strip() if isinstance(name, str) else "",
        type_ if isinstance(type_, str) else "",
        str(first(_IDENTIFIERS)).lower() in ("true", "1", "yes"),
    )
