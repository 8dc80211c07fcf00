"""What a measured window prints: a line when it is painted, and its memory after it has been idle."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

#: How long the window stays idle before its memory is read, in milliseconds.
_REST = 3000


class Signs(QObject):
    """Watches one window, prints when it is painted, and quits the application some seconds later."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is painted before its children, all in one turn of the event loop."""
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
