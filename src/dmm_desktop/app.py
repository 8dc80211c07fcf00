"""The window's composition root: reads the arguments, builds everything, runs, and shuts down."""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
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
    with opened(argv) as application:
        return application.run()


@contextmanager
def opened(argv: Sequence[str] | None = None) -> Iterator[Application]:
    """The application with its window shown; leaving the context ends its jobs and the demo, and closes its data.

    It begins to work with the first turn of Qt's event loop.
    """
    arguments = _parser().parse_args(argv)
    with ExitStack() as stack:
        if arguments.demo and arguments.data_dir is None:
            # The demo has a folder of its own: the ordinary data are never touched.
            arguments.data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-desktop-demo-")))
        paths = DataPaths.at(arguments.data_dir)
        stack.enter_context(logging_to(paths.log))
        application = Application(arguments, paths)
        stack.callback(application.close)
        yield application


class Application:
    """Everything that the window is made of."""

    def __init__(self, arguments: argparse.Namespace, paths: DataPaths) -> None:
        self._arguments = arguments
        self._paths = paths
        self._qt = QApplication(sys.argv[:1])
        self._qt.setApplicationName("dmm-desktop")
        self._qt.setApplicationDisplayName("DMM Desktop")
        self._qt.setApplicationVersion(__version__)
        self._qt.setDesktopFileName("io.github.dmm_desktop.DMMDesktop")
        self.theme = Theme(self._qt)
        FocusRing(self._qt)
        self._runner = TaskRunner()
        self._workspace = Lazily(lambda: Workspace.open(arguments.data_dir))
        vault = TokenVault(None if arguments.demo else SecretStore())
        self.demo = DemoEnvironment(self._workspace, vault) if arguments.demo else None
        self.desk = Desk(SavedEnvironments(self._workspace, vault), SavedRuns(self._workspace, vault), self._runner)
        self.window = MainWindow(self.desk, paths.root, None if arguments.demo else _start_demo)
        self._code = 0
        self.window.show()
        # Nothing of the disk, the key store or the network is touched before the window is painted.
        QTimer.singleShot(0, self.window, self._begin)

    def run(self) -> int:
        """Serve the person until the window is closed. Returns the exit code."""
        self._code = self._qt.exec()
        return self._code

    def close(self) -> None:
        """End every job, the demo and the data. Jobs that do not end take the process with them."""
        stuck = self._runner.shut_down(_CLOSING)
        if self.demo is not None:
            self.demo.close()
        if self._workspace.made is not None:
            self._workspace.made.close()
        if stuck:
            _LOG.error("leaving with jobs that do not end: %s", stuck)
            logging.shutdown()
            os._exit(self._code)

    def _begin(self) -> None:
        if self.demo is None:
            self.window.begin(self._arguments.zip)
            return
        self._runner.start(
            "demo",
            self.demo.prepare(self._paths.root),
            owner=self.window,
            on_success=lambda _: self.window.begin(self._arguments.zip),
            on_failure=self.window.show_error,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dmm-desktop", description="Import data into OutSystems environments through the DMM API."
    )
    parser.add_argument("--version", action="version", version=f"dmm-desktop {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the application's data here")
    parser.add_argument("--demo", action="store_true", help="use a made-up environment on this computer")
    parser.add_argument("zip", nargs="?", type=Path, metavar="ZIP", help="start an import of this file")
    return parser


def _start_demo() -> None:
    """Start a second process, which has data, keys and a server of its own."""
    subprocess.Popen([sys.executable, "-m", "dmm_desktop.app", "--demo"], stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
