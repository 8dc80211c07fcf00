"""Where the user provides requests or descriptions: pasted, chosen as a file, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ..drops import begin_drag, dropped_file
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, Link
from ..widgets.fields import Field
from ..widgets.labels import ElidedLabel

#: How long the user must have stopped typing before the text is read, in milliseconds.
_PAUSE = 300
#: The longest text that the field shows, in characters: a longer one would block the window for seconds.
_LONGEST_SHOWN = 200_000
_LINES = 5


class _PasteField(QPlainTextEdit):
    """``long_pasted`` (str): a text was pasted that is too long to be shown."""

    long_pasted = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, unless the text is too long."""
        if source.hasText() and len(source.text()) > _LONGEST_SHOWN:
            self.long_pasted.emit(source.text())
        else:
            super().insertFromMimeData(source)


class SourceBox(QWidget):
    """``changed``: the user has provided something else. :attr:`text` and :attr:`file` are what was provided."""

    changed = Signal()

    def __init__(self, dialogs: SystemDialogs) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._long = ""
        self.file: Path | None = None
        self._edit = _PasteField()
        self._edit.setObjectName("request_source")
        self._edit.setAccessibleName(self.tr("Requests or description"))
        self._edit.setPlaceholderText(
            self.tr("Paste curl commands, a Postman collection, a HAR file, or a Swagger or OpenAPI description.")
        )
        self._edit.setTabChangesFocus(True)
        self._edit.setAcceptDrops(False)
        set_role(self._edit, Role.FIXED)
        self._edit.setFixedHeight(self._edit.fontMetrics().height() * _LINES + 16)
        self._field = Field(
            self._edit, hint=self.tr("Nothing in it is run or opened. Tokens, cookies and examples are not kept.")
        )
        self.setFocusProxy(self._edit)
        self._name = ElidedLabel()
        self._name.setObjectName("source_name")
        self._remove = Link(self.tr("Remove"), "remove_source")
        choose = Button(self.tr("Choose file…"), "choose_source", icon_name="folder")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(choose)
        row.addWidget(self._name, 1)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addLayout(row)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._edit.textChanged.connect(self._on_typed)
        self._edit.long_pasted.connect(self._take_long)
        self._remove.clicked.connect(self._forget)
        choose.clicked.connect(self._ask)
        self.setAcceptDrops(True)
        self._show_name()

    @property
    def text(self) -> str:
        """The text that was pasted or typed; "" if it is blank."""
        return self._long or (shown if (shown := self._edit.toPlainText()).strip() else "")

    def take_file(self, path: Path) -> None:
        """Use a file instead of what was pasted."""
        self.file, self._long = path, ""
        self._edit.clear()
        self._show_name()
        self._tell()

    def show_error(self, error: str) -> None:
        """Show why the text cannot be used; "" removes that."""
        self._field.set_error(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file."""
        if begin_drag(event.mimeData()) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the dropped file."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    @Slot()
    def _ask(self) -> None:
        self._dialogs.ask_for_file(
            self,
            self.tr("Choose requests or description"),
            self.tr("All files (*)"),
            self.take_file,
            purpose=Purpose.DESCRIPTION,
        )

    @Slot()
    def _on_typed(self) -> None:
        self._long = ""
        if self._edit.toPlainText().strip():
            self.file = None
        self._show_name()
        self._pause.start()

    @Slot(object)
    def _take_long(self, text: str) -> None:
        self._edit.clear()
        self.file, self._long = None, text
        self._show_name()
        self._tell()

    @Slot()
    def _forget(self) -> None:
        self._edit.setFocus()  # before the link disappears with the focus
        self.file, self._long = None, ""
        self._show_name()
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _show_name(self) -> None:
        pasted = self.tr("Pasted text, too long to be shown") if self._long else ""
        self._name.setText(self.file.name if self.file is not None else pasted)
        self._remove.setVisible(self.file is not None or bool(self._long))
