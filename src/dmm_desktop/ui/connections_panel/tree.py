"""The tree of environments and connections, with its mouse and keyboard actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ..drops import RowDrops
from ..widgets.containers import Surface, set_surface
from ..widgets.context_menu import menu_place
from ..widgets.painting import Index
from .delegate import CHEVRON, ConnectionDelegate
from .model import ConnectionsModel

_UNFOLD = 600  # milliseconds that a drag rests on a folded row


class ConnectionTree(QTreeView):
    """Keeps what is selected and what is folded when the list is read anew. At first nothing is selected, unless there
    is only one environment.

    ``selected``: another row is; ``edit_requested``, ``remove_requested``: for the selected row; ``menu_requested``
    (QPoint, global). A zip can be dropped on the rows that ``drops`` tells of.
    """

    selected = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, model: ConnectionsModel, parent: QWidget | None = None, folded: Iterable[str] = ()) -> None:
        super().__init__(parent)
        self._rows = model
        self._wanted = ("", "")
        self._row: int | None = None
        self._folded = set(folded)
        self.drops = RowDrops(self, lambda index: model.destination(index) is not None)
        self.setAutoExpandDelay(_UNFOLD)
        self.setObjectName("connections")
        self.setAccessibleName(self.tr("Connections"))
        set_surface(self, Surface.WINDOW)
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
        model.modelReset.connect(self._restore)
        self._restore()

    def select(self, environment_id: str, connection_name: str = "") -> None:
        """Select an environment or a connection in it, once it is in the list."""
        self._wanted = (environment_id, connection_name)
        index = self._rows.index_of(environment_id, connection_name)
        if index.isValid():
            self.setCurrentIndex(index)

    @property
    def folded(self) -> set[str]:
        """The ids of the environments whose connections are not shown."""
        return set(self._folded)

    @property
    def selected_index(self) -> QModelIndex:
        """The selected row; not the current one, which Qt gives a view that gets the focus."""
        return next(iter(self.selectionModel().selectedIndexes()), QModelIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Remember what is selected and tell."""
        super().selectionChanged(selected, deselected)
        index = self.selected_index
        saved, connection = self._rows.environment(index), self._rows.connection(index)
        if saved is not None:
            self._wanted = (saved.environment.id, connection.name if connection else "")
            self._row = self._top(index).row()
        self.selected.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here by a key selects the row that the next key acts on."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.selected_index.isValid():
            self.setCurrentIndex(self.currentIndex())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Highlight the row."""
        super().dragEnterEvent(event)
        self.drops.drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Highlight the row; Qt scrolls at the edges and unfolds the row under the pointer."""
        super().dragMoveEvent(event)
        self.drops.drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Highlight none."""
        super().dragLeaveEvent(event)
        self.drops.end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the zip."""
        super().dragLeaveEvent(QDragLeaveEvent())  # ends the scrolling
        self.drops.drop(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again, because other rows wrap in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow expands or collapses."""
        index = self.indexAt(event.position().toPoint())
        is_arrow = index.isValid() and not index.parent().isValid() and self._from_edge(event) < CHEVRON
        if is_arrow and event.button() is Qt.MouseButton.LeftButton:
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit an environment or a connection; on an arrow it is just another press."""
        if self._from_edge(event) < CHEVRON:
            self.mousePressEvent(event)
        elif self._can_be_edited(self.indexAt(event.position().toPoint())):
            self.edit_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits what is selected, Delete asks whether to remove it."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() == Qt.Key.Key_Delete and self._can_be_edited(self.selected_index):
            self.remove_requested.emit()
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self._can_be_edited(self.selected_index):
                self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or of the selected one if a key asked for it."""
        index, place = menu_place(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_requested.emit(place)

    @Slot()
    def _restore(self) -> None:
        """After a reload, restore expansion and selection; if the selected row is gone, select its neighbour."""
        count = self._rows.rowCount()
        for row in range(count):
            index = self._rows.index(row, 0)
            saved = self._rows.environment(index)
            self.setExpanded(index, saved is not None and saved.environment.id not in self._folded)
        index = self._rows.index_of(*self._wanted)
        if not index.isValid() and (self._row is not None or count == 1):
            index = self._rows.index(min(self._row or 0, count - 1), 0)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.selected.emit()

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None:
            self._folded.add(saved.environment.id)
        if self.selected_index.parent() == index:
            self.setCurrentIndex(index)  # what nobody sees is not what a key acts on

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None:
            self._folded.discard(saved.environment.id)

    def _from_edge(self, event: QMouseEvent) -> float:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.viewport().width() - event.position().x() if is_mirrored else event.position().x()

    def _can_be_edited(self, index: QModelIndex) -> bool:
        """An environment or a connection, but for the Runtime Connection: that is there as long as its environment."""
        return index.isValid() and (not index.parent().isValid() or index.row() > 0)

    def _top(self, index: Index) -> Index:
        return index.parent() if index.parent().isValid() else index
