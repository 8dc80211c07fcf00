"""Tables: whole rows by mouse and keys, states that are seen, texts that are cut but not lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tone
from dmm_desktop.ui.theme.type_roles import Role, role_font
from dmm_desktop.ui.widgets.tables import CellDelegate, Table, TwoLineDelegate, row_height
from tools.gallery.table_rows import Rows, cell
from ui.page_fixtures import Put, focus
from ui.pictures import color_at, colors, picture

_RIGHT = Qt.AlignmentFlag.AlignRight


def table(put: Put, *, framed: bool = False, lines: bool = True, header: bool = True) -> Table:
    """Three rows, three columns, the second column right-aligned; 600 x 200."""
    made = Table("entities", "Entities", framed=framed, lines=lines, header=header)
    rows = [
        [cell("Customer"), cell("4,100", align=_RIGHT), cell("No findings", icon="ok", tone=Tone.OK)],
        [cell("Order"), cell("12", align=_RIGHT), cell("1 warning", icon="warn", tone=Tone.WARN)],
        [cell("Note", tint=Tone.ERR), cell("1", tint=Tone.ERR), cell("x", icon="error", tone=Tone.ERR, tint=Tone.ERR)],
    ]
    model = Rows([cell("Entity"), cell("Records", align=_RIGHT), cell("Result")], rows)
    model.setParent(made)
    made.setModel(model)
    put(made, 600)
    made.resize(600, 200)
    return made


def row_picture(made: Table, row: int) -> tuple[int, int]:
    """Top and bottom of a row in the picture of the table."""
    top = made.viewport().mapTo(made, QPoint(0, made.rowViewportPosition(row))).y()
    return top, top + made.rowHeight(row) - 1


def ground(made: Table, row: int, x: int = 300) -> str:
    """The colour of a row where there is no text."""
    top, _ = row_picture(made, row)
    return color_at(picture(made), x, top + 4)


def test_it_is_named_and_its_cells_are_read(put: Put) -> None:
    made = table(put)
    assert (made.objectName(), made.accessibleName()) == ("entities", "Entities")
    seen = QAccessible.queryAccessibleInterface(made)
    assert seen.role() == QAccessible.Role.Table


def test_states_have_their_grounds(put: Put, qtbot: QtBot) -> None:
    made = table(put)
    assert [ground(made, row) for row in range(3)] == [LIGHT.base, LIGHT.base, LIGHT.err_tint]
    made.selectRow(1)
    assert ground(made, 1) == LIGHT.selinactive
    focus(made, qtbot)
    assert ground(made, 1) == LIGHT.sel
    made.selectRow(2)
    assert ground(made, 2) == LIGHT.sel  # a selection is stronger than a tint


def test_the_whole_row_under_the_pointer_is_shown(put: Put, qtbot: QtBot) -> None:
    made = table(put)
    QTest.mouseMove(made.viewport(), made.visualRect(made.model().index(1, 0)).center())
    qtbot.waitUntil(lambda: made.hovered_row == 1)
    made.clearSelection()  # a selection is stronger; seen once in thousands of runs, cause unknown
    assert ground(made, 1, 20) == ground(made, 1, 580) == LIGHT.hover
    assert ground(made, 0) == LIGHT.base
    made.leaveEvent(QEvent(QEvent.Type.Leave))
    assert made.hovered_row == -1 and ground(made, 1) == LIGHT.base


def test_the_focus_is_a_frame_inside_the_current_row(put: Put, qtbot: QtBot) -> None:
    made = table(put)
    focus(made, qtbot)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    made.setCurrentIndex(made.model().index(1, 1))
    image, (top, bottom) = picture(made), row_picture(made, 1)
    right = made.columnViewportPosition(2) + made.columnWidth(2) - 1
    for x, y in ((0, top + 10), (1, top + 10), (right, top + 10), (300, top), (300, top + 1), (300, bottom)):
        assert color_at(image, x, y) == LIGHT.focus
    assert color_at(image, 2, top + 10) == LIGHT.sel
    assert LIGHT.focus not in [color_at(image, x, row_picture(made, 0)[0] + 4) for x in range(600)]


def test_tab_leaves_it_and_arrows_move_in_it(put: Put, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    made, after = table(put), QLineEdit()
    layout.addWidget(made)
    layout.addWidget(after)
    put(page, 600)
    focus(made, qtbot)
    made.selectRow(0)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.currentIndex().row() == 1
    qtbot.keyClick(made, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_hairlines_only_where_they_are_wanted(put: Put) -> None:
    for lines in (True, False):
        made = table(put, lines=lines)
        _, bottom = row_picture(made, 0)
        assert (color_at(picture(made), 300, bottom) == LIGHT.line) == lines


def test_edges_are_wide_in_the_window_and_narrow_in_a_frame(put: Put) -> None:
    made = table(put)
    assert [made.padding(column) for column in range(3)] == [(24, 12), (12, 12), (12, 24)]
    made.horizontalHeader().moveSection(2, 0)
    assert made.padding(2) == (24, 12) and made.padding(1) == (12, 24)
    made.setColumnHidden(1, True)
    assert made.padding(0) == (12, 24)
    assert table(put, framed=True).padding(0) == (12, 12)


def test_right_to_left_is_the_mirror_image(put: Put) -> None:
    made = table(put)
    left = picture(made)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    right = picture(made)
    top, _ = row_picture(made, 0)

    def ink(image: QImage, start: int) -> int:
        return sum(color_at(image, x, y) != LIGHT.base for x in range(start, start + 60) for y in range(top, top + 26))

    assert ink(left, 24) > 60 and ink(right, 600 - 84) > 60


def test_rows_and_header_grow_with_the_font(put: Put, qapp: QApplication) -> None:
    made = table(put)
    assert (made.rowHeight(0), made.horizontalHeader().height()) == (28, 28)
    font = qapp.font()
    font.setPixelSize(30)
    qapp.setFont(font)
    two = row_height(44, Role.BODY, Role.CAPTION)
    heights = [QFontMetrics(role_font(role)).height() for role in (Role.BODY, Role.CAPTION)]
    assert two == sum(heights) + 8 > 60
    other = table(put)
    assert other.rowHeight(0) > 36 and other.horizontalHeader().sizeHint().height() > 36


def test_a_numbers_header_ends_where_the_numbers_end(put: Put) -> None:
    made = table(put)
    edge = made.columnViewportPosition(1) + made.columnWidth(1) - 12
    image = picture(made)

    def last_ink(top: int, bottom: int, plain: str) -> int:
        return max(x for x in range(edge - 60, edge + 12) for y in range(top, bottom) if color_at(image, x, y) != plain)

    header = last_ink(4, 24, LIGHT.head)
    number = last_ink(row_picture(made, 0)[0] + 4, row_picture(made, 0)[1] - 4, LIGHT.base)
    assert abs(header - number) <= 2 and number < edge


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_the_sort_arrow_stands_beside_its_column_only(put: Put, order: Qt.SortOrder) -> None:
    made = table(put)
    made.setColumnWidth(0, 200)
    plain = picture(made.horizontalHeader())
    header = made.horizontalHeader()
    header.setSortIndicatorShown(True)
    header.setSortIndicator(0, order)
    sorted_by = picture(header)
    changed = {x for x in range(600) for y in range(28) if color_at(plain, x, y) != color_at(sorted_by, x, y)}
    end_of_text = 24 + QFontMetrics(role_font(Role.HEADER)).horizontalAdvance("Entity")
    assert changed and end_of_text < min(changed) and max(changed) < end_of_text + 30


def test_ascending_and_descending_differ(put: Put) -> None:
    header = table(put).horizontalHeader()
    header.setSortIndicatorShown(True)
    pictures = []
    for order in Qt.SortOrder:
        header.setSortIndicator(0, order)
        pictures.append(picture(header))
    assert pictures[0] != pictures[1]


def option_of(made: Table, index: QModelIndex) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    made.initViewItemOption(option)
    option.rect = made.visualRect(index)
    return option


def test_a_cut_text_is_the_tool_tip(put: Put) -> None:
    made = Table("findings", "Findings")
    rows = [[cell("Whole", second_line="short")], [cell("<b>" * 60, second_line="Address_Data.csv, line 4,812")]]
    model = Rows([cell("Finding")], rows)
    model.setParent(made)
    made.setModel(model)
    delegate = TwoLineDelegate(made)
    made.setItemDelegate(delegate)
    put(made, 300)
    whole, cut = model.index(0, 0), model.index(1, 0)
    assert delegate.tool_tip(option_of(made, whole), whole) == ""
    tip = delegate.tool_tip(option_of(made, cut), cut)
    assert "&lt;b&gt;&lt;b&gt;" in tip and "Address_Data.csv, line 4,812" in tip


def test_a_tool_tip_of_the_model_comes_first(put: Put) -> None:
    made = Table("findings", "Findings")
    model = Rows([cell("Finding")], [[{**cell("Whole"), int(Qt.ItemDataRole.ToolTipRole): "More about it"}]])
    model.setParent(made)
    made.setModel(model)
    put(made, 300)
    delegate = made.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert delegate.tool_tip(option_of(made, model.index(0, 0)), model.index(0, 0)) == "More about it"


def test_columns_can_be_made_as_wide_as_their_contents(put: Put) -> None:
    made = table(put)
    made.resizeColumnsToContents()
    text = QFontMetrics(role_font(Role.BODY)).horizontalAdvance("Customer")
    assert made.columnWidth(0) >= text + 36


def test_an_icon_can_have_a_tone_of_its_own(put: Put) -> None:
    made = Table("entities", "Entities")
    good = cell("No findings", icon="ok", icon_tone=Tone.OK, tone=Tone.MUTED)
    model = Rows([cell("Result")], [[good], [cell("1 warning", icon="warn", tone=Tone.WARN)]])
    model.setParent(made)
    made.setModel(model)
    put(made, 300)
    made.resize(300, 200)
    seen = colors(picture(made))
    assert {LIGHT.ok, LIGHT.text2, LIGHT.warn} <= set(seen) and LIGHT.text not in seen


def test_dark(put: Put, theme: Theme) -> None:
    made = table(put)
    theme.use(Appearance.DARK)
    seen = colors(picture(made))
    assert DARK.text in seen and DARK.head in seen and LIGHT.text not in seen
