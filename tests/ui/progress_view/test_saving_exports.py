"""Saving the zip of an export: checked at once, its rows beside the records, and why there is none."""

from __future__ import annotations

import base64
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.models import FailingEntity, FinalReport
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.ui.import_wizard.check_dialog import CheckDialog
from dmm_desktop.ui.progress_view.downloads import LOG_FILES
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.saving import suggested_name
from dmm_desktop.ui.services.ended_check import EndedCheck
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.dialog import Question
from dmm_desktop.workers.delivery import do_nothing
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn
from ui.environment_fixtures import SavedEnvironments
from ui.export_user import ended_export, export_outputs, export_zip, exported_by, outputs_script
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.opened_windows import opened_windows
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices, sample_export

Show = Callable[..., QWidget]
ZIP = export_zip("Order", "ossys_User")


class ExportUser:
    """A user at the progress view of a run."""

    def __init__(self, view: ProgressView, answers: FileAnswers, services: SampleServices, qtbot: QtBot) -> None:
        self.view, self.services, self.qtbot = view, services, qtbot
        self._answers = answers
        self.banner = find(view, Banner, "notice")

    def look_at(self, run: Run) -> None:
        self.run, self.target = run, self._answers.folder / suggested_name(run, "export.zip")
        self.view.show_run(run.id)

    def button(self, name: str) -> QAbstractButton:
        return find(self.view, QAbstractButton, name)

    def press(self, name: str) -> None:
        button = self.button(name)
        self.qtbot.waitUntil(button.isEnabled)
        button.click()

    def hears(self, beginning: str) -> str:
        """What the banner says, once it begins like this."""

        def says_so() -> None:
            assert self.banner.isVisible() and self.banner.accessibleName().startswith(beginning)

        self.qtbot.waitUntil(says_so)
        return self.banner.accessibleName()

    def asked(self) -> Question:
        """The question whether to save again."""
        found: list[Question] = []

        def is_open() -> bool:
            found[:] = self.view.window().findChildren(Question, "save_again_question")
            return bool(found)

        self.qtbot.waitUntil(is_open)
        return found[0]

    def files(self) -> list[str]:
        return sorted(path.name for path in self._answers.folder.iterdir())


@pytest.fixture
def user(services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot) -> ExportUser:
    view = ProgressView(services, answers)
    shown(view)
    return ExportUser(view, answers, services, qtbot)


@pytest.fixture
def on_server(user: ExportUser, saved_environments: SavedEnvironments) -> Iterator[Callable[..., ScriptedServer]]:
    """A function that starts a server which has ended an export with 4 records, and shows the export."""
    with ExitStack() as servers:

        def start(outputs: Script, records: int = 4, **report: object) -> ScriptedServer:
            server = servers.enter_context(ScriptedServer(outputs_script(outputs, **report)))
            environment = saved_environments.put("DEMO-1", server.address, "key")
            user.look_at(ended_export(user.services, environment, records))
            return server

        yield start


def test_what_the_demo_exports_is_saved_for_its_owner_and_checked(
    user: ExportUser, services: SampleServices, demo: DemoProcess, live: Live, qtbot: QtBot
) -> None:
    user.look_at(run := exported_by(demo, services, qtbot, live.environment(demo)))
    user.press("save_export")
    said = user.hears("Success: Export saved. ")
    with zipfile.ZipFile(user.target) as archive:
        assert archive.testzip() is None
    if sys.platform != "win32":
        assert stat.S_IMODE(user.target.stat().st_mode) == 0o600
    assert f"{run.records_done:,} rows in the zip, {run.records_done:,} records reported." in said
    assert "All rows checked: no problems." in said and "Region: 10 · Customer: 640 · " in said
    user.press("show_in_folder")
    assert user._answers.folders_shown == [user.target]


@pytest.mark.parametrize("name", ["save_export", "save_logs"])
def test_the_pressed_button_has_the_focus_again_once_saving_has_ended(
    user: ExportUser, on_server: Callable[..., object], name: str
) -> None:
    on_server(answering(export_outputs(ZIP)))
    button = user.button(name)
    button.setFocus()
    user.press(name)
    assert not button.isEnabled() and not button.hasFocus()
    user.qtbot.waitUntil(button.isEnabled)
    assert button.hasFocus()


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openDocument")
def test_without_a_file_manager_the_folder_is_named(user: ExportUser, on_server: Callable[..., object]) -> None:
    on_server(answering(export_outputs(ZIP)))
    user.press("save_export")
    user.hears("Success: Export saved. ")
    user._answers.has_file_manager = False
    user.press("show_in_folder")
    assert f"Open it yourself: {user.target.parent}" in user.hears("Error: saved could not be opened. ")
    user.services.wakefulness.changed.emit()
    user.hears("Error: saved could not be opened. ")


def test_the_banner_leads_to_the_results_of_the_check(user: ExportUser, on_server: Callable[..., object]) -> None:
    on_server(answering(export_outputs(ZIP)))
    user.press("save_export")
    user.hears("Success: Export saved. ")
    with opened_windows() as opened:
        user.press("notice_details")
    [dialog] = user.view.window().findChildren(CheckDialog)
    assert opened == ["CheckDialog"]
    assert find(dialog, QTableView, "all_entities").model().rowCount() == 2
    find(dialog, QAbstractButton, "close_check").click()


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (5, "4 rows in the zip, 5 records reported: 1 more."),
        (3, "4 rows in the zip, 3 records reported: 1 fewer."),
    ],
)
def test_a_difference_is_a_warning(user: ExportUser, on_server: Callable[..., object], records: int, said: str) -> None:
    on_server(answering(export_outputs(ZIP)), records)
    user.press("save_export")
    assert said in user.hears("Warning: Export saved. ")


@pytest.mark.parametrize(
    ("records", "first", "later", "doubt"),
    [
        (5, "Warning", "Warning", "The server reported 1 record more than the zip has rows."),
        (3, "Warning", "Warning", "The server reported 1 record fewer than the zip has rows."),
        (4, "Success", "Information", ""),
    ],
)
def test_what_the_check_has_found_stays_while_the_zip_is_read_again(
    user: ExportUser, on_server: Callable[..., object], records: int, first: str, later: str, doubt: str
) -> None:
    """The zip is not imported, because a dialog was opened meanwhile."""
    on_server(answering(export_outputs(ZIP)), records)
    user.press("save_export")
    found = user.hears(f"{first}: Export saved. ")
    for is_dismissed in (False, True):
        user.qtbot.waitUntil(user.button("import_export").isEnabled)
        if is_dismissed:
            user.press("notice_dismiss")
        user.press("import_export")
        dialog = QDialog(user.view.window())
        dialog.open()
        user.qtbot.waitUntil(lambda: user.button("import_export").isEnabled())
        dialog.close()
        said = user.hears(f"{later}: The saved export has not changed. " if is_dismissed else found)
    assert doubt in said


def test_a_difference_is_shown_before_the_zip_is_imported(user: ExportUser, on_server: Callable[..., object]) -> None:
    on_server(answering(export_outputs(ZIP)), 5)
    passed_on: list[object] = []
    user.view.import_requested.connect(lambda path, origin: passed_on.append(path))
    user.press("import_export")
    user.hears("Warning: Export saved. ")
    user.qtbot.waitUntil(user.button("import_export").isEnabled)
    assert not passed_on
    user.press("notice_second")
    user.qtbot.waitUntil(lambda: passed_on == [user.target])


def test_a_zip_that_may_be_from_another_execution_is_not_passed_on_without_a_word(
    user: ExportUser, services: SampleServices, on_server: Callable[..., object]
) -> None:
    on_server(answering(export_outputs(ZIP)), 4, CompletedRecords=3, TotalRecords=3)
    passed_on: list[Origin] = []
    user.view.import_requested.connect(lambda path, origin: passed_on.append(origin))
    user.press("import_export")
    said = user.hears("Warning: Export saved. ")
    assert "The tracker id may now belong to another execution. 4 rows in the zip, 4 records reported." in said
    user.qtbot.waitUntil(user.button("import_export").isEnabled)
    assert services.view(user.run.id).run.may_be_another and not passed_on
    user.press("notice_second")
    user.qtbot.waitUntil(lambda: [origin.may_be_another for origin in passed_on] == [True])


def test_log_files_that_may_be_those_of_another_execution_are_saved_with_a_warning(
    user: ExportUser, services: SampleServices, on_server: Callable[..., object]
) -> None:
    logs = base64.b64encode(ZIP).decode()
    on_server(answering({"Status": "Complete", "Success": True, "Logs": logs}), 4, CompletedRecords=3, TotalRecords=3)
    user.press("save_logs")
    assert "The tracker id may now belong to another execution." in user.hears("Warning: Logs saved. ")
    assert services.view(user.run.id).run.may_be_another


def test_an_export_with_errors_may_lack_records(
    user: ExportUser, services: SampleServices, on_server: Callable[..., object]
) -> None:
    on_server(answering(export_outputs(ZIP)))
    failing = (FailingEntity("Order", "Execution Timeout Expired."),)
    services.put(replace(user.run, state=RunState.COMPLETED_WITH_ERRORS, failing_entities=failing))
    user.look_at(services.view(user.run.id).run)
    passed_on: list[object] = []
    user.view.import_requested.connect(lambda path, origin: passed_on.append(path))
    user.press("import_export")
    said = user.hears("Warning: Export saved. ")
    lacking = "1 entity of the export has errors: the zip may lack records."
    assert f"{lacking} 4 rows in the zip, 4 records reported." in said
    user.qtbot.waitUntil(user.button("import_export").isEnabled)
    assert not passed_on
    user.press("notice_dismiss")
    user.press("import_export")  # as after a restart: nothing on the page says what the check has found
    assert lacking in user.hears("Warning: The saved export has not changed. ")
    user.qtbot.waitUntil(user.button("import_export").isEnabled)
    assert not passed_on
    user.press("notice_second")
    user.qtbot.waitUntil(lambda: passed_on == [user.target])


def test_an_export_whose_file_another_one_replaced_is_saved_again(
    user: ExportUser, on_server: Callable[..., object]
) -> None:
    """Otherwise *Import this into…* would import the data of the other export."""
    first, second = answering(export_outputs(ZIP)), answering(export_outputs(export_zip("Region")))
    on_server(in_turn(first, second, first))
    passed_on: list[object] = []
    user.view.import_requested.connect(lambda path, origin: passed_on.append(origin.tracker_id))
    user.press("save_export")
    user.hears("Success: Export saved. ")
    one, other = user.run, replace(user.run, id="other")  # with the same name suggested
    user.services.put(other)
    user.look_at(other)
    user.press("save_export")
    user.hears("Warning: Export saved. ")
    user.look_at(one)
    user.press("import_export")
    assert user.asked().text() == "The zip has changed since it was saved from this export. Save the export again?"
    find(user.asked(), QAbstractButton, "save_export_again").click()
    user.qtbot.waitUntil(lambda: passed_on == ["42"])
    assert len(user._answers.asked) == 3


def test_findings_and_many_entities(user: ExportUser, on_server: Callable[..., object]) -> None:
    content = export_zip(*(f"Entity{number:02}" for number in range(12)))  # none of them is a system table
    on_server(answering(export_outputs(content)), 24)
    user.press("save_export")
    said = user.hears("Warning: Export saved. ")
    assert "24 rows in the zip, 24 records reported. All rows checked: " in said
    assert "Entity07: 2 · 4 more entities" in said and "Entity08" not in said


def test_a_key_that_the_server_puts_into_the_zip_is_hidden(
    user: ExportUser, on_server: Callable[..., object], services: SampleServices
) -> None:
    key = "key-that-may-name-an-entity"
    on_server(answering(export_outputs(export_zip(key, "Order"))))
    services.keys.keep_for_session("DEMO-1", Token(key))
    user.press("save_export")
    assert "(hidden): 2 · Order: 2" in user.hears("Warning: Export saved. ")
    user.press("notice_details")
    [dialog] = user.view.window().findChildren(CheckDialog)
    names = find(dialog, QTableView, "all_entities").model()
    assert [names.index(row, 0).data() for row in range(2)] == ["(hidden)", "Order"]
    find(dialog, QAbstractButton, "close_check").click()


@pytest.mark.parametrize(
    ("content", "reason", "kept"),
    [(None, "The server sent no zip.", []), (b"%PDF-1.7", "", ["not-a-zip.bin"])],
)
def test_without_a_zip_the_run_stays_complete_and_can_be_saved_again(
    user: ExportUser, on_server: Callable[..., object], content: bytes | None, reason: str, kept: list[str]
) -> None:
    on_server(in_turn(answering(export_outputs(content)), answering(export_outputs(ZIP))))
    user.press("save_export")
    said = user.hears(f"Error: The export could not be saved as {user.target.name}. {reason}")
    assert "needs no new export." in said
    assert user.services.view(user.run.id).run.state is RunState.COMPLETED
    assert user.files() == [user.target.name.removesuffix("zip") + one for one in kept]
    user.press("save_export")
    user.hears("Success: Export saved. ")
    assert user.target.read_bytes() == ZIP


def test_it_can_be_cancelled_and_a_failure_says_what_to_do(
    user: ExportUser, on_server: Callable[..., ScriptedServer]
) -> None:
    def half(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n{"Status": "Complete", "ZipFile": "')
        exchange.send(b"QUFB" * 1_000_000)
        exchange.hold()

    server = on_server(in_turn(half, answering(b"", 500)))
    user.target.write_bytes(b"older")
    user.press("save_export")
    user.qtbot.waitUntil(lambda: " of 8.0 MB received." in user.banner.accessibleName())
    assert "Information: Saving the export" in user.banner.accessibleName()
    for name in ("save_export", "save_logs", "import_export"):
        button = user.button(name)
        assert not button.isEnabled() and button.toolTip() == "The export is being saved."
    user.press("show_in_folder")  # Cancel
    user.qtbot.waitUntil(user.button("save_export").isEnabled)
    assert not user.banner.isVisible()
    user.press("save_export")
    host = server.host_and_port
    said = user.hears(f"Error: The export was not saved as {user.target.name}. {host} returned an error. ")
    assert "Then save it again, which needs no new export" in said
    assert user.target.read_bytes() == b"older" and user.files() == [user.target.name]


def test_a_large_one_is_saved_only_after_a_question(user: ExportUser, on_server: Callable[..., object]) -> None:
    def large(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n{"Status": "Complete", "ZipFile": "QUFB')
        exchange.hold()

    def question() -> QWidget | None:
        return user.view.window().findChild(QWidget, "large_zip_question")

    on_server(in_turn(large, answering(export_outputs(ZIP))))
    user.press("save_export")
    user.qtbot.waitUntil(lambda: question() is not None)
    asked = question()
    assert asked is not None and "The export is larger than 1 GiB. Save it?" in asked.property("text")
    find(asked, QAbstractButton, "save_large_zip").click()
    user.hears("Success: Export saved. ")
    assert user.target.read_bytes() == ZIP


def test_nothing_else_is_saved_meanwhile(user: ExportUser, on_server: Callable[..., ScriptedServer]) -> None:
    server = on_server(Exchange.hold)
    user.press("save_logs")
    user.hears("Information: Saving the logs")
    assert user.button("save_export").toolTip() == "The logs are being saved."
    user.view.save_export()
    user.view.import_export()
    user.qtbot.waitUntil(server.holding.is_set)
    assert len(server.of("GetExecutionOutputs")) == 1
    user.services.runner.cancel(LOG_FILES.key(user.run.id))
    user.qtbot.waitUntil(user.button("save_export").isEnabled)


@pytest.mark.parametrize(
    ("changes", "save", "imports"),
    [
        ({"state": RunState.RUNNING}, "There is no zip before the export has ended.", ""),
        (
            {"state": RunState.RUNNING, "status_word": "Complete"},
            "The zip can be saved once the results of the export have been read.",
            "",
        ),
        ({"state": RunState.UPLOADING, "tracker_id": ""}, "There is no zip before the export has ended.", ""),
        ({"state": RunState.NOT_STARTED, "tracker_id": ""}, "There is no zip: nothing was started.", ""),
        (
            {"state": RunState.FOUND_NOT_STARTED, "tracker_id": ""},
            "No zip is known: a user recorded that nothing was started.",
            "",
        ),
        ({"state": RunState.NO_LONGER_KNOWN}, "There is no zip: the server does not know this tracker id.", ""),
        (
            {"state": RunState.OUTCOME_UNKNOWN, "tracker_id": ""},
            "The zip cannot be saved: the tracker id is not known here.",
            "",
        ),
        ({"state": RunState.STOPPED}, "Only the zip of an export that has completed can be saved.", ""),
        ({"state": RunState.FAILED}, "Only the zip of an export that has completed can be saved.", ""),
        (
            {"configuration": '{"ExportToSFTP": true}'},
            "There is no zip: the data went to a database, SFTP or a folder of the server.",
            "",
        ),
        (
            {"configuration": '{"ExportPlain": true}'},
            None,
            "This export is made for Excel. It is assumed that DMM cannot import it.",
        ),
        ({}, None, None),
        ({"state": RunState.COMPLETED_UNVERIFIED}, None, None),
        ({"configuration": ""}, None, None),
    ],
)
def test_why_it_cannot_be_saved_or_imported(
    user: ExportUser, changes: dict[str, object], save: str | None, imports: str | None
) -> None:
    state = changes.pop("state", RunState.COMPLETED)
    assert isinstance(state, RunState)
    run = sample_export(state, **changes)
    user.services.put(run)
    user.look_at(run)
    for name, reason in (("save_export", save), ("import_export", imports or save)):
        button = user.button(name)
        assert (button.isEnabled(), button.toolTip()) == (reason is None, reason or ""), name
        assert button.accessibleDescription() == (reason or "")


def test_an_import_has_no_export_but_one_that_was_started_elsewhere_may(user: ExportUser) -> None:
    run_id = user.services.put_sample("completed")
    user.view.show_run(run_id)
    assert user.button("save_export").isHidden() and user.button("import_export").isHidden()
    run = replace(user.services.view(run_id).run, zip_path="", configuration="", report=None)
    user.services.put(replace(run, final_report=FinalReport(configuration_type="Export", records=4)))
    user.qtbot.waitUntil(user.button("save_export").isVisible)
    assert user.button("save_export").isEnabled() and user.button("import_export").isEnabled()


def test_the_end_of_the_check_is_told_with_the_run(
    user: ExportUser, on_server: Callable[..., object], services: SampleServices, qtbot: QtBot
) -> None:
    on_server(answering(export_outputs(ZIP)))
    with qtbot.waitSignal(services.check_ended) as told:
        user.press("save_export")
    [check] = told.args or []
    assert (check.path, check.run_id) == (user.target, user.run.id)
    assert str(check.outcome) == "All rows checked: no problems."


def test_a_check_that_is_under_way_ends_though_another_export_replaced_the_file(
    user: ExportUser, on_server: Callable[..., object]
) -> None:
    on_server(answering(export_outputs(ZIP)))
    user.target.write_bytes(ZIP)
    other, ended = replace(user.run, id="other"), list[EndedCheck]()
    user.services.put(other)
    user.services.check_ended.connect(ended.append)
    passed_on: list[str] = []

    def pass_on(run: Run, path: Path, origin: Origin) -> None:
        passed_on.append(run.id)

    for run in (user.run, other):
        user.view._exports._check(run, user.target, partial(pass_on, run))
    user.qtbot.waitUntil(lambda: {one.run_id for one in ended} == {user.run.id, "other"})
    assert passed_on == ["other"], "of the first, the zip is no longer there"
    user.look_at(other)
    user.qtbot.waitUntil(user.button("import_export").isEnabled)


def test_the_path_is_shown_without_control_characters_from_the_start(
    user: ExportUser, on_server: Callable[..., object]
) -> None:
    folder = user._answers.folder / "a\u202eb"
    folder.mkdir()
    user._answers._folder = folder
    on_server(Exchange.hold)
    user.press("save_export")
    said = user.hears("Information: Saving the export")
    assert "\u202e" not in said and r"a\u202eb" in said
    user.press("show_in_folder")  # Cancel
    user.qtbot.waitUntil(lambda: not user.services.runner.busy)
    target = folder / user.target.name
    target.write_bytes(ZIP)
    user.view._exports._check(user.run, target, do_nothing)
    said = user.hears("Information: Export saved. Checking all rows")
    assert "\u202e" not in said and r"a\u202eb" in said
    user.hears("Success: Export saved.")
