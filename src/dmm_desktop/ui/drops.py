"""Zips that are dropped: which data are one, what is said about others, and the rows of a list that take one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, QRect, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView

from ..core.text import counted, text
from .messages import tr_text
from .theme.tokens import Tokens
from .widgets.painting import Index, paint_box

#: What a model says it takes, so that Qt scrolls and expands while something is dragged over its view.
FILES = "text/uri-list"
_RADIUS, _FRAME = 6, 2
#: What the drag that entered last brings.
_dragged: list[QUrl] = []


def begin_drag(data: QMimeData) -> bool:
    """Remember what enters a widget; False if it brings no files. Called for each QDragEnterEvent.

    On X11, Qt sometimes gets no data at the drop itself, on a busy computer: then they are those of the drag.
    """
    _dragged[:] = data.urls()
    return data.hasUrls()


def _urls(data: QMimeData) -> list[QUrl]:
    return data.urls() or (list(_dragged) if data.hasUrls() else [])


def dropped_zip(data: QMimeData) -> Path | None:
    """The zip file that is being dragged; None for anything else: two files, a folder, a web address, another type."""
    return _single(data, ".zip")


def dropped_configuration(data: QMimeData) -> Path | None:
    """The JSON file that is being dragged; None for anything else."""
    return _single(data, ".json")


def _single(data: QMimeData, suffix: str) -> Path | None:
    urls = _urls(data)
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == suffix else None


def refusal(data: QMimeData) -> tuple[str, str]:
    """What to say about files that cannot be taken: what to do, and why."""
    urls = _urls(data)
    if len(urls) != 1:
        reason = counted("You dropped 1 file.", "You dropped {n} files.", len(urls))
    elif not urls[0].isLocalFile():
        reason = text("“{name}” is not a file on this computer.", name=urls[0].toDisplayString())
    else:
        reason = text("“{name}” is not a zip file.", name=Path(urls[0].toLocalFile()).name)
    return tr_text(text("Drop one zip.")), tr_text(reason)


class RowDrops(QObject):
    """Takes a zip that is dropped on a view. The row under it is highlighted if it ``receives``; where there is no row
    the zip is taken without one, and a row that does not receive takes none.

    The view hands its events over after Qt has handled them, which scrolls it and unfolds its rows. ``dropped`` (path,
    QPersistentModelIndex): the index is invalid where there is no row.
    """

    dropped = Signal(object, object)

    def __init__(self, view: QAbstractItemView, receives: Callable[[Index], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._receives = receives
        self._row = QPersistentModelIndex()
        view.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        view.setDropIndicatorShown(False)  # it would be a line between rows

    def is_over(self, index: Index) -> bool:
        """Whether a zip that is dropped now goes to this row."""
        return self._row.isValid() and self._row == QPersistentModelIndex(index)

    def drag(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """A drag enters or moves: highlight the row under it, and say by the pointer whether a drop would be taken."""
        if isinstance(event, QDragEnterEvent):
            begin_drag(event.mimeData())
        if dropped_zip(event.mimeData()) is None:
            event.ignore()  # goes to the window, which says why
            return
        index = self._view.indexAt(event.position().toPoint())
        is_taken = not index.isValid() or self._receives(index)
        self._highlight(index if is_taken else QModelIndex())
        if is_taken or isinstance(event, QDragEnterEvent):
            event.acceptProposedAction()
        else:
            event.ignore()

    def end(self) -> None:
        """The drag has left, or is over."""
        self._highlight(QModelIndex())

    def drop(self, event: QDropEvent) -> None:
        """Take the zip."""
        path, index = dropped_zip(event.mimeData()), self._view.indexAt(event.position().toPoint())
        self.end()
        if path is None or (index.isValid() and not self._receives(index)):
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(path, QPersistentModelIndex(index))

    def _highlight(self, index: QModelIndex) -> None:
        self._row = QPersistentModelIndex(index)
        self._view.viewport().update()


def paint_drop_row(painter: QPainter, rect: QRect, tokens: Tokens) -> None:
    """Draw the ground of the row that a drop would go to."""
    paint_box(painter, rect, _RADIUS, tokens.sel, tokens.focus, _FRAME)
