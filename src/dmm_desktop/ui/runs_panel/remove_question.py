"""The question before a run is removed from the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from ...core.runs import Run
from ..desk.run_words import title
from ..look.buttons import Button, Kind
from ..look.type_roles import Role, set_role


class RemoveQuestion(QMessageBox):
    """``confirmed``: yes, remove it."""

    confirmed = Signal()

    def __init__(self, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remove_question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Remove from list"))
        self.setText(self.tr("Remove {run} from the list?").format(run=f"“{title(run)}”"))
        words = self.tr("Its report and the record of what became of it are removed from this computer.")
        if not run.state.is_final:
            words += " " + self.tr(
                "It is not stopped: it goes on in {place}, and nobody watches it here any more."
            ).format(place=run.environment_name)
        self.setInformativeText(words)
        self._remove = Button(
            self.tr("Remove"), "remove_now", icon_name="trash", kind=Kind.DANGER, large=True, parent=self
        )
        keep = Button(self.tr("Keep"), "keep_run", large=True, parent=self)
        self.addButton(self._remove, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keep)
        self.setEscapeButton(keep)
        if (label := self.findChild(QLabel, "qt_msgbox_label")) is not None:
            set_role(label, Role.NAME)
        self.buttonClicked.connect(self._clicked)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._remove:
            self.confirmed.emit()
