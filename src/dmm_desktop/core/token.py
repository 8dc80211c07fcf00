"""A secret that is never shown."""

from __future__ import annotations

import re
from typing import final

from .errors import WrongInput
from .text import text

#: A token's header name and colon, as copied from a request or JSON.
_HEADER = re.compile(r"""(?:(["'])X-DMM-Token(?:-OTP)?\1|X-DMM-Token(?:-OTP)?)\s*:""", re.IGNORECASE)


@final
class Token:
    """A REST API key or one-time token. ``repr`` and ``str`` hide it; :meth:`reveal` returns it.

    Drops characters copied along with the token: surrounding white space, its header name with the colon, and a pair of
    straight quotes. A token that really contains these cannot be entered [assumed: none does]. Raises WrongInput if
    nothing is left or it contains anything other than visible ASCII, which HTTP headers require.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        value = _bare(value)
        if not value:
            raise WrongInput(text("The token is empty."), None, text("Enter the token as the environment shows it."))
        if not all("!" <= character <= "~" for character in value):
            raise WrongInput(
                text("The token cannot be sent."),
                text("It contains spaces, line ends or characters that a token cannot have."),
                text("Copy it again from the environment, without anything around it."),
            )
        self._value = value

    def reveal(self) -> str:
        """Return the secret."""
        return self._value

    def __repr__(self) -> str:
        return "Token(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Token cannot be pickled")


def _bare(given: str) -> str:
    """Strip whatever surrounds the token until nothing more can be stripped, so that a stored token never changes."""
    value, before = given.strip(), None
    while value != before:
        before = value
        if header := _HEADER.match(value):
            value = value[header.end() :].strip()
        elif len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1].strip()
    return value
