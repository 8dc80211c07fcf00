"""Text that was written by anybody, fit to be shown: nothing in it hides a part of it or turns its direction."""

from __future__ import annotations

import unicodedata

#: How much of a server's message is shown, in characters.
MAX_MESSAGE = 2000


def legible(text: str, keep: str = "") -> str:
    """The text with control and direction characters spelled out, but those in ``keep``. Every kind of space stays:
    numbers are grouped with some that Python does not call printable."""
    if text.isprintable():
        return text
    return "".join(c if _is_legible(c) or c in keep else c.encode("unicode_escape").decode("ascii") for c in text)


def shortened(message: str) -> str:
    """The message, cut after :data:`MAX_MESSAGE` characters."""
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"


def _is_legible(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"
