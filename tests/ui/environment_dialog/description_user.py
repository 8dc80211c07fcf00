"""Uses the dialog that learns an API description, as users do."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.operations_table import OperationsTable
from ui.environment_fixtures import dialog_of, press
from ui.lookup import find

T = TypeVar("T", bound=QWidget)


class DescriptionUser:
    """The dialog, opened from the environment dialog."""

    def __init__(self, environment_dialog: QWidget, qapp: QApplication, qtbot: QtBot) -> None:
        self._qapp, self._qtbot = qapp, qtbot
        if find(environment_dialog, QWidget, "more_settings").isVisible():
            press(environment_dialog, "more_settings")
        press(environment_dialog, "learn_from_request")
        self.dialog: QDialog = dialog_of(qapp, "description_dialog")
        self.settle()

    def find(self, kind: type[T], name: str) -> T:
        return find(self.dialog, kind, name)

    def settle(self) -> None:
        """Wait until the source has been read and learned."""
        self._qtbot.waitUntil(lambda: self._is_idle())

    def _is_idle(self) -> bool:
        runner = self.dialog._runner  # type: ignore[attr-defined]
        source = self.dialog._source  # type: ignore[attr-defined]
        return not runner.busy and not source._pause.isActive()

    def paste(self, text: str) -> None:
        """Paste over what is in the field."""
        edit = self.find(QPlainTextEdit, "request_source")
        edit.setFocus()
        edit.selectAll()
        data = QMimeData()
        data.setText(text)
        edit.insertFromMimeData(data)
        self.settle()

    def choose_file(self) -> None:
        press(self.dialog, "choose_source")
        self.settle()

    def shown(self, name: str) -> str:
        """The text of a label; "" while it is hidden."""
        label = self.find(QLabel, name)
        return label.text() if label.isVisible() else ""

    @property
    def rows(self) -> list[str]:
        """The rows of the table as screen readers read them."""
        table = self.find(OperationsTable, "learned_operations")
        model = table.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())] if table.isVisible() else []

    @property
    def may_use(self) -> bool:
        return self.find(QPushButton, "use_description").isEnabled()

    def tick(self, name: str, wanted: bool) -> None:
        box = self.find(QCheckBox, name)
        assert box.isVisible(), name
        if box.isChecked() is not wanted:
            box.click()

    def offers(self, name: str) -> bool:
        return self.find(QCheckBox, name).isVisible()

    def change(self, operation: str) -> QDialog:
        """Open the dialog of an operation."""
        table = self.find(OperationsTable, "learned_operations")
        row = next(number for number, one in enumerate(self.rows) if one.split(",")[0] == operation)
        table.setCurrentIndex(table.model().index(row, 0))
        press(self.dialog, "change_operation")
        return dialog_of(self._qapp, "operation_dialog")

    def choose(self, window: QWidget, name: str, text: str) -> None:
        """Choose an entry of a combo box that contains the text."""
        box = find(window, QComboBox, name)
        place = box.findText(text, Qt.MatchFlag.MatchContains)
        assert place >= 0 and box.isEnabled(), (text, [box.itemText(one) for one in range(box.count())])
        box.setCurrentIndex(place)
        box.activated.emit(place)
        self.settle()

    def use(self) -> None:
        assert self.may_use
        press(self.dialog, "use_description")
