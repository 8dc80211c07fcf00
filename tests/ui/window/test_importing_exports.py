"""Import this into…: the saved export becomes an import, which says where its zip comes from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.save_export import last_saved
from dmm_desktop.ui.import_wizard.recent_zips import RecentZips
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.dialog import Question
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import SavedEnvironments
from ui.export_user import exported_by
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices
from ui.start_user import discard
from ui.wizard_user import WizardUser


class Importer:
    """A user of the window who exports PROD-2, and imports what was saved."""

    def __init__(
        self,
        window: MainWindow,
        services: SampleServices,
        answers: FileAnswers,
        demo: DemoProcess,
        qtbot: QtBot,
        configuration: str = "{}",
    ) -> None:
        self.window, self.services, self.demo, self.qtbot = window, services, demo, qtbot
        self.answers = services.dialogs = answers
        [saved] = services.environments.environments
        self.export = exported_by(demo, services, qtbot, saved.environment, configuration)
        window.show_runs()
        qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
        window.runs.select_run(self.export.id)

    @property
    def target(self) -> Path:
        return next(self.answers.folder.iterdir())

    def press(self, name: str) -> None:
        button = find(self.window.progress, QAbstractButton, name)
        self.qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def wizard(self) -> WizardUser:
        """The wizard that opens."""
        found: list[ImportWizard] = []

        def is_open() -> bool:
            found[:] = [one for one in self.window.findChildren(ImportWizard) if one.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(is_open)
        user = WizardUser(self.services, self.qtbot)
        user.wizard = found[0]
        return user

    def restart(self) -> None:
        """Forget what is only in memory, as a restart does, and read the runs."""
        self.qtbot.waitUntil(lambda: not self.services.runner.busy)
        self.services.saved_exports.clear()
        stored = self.services.workspace().run(self.export.id)
        assert stored is not None
        self.services.view(self.export.id).run = stored

    def question(self) -> Question:
        """The question that opens."""
        found: list[Question] = []

        def is_open() -> bool:
            found[:] = [one for one in self.window.findChildren(Question, "save_again_question") if one.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(is_open)
        return found[0]

    def review(self, user: WizardUser, destination: str, demo: DemoProcess) -> None:
        """Go to the last page, and fill it in."""
        user.wizard.set_target(destination)
        user.press("Next")
        user.idle()
        user.press("Next")
        user.at_page(3)
        user.press("Next")
        user.at_page(4)
        user.edit("One-time token").setText(demo.one_time_token)

    def imported(self) -> Run:
        """The import, once it has ended."""
        self.qtbot.waitUntil(lambda: len(self.services.runs.runs) == 2)
        run_id = self.services.runs.runs[0].run.id
        self.qtbot.waitUntil(lambda: self.services.view(run_id).run.state.is_final)
        run = self.services.view(run_id).run
        assert run.state is RunState.COMPLETED
        return run


@pytest.fixture(scope="module")
def other_demo() -> Iterator[DemoProcess]:
    """A server that is not that of PROD-2, whose stage would apply there."""
    with DemoProcess() as process:
        yield process


@pytest.fixture
def importer(
    window: MainWindow, services: SampleServices, answers: FileAnswers, demo: DemoProcess, qtbot: QtBot
) -> Importer:
    return Importer(window, services, answers, demo, qtbot)


def test_it_is_saved_first_and_the_import_says_where_it_comes_from(
    importer: Importer, saved_environments: SavedEnvironments, other_demo: DemoProcess
) -> None:
    saved_environments.put("TEST-1", other_demo.address, other_demo.token, stage=Stage.TEST)
    importer.press("import_export")
    user = importer.wizard()
    assert user.page == 1, "where it goes is for the user to choose"
    importer.review(user, "TEST-1", other_demo)
    host, tracker_id = importer.demo.host_and_port, importer.export.tracker_id
    assert user.text("review_origin") == f"The zip was exported from PROD-2 on {host}, tracker id {tracker_id}."
    user.press("Start import")
    run = importer.imported()
    assert (run.environment_name, run.zip_path) == ("TEST-1", str(importer.target))
    origin = run.proven_origin
    assert origin is not None
    assert (origin.environment, origin.tracker_id, origin.stage) == (
        "PROD-2",
        importer.export.tracker_id,
        Stage.PRODUCTION,
    )
    assert run.records_done == importer.export.records_done
    importer.window.runs.select_run(run.id)
    label = find(importer.window.progress, QLabel, "file_origin")
    assert label.isVisible() and label.text() == f"Exported from PROD-2 on {importer.demo.host_and_port}"


def test_the_menu_of_the_export_imports_it_too(importer: Importer) -> None:
    runs = find(importer.window.runs, RunList, "runs")
    find(runs.menu_of(importer.services.view(importer.export.id)), QAction, "menu_import_export").trigger()
    user = importer.wizard()
    assert user.page == 1 and user.wizard.draft.origin is not None
    assert user.wizard.draft.origin.tracker_id == importer.export.tracker_id
    user.wizard.reject()


def test_an_export_that_is_saved_meanwhile_leaves_an_open_wizard_alone(importer: Importer) -> None:
    """The destination of that wizard was chosen for another zip."""
    importer.press("import_export")
    importer.window.import_data("PROD-2")
    user = importer.wizard()
    banner = find(importer.window.progress, Banner, "notice")
    importer.qtbot.waitUntil(lambda: "Export saved." in banner.accessibleName())
    user.idle()
    assert user.wizard.draft.zip_path is None
    user.wizard.reject()
    importer.press("notice_second")
    user = importer.wizard()
    assert (user.wizard.draft.zip_path, user.wizard.draft.origin is None) == (importer.target, False)
    user.wizard.reject()


def test_from_production_to_production_it_asks_again(importer: Importer) -> None:
    importer.press("save_export")
    importer.press("notice_second")
    user = importer.wizard()
    importer.review(user, "PROD-2", importer.demo)
    user.edit("Confirm environment name").setText("PROD-2")
    user.press("Start import")
    question = find(user.wizard, Question, "production_question")
    assert question.text() == "Import data of Production into Production?"
    assert question.informativeText() == (
        f"The zip was exported from PROD-2 on {importer.demo.host_and_port}, and this import writes into PROD-2 on "
        f"{importer.demo.host_and_port}. Both are Production."
    )
    find(question, QAbstractButton, "do_not_start").click()
    assert len(importer.services.runs.runs) == 1 and user.wizard.isVisible()
    user.press("Start import")
    importer.qtbot.waitUntil(lambda: len(user.wizard.findChildren(Question, "production_question")) == 1)
    find(find(user.wizard, Question, "production_question"), QAbstractButton, "start_into_production").click()
    assert importer.imported().proven_origin is not None


def test_however_the_saved_zip_is_chosen_it_is_known_where_it_comes_from(
    importer: Importer, saved_environments: SavedEnvironments, other_demo: DemoProcess, tmp_path: Path
) -> None:
    """From Production to Production it is asked about even if the zip was dropped, or rehearsed before a start."""
    saved_environments.put("TEST-1", other_demo.address, other_demo.token, stage=Stage.TEST)
    importer.press("save_export")
    banner = find(importer.window.progress, Banner, "notice")
    importer.qtbot.waitUntil(lambda: "rows checked" in banner.accessibleName())
    copy = Path(shutil.copy(importer.target, tmp_path / "copy.zip"))
    importer.qtbot.waitUntil(lambda: not importer.services.runner.busy)
    importer.services.saved_exports.clear()  # as after a start
    stored = importer.services.workspace().run(importer.export.id)
    assert stored is not None and stored.proven_origin is None, "an export is not from an export"
    assert stored.origin is not None and stored.origin == importer.services.view(importer.export.id).run.origin
    importer.window.import_data("TEST-1", zip_path=copy)
    user = importer.wizard()
    importer.review(user, "TEST-1", other_demo)
    assert user.text("review_origin").startswith("The zip was exported from PROD-2 on ")
    user.press("Start import")
    assert importer.imported().proven_origin is not None
    importer.services.saved_exports.clear()  # as after a start
    importer.window.import_data("PROD-2", zip_path=copy)
    user = importer.wizard()
    importer.review(user, "PROD-2", importer.demo)
    user.edit("Confirm environment name").setText("PROD-2")
    user.press("Start import")
    question = find(user.wizard, Question, "production_question")
    assert "The zip was exported from PROD-2 on " in question.informativeText()
    find(question, QAbstractButton, "do_not_start").click()
    discard(user.wizard)


def test_a_file_that_was_changed_is_not_from_there(
    importer: Importer, saved_environments: SavedEnvironments, other_demo: DemoProcess
) -> None:
    saved_environments.put("TEST-1", other_demo.address, other_demo.token, stage=Stage.TEST)
    importer.press("import_export")
    user = importer.wizard()
    user.wizard.reject()
    assert len(importer.answers.asked) == 1
    importer.press("import_export")
    user = importer.wizard()
    assert len(importer.answers.asked) == 1, "it is saved already"
    importer.review(user, "TEST-1", other_demo)
    importer.target.write_bytes(importer.target.read_bytes().replace(b"Region", b"Legion"))
    user.press("Start import")
    user.at_page(2)
    user.idle()
    user.press("Next")
    user.at_page(3)
    user.press("Next")
    user.at_page(4)
    said = user.text("review_origin")
    assert said.startswith("Not known: the file has changed since it was exported from PROD-2 on ")
    user.edit("One-time token").setText(other_demo.one_time_token)
    user.press("Start import")
    assert importer.imported().origin is None


@pytest.mark.parametrize("is_gone", [False, True])
def test_after_a_restart_the_saved_zip_is_used_while_it_is_there_unchanged(importer: Importer, is_gone: bool) -> None:
    importer.press("save_export")
    banner = find(importer.window.progress, Banner, "notice")
    importer.qtbot.waitUntil(lambda: "rows checked" in banner.accessibleName())
    saved = importer.target.read_bytes()
    importer.restart()
    importer.press("import_export")
    user = importer.wizard()
    origin = user.wizard.draft.origin
    assert user.wizard.draft.zip_path == importer.target and len(importer.answers.asked) == 1
    assert origin is not None and origin.tracker_id == importer.export.tracker_id
    user.wizard.reject()
    importer.qtbot.waitUntil(lambda: not importer.services.runner.busy)  # Windows moves no file that is read
    if is_gone:
        importer.target.rename(importer.target.with_name("elsewhere.zip"))
    else:
        importer.target.write_bytes(saved + b"\0")
    importer.press("import_export")
    question = importer.question()
    reason = (
        "The saved zip is no longer there." if is_gone else "The zip has changed since it was saved from this export."
    )
    assert question.text() == f"{reason} Save the export again?"
    assert f"It was saved as {importer.services.view(importer.export.id).run.saved_as}. " in question.informativeText()
    find(question, QAbstractButton, "no_export_again").click()
    assert len(importer.answers.asked) == 1
    importer.press("import_export")
    find(importer.question(), QAbstractButton, "save_export_again").click()
    user = importer.wizard()
    assert len(importer.answers.asked) == 2 and user.wizard.draft.zip_path is not None
    assert user.wizard.draft.zip_path.read_bytes() == saved
    user.wizard.reject()


def test_after_a_restart_an_export_with_errors_is_not_imported_without_a_word(
    window: MainWindow,
    services: SampleServices,
    answers: FileAnswers,
    demo: DemoProcess,
    qtbot: QtBot,
    saved_environments: SavedEnvironments,
    other_demo: DemoProcess,
) -> None:
    importer = Importer(window, services, answers, demo, qtbot, '{"DBConnection": "Demo: entity errors"}')
    assert importer.export.state is RunState.COMPLETED_WITH_ERRORS
    saved_environments.put("TEST-1", other_demo.address, other_demo.token, stage=Stage.TEST)
    importer.press("save_export")
    banner = find(window.progress, Banner, "notice")
    qtbot.waitUntil(lambda: "rows checked" in banner.accessibleName())
    find(banner, QAbstractButton, "notice_dismiss").click()
    importer.restart()
    importer.press("import_export")
    lacking = "3 entities of the export have errors: the zip may lack records."
    qtbot.waitUntil(lambda: banner.isVisible() and lacking in banner.accessibleName())
    importer.press("notice_second")
    user = importer.wizard()
    importer.review(user, "TEST-1", other_demo)
    said = f"The zip was exported from Demo: entity errors (PROD-2) on {demo.host_and_port}, tracker id "
    assert user.text("review_origin").startswith(said) and lacking in user.text("review_origin")
    assert find(user.wizard, QLabel, "review_origin").property("tone") == "warn"
    user.press("Start import")
    run = importer.imported()
    assert lacking in report_page(run, datetime.now(UTC)).replace("<wbr>", "")


def test_another_execution_under_a_new_tracker_id_has_no_saved_zip(importer: Importer) -> None:
    importer.press("import_export")
    importer.wizard().wizard.reject()
    run = importer.services.view(importer.export.id).run
    assert last_saved(run) is not None and last_saved(replace(run, tracker_id="another")) is None


def test_recent_zips_have_the_saved_export(importer: Importer) -> None:
    importer.press("import_export")
    importer.wizard().wizard.reject()
    importer.restart()
    importer.window.import_data("PROD-2", "Archive")
    user = importer.wizard()
    user.press("Next")
    button = find(user.wizard, RecentZips, "recent_zips")
    importer.qtbot.waitUntil(button.isVisible)
    menu = button.make_menu()
    [action] = [one for one in menu.actions() if one.objectName().startswith("recent_zip_")]
    assert "exported from PROD-2" in action.text() and str(importer.target) in action.toolTip()
    action.trigger()
    menu.deleteLater()
    assert user.wizard.draft.zip_path == importer.target and user.wizard.draft.file_origin is not None
    user.wizard.reject()


def test_the_source_of_the_export_is_marked_and_never_preselected(importer: Importer) -> None:
    """PROD-2 itself is the only destination here: its Data Source receives nothing."""
    services = importer.services
    with services.workspace().store() as store:
        for connection in store.connections.list("PROD-2"):
            store.connections.remove("PROD-2", connection.name)
    with importer.qtbot.waitSignal(services.environments.changed):
        services.environments.load(importer.window.show_error)
    importer.press("import_export")
    user = importer.wizard()
    [_, row] = user.rows("Destinations")
    assert row == "Runtime Connection, PROD-2, The export came from here, Production"
    assert user.wizard.draft.target is None
    user.press("Next")
    assert user.page == 1 and user.error("Destinations") == "Choose where the data should go."
    user.wizard.set_target("PROD-2")
    assert user.text("stage_reason") == ("The export came from here. Append mode would duplicate its records.")
    user.press("Next")
    user.at_page(2)
    user.idle()
    user.press("Back")
    assert user.wizard.draft.target is not None, "the end of the check does not change the choice"


def test_another_connection_of_the_source_is_not_marked(importer: Importer) -> None:
    importer.press("import_export")
    user = importer.wizard()
    rows = [row for row in user.rows("Destinations") if row.startswith("Archive")]
    assert len(rows) == 1 and "came from here" not in rows[0]
    user.wizard.set_target("PROD-2", "Archive")
    assert user.text("stage_reason") == ""
    other = importer.target.with_name("other.zip")
    other.write_bytes(importer.target.read_bytes().replace(b"Region", b"Legion"))
    user.wizard.set_file(other)
    user.idle()
    user.press("Back")
    assert not [row for row in user.rows("Destinations") if "came from here" in row], "another file was chosen"


def test_beside_an_open_wizard_the_banner_says_that_the_saved_zip_is_gone(importer: Importer) -> None:
    importer.press("import_export")
    importer.wizard().wizard.reject()
    importer.restart()
    importer.target.rename(importer.target.with_name("elsewhere.zip"))
    importer.press("import_export")
    importer.window.import_data("PROD-2")
    user = importer.wizard()
    banner = find(importer.window.progress, Banner, "notice")
    saved_as = importer.services.view(importer.export.id).run.saved_as
    said = f"Warning: The saved zip is no longer there. {saved_as}"
    importer.qtbot.waitUntil(lambda: banner.accessibleName() == said)
    assert not find(banner, QAbstractButton, "show_in_folder").isVisible()
    user.wizard.reject()
    importer.press("notice_second")
    assert importer.question().text() == "The saved zip is no longer there. Save the export again?"
    find(importer.question(), QAbstractButton, "no_export_again").click()
