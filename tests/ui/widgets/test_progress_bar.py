"""The bar: exact at its ends, striped while it may be out of date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.theme.tokens import LIGHT
from dmm_desktop.ui.widgets.progress_bar import HEIGHT, SLIM_HEIGHT, ProgressBar
from ui.pictures import color_at, picture, row_of


def bar(qtbot: QtBot, fraction: float, *, slim: bool = False) -> ProgressBar:
    made = ProgressBar(slim=slim)
    qtbot.addWidget(made)
    made.resize(200, made.sizeHint().height())
    made.show_fraction(fraction)
    made.show()
    return made


@given(steps=st.lists(st.floats(-1, 2), min_size=1))
def test_it_agrees_with_the_figure_beside_it(qapp: object, steps: list[float]) -> None:
    made = ProgressBar()
    for step in steps:
        made.show_fraction(step)
        assert made.fraction == max(0, min(1, step))
        assert made.value() == int(made.fraction * 100)


def test_screen_readers_see_a_progress_bar(theme: Theme, qtbot: QtBot) -> None:
    made = bar(qtbot, 0.42)
    seen = QAccessible.queryAccessibleInterface(made)
    assert seen.role() == QAccessible.Role.ProgressBar
    assert seen.text(QAccessible.Text.Name) == "Progress"
    assert (made.minimum(), made.value(), made.maximum()) == (0, 42, 100)
    assert made.objectName() == "progress"
    assert not made.isTextVisible()


@pytest.mark.parametrize("slim", [False, True])
def test_it_is_as_long_as_the_fraction(theme: Theme, qtbot: QtBot, slim: bool) -> None:
    made = bar(qtbot, 0.42, slim=slim)
    assert made.height() == (SLIM_HEIGHT if slim else HEIGHT)
    line = row_of(picture(made), made.height() // 2)
    assert line[2:80] == [LIGHT.bar] * 78
    assert line[88:198] == [LIGHT.track] * 110


def test_right_to_left_fills_from_the_right(theme: Theme, qtbot: QtBot) -> None:
    made = bar(qtbot, 0.42)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line = row_of(picture(made), 4)
    assert line[2:112] == [LIGHT.track] * 110
    assert line[120:198] == [LIGHT.bar] * 78


def test_a_hardly_begun_bar_stays_inside_its_trough(theme: Theme, qtbot: QtBot) -> None:
    empty, begun = picture(bar(qtbot, 0)), picture(bar(qtbot, 0.01))
    assert color_at(empty, 0, 0) == color_at(begun, 0, 0)  # the corner outside of the round end
    assert color_at(begun, 1, 4) != LIGHT.track


def test_a_stale_bar_is_striped_and_a_full_one_is_not(theme: Theme, qtbot: QtBot) -> None:
    made = bar(qtbot, 0.5)
    made.set_stale(True)
    line = row_of(picture(made), 4)
    assert line[8:13] == [LIGHT.fieldline] * 5
    assert line[13:16] == [LIGHT.track] * 3
    assert LIGHT.bar not in line
    assert line[104:196] == [LIGHT.track] * 92
    made.set_stale(False)
    assert LIGHT.fieldline not in row_of(picture(made), 4)


def test_it_keeps_its_height_in_a_layout(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ProgressBar(parent=window)
    assert made.minimumSizeHint().height() == made.sizeHint().height() == HEIGHT
