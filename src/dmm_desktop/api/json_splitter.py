"""Reads a JSON answer while it arrives and streams its large base64 members straight to their destinations.

The answers of the DMM API are objects with a few small members and, possibly, gigabytes of base64 in one or two of them
(``Logs``, ``ZipFile``, ``ErrorReport``). The splitter copies everything else to a skeleton, which is then parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from ..core.names import normal
from ..core.text import text
from .answer_object import parsed
from .payload_sinks import FOREIGN_CHARACTERS, Base64Sink
from .unreadable import Unreadable

#: Largest size of an answer without its large members, in bytes.
MAX_SKELETON = 32 * 1024 * 1024
#: How many opening quotes, brackets, colons and commas that part may contain: each costs time, and each pair of
#: brackets costs memory. Documented answers have fewer than two hundred.
MAX_MARKS = 200_000
#: How deeply objects and lists may be nested.
MAX_DEPTH = 64
#: Large members are recognized in the answer's object and one level below it, in case the answer has a wrapper.
_DEEPEST_MEMBER = 2

_STRUCTURE = re.compile(rb'["{}\[\],:]')
_STRING_PART = re.compile(rb'(?>[^"\\]++|\\.)*+', re.DOTALL)


class UnreadableJson(Unreadable):
    """The answer is not JSON, is incomplete, or exceeds a limit."""


class _In(Enum):
    STRUCTURE = auto()
    STRING = auto()
    LARGE = auto()
    FAULTY = auto()  # a large member that cannot be base64: read to its end and discarded


class JsonSplitter:
    """Feed it the answer's bytes in pieces of any size, then call :meth:`finish` for the rest as parsed JSON.

    A string member whose name matches one of ``sinks`` (ignoring case and underscores) goes to that sink and becomes
    ``""`` in the rest. The sink handles invalid base64; the rest of the answer is not affected.
    """

    def __init__(self, sinks: Mapping[str, Base64Sink]) -> None:
        self._sinks = {normal(name): sink for name, sink in sinks.items()}
        self._skeleton = bytearray()
        self._state = _In.STRUCTURE
        self._rest = b""
        self._marks = 0
        self._containers = bytearray()
        self._expects_name = False
        self._string_start = 0
        self._name: str | None = None
        self._sink: Base64Sink | None = None
        self._filled: set[str] = set()

    def feed(self, piece: bytes) -> None:
        """Take the next bytes. Raises UnreadableJson."""
        data = self._rest + piece if self._rest else piece
        self._rest = b""
        position = 0
        while position < len(data):
            if self._state is _In.LARGE:
                position = self._large(data, position)
            elif self._state is _In.STRUCTURE:
                position = self._structure(data, position)
            else:
                position = self._string(data, position)

    def finish(self) -> Any:
        """Return the rest of the answer. Raises UnreadableJson if it is incomplete or not JSON."""
        if self._containers or self._state is not _In.STRUCTURE:
            raise UnreadableJson(text("it ends in the middle"))
        try:
            return parsed(self._skeleton)
        except ValueError as error:
            raise UnreadableJson(text("it is not JSON ({error})", error=str(error))) from error

    def _copy(self, data: bytes) -> None:
        if len(self._skeleton) + len(data) > MAX_SKELETON:
            raise UnreadableJson(text("it is larger than {n} MiB besides files", n=MAX_SKELETON // 1024 // 1024))
        self._skeleton += data

    def _structure(self, data: bytes, position: int) -> int:
        match = _STRUCTURE.search(data, position)
        if match is None:
            self._copy(data[position:])
            return len(data)
        end = match.end()
        self._copy(data[position:end])
        self._marks += 1
        if self._marks > MAX_MARKS:
            raise UnreadableJson(text("it has too many values"))
        mark = match.group()
        if mark == b'"':
            self._open_string()
        elif mark in b"{[":
            self._containers += mark
            if len(self._containers) > MAX_DEPTH:
                raise UnreadableJson(text("it is nested too deeply"))
            self._expects_name = mark == b"{"
        elif mark in b"}]":
            if not self._containers:
                raise UnreadableJson(text("it closes what it never opened"))
            self._containers.pop()
            self._expects_name = False
        else:
            self._expects_name = mark == b"," and self._containers.endswith(b"{")
        return end

    def _open_string(self) -> None:
        if not self._expects_name and self._containers.endswith(b"{") and len(self._containers) <= _DEEPEST_MEMBER:
            name = self._name or ""
            self._sink = self._sinks.get(name)
            if self._sink is not None:
                if name in self._filled:
                    self._sink.fail(text("the answer contains it more than once"))
                self._filled.add(name)
                self._state = _In.LARGE
                return
        self._state = _In.STRING
        self._string_start = len(self._skeleton) - 1

    def _string(self, data: bytes, position: int) -> int:
        """Read an ordinary string to its end, or to the end of the data."""
        match = _STRING_PART.match(data, position)
        assert match is not None
        end = match.end()
        self._keep(data[position:end])
        if end == len(data):
            return end
        if data.startswith(b"\\", end):  # an escape that continues in the next piece
            self._rest = data[end:]
            return len(data)
        self._keep(b'"')
        self._close_string()
        return end + 1

    def _keep(self, part: bytes) -> None:
        if self._state is not _In.FAULTY:
            self._copy(part)

    def _close_string(self) -> None:
        if self._state is _In.FAULTY:
            self._copy(b'"')
        self._state = _In.STRUCTURE
        if self._expects_name:
            try:
                self._name = normal(parsed(self._skeleton[self._string_start :]))
            except ValueError as error:
                raise UnreadableJson(text("a name in it is not JSON ({error})", error=str(error))) from error

    def _large(self, data: bytes, position: int) -> int:
        """Pass on the characters of a large member. An escaped quote does not end it, and is not base64."""
        assert self._sink is not None
        end = data.find(b'"', position)
        part = data[position:] if end < 0 else data[position:end]
        escape = _unfinished_escape(part)
        if end >= 0 and part[escape:] == b"\\":
            self._sink.fail(FOREIGN_CHARACTERS)
            self._state = _In.FAULTY
            return position
        if end < 0:
            self._rest = part[escape:]
            self._sink.write(_unescaped(part[:escape]))
            return len(data)
        self._sink.write(_unescaped(part))
        self._sink.finish()
        self._copy(b'"')
        self._state = _In.STRUCTURE
        return end + 1


def _unfinished_escape(part: bytes) -> int:
    """The start of an escape that continues in the next part; the part's length if there is none."""
    start = part.rfind(b"\\", max(0, len(part) - 5))
    run = part[: start + 1]
    begins_escape = (len(run) - len(run.rstrip(b"\\"))) % 2 == 1  # otherwise the one before it escapes it
    is_whole = len(part) - start >= (6 if part[start + 1 : start + 2] == b"u" else 2)
    return start if start >= 0 and begins_escape and not is_whole else len(part)


def _unescaped(part: bytes) -> bytes:
    """Undo the JSON escapes of base64 characters; anything that cannot be base64 is kept and makes decoding fail."""
    if b"\\" not in part:
        return part
    try:
        text: str = json.loads(f'"{part.decode("ascii")}"', strict=False)  # allows unescaped line ends
        return text.encode("ascii")
    except ValueError:
        return part
