"""The configuration of an export: its form, its text, a file, and an earlier export."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QMenu, QPlainTextEdit, QWidget

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.export_configuration import EXPORT_FIELDS, ExportFieldKind
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.start_wizard.other_fields import OtherFieldsTable
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from ui.drags import drop, files
from ui.export_wizard_user import CUSTOMERS, ExportWizardUser
from ui.lookup import find, focused
from ui.sample_runs import sample_run

_SOURCE = {"DBConnection": "Runtime Connection"}
_SENT = CUSTOMERS | _SOURCE


def _at_configuration(user: ExportWizardUser) -> None:
    user.save()
    user.open()
    user.press("Next")


def test_every_field_is_sent_and_numbers_as_written(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    given = '{"Unknown": [1E5, 0.10], "chunksize": 1e4, "ExportingEntities": [{"Id": 12345678901234567890}]}'
    user.load_configuration(tmp_path / "export.json", given)
    assert user.text("source_of_configuration") == "from export.json"
    assert user.wizard.draft.complete().json_text == (
        '{"Unknown": [1E5, 0.10], "chunksize": 1e4, "ExportingEntities": [{"Id": 12345678901234567890}], '
        '"DBConnection": "Runtime Connection"}'
    )
    assert user.line("ChunkSize").text() == "1e4" and user.edit("Entities").text() == "1 entity"
    assert user.rows("Other fields") == ["Unknown, [1E5, 0.10], List"]
    user.press("Next")
    assert user.page == 3 and user.text("review_configuration") == "export.json, 4 fields"


@pytest.mark.parametrize("name", [name for name, kind in EXPORT_FIELDS.items() if kind is ExportFieldKind.FLAG])
def test_each_flag_can_be_set_and_taken_back(user: ExportWizardUser, tmp_path: Path, name: str) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.box(name).click()
    assert user.sent() == _SENT | {name: True}
    user.box(name).click()
    assert user.sent() == _SENT
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {name: "True"})
    assert user.box(name).isChecked()
    user.box(name).click()
    assert user.sent() == _SENT | {name: False}


@pytest.mark.parametrize("name", [name for name, kind in EXPORT_FIELDS.items() if kind is not ExportFieldKind.FLAG])
def test_each_text_and_number_can_be_set_and_left_out(user: ExportWizardUser, tmp_path: Path, name: str) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {name: "7"})
    assert user.line(name).text() == "7"
    user.line(name).setText("12")
    is_number = EXPORT_FIELDS[name] is ExportFieldKind.NUMBER
    assert user.sent() == _SENT | {name: 12 if is_number else "12"}
    user.line(name).clear()
    assert user.sent() == _SENT


def test_the_text_shows_what_the_form_sets_and_the_other_way_round(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.box("OnlyExportStructure").click()
    user.press("JSON")
    assert json.loads(user.json().toPlainText()) == _SENT | {"OnlyExportStructure": True}
    user.json().setPlainText(json.dumps(CUSTOMERS | {"ExportPlain": True}))
    user.press("Form")
    assert user.box("ExportPlain").isChecked() and not user.box("OnlyExportStructure").isChecked()
    assert user.sent() == _SENT | {"ExportPlain": True}


def test_the_focus_follows_the_view(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.box("ExportPlain").setFocus()
    user.qtbot.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert focused() is user.json()
    user.qtbot.keyClick(focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert focused() is user.edit("Source connection")


@pytest.mark.parametrize("entities", [None, [], "all"])
def test_without_entities_nothing_goes_on(user: ExportWizardUser, tmp_path: Path, entities: object) -> None:
    _at_configuration(user)
    if entities is None:
        user.press("Next")
    else:
        user.load_configuration(tmp_path / "export.json", {"ExportingEntities": entities})
    assert user.page == 2
    assert user.error("Entities") == "The configuration lists no entities. Load one downloaded from DMM."
    user.press("Next")
    assert user.page == 2 and focused() is user.edit("Entities")
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    assert "lists no entities" not in user.error("Entities")
    user.press("Next")
    assert user.page == 3


def test_a_wrong_file_is_shown_with_its_error(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", '{"ExportingEntities": [')
    assert "It is not valid JSON" in user.error("Configuration")
    user.press("Next")
    assert user.page == 2
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {"ExportPlain": "perhaps"})
    assert "Its ExportPlain is neither true nor false." in user.error("Configuration")
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.press("Form")
    assert user.edit("Entities").text() == "2 entities"


def test_a_file_that_cannot_be_read_changes_nothing(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.dialogs.path = tmp_path / "missing.json"
    user.press("Load from file")
    user.idle()
    assert "missing.json" in find(user.wizard, Banner, "configuration_banner").accessibleName()
    assert user.sent() == _SENT


def test_a_wrong_number_is_an_error_at_its_field(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.press("More settings")
    assert focused() is user.line("ChunkSize")
    for wrong in ("many", "-1", "1.5", "007"):
        user.line("ChunkRecords").setText(wrong)
        user.press("Next")
        assert user.page == 2 and user.error("Records per chunk") == "Enter a whole number, such as 20000."
        assert focused() is user.line("ChunkRecords")
    user.line("ChunkRecords").setText("0")
    user.press("Next")
    assert user.page == 3 and user.sent() == _SENT | {"ChunkRecords": 0}


@pytest.mark.parametrize(
    ("flag", "name", "error"),
    [
        ("ExportToDatabase", "DestinationDBConnection", "Enter the connection that receives the data."),
        ("ExportToSFTP", "DestinationSFTPConnection", "Enter the connection that receives the data."),
        ("ExportToFileSystemPath", "DestinationFileSystemPath", "Enter the folder that receives the data."),
        ("UseNewFileName", "NewFileName", "Enter the name of the zip."),
    ],
)
def test_a_flag_asks_for_its_field(user: ExportWizardUser, tmp_path: Path, flag: str, name: str, error: str) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    assert not user.line(name).isVisible()
    user.box(flag).click()
    assert user.line(name).isVisible()
    user.press("Next")
    assert user.page == 2 and user.line(name).accessibleDescription() == error
    user.line(name).setText("there-{date}")
    user.press("Next")
    assert user.page == 3
    is_elsewhere = flag != "UseNewFileName"
    assert find(user.wizard, Banner, "nothing_to_save").isVisible() is is_elsewhere
    assert "there-{date}" in user.text("review_goes_to" if is_elsewhere else "review_file_name")


def test_a_zip_for_excel_is_worth_a_warning(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS)
    user.box("ExportPlain").click()
    assert user.error("For Excel").startswith("It is assumed that DMM cannot import a zip in this format.")
    user.press("Next")
    banner = find(user.wizard, Banner, "plain_export")
    assert banner.isVisible() and banner.accessibleName().startswith(
        "Warning: It is assumed that DMM cannot import a zip for Excel."
    )
    assert user.text("review_goes_to") == "A zip for Excel"
    user.press("Back")
    user.box("ExportToDatabase").click()
    user.line("DestinationDBConnection").setText("DWH")
    user.press("Next")
    assert user.page == 3 and not banner.isVisible(), "a database has no format for Excel"


@pytest.mark.parametrize(
    ("name", "warning", "asked"),
    [
        ("DWH", "This export writes into DWH (DEV-1), which is Production.", "DWH"),
        ("Archive", "", ""),
        ("dwh", "It is not known whether dwh is Production.", "dwh"),
        ("Runtime Connection", "", ""),
    ],
)
def test_a_database_that_may_be_production_is_named_and_typed(
    user: ExportWizardUser, tmp_path: Path, name: str, warning: str, asked: str
) -> None:
    dwh = Connection("dev-1", "DWH", "DataDestination", Stage.PRODUCTION)
    user.save(connections=(dwh, Connection("dev-1", "Archive", "DataDestination")))
    user.open()
    there = {"ExportToDatabase": True, "DestinationDBConnection": name}
    user.go_to_review(tmp_path / "export.json", CUSTOMERS | there)
    banner = find(user.wizard, Banner, "writes_into_database")
    assert banner.isVisible() is bool(warning) and warning in banner.accessibleName()
    is_red = user.find("Start export", QAbstractButton).property("kind") == "production"
    line = user.wizard.findChild(QLineEdit, "confirm_environment_name")
    assert line is not None and (line.isVisible(), is_red) == (bool(asked), bool(asked))
    if asked:
        assert line.accessibleName() == "Confirm connection name"
        assert line.accessibleDescription() == f"Type {asked} to confirm that this export writes into it."


def test_a_database_of_an_unknown_stage_in_an_environment_without_production(
    user: ExportWizardUser, tmp_path: Path
) -> None:
    user.save()
    user.open()
    there = {"ExportToDatabase": True, "DestinationDBConnection": "Elsewhere"}
    user.go_to_review(tmp_path / "export.json", CUSTOMERS | there)
    banner = find(user.wizard, Banner, "writes_into_database")
    assert "It is not known whether Elsewhere is Production." in banner.accessibleName()
    line = user.wizard.findChild(QLineEdit, "confirm_environment_name")
    assert line is not None and not line.isVisible()


def test_an_unexpected_value_is_sent_as_written_unless_it_is_changed(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {"KeepChunkSize": 1, "NewFileName": [2]})
    assert user.box("KeepChunkSize").accessibleDescription().startswith("The configuration has 1 here")
    assert user.line("NewFileName").text() == "[2]"
    assert user.sent() == _SENT | {"KeepChunkSize": 1, "NewFileName": [2]}
    user.box("KeepChunkSize").click()
    assert user.sent() == _SENT | {"KeepChunkSize": True, "NewFileName": [2]}


def test_the_chosen_source_is_sent_instead_of_the_one_in_the_file(user: ExportWizardUser, tmp_path: Path) -> None:
    legacy, archive = Connection("dev-1", "Legacy", "DataSource"), Connection("dev-1", "Archive", "DataDestination")
    user.save(connections=(legacy, archive))
    wizard = user.open()
    assert user.rows("Sources")[1:] == [
        "Runtime Connection, DEV-1, The environment itself, Development",
        "Archive, DEV-1, Data Destination: cannot supply data, Development",
        "Legacy, DEV-1, Data Source, Development",
    ]
    view = user.find("Sources", QAbstractItemView)
    assert not view.model().index(2, 0).flags() & Qt.ItemFlag.ItemIsSelectable
    wizard.set_target("dev-1", "Legacy")
    user.press("Next")
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {"DBConnection": "Other"})
    assert find(wizard, Banner, "configuration_banner").accessibleName() == (
        "Warning: When it was loaded or entered, the configuration named the connection Other. Legacy will be sent, as "
        "chosen on the Source page."
    )
    assert user.sent() == CUSTOMERS | {"DBConnection": "Legacy"}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_earlier_export_can_be_chosen(user: ExportWizardUser) -> None:
    configuration = json.dumps(CUSTOMERS | {"ChunkSize": 5})
    run = sample_run("e", RunState.COMPLETED, type=ExecutionType.EXPORT, zip_path="", configuration=configuration)
    user.services.put(sample_run("i", RunState.COMPLETED))
    _at_configuration(user)
    button = find(user.wizard, QAbstractButton, "earlier_exports")
    assert not button.isVisible(), "there are only imports"
    user.services.put(run)
    assert button.isVisible()
    user.press("Next")
    assert user.error("Entities").endswith(" Load one downloaded from DMM, or choose an earlier export.")
    button.click()
    menu = find(user.wizard, QMenu, "earlier_exports_menu")
    [action] = menu.actions()
    assert action.text().replace("&", "").startswith("PROD-2, today at ")
    find(menu, QAction, "earlier_export_e").trigger()
    menu.close()
    assert user.sent() == _SENT | {"ChunkSize": 5} and user.line("ChunkSize").isVisible()


def test_an_export_again_has_all_its_settings(user: ExportWizardUser) -> None:
    user.save()
    configuration = json.dumps(CUSTOMERS | {"DBConnection": "Runtime Connection", "OnlyExportStructure": True})
    changes = {"root": "https://dev-1.acme.example/DMMAPI/rest/v1", "environment_id": "dev-1", "zip_path": ""}
    run = sample_run(
        "e",
        RunState.COMPLETED,
        type=ExecutionType.EXPORT,
        environment_name="DEV-1",
        connection="Runtime Connection",
        configuration=configuration,
        **changes,
    )
    wizard = user.open()
    wizard.repeat(run)
    user.press("Next")
    assert user.box("OnlyExportStructure").isChecked()
    user.press("Next")
    assert user.page == 3 and json.dumps(user.sent()) == configuration


def test_a_dropped_configuration_is_used(user: ExportWizardUser, tmp_path: Path) -> None:
    user.save()
    wizard = user.open()
    path = tmp_path / "dropped.json"
    path.write_text(json.dumps(CUSTOMERS))
    drop(wizard, files(path.as_uri()))
    user.idle()
    assert user.page == 2 and user.sent() == _SENT
    drop(wizard, files(path.with_suffix(".zip").as_uri()))
    assert "Drop one JSON file" in find(wizard, Banner, "wizard_notice").accessibleName()
    assert user.sent() == _SENT


def test_a_large_configuration_keeps_its_form(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    large = {"ExportingEntities": [{"Name": f"Entity{number}"} for number in range(10_000)]}
    user.load_configuration(tmp_path / "export.json", large)
    user.box("OnlyExportStructure").click()
    assert user.edit("Entities").text() == "10,000 entities"
    user.press("JSON")
    assert user.json().isReadOnly() and find(user.wizard, Banner, "configuration_too_large").isVisible()
    assert user.sent() == large | _SOURCE | {"OnlyExportStructure": True}


def test_the_hint_of_each_field_names_it_as_it_is_sent(user: ExportWizardUser) -> None:
    _at_configuration(user)
    for name in EXPORT_FIELDS:
        assert find(user.wizard, QWidget, f"field_{name}").accessibleDescription().endswith(f"Sent as {name}.")


def test_direction_characters_of_a_configuration_are_shown_as_codes(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    name = "\u202emoc.liveerged" + "x" * 1000
    given = CUSTOMERS | {"ExportToSFTP": True, "DestinationSFTPConnection": name, "KeepChunkSize": [name], name: name}
    user.load_configuration(tmp_path / "export.json", given | {"UseNewFileName": True, "NewFileName": name})
    assert user.box("KeepChunkSize").accessibleDescription().startswith(r'The configuration has ["\u202emoc')
    assert r"\u202emoc" in user.rows("Other fields")[0]
    user.press("Next")
    for row in ("review_goes_to", "review_file_name"):
        assert r"\u202emoc" in user.text(row) and "\u202e" not in user.text(row) and len(user.text(row)) < 600
    assert user.sent() == given | {"UseNewFileName": True, "NewFileName": name} | _SOURCE


def test_the_details_of_another_field_have_all_of_its_value(user: ExportWizardUser, tmp_path: Path) -> None:
    _at_configuration(user)
    value = "x" * 2000
    user.load_configuration(tmp_path / "export.json", CUSTOMERS | {"Unknown": value})
    [row] = user.rows("Other fields")
    assert row.endswith("…, Text")
    table = find(user.wizard, OtherFieldsTable, "other_fields")
    table.selectRow(0)
    table.show_details()
    [dialog] = user.wizard.findChildren(DetailsDialog)
    assert find(dialog, QPlainTextEdit, "details").toPlainText() == f'Field\nUnknown\n\nValue\n"{value}"\n\nType\nText'
    dialog.reject()
