"""Keeps both tokens out of every log record, third parties' included, and out of what servers repeat of them.

Two ways that complete each other: :func:`redact` knows the names of the headers and no token, :class:`Redaction` knows
the tokens themselves and hides them wherever they stand.
"""

from __future__ import annotations

import base64
import logging
import re
import threading
from urllib.parse import quote, unquote

from .token import Token

#: A header's name and its value, which ends at a space or line end, an escaped one too, because no token holds any.
_HEADERS = re.compile(r"(X-DMM-Token(?:-OTP)?\\*['\"]?\s*[:=,]\s*)(?:(?!\\r\\n|X-DMM-Token)\S)+", re.IGNORECASE)
_HIDDEN = "(hidden)"


def redact(line: str) -> str:
    """Return the line with the value of every X-DMM-Token and X-DMM-Token-OTP header hidden."""
    return _HEADERS.sub(rf"\g<1>{_HIDDEN}", line)


class Redaction:
    """Hides tokens that are known, where they stand as words of their own, in base64 and URL encoding too.

    Call it with a text; safe to use from several threads. It holds tokens and shows none.
    """

    def __init__(self, *tokens: Token) -> None:
        self._lock = threading.Lock()
        self._forms: dict[str, re.Pattern[str]] = {}
        for token in tokens:
            self.add(token)

    def add(self, token: Token) -> None:
        """Hide this token too from now on."""
        with self._lock:
            self._forms = self._forms | {form: _word(form) for form in _forms(token.reveal())}

    def __call__(self, line: str) -> str:
        for form, word in self._forms.items():
            if form in line:  # many times faster than the pattern, and true of hardly any line
                line = word.sub(_HIDDEN, line)
        return line


def _forms(secret: str) -> list[str]:
    """What a secret may look like, longer forms first: one form may contain another."""
    plain = base64.b64encode(secret.encode()).decode()
    for_urls = plain.translate(str.maketrans("+/", "-_"))
    in_urls = {unquote(secret), quote(secret), quote(secret, safe="")}
    forms = {secret, *in_urls, plain, for_urls, plain.rstrip("="), for_urls.rstrip("=")}
    return sorted(forms, key=len, reverse=True)


def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual and hides the tokens in the result: message, arguments and traceback alike."""

    def __init__(self, form: str, known: Redaction) -> None:
        super().__init__(form)
        self._known = known

    def format(self, record: logging.LogRecord) -> str:
        return self._known(redact(super().format(record)))
