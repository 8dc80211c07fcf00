"""Records which windows open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class _Opened(QObject):
    """An event filter of the application that notes the class of each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@contextmanager
def opened_windows() -> Iterator[list[str]]:
    """The classes of the windows that open inside the block. A widget that is shown before it has a parent is one."""
    application = QApplication.instance()
    assert application is not None
    opened = _Opened()
    application.installEventFilter(opened)
    try:
        yield opened.names
    finally:
        application.removeEventFilter(opened)
