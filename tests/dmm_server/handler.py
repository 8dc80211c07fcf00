"""Sends responses in the various ways that servers use."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dmm_desktop.demo.http_messages import Answer
from dmm_desktop.demo.server import Handler

_HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </theme.css>; rel=preload\r\n\r\n"
_CHUNK = 1 << 16
_FIRST_CHUNKS = (1, 7, 1000)  # small, to exercise readers of chunks


@dataclass(frozen=True)
class StyledAnswer(Answer):
    """`follows_hints`: an interim response precedes it."""

    is_chunked: bool = False
    follows_hints: bool = False


def styled(answer: Answer) -> StyledAnswer:
    """A response whose style can be changed."""
    if isinstance(answer, StyledAnswer):
        return answer
    return StyledAnswer(answer.status, answer.headers, answer.pieces)


class StyledHandler(Handler):
    """Sends chunks, interim responses, and responses without a body."""

    def send_answer(self, answer: Answer) -> None:
        answer = styled(answer)
        if answer.follows_hints:
            self.wfile.write(_HINTS)
        if not answer.is_chunked and answer.status != 204:  # a 204 has no length
            super().send_answer(answer)
            return
        self.send_response(answer.status)
        for header, value in answer.headers.items():
            self.send_header(header, value)
        if answer.is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if answer.is_chunked and self.command != "HEAD":
            for chunk in _chunks(answer.pieces):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            self.wfile.write(b"0\r\n\r\n")


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    sizes = itertools.chain(_FIRST_CHUNKS, itertools.repeat(_CHUNK))
    size, rest = next(sizes), b""
    for piece in pieces:
        rest += piece
        while len(rest) >= size:
            yield rest[:size]
            size, rest = next(sizes), rest[size:]
    if rest:
        yield rest
