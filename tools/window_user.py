"""A user at a window in the same process: finds controls by their object names, and waits for what takes time."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from tools.desktop.waiting import PATIENCE

W = TypeVar("W", bound=QWidget | QAction)


class WindowUser:
    """Uses a window and its dialogs with mouse and keyboard; a step that fails ends the process with a sentence."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def find(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """The widget or action with this object name; the visible one if there are several."""
        found = (within or self.window).findChildren(kind, name)
        visible = [one for one in found if not isinstance(one, QWidget) or one.isVisible()]
        expect(len(visible) == 1, f"{len(visible)} of {len(found)} controls named {name} can be seen.")
        return visible[0]

    def is_seen(self, name: str, within: QWidget | None = None) -> bool:
        """Whether there is such a control now."""
        return any(one.isVisible() for one in (within or self.window).findChildren(QWidget, name))

    def rows(self, name: str, within: QWidget) -> int:
        """The number of rows in a list; 0 while it is hidden."""
        return sum(view.model().rowCount() for view in within.findChildren(QAbstractItemView, name) if view.isVisible())

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button with the mouse."""
        button = self.find(QAbstractButton, name, within)
        self.wait(button.isEnabled, f"the button {name}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Replace the text of a field by typing."""
        field = self.find(QLineEdit, name, within)
        field.selectAll()
        QTest.keyClicks(field, text)

    def dialog(self, name: str) -> QWidget:
        """The dialog with this object name, once it is open."""
        dialogs: list[QWidget] = []

        def is_open() -> bool:
            dialogs[:] = [one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible()]
            return bool(dialogs)

        self.wait(is_open, f"the dialog {name}")
        return dialogs[0]

    def choose_file(self, dialog_name: str, path: Path) -> None:
        """Choose a path in the file dialog."""
        dialog = self.dialog(dialog_name)
        assert isinstance(dialog, QFileDialog)
        # Pasted, not typed: Return would choose what Qt's dialog suggests during typing.
        self.find(QLineEdit, "fileNameEdit", dialog).setText(str(path))
        QTest.mouseClick(self.find(QDialogButtonBox, "buttonBox", dialog).buttons()[0], Qt.MouseButton.LeftButton)

    def wait(self, condition: Callable[[], object], what: str) -> None:
        """Run the event loop until a condition holds."""
        loop, patience, look = QEventLoop(), QTimer(), QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)
        patience.start(int(PATIENCE * 1000))
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        look.start(20)
        if not condition():
            loop.exec()
        expect(bool(condition()), f"Timed out waiting for {what}.")


def expect(holds: bool, otherwise: str) -> None:
    """End the process with a sentence unless a condition holds."""
    if not holds:
        sys.exit(otherwise)
