"""The banner of the main window that says what went wrong, and does it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from ...core.errors import DmmError
from ..details_dialog import show_error as show_details
from ..messages import explanation, shown
from ..theme.tokens import Tone
from .banner import Banner


class ErrorBanner(Banner):
    """Hidden until :meth:`show_error`; it goes as soon as the person tries again."""

    def __init__(self) -> None:
        super().__init__("window_banner", action_name="window_try_again")
        self._error: DmmError | None = None
        self._again: Callable[[], None] = self.hide
        self.action.connect(self._try_again)
        self.details.connect(self._show_details)

    def show_error(self, error: DmmError, again: Callable[[], None]) -> None:
        """Say what went wrong, and offer to do ``again`` what failed."""
        self._error = error
        self._again = again
        self.show_message(
            Tone.ERR,
            shown(error.title),
            explanation(error),
            action=self.tr("Try again"),
            action_icon="test",
            details=bool(error.details),
        )

    @Slot()
    def _try_again(self) -> None:
        self.hide()
        self._again()

    @Slot()
    def _show_details(self) -> None:
        if self._error is not None:
            show_details(self.window(), self._error)
