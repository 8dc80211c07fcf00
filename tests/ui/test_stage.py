"""Stages: told apart by mark, word and weight; by colour as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.stage import Corners, StageBand, pill_size, stage_word
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT
from dmm_desktop.ui.theme.type_roles import Role, role_font
from dmm_desktop.ui.widgets.painting import text_width
from tools.gallery.stage_pill import StagePill
from ui.pictures import color_at, colors, picture

WORDS = {Stage.DEVELOPMENT: "Development", Stage.TEST: "Test", Stage.PRODUCTION: "Production"}


def band(qtbot: QtBot, stage: Stage, width: int = 712, corners: Corners = Corners.NONE) -> StageBand:
    made = StageBand(corners=corners)
    qtbot.addWidget(made)
    made.show_destination(stage, "PROD-2", "Runtime Connection", "prod-2.acme.example")
    made.resize(width, made.sizeHint().height())
    made.show()
    return made


@pytest.mark.parametrize("stage", list(Stage))
def test_the_word_is_always_there(theme: Theme, qtbot: QtBot, stage: Stage) -> None:
    assert stage_word(stage) == WORDS[stage]


def test_marks_differ_without_colour(theme: Theme, qtbot: QtBot) -> None:
    filled = {}
    for stage in Stage:
        pill = StagePill(stage)
        qtbot.addWidget(pill)
        pill.resize(pill.sizeHint())
        image = picture(pill)
        top = (pill.height() - 10 + 1) // 2
        ground = color_at(image, 3, pill.height() // 2)
        mark = [color_at(image, x, y) for x in range(6, 16) for y in range(top, top + 10)]
        filled[stage] = sum(color != ground for color in mark)
    assert filled[Stage.DEVELOPMENT] < filled[Stage.TEST] < filled[Stage.PRODUCTION]


def test_only_production_is_solid(theme: Theme, qtbot: QtBot) -> None:
    image = picture(band(qtbot, Stage.PRODUCTION))
    assert color_at(image, 2, 2) == color_at(image, 700, 38) == LIGHT.prod_fill
    assert "#FFFFFF" in colors(image)
    image = picture(band(qtbot, Stage.TEST))
    assert color_at(image, 2, 2) == LIGHT.test_fill


def test_a_band_is_read_stage_first(theme: Theme, qtbot: QtBot) -> None:
    made = band(qtbot, Stage.PRODUCTION)
    assert made.objectName() == "stage_band"
    assert made.accessibleName() == "Production, PROD-2"
    assert made.accessibleDescription() == "Runtime Connection, prod-2.acme.example"
    made.show_destination(Stage.TEST, "TEST-1", "Archive", "test-1.acme.example")
    assert made.accessibleName() == "Test, TEST-1"
    made.show_destination(Stage.TEST, "TEST-1", "", "test-1.acme.example")
    assert made.accessibleDescription() == "test-1.acme.example"


@pytest.mark.parametrize("name", ["PROD-2", "Production of the European subsidiaries, second half"])
@pytest.mark.parametrize("width", [720, 480, 400])
def test_in_a_band_that_is_too_narrow_the_host_keeps_its_place(
    theme: Theme, qtbot: QtBot, name: str, width: int
) -> None:
    made = band(qtbot, Stage.PRODUCTION, width=width)
    host = text_width("prod-2.acme.example", role_font(Role.BODY))

    def end_of() -> list[str]:
        image = picture(made)
        places = range(width - 24 - host, width)
        return [color_at(image, x, y) for x in places for y in range(made.height())]

    made.show_destination(Stage.PRODUCTION, name, "Runtime Connection", "prod-2.acme.example")
    with_name = end_of()
    made.show_destination(Stage.PRODUCTION, "", "", "prod-2.acme.example")
    assert with_name == end_of() and len(set(with_name)) > 2


@pytest.mark.parametrize("width", [486, 440])
def test_the_connection_is_readable_in_a_narrow_band(theme: Theme, qtbot: QtBot, width: int) -> None:
    """486 px is what it has in a window of 960."""
    made = band(qtbot, Stage.DEVELOPMENT, width=width)

    def picture_of(connection: str) -> list[str]:
        made.show_destination(Stage.DEVELOPMENT, "Production of the subsidiaries", connection, "127.0.0.1:18431")
        image = picture(made)
        return [color_at(image, x, y) for x in range(width) for y in range(8, made.height() - 8)]

    beginnings = {tuple(picture_of(f"{letter}rchive of the year 2026")) for letter in "ABCD"}
    ends = {tuple(picture_of(f"Archive of the year 202{digit}")) for digit in "1234"}
    assert (len(beginnings), len(ends)) == (4, 4)


def test_a_long_host_leaves_the_connection_readable(theme: Theme, qtbot: QtBot) -> None:
    """In a dialog of 520 px. The host loses its domain, not what distinguishes it from others of its company."""
    made = band(qtbot, Stage.DEVELOPMENT, width=520)

    def picture_of(connection: str, host: str) -> tuple[str, ...]:
        made.show_destination(Stage.DEVELOPMENT, "Loja Dev", connection, host)
        image = picture(made)
        return tuple(color_at(image, x, y) for x in range(520) for y in range(8, made.height() - 8))

    domain = "outsystemsenterprise.com"
    names = [f"Demo: {word}" for word in ("forgotten", "fargotten", "forgatten", "forgottan")]
    assert len({picture_of(name, f"mycompany-dev.{domain}") for name in names}) == 4
    assert len({picture_of(names[0], f"mycompany-{word}.{domain}") for word in ("dev", "tst", "qa", "prd")}) == 4


def test_an_environment_named_like_html_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    made = StageBand()
    qtbot.addWidget(made)
    made.show_destination(Stage.TEST, "<b>X</b>", "", "")
    assert "&lt;b&gt;X" in made.toolTip()


@pytest.mark.parametrize(("corners", "round_top", "round_bottom"), [(Corners.NONE, 0, 0), (Corners.TOP, 1, 0)])
def test_round_corners_only_on_top_of_a_frame(
    theme: Theme, qtbot: QtBot, corners: Corners, round_top: bool, round_bottom: bool
) -> None:
    made = band(qtbot, Stage.PRODUCTION, corners=corners)
    image = picture(made)
    assert (color_at(image, 0, 0) != LIGHT.prod_fill) == round_top
    assert (color_at(image, 0, made.height() - 1) != LIGHT.prod_fill) == round_bottom


def test_right_to_left_begins_at_the_right(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    made = band(qtbot, Stage.PRODUCTION)
    left = picture(made)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = picture(made)
    middle = made.height() // 2
    assert color_at(left, 24 + 5, middle) == color_at(right, 712 - 24 - 6, middle) == "#FFFFFF"


def test_everything_grows_with_the_font(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    small, low = pill_size(Stage.TEST), StageBand().sizeHint().height()
    assert (small.height(), low) == (18, 40)
    font = qapp.font()
    font.setPixelSize(30)
    qapp.setFont(font)
    assert pill_size(Stage.TEST).height() > 30 and pill_size(Stage.TEST).width() > small.width()
    assert StageBand().sizeHint().height() > 52


def test_dark_has_its_own_colours(theme: Theme, qtbot: QtBot) -> None:
    theme.use(Appearance.DARK)
    assert color_at(picture(band(qtbot, Stage.PRODUCTION)), 2, 2) == DARK.prod_fill
