"""Dialogs scroll by key also where nothing that could take the keyboard is on the page, and stay on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QScrollBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.theme.theme import Theme
from dmm_desktop.ui.widgets.buttons import Button
from dmm_desktop.ui.widgets.containers import PageScroll
from dmm_desktop.ui.widgets.dialog import Dialog
from dmm_desktop.ui.widgets.labels import WrappedLabel

_Key = Qt.Key
_TEXT = "\n".join(map(str, range(400)))


class Reading(Dialog):
    """Texts that are higher than the screen, above a button: on the page, in a scroll area of its own, or both."""

    def __init__(self, *, on_page: bool, apart: bool) -> None:
        super().__init__()
        content = QVBoxLayout()
        if on_page:
            content.addWidget(WrappedLabel(_TEXT))
        if apart:
            listed = PageScroll()
            listed.set_page(WrappedLabel(_TEXT))
            content.addWidget(listed)
        self.close_button = Button("Close", "close")
        self.lay_out(content, QSize(400, 300), [self.close_button])


def _opened(qtbot: QtBot, *, on_page: bool, apart: bool) -> tuple[Dialog, list[QScrollBar]]:
    """The dialog with the keyboard on its button, and its scroll bars from the outside."""
    dialog = Reading(on_page=on_page, apart=apart)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.close_button.setFocus()
    return dialog, [area.verticalScrollBar() for area in dialog.findChildren(QScrollArea)]


@pytest.mark.parametrize("apart", [True, False])
def test_a_page_without_controls_scrolls_by_key(theme: Theme, qtbot: QtBot, apart: bool) -> None:
    dialog, bars = _opened(qtbot, on_page=not apart, apart=apart)
    bar, seen = bars[-1], []
    for key in (_Key.Key_PageDown, _Key.Key_PageDown, _Key.Key_PageUp, _Key.Key_End, _Key.Key_Home):
        QTest.keyClick(dialog.windowHandle(), key)
        seen.append(bar.value())
    page = bar.pageStep()
    assert seen == [page, 2 * page, page, bar.maximum(), 0] and bar.maximum() > 2 * page


def test_the_page_around_a_list_scrolls_once_the_list_is_at_its_end(theme: Theme, qtbot: QtBot) -> None:
    dialog, (outer, inner) = _opened(qtbot, on_page=True, apart=True)
    QTest.keyClick(dialog.windowHandle(), _Key.Key_End)
    assert (outer.value(), inner.value()) == (0, inner.maximum())
    QTest.keyClick(dialog.windowHandle(), _Key.Key_End)
    assert (outer.value(), inner.value()) == (outer.maximum(), inner.maximum()) and outer.maximum() > 0


class Choosing(Dialog):
    """A dialog whose content grows by ``more``."""

    def __init__(self) -> None:
        super().__init__()
        content = QVBoxLayout()
        self.more = QWidget()
        self.more.setMinimumHeight(200)
        self.more.hide()
        content.addWidget(self.more)
        self.lay_out(content, QSize(400, 120), [Button("Close", "close")])


def _at_the_edge(dialog: Dialog, qtbot: QtBot, *, above: int = 0) -> int:
    """Show a dialog at the lower edge of its screen, or ``above`` it; returns that edge."""
    qtbot.addWidget(dialog)
    dialog.show()
    edge = dialog.screen().availableGeometry().bottom()
    dialog.move(dialog.x(), edge - above - dialog.frameGeometry().height() + 1)
    assert dialog.frameGeometry().bottom() == edge - above
    return edge


def test_a_dialog_whose_content_grows_stays_on_the_screen(theme: Theme, qtbot: QtBot) -> None:
    dialog = Choosing()
    edge = _at_the_edge(dialog, qtbot)
    before = dialog.height()
    dialog.more.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.frameGeometry().bottom() == edge
    dialog.more.hide()
    qtbot.waitUntil(lambda: dialog.minimumHeight() < dialog.height())
    dialog.shrink()
    assert dialog.height() == before


def test_a_dialog_moves_no_further_than_it_must(theme: Theme, qtbot: QtBot) -> None:
    dialog = Choosing()
    _at_the_edge(dialog, qtbot, above=300)
    before, place = dialog.height(), dialog.pos()
    dialog.more.show()
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.pos() == place


def test_a_dialog_that_the_user_resizes_stays_in_its_place(theme: Theme, qtbot: QtBot) -> None:
    dialog = Choosing()
    edge = _at_the_edge(dialog, qtbot)
    place = dialog.pos()
    dialog.resize(dialog.width(), dialog.height() + 40)
    assert dialog.pos() == place and dialog.frameGeometry().bottom() == edge + 40
