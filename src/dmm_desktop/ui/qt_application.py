"""Qt's application: explains in one sentence why it cannot start, and passes on files opened from the desktop."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

_LOG = logging.getLogger(__name__)


class QtApplication(QApplication):
    """The Qt application; ends the process with exit code 1 if there is no display."""

    #: The path of a file to open. Only macOS sends this event to a running program; it also does so instead of passing
    #: arguments to one that it starts.
    file_opened = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        with _ending_with_a_sentence():
            super().__init__(list(arguments))

    def event(self, event: QEvent) -> bool:
        """Handle events sent to the application itself rather than to a window."""
        if isinstance(event, QFileOpenEvent):
            if path := event.file():  # empty for an address that is not a file
                self.file_opened.emit(path)
            return True
        return super().event(event)


@contextmanager
def _ending_with_a_sentence() -> Iterator[None]:
    """Say why Qt cannot open a window; Qt itself would advise reinstalling it and dump core [how it behaves]."""
    messages: list[str] = []

    def record(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        messages.append(message)
        if kind == QtMsgType.QtFatalMsg:
            print("dmm-desktop: no window can be opened. Qt's message:", *messages[:1], sep="\n  ", file=sys.stderr)
            advice = "Start it from a desktop session, or use dmm-desktop-cli, which needs no display."
            print(advice, file=sys.stderr, flush=True)
            os._exit(1)  # Qt would abort

    before = qInstallMessageHandler(record)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for message in messages:
        _LOG.info("Qt: %s", message)
