"""Dropped zips: recognizing them, refusing other files, and the rows of a list that accept them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView

from ..core.text import counted, text
from .messages import tr_text
from .theme.tokens import Tokens
from .widgets.painting import Index, paint_box

#: The types that a model declares to accept, so that Qt scrolls and expands during a drag over its view.
FILES = "text/uri-list"
_RADIUS, _FRAME = 6, 2
#: The data of the drag that entered last.
_dragged: list[QUrl] = []


def begin_drag(data: QMimeData) -> bool:
    """Remember the data of a drag that enters a widget; False if it has no files. Called for each QDragEnterEvent.

    On X11, Qt sometimes gets no data at the drop itself on a busy computer; the drag's data are then used.
    """
    _dragged[:] = data.urls()
    return data.hasUrls()


def accept_copy(event: QDropEvent) -> bool:
    """Accept a drag or drop as a copy, whatever its source proposes: after a move, a file manager deletes the user's
    file. Returns False, and refuses it, if the source offers no copy."""
    if event.possibleActions() & Qt.DropAction.CopyAction:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True
    event.ignore()
    return False


def _urls(data: QMimeData) -> list[QUrl]:
    return data.urls() or (list(_dragged) if data.hasUrls() else [])


def dropped_zip(data: QMimeData) -> Path | None:
    """The dragged zip file; None for anything else: two files, a folder, a web address, another type."""
    return _single(data, ".zip")


def dropped_configuration(data: QMimeData) -> Path | None:
    """The dragged JSON file; None for anything else."""
    return _single(data, ".json")


def dropped_file(data: QMimeData) -> Path | None:
    """The dragged file of any type; None for anything else."""
    urls = _urls(data)
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())


def _single(data: QMimeData, suffix: str) -> Path | None:
    path = dropped_file(data)
    return path if path is not None and path.suffix.lower() == suffix else None


def drop_refusal(data: QMimeData) -> tuple[str, str]:
    """The message for files that cannot be accepted: what to do, and why."""
    urls = _urls(data)
    if len(urls) != 1:
        reason = counted("You dropped 1 file.", "You dropped {n} files.", len(urls))
    elif not urls[0].isLocalFile():
        reason = text("“{name}” is not a file on this computer.", name=urls[0].toDisplayString())
    else:
        reason = text("“{name}” is not a zip file.", name=Path(urls[0].toLocalFile()).name)
    return tr_text(text("Drop one zip.")), tr_text(reason)


class RowDrops(QObject):
    """Accepts a zip dropped on a view. The row under the drag is highlighted if ``receives`` is true for it, also after
    the list has scrolled by itself under a pointer that rests, and only a highlighted row receives the zip. Below the
    last row the zip is accepted without a row; on a row for which ``receives`` is false it is refused.

    The view has its own scroll bar already. ``dropped`` (path, QPersistentModelIndex): the index is invalid if there is
    no row.
    """

    dropped = Signal(object, object)

    def __init__(self, view: QAbstractItemView, receives: Callable[[Index], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._receives = receives
        self._place: QPoint | None = None  # where a drop is accepted, by the last answer to the drag
        view.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        view.setDropIndicatorShown(False)  # Qt's indicator would be a line between rows
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._repaint)

    def is_over(self, index: Index) -> bool:
        """Whether a zip dropped now would go to this row."""
        return self._place is not None and self._view.indexAt(self._place) == index and self._receives(index)

    def paint_highlight(self, painter: QPainter, rect: QRect, index: Index, tokens: Tokens) -> None:
        """Draw the background of the row that would receive a drop. The delegate calls this before painting the row's
        content."""
        if self.is_over(index):
            paint_box(painter, rect, _RADIUS, tokens.sel, tokens.focus, _FRAME)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the drag events of the view; Qt handles them first, which scrolls the view and unfolds its rows."""
        if isinstance(event, QDragEnterEvent):
            self._view.dragEnterEvent(event)
            self._drag(event)
        elif isinstance(event, QDragMoveEvent):
            self._view.dragMoveEvent(event)
            self._drag(event)
        elif isinstance(event, QDropEvent):
            self._view.dragLeaveEvent(QDragLeaveEvent())  # ends the scrolling
            self._drop(event)
        elif isinstance(event, QDragLeaveEvent):
            self._view.dragLeaveEvent(event)
            self._be_over(None)
        else:
            return False
        return True

    def _drag(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Highlight the row under the drag, and show by the pointer whether a drop would be accepted."""
        if isinstance(event, QDragEnterEvent):
            begin_drag(event.mimeData())
        if dropped_zip(event.mimeData()) is None:
            event.ignore()  # passed on to the window, which says why
            return
        place = event.position().toPoint()
        is_taken = self._takes(self._view.indexAt(place))
        self._be_over(place if is_taken else None)
        if is_taken or isinstance(event, QDragEnterEvent):
            accept_copy(event)
        else:
            event.ignore()

    def _drop(self, event: QDropEvent) -> None:
        path, place = dropped_zip(event.mimeData()), self._place
        self._be_over(None)
        index = self._view.indexAt(place) if place is not None else QModelIndex()
        if path is None or place is None or not self._takes(index):
            event.ignore()
            return
        if accept_copy(event):
            self.dropped.emit(path, QPersistentModelIndex(index))

    def _takes(self, index: QModelIndex) -> bool:
        return not index.isValid() or self._receives(index)

    def _be_over(self, place: QPoint | None) -> None:
        self._place = place
        self._repaint()

    @Slot()
    def _repaint(self) -> None:
        self._view.viewport().update()
