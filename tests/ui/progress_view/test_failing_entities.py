"""Failing entities by keys and by their menu, and what is copied of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.api.error_report import MAX_ENTITY_TEXT
from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.ui.log_view.log_pane import LogPane
from dmm_desktop.ui.messages import escaped
from dmm_desktop.ui.progress_view.failing_entities import ENTITY, ERROR, FIRST_TIME, LINES, FailingEntities
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.theme.type_roles import Role, role_font
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import Button
from dmm_desktop.ui.widgets.labels import MAY_BREAK
from dmm_desktop.ui.widgets.painting import letters
from operations.test_save_failing import table
from tools.screenshots.content import FAILING
from ui.file_answers import FileAnswers
from ui.lookup import find, focused
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_runs

Show = Callable[..., QWidget]
_HEADS = ["Entity", "Error", "Tip", "First seen", "Count", "Stack trace"]


def _shown(shown: Show, entities: tuple[FailingEntity, ...] = FAILING) -> FailingEntities:
    part = FailingEntities()
    part.show_entities(replace(sample_runs()["errors"][0], failing_entities=entities), has_log=True)
    shown(part, 712, 400)
    return part


def _copied() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def test_where_there_is_little_room_the_error_has_it(theme: object, shown: Show) -> None:
    part = _shown(shown)
    assert not part.table.isColumnHidden(FIRST_TIME)
    part.resize(460, 400)
    assert part.table.isColumnHidden(FIRST_TIME) and part.table.columnWidth(ERROR) >= 120
    part.resize(712, 400)
    assert not part.table.isColumnHidden(FIRST_TIME)


@pytest.mark.parametrize("width", [460, 486, 712, 1300])
@pytest.mark.parametrize("rows", [2, 40])  # without and with a scroll bar
def test_no_long_name_takes_the_least_room_of_the_error(theme: object, shown: Show, width: int, rows: int) -> None:
    names = [f"CustomerRelationshipManagement_ArchiveOfCustomers{row}" for row in range(rows)]
    part = _shown(shown, tuple(replace(FAILING[0], entity=name) for name in names))
    part.resize(width, 400)
    table, font = part.table, role_font(Role.BODY)
    shares = [table.columnWidth(column) for column in (ENTITY, ERROR)]
    assert sum(map(table.columnWidth, range(5))) == table.viewport().width()
    assert shares[1] >= min(letters(22, font), sum(shares) - 144)
    assert shares[0] >= (260 if width >= 712 else 144)
    if width == 1300:
        assert shares[0] >= table.sizeHintForColumn(ENTITY)


def test_a_width_that_the_user_chose_stays(theme: object, shown: Show) -> None:
    part = _shown(shown)
    part.table.setColumnWidth(ENTITY, 300)
    part.resize(650, 400)
    assert part.table.columnWidth(ENTITY) == 300
    part.show_entities(replace(sample_runs()["errors"][0], failing_entities=FAILING[:1]), has_log=True)
    assert part.table.columnWidth(ENTITY) < 300


def test_long_names_that_differ_at_their_end_look_different(theme: object, shown: Show) -> None:
    names = [f"OrderManagement_PurchaseOrdersWithTheirDelivery{end}" for end in ("Dates", "Items")]
    part = _shown(shown, tuple(replace(FAILING[0], entity=name) for name in names))
    table = part.table
    table.setCurrentIndex(QModelIndex())
    table.clearSelection()
    assert table.sizeHintForColumn(ENTITY) > table.columnWidth(ENTITY)
    cells = [table.viewport().grab(table.visualRect(table.model().index(row, ENTITY))) for row in (0, 1)]
    assert cells[0].toImage() != cells[1].toImage()


def test_enter_opens_what_a_double_click_opens(theme: object, shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    entity = FAILING[0]
    details = "\n\n".join((entity.error, entity.tip, entity.stack_trace))
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == details
    dialog.close()
    qtbot.waitUntil(lambda: not part.window().findChildren(QWidget, "details_dialog"))
    part.table.doubleClicked.emit(part.table.model().index(0, 1))
    assert part.window().findChildren(QWidget, "details_dialog")


def test_one_without_a_stack_trace_shows_its_whole_error_and_tip(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown, (FailingEntity("Note", "x" * 2000, "First\r\nsecond", count=1),))
    qtbot.keyClick(part.table, Qt.Key.Key_Enter)
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == "x" * 2000 + "\n\nFirst\nsecond"


def test_details_say_that_a_text_was_cut(shown: Show) -> None:
    part = _shown(shown, (FailingEntity("Note", "It failed", count=1), FailingEntity("Tag", "It fai…", is_cut=True)))
    said = "Texts that end with “…” were longer: the rest was not kept."
    for row, is_said in ((0, False), (1, True)):
        part.table.selectRow(row)
        part.table.opened.emit()
        dialog = part.window().findChildren(QWidget, "details_dialog")[-1]
        assert (said in [label.text() for label in dialog.findChildren(QLabel)]) == is_said


@pytest.mark.parametrize("piece", ["QUJD", "a\xa0", "\u202e"])
def test_no_long_word_is_laid_out_whole(shown: Show, piece: str) -> None:
    """Qt takes quadratic time for a word, minutes for this one."""
    error = piece * (MAX_ENTITY_TEXT // len(piece))
    part = _shown(shown, (FailingEntity("Note", error, error, error, count=1),))
    part.table.opened.emit()
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    details = find(dialog, QPlainTextEdit, "details")
    assert all(len(word) <= 10_000 for word in re.split(rf"[\n{MAY_BREAK}]", details.toPlainText()))
    details.selectAll()
    details.copy()
    copied = escaped(f"{error}\n\n{error}\n\n{error}").replace("\xa0", " ")  # as Qt copies any text
    assert QGuiApplication.clipboard().text() == copied


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


def test_a_command_has_one_name_on_its_button_in_the_menu_and_as_the_title(shown: Show, qtbot: QtBot) -> None:
    part = _shown(shown)
    menu = part.table.make_menu()
    show, save = (find(menu, QAction, name) for name in ("show_row_details", "save_all_rows"))
    show.trigger()
    (dialog,) = part.window().findChildren(QWidget, "details_dialog")
    assert show.text().replace("&", "") == find(part, QPushButton, "entity_details").accessibleName() == "Details"
    assert dialog.windowTitle() == "Details"
    button = find(part, QPushButton, "save_failing_entities")
    assert save.text().replace("&", "").removesuffix("…") == button.accessibleName() == "Save failing entities"


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


class _LinesUser:
    """Shows a run with failing entities and its log, and reads which line is current."""

    def __init__(self, services: SampleServices, shown: Show, qtbot: QtBot) -> None:
        run_id = services.put_sample("errors")
        self.lines = [
            *(f"INFO  Step {number}" for number in range(500)),
            "INFO  Address: chunk 1 of 2 started",
            "ERROR AddressBook: no match",
            "ERROR Address: PostalCode is longer than 12",
            "INFO  OrderStatus: chunk 1 of 1 started",
            "ERROR CustomerNote: value of Author has no match in User",
        ]
        services.view(run_id).log.append(self.lines)
        self.view, self._qtbot = ProgressView(services), qtbot
        shown(self.view)
        self.view.show_run(run_id)
        (self.part,), (self.log,) = self.view.findChildren(FailingEntities), self.view.findChildren(LogPane)

    def is_at(self, line: str, said: str) -> None:
        table = self.log.viewer.table
        self._qtbot.waitUntil(lambda: table.currentIndex().row() == self.lines.index(line))
        self._qtbot.waitUntil(lambda: find(self.view, QLabel, "log_lines").text() == said)
        assert focused() is table and table.visualRect(table.currentIndex()).isValid()


def test_a_click_shows_the_lines_of_an_entity_in_the_log(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    user = _LinesUser(services, shown, qtbot)
    table, pane = user.part.table, user.log
    pane.viewer.toolbar.errors_only.click()
    place = table.visualRect(table.model().index(1, LINES)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    user.is_at("ERROR Address: PostalCode is longer than 12", "3 of 3 matches")
    assert pane.viewer.toolbar.search.text() == "Address" and not pane.viewer.toolbar.errors_only.isChecked()
    qtbot.keyClick(pane.viewer.toolbar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: find(user.view, QLabel, "log_lines").text() == "1 of 3 matches")
    table.doubleClicked.emit(table.model().index(1, LINES))  # the second click of a double click
    assert not user.view.findChildren(QWidget, "details_dialog")


def test_the_lines_of_an_entity_are_shown_by_key_and_by_the_menu(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    user = _LinesUser(services, shown, qtbot)
    table = user.part.table
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.is_at("ERROR CustomerNote: value of Author has no match in User", "1 of 1 matches")
    table.selectRow(2)
    find(table.make_menu(), QAction, "show_entity_lines").trigger()
    user.is_at("INFO  OrderStatus: chunk 1 of 1 started", "1 of 1 matches")


def test_where_there_is_no_log_its_lines_are_not_offered(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    run = replace(sample_runs()["errors"][0], tracker_id="")
    services.put(run)
    view = ProgressView(services)
    shown(view)
    view.show_run(run.id)
    (part,) = view.findChildren(FailingEntities)
    assert part.table.isColumnHidden(LINES)
    assert not find(part.table.make_menu(), QAction, "show_entity_lines").isEnabled()
    qtbot.keyClick(part.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.findChildren(LogPane)[0].viewer.toolbar.search.text() == ""


def test_after_a_restart_the_log_is_read_first(services: SampleServices, shown: Show, live: Live, qtbot: QtBot) -> None:
    services.context.log_choice = LogChoice.NEVER  # only the server has the log
    view = ProgressView(services)
    shown(view)
    with DemoProcess("--scenario", "entity-errors") as demo:
        run_id = live.start(demo, live.environment(demo), "customers.zip")
        view.show_run(run_id)
        tracked = services.view(run_id)
        qtbot.waitUntil(lambda: tracked.run.state.is_final and not services.runs.is_watched(run_id))
        name = (tracked.run.failing_entities or ())[0].entity
        tracked.log = type(tracked.log)()  # as it is when the window is opened again
        services.runs.run_changed.emit(run_id)
        qtbot.waitUntil(find(view, QPushButton, "load_log").isVisible)
        (part,) = view.findChildren(FailingEntities)
        part.table.clicked.emit(part.table.model().index(0, LINES))
        (log,) = view.findChildren(LogPane)
        table = log.viewer.table

        def line() -> str:
            row = table.currentIndex().row()
            return next(log.lines.pick([row])) if row >= 0 else ""

        qtbot.waitUntil(lambda: f" ERROR {name}: " in line())
    assert log.viewer.toolbar.search.text() == name
