"""Sentences outside of Qt's own classes in the language of the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale

from ..core.errors import DmmError
from ..core.text import Filler, Text, counted, escape_controls
from ..operations.retrying import Waiting

#: Where lupdate puts what ``text()``, ``counted()`` and ``tr()`` say: they belong to no class.
_CONTEXT = ""
#: The form for a larger number is that for its last six digits: Qt takes 32 bits.
_MILLION = 1_000_000


class _Filler(Filler):
    """Fills values in as the window writes them: numbers as they are written here, Texts translated, and what others
    wrote without anything that would hide a part of it or turn its direction."""

    def format_field(self, value: object, format_spec: str) -> str:
        return tr_message(value) if isinstance(value, Text | str) else super().format_field(value, format_spec)

    def number(self, value: int | float) -> str:
        return localized(value)


def tr(source: str) -> str:
    """A sentence without values, translated: ``self.tr()`` for what is no method."""
    return QCoreApplication.translate(_CONTEXT, source)


def tr_text(sentence: Text) -> str:
    """The sentence, translated; values are filled in as they are, Texts among them translated too."""
    return _Filler().format(_translated(sentence), **dict(sentence.values))


def _translated(sentence: Text) -> str:
    if not sentence.one:
        return tr(sentence.template)
    n = sentence.n if sentence.n < _MILLION else sentence.n % _MILLION + _MILLION
    form = QCoreApplication.translate(_CONTEXT, sentence.one, sentence.template, n)
    return form if form != sentence.one else sentence.english  # the same: there is no translation


def localized(value: int | float) -> str:
    """A number with its groups apart, 50,000; one that is not whole with one decimal."""
    return QLocale().toString(value) if isinstance(value, int) else QLocale().toString(value, "f", 1)


def tr_message(message: Text | str) -> str:
    """What a run has to say: our sentence translated, the words of others as they came."""
    return tr_text(message) if isinstance(message, Text) else escaped(message)


def escaped(text: str) -> str:
    """Text of others with its lines, and with control and direction characters spelled out."""
    return escape_controls(text, keep="\n\t")


def tr_waiting(value: Waiting) -> str:
    """Why a request is sent again, and when."""
    again = counted("Trying again in 1 second.", "Trying again in {n} seconds.", math.ceil(value.seconds))
    return f"{tr_text(value.trouble.title)} {tr_text(again)}"


def explanation(error: DmmError) -> str:
    """Cause and remedy of an error, without its title."""
    return " ".join(tr_text(part) for part in (error.reason, error.advice) if part is not None)
