"""The banner that shows errors and saved files in every window, panel and dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ..core.errors import DmmError
from ..core.text import escape_controls
from .error_details import show_error as show_details
from .messages import explanation, tr_text
from .theme.tokens import Tone
from .widgets.banner import Banner

if TYPE_CHECKING:
    from .services.system_dialogs import SystemDialogs


class ErrorBanner(Banner):
    """Shows an error with its details, or a saved file with its folder. ``error`` is the visible error; None if there
    is none or the banner shows another message. ``folder_failed`` (DmmError): a folder could not be opened; the error
    is visible."""

    folder_failed = Signal(object)

    def __init__(self, object_name: str, *, action_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(object_name, action_name=action_name, parent=parent)
        self.error: DmmError | None = None
        self._saved: tuple[Path, SystemDialogs] | None = None
        self._has_folder_link = False
        self.details.connect(self._show_details)

    def show_error(
        self, error: DmmError, *, tone: Tone = Tone.ERR, short: bool = False, answers: bool = True, **more: Any
    ) -> None:
        """Show problem, cause and remedy, with *Details* if the error has any; ``short`` shows only the problem and
        leaves the rest to the details. Most errors answer something the user did. ``answers`` and ``more`` as for
        :meth:`show_message`."""
        cause, details = "" if short else explanation(error), short or bool(error.details)
        self.show_message(tone, tr_text(error.title), cause, details=details, answers=answers, **more)
        self.error = error

    def show_saved(
        self,
        path: Path,
        dialogs: SystemDialogs,
        message: str,
        words: str = "",
        *,
        tone: Tone = Tone.OK,
        narrow: bool = False,
        **more: Any,
    ) -> None:
        """Show the path of a file that has been saved, and offer to open its folder: with a button, or with a link if
        the banner is ``narrow``. ``words`` are said of the file. ``more`` as for :meth:`show_message`."""
        offer = self.tr("Show in folder")
        more |= {"link": offer} if narrow else {"action": offer, "action_icon": "folder"}
        cause = "\n".join(line for line in (escape_controls(str(path)), words) if line)
        self.show_message(tone, message, cause, dismissible=True, **more)
        self._saved, self._has_folder_link = (path, dialogs), narrow

    def show_message(self, tone: Tone, problem: str, cause: str = "", **more: Any) -> None:
        """Show a message that is neither; see :meth:`Banner.show_message`."""
        self.error = self._saved = None
        super().show_message(tone, problem, cause, **more)

    def clear(self) -> None:
        """Hide the banner and forget the error."""
        self.error = self._saved = None
        self.hide()

    @Slot()
    def _act(self) -> None:
        if self._saved is not None and not self._has_folder_link:
            self._show_folder(*self._saved)
        else:
            super()._act()

    @Slot()
    def _show_details(self) -> None:
        if self._saved is not None and self._has_folder_link:
            self._show_folder(*self._saved)
        elif self.error is not None:
            show_details(self, self.error)

    def _show_folder(self, path: Path, dialogs: SystemDialogs) -> None:
        problem = dialogs.show_in_folder(path)
        if problem is not None:
            self.show_error(problem, dismissible=True)
            self.folder_failed.emit(problem)
