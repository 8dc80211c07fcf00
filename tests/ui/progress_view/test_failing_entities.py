"""Failing entities by keys and by their menu, and what is copied of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.models import FailingEntity
from dmm_desktop.ui.progress_view.failing_entities import FailingEntities
from dmm_desktop.ui.widgets.buttons import Button
from tools.screenshots.content import FAILING
from ui.lookup import find
from ui.sample_runs import sample_runs

Show = Callable[..., QWidget]
_HEADS = ["Entity", "Error", "Tip", "First seen", "Count", "Stack trace"]


def _shown(shown: Show, entities: tuple[FailingEntity, ...] = FAILING) -> FailingEntities:
    part = FailingEntities()
    part.show_entities(replace(sample_runs()["errors"][0], failing_entities=entities))
    shown(part, 712, 400)
    return part


def _copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def test_enter_opens_what_a_double_click_opens(theme: object, shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == FAILING[0].stack_trace
    dialog.close()
    qtbot.waitUntil(lambda: not part.window().findChildren(QWidget, "details_dialog"))
    part.table.doubleClicked.emit(part.table.model().index(0, 1))
    assert part.window().findChildren(QWidget, "details_dialog")


def test_one_without_a_stack_trace_shows_its_whole_error_and_tip(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown, (FailingEntity("Note", "x" * 2000, "First\nsecond", count=1),))
    qtbot.keyClick(part.table, Qt.Key.Key_Enter)
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == "x" * 2000 + "\n\nFirst\nsecond"


def test_the_menu_copies_a_row_or_all_with_tip_and_stack_trace_apart(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    part.table.selectRow(1)
    find(part.table.make_menu(), QAction, "copy_row").trigger()
    heads, row = _copied()
    assert heads == _HEADS and row[0] == FAILING[1].entity and row[2] == FAILING[1].tip
    find(part.table.make_menu(), QAction, "copy_all_rows").trigger()
    heads, *rows = _copied()
    assert heads == _HEADS and [row[0] for row in rows] == [entity.entity for entity in FAILING]
    assert rows[0][5] == " ".join(FAILING[0].stack_trace.split())
    qtbot.keyClick(part.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [row[0] for row in _copied()] == ["Entity", FAILING[1].entity]


def test_the_copy_button_says_that_it_copied(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    button = find(part, QPushButton, "copy_failing_entities")
    assert isinstance(button, Button) and not button.is_saying_done
    button.click()
    assert button.is_saying_done


def test_the_menu_opens_the_details(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    find(part.table.make_menu(), QAction, "show_entity_details").trigger()
    assert part.window().findChildren(QWidget, "details_dialog")
