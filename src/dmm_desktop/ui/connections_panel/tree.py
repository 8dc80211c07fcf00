"""The tree of environments and connections, with its mouse and keyboard actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ...core.environment import RUNTIME_CONNECTION
from ..drops import RowDrops
from ..widgets.containers import Surface, set_surface
from ..widgets.context_menu import menu_place
from ..widgets.rows_end import RowsEnd
from .delegate import CHEVRON, ConnectionDelegate
from .model import ConnectionsModel

_UNFOLD = 600  # milliseconds that a drag rests on a folded row


class ConnectionTree(QTreeView):
    """Keeps selection and folding when the list is reloaded or filtered; what a filter finds is expanded. At first
    nothing is selected, unless there is only one environment.

    ``selected``: another row is selected; ``edit_requested``, ``remove_requested``: for the selected row;
    ``menu_requested`` (MenuPlace). A zip can be dropped on the rows that ``drops`` accepts.
    """

    selected = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, model: ConnectionsModel, parent: QWidget | None = None, folded: Iterable[str] = ()) -> None:
        super().__init__(parent)
        self._rows = model
        self._wanted = self._awaited = ("", "")
        self._had_rows = False
        self._row = 0  # the environment in the current row, by its place
        self._filter = model.wanted  # what the rows were found by
        self._folded = set(folded)
        self.setAutoExpandDelay(_UNFOLD)
        self.setObjectName("connections")
        self.setAccessibleName(self.tr("Connections"))
        set_surface(self, Surface.WINDOW)
        self.setVerticalScrollBar(RowsEnd(self))
        self.drops = RowDrops(self, lambda index: model.destination(index) is not None)
        self.setModel(model)
        self.setItemDelegate(ConnectionDelegate(self, model, self.drops))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.collapsed.connect(self._fold)
        self.expanded.connect(self._unfold)
        model.modelAboutToBeReset.connect(self._note_row)
        model.modelReset.connect(self._restore)
        self._restore()

    def focus_first(self) -> None:
        """Give the keyboard to the list, with a row selected."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.selected_index.isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def select(self, environment_id: str, connection_name: str = "") -> None:
        """Select an environment or a connection in it, once it is in the list. If only an environment is named, a
        selected connection of that environment stays selected."""
        if not connection_name and self._wanted[0] == environment_id and self.selected_index.isValid():
            return
        if not self._show(environment_id, connection_name):
            self._awaited = (environment_id, connection_name)

    def _show(self, environment_id: str, connection_name: str) -> bool:
        """Select exactly this row; False if it is not in the list."""
        index = self._rows.index_of(environment_id, connection_name)
        is_whole = connection_name == RUNTIME_CONNECTION and not self._rows.hasChildren(index)
        is_found = not connection_name or is_whole or self._rows.connection(index) is not None
        if not index.isValid() or not is_found:
            return False
        self.setCurrentIndex(index)
        return True

    @property
    def awaited(self) -> tuple[str, str]:
        """The environment and the connection that are selected once they are in the list; "" if there are none."""
        return self._awaited

    @property
    def folded(self) -> set[str]:
        """The ids of the environments whose connections are hidden."""
        return set(self._folded)

    @property
    def selected_index(self) -> QModelIndex:
        """The selected row. This is not the current row, which Qt sets when the view gets the focus."""
        return next(iter(self.selectionModel().selectedIndexes()), QModelIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Remember the selection and emit ``selected``."""
        super().selectionChanged(selected, deselected)
        index = self.selected_index
        saved, connection = self._rows.environment(index), self._rows.connection(index)
        if saved is not None:
            self._wanted = (saved.environment.id, connection.name if connection else "")
            self._awaited = ("", "")
        self.selected.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the current row if the focus arrives by keyboard, because the next key acts on it."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.selected_index.isValid():
            self.setCurrentIndex(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Continue the rows below the scroll bar."""
        super().paintEvent(event)
        self.verticalScrollBar().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again, because the new width wraps the rows differently, and keep the selected row in view."""
        selected, before = self.selected_index, QRect(QPoint(0, 0), event.oldSize())
        was_in_view = not before.isValid() or before.intersects(self.visualRect(selected))
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        if selected.isValid() and was_in_view:
            self.scrollTo(selected)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Expand or collapse on a click on the arrow."""
        index = self.indexAt(event.position().toPoint())
        is_arrow = self._rows.hasChildren(index) and index.isValid() and self._from_edge(event) < CHEVRON
        if is_arrow and event.button() is Qt.MouseButton.LeftButton:
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit an environment or a connection; a double click on an arrow counts as another press."""
        if self._from_edge(event) < CHEVRON:
            self.mousePressEvent(event)
        elif self._can_be_edited(self.indexAt(event.position().toPoint())):
            self.edit_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter edit the selection, and Delete ask whether to remove it."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() == Qt.Key.Key_Delete and self._can_be_edited(self.selected_index):
            self.remove_requested.emit()
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self._can_be_edited(self.selected_index):
                self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row under the pointer, or of the selected row if opened by key."""
        place = menu_place(self, event)
        if place.index.isValid():
            self.setCurrentIndex(place.index)
            self.menu_requested.emit(place)

    @Slot()
    def _note_row(self) -> None:
        """Note the current environment; rows that another filter has found begin at the top."""
        current = self.currentIndex()
        self._row = max(0, (current.parent() if current.parent().isValid() else current).row())
        if self._filter != self._rows.wanted:
            self._filter, self._row = self._rows.wanted, 0
            self.scrollToTop()

    @Slot()
    def _restore(self) -> None:
        """After a reload, restore expansion and selection; if the selected environment is gone, select nothing: an
        import must not go to its neighbour. Its neighbour is only where the next key begins."""
        count = self._rows.rowCount()
        for row in range(count):
            index = self._rows.index(row, 0)
            saved = self._rows.environment(index)
            is_folded = saved is None or saved.environment.id in self._folded
            self.setExpanded(index, bool(self._rows.wanted) or not is_folded)
        awaited = self._awaited
        if awaited[0] and self._show(*awaited):
            self._had_rows = True
            return
        index = self._rows.index_of(*self._wanted)
        if not index.isValid() and count == 1 and not self._had_rows:
            index = self._rows.index(0, 0)
        self._had_rows = self._had_rows or count > 0
        if index.isValid():
            self.setCurrentIndex(index)
            self._awaited = awaited
        else:
            neighbour = self._rows.index(min(self._row, count - 1), 0)
            self.selectionModel().setCurrentIndex(neighbour, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.selected.emit()

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None and not self._rows.wanted:
            self._folded.add(saved.environment.id)
        if self.selected_index.parent() == index:
            self.setCurrentIndex(index)  # a key must not act on a hidden row

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None and not self._rows.wanted:
            self._folded.discard(saved.environment.id)

    def _from_edge(self, event: QMouseEvent) -> float:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.viewport().width() - event.position().x() if is_mirrored else event.position().x()

    def _can_be_edited(self, index: QModelIndex) -> bool:
        """Whether the row is an environment or a connection other than the Runtime Connection, which exists as long as
        its environment."""
        connection = self._rows.connection(index)
        return index.isValid() and (connection is None or connection.name != RUNTIME_CONNECTION)
