"""Decodes base64 that arrives in pieces, strictly, straight into a file."""

from __future__ import annotations

from typing import Protocol

import pybase64


class Writer(Protocol):
    """What decoded bytes are written to."""

    def write(self, data: bytes, /) -> object: ...


class Base64Sink:
    """Takes base64 characters in pieces of any size and writes the decoded bytes.

    Strict: the standard alphabet, padding only at the end, a whole number of groups of four. The first fault is kept in
    :attr:`problem` and everything after it is dropped, so that the rest of the answer can still be read. What the
    writer raises is passed on.
    """

    def __init__(self, out: Writer) -> None:
        self._out = out
        self._rest = b""
        self._ended = False
        self.size = 0
        self.problem = ""

    def write(self, piece: bytes) -> None:
        if self.problem or not piece:
            return
        piece = self._rest + piece if self._rest else piece
        whole = len(piece) - len(piece) % 4
        self._rest = piece[whole:]
        if whole:
            self._decode(piece[:whole] if self._rest else piece)

    def take(self, data: bytes) -> None:
        """Bytes that need no decoding."""
        self.size += len(data)
        self._out.write(data)

    def fail(self, problem: str) -> None:
        """Note a fault that the source of the pieces found."""
        self.problem = self.problem or problem

    def finish(self) -> None:
        """The last piece has come."""
        if self._rest:
            self.fail("the base64 text ends in the middle of a group")
        self._rest = b""

    def _decode(self, groups: bytes) -> None:
        if self._ended:
            self.fail("the base64 text goes on after its padding")
            return
        try:
            decoded = pybase64.b64decode(groups, validate=True)
        except ValueError:
            self.fail("the base64 text contains characters that do not belong there")
            return
        self._ended = groups.endswith(b"=")
        self.take(decoded)
