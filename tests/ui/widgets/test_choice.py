"""The combo box: the wheel, and how much of its list is to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.type_roles import set_style_property
from dmm_desktop.ui.widgets.choice import Choice
from ui.page_fixtures import Put, focus


def choice(rows: int) -> Choice:
    made = Choice("stage", "Stage")
    for number in range(rows):
        made.addItem(f"Row {number}")
    return made


def turn(widget: QWidget) -> bool:
    """Turn the wheel three clicks over a widget; whether it took any."""
    place = QPointF(widget.rect().center())
    taken = False
    for _ in range(3):
        event = QWheelEvent(
            place,
            QPointF(widget.mapToGlobal(place)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        taken = taken or event.isAccepted()
    return taken


def test_the_wheel_never_changes_it(put: Put, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    made, other = choice(5), QLineEdit()
    column.addWidget(made)
    column.addWidget(other)
    put(page, 300)
    focus(other, qtbot)
    assert not turn(made), "what is below may scroll"
    assert made.currentIndex() == 0 and other.hasFocus()
    focus(made, qtbot)
    assert not turn(made) and made.currentIndex() == 0, "it has the focus after a choice"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("rows", range(1, 14))
def test_its_list_shows_all_rows_up_to_ten(put: Put, rows: int) -> None:
    made = put(choice(rows), 300)
    made.showPopup()
    view = made.view()
    shown = view.viewport().height()
    last = view.visualRect(made.model().index(min(rows, 10) - 1, 0))
    assert view.sizeHintForRow(0) >= made.fontMetrics().height() + 8
    assert (last.top() >= 0, last.bottom() < shown) == (True, True)
    assert (view.verticalScrollBar().maximum() > 0) == (rows > 10)
    made.hidePopup()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(("chosen", "marked"), [(-1, 0), (0, 0), (2, 2)])
def test_what_enter_takes_is_marked(put: Put, qtbot: QtBot, chosen: int, marked: int) -> None:
    made = put(choice(3), 300)
    made.setCurrentIndex(chosen)
    made.showPopup()
    view = made.view()
    assert [one.row() for one in view.selectedIndexes()] == [marked]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert made.currentIndex() == marked and not view.isVisible()


def test_it_shows_the_focus_beside_an_error(put: Put, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    made, other = choice(2), QLineEdit()
    column.addWidget(made)
    column.addWidget(other)
    put(page, 300)
    set_style_property(made, "invalid", True)
    focus(other, qtbot)
    without = made.grab().toImage()
    focus(made, qtbot)
    assert made.grab().toImage() != without


def test_a_text_that_is_too_long_is_elided_not_cut_off(qtbot: QtBot) -> None:
    choice = Choice("choice", "Choice")
    qtbot.addWidget(choice)
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.addItem("Factory Development (Development), 127.0.0.1:34283")
    choice.resize(200, 32)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    shown = str(option.currentText)
    assert "…" in shown and shown.startswith("Factory") and shown.endswith("3")
    choice.resize(900, 32)
    choice.initStyleOption(option)
    assert option.currentText == choice.currentText()


@pytest.mark.parametrize("words", ["Errors and warnings", "Erros e avisos", "Development", "WWWWWWWW", "x"])
def test_its_longest_text_is_shown_whole_in_its_preferred_size(put: Put, words: str) -> None:
    made = Choice("choice", "Choice")
    made.addItem(words)
    put(made)
    option = QStyleOptionComboBox()
    made.initStyleOption(option)
    assert str(option.currentText) == words
