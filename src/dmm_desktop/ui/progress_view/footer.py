"""The bottom row of the progress view: the actions, always in the same place, and why one is not available."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind, IconButton, MenuButton
from ..widgets.containers import Hairline, Surface, set_surface
from ..widgets.labels import ElidedLabel
from .choices import Choices, Logs, Stop


class Footer(QWidget):
    """*Save logs…* and *Report* at one end, *Stop* with its reason at the other."""

    save_logs = Signal()
    import_again = Signal()
    stop = Signal()
    stop_watching = Signal()
    show_report = Signal()
    save_json = Signal()
    save_html = Signal()
    save_support_bundle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, Surface.BASE)
        self._save = Button(self.tr("Save logs…"), "save_logs", icon_name="save")
        self._report = MenuButton(self.tr("Report"), "report")
        self._reason = ElidedLabel()
        self._reason.setObjectName("reason")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        set_role(self._reason, Role.BODY, Tone.MUTED)
        self._stop_watching = Button(self.tr("Stop watching"), "stop_watching", kind=ButtonKind.FLAT)
        self._again = IconButton("import", "import_again", self.tr("Import again…"))
        self._stop = Button(
            self.tr("Stop"),
            "stop_import",
            accessible_name=self.tr("Stop import"),
            icon_name="stop",
            kind=ButtonKind.DANGER,
        )
        self._menu = QMenu(self._report)
        for text, name, signal in (
            (self.tr("Show report…"), "show_report", self.show_report),
            (self.tr("Save report as HTML…"), "save_report_html", self.save_html),
            (self.tr("Save report as JSON…"), "save_report_json", self.save_json),
            (self.tr("Save support bundle…"), "save_support_bundle", self.save_support_bundle),
        ):
            action = self._menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(signal)
        self._report.setAccessibleDescription(self.tr("Opens a menu"))
        self._lay_out()
        self._save.clicked.connect(self.save_logs)
        self._again.clicked.connect(self.import_again)
        self._report.clicked.connect(self._open_menu)
        self._stop.clicked.connect(self.stop)
        self._stop_watching.clicked.connect(self.stop_watching)

    def show_choices(self, choices: Choices, *, busy_saving: bool, can_repeat: bool) -> None:
        """Open and close what can be done."""
        self._again.setVisible(choices.stop is Stop.NOTHING and can_repeat)
        saving = self.tr("The logs are being saved.") if busy_saving else choices.logs_reason
        self._enable(self._save, choices.logs is not Logs.NOTHING and not busy_saving, saving)
        if (choices.stop is Stop.NOTHING or choices.stop_reason) and self.window().focusWidget() is self._stop:
            self._report.setFocus()  # otherwise Qt would move the focus to the first pane
        self._stop.setVisible(choices.stop is not Stop.NOTHING)
        self._enable(self._stop, not choices.stop_reason, choices.stop_reason)
        self._stop_watching.setVisible(choices.can_stop_watching)
        self._reason.setText(choices.stop_reason if choices.stop is not Stop.NOTHING else "")

    def _enable(self, button: Button, on: bool, reason: str) -> None:
        button.setEnabled(on)
        button.setToolTip("" if on else reason)
        button.setAccessibleDescription("" if on else reason)

    @Slot()
    def _open_menu(self) -> None:
        top = self._report.mapToGlobal(QPoint(0, 0))
        self._menu.popup(top - QPoint(0, self._menu.sizeHint().height()))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(24, 13, 24, 14)
        row.setSpacing(8)
        row.addWidget(self._save)
        row.addWidget(self._report)
        row.addWidget(self._reason, 1)
        row.addSpacing(8)
        row.addWidget(self._again)
        row.addWidget(self._stop_watching)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)
