"""What a server says is shown as text: no HTML, nothing that hides a part of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from dmm_desktop.core.errors import RefusedByServer
from dmm_desktop.ui.error_details import show_error, show_received
from dmm_desktop.ui.messages import escaped, explanation
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.fields import FormRows
from dmm_desktop.ui.widgets.line_field import LineField
from ui.lookup import find

EVIL = "<b>Done</b><img src='/etc/hostname'>\x1b[2J\u202etxet\nsecond line"
SEEN = "<b>Done</b><img src='/etc/hostname'>\\x1b[2J\\u202etxet\nsecond line"


def test_a_message_of_the_server_is_text_and_nothing_else(shown: Callable[..., QWidget]) -> None:
    error = RefusedByServer("prod.example.com", EVIL)
    banner = Banner("x")
    shown(banner, 600, 120)
    banner.show_message(Tone.ERR, str(error.title), explanation(error))
    assert SEEN in explanation(error)
    label = next(one for one in banner.findChildren(QLabel) if "<b>Done</b>" in one.text())
    assert label.textFormat() is label.textFormat().PlainText


def test_what_the_server_sent_has_codes_in_the_details_of_an_error(shown: Callable[..., QWidget]) -> None:
    window = QWidget()
    shown(window, 400, 300)
    error = RefusedByServer("prod.example.com", "No", EVIL)
    for show in (partial(show_error, window), partial(show_received, window, f"{EVIL}\r\n")):
        show(error)
        dialog = window.findChildren(QWidget, "details_dialog")[-1]
        details = find(dialog, QPlainTextEdit, "details").toPlainText()
        assert SEEN in details and [c for c in details if not c.isprintable() and c != "\n"] == []


def test_a_field_with_a_name_that_a_server_gave_is_text(shown: Callable[..., QWidget]) -> None:
    form = FormRows()
    label = form.add_row("<h1>Port</h1>", LineField("x", "x"))
    shown(form, 400, 60)
    assert label.textFormat() is label.textFormat().PlainText


def test_an_ampersand_of_a_server_is_no_access_key(shown: Callable[..., QWidget]) -> None:
    form = FormRows()
    label = form.add_row("R&D", LineField("x", "x"))
    shown(form, 400, 60)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == "R&D"


def test_ordinary_words_stay_as_they_are() -> None:
    for words in ("", "a b", "Añadido: 50 %", "line\n\tline", "שלום", "日本語", "50\xa0000\u202f€"):
        assert escaped(words) == words
