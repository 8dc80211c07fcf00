"""Keeps tokens and passwords out of every log record, third parties' included, and out of what servers repeat of them.

Two ways that complete each other: :func:`redact` knows the names of the headers and no secret, :class:`Redaction` knows
the secrets themselves and hides them wherever they stand.
"""

from __future__ import annotations

import base64
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from .token import Token

#: A header's name and what separates it from its value.
_NAME = r"X-DMM-Token(?:-OTP)?\\*['\"]?\s*[:=,]"
#: The value ends at a space or line end, an escaped one too, because no token holds any, and at the next header.
_HEADERS = re.compile(rf"({_NAME}\s*)(?:(?!\\r\\n|{_NAME})\S)+", re.IGNORECASE)
#: The same for what signs in elsewhere.
_AUTHORIZATION = re.compile(
    r"(Authorization\\*['\"]?\s*[:=,]\s*\\*['\"]?(?:Basic|Bearer|Digest|NTLM|Negotiate)\s+)[\w+/=.~-]+", re.I
)
_HIDDEN = "(hidden)"
#: Secrets from this length on, in characters, are hidden wherever they are words; and from which they are where they
#: are packed as base64.
_UNMISTAKABLE, _UNMISTAKABLE_PACKED = 8, 4
#: What a credential follows: a name, with what separates it from its value, or the scheme of HTTP authentication.
_CREDENTIAL = (
    r"(?i:(?:pass(?:word|wd|phrase)?|pwd|secret|token|otp|api[-_ ]?key|credentials?|authorization)"
    r"(?:\\*['\"])?\s*[:=,>]\s*(?:b?\\*['\"])?|\b(?:basic|bearer)\s+)"
)
#: Where a word begins: what is written before it with an escape ends with a letter or digit too.
_WORD_START = r"(?:(?<!\w)|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2}))"
#: The beginning of a character that is written with an escape, or nothing.
_CUT_ESCAPE = re.compile(r"(?:\\(?:u[0-9A-Fa-f]{0,3})?|%[0-9A-Fa-f]?|&#?\w{0,6})?")
#: What has a name in HTML; everything else is written there by its number, if not as it is.
_IN_HTML = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


def redact(line: str) -> str:
    """Return the line with the value of every X-DMM-Token and X-DMM-Token-OTP header hidden, and of those that sign in
    by a scheme of HTTP."""
    return _AUTHORIZATION.sub(rf"\g<1>{_HIDDEN}", _HEADERS.sub(rf"\g<1>{_HIDDEN}", line))


class Redaction:
    """Hides secrets that are known, where they stand as words of their own, in base64 and URL encoding too.

    A character of a secret that is no letter or digit may be written as JSON, HTML and addresses write such: servers
    quote. Call it with a text; safe to use from several threads. It holds secrets and shows none.

    A secret of fewer than eight characters, such as a password ``4711``, may be a number or word of any text. It is
    hidden as a word only in the texts of the connection that it is sent over, for which :meth:`within` makes a
    Redaction; in all others only where it stands as a credential: between ``:`` and ``@``, and after a name such as
    ``password=``, ``"Token": `` or ``Basic``.
    """

    def __init__(self, *tokens: Token, around: Redaction | None = None) -> None:
        self._lock = threading.Lock()
        self._around = around
        self._forms: dict[str, _Form] = {}
        for token in tokens:
            self.add(token)

    def within(self) -> Redaction:
        """One for the texts of one connection: it hides what this one does. What is added to it is hidden in all other
        texts of the process, too."""
        return Redaction(around=self)

    def add(self, token: Token) -> None:
        """Hide this token too from now on."""
        self._add({token.reveal(), unquote(token.reveal())})

    def add_text(self, secret: str) -> None:
        """The same for a secret of any characters."""
        if secret:
            self._add({secret})

    def add_sign_in(self, url: str) -> None:
        """Hide the sign-in of a proxy's address, as part of it and as Basic authentication sends it (RFC 7617). Without
        a password it is the user name that is secret."""
        account = url.partition("://")[2].rpartition("@")[0]
        user, _, password = account.partition(":")
        if account.strip(":"):
            self._add({f"{unquote(user)}:{unquote(password)}", account})  # first: it contains the other
            self.add_text(unquote(password) or unquote(user))

    def _add(self, secrets: set[str]) -> None:
        register = self
        while register._around is not None:
            register = register._around
        register._learn(secrets, is_register=True)
        if register is not self:
            self._learn(secrets, is_register=False)

    def _learn(self, secrets: set[str], *, is_register: bool) -> None:
        with self._lock:
            new = {}
            for form, is_ordinary in sorted(_forms(secrets), key=lambda one: -len(one[0])):
                if form not in self._forms and (is_register or is_ordinary):  # the others are hidden by the register
                    pattern = _credential(form) if is_register and is_ordinary else _word(form)
                    new[form] = _Form(_longest_word(form), pattern, is_register and is_ordinary)
            self._forms = self._forms | new

    def __call__(self, line: str) -> str:
        if self._around is not None:
            line = self._around(line)
        for form in self._forms.values():
            if form.word in line:  # many times faster than the pattern, and true of hardly any line
                line = form.pattern.sub(rf"\g<before>{_HIDDEN}", line)
        return line

    def of_beginning(self, text: str) -> str:
        """The same for a text that was cut off: if it ends with half of a secret or more, that part is hidden too."""
        text = self(text)
        starts = [start for form in self._all_words() if (start := _start_of_cut(form, text)) is not None]
        return text[: min(starts)] + _HIDDEN if starts else text

    def _all_words(self) -> Iterator[str]:
        if self._around is not None:
            yield from self._around._all_words()
        yield from [form for form, how in self._forms.items() if not how.is_credential]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a secret. ``word`` is the longest part of it that is always written as it is."""

    word: str
    pattern: re.Pattern[str]
    is_credential: bool  #: hidden only where it stands as one


def _forms(secrets: set[str]) -> Iterator[tuple[str, bool]]:
    """What the secrets may look like, and whether an ordinary text may contain that by chance."""
    for secret in secrets:
        yield secret, len(secret) < _UNMISTAKABLE
        for encoded in {secret.encode("utf-8", "replace"), secret.encode("latin-1", "replace")}:
            plain = base64.b64encode(encoded).decode()
            for_urls = plain.translate(str.maketrans("+/", "-_"))
            for form in {plain, for_urls, plain.rstrip("="), for_urls.rstrip("=")}:
                yield form, len(encoded) < _UNMISTAKABLE_PACKED


def _longest_word(form: str) -> str:
    """The longest part of it that is always written as it is."""
    return max(re.findall(r"[A-Za-z0-9]+", form), key=len, default="")


def _word(form: str) -> re.Pattern[str]:
    """The form as a word of its own."""
    return re.compile(rf"{_WORD_START}(?P<before>){''.join(map(_ways_to_write, form))}(?!\w)")


def _credential(form: str) -> re.Pattern[str]:
    """The form where only a credential stands."""
    written = "".join(map(_ways_to_write, form))
    return re.compile(rf"(?P<before>{_CREDENTIAL}|:(?={written}(?:@|%40))){written}(?!\w)")


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
    if character == " ":
        ways.append("+")
    in_address = quote(character.encode("utf-8", "replace"), safe="")
    numbered = rf"(?i:\\u{code:04x}|%{code:02x}|{re.escape(in_address)}|&#0*{code};|&#x0*{code:x};)"
    return f"(?:{'|'.join([numbered, *map(re.escape, ways)])})"


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual and hides the tokens in the result: message, arguments and traceback alike."""

    def __init__(self, form: str, known: Redaction) -> None:
        super().__init__(form)
        self._known = known

    def format(self, record: logging.LogRecord) -> str:
        return self._known(redact(super().format(record)))
