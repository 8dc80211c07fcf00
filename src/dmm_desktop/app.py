"""The window's composition root: parses the arguments, builds everything, runs, and shuts down."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from . import APPLICATION_ID, DISPLAY_NAME, __version__, programs
from . import plain_import as plain_import  # first: PySide6 reads the source of later imports
from .core.application_log import logging_to
from .core.errors import LocalError
from .core.job import CancelToken, OnProgress
from .core.lazy import Lazy
from .core.local_files import own_folder
from .core.network import add_variables
from .core.redaction import Redaction
from .storage.paths import DataPaths
from .ui.crash_reporter import CrashReporter
from .ui.deferred_imports import StepByStep, import_for_panels, panel_steps
from .ui.languages import speak
from .ui.message_box import output_in_message_box
from .ui.qt_application import QtApplication
from .ui.services.preferences import Preferences, Preferred
from .ui.settings_file import QT_FILE, keep_private
from .ui.theme.theme import Theme
from .ui.window.main_window import MainWindow
from .ui.window.menus import window_title
from .ui.window.one_window import OneWindow
from .workers.delivery import do_nothing
from .workers.garbage import GarbageCollector
from .workers.runner import TaskRunner

if TYPE_CHECKING:  # imported after the first paint
    from .operations.demo_environment import DemoEnvironment
    from .operations.workspace import Workspace
    from .ui.services.app_services import AppServices

#: Seconds that jobs have to end when the application closes, before they are cut off.
_CLOSING = 5.0

_LOG = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the application until its window is closed. Returns the exit code."""
    try:
        with opened(argv) as application:
            return application.run()
    except AlreadyOpen:
        return 0


def responsive() -> None:
    """Let the GUI thread wait at most 1 ms instead of 5 for a worker that runs Python code: painting a table passes the
    GIL back and forth hundreds of times."""
    sys.setswitchinterval(0.001)


def _drop_tokens() -> None:
    """Remove the command line's tokens from the environment: the window never reads them, and the browser, the file
    manager and the demo would inherit them."""
    for name in programs.token_variables():
        del os.environ[name]


@contextmanager
def _own_place(folder: Path) -> Iterator[Path]:
    """The folder for the log, the window's key and its state: the data folder, or a temporary one if another user
    controls the data folder. Opening the database reports that problem."""
    try:
        own_folder(folder)
    except LocalError:
        with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as other:
            yield Path(other)
        return
    except (OSError, ValueError):
        pass
    yield folder


class AlreadyOpen(Exception):
    """The data folder already has a window; it has come to the front and received the file."""


@contextmanager
def opened(argv: Sequence[str] | None = None) -> Iterator[Application]:
    """The application with its window shown; leaving the context ends its jobs and the demo, and closes its data.

    Work starts in the first turn of Qt's event loop. Raises AlreadyOpen if the data folder is already open in a window.
    """
    with output_in_message_box(DISPLAY_NAME):
        arguments = _parser().parse_args(argv)
    _drop_tokens()
    responsive()
    with ExitStack() as stack:
        if arguments.demo and arguments.data_dir is None:
            # The demo has its own folder, so that the user's data is never touched.
            arguments.data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dmm-desktop-demo-")))
        paths = DataPaths(stack.enter_context(_own_place(DataPaths.at(arguments.data_dir).root)))
        known = Redaction()
        add_variables(known)
        stack.enter_context(logging_to(paths.log, known))
        application = Application(arguments, paths, known)
        stack.callback(application.close)
        yield application


class Application:
    """Owns all objects behind the window."""

    def __init__(self, arguments: argparse.Namespace, paths: DataPaths, known: Redaction) -> None:
        self._arguments = arguments
        self._paths = paths
        self._known = known
        self._qt = QtApplication(sys.argv[:1])
        self._qt.setApplicationName("dmm-desktop")
        self._qt.setApplicationDisplayName(DISPLAY_NAME)
        self._qt.setApplicationVersion(__version__)
        self._qt.setDesktopFileName(APPLICATION_ID)
        # Qt's file dialog stores its folders in user settings; ours are kept in the data folder.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(paths.root))
        self._one_window = OneWindow(paths.root, self._asked)
        if not self._one_window.is_first(arguments.zip):
            raise AlreadyOpen
        if sys.platform == "linux":
            keep_private(paths.root / QT_FILE)
        self._preferences = Preferences(paths.root, self._qt)
        if arguments.demo and self._preferences.current == Preferred():
            usual = Preferences(DataPaths.at(None).root).current
            self._preferences.use(Preferred(usual.appearance, usual.language))  # the demo looks as the user prefers
        preferred = self._preferences.current
        speak(self._qt, [preferred.language] if preferred.language else [])
        if arguments.demo:  # otherwise Qt would append the normal name to the title
            self._qt.setApplicationDisplayName(window_title("", demo=True))
        GarbageCollector(self._qt).take_over()  # to the end of the process
        self.theme = Theme(self._qt, preferred.appearance)
        self._preferences.changed.connect(lambda: self.theme.use(self._preferences.current.appearance))
        self._runner = TaskRunner()
        self.window = MainWindow(self._make_services, paths.root, None if arguments.demo else self._start_demo)
        self._crashes = CrashReporter(known, self.window)
        self._crashes.install()
        self._runner.broke.connect(self._crashes.show_error)
        self._workspace = Lazy(self._open_workspace)
        self.demo: DemoEnvironment | None = None
        self._code = 0
        self.has_begun = False  # whether it has started to read the stored data
        # Disk, key store and network are not touched before the window is painted.
        self.window.appeared.connect(self._appeared)
        self._qt.file_opened.connect(self._open_file)
        self.window.show()

    @property
    def services(self) -> AppServices:
        """The services behind the window."""
        self.window.build_panels()
        return self.window.services

    def run(self) -> int:
        """Run until the window is closed. Returns the exit code."""
        self._code = self._qt.exec()
        return self._code

    def close(self) -> None:
        """End every job and the demo, and close the data. Jobs that do not end are killed with the process."""
        gc.unfreeze()
        self._one_window.close()
        self._crashes.remove()
        stuck = self._runner.shut_down(_CLOSING)
        if self.demo is not None:
            self.demo.close()
        if self._workspace.made is not None:
            self._workspace.made.close()
        if stuck:
            _LOG.error("leaving with jobs that do not end: %s", stuck)
            logging.shutdown()
            os._exit(self._code)

    def _asked(self, zip_path: Path | None) -> bool:
        return self.window.come_forward(zip_path)

    def _open_file(self, path: str) -> None:
        if self.has_begun:
            self.window.come_forward(Path(path))
        else:  # the file the application was started with
            self._arguments.zip = Path(path)

    def _open_workspace(self) -> Workspace:
        from .operations.workspace import Workspace

        return Workspace.open(self._arguments.data_dir)

    def _make_services(self) -> AppServices:
        """Create the services. Importing them takes longer than showing the window."""
        from .operations.context import SavedContext
        from .storage.secrets import SecretStore
        from .storage.session_keys import SessionKeys
        from .ui.services.app_services import AppServices
        from .ui.services.key_store_banner import KeyStoreBanner
        from .ui.services.system_dialogs import SystemDialogs

        wait = KeyStoreBanner(self._qt)
        self.window.add_banner(wait.banner)
        keys = SessionKeys(None if self._arguments.demo else SecretStore(waits=wait.set_waiting), self._known)
        if self._arguments.demo:
            from .operations.demo_environment import DemoEnvironment

            self.demo = DemoEnvironment(self._workspace, keys, programs.demo_environment())
        dialogs = SystemDialogs(self._paths.root)
        context = SavedContext(self._workspace, keys)
        return AppServices(context, self._runner, dialogs=dialogs, preferences=self._preferences)

    def _appeared(self) -> None:
        def import_panels(_: None) -> None:
            StepByStep(panel_steps(), self._show_panels, self.window)

        self._runner.start(
            "import panels", import_for_services, owner=self.window, on_success=import_panels, on_failure=do_nothing
        )

    def _show_panels(self) -> None:
        from .ui.widgets.focus_in_view import FocusInView
        from .ui.widgets.focus_ring import FocusRing
        from .ui.widgets.text_keys import TextKeys

        FocusRing(self._qt)
        FocusInView(self._qt)
        TextKeys(self._qt)
        self._begin()

    def _begin(self) -> None:
        self.has_begun = True
        self.window.build_panels()
        gc.freeze()  # these objects stay; traversing them in each collection would block the window for 20 ms
        if self.demo is None:
            self.window.begin(self._arguments.zip)
            return
        self.window.show_runs()  # none yet; the demo takes a second to start
        self._runner.start(
            "demo",
            self.demo.prepare(self._paths.root),
            owner=self.window,
            on_success=lambda _: self.window.begin(self._arguments.zip),
            on_failure=lambda error: self.window.show_error(error, self._begin),
        )

    def _start_demo(self) -> None:
        """Start the demo in a separate process, with its own data, keys and server; it keeps running when this process
        ends."""
        from PySide6.QtCore import QProcess

        process = QProcess()
        program, *arguments = programs.window()
        process.setProgram(program)
        process.setArguments([*arguments, "--demo"])
        process.setStandardInputFile(QProcess.nullDevice())
        if not process.startDetached()[0]:
            from .core.errors import LocalError
            from .core.text import text

            problem = LocalError(
                text("The demo did not start."),
                text("The operating system reports: {words}.", words=process.errorString()),
                text("Try again. If the problem persists, reinstall DMM Desktop."),
            )
            self.window.show_error(problem, self._start_demo)


def import_for_services(cancel: CancelToken, report: OnProgress) -> None:
    """Import what the services and the panels need, except modules that use Qt. A job."""
    from .storage import secrets as secrets
    from .storage import session_keys as session_keys

    import_for_panels(cancel, report)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dmm-desktop", description="Import and export data of OutSystems environments through the DMM API."
    )
    parser.add_argument("--version", action="version", version=f"dmm-desktop {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the application's data here")
    parser.add_argument("--demo", action="store_true", help="use a simulated environment on this computer")
    parser.add_argument("zip", nargs="?", type=Path, metavar="ZIP", help="start an import of this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
