"""Sentences for users, kept separate from their values so that a front end can translate them; also escapes text from
servers and files."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from string import Formatter
from typing import TypeAlias

#: Characters that end a sentence.
_ENDS = frozenset(".!?…:;\u3002\uff01\uff1f\u061f\u0964")


class Filler(Formatter):
    """Fills values into a template. Templates only name placeholders; the reader's language decides how numbers are
    written."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Called by :meth:`Formatter.format` for each placeholder."""
        if isinstance(value, float):
            value = round(value, 1)
            value = int(value) if value.is_integer() else value
        return self.number(value) if isinstance(value, int | float) else str(value)

    def number(self, value: int | float) -> str:
        """A whole number, or one with one decimal, in English: 50,000 and 1.5."""
        return f"{value:,}"


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named placeholders, and their values.

    ``str()`` gives the English sentence. The window translates the template first and then fills in the values. Values
    may be Texts themselves; they are inserted as they are and never parsed. Numbers are passed as numbers, so that each
    language writes them its own way.

    ``one`` is set if the sentence depends on the value ``n``: it is the English for exactly 1, ``template`` for every
    other number. Other languages have other forms, so only the reader chooses one.
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


#: Writes a sentence in the reader's language.
Words: TypeAlias = Callable[[Text], str]


def text(template: str, **values: object) -> Text:
    """Create a Text. Translations are collected from these calls, so the template must be a literal."""
    return Text(template, tuple(values.items()))


def counted(one: str, many: str, n: int, **values: object) -> Text:
    """Create a Text for a count: in English ``one`` for exactly 1, otherwise ``many``. Both must be literals and may
    use ``{n}``."""
    return Text(many, (("n", n), *values.items()), one)


def joined(*sentences: Text) -> Text:
    """Combine sentences. The template consists of placeholders alone, so it needs no translation."""
    values = tuple((f"part{place}", sentence) for place, sentence in enumerate(sentences, 1))
    return Text(" ".join(f"{{{name}}}" for name, _ in values), values)


def whole(words: str) -> str:
    """Turn foreign text into a sentence that another can follow: add a full stop unless it ends with punctuation."""
    words = words.rstrip()
    last = words.rstrip("\"'”\u2019»)]}")[-1:]
    return words if not words or last in _ENDS else f"{words}."


#: Maximum length of a server's message as shown, in characters.
MAX_MESSAGE = 2000
#: Invisible characters that Unicode counts as letters, marks and symbols: Hangul fillers, inherent Khmer vowels,
#: variation selectors, the grapheme joiner, the empty Braille cell [documented].
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def escape_controls(text: str, keep: str = "") -> str:
    """Escape control and direction characters, except those in ``keep``. Spaces of all kinds stay, because numbers are
    grouped with some that Python does not consider printable."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else _legible(c) for c in text)


def on_one_line(sentence: Text) -> Text:
    """The sentence with its values escaped by :func:`escape_controls`, so that none of them can add a line."""

    def escaped(value: object) -> object:
        if isinstance(value, Text):
            return on_one_line(value)
        return escape_controls(value) if isinstance(value, str) else value

    return replace(sentence, values=tuple((name, escaped(value)) for name, value in sentence.values))


def shortened(message: str, longest: int = MAX_MESSAGE) -> str:
    """The message, cut after ``longest`` characters."""
    return message if len(message) <= longest else message[:longest] + "…"


#: Maximum length of a reference, in characters.
MAX_REFERENCE = 100


def as_reference(given: str) -> str:
    """A reference of the user's, such as a ticket number, as it is stored: one line that any file can hold."""
    return " ".join(visible(given).split())[:MAX_REFERENCE]


#: Maximum length of a note, in characters.
MAX_NOTE = 300


def as_note(given: str) -> str:
    """A note of the user's on a run, as it is stored: one line that any file can hold."""
    return " ".join(visible(given).split())[:MAX_NOTE]


def visible(text: str) -> str:
    """The text on one line without invisible characters: control and direction characters, characters of no width.

    Line ends, tabs and all kinds of spaces become spaces.
    """
    drawn = _DRAWN_AS_NOTHING.sub("", text)
    if drawn.isprintable():
        return drawn
    spaced = "".join(" " if c.isspace() else c for c in drawn)
    return "".join(c for c in spaced if c.isprintable())


@functools.lru_cache(maxsize=1024)
def _legible(c: str) -> str:
    """A character that is not printable, or its escape; a text may have a million of the same."""
    return c if unicodedata.category(c) == "Zs" else c.encode("unicode_escape").decode("ascii")
