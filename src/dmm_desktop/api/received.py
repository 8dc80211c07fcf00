"""Keeps the beginning of an answer: nothing that the server said after StartExecution may get lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..core.legible import legible
from ..core.redaction import Redaction
from ..core.text_encoding import decoded
from .transport import Answer

#: How much is kept of the status line with the headers, in characters, and of the body, in bytes.
MAX_KEPT = 4096
_CUT = "…"


class Received:
    """The beginning of an answer. Read :attr:`answer` instead of the answer given: what is read from it is kept."""

    def __init__(self, answer: Answer, shown: Redaction) -> None:
        self._head = _head(answer)
        self._shown = shown
        self._beginning = b""
        self._is_whole = answer.size == 0  # then it need not be read
        self.answer = replace(answer, pieces=self._copied(answer.pieces))

    def __str__(self) -> str:
        """Status line, headers, an empty line and the beginning of the body, with "…" where more came or should have
        come. Tokens and the values of cookies are hidden, control and direction characters spelled out."""
        head, body = self._part(self._head[:MAX_KEPT], len(self._head) <= MAX_KEPT), ""
        if self._beginning or not self._is_whole:
            is_whole = self._is_whole and len(self._beginning) <= MAX_KEPT
            body = self._part(decoded(self._beginning[:MAX_KEPT], is_whole=is_whole), is_whole)
        return f"{head}\n\n{body}" if body else head

    def _part(self, text: str, is_whole: bool) -> str:
        text = self._shown(text) if is_whole else self._shown.of_beginning(text) + _CUT
        return legible(text.replace("\r\n", "\n"), keep="\n\t")

    def _copied(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._beginning += piece[: MAX_KEPT + 1 - len(self._beginning)]
            yield piece
        self._is_whole = True


def _head(answer: Answer) -> str:
    lines = [answer.status_line]
    for name, value in answer.headers.items():
        is_secret = name.lower() in ("set-cookie", "set-cookie2")  # it may carry a session
        lines.append(f"{name}: {'(hidden)' if is_secret else ' '.join(value.split())}")
    return "\n".join(lines)
