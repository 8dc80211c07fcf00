"""The list of runs with its shortcuts and context menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    SignalInstance,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ...core.execution_type import TRAITS, by_type
from ...core.runs import Run
from ..run_words import begun, can_be_repeated, can_record_outcome, environment_of, file_name, has_requests, run_title
from ..services.tracked_run import TrackedRun
from ..widgets.containers import Surface, set_surface
from ..widgets.context_menu import ContextMenu, menu_place
from ..widgets.dialog import Question
from ..widgets.list_rows import PressedRows, beside_headings, follow_key, select_focused, show_first_heading
from ..widgets.painting import Index
from ..widgets.rows_end import RowsEnd
from .run_delegate import RunDelegate
from .runs_model import RunRole, RunsModel


class RunRemoval(NamedTuple):
    """What is said of a run before it is removed. ``goes_on_in``: its environment, unless the run has ended."""

    title: str
    goes_on_in: str
    file: str
    begun: str
    tracker_id: str

    @classmethod
    def of(cls, run: Run) -> RunRemoval:
        """What is said of this run."""
        goes_on_in = "" if run.state.is_final else environment_of(run)
        return cls(run_title(run), goes_on_in, file_name(run), begun(run), run.tracker_id)


class RemoveRunQuestion(Question):
    """Asks before removing, and says which of the runs with the same title it is. ``confirmed``: remove the run."""

    def __init__(self, run: RunRemoval, parent: QWidget) -> None:
        super().__init__("remove_question", parent)
        words = self.tr("Its report, outcome, note and kept log will be removed from this computer.")
        if run.goes_on_in:
            words += " " + self.tr("It is not stopped in {place}, but no longer watched here.").format(
                place=run.goes_on_in
            )
        tracker_id = self.tr("Tracker id: {id}").format(id=run.tracker_id) if run.tracker_id else ""
        words += "\n\n" + "\n".join(part for part in (run.file, run.begun, tracker_id) if part)
        question = self.tr("Remove {run} from the list?").format(run=f"“{run.title}”")
        self.ask(self.tr("Remove from list"), question, words)
        self.offer((self.tr("Remove"), "remove_now", "trash"), (self.tr("Keep"), "keep_run"))


class RunList(PressedRows):
    """Lists the runs. ``selected`` carries a run id, empty for none; the other signals carry the Run."""

    selected = Signal(object)
    outcome_requested = Signal(object)
    results_requested = Signal(object)
    repeat_requested = Signal(object)
    save_export_requested = Signal(object)
    import_export_requested = Signal(object)
    save_logs_requested = Signal(object)
    report_requested = Signal(object)
    requests_requested = Signal(object)
    stop_requested = Signal(object)
    stop_watching_requested = Signal(object)
    note_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(
        self,
        model: RunsModel,
        watched: Callable[[str], bool],
        can_stop: Callable[[TrackedRun], bool],
        lacking: Callable[[Run], frozenset[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._watched, self._can_stop, self._lacking = watched, can_stop, lacking
        self._selected_id = ""
        self._rows = model
        self._scroll_to = QPersistentModelIndex()  # a row that is to be in view after the next layout
        self._first, self._first_top = QPersistentModelIndex(), 0  # the first row in view before the layout changes
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Runs"))
        set_surface(self, Surface.WINDOW)
        self.setVerticalScrollBar(RowsEnd(self))
        self.setModel(model)
        self._is_reset = False  # whether another filter or grouping has just been chosen
        model.arranged.connect(self._select_again)
        model.rowsAboutToBeInserted.connect(self._note_first_row)
        model.rowsAboutToBeMoved.connect(self._note_row_that_stays)
        self._delegate = RunDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # thousands of runs do not block the window
        self.verticalScrollBar().rangeChanged.connect(self._laid_out)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)

    @property
    def run_id(self) -> str:
        """The selected run, which the filter may hide; empty if there is none. It is not always in the current row,
        which Qt sets when the list gets the focus."""
        if selected := self.selectedIndexes():
            return str(selected[0].data(RunRole.RUN_ID) or "")
        return self._selected_id if self._rows.is_hidden(self._selected_id) else ""

    def is_hidden(self, run_id: str) -> bool:
        """Whether the filter hides a run."""
        return self._rows.is_hidden(run_id)

    def select(self, run_id: str) -> None:
        """Select a listed run and scroll to it."""
        row = self._rows.row_of(run_id)
        if row is not None:
            index = self._rows.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll to a row, as soon as Qt has laid it out; if the layout changes, from the place where the list was. The
        first run is shown with its heading."""
        is_awaited = self._first.isValid() or self.visualRect(index).isEmpty()
        self._scroll_to = QPersistentModelIndex(index) if is_awaited else QPersistentModelIndex()
        show_first_heading(self, index)
        super().scrollTo(index, hint)

    @Slot(object)
    def keep_in_view(self, run_id: str) -> None:
        """Scroll to a run that the user has changed, if it is selected: it may be in another place now."""
        selected = self.selectedIndexes()
        if selected and run_id == self.run_id:
            self.executeDelayedItemsLayout()
            self.scrollTo(selected[0])

    def doItemsLayout(self) -> None:
        """Stay at the same place: Qt begins with the first rows again, and scrolls to the last of them."""
        self._note_first_row()
        super().doItemsLayout()
        self._laid_out()

    @Slot()
    def _laid_out(self) -> None:
        if self._first.isValid() and not (first := self.visualRect(self._first)).isEmpty():
            bar = self.verticalScrollBar()
            place = bar.value() + first.top() - self._first_top
            is_complete = not self.visualRect(self._rows.index(self._rows.rowCount() - 1)).isEmpty()
            if is_complete or bar.maximum() >= place:
                self._first = QPersistentModelIndex()
                bar.setValue(place)
        if self._scroll_to.isValid() and not self._first.isValid() and not self.visualRect(self._scroll_to).isEmpty():
            self.scrollTo(self._scroll_to)

    @Slot()
    def _note_first_row(self) -> None:
        """Rows that are inserted or become higher above those in view would push them down, so that a click hits
        another run. At the top of the list, those that are inserted are to be seen."""
        if self._first.isValid() or not self.verticalScrollBar().value():
            return
        self.executeDelayedItemsLayout()  # which notes the row itself, before anything else changes
        if not self._first.isValid():
            index = self.indexAt(QPoint(0, 0))
            self._first, self._first_top = QPersistentModelIndex(index), self.visualRect(index).top()

    @Slot(QModelIndex, int, int)
    def _note_row_that_stays(self, _parent: Index, start: int, end: int) -> None:
        """If the first row in view is one of those that leave their place, the next one takes it."""
        self._note_first_row()
        if start <= self._first.row() <= end:
            below, above = self._rows.index(end + 1), self._rows.index(start - 1)
            self._first = QPersistentModelIndex(below if below.isValid() else above)

    def select_listed(self) -> None:
        """Select the first run if the selected one is not listed."""
        if not self.selectedIndexes():
            self.select_first()

    def select_first(self) -> None:
        """Select the first run, below the first heading."""
        rows = (self._rows.index(row) for row in range(self._rows.rowCount()))
        first = next((index for index in rows if index.data(RunRole.RUN_ID)), None)
        if first is not None:
            self.setCurrentIndex(first)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit ``selected`` if the selection has changed."""
        super().selectionChanged(selected, deselected)
        now = self.run_id if self.selectedIndexes() else ""
        if not now and self._rows.is_hidden(self._selected_id):
            return  # it stays selected
        if now != self._selected_id:  # Qt repeats it when rows move
            self._selected_id = now
            self.selected.emit(now)

    def reset(self) -> None:
        """Another filter or grouping: begin at the top."""
        self._first = QPersistentModelIndex()
        self._is_reset = True
        super().reset()
        self.scrollToTop()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Keep the selected run if the filter hides it; if it was removed, Qt selects its neighbour."""
        self._note_row_that_stays(parent, start, end)
        if start <= self.currentIndex().row() <= end and self._rows.is_hidden(self._selected_id):
            self.setCurrentIndex(QModelIndex())
        super().rowsAboutToBeRemoved(parent, start, end)

    @Slot()
    def _select_again(self) -> None:
        """Select the selected run again if the filter no longer hides it. If there is none, because the only listed one
        was removed, another filter selects the first."""
        if self._selected_id and not self.selectedIndexes():
            self.select(self._selected_id)
        elif not self._selected_id and self._is_reset:
            self.select_first()
        self._is_reset = False

    def dataChanged(self, topLeft: QModelIndex, bottomRight: QModelIndex, roles: list[int] | None = None) -> None:  # type: ignore[override]
        """Repaint a row, and lay out again only if it needs another height, as that of a run that gets a note:
        QListView would lay out and repaint all rows each time [platform]."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles or [])
        if topLeft != bottomRight or not self._has_its_height(topLeft):
            self._note_first_row()
            self.scheduleDelayedItemsLayout()

    def _has_its_height(self, index: QModelIndex) -> bool:
        """Whether the next row, or the end of all rows, is where the row ends. The row's own rectangle does not tell
        its height in the layout: Qt computes it anew [platform]."""
        row, below = self.visualRect(index), self.visualRect(index.siblingAtRow(index.row() + 1))
        end = self.contentsSize().height() - self.verticalOffset() if below.isEmpty() else below.top()
        return row.top() + row.height() == end

    def changeEvent(self, event: QEvent) -> None:
        """Lay out in the new font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.measure_again()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Repaint the scroll bar, which draws the ends of the rows behind it."""
        super().paintEvent(event)
        self.verticalScrollBar().update()

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Skip headings when moving by key."""
        return beside_headings(super().moveCursor(cursorAction, modifiers), cursorAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete request the removal of the run, and F2 its note. These keys, Enter and movement keys select the
        focused run if none is selected."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            select_focused(self)
        view = self._view_at(self.currentIndex())
        if event.key() == Qt.Key.Key_F2 and view is not None and not event.modifiers():
            self.note_requested.emit(view.run)
            return
        if event.key() == Qt.Key.Key_Delete and view is not None and not event.modifiers():
            if can_be_removed(view.run):
                self.remove_requested.emit(view.run)
        else:
            super().keyPressEvent(event)
        follow_key(self, event.key())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the run under the pointer, or of the selected run if opened by key."""
        place = menu_place(self, event)
        view = self._view_at(place.index)
        if view is not None:
            self.setCurrentIndex(place.index)
            self.menu_of(view).open_at(place)

    def _view_at(self, index: QModelIndex) -> TrackedRun | None:
        view = index.data(RunRole.VIEW) if index.isValid() else None
        return view if isinstance(view, TrackedRun) else None

    def menu_of(self, view: TrackedRun) -> ContextMenu:
        """The menu of actions on a run; it is deleted when it closes."""
        run, live = view.run, not view.run.state.is_final
        menu = ContextMenu("run_menu", self)

        def add(text: str, name: str, signal: SignalInstance, enabled: bool = True) -> None:
            menu.add(text, name, lambda: signal.emit(run), enabled=enabled)

        if can_record_outcome(run):
            add(self.tr("Record outcome…"), "menu_record_outcome", self.outcome_requested)
        if run.lacks_error_report:
            from ..progress_view.choices import can_read_results  # not imported before the window is painted

            can_read = can_read_results(run, watched=self._watched(run.id), lacking=self._lacking(run))
            add(self.tr("Read results again"), "menu_read_results", self.results_requested, can_read)
        again = by_type(run.type, for_import=self.tr("Import again…"), for_export=self.tr("Export again…"))
        add(again, "import_again", self.repeat_requested, can_be_repeated(run))
        if run.known_type is not None and TRAITS[run.known_type].leaves_zip:
            from ...operations.save_export import no_import, no_zip  # not imported before the window is painted

            lacking = self._lacking(run)
            can_save, can_import = no_zip(run, lacking) is None, no_import(run, lacking) is None
            add(self.tr("Save export…"), "menu_save_export", self.save_export_requested, can_save)
            add(self.tr("Import this into…"), "menu_import_export", self.import_export_requested, can_import)
        add(self.tr("Save logs…"), "menu_save_logs", self.save_logs_requested, bool(run.tracker_id))
        add(self.tr("Show report…"), "menu_show_report", self.report_requested)

        def copy() -> None:
            QGuiApplication.clipboard().setText(run.tracker_id)

        add(self.tr("Edit note…"), "menu_edit_note", self.note_requested)
        menu.add(self.tr("Copy tracker id"), "menu_copy_tracker_id", copy, enabled=bool(run.tracker_id))
        add(self.tr("Copy as curl…"), "menu_copy_as_curl", self.requests_requested, has_requests(run))
        menu.addSeparator()
        if live:
            add(self.tr("Stop…"), "menu_stop", self.stop_requested, self._can_stop(view))
            add(self.tr("Stop watching"), "menu_stop_watching", self.stop_watching_requested, self._watched(run.id))
            menu.addSeparator()
        add(self.tr("Remove from list…"), "remove_run", self.remove_requested, can_be_removed(run))
        return menu


def can_be_removed(run: Run) -> bool:
    """Whether a run can be removed: not while it is being sent, because its tracker id must be stored."""
    return not run.state.is_sending
