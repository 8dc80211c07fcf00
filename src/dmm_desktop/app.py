"""The window's composition root: reads the arguments, builds everything, runs, and shuts down."""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from . import __version__
from .core.application_log import logging_to
from .operations.demo_environment import DemoEnvironment
from .operations.environments import SavedEnvironments
from .operations.lazily import Lazily
from .operations.runs import SavedRuns
from .operations.workspace import Workspace
from .storage.paths import DataPaths
from .storage.secrets import SecretStore
from .storage.vault import TokenVault
from .ui.desk.desk import Desk
from .ui.look.focus_ring import FocusRing
from .ui.look.theme import Theme
from .ui.main_window import MainWindow
from .workers.runner import TaskRunner

#: How long jobs may take to end when the application closes, in seconds; those that are stuck are cut after it.
_CLOSING = 5.0

_LOG = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the application until its window is closed. Returns the exit code."""
    arguments = _parser().parse_args(argv)
    with ExitStack() as stack:
        if arguments.demo and arguments.data_dir is None:
            # The demo has a folder of its own: the ordinary data are never touched.
            arguments.data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-desktop-demo-")))
        paths = DataPaths.at(arguments.data_dir)
        stack.enter_context(logging_to(paths.log))
        return _run(arguments, paths)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dmm-desktop", description="Import data into OutSystems environments through the DMM API."
    )
    parser.add_argument("--version", action="version", version=f"dmm-desktop {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the application's data here")
    parser.add_argument("--demo", action="store_true", help="use a made-up environment on this computer")
    parser.add_argument("zip", nargs="?", type=Path, metavar="ZIP", help="start an import of this file")
    return parser


def _run(arguments: argparse.Namespace, paths: DataPaths) -> int:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("dmm-desktop")
    application.setApplicationDisplayName("DMM Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("io.github.dmm_desktop.DMMDesktop")
    Theme(application)
    FocusRing(application)
    runner = TaskRunner()
    workspace = Lazily(lambda: Workspace.open(arguments.data_dir))
    vault = TokenVault(None if arguments.demo else SecretStore())
    desk = Desk(SavedEnvironments(workspace, vault), SavedRuns(workspace, vault), runner)
    window = MainWindow(desk, paths.root, None if arguments.demo else _start_demo)
    demo = DemoEnvironment(workspace, vault) if arguments.demo else None
    window.show()

    def begin() -> None:
        if demo is None:
            window.begin(arguments.zip)
        else:
            job = demo.prepare(paths.root / "samples")
            runner.start("demo", job, owner=window, on_success=lambda _: window.begin(), on_failure=window.show_error)

    # Nothing of the disk, the key store or the network is touched before the window is painted.
    QTimer.singleShot(0, window, begin)
    code = application.exec()
    stuck = runner.shut_down(_CLOSING)
    if demo is not None:
        demo.close()
    if workspace.made is not None:
        workspace.made.close()
    if stuck:
        _LOG.error("leaving with jobs that do not end: %s", stuck)
        logging.shutdown()
        os._exit(code)
    return code


def _start_demo() -> None:
    """Start a second process, which has data, keys and a server of its own."""
    subprocess.Popen([sys.executable, "-m", "dmm_desktop.app", "--demo"], stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
