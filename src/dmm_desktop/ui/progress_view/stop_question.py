"""The question before anything is stopped. Its default keeps everything running."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from ...core.runs import Run
from ..look.buttons import Button, Kind
from ..look.type_roles import Role, set_role
from .choices import Stop


class StopQuestion(QMessageBox):
    """``confirmed``: yes, stop it."""

    confirmed = Signal()

    def __init__(self, run: Run, what: Stop, *, lost: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stop_question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        place = run.environment_name
        if what is Stop.UPLOAD:
            self.setWindowTitle(self.tr("Stop upload"))
            self.setText(self.tr("Stop the upload to {place}?").format(place=place))
            self.setInformativeText(self.tr("Nothing has been imported yet."))
        else:
            self.setWindowTitle(self.tr("Stop import"))
            self.setText(self.tr("Stop the import to {place}?").format(place=place))
            words = self.tr("Entities that were already imported stay in {place}.").format(place=place)
            if lost:
                words += " " + self.tr("The connection is lost: it is tried at once, and you see what came of it.")
            self.setInformativeText(words)
        self._stop = Button(
            self.tr("Stop now"), "stop_now", icon_name="stop", kind=Kind.DANGER, large=True, parent=self
        )
        keep = Button(self.tr("Keep running"), "keep_running", large=True, parent=self)
        self.addButton(self._stop, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keep)
        self.setEscapeButton(keep)
        if (label := self.findChild(QLabel, "qt_msgbox_label")) is not None:
            set_role(label, Role.NAME)
        self.buttonClicked.connect(self._clicked)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if button is self._stop:
            self.confirmed.emit()
