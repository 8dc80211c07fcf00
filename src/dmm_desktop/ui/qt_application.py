"""Qt's application: says in a sentence why there can be none, and hands on the files that the desktop gives it."""

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
    """There is one. Without a display it ends the process with exit code 1."""

    #: A file is to be opened, given with its path. Only macOS asks a program that runs; it also does so instead of
    #: giving arguments to one that it starts.
    file_opened = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        with _ending_with_a_sentence():
            super().__init__(list(arguments))

    def event(self, event: QEvent) -> bool:
        """Hears what is said to the application itself, not what is said to its windows."""
        if isinstance(event, QFileOpenEvent):
            if path := event.file():  # empty for an address of something else
                self.file_opened.emit(path)
            return True
        return super().event(event)


@contextmanager
def _ending_with_a_sentence() -> Iterator[None]:
    """Where Qt cannot open windows it advises to install it again, and has the process dumped [how it behaves]."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        said.append(message)
        if kind == QtMsgType.QtFatalMsg:
            print("dmm-desktop: no window can be opened. What Qt says of it:", *said[:1], sep="\n  ", file=sys.stderr)
            advice = "Start it from a desktop. Where there is none, dmm-desktop-cli does the same."
            print(advice, file=sys.stderr, flush=True)
            os._exit(1)  # Qt would abort

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for message in said:
        _LOG.info("Qt says: %s", message)
