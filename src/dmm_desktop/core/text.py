"""Sentences for users, kept apart from the values in them so that a front end can translate them; and text from servers
and files made fit to be shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from string import Formatter

#: What ends a sentence.
_ENDS = frozenset(".!?…:;\u3002\uff01\uff1f\u061f\u0964")


class Filler(Formatter):
    """Fills the values into a template. Templates name the places only: how a number is written is the reader's."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Called by :meth:`Formatter.format` for each place."""
        if isinstance(value, float):
            value = round(value, 1)
            value = int(value) if value.is_integer() else value
        return self.number(value) if isinstance(value, int | float) else str(value)

    def number(self, value: int | float) -> str:
        """A whole number, or one with one decimal, in English: 50,000 and 1.5."""
        return f"{value:,}"


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named places, and the values for them.

    ``str()`` gives the English sentence. The window looks it up in its translations first and fills in the values
    afterwards. Values may be Texts themselves; they are filled in as they are and never parsed. Numbers are given as
    numbers, so that each reader gets them as they are written in their language.

    ``one`` is set where the sentence depends on the value ``n``: it is the English for exactly 1, and ``template``
    that for every other number. Other languages have other forms, so only the reader chooses one.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    one: str = ""

    @property
    def n(self) -> int:
        """The number on which the sentence depends, if ``one`` is set."""
        n = dict(self.values)["n"]
        assert isinstance(n, int)
        return n

    @property
    def english(self) -> str:
        """The template in English, in the form for its number."""
        return self.one if self.one and self.n == 1 else self.template

    def __str__(self) -> str:
        return Filler().format(self.english, **dict(self.values))


def text(template: str, **values: object) -> Text:
    """Return a Text. Translations are collected from these calls, so the template is a literal in each of them."""
    return Text(template, tuple(values.items()))


def counted(one: str, many: str, n: int, **values: object) -> Text:
    """Return the Text for a count: in English ``one`` for exactly 1, ``many`` otherwise. Both are literals, both may
    use ``{n}``."""
    return Text(many, (("n", n), *values.items()), one)


def joined(*sentences: Text) -> Text:
    """Return the Text that says one sentence after another. Its template is places alone, so nobody translates it."""
    values = tuple((f"part{place}", sentence) for place, sentence in enumerate(sentences, 1))
    return Text(" ".join(f"{{{name}}}" for name, _ in values), values)


def whole(words: str) -> str:
    """The words of others as a sentence that another one may follow: with a full stop if no punctuation ends them."""
    words = words.rstrip()
    last = words.rstrip("\"'”\u2019»)]}")[-1:]
    return words if not words or last in _ENDS else f"{words}."


#: How much of a server's message is shown, in characters.
MAX_MESSAGE = 2000
#: What is drawn as nothing although Unicode counts it among letters, marks and symbols: fillers of Hangul, inherent
#: vowels of Khmer, variation selectors, the grapheme joiner, the empty Braille cell [documented].
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def escape_controls(text: str, keep: str = "") -> str:
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
