"""Reads a JSON answer while it arrives and leads its large base64 members past memory, straight to where they belong.

The answers of the DMM API are objects with a few small members and, possibly, gigabytes of base64 in one or two of them
(``Logs``, ``ZipFile``, ``ErrorReport``). The splitter copies everything else to a skeleton, which ``json`` parses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from .base64_sink import Base64Sink
from .names import normal

#: What an answer may hold besides its large members, in bytes.
MAX_SKELETON = 32 * 1024 * 1024
#: How deeply its objects and lists may be nested.
MAX_DEPTH = 64
#: Large members are looked for in the answer's object and one level below it, in case the answer stands in a wrapper.
_DEEPEST_MEMBER = 2

_BOM = b"\xef\xbb\xbf"
_STRUCTURE = re.compile(rb'["{}\[\],:]')
_STRING_END = re.compile(rb'["\\]')
_ESCAPE = re.compile(rb"\\u00([0-7][0-9A-Fa-f])")


class UnreadableJson(ValueError):
    """The answer is no JSON, is cut off, or goes beyond a limit."""


class _In(Enum):
    STRUCTURE = auto()
    STRING = auto()
    LARGE = auto()


class JsonSplitter:
    """Feed it the answer's bytes in pieces of any size, then ask :meth:`finish` for the rest as parsed JSON.

    A member whose name matches one of ``sinks`` (ignoring case and underscores) and whose value is a string goes to
    that sink and becomes ``""`` in the rest.
    """

    def __init__(self, sinks: Mapping[str, Base64Sink]) -> None:
        self._sinks = {normal(name): sink for name, sink in sinks.items()}
        self._skeleton = bytearray()
        self._state = _In.STRUCTURE
        self._rest = b""
        self._containers = bytearray()
        self._expects_name = False
        self._string_start = 0
        self._name: str | None = None
        self._sink: Base64Sink | None = None
        self._at_start = True

    def feed(self, piece: bytes) -> None:
        """Take the next bytes. Raises UnreadableJson."""
        data = self._rest + piece if self._rest else piece
        self._rest = b""
        if self._at_start:
            if len(data) < len(_BOM) and _BOM.startswith(data):
                self._rest = data
                return
            self._at_start = False
            data = data.removeprefix(_BOM)
        position = 0
        while position < len(data):
            if self._state is _In.LARGE:
                position = self._large(data, position)
            elif self._state is _In.STRING:
                position = self._string(data, position)
            else:
                position = self._structure(data, position)

    def finish(self) -> Any:
        """Return the rest of the answer. Raises UnreadableJson if it is incomplete or no JSON."""
        if self._state is _In.LARGE or self._rest:
            raise UnreadableJson("it ends in the middle")
        try:
            return json.loads(self._skeleton)
        except (ValueError, RecursionError) as error:
            raise UnreadableJson(f"it is no JSON ({error})") from error

    def _copy(self, data: bytes) -> None:
        if len(self._skeleton) + len(data) > MAX_SKELETON:
            raise UnreadableJson(f"it is larger than {MAX_SKELETON // 1024 // 1024} MiB besides files")
        self._skeleton += data

    def _structure(self, data: bytes, position: int) -> int:
        match = _STRUCTURE.search(data, position)
        if match is None:
            self._copy(data[position:])
            return len(data)
        end = match.end()
        self._copy(data[position:end])
        mark = match.group()
        if mark == b'"':
            self._open_string()
        elif mark in b"{[":
            self._containers += mark
            if len(self._containers) > MAX_DEPTH:
                raise UnreadableJson("it is nested too deeply")
            self._expects_name = mark == b"{"
        elif mark in b"}]":
            if not self._containers:
                raise UnreadableJson("it closes what it never opened")
            self._containers.pop()
            self._expects_name = False
        else:
            self._expects_name = mark == b"," and self._containers.endswith(b"{")
        return end

    def _open_string(self) -> None:
        if not self._expects_name and self._containers.endswith(b"{") and len(self._containers) <= _DEEPEST_MEMBER:
            self._sink = self._sinks.get(self._name or "")
            if self._sink is not None:
                self._state = _In.LARGE
                return
        self._state = _In.STRING
        self._string_start = len(self._skeleton) - 1

    def _string(self, data: bytes, position: int) -> int:
        while True:
            match = _STRING_END.search(data, position)
            if match is None:
                self._copy(data[position:])
                return len(data)
            if match.group() == b"\\":
                if match.end() == len(data):
                    self._copy(data[position : match.start()])
                    self._rest = b"\\"
                    return len(data)
                self._copy(data[position : match.end() + 1])
                position = match.end() + 1
                continue
            self._copy(data[position : match.end()])
            self._close_string()
            return match.end()

    def _close_string(self) -> None:
        self._state = _In.STRUCTURE
        if self._expects_name:
            try:
                self._name = normal(json.loads(self._skeleton[self._string_start :]))
            except ValueError as error:
                raise UnreadableJson(f"a name in it is no JSON ({error})") from error

    def _large(self, data: bytes, position: int) -> int:
        """Hand the characters of a large member on. An escaped quote or backslash is no base64, so the first quote ends
        it unless a backslash stands before it; then the member is faulty and is skipped as any string."""
        assert self._sink is not None
        end = data.find(b'"', position)
        if end > position and data[end - 1 : end] == b"\\":
            self._sink.fail("the base64 text contains escapes that do not belong there")
            self._skip_as_string()
            return position
        part = data[position:] if end < 0 else data[position:end]
        escape = part.rfind(b"\\", max(0, len(part) - 5)) if end < 0 else -1
        if escape >= 0 and not _is_whole_escape(part[escape:]):
            self._rest = part[escape:]
            part = part[:escape]
        self._sink.write(_unescaped(part))
        if end < 0:
            return len(data)
        self._sink.finish()
        self._sink = None
        self._copy(b'"')
        self._state = _In.STRUCTURE
        return end + 1

    def _skip_as_string(self) -> None:
        """Read the rest of a faulty member as an ordinary string, within the limit for those."""
        self._sink = None
        self._state = _In.STRING


def _is_whole_escape(escape: bytes) -> bool:
    return len(escape) >= 2 and (escape[1:2] != b"u" or len(escape) >= 6)


def _unescaped(part: bytes) -> bytes:
    """Undo the JSON escapes that base64 characters may stand in; any other backslash stays and fails the decoding."""
    if b"\\" not in part:
        return part
    part = part.replace(b"\\/", b"/")
    return _ESCAPE.sub(lambda match: bytes([int(match.group(1), 16)]), part) if b"\\u" in part else part
