"""Text that was written by anybody, fit to be shown: nothing in it hides a part of it or turns its direction."""

from __future__ import annotations

import re
import unicodedata

#: How much of a server's message is shown, in characters.
MAX_MESSAGE = 2000
#: What is drawn as nothing although Unicode counts it among letters, marks and symbols: fillers of Hangul, inherent
#: vowels of Khmer, variation selectors, the grapheme joiner, the empty Braille cell [documented].
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def legible(text: str, keep: str = "") -> str:
    """The text with control and direction characters spelled out, but those in ``keep``. Every kind of space stays:
    numbers are grouped with some that Python does not call printable."""
    if text.isprintable():
        return text
    return "".join(c if _is_legible(c) or c in keep else c.encode("unicode_escape").decode("ascii") for c in text)


def shortened(message: str) -> str:
    """The message, cut after :data:`MAX_MESSAGE` characters."""
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"


def visible(text: str) -> str:
    """The text on one line, without what cannot be seen: control and direction characters, characters of no width.

    Line ends, tabs and every kind of space become spaces.
    """
    spaced = "".join(" " if c.isspace() else c for c in _DRAWN_AS_NOTHING.sub("", text))
    return "".join(c for c in spaced if c.isprintable())


def _is_legible(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"
