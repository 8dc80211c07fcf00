"""The list of runs with its shortcuts and context menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from ...core.runs import Run
from ..run_words import can_be_repeated, title
from ..services.run_controller import TrackedRun
from ..widgets.containers import Surface, set_surface
from ..widgets.context_menu import ContextMenu, menu_place
from ..widgets.dialog import Question
from ..widgets.list_rows import beside_headings
from .run_delegate import RunDelegate
from .runs_model import RunRole, RunsModel


class RemoveRunQuestion(Question):
    """``confirmed``: remove the run."""

    def __init__(self, run: Run, parent: QWidget) -> None:
        super().__init__("remove_question", parent)
        words = self.tr("Its report and outcome will be removed from this computer.")
        if not run.state.is_final:
            words += " " + self.tr("The import is not stopped in {place}, and is no longer watched here.").format(
                place=run.environment_name
            )
        question = self.tr("Remove {run} from the list?").format(run=f"“{title(run)}”")
        self.ask(self.tr("Remove from list"), question, words)
        self.offer((self.tr("Remove"), "remove_now", "trash"), (self.tr("Keep"), "keep_run"))


class RunList(QListView):
    """``selected`` carries a run id, empty for none; the other signals carry the Run."""

    selected = Signal(object)
    import_again_requested = Signal(object)
    save_logs_requested = Signal(object)
    report_requested = Signal(object)
    stop_requested = Signal(object)
    stop_watching_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, model: RunsModel, watched: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched = watched
        self._selected_id = ""
        self._rows = model
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Runs"))
        set_surface(self, Surface.WINDOW)
        self.setModel(model)
        self.setItemDelegate(RunDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)

    @property
    def run_id(self) -> str:
        """The selected run; empty if there is none."""
        return str(self.currentIndex().data(RunRole.RUN_ID) or "") if self.currentIndex().isValid() else ""

    def select(self, run_id: str) -> None:
        """Select a run and scroll to it."""
        row = self._rows.row_of(run_id)
        if row is not None:
            index = self._rows.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

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
        if now != self._selected_id:  # Qt repeats it when rows move
            self._selected_id = now
            self.selected.emit(now)

    def dataChanged(self, topLeft: QModelIndex, bottomRight: QModelIndex, roles: list[int] | None = None) -> None:  # type: ignore[override]
        """A run that ends gets a lower row: lay out again."""
        super().dataChanged(topLeft, bottomRight, roles or [])
        delegate = self.itemDelegate()
        if self.visualRect(topLeft).height() != delegate.sizeHint(self._option(), topLeft).height():
            self.scheduleDelayedItemsLayout()

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys that would lead to a heading lead past it."""
        return beside_headings(super().moveCursor(cursorAction, modifiers), cursorAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete requests the removal of the run."""
        view = self._view_at(self.currentIndex())
        if event.key() == Qt.Key.Key_Delete and view is not None and not event.modifiers():
            if can_be_removed(view.run):
                self.remove_requested.emit(view.run)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the run under the pointer, or of the selected one if it was asked for by a key."""
        index, place = menu_place(self, event)
        view = self._view_at(index)
        if view is not None:
            self.setCurrentIndex(index)
            self.menu_of(view).popup(place)

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

    def _view_at(self, index: QModelIndex) -> TrackedRun | None:
        view = index.data(RunRole.VIEW) if index.isValid() else None
        return view if isinstance(view, TrackedRun) else None

    def menu_of(self, view: TrackedRun) -> ContextMenu:
        """What can be done with a run; the menu is deleted when it closes."""
        run, live = view.run, not view.run.state.is_final
        menu = ContextMenu("run_menu", self)

        def add(text: str, name: str, signal: SignalInstance, enabled: bool = True) -> None:
            menu.add(text, name, lambda: signal.emit(run), enabled=enabled)

        add(self.tr("Import again…"), "import_again", self.import_again_requested, can_be_repeated(run))
        add(self.tr("Save logs…"), "menu_save_logs", self.save_logs_requested, bool(run.tracker_id))
        add(self.tr("Show report…"), "menu_show_report", self.report_requested)

        def copy() -> None:
            QGuiApplication.clipboard().setText(run.tracker_id)

        menu.add(self.tr("Copy tracker id"), "menu_copy_tracker_id", copy, enabled=bool(run.tracker_id))
        menu.addSeparator()
        if live:
            add(self.tr("Stop import…"), "menu_stop", self.stop_requested)
            add(self.tr("Stop watching"), "menu_stop_watching", self.stop_watching_requested, self._watched(run.id))
            menu.addSeparator()
        add(self.tr("Remove from list…"), "remove_run", self.remove_requested, can_be_removed(run))
        return menu


def can_be_removed(run: Run) -> bool:
    """Not while it is being sent: its tracker id must be stored."""
    return not run.state.is_sending
