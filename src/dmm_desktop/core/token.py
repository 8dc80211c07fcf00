"""A secret that does not show itself."""

from __future__ import annotations

from typing import final

from .errors import WrongInput
from .text import text


@final
class Token:
    """A REST API key or one-time token. ``repr`` and ``str`` hide it; :meth:`reveal` gives it out.

    White space around it (a copied line end) is dropped. Raises WrongInput if it is empty or cannot stand in an HTTP
    header: only visible ASCII may.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        value = value.strip()
        if not value:
            raise WrongInput(text("The token is empty."), None, text("Enter the token as the environment shows it."))
        if not all("!" <= character <= "~" for character in value):
            raise WrongInput(
                text("The token cannot be sent."),
                text("It contains spaces, line ends or characters that no token has."),
                text("Copy it again from the environment, without anything around it."),
            )
        self._value = value

    def reveal(self) -> str:
        """Return the secret itself."""
        return self._value

    def __repr__(self) -> str:
        return "Token(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Token cannot be pickled")
