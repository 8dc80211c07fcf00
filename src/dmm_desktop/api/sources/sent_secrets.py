"""The secrets that recorded requests send, which are neither kept nor shown."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import unquote

from ...core.redaction import Redaction
from .recorded import KEY_HEADER, ONE_TIME_HEADER, RecordedRequest

#: How many secrets may be looked for inside other values.
_MOST_SECRETS = 50
#: A word of this length, in characters, or shorter is not a secret.
_LONGEST_WORD = 3
#: The headers that sign in, and what people paste around a key.
_SIGN_INS, _QUOTES = ("authorization", "proxy-authorization"), "'\" "


def _secrets_of(request: RecordedRequest) -> Iterator[str]:
    for name, value in request.headers:
        if name in (KEY_HEADER, ONE_TIME_HEADER):
            yield value.strip(_QUOTES)
        elif name in _SIGN_INS:
            word = value.rpartition(" ")[2]
            yield word
            with suppress(ValueError):
                yield base64.b64decode(word).decode("utf-8", "replace").partition(":")[2]


class SentSecrets:
    """The REST API keys, one-time tokens and sign-ins in the headers of requests, with the password of a sign-in.

    They are recognised as they are and encoded, such as in base64. If they are not few, only a value that is one of
    them is recognised.
    """

    def __init__(self, requests: Iterable[RecordedRequest]) -> None:
        sent = (word for request in requests for word in _secrets_of(request) if len(word) > _LONGEST_WORD)
        self._words = frozenset(form for word in sent for form in (word, unquote(word)))
        self.are_few = len(self._words) <= _MOST_SECRETS
        self._redaction = Redaction()
        for word in self._words if self.are_few else ():
            self._redaction.add_text(word)

    def are_in(self, word: str) -> bool:
        """Whether the word contains one of them."""
        if word in self._words or (self.are_few and any(one in word for one in self._words)):
            return True
        return self._redaction(word) != word

    def hidden(self, segment: str) -> str:
        """A segment of a path without them."""
        return "(hidden)" if segment in self._words else self._redaction(segment)

    def hidden_path(self, request: RecordedRequest) -> str:
        """The path of a request without them."""
        return "".join(f"/{self.hidden(segment)}" for segment in request.segments)
