"""The references between the entities of a zip, found on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from ...core.spreadsheet import pasteable
from ...core.text import counted
from ...operations.check_rows import MISSING_TITLES, REFERENCE_TITLES, missing_rows, reference_row
from ...operations.check_zip import Reference
from ..formats import number, percent
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.copyable_table import CopyableTable
from ..widgets.labels import WrappedLabel
from ..widgets.painting import Index
from ..widgets.progress_bar import ProgressBar
from ..widgets.rows_model import AT_END, RowsModel
from ..widgets.tables import CellDelegate, NameDelegate

_FILE, _COLUMN, _TARGET, _IDS, _MISSING = range(5)
_LISTED = 20  # ids that are shown for the current row; the file has all of them
_READABLE = 560


class ReferencesModel(RowsModel[Reference]):
    """One row per column that points to an entity or to users."""

    numbers = (_IDS, _MISSING)

    def columnCount(self, parent: Index | None = None) -> int:
        """File, column, target, ids, ids that are not in the zip."""
        return 5

    def titles(self) -> list[str]:
        """The titles of the columns."""
        return [tr_text(title) for title in REFERENCE_TITLES]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; screen readers get the whole row."""
        if not index.isValid():
            return None
        reference, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(reference)[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                file, name, target, ids, missing = self._cells(reference)
                words = self.tr("{file}, {column}, points to {target}, {ids} different ids, {missing} not in the zip")
                return words.format(file=file, column=name, target=target, ids=ids, missing=missing or "0")
            case Qt.ItemDataRole.TextAlignmentRole if column in self.numbers:
                return AT_END
        return None

    def as_text(self, rows: Sequence[int]) -> str:
        """These rows for a spreadsheet, with the ids that are not in the zip."""
        titles = [tr_text(title) for title in (*REFERENCE_TITLES, *MISSING_TITLES)]
        return pasteable([titles, *missing_rows((self.rows[row] for row in rows), tr_text)])

    def _cells(self, reference: Reference) -> tuple[str, ...]:
        file, column, target, ids, missing = reference_row(reference, tr_text)
        ids = ids if reference.ids is None else number(reference.ids)
        missing = missing if reference.missing is None else number(reference.missing)
        return file, column, target, ids, missing


class ReferencesView(QWidget):
    """*Find references…* with an explanation, then the list. ``wanted``: the user wants them found."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = ReferencesModel(self)
        self._explanation = WrappedLabel(
            self.tr(
                "Which columns point to other entities of the zip or to users, and how many of their ids are not in "
                "the zip. For information only: the records may be in the environment already."
            )
        )
        self._explanation.setMaximumWidth(_READABLE)
        set_role(self._explanation, Role.BODY, Tone.MUTED)
        self._find = Button(self.tr("Find references…"), "find_references", icon_name="search")
        self._bar = ProgressBar("references_progress", slim=True)
        self._bar.setAccessibleName(self.tr("Progress of the search for references"))
        self._bar.hide()
        self._state = WrappedLabel()
        self._state.setObjectName("references_state")
        set_role(self._state, Role.BODY, Tone.MUTED)
        self.table = CopyableTable("references", self.tr("References"), framed=True)
        self.table.setModel(self._model)
        self.table.setItemDelegateForColumn(_FILE, CellDelegate(self.table, Role.LABEL))
        self.table.setItemDelegateForColumn(_TARGET, NameDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(20)
        header.setSectionResizeMode(_TARGET, QHeaderView.ResizeMode.Stretch)
        self._ids = WrappedLabel()
        self._ids.setObjectName("missing_ids")
        self._lay_out()
        self._find.clicked.connect(self.wanted)
        self.table.selectionModel().currentRowChanged.connect(self._show_ids)

    @property
    def references(self) -> list[Reference]:
        """The references found."""
        return self._model.rows

    def set_possible(self, possible: bool) -> None:
        """Set whether the check has ended: the search needs its results."""
        self._find.set_available(possible)
        if not self._bar.isVisibleTo(self):
            self._state.setText("" if possible else self.tr("Available once all rows have been checked."))

    def show_progress(self, share: float) -> None:
        """Show that the search is running; ``share`` is from 0 to 1."""
        self._bar.show()
        self._find.set_available(False)
        self._bar.show_fraction(share)
        self._state.setText(self.tr("Reading ids: {percent}").format(percent=percent(share)))

    def show_failure(self) -> None:
        """Show that the search has failed; it can be tried again."""
        self._bar.hide()
        self._state.setText("")
        self._find.set_available(True)

    def show_references(self, references: Sequence[Reference]) -> None:
        """Show what was found."""
        self._bar.hide()
        self._model.replace(references)
        if references:
            self._body.setCurrentIndex(1)
            self.table.setCurrentIndex(self._model.index(0, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._state.setText(self.tr("No column points to an entity of the zip or to users."))

    def _lay_out(self) -> None:
        begin, results = QWidget(), QWidget()
        button = QHBoxLayout()
        button.addWidget(self._find)
        button.addStretch(1)
        column = QVBoxLayout(begin)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._explanation)
        column.addLayout(button)
        column.addWidget(self._bar)
        column.addWidget(self._state)
        column.addStretch(1)
        table = QVBoxLayout(results)
        table.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(8)
        table.addWidget(self.table, 1)
        table.addWidget(self._ids)
        self._body = QStackedLayout(self)
        for page in (begin, results):
            self._body.addWidget(page)

    @Slot()
    def _show_ids(self) -> None:
        """Show some of the ids of the current row that are not in the zip."""
        row = self.table.currentIndex().row()
        reference = self._model.rows[row] if 0 <= row < len(self._model.rows) else None
        listed = reference.listed[:_LISTED] if reference is not None else ()
        self._ids.setVisible(bool(listed))
        if reference is None or not listed:
            return
        ids = [ids.first if ids.count == 1 else f"{ids.first}–{ids.last}" for ids in listed]
        more = (reference.missing or 0) - sum(one.count for one in listed)
        if more > 0:
            ids.append(tr_text(counted("1 more id", "{n} more ids", more)))
        self._ids.setText(self.tr("Not in the zip: {ids}").format(ids=", ".join(ids)))
