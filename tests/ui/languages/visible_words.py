"""Everything a window says, to sighted users and to users of screen readers."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
#: Lists and tables whose cells are texts from servers and files, in any language; their titles are ours.
_CELLS_OF_OTHERS = ("log", "saved_log", "log_files")


def words_of(window: QWidget) -> set[str]:
    """Texts, names, descriptions and tool tips of everything visible, and of all actions; line by line."""
    said = [*_of_widget(window)]
    for one in window.findChildren(QWidget):
        if one.isVisibleTo(window):
            said += _of_widget(one)
    for action in window.findChildren(QAction):
        said += [action.text(), action.toolTip()]
    return {line.strip() for text in said for line in text.splitlines() if line.strip()}


def _of_widget(one: QWidget) -> Iterator[str]:
    yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
    if one.isWindow():
        yield one.windowTitle()
    match one:
        case QLabel() | QAbstractButton():
            yield one.text()
        case QLineEdit():
            yield one.placeholderText()
        case QMenu():
            yield one.title()
        case QComboBox():
            yield from (one.itemText(place) for place in range(one.count()))
        case QTabWidget():
            yield from (one.tabText(place) for place in range(one.count()))
        case QTextBrowser():
            yield one.toPlainText()
        case QHeaderView():
            pass  # it has the whole model of its table, which says the titles
        case QAbstractItemView() if one.model() is not None:
            columns = range(_columns(one.model(), QModelIndex()))
            yield from (str(one.model().headerData(column, Qt.Orientation.Horizontal) or "") for column in columns)
            if one.objectName() not in _CELLS_OF_OTHERS:
                yield from _of_model(one.model(), QModelIndex())
        case _:
            pass


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            yield from (text for role in _ROLES if isinstance(text := index.data(role), str))
            if not column:
                yield from _of_model(model, index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
