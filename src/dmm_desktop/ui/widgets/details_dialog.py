"""Dialog with a long text to read and copy: error details, a stack trace, a row in full."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ..theme.type_roles import Role, set_role
from .buttons import Button
from .dialog import Dialog
from .labels import MAY_BREAK, WrappedLabel

#: A part of a line, which is laid out by itself: Qt takes a minute and a half for a word of 1 MiB.
_PART = re.compile(r"([^\n]{10000})(?=[^\n])|[^\n]+")
_PART_END = f"{MAY_BREAK}\n"


class _Details(QPlainTextEdit):
    """Shows the text, with long lines in parts; copied text has them whole."""

    def __init__(self, details: str) -> None:
        super().__init__(_PART.sub(lambda part: part[0] + _PART_END * bool(part[1]), details))

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(super().createMimeDataFromSelection().text().replace(_PART_END, ""))
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
        text = _Details(details)
        text.setObjectName("details")
        text.setAccessibleName(title)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        set_role(text, Role.FIXED)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
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
        for widget, shown in ((head, heading), (cause, line), (text, details)):
            if not shown:
                widget.hide()
        self.lay_out(content, QSize(640, 440 if details else 160), [close], [self._copy_button])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        self._copy_button.say_done(self.tr("Copied"))
