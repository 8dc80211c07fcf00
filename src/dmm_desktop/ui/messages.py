"""Translates sentences outside Qt's own classes."""

from __future__ import annotations

import math
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLocale

from ..core.errors import DmmError
from ..core.text import Filler, Text, counted, escape_controls, text

#: The context under which lupdate files the sentences of ``text()``, ``counted()`` and ``tr()``, which have no class.
_CONTEXT = ""
#: Qt takes 32 bits; a larger number has the same plural form as its last six digits.
_MILLION = 1_000_000


class _Filler(Filler):
    """Fills in values as the window writes them: numbers localized, Texts translated, foreign text with its control and
    direction characters escaped."""

    def format_field(self, value: object, format_spec: str) -> str:
        return tr_message(value) if isinstance(value, Text | str) else super().format_field(value, format_spec)

    def number(self, value: int | float) -> str:
        return localized(value)


def tr(source: str) -> str:
    """Translate a sentence without values; for functions, which have no ``self.tr()``."""
    return QCoreApplication.translate(_CONTEXT, source)


def tr_text(sentence: Text) -> str:
    """Translate the sentence and fill in its values; values that are Texts are translated too."""
    return _Filler().format(_translated(sentence), **dict(sentence.values))


def _translated(sentence: Text) -> str:
    if not sentence.one:
        return tr(sentence.template)
    n = sentence.n if sentence.n < _MILLION else sentence.n % _MILLION + _MILLION
    form = QCoreApplication.translate(_CONTEXT, sentence.one, sentence.template, n)
    return form if form != sentence.one else sentence.english  # unchanged: no translation exists


def localized(value: int | float) -> str:
    """A number with grouped digits, 50,000; fractions have one decimal."""
    return QLocale().toString(value) if isinstance(value, int) else QLocale().toString(value, "f", 1)


def tr_message(message: Text | str) -> str:
    """A run's message: our own sentences translated, other text as received."""
    return tr_text(message) if isinstance(message, Text) else escaped(message)


def escaped(text: str) -> str:
    """Foreign text with its line breaks kept, and control and direction characters escaped."""
    return escape_controls(text.replace("\r\n", "\n"), keep="\n\t")


def shown_name(path: PurePath) -> str:
    """The name of a file, which its author chose, on one line and with control and direction characters escaped."""
    return escape_controls(path.name)


def tr_again(seconds: float) -> str:
    """When a request is sent again: in so many seconds, or now."""
    if seconds <= 0:
        return tr_text(text("Trying again…"))
    return tr_text(counted("Trying again in 1 second.", "Trying again in {n} seconds.", math.ceil(seconds)))


def explanation(error: DmmError) -> str:
    """Cause and remedy of an error, without its title."""
    return " ".join(tr_text(part) for part in (error.reason, error.advice) if part is not None)
