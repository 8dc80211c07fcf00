"""The banner that shows errors in every window, panel and dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ..core.errors import DmmError
from .details_dialog import show_error as show_details
from .messages import explanation, tr_text
from .theme.tokens import Tone
from .widgets.banner import Banner


class ErrorBanner(Banner):
    """Shows an error with its details. ``error`` is the visible error; None if there is none or the banner shows
    another message."""

    def __init__(self, object_name: str, *, action_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(object_name, action_name=action_name, parent=parent)
        self.error: DmmError | None = None
        self.details.connect(self._show_details)

    def show_error(self, error: DmmError, *, tone: Tone = Tone.ERR, short: bool = False, **more: Any) -> None:
        """Show problem, cause and remedy, with *Details* if the error has any; ``short`` shows only the problem and
        leaves the rest to the details. ``more`` as for :meth:`show_message`."""
        cause = "" if short else explanation(error)
        self.show_message(tone, tr_text(error.title), cause, details=short or bool(error.details), **more)
        self.error = error

    def show_message(self, tone: Tone, problem: str, cause: str = "", **more: Any) -> None:
        """Show a message that is not an error; see :meth:`Banner.show_message`."""
        self.error = None
        super().show_message(tone, problem, cause, **more)

    def clear(self) -> None:
        """Hide the banner and forget the error."""
        self.error = None
        self.hide()

    @Slot()
    def _show_details(self) -> None:
        if self.error is not None:
            show_details(self, self.error)
