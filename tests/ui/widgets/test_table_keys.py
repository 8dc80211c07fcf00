"""Tables by keys: Home, End, pages and letters; and the focus frame, of which no piece stays behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.tables import Table
from tools.gallery.table_rows import Rows, cell
from ui.page_fixtures import Put, focus


def _table(put: Put, count: int = 60) -> Table:
    made = Table("entities", "Entities")
    rows = [[cell(f"{'Order' if n % 2 else 'Note'} {n}"), cell("a"), cell("b")] for n in range(count)]
    model = Rows([cell("Entity"), cell("Records"), cell("Result")], rows)
    model.setParent(made)
    made.setModel(model)
    put(made, 600)
    made.resize(600, 200)
    return made


class _Painted(QObject):
    """The places that were painted anew."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.rects: list[QRect] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(QRect(event.rect()))
        return False

    def covers(self, place: QRect) -> bool:
        return any(rect.contains(place) for rect in self.rects)


@pytest.mark.parametrize("mode", ["SingleSelection", "ExtendedSelection"])
def test_both_rows_are_painted_anew_when_the_focus_moves(put: Put, qtbot: QtBot, mode: str) -> None:
    made = _table(put)
    made.setSelectionMode(QAbstractItemView.SelectionMode[mode])
    focus(made, qtbot)
    made.setCurrentIndex(made.model().index(1, 0))
    QApplication.processEvents()
    painted = _Painted(made)
    qtbot.keyClick(made, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    width = made.viewport().width()
    rows = [QRect(0, made.rowViewportPosition(row), width, made.rowHeight(row)) for row in (1, 2)]
    qtbot.waitUntil(lambda: all(painted.covers(row) for row in rows))


def test_home_end_and_pages_move_by_rows(put: Put, qtbot: QtBot) -> None:
    made = _table(put)
    focus(made, qtbot)
    made.setCurrentIndex(made.model().index(5, 1))
    for key, row in ((Qt.Key.Key_End, 59), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(made, key)
        assert (made.currentIndex().row(), made.currentIndex().column()) == (row, 1)
        assert made.selectionModel().isRowSelected(row)
    qtbot.keyClick(made, Qt.Key.Key_PageDown)
    page = made.currentIndex().row()
    assert 2 <= page <= 7
    qtbot.keyClick(made, Qt.Key.Key_PageUp)
    assert made.currentIndex().row() == 0


def test_home_and_end_in_an_empty_table_do_nothing(put: Put, qtbot: QtBot) -> None:
    made = _table(put, 0)
    focus(made, qtbot)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(made, key)
        assert not made.currentIndex().isValid()


def test_letters_find_a_row_by_its_first_column(put: Put, qtbot: QtBot) -> None:
    made = _table(put)
    focus(made, qtbot)
    made.setCurrentIndex(made.model().index(0, 2))
    qtbot.keyClicks(made, "Order 1")
    assert (made.currentIndex().row(), made.currentIndex().column()) == (1, 0)
    assert made.selectionModel().isRowSelected(1)
