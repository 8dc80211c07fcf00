"""Reads YAML as far as descriptions use it: the values of JSON, written in YAML.

Only the events of the parser are used, so that a tag can make no object. Scalars have the types of JSON, as OpenAPI
requires [documented], so that ``no`` and ``2024-01-01`` stay texts and numbers keep their digits. An alias is the same
value again; the values that a text with aliases stands for are counted as often as they occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.exact_json import MAX_VALUES, Number, TooManyValues
from ...core.job import CancelToken

#: How deep lists and objects may be nested.
_DEEPEST = 100
_CORE = "tag:yaml.org,2002:"
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
_MERGE = "<<"


class NotYaml(ValueError):
    """The text is not YAML, or uses what descriptions do not need."""


def read_yaml(content: str, cancel: CancelToken) -> Any:
    """The only document of the text. Raises NotYaml, TooManyValues and Cancelled."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(iter(yaml.parse(content, Loader=loader)), cancel).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotYaml(f"line {mark.line + 1}" if mark is not None else "") from error


class _Reader:
    def __init__(self, events: Iterator[Any], cancel: CancelToken) -> None:
        self._events = events
        self._cancel = cancel
        self._anchors: dict[str, tuple[object, int]] = {}

    def document(self) -> object:
        import yaml

        value: object = None
        has_value = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if has_value:
                    raise NotYaml("several documents")
                has_value = True
                value, _ = self._value(next(self._events), 0)
        return value

    def _value(self, event: Any, depth: int) -> tuple[object, int]:
        """The value that begins with the event, and how many values it stands for."""
        import yaml

        self._cancel.check()
        if isinstance(event, yaml.AliasEvent):
            known = self._anchors.get(event.anchor or "")
            if known is None:  # also inside its own value
                raise NotYaml("an alias without a value")
            return known
        if depth > _DEEPEST:
            raise NotYaml("too deep")
        tag = event.tag
        if tag not in (None, "!") and not (tag.startswith(_CORE) and ":" not in tag[len(_CORE) :] and "/" not in tag):
            raise NotYaml("a tag")
        if isinstance(event, yaml.ScalarEvent):
            found: tuple[object, int] = self._scalar(event), 1
        elif isinstance(event, yaml.SequenceStartEvent):
            found = self._list(depth)
        else:
            found = self._object(depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = found
        return found

    def _scalar(self, event: Any) -> object:
        if event.tag == f"{_CORE}str" or not event.implicit[0]:
            return event.value
        word = event.value
        if word.lower() in _WORDS and word in (word.lower(), word.capitalize(), word.upper()):
            return _WORDS[word.lower()]
        try:
            return Number(word.removeprefix("+"))
        except ValueError:
            return word

    def _list(self, depth: int) -> tuple[object, int]:
        import yaml

        items: list[object] = []
        size = 1
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item, its_size = self._value(event, depth + 1)
            size = _added(size, its_size)
            items.append(item)
        return items, size

    def _object(self, depth: int) -> tuple[object, int]:
        import yaml

        members: dict[str, object] = {}
        merged: list[object] = []
        size = 1
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise NotYaml("a name that is not a text")
            value, its_size = self._value(next(self._events), depth + 1)
            size = _added(size, its_size)
            if event.value == _MERGE and event.implicit[0]:
                merged += value if isinstance(value, list) else [value]
            else:
                members[event.value] = value
        for other in merged:
            self._cancel.check()
            if not isinstance(other, dict):
                raise NotYaml("a merge of something that is not an object")
            for name, value in other.items():
                members.setdefault(name, value)
        return members, size


def _added(size: int, more: int) -> int:
    if size + more > MAX_VALUES:
        raise TooManyValues
    return size + more
