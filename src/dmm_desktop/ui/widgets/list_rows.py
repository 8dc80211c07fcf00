"""Lists by keys: they skip headings, which can be neither selected nor current, and select the focused row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from .painting import Index

_Action = QAbstractItemView.CursorAction
#: The keys that move from row to row.
MOVEMENT_KEYS = (
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)
_UP = (_Action.MoveUp, _Action.MovePageUp, _Action.MovePrevious, _Action.MoveEnd)


def beside_headings(index: QModelIndex, action: QAbstractItemView.CursorAction) -> QModelIndex:
    """The row to move to when a key leads to a heading: the next one that can be current in the key's direction (from
    the ends of the list towards its middle), otherwise in the opposite direction."""
    if not index.isValid():
        return index
    rows = index.model().rowCount()
    step = -1 if action in _UP else 1
    for way in (
        range(index.row(), rows if step > 0 else -1, step),
        range(index.row(), -1 if step > 0 else rows, -step),
    ):
        for row in way:
            sibling = index.siblingAtRow(row)
            if sibling.flags() & Qt.ItemFlag.ItemIsEnabled:
                return sibling
    return index


class PressedRows(QListView):
    """A list in which a click chooses the row that was pressed, although the rows may have moved since: a message above
    them often goes with the choice."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the row under the pointer. With a button pressed, Qt would choose it."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep what the first click chose. If another row is there now, Qt would choose that one."""
        if self.currentIndex() == self.indexAt(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)


def show_first_heading(view: QAbstractItemView, index: Index) -> None:
    """Scroll to the top of the list if only headings are above the row to scroll to: no key leads to them."""
    first = beside_headings(view.model().index(0, 0), _Action.MoveHome)
    if first.isValid() and first == index:
        view.scrollToTop()


def select_focused(view: QAbstractItemView) -> None:
    """Select the row that has the focus if none is selected: Qt makes a row current, but does not select it, when the
    list gets the focus."""
    if not view.selectionModel().hasSelection():
        view.setCurrentIndex(view.currentIndex())


def follow_key(view: QAbstractItemView, key: int) -> None:
    """After a movement key, select the focused row if none is selected, and have it in view, also if it was the focused
    row before: the user may have scrolled."""
    if key in MOVEMENT_KEYS:
        select_focused(view)
        view.scrollTo(view.currentIndex())
