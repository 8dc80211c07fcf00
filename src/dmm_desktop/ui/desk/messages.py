"""Sentences of the Qt-free layers in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ...core.errors import DmmError
from ...core.legible import legible
from ...core.text import Filler, Text
from .numbers import number

#: The translation context of every template in a ``text()`` or ``counted()`` call.
CONTEXT = "Sentences"


class _Filler(Filler):
    """Fills values in as the window writes them: numbers as they are written here, Texts translated, and what others
    wrote without anything that would hide a part of it or turn its direction."""

    def format_field(self, value: object, format_spec: str) -> str:
        return told(value) if isinstance(value, Text | str) else super().format_field(value, format_spec)

    def number(self, value: int | float) -> str:
        return number(value)


def shown(sentence: Text) -> str:
    """The sentence, translated; values are filled in as they are, Texts among them translated too."""
    template = QCoreApplication.translate(CONTEXT, sentence.template)
    return _Filler().format(template, **dict(sentence.values))


def told(message: Text | str) -> str:
    """What a run has to say: our sentence translated, the words of others as they came."""
    return shown(message) if isinstance(message, Text) else harmless(message)


def harmless(text: str) -> str:
    """Text of others with its lines, and with control and direction characters spelled out."""
    return legible(text, keep="\n\t")


def explanation(error: DmmError) -> str:
    """Cause and remedy of an error, without its title."""
    return " ".join(shown(part) for part in (error.reason, error.advice) if part is not None)
