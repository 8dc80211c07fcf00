"""A small window at the lower right that drags the files given as arguments out of it, as a file manager does.

It prints a line when it is there, and one each when a drag begins, when what is under the pointer would take the files,
and when the drag ends. The window manager does not know it, so it
never takes the keyboard from the application.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class DragWindow(QWidget):
    """A press drags the files."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.WindowDoesNotAcceptFocus)
        end = self.screen().geometry().bottomRight()
        self.setGeometry(QRect(end.x() - 60, end.y() - 60, 50, 50))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.actionChanged.connect(lambda action: print(action.name, flush=True))
        print("dragging", flush=True)
        print("taken" if drag.exec(Qt.DropAction.CopyAction) is Qt.DropAction.CopyAction else "refused", flush=True)


application = QApplication(sys.argv[:1])
window = DragWindow()
window.show()
middle = window.geometry().center()
print(middle.x(), middle.y(), flush=True)
application.exec()
