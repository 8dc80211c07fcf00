"""A long text that can be read and copied: the details of an error, a stack trace."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ..desk.messages import explanation, shown
from ..look.buttons import Button
from ..look.elided_label import WrappedLabel
from ..look.type_roles import Role, role_font, set_role


class DetailsDialog(QDialog):
    """Heading, a line, the text in fixed type; *Copy* takes all of it."""

    def __init__(self, parent: QWidget, title: str, heading: str, line: str, details: str) -> None:
        super().__init__(parent)
        self.setObjectName("details_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._whole = "\n\n".join(part for part in (heading, line, details) if part)
        head, cause = WrappedLabel(heading), WrappedLabel(line)
        set_role(head, Role.VALUE)
        cause.setVisible(bool(line))
        text = QPlainTextEdit(details)
        text.setObjectName("details")
        text.setAccessibleName(title)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(role_font(Role.FIXED))
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.setVisible(bool(details))
        copy = Button(self.tr("Copy"), "copy_details", icon_name="copy", large=True)
        close = Button(self.tr("Close"), "close_details", large=True)
        close.setDefault(True)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(cause)
        column.addWidget(text, 1)
        column.addLayout(row)
        self.resize(640, 420 if details else 160)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)


def show_error(parent: QWidget, error: DmmError) -> None:
    """Show everything that is known about an error."""
    title = QCoreApplication.translate("DetailsDialog", "Details")
    DetailsDialog(parent.window(), title, shown(error.title), explanation(error), error.details).open()
