"""Exports that the wizard starts at a demo environment, or does not start."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox

from demo_process import DemoProcess
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.environment import Connection
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.resources import resource
from dmm_desktop.ui.widgets.banner import Banner
from ui.export_wizard_user import CUSTOMERS, ExportWizardUser
from ui.lookup import find, focused
from ui.sample_runs import sample_export
from ui.start_user import save_demo


def test_the_keyboard_alone_exports_from_the_only_environment(user: ExportWizardUser, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()

        def enter() -> None:
            user.qtbot.keyPress(focused(), Qt.Key.Key_Return)

        enter()
        assert user.page == 2 and focused().objectName() == "load_configuration"
        (tmp_path / "export.json").write_text(json.dumps(CUSTOMERS))
        user.dialogs.path = tmp_path / "export.json"
        enter()
        user.idle()
        user.find("Next", QAbstractButton).setFocus()
        enter()
        assert user.page == 3
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit) and focus.accessibleName() == "One-time token"
        assert focus.echoMode() is QLineEdit.EchoMode.Password
        user.qtbot.keyClicks(focus, demo.one_time_token)
        enter()
        user.qtbot.keyPress(user.wizard, Qt.Key.Key_Return)  # a second Enter, in haste
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert not user.wizard.isVisible()
        assert user.ended() is RunState.COMPLETED
        user.qtbot.waitUntil(lambda: user.finished == [1])
        [start] = demo.received()["starts"]
    assert (start["type"], start["zip_size"] or 0) == ("Export", 0)
    assert start["configuration"] == CUSTOMERS | {"DBConnection": "Runtime Connection"}
    run = user.services.view(user.uploads[0]).run
    assert (run.type, run.environment_name, run.connection) == (ExecutionType.EXPORT, "DEMO-1", "Runtime Connection")


def test_enter_goes_through_an_export_that_is_repeated(user: ExportWizardUser) -> None:
    environment = user.save()
    wizard = user.open()
    wizard.repeat(
        sample_export(
            RunState.COMPLETED,
            environment_id=environment.id,
            root=environment.address,
            configuration=json.dumps(CUSTOMERS),
        )
    )
    for number in (2, 3):
        user.qtbot.keyPress(focused(), Qt.Key.Key_Return)
        assert user.page == number
    assert focused().accessibleName() == "One-time token"


def test_production_as_a_source_needs_no_typed_name(user: ExportWizardUser, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo, stage=Stage.PRODUCTION)
        user.open()
        user.go_to_review(tmp_path / "export.json")
        assert user.text("start_target").startswith("Reads from DEMO-1 on 127.0.0.1")
        assert focused().accessibleName() == "One-time token"
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert user.ended() is RunState.COMPLETED


def test_production_as_the_database_that_is_written_into_needs_its_name(user: ExportWizardUser, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        warehouse = Connection("demo-1", "DWH", "DataDestination", Stage.PRODUCTION)
        save_demo(user, demo, stage=Stage.DEVELOPMENT, connections=(warehouse,))
        user.open()
        there = {"ExportToDatabase": True, "DestinationDBConnection": "DWH"}
        user.go_to_review(tmp_path / "export.json", CUSTOMERS | there)
        assert focused().accessibleName() == "Confirm connection name"
        user.start(demo.one_time_token)
        assert user.error("Confirm connection name") == "Type DWH to confirm."
        assert not user.uploads and demo.received()["starts"] == []
        user.edit("Confirm connection name").setText("DWH")
        user.press("Start export")
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        assert user.ended() is RunState.COMPLETED


def test_a_refused_one_time_token_comes_back_with_everything_else_kept(user: ExportWizardUser, tmp_path: Path) -> None:
    connection = "Demo: one-time token refused"
    with DemoProcess() as demo:
        save_demo(user, demo, connections=(Connection("demo-1", connection, "DataSource"),))
        wizard = user.open()
        wizard.set_target("demo-1", connection)
        user.press("Next")
        user.load_configuration(tmp_path / "export.json", CUSTOMERS)
        user.box("OnlyExportStructure").click()
        user.press("Next")
        user.press("Start export")
        assert user.error("One-time token") == "Enter the one-time token."
        user.edit("Reference").setText("CHG-1")
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: bool(user.uploads))
        user.qtbot.waitUntil(wizard.isVisible)
        assert user.error("One-time token").startswith(f"{demo.host_and_port} refused the one-time token.")
        assert user.text("start_promise") == f"This export from {connection} (DEMO-1) has not started yet."
        assert user.edit("One-time token").text() == "" and user.edit("Reference").text() == "CHG-1"
        assert wizard.focusWidget() is user.edit("One-time token")
        assert user.text("review_records") == "Structure only, without records"
        user.qtbot.waitUntil(lambda: user.services.runs.runs == [])
        user.idle()
        assert user.services.workspace().runs() == () and user.finished == []
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: len(user.uploads) == 2)
        assert user.ended() is RunState.NOTHING_IMPORTED, "it was to export no records"
        assert [one["configuration"]["OnlyExportStructure"] for one in demo.received()["starts"]] == [True, True]


def test_a_refusal_of_the_server_is_shown_with_the_run(user: ExportWizardUser, tmp_path: Path) -> None:
    with DemoProcess() as demo:
        save_demo(user, demo)
        user.open()
        user.go_to_review(tmp_path / "export.json", {"ExportingEntities": [{"Name": "Nothing"}]})
        user.start(demo.one_time_token)
        user.qtbot.waitUntil(lambda: user.finished == [1])
        assert user.ended() is RunState.NOT_STARTED
        assert "ExportingEntities names no entity" in str(user.services.view(user.uploads[0]).run.message)


def test_leaving_the_review_page_asks_first(user: ExportWizardUser, tmp_path: Path) -> None:
    user.save()
    wizard = user.open()
    user.go_to_review(tmp_path / "export.json")
    for answer in ("keep_editing", "discard_now"):
        user.press("Cancel")
        question = find(wizard, QMessageBox, "discard_question")
        assert question.text() == "Discard this export?"
        find(question, QAbstractButton, answer).click()
        user.qtbot.waitUntil(lambda: wizard.findChild(QMessageBox, "discard_question") is None)
        assert wizard.isVisible() is (answer == "keep_editing")


def test_a_change_of_the_configuration_clears_the_one_time_token(user: ExportWizardUser, tmp_path: Path) -> None:
    user.save()
    user.open()
    user.go_to_review(tmp_path / "export.json")
    user.edit("One-time token").setText("otp")
    user.press("Back")
    user.press("Next")
    assert user.edit("One-time token").text() == "otp"
    user.press("Back")
    user.box("OnlyExportStructure").click()
    user.press("Next")
    assert user.edit("One-time token").text() == ""


def test_what_the_api_lacks_is_said_before_the_start(user: ExportWizardUser, tmp_path: Path) -> None:
    environment = user.save(key="key")
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    del description["paths"]["/GetExecutionOutputs"]
    with user.services.workspace().store() as store:
        store.environments.save_check(environment, replace(environment, description=json.dumps(description)))
    user.load()
    wizard = user.open()
    user.go_to_review(tmp_path / "export.json")
    assert find(wizard, Banner, "start_limits").accessibleName() == (
        "Warning: The API of DEV-1 lacks some operations. The zip of the export and its log files cannot be saved "
        "here, and failed entities stay unknown: the API has no usable GetExecutionOutputs."
    )
