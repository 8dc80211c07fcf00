"""Notices what other processes, such as the command line, store about runs in the same data folder."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from ...core.errors import DmmError
from .run_controller import RunController

#: How often to look, in milliseconds. As long as nothing is stored, only the times of three files are read.
LOOK_EVERY = 2000


class OtherProcesses(QObject):
    """Looks for it from when the list has been read, and at once when the application becomes active. After a failure,
    which is logged each time, it waits for that, because then the user may have done something about it."""

    def __init__(self, runs: RunController, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        self._is_begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        runs.loaded.connect(self._begin)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._state_changed)

    @Slot()
    def _begin(self) -> None:
        self._is_begun = True
        self._timer.start()

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if self._is_begun and state is Qt.ApplicationState.ApplicationActive:
            self._timer.start()
            self._look()

    @Slot()
    def _look(self) -> None:
        self._runs.load_again(self._give_up)

    def _give_up(self, error: DmmError) -> None:
        self._timer.stop()
