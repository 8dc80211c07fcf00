"""What is painted is drawn for the pixels of its screen, and anew on another one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.environment_dialog.check_result import ResultFrame, ResultRow, Verdict
from dmm_desktop.ui.progress_view.heading import SentenceRow
from dmm_desktop.ui.progress_view.run_summary import RunSummary
from dmm_desktop.ui.theme.palette import tokens_of
from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.buttons import Button
from dmm_desktop.ui.widgets.containers import Hairline, Panes
from dmm_desktop.ui.widgets.labels import IconLabel
from dmm_desktop.ui.widgets.line_field import LineField, SearchField
from dmm_desktop.ui.widgets.placeholder import EmptyPage
from dmm_desktop.ui.widgets.view_switch import StageChoice
from ui.pictures import color_at
from ui.screens.conftest import Place, place_of


def _pieces() -> list[QWidget]:
    """Everything that keeps a picture, or that paints one."""
    icon, sentence, result = IconLabel(), SentenceRow(), ResultFrame()
    icon.show_icon("zip", Tone.WARN)
    sentence.show_summary(RunSummary("Import completed.", icon="ok", tone=Tone.OK))
    result.show_verdict(Verdict(Tone.OK, "It is ready.", (ResultRow("ok", Tone.OK, "Address", "It answers."),)))
    secret = LineField("secret", "Secret", secret=True)
    start = Button("Start", "start", icon_name="play")
    page = EmptyPage("Nothing", "There is nothing yet.", [(start, "Begin.")])
    return [icon, sentence, result, secret, SearchField("search", "Search"), StageChoice(), page]


def _window(qtbot: QtBot, place: Place) -> QWidget:
    window = QWidget()
    window.move(place.rect.topLeft() + QPoint(1, 1))
    column = QVBoxLayout(window)
    for piece in _pieces():
        column.addWidget(piece)
    window.resize(500, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.setFocus()
    return window


def _picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def test_a_window_that_comes_to_a_screen_looks_as_if_it_had_been_made_there(
    theme: Theme, place: Place, go: Callable[..., None], qtbot: QtBot
) -> None:
    moved = _window(qtbot, place_of("175 %" if place.name == "100 %" else "100 %"))
    _picture(moved)
    go(moved, place)
    made = _window(qtbot, place)
    assert _picture(moved).size() == moved.size() * place.ratio
    assert _picture(moved) == _picture(made)
    icons = [(one.icon(), one.iconSize()) for one in moved.findChildren(QAbstractButton) if not one.icon().isNull()]
    assert len(icons) >= 6
    for icon, size in icons:
        assert icon.pixmap(size, place.ratio).size() == size * place.ratio


def test_lines_are_equally_thick_wherever_they_are(
    theme: Theme, place: Place, go: Callable[..., None], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = tokens_of(window.palette()).line.upper()
    panes = Panes(Qt.Orientation.Vertical)
    panes.setParent(window)
    for number in range(20):
        Hairline(parent=window).setGeometry(0, 7 * number + 3, 40, 1)
        pane = QWidget()
        pane.setFixedHeight(6)
        panes.addWidget(pane)
    panes.setGeometry(40, 0, 40, 20 * 7 - 1)
    window.resize(80, 200)
    window.show()
    go(window, place)
    image, at = _picture(window), int(20 * place.ratio)
    for x, number in ((at, 20), (3 * at, 19)):
        column = [color_at(image, x, y) == line for y in range(image.height())]
        thick = [len(list(pixels)) for is_line, pixels in groupby(column) if is_line]
        assert thick == [max(1, int(place.ratio))] * number
