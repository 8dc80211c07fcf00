"""Access keys: no two are the same, all words stay, and Alt with the letter does what a click does."""

import sys
from types import FrameType

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QStackedWidget, QVBoxLayout
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.widgets import access_keys
from dmm_desktop.ui.widgets.access_keys import (
    AccessKeys,
    access_key,
    give_access_keys,
    renew_access_keys,
    with_access_keys,
)
from dmm_desktop.ui.widgets.buttons import Button, spoken
from dmm_desktop.ui.widgets.containers import DialogFooter
from dmm_desktop.ui.widgets.fields import FormRows
from dmm_desktop.ui.widgets.line_field import LineField


def test_the_first_letter_then_that_of_another_word_then_any_the_shortest_text_first() -> None:
    assert with_access_keys(["Next", "New name", "Nest", "Not set", "Ñ"]) == [
        "&Next",
        "Ne&w name",
        "N&est",
        "Not &set",
        "&Ñ",
    ]


def test_a_key_stays_unless_a_text_before_it_has_the_same() -> None:
    assert with_access_keys(["Save", "Sto&p", "&Stop"]) == ["S&ave", "Sto&p", "&Stop"]
    assert with_access_keys(["&Save", "&Stop"]) == ["&Save", "S&top"]
    assert with_access_keys(["R&&D po&rt"]) == ["R&&D po&rt"]


def test_another_text_makes_room_and_keeps_a_first_letter_if_it_can() -> None:
    assert with_access_keys(["AB", "AXY", "AXAX"]) == ["&AB", "AX&Y", "A&XAX"]
    assert with_access_keys(["AB", "A"]) == ["A&B", "&A"]
    assert with_access_keys(["&AB", "A"]) == ["&AB", "A"], "a key that was there stays"


def test_a_letter_that_is_not_on_every_keyboard_is_the_last_choice() -> None:
    assert with_access_keys(["Ab", "Aãb"]) == ["&Ab", "Aã&b"]
    assert with_access_keys(["AbC", "Aãb", "bA"]) == ["Ab&C", "&Aãb", "&bA"]
    assert with_access_keys(["Ab", "Aãb", "bA"]) == ["&Ab", "A&ãb", "&bA"]


def test_where_no_letter_is_left_there_is_no_key() -> None:
    assert with_access_keys(["A", "a", "1 && 2", ""]) == ["&A", "a", "1 && 2", ""]


def test_many_long_texts_take_few_steps() -> None:
    """A server may name 500 fields with 1,000 characters each."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal steps
        steps += event == "call" and frame.f_code.co_filename == access_keys.__file__

    for texts in (["a" * 1000] * 500, [f"{'abcdefghijklmnopqrstuvwxyz' * 38}{n}" for n in range(50)]):
        steps = 0
        sys.setprofile(count)
        try:
            with_access_keys(texts)
        finally:
            sys.setprofile(None)
        assert steps < 2_000_000, steps


_LETTERS = st.text(alphabet="abAB éß1&…", max_size=8).map(lambda words: words.replace("&", "&&"))


@given(st.lists(_LETTERS, max_size=8))
def test_all_keys_differ_and_nothing_else_changes(texts: list[str]) -> None:
    given_keys = with_access_keys(texts)
    keys = [key for text in given_keys if (key := access_key(text))]
    assert len(keys) == len(set(keys))
    assert [spoken(text) for text in given_keys] == [spoken(text) for text in texts]
    assert with_access_keys(given_keys) == given_keys


def test_alt_and_the_letter(theme: Theme, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    form = FormRows()
    name, port = LineField("name", "Name"), LineField("port", "R&D port")
    form.add_row("Name", name)
    form.add_row("R&D port", port)
    ahead = Button("Next", "next")
    ahead.setDefault(True)
    column = QVBoxLayout(dialog)
    column.addWidget(form)
    column.addWidget(DialogFooter([Button("Cancel", "cancel"), ahead]))
    AccessKeys(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert [label.text() for label in form.findChildren(QLabel) if label.buddy()] == ["N&ame", "&R&&D port"]
    assert ahead.accessibleName() == "Next"
    name.edit.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert port.edit.hasFocus()
    with qtbot.waitSignal(ahead.clicked):
        qtbot.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    ahead.set_content("Start import")
    renew_access_keys(form)
    with qtbot.waitSignal(ahead.clicked):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)


def test_a_button_that_shows_an_activity_keeps_its_key(theme: Theme, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button, other, late = Button("Ox", "ox"), Button("Ax", "ax"), Button("O", "late")
    column = QVBoxLayout(dialog)
    for one in (button, other):
        column.addWidget(one)
    AccessKeys(dialog)
    dialog.show()
    assert (button.text(), other.text()) == ("&Ox", "&Ax")
    button.set_busy("Working…")
    column.addWidget(late)
    renew_access_keys(dialog)
    assert (late.text(), button.text()) == ("O", "Working…")
    button.set_idle()
    assert (late.text(), button.text(), other.text()) == ("O", "&Ox", "&Ax")


def test_rows_that_are_shown_later_change_no_key(theme: Theme, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    form, more, end = FormRows(), LineField("more", "End"), Button("End", "end")
    form.add_row("End", more)
    form.set_row_visible(more, False)
    column = QVBoxLayout(dialog)
    column.addWidget(form)
    column.addWidget(end)
    AccessKeys(dialog)
    dialog.show()
    [label] = [one for one in form.findChildren(QLabel) if one.buddy()]
    assert (label.text(), end.text()) == ("&End", "E&nd")
    form.set_row_visible(more, True)
    renew_access_keys(form)
    assert (label.text(), end.text()) == ("&End", "E&nd")
    form.set_row_visible(more, False)
    end.set_content("Now")
    assert (label.text(), end.text()) == ("&End", "&Now")


def test_each_page_has_keys_of_its_own_and_the_footer_the_same_on_all(theme: Theme, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    pages, ahead = QStackedWidget(), Button("Next", "next")
    names = [Button("Name", "first"), Button("Name", "second")]
    for name in names:
        pages.addWidget(name)
    column = QVBoxLayout(dialog)
    column.addWidget(pages)
    column.addWidget(DialogFooter([ahead]))
    AccessKeys(dialog)
    dialog.show()
    assert [one.text() for one in (*names, ahead)] == ["N&ame", "Name", "&Next"]
    pages.setCurrentIndex(1)
    renew_access_keys(pages)
    assert [one.text() for one in (*names, ahead)] == ["N&ame", "N&ame", "&Next"]


def test_a_menu_has_them_when_it_is_opened(theme: Theme) -> None:
    menu = QMenu()
    menu.aboutToShow.connect(lambda: give_access_keys(menu))
    menu.addAction("Stop…")
    menu.addSeparator()
    menu.addAction("Save logs…")
    menu.aboutToShow.emit()
    menu.addAction("Say so")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["&Stop…", "", "Save &logs…", "S&ay so"]
