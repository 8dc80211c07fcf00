"""Imports what the window does not need for its first paint, without blocking it.

Modules without Qt are imported in jobs. Classes of Qt are created only on the GUI thread, a few in each pass of the
event loop: with Python 3.11, PySide6 looks a class up without a lock whenever Qt asks an object for its meta-object,
and a class that another thread creates at that moment ends the process [platform].
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Slot

from ..core.job import CancelToken, OnProgress
from ..workers.runner import TaskRunner

_CLASSES = 16  # created in one step: 2 ms


class StepByStep(QObject):
    """Takes one step of ``steps`` in each pass of the event loop, then calls ``done``. Without its parent it ends."""

    def __init__(self, steps: Iterator[None], done: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._done = done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take)
        self._timer.start(0)

    @Slot()
    def _take(self) -> None:
        for _ in self._steps:
            return
        self._timer.stop()
        self.deleteLater()
        self._done()


def import_for_panels(cancel: CancelToken, report: OnProgress) -> None:
    """Import what the window's panels need, except modules that use Qt. A job."""
    from ..desktop import awake as awake
    from ..desktop import notification as notification
    from ..operations import check_environment as check_environment
    from ..operations import check_update as check_update
    from ..operations import environments as environments
    from ..operations import kept_logs as kept_logs
    from ..operations import log_lines as log_lines
    from ..operations import presets as presets
    from ..operations import read_files as read_files
    from ..operations import retrying as retrying
    from ..operations import runs as runs
    from ..operations import sending as sending


def panel_steps() -> Iterator[None]:
    """Import the window's panels, after :func:`import_for_panels`."""
    from PySide6 import QtWidgets

    from .services import run_controller as run_controller

    yield
    from .services import environment_controller as environment_controller

    yield
    from .services import app_services as app_services
    from .services import key_store_banner as key_store_banner

    yield
    from .connections_panel import tree as tree

    yield
    from .connections_panel import panel as panel

    yield
    from .runs_panel import runs_panel as runs_panel

    yield
    from .widgets import focus_in_view as focus_in_view
    from .widgets import focus_ring as focus_ring
    from .widgets import text_keys as text_keys
    from .window import panels as panels

    # PySide creates a class when it is first named, but as soon as Qt returns one of its own widgets, it creates all
    # widget classes [platform], which would block the window for 15 ms.
    names = [name for name in dir(QtWidgets) if not name.startswith(("QGraphics", "QStyle"))]
    for number, name in enumerate(names):
        if number % _CLASSES == 0:
            yield
        getattr(QtWidgets, name)


def import_for_run_views(cancel: CancelToken, report: OnProgress) -> None:
    """Import what showing and watching a run needs, except modules that use Qt. A job."""
    from ..operations import endpoint as endpoint
    from ..operations import reported_run as reported_run
    from ..operations import run_report as run_report
    from ..operations import save_export as save_export
    from ..operations import save_failing as save_failing
    from ..operations import save_log_lines as save_log_lines
    from ..operations import save_logs as save_logs
    from ..operations import save_text as save_text
    from ..operations import search_log as search_log
    from ..operations import start_import as start_import
    from ..operations import watch_run as watch_run


def run_view_steps() -> Iterator[None]:
    """Import what shows a run, after :func:`import_for_run_views`."""
    from .log_view import log_pane as log_pane

    yield
    from .progress_view import commands as commands

    yield
    from .progress_view import metrics as metrics

    yield
    from .progress_view import parts as parts

    yield
    from .progress_view import progress_view as progress_view


def with_run_views(runner: TaskRunner, owner: QObject, then: Callable[[], object]) -> None:
    """Import what shows and watches runs, then call ``then``: at once if it has been imported already."""
    if f"{__package__}.progress_view.progress_view" in sys.modules:
        then()
        return
    runner.start(
        ("import run views", id(then)),
        import_for_run_views,
        owner=owner,
        on_success=lambda _: StepByStep(run_view_steps(), then, owner),
        on_failure=lambda _: then(),
    )
