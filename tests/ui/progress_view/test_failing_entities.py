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
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button
from operations.test_save_failing import table
from tools.screenshots.content import FAILING
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_runs

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


def test_all_rows_are_saved_as_csv_by_the_button_the_menu_of_a_row_and_the_run_menu(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    run_id = services.put_sample("errors")
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(run_id)
    banner, part = find(view, Banner, "notice"), view.findChildren(FailingEntities)[0]
    saving = (
        find(view, QPushButton, "save_failing_entities").click,
        find(part.table.make_menu(), QAction, "save_all_rows").trigger,
        view.save_failing_entities,
    )
    for save in saving:
        save()
        qtbot.waitUntil(lambda: banner.isVisible() and "Failing entities saved." in banner.accessibleName())
        (file,) = answers.folder.iterdir()
        assert file.name.endswith("-failing-entities.csv")
        assert [row[0] for row in table(file)[2:]] == [entity.entity for entity in FAILING]
        assert "Handle it like the data of the environment." in banner.accessibleName()
        file.unlink()
        view._notice.clear()


def test_there_is_nothing_to_save_for_a_run_without_failing_entities(
    services: SampleServices, shown: Show, answers: FileAnswers
) -> None:
    view = ProgressView(services, answers)
    shown(view)
    view.show_run(services.put_sample("completed"))
    view.save_failing_entities()
    assert not view.has_failing_entities and answers.asked == []
