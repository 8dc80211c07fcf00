"""Shows all that is known of an error, and what a server has answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ..core.errors import DmmError
from .messages import escaped, explanation, tr_text
from .widgets.details_dialog import DetailsDialog


class ErrorDetails(DetailsDialog):
    """The details of an error; F1 opens the part of the guide about errors."""


def show_error(parent: QWidget, error: DmmError) -> None:
    """Show everything known about an error."""
    title = QCoreApplication.translate("DetailsDialog", "Details")
    ErrorDetails(parent.window(), title, tr_text(error.title), explanation(error), escaped(error.details)).open()


def show_received(parent: QWidget, received: str, error: DmmError | None) -> None:
    """Show a server's response, and the error if there is one."""
    title = QCoreApplication.translate("DetailsDialog", "Server response")
    line = tr_text(error.sentences) if error is not None else ""
    details = "\n\n".join(part for part in (error.details if error is not None else "", received) if part)
    ErrorDetails(parent.window(), title, title, line, escaped(details)).open()
