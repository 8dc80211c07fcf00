"""Keeps tokens and passwords out of every log record, including those of libraries, and out of server texts that repeat
them.

Two methods complement each other: :func:`redact` knows the names of the headers but no secrets, and :class:`Redaction`
knows the secrets and hides them wherever they occur.
"""

from __future__ import annotations

import base64
import logging
import re
import threading
from collections.abc import Iterator, Set
from dataclasses import replace
from urllib.parse import unquote

from .secret_search import Reach, SecretForm, SecretSearch
from .token import Token

#: A header's name, also as a CGI variable such as HTTP_X_DMM_TOKEN, and what separates it from its value.
_NAME = r"X[-_]DMM[-_]Token(?:[-_]OTP)?\\*['\"]?\s*[:=,]"
#: The value ends at a space or a line end, even an escaped one, because no token contains these, and at the next
#: header.
_HEADERS = re.compile(rf"({_NAME}\s*)(?:(?!\\r\\n|{_NAME})\S)+", re.IGNORECASE)
#: The same for the Authorization header.
_AUTHORIZATION = re.compile(
    r"(Authorization\\*['\"]?\s*[:=,]\s*\\*['\"]?(?:Basic|Bearer|Digest|NTLM|Negotiate)\s+)[\w+/=.~-]+", re.I
)
_HIDDEN = "(hidden)"
#: Secrets shorter than this, in characters, are hidden only if they are clearly credentials; the second value applies
#: to base64.
_UNMISTAKABLE, _UNMISTAKABLE_PACKED = 8, 4
#: Secrets shorter than this, in characters, that may be ordinary words or numbers are hidden only as separate words.
_LONGER_THAN_WORDS = 16
#: Secrets shorter than this, in bytes, are not searched for inside larger base64 texts.
_FOUND_INSIDE_BASE64 = 12


def redact(line: str) -> str:
    """Hide, in a line, the value of every X-DMM-Token and X-DMM-Token-OTP header (HTTP_X_DMM_TOKEN) and the credentials
    of every Authorization header."""
    return _AUTHORIZATION.sub(rf"\g<1>{_HIDDEN}", _HEADERS.sub(rf"\g<1>{_HIDDEN}", line))


class Redaction:
    """Hides known secrets wherever they occur, also in base64, in a larger base64 text, and in URL encoding.

    Characters other than letters and digits are also recognized as escaped in JSON, HTML, addresses and Python's error
    messages, because servers and libraries quote secrets. Call it with a text; safe to use from several threads. It
    never shows the secrets it holds.

    A secret that may be an ordinary word or number is hidden only as a separate word: fewer than 16 characters, either
    digits or letters in the case of one word, such as ``administrator``. A secret of fewer than eight characters, such
    as the password ``4711``, is hidden as a word only in texts of the connection that it is sent over, for which
    :meth:`within` makes a Redaction; in all other texts only if it is clearly a credential: between ``:`` and ``@``,
    and after a name such as ``password=``, ``"Token": `` or ``Basic``.
    """

    def __init__(self, *tokens: Token, around: Redaction | None = None) -> None:
        self._lock = threading.Lock()
        self._around = around
        self._forms: dict[str, SecretForm] = {}
        self._search = SecretSearch()
        for token in tokens:
            self.add(token)

    def within(self) -> Redaction:
        """A Redaction for the texts of one connection. It hides what this one hides, and secrets added to it are hidden
        everywhere else too."""
        return Redaction(around=self)

    @property
    def register(self) -> Redaction:
        """The Redaction from which this one was made by :meth:`within`, or this one itself: it hides what is hidden in
        texts of every connection."""
        return self if self._around is None else self._around.register

    def add(self, token: Token) -> None:
        """Hide this token from now on."""
        self._add({token.reveal(), unquote(token.reveal())})

    def add_text(self, secret: str) -> None:
        """Hide a secret that may contain any characters."""
        if secret:
            self._add({secret})

    def add_sign_in(self, url: str) -> None:
        """Hide the sign-in of a proxy's address, both as it appears there and as Basic authentication sends it (RFC
        7617). Without a password, the user name counts as the secret."""
        account = url.partition("://")[2].rpartition("@")[0]
        user, _, password = account.partition(":")
        if account.strip(":"):
            self._add({f"{unquote(user)}:{unquote(password)}", account})  # first: it contains the other
            self.add_text(unquote(password) or unquote(user))

    def _add(self, secrets: set[str]) -> None:
        register = self.register
        register._learn(secrets, is_register=True)
        if register is not self:
            self._learn(secrets, is_register=False)

    def _learn(self, secrets: set[str], *, is_register: bool) -> None:
        with self._lock:
            new = {}
            for form in sorted(_forms(secrets), key=lambda one: -len(one.written)):
                is_ordinary = form.reach is Reach.CREDENTIALS
                if form.written not in self._forms and (is_register or is_ordinary):  # the register hides the others
                    new[form.written] = form if is_register else replace(form, reach=Reach.WORDS)
            if new:
                self._forms = self._forms | new
                self._search = SecretSearch(self._forms.values())

    def __call__(self, line: str) -> str:
        return self.with_words_kept(line, frozenset())

    def with_words_kept(self, line: str, words: Set[str]) -> str:
        """Hide secrets, except any that is one of these well-known words."""
        if self._around is not None:
            line = self._around.with_words_kept(line, words)
        shown, at = [], 0
        for start, end in self._search.places(line):
            if line[start:end] in words:
                continue
            shown += [line[at:start], _HIDDEN]
            at = end
        return "".join([*shown, line[at:]]) if shown else line

    def of_beginning(self, text: str) -> str:
        """Hide secrets in a truncated text: if it ends with at least half of a secret, that part is hidden too."""
        text = self(text)
        start = self._start_of_cut(text)
        return text if start is None else text[:start] + _HIDDEN

    def _start_of_cut(self, text: str) -> int | None:
        starts = [self._search.start_of_cut(text)]
        if self._around is not None:
            starts.append(self._around._start_of_cut(text))
        return min((start for start in starts if start is not None), default=None)


def _forms(secrets: set[str]) -> Iterator[SecretForm]:
    """Each form of the secrets, with the reach that it has in the register."""
    for secret in secrets:
        reach = _reach(secret)
        yield SecretForm(secret, reach)
        for encoded in {secret.encode("utf-8", "replace"), secret.encode("latin-1", "replace")}:
            packed = Reach.WORDS if len(encoded) >= _UNMISTAKABLE_PACKED else Reach.CREDENTIALS
            plain = base64.b64encode(encoded).decode()
            for form in {plain, plain.rstrip("=")}:
                yield from _in_both_alphabets(SecretForm(form, reach if reach is Reach.EVERYWHERE else packed))
            if reach is Reach.EVERYWHERE and len(encoded) >= _FOUND_INSIDE_BASE64:
                yield from _inside_base64(encoded)


def _reach(secret: str) -> Reach:
    if len(secret) < _UNMISTAKABLE:
        return Reach.CREDENTIALS
    is_like_word = secret.isdecimal() or (secret.isalpha() and (secret[1:].islower() or secret.isupper()))
    return Reach.WORDS if is_like_word and len(secret) < _LONGER_THAN_WORDS else Reach.EVERYWHERE


def _inside_base64(encoded: bytes) -> Iterator[SecretForm]:
    """The characters that represent only the secret, for each of the three positions in a group where it may begin."""
    for offset in range(3):
        end = offset + len(encoded)
        characters = base64.b64encode(bytes(offset) + encoded + bytes(2)).decode()
        form = characters[(offset * 8 + 5) // 6 : end * 8 // 6]
        yield from _in_both_alphabets(SecretForm(form, Reach.EVERYWHERE, before=offset > 0, after=end % 3 > 0))


def _in_both_alphabets(form: SecretForm) -> Iterator[SecretForm]:
    """The form in base64, and in the base64 variant for addresses."""
    yield form
    yield replace(form, written=form.written.translate(str.maketrans("+/", "-_")))


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual and hides the tokens in the result: message, arguments and traceback alike."""

    def __init__(self, form: str, known: Redaction) -> None:
        super().__init__(form)
        self._known = known

    def format(self, record: logging.LogRecord) -> str:
        return self._known(redact(super().format(record)))
