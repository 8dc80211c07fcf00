"""The tree of environments and connections: what mouse and keys do in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ..widgets.containers import Surface, set_surface
from ..widgets.context_menu import menu_place
from ..widgets.painting import Index
from .delegate import CHEVRON, ConnectionDelegate
from .model import ConnectionsModel


class ConnectionTree(QTreeView):
    """Keeps what is selected and what is folded when the list is read anew.

    ``selected``: another row is; ``edit_requested``, ``remove_requested``: for the selected row; ``menu_requested``
    (QPoint, global).
    """

    selected = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, model: ConnectionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._wanted = ("", "")
        self._row = 0
        self._folded: set[str] = set()
        self.setObjectName("connections")
        self.setAccessibleName(self.tr("Connections"))
        set_surface(self, Surface.WINDOW)
        self.setModel(model)
        self.setItemDelegate(ConnectionDelegate(self, model))
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
        """Select an environment or a connection in it, as soon as it is in the list."""
        self._wanted = (environment_id, connection_name)
        index = self._rows.index_of(environment_id, connection_name)
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Remember what is selected and tell."""
        super().currentChanged(current, previous)
        saved, connection = self._rows.environment(current), self._rows.connection(current)
        if saved is not None:
            self._wanted = (saved.environment.id, connection.name if connection else "")
            self._row = self._top(current).row()
        self.selected.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width other rows wrap."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the arrow folds and unfolds."""
        index = self.indexAt(event.position().toPoint())
        is_arrow = index.isValid() and not index.parent().isValid() and self._from_edge(event) < CHEVRON
        if is_arrow and event.button() is Qt.MouseButton.LeftButton:
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit an environment; on its arrow it is just another press."""
        if self._from_edge(event) < CHEVRON:
            self.mousePressEvent(event)
        elif self._is_environment(self.indexAt(event.position().toPoint())):
            self.edit_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits an environment, Delete asks whether to remove what is selected."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() == Qt.Key.Key_Delete and self._can_be_removed(self.currentIndex()):
            self.remove_requested.emit()
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self._is_environment(self.currentIndex()):
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
        """After the list has other rows: folded what was folded, and the same row selected, or else its neighbour."""
        count = self._rows.rowCount()
        for row in range(count):
            index = self._rows.index(row, 0)
            saved = self._rows.environment(index)
            self.setExpanded(index, saved is not None and saved.environment.id not in self._folded)
        index = self._rows.index_of(*self._wanted)
        self.setCurrentIndex(index if index.isValid() else self._rows.index(min(self._row, count - 1), 0))
        if not self.currentIndex().isValid():
            self.selected.emit()

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None:
            self._folded.add(saved.environment.id)

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        saved = self._rows.environment(index)
        if saved is not None:
            self._folded.discard(saved.environment.id)

    def _from_edge(self, event: QMouseEvent) -> float:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.viewport().width() - event.position().x() if is_mirrored else event.position().x()

    def _is_environment(self, index: QModelIndex) -> bool:
        return index.isValid() and not index.parent().isValid()

    def _can_be_removed(self, index: QModelIndex) -> bool:
        return index.isValid() and (self._is_environment(index) or index.row() > 0)

    def _top(self, index: Index) -> Index:
        return index.parent() if index.parent().isValid() else index
