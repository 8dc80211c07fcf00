"""The body of an answer as it arrives; its first bytes show what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.errors import DmmError
from ..core.job import BytesProgress, OnProgress, ignore_progress
from ..core.text import text
from .transport import HttpAnswer
from .unreadable import Unreadable

#: How much of an answer is kept to identify it, in bytes.
BEGINNING = 4096

#: How many bytes identify a file; more than a byte order mark has.
_MARK = 4
#: The first bytes of a zip, with and without entries.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FILE_TYPES = ("application/octet-stream", "application/zip", "application/x-zip-compressed")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|script|meta)\b", re.IGNORECASE)
#: What identifies a sign-in page: a password field, words used for signing in, or the name of a sign-in protocol
#: [assumed].
_SIGN_IN = re.compile(r"password|\b(?:sign|log)[-_ ]?(?:in|on)\b|logon|saml|openid|oauth|authenticat", re.IGNORECASE)
_JSON = (b"{", b"[", b'"')


class TooLarge(Unreadable):
    """The body exceeds its limit."""


class AnswerBody:
    """The body in pieces, without a byte order mark or leading white space; reports BytesProgress.

    ``beginning`` holds the first bytes, up to :data:`BEGINNING`. Reading raises TooLarge beyond ``largest`` bytes, and
    the transport's errors.
    """

    def __init__(self, answer: HttpAnswer, report: OnProgress = ignore_progress, largest: int | None = None) -> None:
        self._answer = answer
        self._report = report
        self._largest = largest
        self._pieces = self._arriving()
        self._held = b""
        self.beginning = b""

    def __iter__(self) -> Iterator[bytes]:
        """All pieces, including those already looked at; can be iterated once only."""
        held, self._held = self._held, b""
        if held:
            yield held
        yield from self._pieces

    def look(self, size: int) -> bytes:
        """The first ``size`` bytes after a byte order mark and white space; fewer if the body ends before."""
        enough = max(size, _MARK)  # part of a byte order mark is not conclusive
        while len(self._held) < enough and (piece := next(self._pieces, b"")):
            self._held = without_blanks(self._held + piece)
        return self._held[:size]

    def look_far(self) -> bytes:
        """The first :data:`BEGINNING` bytes, or as many as arrive: a connection cut here is not an error."""
        try:
            return self.look(BEGINNING)
        except DmmError:
            return self._held

    @property
    def is_file(self) -> bool:
        """Whether the body is a file and nothing else, as sent by an API with one binary output [platform]."""
        start = self.look(_MARK)
        kind = self._kind
        return start.startswith(_ZIP) or (kind in _FILE_TYPES and not start.startswith((*_JSON[:1], b"<")))

    @property
    def is_json(self) -> bool:
        """Whether the body begins like a JSON object, list or string."""
        return self.look(1) in _JSON

    @property
    def is_markup(self) -> bool:
        """Whether the body is HTML or XML."""
        return self.look(1) == b"<"

    @property
    def is_page(self) -> bool:
        """Whether the body is a web page, such as a sign-in page [platform]."""
        return self.is_markup and is_page(self.look_far(), self._kind)

    @property
    def _kind(self) -> str:
        return self._answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def _arriving(self) -> Iterator[bytes]:
        done = 0
        for piece in self._answer.pieces:
            done += len(piece)
            if self._largest is not None and done > self._largest:
                raise TooLarge(text("it is larger than {n} MiB, or has no end", n=self._largest // 1024 // 1024))
            if len(self.beginning) < BEGINNING:
                self.beginning = without_blanks(self.beginning + piece)[:BEGINNING]
            yield piece
            self._report(BytesProgress(done, self._answer.size))


def is_page(beginning: bytes, content_type: str) -> bool:
    """Whether an answer with this beginning is a web page; XML is not. The beginning has no byte order mark or leading
    white space."""
    return beginning.startswith(b"<") and ("html" in content_type.lower() or _PAGE.search(beginning) is not None)


def is_sign_in(page: str) -> bool:
    """Whether a web page with this beginning asks the user to sign in."""
    return _SIGN_IN.search(page) is not None


def without_blanks(data: bytes) -> bytes:
    """Strip the byte order mark and leading white space, so that a web page can be told from JSON."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()
