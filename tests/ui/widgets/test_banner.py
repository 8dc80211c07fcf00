"""Banners: what they say, in how many lines, and what can be pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tone
from dmm_desktop.ui.widgets.banner import Banner, Notices
from dmm_desktop.ui.widgets.labels import WrappedLabel
from ui.lookup import layout_of
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture

LOST = "No response from PROD-2 since 10:42. The import may still be running on the server."
AGAIN = "Trying again in 8 seconds. The server did not answer within 30 seconds."


def fit(banner: Banner, width: int) -> int:
    """Give the banner a width and the height it needs for it; returns the height."""
    banner.resize(width, banner.height())
    banner.resize(width, max(banner.minimumHeight(), layout_of(banner).totalHeightForWidth(width)))
    return banner.height()


def button(banner: Banner, name: str) -> QPushButton:
    found = banner.findChild(QPushButton, name)
    assert found is not None
    return found


def test_it_is_hidden_until_there_is_something_to_say(put: Put) -> None:
    assert Banner("banner").isHidden()


@pytest.mark.parametrize(
    ("tone", "kind"),
    [(Tone.OK, "Success"), (Tone.WARN, "Warning"), (Tone.ERR, "Error"), (Tone.INFO, "Information")],
)
def test_it_is_told_by_colour_icon_and_word(put: Put, theme: Theme, tone: Tone, kind: str) -> None:
    banner = put(Banner("banner"), 600)
    banner.show_message(tone, "Logs saved.", "4,902 lines.", dismissible=True)
    fit(banner, 600)
    assert banner.accessibleName() == f"{kind}: Logs saved. 4,902 lines."
    image = picture(banner)
    assert color_at(image, 300, 0) == LIGHT.tone(tone)
    assert color_at(image, 300, 3) == LIGHT.tint(tone)
    theme.use(Appearance.DARK)
    seen = colors(picture(banner))
    assert seen[DARK.tone(tone)] > 1200 and LIGHT.tone(tone) not in seen  # border and icon


def test_a_short_message_takes_one_line_and_two_where_it_is_narrow(put: Put) -> None:
    banner = put(Banner("banner"), 600)
    banner.show_message(Tone.WARN, "The file is larger than 20 MiB.", "The server may refuse it.", dismissible=True)
    assert fit(banner, 600) == 40
    assert fit(banner, 300) >= 60


def test_an_action_puts_the_cause_on_a_line_of_its_own(put: Put) -> None:
    banner = put(Banner("banner"), 900)
    banner.show_message(Tone.WARN, LOST, AGAIN, action="Try now", details=True)
    assert fit(banner, 900) == 60
    assert fit(banner, 400) > 90  # nothing is cut, it wraps


def test_what_can_be_pressed(put: Put, qtbot: QtBot) -> None:
    banner = put(Banner("lost", action_name="try_now"), 700)
    banner.show_message(Tone.WARN, LOST, AGAIN, action="Try now", action_icon="test", details=True)
    fit(banner, 700)
    assert button(banner, "try_now").accessibleName() == "Try now"
    assert not button(banner, "lost_dismiss").isVisible()
    with qtbot.waitSignal(banner.action):
        qtbot.mouseClick(button(banner, "try_now"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(banner.details):
        qtbot.keyClick(button(banner, "lost_details"), Qt.Key.Key_Space)


def test_two_actions_stand_above_each_other_beside_a_cause_of_several_lines(put: Put) -> None:
    banner = put(Banner("banner"), 600)
    needed = []
    for cause in ("exported.zip, 4 rows", "exported.zip\n4 rows\nOrder: 2"):
        banner.show_message(Tone.OK, "Export saved.", cause, action="Show in folder", second="Import this into…")
        fit(banner, 600)
        first, second = (button(banner, name).geometry() for name in ("banner_second", "banner_action"))
        needed.append((banner.minimumSizeHint().width(), second.top() > first.bottom(), second.left() > first.right()))
    (wide, *beside), (narrow, *above) = needed
    assert (beside, above) == ([False, True], [True, False]) and narrow < wide


def test_two_actions_stand_above_each_other_where_the_text_would_have_little_room(put: Put) -> None:
    banner, above = put(Banner("banner"), 900), []
    for width in (900, 480):
        banner.show_message(Tone.WARN, LOST, AGAIN, action="Record outcome…", second="Watch again")
        fit(banner, width)
        first, second = (button(banner, name).geometry() for name in ("banner_second", "banner_action"))
        above.append(second.top() > first.bottom())
    assert above == [False, True]


def test_dismissing_hides_it_and_tells(put: Put, qtbot: QtBot) -> None:
    banner = put(Banner("banner"), 500)
    banner.show_message(Tone.OK, "Logs saved.", dismissible=True)
    fit(banner, 500)
    cross = button(banner, "banner_dismiss")
    assert cross.accessibleName() == "Dismiss" and not button(banner, "banner_action").isVisible()
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_a_link_of_its_own_in_place_of_details(put: Put, qtbot: QtBot) -> None:
    banner = put(Banner("saved"), 500)
    banner.show_message(Tone.OK, "Logs saved.", link="Open")
    assert button(banner, "saved_details").accessibleName() == "Open"
    banner.show_message(Tone.ERR, "It failed.", details=True)
    assert button(banner, "saved_details").accessibleName() == "Details"
    banner.show_message(Tone.ERR, "It failed.")
    assert not button(banner, "saved_details").isVisible()


def test_html_in_a_message_is_text(put: Put) -> None:
    banner = put(Banner("banner"), 800)
    banner.show_message(Tone.ERR, "<h1>502</h1>", "<a href='x'>y</a>")
    assert banner.accessibleName() == "Error: <h1>502</h1> <a href='x'>y</a>"
    assert fit(banner, 800) == 40


def test_right_to_left_has_the_icon_at_the_right(put: Put) -> None:
    banner = put(Banner("banner"), 500)
    banner.show_message(Tone.ERR, "No.")
    fit(banner, 500)

    def icon_is_left() -> bool:
        image = picture(banner)
        half = [color_at(image, x, y) for x in range(5, 40) for y in range(5, 35)]
        return half.count(LIGHT.err_tint) < len(half)

    assert icon_is_left()
    banner.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert not icon_is_left()


@pytest.mark.parametrize(("width", "beside"), [(700, True), (360, False)])
def test_the_link_stands_after_a_cause_of_one_line_and_below_a_longer_one(put: Put, width: int, beside: bool) -> None:
    banner = put(Banner("banner"), width)
    banner.show_message(Tone.ERR, "It failed.", AGAIN, details=True, action="Try again", dismissible=True)
    fit(banner, width)
    QApplication.processEvents()
    cause = next(one for one in banner.findChildren(QLabel) if one.text() == AGAIN)
    link = button(banner, "banner_details")
    if beside:
        assert link.geometry().left() > cause.geometry().right()
        assert abs(link.geometry().center().y() - cause.geometry().center().y()) <= 1
    else:
        assert link.geometry().top() > cause.geometry().bottom() and link.x() == cause.x()


def test_the_place_of_the_banners_is_gone_while_there_are_none(put: Put, qtbot: QtBot) -> None:
    notices, one, other = Notices(), Banner("one"), Banner("other")
    notices.add(one)
    notices.add(other)
    page = put(QWidget(), 700)
    column = QVBoxLayout(page)
    column.addWidget(notices)
    page.resize(700, 300)
    assert not notices.isVisible()
    one.show_message(Tone.INFO, "One.")
    other.show_message(Tone.WARN, "Other.")
    qtbot.waitUntil(lambda: other.y() == 8 and one.y() == other.geometry().bottom() + 9)
    assert notices.isVisible()
    one.hide()
    assert notices.isVisible()
    other.hide()
    assert not notices.isVisible()


def test_it_is_empty_until_there_is_something_to_say_and_its_buttons_keep_their_place(put: Put) -> None:
    page, column, banner = QWidget(), QVBoxLayout(), Banner("banner")
    page.setLayout(column)
    for widget in (first := QPushButton("first"), banner, last := QPushButton("last")):
        column.addWidget(widget)
    put(page, 500)
    assert not banner.findChildren(QWidget)
    banner.show_message(Tone.ERR, LOST, AGAIN, action="Try now", details=True, dismissible=True)
    order: list[QWidget | None] = [first]
    while (part := order[-1]) is not None and part is not last:
        order.append(part.nextInFocusChain())
    names = ["banner_details", "banner_second", "banner_action", "banner_dismiss"]
    assert order[1:-1] == [banner, *(button(banner, name) for name in names)]
    assert banner.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("width", [300, 480, 700])
@pytest.mark.parametrize("action", ["", "Show findings"])
def test_a_banner_does_not_take_the_room_that_is_left(put: Put, width: int, action: str) -> None:
    """It was stretched where nothing else on its page took the room."""
    page, banner = QWidget(), Banner("some_banner")
    column = QVBoxLayout(page)
    column.addWidget(banner)
    below = QLabel("below")
    below.setMaximumHeight(40)
    column.addWidget(below, 1)
    column.addStretch(0)
    put(page, width)
    page.resize(width, 600)
    banner.show_message(Tone.WARN, "a.zip changed while it was in use.", "It is being checked. " * 3, action=action)
    column.activate()
    needed = max(banner.minimumHeight(), banner.heightForWidth(banner.width()))
    assert banner.height() == needed
    labels = [one for one in banner.findChildren(WrappedLabel) if one.isVisible()]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in labels)


def test_its_lines_have_room_in_a_page_that_is_full(put: Put) -> None:
    page, banner = QWidget(), Banner("banner")
    table = QWidget()
    table.setMinimumHeight(100)
    column = QVBoxLayout(page)
    column.addWidget(banner)
    column.addWidget(table, 1)
    put(page, 320)
    banner.show_message(Tone.WARN, LOST, AGAIN)
    page.resize(320, 120)
    QApplication.processEvents()
    [problem, cause] = banner.findChildren(WrappedLabel)
    assert not problem.geometry().intersects(cause.geometry())
    assert all(one.height() >= one.heightForWidth(one.width()) for one in (problem, cause))
