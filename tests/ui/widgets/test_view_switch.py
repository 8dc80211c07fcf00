"""Choices that are all in sight: by mouse, by arrow keys, by Ctrl+Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.view_switch import StageChoice, ViewSwitch
from ui.lookup import focused as focus_widget
from ui.lookup import layout_of
from ui.page_fixtures import Put, focus
from ui.pictures import color_at, picture


def test_development_is_the_default(put: Put) -> None:
    choice = put(StageChoice())
    assert choice.stage is None, "the user chooses"
    assert (choice.objectName(), choice.accessibleName()) == ("stage", "Stage")
    names = [button.accessibleName() for button in choice.findChildren(QRadioButton)]
    assert names == ["Development", "Test", "Production"]


def test_arrow_keys_choose(put: Put, qtbot: QtBot) -> None:
    choice = put(StageChoice())
    choice.set_stage(Stage.DEVELOPMENT)
    focused = focus(choice, qtbot)
    for stage in (Stage.TEST, Stage.PRODUCTION):
        with qtbot.waitSignal(choice.changed):
            qtbot.keyClick(focused, Qt.Key.Key_Right)
        assert choice.stage is stage
        focused = focus_widget()


def test_the_focus_goes_to_what_is_chosen(put: Put, qtbot: QtBot) -> None:
    choice = put(StageChoice())
    choice.set_stage(Stage.PRODUCTION)
    focused = focus(choice, qtbot)
    assert isinstance(focused, QRadioButton) and focused.text() == "Production"


def test_what_is_chosen_is_seen(put: Put) -> None:
    choice = put(StageChoice(), 460)
    layout_of(choice).activate()
    choice.set_stage(Stage.TEST)
    buttons = {button.text(): button for button in choice.findChildren(QRadioButton)}
    assert color_at(picture(buttons["Test"]), 60, 3) == LIGHT.sel
    assert color_at(picture(buttons["Test"]), 60, 0) == LIGHT.accenttext
    assert color_at(picture(buttons["Production"]), 60, 3) == LIGHT.raised
    assert {button.height() for button in buttons.values()} == {36}


def switch(put: Put) -> ViewSwitch:
    return put(ViewSwitch("view", "View", [("form_view", "Form"), ("json_view", "JSON")]))


def test_one_view_is_shown(put: Put, qtbot: QtBot) -> None:
    made = switch(put)
    form, json = made.findChildren(QPushButton)
    assert (made.view, form.isChecked(), json.isChecked()) == (0, True, False)
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.mouseClick(json, Qt.MouseButton.LeftButton)
    assert told.args == [1] and made.view == 1 and not form.isChecked()
    with qtbot.assertNotEmitted(made.chosen):
        qtbot.mouseClick(json, Qt.MouseButton.LeftButton)
    assert json.isChecked()


def test_it_tells_that_it_is_one_of_several(put: Put) -> None:
    form, json = switch(put).findChildren(QPushButton)
    assert form.accessibleDescription() == "View 1 of 2" and json.accessibleDescription() == "View 2 of 2"
    state = QAccessible.queryAccessibleInterface(form).state()
    assert state.checkable and state.checked


def test_ctrl_tab_anywhere_in_the_page_changes(put: Put, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    made, edit = ViewSwitch("view", "View", [("a", "A"), ("b", "B"), ("c", "C")]), QLineEdit()
    layout.addWidget(made)
    layout.addWidget(edit)
    put(page)
    made.listen_in(page)
    focus(edit, qtbot)
    seen = []
    for modifiers in (Qt.KeyboardModifier.ControlModifier,) * 3 + (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ):
        QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Tab, modifiers)
        seen.append(made.view)
    assert seen == [1, 2, 0, 2]
    assert edit.hasFocus()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_only_the_outer_ends_are_round(put: Put, direction: Qt.LayoutDirection) -> None:
    made = switch(put)
    made.setLayoutDirection(direction)
    QApplication.processEvents()
    image = picture(made)
    top, middle = [color_at(image, x, 0) for x in (0, made.width() - 1)], made.height() // 2
    assert top == [LIGHT.base, LIGHT.base]
    assert color_at(image, 0, middle) != LIGHT.base != color_at(image, made.width() - 1, middle)
    join = max(min(button.x() for button in made.findChildren(QPushButton) if button.x()), 1)
    assert color_at(image, join - 1, 0) != LIGHT.base != color_at(image, join, 0)
