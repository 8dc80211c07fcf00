"""Type: sizes in relation to the system's font, digits of one width, tones by the style sheet."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tone
from dmm_desktop.ui.theme.type_roles import Role, role_font, set_role, set_tone
from dmm_desktop.ui.widgets.tables import Table
from ui.pictures import colors, picture


@pytest.mark.parametrize(
    ("role", "factor", "weight"),
    [
        (Role.CAPTION, 0.88, QFont.Weight.Normal),
        (Role.HEADER, 0.88, QFont.Weight.Medium),
        (Role.BODY, 1.0, QFont.Weight.Normal),
        (Role.LABEL, 1.0, QFont.Weight.Medium),
        (Role.NAME, 1.0, QFont.Weight.DemiBold),
        (Role.VALUE, 1.15, QFont.Weight.DemiBold),
        (Role.UNIT, 1.0, QFont.Weight.Normal),
        (Role.SENTENCE, 1.38, QFont.Weight.DemiBold),
        (Role.FIXED, 0.92, QFont.Weight.Normal),
    ],
)
@pytest.mark.parametrize("pixels", [13, 26])
def test_a_role_is_a_multiple_of_the_systems_font(
    theme: Theme, qapp: QApplication, role: Role, factor: float, weight: QFont.Weight, pixels: int
) -> None:
    system = qapp.font()
    system.setPixelSize(pixels)
    qapp.setFont(system)
    font = role_font(role)
    assert font.pointSizeF() == pytest.approx(QFontInfo(system).pointSizeF() * factor)
    assert font.weight() == weight


def test_no_text_is_smaller_than_it_may_be(theme: Theme, qapp: QApplication) -> None:
    smallest = min(role_font(role).pointSizeF() for role in Role)
    assert smallest >= 0.85 * QFontInfo(qapp.font()).pointSizeF()


def test_fixed_is_of_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(role_font(Role.FIXED))
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")


def test_fixed_on_windows_is_a_font_made_for_screens(theme: Theme) -> None:
    families = role_font(Role.FIXED).families()
    assert (families[:2] == ["Cascadia Mono", "Consolas"]) is (sys.platform == "win32")
    assert len(families) == (3 if sys.platform == "win32" else 1), "the font of the system is the last choice"


@pytest.mark.parametrize("role", list(Role))
def test_digits_are_of_one_width(theme: Theme, role: Role) -> None:
    font = role_font(role)
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert len({QFontMetrics(font).horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_everything_follows_another_font_of_the_system(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    label, table, button = QLabel("Failed"), Table("entities", "Entities"), QPushButton("Next")
    for widget in (label, table, button):
        qtbot.addWidget(widget)
        widget.show()
    set_role(label, Role.SENTENCE)
    row, high = table.verticalHeader().defaultSectionSize(), button.sizeHint().height()
    system = qapp.font()
    system.setPixelSize(40)
    qapp.setFont(system)
    assert label.font().pointSizeF() == pytest.approx(role_font(Role.SENTENCE).pointSizeF())
    assert table.verticalHeader().defaultSectionSize() > row
    assert button.sizeHint().height() > high


def test_a_tone_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Failed")
    qtbot.addWidget(label)
    set_role(label, Role.SENTENCE, Tone.ERR)
    label.show()
    assert LIGHT.err in colors(picture(label))
    theme.use(Appearance.DARK)
    assert DARK.err in colors(picture(label))
    set_tone(label, Tone.TEXT)
    assert DARK.err not in colors(picture(label))
    theme.use(Appearance.SYSTEM)
    assert DARK.text not in colors(picture(label))


def test_a_role_that_was_given_later_outlasts_a_change_of_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("The server no longer knows this import.")
    qtbot.addWidget(label)
    set_role(label, Role.SENTENCE)
    label.show()
    set_role(label, Role.NAME)
    theme.use(Appearance.DARK if theme.appearance is Appearance.LIGHT else Appearance.LIGHT)
    assert QFontMetrics(label.font()).height() == QFontMetrics(role_font(Role.NAME)).height()
