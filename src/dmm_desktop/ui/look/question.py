"""A question before something is lost. Its default keeps everything as it is."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from .access_keys import AccessKeys
from .buttons import Button, Kind
from .fit import move_over_parent
from .type_roles import Role, set_role

_READABLE = 360
_MARGINS = QMargins(2, 20, 24, 20)


class Question(QMessageBox):
    """``confirmed``: yes, do it. Subclasses say what it is about with :meth:`ask` and :meth:`offer`."""

    confirmed = Signal()

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.buttonClicked.connect(self._clicked)
        AccessKeys(self)

    def ask(self, title: str, question: str, consequence: str) -> None:
        """Say what is asked, and below it what follows from yes."""
        self.setWindowTitle(title)
        self.setText(question)
        self.setInformativeText(consequence)
        if (label := self.findChild(QLabel, "qt_msgbox_informativelabel")) is not None:
            label.setMinimumWidth(_READABLE)  # Qt would make it as narrow as the question

    def offer(self, do: tuple[str, str, str], keep: tuple[str, str]) -> None:
        """Add both buttons: text, object name and icon of the one that does it, text and object name of the other."""
        text, name, icon = do
        self._do = Button(text, name, icon_name=icon, kind=Kind.DANGER, large=True, parent=self)
        keeping = Button(*keep, large=True, parent=self)
        self.addButton(self._do, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(keeping, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keeping)
        self.setEscapeButton(keeping)
        if (layout := self.layout()) is not None:  # Qt leaves an empty column at the left, where an icon would be
            layout.setContentsMargins(_MARGINS)

    def setVisible(self, visible: bool) -> None:
        """Appear in its place."""
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self.adjustSize()
            move_over_parent(self)
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt gives the question the ordinary font while it is made ready: it is set apart after that."""
        super().showEvent(event)
        if (label := self.findChild(QLabel, "qt_msgbox_label")) is not None:
            set_role(label, Role.NAME)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._do:
            self.confirmed.emit()
