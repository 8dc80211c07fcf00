"""Opens the guide, at the part about the place that has the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from ...core.errors import DmmError
from ...core.run_state import RunState
from ...operations.read_files import read_text_file
from ...workers.runner import TaskRunner
from ..languages import guide_file
from .guide_places import part_about
from .guide_text import GuidePart, GuideText
from .guide_window import GuideWindow

_LARGEST = 1_000_000  # bytes


class GuideOpener(QObject):
    """Has one window with the guide. ``failed`` is called if the guide cannot be read."""

    def __init__(self, window: QMainWindow, runner: TaskRunner, failed: Callable[[DmmError], None]) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._failed = failed
        self._guide: GuideWindow | None = None

    def open_here(self, state: RunState | None) -> None:
        """Show the part about the place that has the focus. ``state`` is that of the selected run, if any."""
        place = QApplication.focusWidget() or QApplication.activeModalWidget()
        if self._guide is None or place is None or place.window() is not self._guide:
            self.open_part(part_about(place, state))

    def open_part(self, part: GuidePart) -> None:
        """Show a part of the guide."""
        if self._guide is not None:
            self._guide.show_part(part)
            return
        self._runner.start(
            "guide",
            partial(read_text_file, guide_file(), _LARGEST),
            owner=self,
            on_success=partial(self._show, part),
            on_failure=self._failed,
        )

    def close(self) -> None:
        """Close the guide with the main window."""
        if self._guide is not None:
            self._guide.close()

    def _show(self, part: GuidePart, markdown: str) -> None:
        if self._guide is None:
            self._guide = GuideWindow(self._window, GuideText(markdown))
        self._guide.show_part(part)
