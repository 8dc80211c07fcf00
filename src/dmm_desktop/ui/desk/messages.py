"""Sentences of the Qt-free layers in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ...core.errors import DmmError
from ...core.text import Text

#: The translation context of every template in a ``text()`` or ``counted()`` call.
CONTEXT = "Sentences"


def shown(sentence: Text) -> str:
    """The sentence, translated; values are filled in as they are, Texts among them translated too."""
    template = QCoreApplication.translate(CONTEXT, sentence.template)
    return template.format(**{name: shown(v) if isinstance(v, Text) else v for name, v in sentence.values})


def explanation(error: DmmError) -> str:
    """Cause and remedy of an error, without its title."""
    return " ".join(shown(part) for part in (error.reason, error.advice) if part is not None)
