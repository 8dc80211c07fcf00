"""Buttons: names, kinds, heights that grow with the font, and being busy without losing the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import LIGHT, Tone
from dmm_desktop.ui.widgets.buttons import Button, ButtonKind, IconButton, Link, MenuButton, spoken
from ui.page_fixtures import Put
from ui.pictures import color_at, colors, picture, row_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Save logs…", "Save logs"),
        ("Save logs...", "Save logs"),
        ("&Next", "Next"),
        ("Copy && close", "Copy & close"),
        ("Start import", "Start import"),
    ],
)
def test_the_spoken_name_is_the_text_without_signs(text: str, name: str) -> None:
    assert spoken(text) == name


def test_names(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Save logs…", "save_logs")
    qtbot.addWidget(button)
    assert (button.objectName(), button.accessibleName()) == ("save_logs", "Save logs")
    other = Button("Browse…", "browse", accessible_name="Browse for the zip file")
    qtbot.addWidget(other)
    assert other.accessibleName() == "Browse for the zip file"
    button.set_content("Try now", "test")
    assert button.accessibleName() == "Try now" and not button.icon().isNull()
    button.set_content("Try now")
    assert button.icon().isNull()


@pytest.mark.parametrize(
    ("kind", "fill", "text"),
    [
        (ButtonKind.NEUTRAL, LIGHT.raised, LIGHT.text),
        (ButtonKind.PRIMARY, LIGHT.accent, LIGHT.onaccent),
        (ButtonKind.PRODUCTION, LIGHT.prod_fill, LIGHT.prod_on),
        (ButtonKind.DANGER, LIGHT.raised, LIGHT.err),
    ],
)
def test_a_kind_has_its_colours_and_icon(put: Put, kind: ButtonKind, fill: str, text: str) -> None:
    button = Button("Stop", "stop_import", kind=kind, icon_name="stop")
    image = picture(put(button))
    assert color_at(image, 6, 3) == fill
    assert colors(image)[text] > 45  # the icon alone has more
    button.setEnabled(False)
    image = picture(button)
    assert LIGHT.dis in colors(image)
    assert not {fill, text} & set(colors(image)) - {LIGHT.base}


def test_start_import_turns_to_production(put: Put) -> None:
    button = Button("Start import", "start_import", kind=ButtonKind.PRIMARY, large=True)
    put(button)
    assert color_at(picture(button), 6, 4) == LIGHT.accent
    button.set_kind(ButtonKind.PRODUCTION)
    assert button.kind is ButtonKind.PRODUCTION
    assert color_at(picture(button), 6, 4) == LIGHT.prod_fill


def test_heights(put: Put, theme: Theme, qapp: QApplication) -> None:
    def heights() -> tuple[int, ...]:
        made = Button("Next", "a"), Button("Next", "b", large=True), IconButton("copy", "c", "Copy")
        return tuple(put(button).height() for button in made)

    font = qapp.font()
    font.setPixelSize(12)
    qapp.setFont(font)
    theme.use(Appearance.DARK)  # the style sheet takes the font's height when it is made
    theme.use(Appearance.LIGHT)
    assert heights() == (28, 32, 28)
    font.setPixelSize(32)
    qapp.setFont(font)
    theme.use(Appearance.DARK)
    theme.use(Appearance.LIGHT)
    normal, large, _ = heights()
    assert normal >= 32 + 8 and large >= 32 + 12


def test_no_button_becomes_primary_by_having_the_focus(theme: Theme, qtbot: QtBot) -> None:
    assert not Button("Cancel", "cancel").autoDefault()
    assert not Link("Details", "details").autoDefault()


def test_the_icon_stands_at_the_other_side_in_right_to_left(put: Put) -> None:
    button = Button("Stop", "stop_import", kind=ButtonKind.DANGER, icon_name="stop")
    put(button)

    def icon_place() -> int:
        line = row_of(picture(button), button.height() // 2)
        runs = [x for x in range(len(line) - 8) if line[x : x + 8] == [LIGHT.err] * 8]
        return runs[0]

    left = icon_place()
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert left < button.width() / 3 and icon_place() > button.width() / 2


def test_busy_keeps_width_and_name_and_gives_the_focus_back(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    button, field = Button("Test connection", "test_connection"), QLineEdit()
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    layout.addWidget(field)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    width = button.width()
    button.set_busy("Testing…")
    qtbot.waitUntil(field.hasFocus)
    assert (button.text(), button.isEnabled(), button.accessibleName()) == ("Testing…", False, "Test connection")
    assert button.minimumWidth() == width
    button.set_idle()
    assert (button.text(), button.isEnabled()) == ("Test connection", True)
    assert button.hasFocus()


def test_busy_does_not_take_the_focus_from_where_the_person_went(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    button, first, second = Button("Test connection", "test_connection"), QLineEdit(), QLineEdit()
    for widget in (button, first, second):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    button.set_busy("Testing…")
    second.setFocus()
    button.set_idle()
    assert second.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_what_has_the_focus(put: Put, qtbot: QtBot, key: Qt.Key) -> None:
    for button in (Button("Next", "next"), Link("Details", "details")):
        with qtbot.waitSignal(put(button).clicked):
            qtbot.keyClick(button, key)


def test_an_icon_button_says_what_it_does(put: Put) -> None:
    button = IconButton("copy", "copy_tracker_id", "Copy the tracker id", bare=True, icon_tone=Tone.MUTED)
    put(button)
    assert button.toolTip() == button.accessibleName() == "Copy the tracker id"
    assert LIGHT.text2 in colors(picture(button))


def test_a_link_is_a_button_to_everybody(put: Put, qtbot: QtBot) -> None:
    link = Link("Open the page…", "open_page", icon_name="external")
    put(link)
    seen = QAccessible.queryAccessibleInterface(link)
    assert (seen.role(), seen.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, "Open the page")
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert LIGHT.accenttext in colors(picture(link))
    link.set_text("Open")
    assert link.accessibleName() == "Open" and link.sizeHint().width() < link.width()
    link.setEnabled(False)
    assert LIGHT.accenttext not in colors(picture(link))


def test_the_arrow_of_a_menu_leaves_no_gap_before_the_text(put: Put) -> None:
    begins = []
    for button in (Button("Report", "report"), MenuButton("Report", "menu")):
        image = picture(put(button))
        ground = color_at(image, 6, 4)
        inside = range(4, image.width() - 4)
        rows = range(6, image.height() - 6)
        begins.append(next(x for x in inside if any(color_at(image, x, y) != ground for y in rows)))
    assert abs(begins[0] - begins[1]) <= 1


def test_a_button_knows_what_clicked_it_wherever_the_pointer_is(put: Put, qtbot: QtBot) -> None:
    button, by_key = Button("Filter", "filter"), list[bool]()
    put(button)
    button.clicked.connect(lambda: by_key.append(button.is_clicked_by_key))
    qtbot.mouseMove(button)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    button.click()  # as assistive tools do
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert by_key == [True, True, True, False]
