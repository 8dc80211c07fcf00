"""The window opens a data folder with many runs, one of which goes on: how long it stops until they are shown and that
one is followed."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.frame import Bar, Figures, Measurement, Options, Row, Setting
from benchmarks.payloads import ROOT, serving

if TYPE_CHECKING:  # the window imports them after its first paint
    from dmm_desktop.core.lazy import Lazy
    from dmm_desktop.operations.workspace import Workspace
    from dmm_desktop.ui.services.app_services import AppServices
    from dmm_desktop.workers.runner import TaskRunner

_LINES, _ENDED = 500, 500
_ENVIRONMENT = str(uuid.UUID(int=1))
_SECONDS = 2


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """A server with the log."""
    with serving("log", 1_000_000, _LINES) as port:
        yield {"port": port, "folder": str(options.folder)}


def ours(setting: Setting) -> Figures:
    """From the first paint on, as `app.py` goes on after it; the keys are in memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from benchmarks.gaps import Gaps
    from dmm_desktop.app import import_for_services, responsive
    from dmm_desktop.core.lazy import Lazy
    from dmm_desktop.ui.deferred_imports import StepByStep, panel_steps
    from dmm_desktop.ui.theme.theme import Theme
    from dmm_desktop.ui.window.main_window import MainWindow
    from dmm_desktop.workers.runner import TaskRunner

    with tempfile.TemporaryDirectory(dir=setting["folder"]) as name:
        folder = Path(name)
        if sys.platform == "win32":
            raise NotImplementedError("Windows has no fork")
        if not os.fork():  # what writes the run imports what the window has to import by itself
            _store_run(folder, setting["port"])
            os._exit(0)
        os.wait()
        responsive()
        app = QApplication([])
        Theme(app)
        runner = TaskRunner()
        workspace = Lazy(lambda: _open(folder))
        window = MainWindow(lambda: _services(workspace, runner), folder, None)
        found: list[Gaps] = []

        def appeared() -> None:
            found.append(Gaps())
            runner.start("import", import_for_services, owner=window, on_failure=print, on_success=imported)

        def imported(_: None) -> None:
            StepByStep(panel_steps(), begin, window)

        def begin() -> None:
            window.build_panels()
            gc.freeze()
            window.begin()
            QTimer.singleShot(1000 * _SECONDS, app.quit)

        window.appeared.connect(appeared)
        window.show()
        app.exec()
        shown = window.findChild(QLabel, "log_lines")
        assert shown is not None and shown.text() == f"{_LINES} lines"
        runner.shut_down(10)
        workspace().close()
        return found[0].found()


def bare(setting: Setting) -> Figures:
    """A window in which nothing happens, for as long: what the machine itself does to an event loop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from benchmarks.gaps import Gaps

    app = QApplication([])
    label = QLabel("DMM Desktop")
    label.show()
    gaps = Gaps()
    QTimer.singleShot(1000 * _SECONDS, app.quit)
    app.exec()
    return gaps.found()


def _open(folder: Path) -> Workspace:
    from dmm_desktop.operations.workspace import Workspace

    return Workspace.open(folder)


def _services(workspace: Lazy[Workspace], runner: TaskRunner) -> AppServices:
    from dmm_desktop.core.token import Token
    from dmm_desktop.operations.context import SavedContext
    from dmm_desktop.storage.session_keys import SessionKeys
    from dmm_desktop.ui.services.app_services import AppServices

    keys = SessionKeys(None)
    keys.put(_ENVIRONMENT, Token("key"))
    return AppServices(SavedContext(workspace, keys), runner)


def _store_run(folder: Path, port: int) -> None:
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.environment import Environment
    from dmm_desktop.core.run_state import RunState
    from dmm_desktop.core.runs import Run
    from dmm_desktop.core.stage import Stage

    root = Address.parse(f"http://127.0.0.1:{port}{ROOT}")
    run = Run(
        str(uuid.uuid4()),
        root,
        datetime.now(UTC),
        RunState.RUNNING,
        environment_id=_ENVIRONMENT,
        environment_name="TEST-1",
        stage=Stage.TEST,
        tracker_id=str(time.time_ns()),
    )
    with _open(folder) as workspace:
        with workspace.store() as store:
            store.environments.add(Environment(_ENVIRONMENT, "TEST-1", root, Stage.TEST))
            for number in range(_ENDED):
                at = datetime.now(UTC) - timedelta(hours=number + 1)
                past = replace(run, id=str(uuid.uuid4()), state=RunState.COMPLETED, created_at=at, ended_at=at)
                store.runs.adopt(replace(past, tracker_id=str(number + 1)))
        workspace.adopt(run)


ROW = Row(
    "First run shown after the start",
    (Measurement("DMM Desktop", ours), Measurement("an idle window", bare)),
    (Bar("largest, ms", 50),),
    prepare,
)
