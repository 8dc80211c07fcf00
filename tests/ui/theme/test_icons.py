"""Icons: every file draws, in one colour, at exactly the size of the device, and once only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter
from pytestqt.qtbot import QtBot

from dmm_desktop.resources import resource
from dmm_desktop.ui.theme.icons import app_icon, app_pixmap, icon, icon_before_text, paint_icon, pixmap
from dmm_desktop.ui.theme.theme import Theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def ink(image: QImage) -> tuple[set[str], int]:
    """The colours of all pixels that are fully drawn, and how many pixels are drawn at all."""
    seen = [image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width())]
    return {color.name().upper() for color in seen if color.alpha() == 255}, sum(color.alpha() > 0 for color in seen)


def test_there_are_icons() -> None:
    assert len(NAMES) >= 43


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_colour_asked_for(theme: Theme, name: str) -> None:
    found, drawn = ink(pixmap(name, "#1F5FCC", 16, 3.0).toImage())
    assert found == {"#1F5FCC"}
    assert drawn > 60


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_names_no_colour_of_its_own(name: str) -> None:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in source
    assert not re.search(r"#[0-9A-Fa-f]{3}|rgb|white|black", source)


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_pixmap_has_the_pixels_of_its_device(theme: Theme, ratio: float) -> None:
    drawn = pixmap("save", "#000000", 16, ratio)
    assert drawn.size() == QSize(16, 16) * ratio
    assert drawn.devicePixelRatio() == ratio


def test_an_icon_is_drawn_once_for_each_colour_and_size(theme: Theme) -> None:
    again = pixmap("save", "#123456").cacheKey()
    assert pixmap("save", "#123456").cacheKey() == again
    others = [pixmap("save", "#654321"), pixmap("save", "#123456", 20), pixmap("save", "#123456", 16, 2.0)]
    assert again not in [other.cacheKey() for other in others]


def test_a_name_without_a_file_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", "#000000")


@pytest.mark.parametrize("ratio", RATIOS)
def test_painting_is_as_sharp_as_the_device(theme: Theme, ratio: float) -> None:
    canvas = QImage(QSize(16, 16) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    paint_icon(painter, QRect(0, 0, 16, 16), "stop", "#BC2419")
    painter.end()
    expected = pixmap("stop", "#BC2419", 16, ratio).toImage()
    expected = expected.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    assert canvas == expected


def test_a_disabled_icon_has_the_disabled_colour(theme: Theme) -> None:
    one = icon("stop", "#FF0000", "#0000FF")
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    for mode, color in ((QIcon.Mode.Normal, "#FF0000"), (QIcon.Mode.Disabled, "#0000FF")):
        found, _ = ink(one.pixmap(QSize(16, 16), ratio, mode).toImage())
        assert found == {color}


@pytest.mark.parametrize("mirrored", [False, True])
def test_an_icon_before_text_keeps_a_gap_at_the_side_of_the_text(theme: Theme, mirrored: bool) -> None:
    one, size = icon_before_text("stop", "#BC2419", "#9AA1AC", mirrored=mirrored)
    assert size == QSize(20, 16)
    image = one.pixmap(size, 1.0).toImage()
    columns = [x for x in range(20) if any(image.pixelColor(x, y).alpha() for y in range(16))]
    assert (min(columns), max(columns)) == ((7, 16) if mirrored else (3, 12))


def test_the_application_icon_comes_in_every_size(theme: Theme) -> None:
    assert {size.width() for size in app_icon().availableSizes()} == {16, 24, 32, 48, 64, 128, 256}


@pytest.mark.parametrize("size", [16, 32, 48, 64])
def test_the_application_icon_is_sharp_at_multiples_of_16(theme: Theme, size: int) -> None:
    image = app_pixmap(size).toImage()
    step = size // 16
    middle = [image.pixelColor(x, 8 * step).name().upper() for x in range(2 * step, 9 * step)]
    assert set(middle) == {"#9CC3FF"}  # the bar, with no blurred pixel at its ends
    assert image.pixelColor(9 * step, 8 * step).name().upper() == "#1F4FB4"


def test_every_icon_that_the_window_names_exists(qtbot: QtBot) -> None:
    source = Path(resource("icons")).parents[1] / "src" / "dmm_desktop" / "ui"
    named = set()
    for path in source.rglob("*.py"):
        named |= set(re.findall(r'icon_name="([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert named and named <= set(NAMES)
