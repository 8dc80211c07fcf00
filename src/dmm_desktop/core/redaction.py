"""Keeps both tokens out of every log record, third parties' included, and out of what servers repeat of them.

Two ways that complete each other: :func:`redact` knows the names of the headers and no token, :class:`Redaction` knows
the tokens themselves and hides them wherever they stand.
"""

from __future__ import annotations

import base64
import logging
import re
import threading
from urllib.parse import unquote

from .token import Token

#: A header's name and what separates it from its value.
_NAME = r"X-DMM-Token(?:-OTP)?\\*['\"]?\s*[:=,]"
#: The value ends at a space or line end, an escaped one too, because no token holds any, and at the next header.
_HEADERS = re.compile(rf"({_NAME}\s*)(?:(?!\\r\\n|{_NAME})\S)+", re.IGNORECASE)
_HIDDEN = "(hidden)"
#: Where a word begins: what is written before it with an escape ends with a letter or digit too.
_WORD_START = r"(?:(?<!\w)|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2}))"
#: The beginning of a character that is written with an escape, or nothing.
_CUT_ESCAPE = re.compile(r"(?:\\(?:u[0-9A-Fa-f]{0,3})?|%[0-9A-Fa-f]?|&#?\w{0,6})?")
#: What has a name in HTML; everything else is written there by its number, if not as it is.
_IN_HTML = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


def redact(line: str) -> str:
    """Return the line with the value of every X-DMM-Token and X-DMM-Token-OTP header hidden."""
    return _HEADERS.sub(rf"\g<1>{_HIDDEN}", line)


class Redaction:
    """Hides tokens that are known, where they stand as words of their own, in base64 and URL encoding too.

    A character of a token that is no letter or digit may be written as JSON, HTML and addresses write such: servers
    quote. Call it with a text; safe to use from several threads. It holds tokens and shows none.
    """

    def __init__(self, *tokens: Token) -> None:
        self._lock = threading.Lock()
        self._forms: dict[str, tuple[str, re.Pattern[str]]] = {}
        for token in tokens:
            self.add(token)

    def add(self, token: Token) -> None:
        """Hide this token too from now on."""
        with self._lock:
            new = [form for form in _forms(token.reveal()) if form not in self._forms]
            self._forms = self._forms | {form: (_longest_word(form), _pattern(form)) for form in new}

    def __call__(self, line: str) -> str:
        for word, pattern in self._forms.values():
            if word in line:  # many times faster than the pattern, and true of hardly any line
                line = pattern.sub(_HIDDEN, line)
        return line

    def of_beginning(self, text: str) -> str:
        """The same for a text that was cut off: if it ends with half of a token or more, that part is hidden too."""
        text = self(text)
        starts = [start for form in self._forms if (start := _start_of_cut(form, text)) is not None]
        return text[: min(starts)] + _HIDDEN if starts else text


def _forms(secret: str) -> list[str]:
    """What a secret may look like, longer forms first: one form may contain another."""
    plain = base64.b64encode(secret.encode()).decode()
    for_urls = plain.translate(str.maketrans("+/", "-_"))
    forms = {secret, unquote(secret), plain, for_urls, plain.rstrip("="), for_urls.rstrip("=")}
    return sorted(forms, key=len, reverse=True)


def _longest_word(form: str) -> str:
    """The longest part of it that is always written as it is."""
    return max(re.findall(r"[A-Za-z0-9]+", form), key=len, default="")


def _pattern(form: str) -> re.Pattern[str]:
    """The form as a word of its own."""
    return re.compile(rf"{_WORD_START}{''.join(map(_ways_to_write, form))}(?!\w)")


def _start_of_cut(form: str, text: str) -> int | None:
    """Where the beginning of the form starts with which the text ends; None if it ends otherwise, or with less than
    half of it."""
    half = (len(form) + 1) // 2
    for match in re.finditer(_WORD_START + "".join(map(_ways_to_write, form[:half])), text):
        end = match.end()
        for character in form[half:]:
            more = re.compile(_ways_to_write(character)).match(text, end)
            if more is None:
                break
            end = more.end()
        if _CUT_ESCAPE.fullmatch(text, end):
            return match.start()
    return None


def _ways_to_write(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    code = ord(character)
    ways = [f"\\{character}", character, *([f"&{_IN_HTML[character]};"] if character in _IN_HTML else [])]
    numbered = rf"(?i:\\u{code:04x}|%{code:02x}|&#0*{code};|&#x0*{code:x};)"
    return f"(?:{'|'.join([numbered, *map(re.escape, ways)])})"


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual and hides the tokens in the result: message, arguments and traceback alike."""

    def __init__(self, form: str, known: Redaction) -> None:
        super().__init__(form)
        self._known = known

    def format(self, record: logging.LogRecord) -> str:
        return self._known(redact(super().format(record)))
