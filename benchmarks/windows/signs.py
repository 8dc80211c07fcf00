"""What a window under measurement tells: a line when it is painted, and one with its memory when it has been idle."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

#: How long it is left alone before its memory is read, in milliseconds.
_REST = 3000


class Signs(QObject):
    """Watches one window, says when it is painted, and ends the application some seconds later."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint event of the window comes before those of what is in it, all in one turn of the event loop."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        print("painted", flush=True)
        QTimer.singleShot(_REST, self, self._rested)

    def _rested(self) -> None:
        [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS:")]
        print(int(line.split()[1]) / 1024, flush=True)
        app = QApplication.instance()
        assert app is not None
        sys.stdout.flush()
        app.quit()
