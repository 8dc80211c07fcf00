"""Rows go on below the scroll bar of their list, to its edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.tokens import LIGHT, Tone
from dmm_desktop.ui.widgets.tables import Table
from tools.gallery.table_rows import Rows, cell
from ui.page_fixtures import Put
from ui.pictures import color_at, picture


def _long_table(put: Put, *, framed: bool = False) -> Table:
    made = Table("log", "Log", framed=framed)
    rows = [[cell(str(number), tint=Tone.ERR if number == 1 else None), cell("x")] for number in range(40)]
    model = Rows([cell("Line"), cell("Text")], rows)
    model.setParent(made)
    made.setModel(model)
    put(made, 600)
    made.resize(600, 200)
    return made


def _at_the_edge(made: Table, row: int) -> str:
    """The colour of a row at the very end, beside the handle of the scroll bar."""
    top = made.viewport().mapTo(made, QPoint(0, made.rowViewportPosition(row))).y()
    return color_at(picture(made), made.width() - 1, top + 4)


def test_tint_selection_and_header_reach_the_edge(put: Put, qtbot: QtBot) -> None:
    made = _long_table(put)
    assert made.verticalScrollBar().isVisible()
    assert _at_the_edge(made, 0) == LIGHT.base
    assert _at_the_edge(made, 1) == LIGHT.err_tint
    assert color_at(picture(made), made.width() - 1, 4) == LIGHT.head
    made.selectRow(2)
    assert _at_the_edge(made, 2) == LIGHT.selinactive


def test_rows_that_have_been_scrolled_away_do_not(put: Put) -> None:
    made = _long_table(put)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    last = made.model().rowCount() - 1
    assert _at_the_edge(made, last) == LIGHT.base
    made.selectRow(last)
    assert _at_the_edge(made, last) == LIGHT.selinactive


def test_the_lines_of_a_framed_table_reach_the_edge(put: Put) -> None:
    made = _long_table(put, framed=True)
    bottom = made.viewport().mapTo(made, QPoint(0, made.viewport().height())).y()
    for row in range(5):
        line = made.viewport().mapTo(made, QPoint(0, made.rowViewportPosition(row) + made.rowHeight(row) - 1)).y()
        assert line < bottom - 3
        assert color_at(picture(made), made.width() - 4, line) == color_at(picture(made), 40, line) == LIGHT.line
