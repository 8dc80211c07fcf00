"""Fields: trimmed, masked, marked where they are wrong; and rows that put labels beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.theme.tokens import DARK, LIGHT, Tone
from dmm_desktop.ui.widgets.containers import SplitRow
from dmm_desktop.ui.widgets.fields import DIALOG_LABELS, Field, FormRows, in_a_row
from dmm_desktop.ui.widgets.line_field import LineField, SearchField, inserted
from ui.lookup import layout_of
from ui.page_fixtures import Put, focus
from ui.pictures import color_at, colors, picture


def paste(field: LineField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field.edit.setFocus()
    QTest.keySequence(field.edit, QKeySequence(QKeySequence.StandardKey.Paste))


@given(st.text("ab ", max_size=6), st.text("ab ", max_size=6), st.text("ab ", max_size=6), st.text("ab ", max_size=6))
def test_what_was_inserted_is_found(head: str, old: str, new: str, tail: str) -> None:
    before, after = head + old + tail, head + new + tail
    start, end = inserted(before, after)
    assert 0 <= start <= end <= len(after)
    kept = len(before) - (len(after) - (end - start))  # how many letters of the text before are gone
    assert kept >= 0
    assert before[:start] == after[:start] and before[start + kept :] == after[end:]


@pytest.mark.parametrize(
    ("before", "cursor", "pasted", "after"),
    [
        ("", 0, "  token-1\n", "token-1"),
        ("", 0, "\ttoken-1\r\n", "token-1"),
        ("", 0, "one two", "one two"),
        ("AB", 1, "  x y ", "Ax yB"),
        ("", 0, "   ", ""),
    ],
)
def test_what_is_pasted_loses_the_white_space_at_its_ends(
    put: Put, before: str, cursor: int, pasted: str, after: str
) -> None:
    field = put(LineField("one_time_token", "One-time token", secret=True), 320)
    field.set_text(before)
    field.edit.setCursorPosition(cursor)
    paste(field, pasted)
    assert field.edit.text() == after
    assert field.edit.cursorPosition() == cursor + len(pasted.strip())


def test_typing_a_space_is_left_alone_but_does_not_count_at_the_end(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("environment_name", "Environment name"), 320)
    qtbot.keyClicks(field.edit, " My env ")
    assert field.edit.text() == " My env "
    assert field.text() == "My env"


def test_a_change_is_told_with_the_text_that_counts(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("environment_name", "Environment name"), 320)
    seen: list[str] = []
    field.changed.connect(lambda: seen.append(field.text()))
    paste(field, " PROD-2 ")
    assert seen[-1] == "PROD-2"
    field.set_text("TEST-1")
    assert seen[-1] == "TEST-1"


def test_names_hint_and_height(put: Put) -> None:
    field = put(
        LineField("environment_address", "Environment address", hint="Copy it from the browser.", placeholder="https")
    )
    edit = field.edit
    assert (edit.objectName(), edit.accessibleName()) == ("environment_address", "Environment address")
    assert edit.accessibleDescription() == "Copy it from the browser."
    assert edit.placeholderText() == "https"
    assert edit.height() == edit.sizeHint().height() == 32
    assert field.focusProxy() is edit
    field.set_hint("Another hint.")
    assert edit.accessibleDescription() == "Another hint."


def visible_texts(field: Field) -> list[str]:
    return [label.text() for label in field.findChildren(QLabel) if label.isVisible() and label.text()]


def test_an_error_stands_at_the_field_until_the_text_changes(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("confirm", "Confirm environment name", hint="Type PROD-2."), 320)
    usual = color_at(picture(field.edit), 150, 0)
    field.set_error("Type PROD-2 to confirm.")
    assert field.error == field.edit.accessibleDescription() == "Type PROD-2 to confirm."
    assert visible_texts(field) == ["Type PROD-2 to confirm."]
    image = picture(field.edit)
    assert usual == LIGHT.fieldline
    assert color_at(image, 150, 0) == color_at(image, 150, 1) == LIGHT.err
    assert field.edit.height() == 32  # the thicker border takes nothing from the text
    qtbot.keyClicks(field.edit, "P")
    assert field.error == "" and visible_texts(field) == ["Type PROD-2."]
    assert color_at(picture(field.edit), 150, 0) in (LIGHT.fieldline, LIGHT.focus)


def test_an_error_keeps_its_colour_when_the_theme_changes(put: Put, theme: Theme) -> None:
    field = put(LineField("confirm", "Confirm"), 320)
    field.set_error("No.")
    field.resize(320, 60)
    theme.use(Appearance.DARK)
    seen = colors(picture(field))
    assert DARK.err in seen and LIGHT.err not in seen


def test_the_focus_is_seen_and_stronger_than_read_only(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("confirm", "Confirm"), 320)
    field.set_read_only("Set above.")
    focus(field, qtbot)
    image = picture(field.edit)
    assert color_at(image, 150, 0) == color_at(image, 150, 1) == LIGHT.focus


def test_a_secret_is_masked_until_it_is_revealed(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("rest_api_key", "REST API key", secret=True), 320)
    field.set_text("0123")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    eye = field.edit.findChild(QToolButton)
    assert eye is not None
    assert eye.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert eye.toolTip() == "Show REST API key"
    eye.setFocus()
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal and eye.toolTip() == "Hide REST API key"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.text() == "0123"


def test_a_field_that_is_decided_elsewhere_says_where(put: Put, qtbot: QtBot) -> None:
    field = put(LineField("connection", "Connection"), 320)
    field.set_text("Runtime Connection")
    field.set_read_only("Set on the page Destination.")
    qtbot.keyClicks(field.edit, "x")
    assert field.text() == "Runtime Connection"
    assert field.edit.accessibleDescription() == "Set on the page Destination."
    lock = field.edit.findChild(QToolButton)
    assert lock is not None and lock.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert lock.toolTip() == "Cannot be changed here"


def test_a_mark_comes_and_goes(put: Put) -> None:
    field = put(LineField("confirm", "Confirm"), 320)
    field.clear_mark()
    field.set_mark("ok", "The name matches", Tone.OK)
    (mark,) = field.edit.findChildren(QToolButton)
    assert mark.isVisible()
    field.set_mark("ok", "Still right")
    assert len(field.edit.findChildren(QToolButton)) == 1
    field.clear_mark()
    assert not mark.isVisible()


def test_any_control_can_be_a_field(put: Put) -> None:
    field = put(Field(QComboBox(), hint="What the server runs on."))
    field.set_error("Choose one.")
    assert field.control.accessibleDescription() == "Choose one."
    assert color_at(picture(field.control), 40, 0) == LIGHT.err
    field.set_error("")
    assert field.control.accessibleDescription() == "What the server runs on."


def test_labels_stand_in_one_column_in_line_with_their_fields(put: Put) -> None:
    form = FormRows()
    name, text = LineField("name", "Name", hint="A hint."), QPlainTextEdit()
    labels = [form.add_row("Name", name), form.add_row("Configuration", text)]
    below = QLabel("below")
    form.add_below(in_a_row(below))
    put(form, 600)
    layout_of(form).activate()
    assert {label.x() for label in labels} == {0}
    assert {name.x(), text.x(), below.mapTo(form, QPoint()).x()} == {DIALOG_LABELS}
    assert labels[0].y() == name.y() and labels[0].height() == name.edit.height()
    assert labels[1].y() == text.y() and labels[1].height() < text.height()
    assert labels[0].buddy() is name.edit and labels[1].buddy() is text


def test_a_longer_label_moves_the_fields_and_is_not_cut(put: Put) -> None:
    form, field = FormRows(), LineField("a", "A")
    label = form.add_row("Endereço do ambiente de produção", field, width=200)
    put(form, 700)
    layout_of(form).activate()
    assert field.mapTo(form, QPoint()).x() > label.sizeHint().width() > DIALOG_LABELS
    assert field.width() == 200


def test_labels_stand_above_their_fields_where_there_is_no_room_beside_them(put: Put) -> None:
    form, field = FormRows(), LineField("name", "Name")
    label = form.add_row("Environment name", field)
    put(form, 600)
    for width, is_above in ((600, False), (260, True), (600, False)):
        form.resize(width, 200)
        layout_of(form).activate()
        assert (field.x() == label.x() == 0 and field.y() > label.y()) is is_above
        assert (field.x() == DIALOG_LABELS and field.y() == label.y()) is not is_above
    assert form.minimumSizeHint().width() < 260


def test_the_ends_of_a_row_stand_one_below_the_other_where_there_is_no_room(put: Put) -> None:
    name, load = QLabel("Configuration"), QPushButton("Load from file…")
    row = SplitRow([name], [load])
    put(row, 600)
    for width, is_below in ((600, False), (180, True), (600, False)):
        row.resize(width, 100)
        layout_of(row).activate()
        place = load.mapTo(row, QPoint())
        assert (place.y() > name.mapTo(row, QPoint()).y() + name.height()) is is_below
        assert place.x() + load.width() <= width
    assert row.minimumSizeHint().width() < 180


def test_search_is_emptied_by_escape(put: Put, qtbot: QtBot) -> None:
    search = put(SearchField("search_log", "Search the log", "Search the log"))
    assert (search.height(), search.accessibleName(), search.objectName()) == (28, "Search the log", "search_log")
    qtbot.keyClicks(search, "error")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert LIGHT.text2 in colors(picture(search))
    search.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert search.property("lens") == "right"


def test_a_row_is_hidden_with_its_label(put: Put) -> None:
    form, name, port = FormRows(), LineField("name", "Name"), LineField("port", "Port")
    rows = {name: form.add_row("Name", name), port: form.add_row("Port", port, width=200)}
    put(form, 600)
    for field, other in ((name, port), (port, name)):
        form.set_row_visible(field, False)
        assert not field.isVisible() and not rows[field].isVisible()
        assert other.isVisible() and rows[other].isVisible()
        form.set_row_visible(field, True)
        assert field.isVisible() and rows[field].isVisible()
