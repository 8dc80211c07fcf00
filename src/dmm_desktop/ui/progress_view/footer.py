"""The bottom row of the progress view: the actions, always in the same place, and the reason why one is unavailable."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from ...core.execution_type import ExecutionType, by_type
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import give_access_keys
from ..widgets.buttons import Button, ButtonKind, MenuButton
from ..widgets.containers import Hairline, Surface, set_surface
from ..widgets.context_menu import open_menu
from ..widgets.labels import WrappedLabel
from .choices import Choices, Logs, Stop

_EDGE, _GAP = 24, 8
_REASON = 3  # its column between the buttons


class Footer(QWidget):
    """*Save export…*, *Save logs…* and *Report* at one end, *Stop* at the other, and the reason why it is unavailable
    between or above them. The buttons take several rows where they do not fit into one."""

    save_export = Signal()
    save_logs = Signal()
    import_export = Signal()
    repeat = Signal()
    stop = Signal()
    stop_watching = Signal()
    show_report = Signal()
    save_json = Signal()
    save_html = Signal()
    save_support_bundle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, Surface.BASE)
        self._save_export = Button(self.tr("Save export…"), "save_export", icon_name="save")
        self._save = Button(self.tr("Save logs…"), "save_logs", icon_name="save")
        self._report = MenuButton(self.tr("Report"), "report", icon_name="report")
        self._reason = WrappedLabel()
        self._placed: tuple[bool, int, list[QWidget]] | None = None  # see _place
        self._reason.setObjectName("reason")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        set_role(self._reason, Role.BODY, Tone.MUTED)
        self._stop_watching = Button(self.tr("Stop watching"), "stop_watching", kind=ButtonKind.FLAT)
        self._import = Button(self.tr("Import this into…"), "import_export", icon_name="import")
        self._repeats = ExecutionType.IMPORT
        self._again = Button(self.tr("Import again…"), "import_again", icon_name="import")
        self._stop = Button(self.tr("Stop"), "stop_import", icon_name="stop", kind=ButtonKind.DANGER)
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
        self._bundle = action
        self._menu.aboutToShow.connect(lambda: give_access_keys(self._menu))
        self._report.setAccessibleDescription(self.tr("Opens a menu"))
        self._lay_out()
        self._save_export.clicked.connect(self.save_export)
        self._import.clicked.connect(self.import_export)
        self._save.clicked.connect(self.save_logs)
        self._again.clicked.connect(self.repeat)
        self._report.clicked.connect(self._open_menu)
        self._stop.clicked.connect(self.stop)
        self._stop_watching.clicked.connect(self.stop_watching)

    def show_choices(self, choices: Choices, *, busy: str, repeats: ExecutionType | None) -> None:
        """Enable the available actions and disable the others. ``busy``: why nothing can be saved now, if so;
        ``repeats``: the type of a run that can be repeated."""
        self._enable(self._save, choices.logs is not Logs.NOTHING and not busy, busy or choices.logs_reason)
        for button, reason in (
            (self._save_export, busy or choices.export_reason),
            (self._import, busy or choices.import_reason),
        ):
            self._enable(button, not reason, reason)
        if (choices.stop is Stop.NOTHING or choices.stop_reason) and self.window().focusWidget() is self._stop:
            self._report.setFocus()  # otherwise Qt would move the focus to the first pane
        if repeats is not None and repeats is not self._repeats:
            self._repeats = repeats
            again = by_type(repeats, for_import=self.tr("Import again…"), for_export=self.tr("Export again…"))
            self._again.set_content(again, by_type(repeats, for_import="import", for_export="export"))
        shown = {
            self._save_export: choices.has_export,
            self._import: choices.has_export and choices.stop is Stop.NOTHING,
            self._again: repeats is not None,
            self._stop_watching: choices.can_stop_watching and choices.may_never_end,
            self._stop: choices.stop is not Stop.NOTHING,
        }
        for button in sorted(shown, key=shown.__getitem__):  # hide before showing: all together would need more width
            button.setVisible(shown[button])
        words = self.tr("Stop again") if choices.stops_again else self.tr("Stop")
        self._stop.setText(words)
        self._stop.setAccessibleName(words)
        self._enable(self._stop, not choices.stop_reason, choices.stop_reason)
        self._reason.setText(choices.stop_reason if choices.stop is not Stop.NOTHING else "")
        self._reason.setVisible(bool(self._reason.text()))
        self._place()

    def allow_support_bundle(self, is_allowed: bool) -> None:
        """Enable *Save support bundle…*, or disable it."""
        self._bundle.setEnabled(is_allowed)

    def minimumSizeHint(self) -> QSize:
        """The same at every width: that of two columns of buttons."""
        return QSize(self._width(2), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the reason and the buttons where they fit."""
        super().resizeEvent(event)
        self._place()

    @property
    def _shown(self) -> list[QWidget]:
        return [button for button in self._buttons if button.isVisibleTo(self)]

    def _width(self, columns: int) -> int:
        """The width that the visible buttons need in so many columns."""
        hints = [button.sizeHint().width() for button in self._shown]
        widths = [max(hints[column::columns]) for column in range(min(columns, len(hints)))]
        return sum(widths) + _GAP * (len(widths) - 1) + 2 * _EDGE

    def _place(self) -> None:
        shown = self._shown
        columns = next((n for n in (len(shown), _REASON) if self._width(n) <= self.width()), 2)
        is_one_row = columns >= len(shown)
        room = self.width() - self._width(len(shown)) - 2 * _GAP
        is_above = not is_one_row or (bool(self._reason.text()) and self._reason.sizeHint().width() > room)
        if (is_above, columns, shown) == self._placed:
            return
        self._placed = is_above, columns, shown
        for widget in (self._reason, *self._buttons):
            self._grid.removeWidget(widget)
        for place, button in enumerate(self._buttons):
            row, column = 0, place + (place >= _REASON)
            if not is_one_row:
                row, column = divmod(shown.index(button), columns) if button in shown else (0, 0)
            self._grid.addWidget(button, 1 + row, column)
        if is_above:
            # Across columns without a button it would add their spacing to the width that is needed [platform].
            self._grid.addWidget(self._reason, 0, 0, 1, self._grid.columnCount() if is_one_row else columns)
        else:
            self._grid.addWidget(self._reason, 1, _REASON)

    def _enable(self, button: Button, on: bool, reason: str) -> None:
        button.set_available(on)
        button.setToolTip("" if on else reason)
        button.setAccessibleDescription("" if on else reason)

    @Slot()
    def _open_menu(self) -> None:
        top = self._report.mapToGlobal(QPoint(0, 0))
        open_menu(self._menu, top - QPoint(0, self._menu.sizeHint().height()), by_key=self._report.is_clicked_by_key)

    def _lay_out(self) -> None:
        self._buttons = (
            self._save_export,
            self._save,
            self._report,
            self._import,
            self._again,
            self._stop_watching,
            self._stop,
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(_EDGE, 13, _EDGE, 14)
        self._grid.setSpacing(_GAP)
        self._grid.setColumnStretch(_REASON, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(self._grid)
        self._place()
