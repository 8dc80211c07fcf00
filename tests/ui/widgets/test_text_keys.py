"""Keys that belong to the window although a text field has the focus."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.widgets.text_keys import TextKeys
from ui.page_fixtures import focus

_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def text_keys(qapp: QApplication) -> Iterator[TextKeys]:
    made = TextKeys(qapp)
    yield made
    shiboken6.delete(made)


class Window(QWidget):
    """Two kinds of text fields."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.text)


@pytest.fixture(params=["line", "text"])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QLineEdit | QPlainTextEdit]:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    focus(window.text if request.param == "line" else window.line, qtbot)
    focus(getattr(window, request.param), qtbot)
    yield getattr(window, request.param)


def _press(field: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    QCoreApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


def _content(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.skipif(sys.platform == "darwin", reason="Option types characters")
def test_alt_with_a_letter_types_nothing(field: QLineEdit | QPlainTextEdit) -> None:
    _press(field, Qt.Key.Key_N, _ALT, "n")
    _press(field, Qt.Key.Key_N, _ALT | Qt.KeyboardModifier.ShiftModifier, "N")
    assert _content(field) == ""
    _press(field, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n")
    _press(field, Qt.Key.Key_Q, _ALT | _CONTROL, "@")
    _press(field, Qt.Key.Key_Q, Qt.KeyboardModifier.GroupSwitchModifier, "€")
    assert _content(field) == "n@€"


def test_a_key_of_the_menu_reaches_it_from_a_field(field: QLineEdit | QPlainTextEdit, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+E"), field.window())
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(field, Qt.Key.Key_E, _CONTROL)


def test_keys_that_edit_stay_those_of_the_field(field: QLineEdit | QPlainTextEdit) -> None:
    taken = list[str]()
    QShortcut(QKeySequence("End"), field.window()).activated.connect(lambda: taken.append("End"))
    QShortcut(QKeySequence("Ctrl+A"), field.window()).activated.connect(lambda: taken.append("Ctrl+A"))
    QTest.keyClicks(field, "ab")
    for key, modifiers in (
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(field, key, modifiers)
    QTest.keyClick(field, Qt.Key.Key_C)
    assert _content(field) == "abc"
    QTest.keyClick(field, Qt.Key.Key_A, _CONTROL)
    QTest.keyClick(field, Qt.Key.Key_D)
    assert _content(field) == "d" and not taken
