"""Keeps the computer awake while an import is uploaded or a file from the server is saved, and only then."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from ...core.job import Progress
from ...core.text import text
from ...desktop.awake import keep_awake
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from ..messages import tr_text
from .run_controller import RunController

#: The first part of the keys of jobs that save something from the server.
DOWNLOAD = "download"

_KEY = "keep awake"


class Wakefulness(QObject):
    """Starts a job that keeps the computer awake, and cancels it. ``changed``: ``is_kept`` has changed."""

    changed = Signal()

    def __init__(self, runs: RunController, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        self._runner = runner
        self._is_needed = False
        self.is_kept = False  # the system has agreed
        runner.running_changed.connect(self._look)
        runs.run_changed.connect(self._look)
        runs.list_changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        was, self._is_needed = self._is_needed, any(map(self._keeps_awake, self._runner.running))
        if self._is_needed and not was:
            self._begin()
        elif was and not self._is_needed:
            self._runner.cancel(_KEY)
            self._set_kept(False)

    def _keeps_awake(self, key: Hashable) -> bool:
        match key:
            case (str(kind), *_) if kind == DOWNLOAD:
                return True
            case ("start", str(run_id)) if (view := self._runs.find(run_id)) is not None:
                from ..run_words import is_sending_here

                return is_sending_here(view)
        return False

    def _begin(self) -> None:
        reason = tr_text(text("Data is being uploaded or saved."))
        self._runner.start(
            _KEY,
            partial(keep_awake, reason),
            owner=self,
            on_progress=self._agreed,
            on_success=self._refused,
            on_failure=do_nothing,
            on_cancelled=self._cancelled,
        )

    def _agreed(self, _: Progress) -> None:
        self._set_kept(self._is_needed)

    def _refused(self, _: None) -> None:
        self._set_kept(False)

    def _cancelled(self) -> None:
        self._set_kept(False)
        if self._is_needed:  # needed again since it was cancelled
            self._begin()

    def _set_kept(self, kept: bool) -> None:
        if kept != self.is_kept:
            self.is_kept = kept
            self.changed.emit()
