"""The appearance: one palette and one style sheet for everything, changed at once; none of ours in high contrast."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.theme.palette import palette_for, tokens_of
from dmm_desktop.ui.theme.theme import Appearance, Theme, system_appearance
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tokens
from dmm_desktop.ui.widgets.buttons import Button
from tools.gallery.stage_pill import StagePill
from ui.pictures import colors, picture


@pytest.mark.parametrize(("appearance", "tokens"), [(Appearance.LIGHT, LIGHT), (Appearance.DARK, DARK)])
def test_it_dresses_the_application(theme: Theme, qapp: QApplication, appearance: Appearance, tokens: Tokens) -> None:
    theme.use(appearance)
    assert theme.appearance is appearance
    assert theme.tokens is tokens
    assert qapp.style().objectName() == "fusion" or qapp.styleSheet()
    assert tokens.base in qapp.styleSheet() and "$" not in qapp.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.window


def test_a_change_is_told_once_and_only_if_it_is_one(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.use(Appearance.DARK)
    with qtbot.assertNotEmitted(theme.changed):
        theme.use(Appearance.DARK)


def test_a_choice_goes_before_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.use(Appearance.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.appearance is Appearance.DARK
    theme.use(None)
    assert theme.appearance is system_appearance(qapp.styleHints(), qapp.style().standardPalette())


def test_what_is_on_the_screen_changes_with_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    pill, button = StagePill(Stage.TEST), Button("Save logs…", "save_logs", icon_name="save")
    for widget in (pill, button):
        layout.addWidget(widget)
    window.show()
    assert LIGHT.test_fill in colors(picture(pill))
    assert LIGHT.text in colors(picture(button))
    theme.use(Appearance.DARK)
    assert DARK.test_fill in colors(picture(pill)) and LIGHT.test_fill not in colors(picture(pill))
    assert DARK.text in colors(picture(button)) and LIGHT.text not in colors(picture(button))


def test_every_widget_finds_its_colours_in_its_palette(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    widgets = [QPushButton(window), QLineEdit(window), QLabel(window), Button("x", "x", parent=window)]
    window.show()
    for appearance, tokens in ((Appearance.DARK, DARK), (Appearance.LIGHT, LIGHT)):
        theme.use(appearance)
        assert all(tokens_of(widget.palette()) is tokens for widget in widgets)


def test_high_contrast_gets_no_colour_of_ours(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    button = Button("Save logs…", "save_logs", icon_name="save")
    qtbot.addWidget(button)
    button.show()
    theme.use(Appearance.SYSTEM)
    assert qapp.styleSheet() == ""
    ours = {getattr(tokens, name) for tokens in (LIGHT, DARK) for name in ("window", "base", "accent", "text")}
    assert not ours & set(colors(picture(button))) - {"#FFFFFF"}
    assert qapp.palette().color(QPalette.ColorRole.Window) == qapp.style().standardPalette().color(
        QPalette.ColorRole.Window
    )


def high_contrast() -> QPalette:
    """The palette of a theme as Windows has them."""
    palette = QPalette()
    for role, color in {
        QPalette.ColorRole.Window: "#000000",
        QPalette.ColorRole.Base: "#000000",
        QPalette.ColorRole.Button: "#000000",
        QPalette.ColorRole.WindowText: "#FFFFFF",
        QPalette.ColorRole.Highlight: "#1AEBFF",
        QPalette.ColorRole.HighlightedText: "#000000",
        QPalette.ColorRole.Link: "#FFFF00",
    }.items():
        palette.setColor(role, QColor(color))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor("#3FF23F"))
    return palette


@pytest.mark.parametrize("selected", [False, True])
def test_a_strange_palette_gives_tokens_of_its_own_colours(selected: bool) -> None:
    tokens = tokens_of(high_contrast(), selected=selected)
    used = {getattr(tokens, name) for name in tokens.__slots__}
    assert used <= {"#000000", "#FFFFFF", "#1AEBFF", "#FFFF00", "#3FF23F"}
    assert (tokens.text, tokens.base) == (("#000000", "#1AEBFF") if selected else ("#FFFFFF", "#000000"))
    assert tokens.err == tokens.text
    assert tokens.prod_fill == "#1AEBFF"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_palette_of_ours_stands_for_its_tokens(tokens: Tokens) -> None:
    assert tokens_of(palette_for(tokens)) is tokens
    assert tokens_of(palette_for(tokens), selected=True) is tokens


def test_disabled_and_unfocused_have_colours_of_their_own() -> None:
    palette = palette_for(LIGHT)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    assert palette.color(group.Disabled, role.ButtonText).name().upper() == LIGHT.dis
    assert palette.color(group.Inactive, role.Highlight).name().upper() == LIGHT.selinactive
    assert palette.color(group.Active, role.Highlight).name().upper() == LIGHT.sel


@pytest.mark.parametrize(
    ("tokens", "appearance"), [(LIGHT, Appearance.LIGHT), (DARK, Appearance.DARK)], ids=["light", "dark"]
)
def test_a_system_that_does_not_say_is_judged_by_its_palette(
    qapp: QApplication, tokens: Tokens, appearance: Appearance
) -> None:
    assert qapp.styleHints().colorScheme() is Qt.ColorScheme.Unknown
    assert system_appearance(qapp.styleHints(), palette_for(tokens)) is appearance
