"""Shows uncaught exceptions from any thread, one dialog at a time, with secrets hidden."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from .. import __version__
from ..core.redaction import Redaction, redact

_LOG = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Replaces Python's exception hooks between :meth:`install` and :meth:`remove`. Create it on the GUI thread. Every
    exception is logged; while the dialog is open, further ones are only logged."""

    _caught = Signal(str)

    def __init__(self, known: Redaction, window: QWidget) -> None:
        super().__init__(window)
        self._known = known
        self._window = window
        self._is_open = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Replace the exception hooks."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._on_exception, self._on_thread

    def remove(self) -> None:
        """Restore the previous exception hooks."""
        sys.excepthook, threading.excepthook = self._before

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Show an exception that was caught and logged elsewhere, such as a bug in a job."""
        self._caught.emit(self._details(error))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # Ctrl-C is not a bug
            self._before[0](kind, error, trace)
            return
        _LOG.critical("nobody caught this", exc_info=(kind, error, trace))
        self._caught.emit(self._details(error.with_traceback(trace)))

    def _on_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _details(self, error: BaseException) -> str:
        import platform

        versions = (
            f"DMM Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        )
        return self._known(redact(f"{versions}\n\n{''.join(traceback.format_exception(error))}"))

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._is_open:
            return
        self._is_open = True
        from .error_details import ErrorDetails
        from .messages import escaped

        dialog = ErrorDetails(
            QApplication.activeWindow() or self._window,
            self.tr("Internal error"),
            self.tr("Something went wrong inside DMM Desktop."),
            self.tr(
                "This is a defect in the application, not in your data. What is running on the server is not stopped. "
                "Copy the details for whoever helps you. To collect more, use Help > Save support bundle."
            ),
            escaped(details),
            copy_label=self.tr("Copy details"),
        )
        dialog.setObjectName("crash_dialog")
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        self._is_open = False
