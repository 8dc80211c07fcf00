"""Keeps both tokens out of every log record, third parties' included, and out of what servers repeat of them."""

from __future__ import annotations

import logging
import re

from .token import Token

#: A header's name and its value, which ends at a space or line end, an escaped one too, because no token holds any.
_HEADERS = re.compile(r"(X-DMM-Token(?:-OTP)?\\*['\"]?\s*[:=,]\s*)(?:(?!\\r\\n|X-DMM-Token)\S)+", re.IGNORECASE)
_HIDDEN = "(hidden)"


def redact(line: str) -> str:
    """Return the line with the value of every X-DMM-Token and X-DMM-Token-OTP header hidden."""
    return _HEADERS.sub(rf"\g<1>{_HIDDEN}", line)


def hide(line: str, *tokens: Token) -> str:
    """Return the line with the tokens themselves hidden, where they stand as words of their own."""
    for token in tokens:
        line = re.sub(rf"(?<!\w){re.escape(token.reveal())}(?!\w)", _HIDDEN, line)
    return line


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual and hides the tokens in the result: message, arguments and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))
