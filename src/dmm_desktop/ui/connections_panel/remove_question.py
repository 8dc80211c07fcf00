"""The question before an environment or a connection is removed from this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from dmm_desktop.core.environment import Connection, Environment

from ..look.buttons import Button, Kind


class RemoveQuestion(QMessageBox):
    """``confirmed``: yes, remove it. With a connection it is about that one, otherwise about the environment."""

    confirmed = Signal()

    def __init__(self, environment: Environment, connection: Connection | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remove_question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if connection is not None:
            self.setWindowTitle(self.tr("Remove connection"))
            self.setText(self.tr("Remove {name} from the list?").format(name=connection.name))
            self.setInformativeText(self.tr("In {place} it stays.").format(place=environment.name))
        else:
            self.setWindowTitle(self.tr("Remove environment"))
            self.setText(self.tr("Remove {name}?").format(name=environment.name))
            self.setInformativeText(
                self.tr(
                    "Its connections and its REST API key are removed from this computer. Its runs stay in the list."
                )
            )
        self._remove = Button(
            self.tr("Remove"), "remove_now", icon_name="trash", kind=Kind.DANGER, large=True, parent=self
        )
        keep = Button(self.tr("Keep"), "keep_environment", large=True, parent=self)
        self.addButton(self._remove, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keep)
        self.setEscapeButton(keep)
        self.buttonClicked.connect(self._clicked)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._remove:
            self.confirmed.emit()
