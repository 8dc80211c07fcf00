"""The window, inside this process, on an environment that a server of `servers/` plays."""

from __future__ import annotations

import gc
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.payloads import ROOT
from dmm_desktop.app import responsive
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.window.main_window import MainWindow
from dmm_desktop.workers.runner import TaskRunner


class Desktop:
    """The window with one environment in it."""

    def __init__(self, port: int, folder: Path) -> None:
        self.runner = TaskRunner()
        self._workspace = Lazy(lambda: Workspace.open(folder))
        keys = SessionKeys(None)
        self.services = AppServices(SavedContext(self._workspace, keys), self.runner)
        self.window = MainWindow(lambda: self.services, folder, None)
        self.window.build_panels()
        self.window.show()
        gc.freeze()  # as the application does
        self._environment = Environment(
            str(uuid.uuid4()), "PROD-2", Address.parse(f"http://127.0.0.1:{port}{ROOT}"), Stage.TEST
        )
        stored: list[object] = []
        self.services.environments.save(
            self._environment, Token("key"), owner=self.window, on_success=stored.append, on_failure=_fail
        )
        self.until(lambda: bool(stored))

    def watch(self, tracker_id: str) -> str:
        """Watch an execution; returns the id of its run."""
        found: list[str] = []
        self.services.runs.adopt(
            self._environment.id,
            tracker_id,
            owner=self.window,
            on_success=lambda run: found.append(run.id),
            on_failure=_fail,
        )
        self.until(lambda: bool(found))
        return found[0]

    def until(self, reached: Callable[[], bool], seconds: float = 300) -> None:
        """Let the window live until something is the case, which is looked for ten times a second."""
        loop = QEventLoop()
        look = QTimer()
        look.timeout.connect(lambda: loop.quit() if reached() else None)
        look.start(100)
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(lambda: loop.exit(1))
        limit.start(int(seconds * 1000))
        if loop.exec():
            raise TimeoutError(f"not within {seconds} s")

    def rest(self, seconds: float) -> None:
        """Let the window live for some time."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def close(self) -> None:
        """End all jobs."""
        self.runner.shut_down(10)
        if self._workspace.made is not None:
            self._workspace.made.close()


def responsive_application() -> QApplication:
    """Qt with our look, off the screen where there is none."""
    if "DISPLAY" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    responsive()
    app = QApplication([])
    Theme(app)
    return app


@contextmanager
def desktop(port: int) -> Iterator[Desktop]:
    """The window, with a data folder that vanishes at the end."""
    app = responsive_application()
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as folder:
        one = Desktop(port, Path(folder))
        try:
            yield one
        finally:
            one.close()
            app.processEvents()


def _fail(error: Exception) -> None:
    raise error
