"""The guide opens beside every window, and can be read, searched and left by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QMenu, QTreeView
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.guide.guide_page import GuidePage
from dmm_desktop.ui.guide.guide_text import GuidePart
from dmm_desktop.ui.guide.guide_window import GuideWindow
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused


class _Reader:
    """Reads the guide of a window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(GuideWindow)))
        self.guide = find(window, GuideWindow, "guide")
        self.guide.activateWindow()
        qtbot.waitUntil(self.guide.isActiveWindow)  # a window that is blocked does not become active
        self.page = find(self.guide, GuidePage, "guide_page")
        self.contents = find(self.guide, QListWidget, "guide_contents")
        self.search = find(self.guide, QLineEdit, "search_guide")
        self.count = find(self.guide, QLabel, "guide_matches")

    def part(self) -> GuidePart:
        """The part whose title is at the top of the page."""
        assert self.contents.currentRow() == self._at_top()
        return list(GuidePart)[self._at_top()]

    def _at_top(self) -> int:
        titles = [self.contents.item(row).text() for row in range(self.contents.count())]
        block = self.page.textCursor().block()
        assert self.page.viewport().rect().contains(self.page.cursorRect(QTextCursor(block)))
        return titles.index(block.text())


class _Places(QObject):
    """Counts how often a widget is told that it has the focus."""

    entered = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.entered += event.type() is QEvent.Type.FocusIn
        return False


@pytest.fixture
def reader(window: MainWindow, qtbot: QtBot) -> _Reader:
    """The guide, opened from the menu."""
    find(window, QAction, "menu_help").trigger()
    return _Reader(window, qtbot)


def test_f1_opens_the_part_about_the_place(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    reader = _Reader(window, qtbot)
    first = reader.part()
    qtbot.waitUntil(lambda: focused() is reader.page)
    QTest.keyClick(reader.guide, Qt.Key.Key_F1)  # about the guide there is nothing to say
    assert reader.part() is first
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.connections.findChildren(QTreeView)[0].setFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert reader.part() is GuidePart.ENVIRONMENT
    assert len(window.findChildren(GuideWindow)) == 1


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("menu_import", GuidePart.IMPORT),
        ("menu_export_data", GuidePart.EXPORT),
        ("menu_add_environment", GuidePart.ENVIRONMENT),
        ("menu_remove", GuidePart.PLACES),
        ("menu_about", GuidePart.OVERVIEW),
    ],
)
def test_it_can_be_used_while_a_dialog_is_open(window: MainWindow, qtbot: QtBot, name: str, part: GuidePart) -> None:
    find(window, QAction, name).trigger()
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    reader = _Reader(window, qtbot)
    assert reader.part() is part
    assert QApplication.activeModalWidget() is dialog and not reader.guide.isModal()
    assert reader.guide.windowHandle().transientParent() is None  # Qt would block it with the main window
    QTest.keyClick(reader.guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reader.guide.focusWidget() is reader.search
    QTest.keyClicks(reader.search, "token")
    assert " of " in reader.count.text()
    reader.guide.close()
    assert dialog.isVisible()
    dialog.close()


def test_links_and_contents_lead_to_their_parts(reader: _Reader) -> None:
    reader.contents.setCurrentRow(GuidePart.STOP.position)
    assert reader.part() is GuidePart.STOP
    reader.page.anchorClicked.emit(QUrl("#what-the-check-says"))
    assert reader.part() is GuidePart.CHECK
    for elsewhere in ("https://example.com/#gone", "#nowhere"):
        reader.page.anchorClicked.emit(QUrl(elsewhere))
    assert reader.part() is GuidePart.CHECK


def test_it_is_searched_by_keyboard(reader: _Reader) -> None:
    reader.search.setText("tracker id")
    total = reader.count.text().removeprefix("1 of ")
    assert total.endswith(" matches") and reader.count.text() == f"1 of {total}"
    seen = [reader.page.textCursor().selectedText().lower()]
    QTest.keyClick(reader.search, Qt.Key.Key_Return)
    assert reader.count.text() == f"2 of {total}"
    seen.append(reader.page.textCursor().selectedText().lower())
    assert seen == ["tracker id"] * 2
    for _ in range(2):
        QTest.keyClick(reader.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.count.text() == f"{total.removesuffix(' matches')} of {total}"
    assert len(reader.page.extraSelections()) == int(total.removesuffix(" matches"))
    reader.search.setText("zebra")
    assert reader.count.text() == "No matches" and not reader.page.extraSelections()
    assert not reader.page.textCursor().hasSelection(), "the last match of a text that is no longer sought"


def test_a_search_minds_neither_capitals_nor_accents(reader: _Reader) -> None:
    reader.search.setText("tracker id")
    count = reader.count.text()
    assert count.endswith(" matches")
    reader.search.setText("TRÄCKER ÍD")
    assert reader.count.text() == count and reader.page.textCursor().selectedText().lower() == "tracker id"


def test_a_search_that_ends_leaves_the_place(reader: _Reader) -> None:
    bar = reader.page.verticalScrollBar()
    reader.search.setText("tracker id")
    bar.setValue(bar.maximum())
    reader.search.clear()
    assert bar.value() == bar.maximum() and not reader.page.textCursor().hasSelection()


def test_after_a_search_it_opens_again_with_the_caret_in_the_page(reader: _Reader, qtbot: QtBot) -> None:
    QTest.keyClick(reader.guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(reader.search.hasFocus)
    reader.guide.close()
    places = _Places()
    reader.search.installEventFilter(places)
    reader.guide.show_part(GuidePart.EXPORT)
    qtbot.waitUntil(reader.page.hasFocus)
    assert places.entered == 0, "the search would show a caret beside that of the page"


def test_keys_scroll_it(reader: _Reader, qtbot: QtBot) -> None:
    bar = reader.page.verticalScrollBar()
    qtbot.keyClick(reader.page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(reader.page, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_contents_follow_what_is_scrolled_to(reader: _Reader, qtbot: QtBot) -> None:
    reader.contents.setCurrentRow(GuidePart.STOP.position)
    place = reader.page.verticalScrollBar().value()
    qtbot.keyClick(reader.page, Qt.Key.Key_Home)
    assert reader.contents.currentRow() == 0
    reader.page.verticalScrollBar().setValue(place)
    assert reader.part() is GuidePart.STOP
    reader.contents.setCurrentRow(reader.contents.count() - 1)
    assert reader.contents.currentRow() == reader.contents.count() - 1, "though the page cannot scroll that far"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["forward", "back"])
def test_tab_goes_to_a_link_on_the_visible_page(reader: _Reader, qtbot: QtBot, key: Qt.Key) -> None:
    page = reader.page
    place = next(one for one in range(0, page.verticalScrollBar().maximum(), 50) if _shows_link(page, one))
    page.setFocus()
    qtbot.keyClick(page, key)
    link = page.textCursor()
    link.setPosition(link.selectionEnd())
    assert link.charFormat().isAnchor()
    assert abs(page.verticalScrollBar().value() - place) < page.fontMetrics().height()


def _shows_link(page: GuidePage, place: int) -> bool:
    """Scroll to a place after the first page; whether a link is visible there."""
    page.verticalScrollBar().setValue(place)
    if place < page.viewport().height():
        return False
    at, last = (page.cursorForPosition(one).position() for one in (QPoint(0, 20), QPoint(0, page.height() - 60)))
    cursor = page.textCursor()
    for position in range(at, last):
        cursor.setPosition(position)
        if cursor.charFormat().isAnchor():
            return True
    return False


def test_new_colours_keep_the_place(reader: _Reader, theme: Theme) -> None:
    reader.contents.setCurrentRow(GuidePart.EXPORT.position)
    reader.search.setText("configuration")
    before = reader.page.verticalScrollBar().value()
    assert before
    theme.use(Appearance.DARK)
    assert reader.page.verticalScrollBar().value() == before
    assert len(reader.page.extraSelections()) > 1


def test_the_menu_opens_parts_of_it(window: MainWindow, qtbot: QtBot) -> None:
    find(window, QAction, "menu_one_time_token").trigger()
    assert _Reader(window, qtbot).part() is GuidePart.TOKENS
    find(window, QAction, "menu_shortcuts").trigger()
    assert _Reader(window, qtbot).part() is GuidePart.SHORTCUTS


def test_the_contents_have_room_beside_their_scroll_bar(reader: _Reader) -> None:
    contents = reader.contents
    contents.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    contents.doItemsLayout()
    title = contents.sizeHintForColumn(0) + 2 * contents.spacing()
    assert contents.viewport().width() >= title, "none is wrapped"


def test_keys_are_named_as_they_are_on_every_keyboard(reader: _Reader) -> None:
    words = reader.page.toPlainText().splitlines()
    assert words[words.index("Close a dialog") + 1].removesuffix(" or Ctrl+F4") == "Esc or Ctrl+W"
    assert words[words.index("Show the lines of the selected failing entity in the log") + 1] == "Ctrl+Enter"


def test_it_names_every_shortcut_of_the_menus(window: MainWindow, reader: _Reader) -> None:
    said = reader.page.toPlainText().splitlines()
    keys = {
        action.text().replace("&", "").removesuffix("…"): [key.toString() for key in action.shortcuts()]
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if action.shortcuts()
    }
    assert {"Import data", "Test connection", "Show report", "User guide", "Quit"} <= set(keys)
    rows = said[said.index("What it does") :]
    for name, of_it in keys.items():
        assert rows[rows.index(name) + 1] == " or ".join(of_it)


def test_it_closes_with_the_window(window: MainWindow, reader: _Reader, qtbot: QtBot) -> None:
    assert reader.guide.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not reader.guide.isVisible()


def test_the_usual_keys_close_it_and_the_window(window: MainWindow, reader: _Reader, qtbot: QtBot) -> None:
    QTest.keyClick(reader.guide, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not reader.guide.isVisible() and window.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert QKeySequence("Ctrl+W") in find(window, QAction, "menu_quit").shortcuts()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isVisible())
