"""Files that are dragged over a window: the events as Qt delivers them, to the widget that is under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

ZIP = "file:///exports/customers.zip"
_COPY, _LEFT, _PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*urls: str) -> QMimeData:
    """What a file manager hands over."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def middle(view: QAbstractItemView, index: QModelIndex) -> QPoint:
    """The middle of a row."""
    return view.visualRect(index).center()


def drag(widget: QWidget, data: QMimeData, place: QPoint) -> bool:
    """Drag over a place in a widget; whether a drop would be taken there."""
    enter = QDragEnterEvent(place, _COPY, data, _LEFT, _PLAIN)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(place, _COPY, data, _LEFT, _PLAIN)
    move.accept()  # as Qt does after an enter that was
    QApplication.sendEvent(widget, move)
    return move.isAccepted()


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop_at(place: QPoint, data: QMimeData) -> QDropEvent:
    """The release of the mouse at a place."""
    return QDropEvent(QPointF(place), _COPY, data, _LEFT, _PLAIN)


def drop(widget: QWidget, data: QMimeData, place: QPoint | None = None) -> None:
    """Drop at a place in a widget; Qt delivers it to the widget that was entered, and only if that took the move."""
    where = place if place is not None else widget.rect().center()
    if drag(widget, data, where):
        QApplication.sendEvent(widget, drop_at(where, data))
