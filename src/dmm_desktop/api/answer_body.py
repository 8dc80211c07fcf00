"""The body of an answer while it arrives: what it begins with tells what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.errors import DmmError
from ..core.job import BytesProgress, OnProgress, ignore_progress
from .transport import HttpAnswer

#: How much of an answer is kept to tell what came, in bytes.
BEGINNING = 4096

#: How many bytes tell a file, and are more than a byte order mark.
_MARK = 4
#: How a zip begins, also one without entries.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FILE_TYPES = ("application/octet-stream", "application/zip", "application/x-zip-compressed")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|script|meta)\b", re.IGNORECASE)
_JSON = (b"{", b"[", b'"')


class TooLarge(ValueError):
    """The body goes beyond its limit."""


class AnswerBody:
    """The body in pieces, without a byte order mark and white space at its start; reports BytesProgress.

    ``beginning`` is what came first, up to :data:`BEGINNING`. Reading raises TooLarge beyond ``largest`` bytes, and
    what the transport raises.
    """

    def __init__(self, answer: HttpAnswer, report: OnProgress = ignore_progress, largest: int | None = None) -> None:
        self._answer = answer
        self._report = report
        self._largest = largest
        self._pieces = self._arriving()
        self._held = b""
        self.beginning = b""

    def __iter__(self) -> Iterator[bytes]:
        """All pieces, those included that were looked at; once only."""
        held, self._held = self._held, b""
        if held:
            yield held
        yield from self._pieces

    def look(self, size: int) -> bytes:
        """The first bytes, fewer if there are no more."""
        enough = max(size, _MARK)  # a part of a byte order mark says nothing
        while len(self._held) < enough and (piece := next(self._pieces, b"")):
            self._held = without_blanks(self._held + piece)
        return self._held[:size]

    def look_far(self) -> bytes:
        """The :data:`BEGINNING`, or what arrives of it: an answer that is cut off after that is not an error here."""
        try:
            return self.look(BEGINNING)
        except DmmError:
            return self._held

    @property
    def is_file(self) -> bool:
        """Whether it is a file and nothing else, as an API with one binary output sends it [platform]."""
        start = self.look(_MARK)
        kind = self._kind
        return start.startswith(_ZIP) or (kind in _FILE_TYPES and not start.startswith((*_JSON[:1], b"<")))

    @property
    def is_json(self) -> bool:
        """Whether it begins as an object, a list or a text of JSON does."""
        return self.look(1) in _JSON

    @property
    def is_markup(self) -> bool:
        """Whether it is HTML or XML."""
        return self.look(1) == b"<"

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, such as one to sign in [platform]."""
        return self.is_markup and is_page(self.look_far(), self._kind)

    @property
    def _kind(self) -> str:
        return self._answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def _arriving(self) -> Iterator[bytes]:
        done = 0
        for piece in self._answer.pieces:
            done += len(piece)
            if self._largest is not None and done > self._largest:
                raise TooLarge(f"it is larger than {self._largest // 1024 // 1024} MiB, or has no end")
            if len(self.beginning) < BEGINNING:
                self.beginning = without_blanks(self.beginning + piece)[:BEGINNING]
            yield piece
            self._report(BytesProgress(done, self._answer.size))


def is_page(beginning: bytes, content_type: str) -> bool:
    """Whether an answer that begins so is a web page; XML is not. No byte order mark or white space comes first."""
    return beginning.startswith(b"<") and ("html" in content_type.lower() or _PAGE.search(beginning) is not None)


def without_blanks(data: bytes) -> bytes:
    """The beginning of an answer without byte order mark and white space: it tells a web page from JSON."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()
