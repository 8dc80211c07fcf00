"""A window that prints a line when it gets the keyboard, when it is asked to close, and for each F4 it receives."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class KeyWindow(QWidget):
    """A window that never closes."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        print("close", flush=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            print("F4", flush=True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            print("active", flush=True)


application = QApplication([])
window = KeyWindow()
window.show()
application.exec()
