"""Dialog with a long text to read and copy: error details, a stack trace."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ..core.errors import DmmError
from .messages import escaped, explanation, tr_text
from .theme.type_roles import Role, set_role
from .widgets.buttons import Button
from .widgets.dialog import Dialog
from .widgets.labels import MAY_BREAK, WrappedLabel, without_endless_words


class _Details(QPlainTextEdit):
    """Shows the text. Copied text contains no invisible break marks."""

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(super().createMimeDataFromSelection().text().replace(MAY_BREAK, ""))
        return data


class DetailsDialog(Dialog):
    """A heading and a line, if there are any, and the text in a fixed-width font; *Copy* copies all of it."""

    def __init__(
        self, parent: QWidget, title: str, heading: str, line: str, details: str, *, copy_label: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("details_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._whole = "\n\n".join(part for part in (heading, line, details) if part)
        head, cause = WrappedLabel(heading), WrappedLabel(line)
        set_role(head, Role.VALUE)
        head.setVisible(bool(heading))
        cause.setVisible(bool(line))
        text = _Details(without_endless_words(details))
        text.setObjectName("details")
        text.setAccessibleName(title)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        set_role(text, Role.FIXED)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        text.setVisible(bool(details))
        self._copy_button = Button(copy_label or self.tr("Copy"), "copy_details", icon_name="copy", large=True)
        close = Button(self.tr("Close"), "close_details", large=True)
        close.setDefault(True)
        self._copy_button.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(12)
        content.addWidget(head)
        content.addWidget(cause)
        content.addWidget(text, 1)
        self.lay_out(content, QSize(640, 440 if details else 160), [close], [self._copy_button])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        self._copy_button.say_done(self.tr("Copied"))


def show_error(parent: QWidget, error: DmmError) -> None:
    """Show everything known about an error."""
    title = QCoreApplication.translate("DetailsDialog", "Details")
    DetailsDialog(parent.window(), title, tr_text(error.title), explanation(error), escaped(error.details)).open()


def show_received(parent: QWidget, received: str, error: DmmError | None) -> None:
    """Show a server's response, and the error if there is one."""
    title = QCoreApplication.translate("DetailsDialog", "Server response")
    line = tr_text(error.sentences) if error is not None else ""
    details = "\n\n".join(part for part in (error.details if error is not None else "", received) if part)
    DetailsDialog(parent.window(), title, title, line, escaped(details)).open()
