"""The options page: ids, and a configuration that is a form and a text at once."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.widgets.banner import Banner
from ui.wizard_user import WizardUser

_GIVEN = {"destination_db_connection": "Legacy CRM", "ChunkRecords": 20000, "Nested": {"a": [1, None]}}


@pytest.fixture
def at_options(user: WizardUser, samples: Path) -> WizardUser:
    user.save(connections=(Connection("dev-1", "Archive", "DataDestination"),))
    wizard = user.open()
    wizard.set_target("dev-1", "Archive")
    user.press("Next")
    user.give_file(samples / "small.zip")
    user.at_page(3)
    return user


def _fields(user: WizardUser) -> dict[str, object]:
    fields: dict[str, object] = json.loads(user.json().toPlainText())
    return fields


def test_form_and_text_are_in_step(at_options: WizardUser) -> None:
    user = at_options
    assert _fields(user) == {"DestinationDBConnection": "Archive", "DataAppendMode": True}
    user.press("JSON")
    user.press("Keep the ids of the file")
    assert _fields(user)["DataAppendMode"] is False
    user.json().setPlainText('{"DataAppendMode": true, "SynchronizeUsers": false}')
    assert user.find("Data append mode", QAbstractButton).isChecked()
    assert "Valid JSON" in user.error("Configuration")
    user.press("Form")
    assert user.rows("Other fields") == ["SynchronizeUsers, false, Yes or no"]
    assert user.edit("Append mode").text() == "Yes" and user.edit("Destination connection").text() == "Archive"
    user.press("Back")
    user.press("Next")
    assert user.rows("Other fields") == ["SynchronizeUsers, false, Yes or no"]
    user.press("Next")
    assert user.text("review_configuration").startswith("3 ")


def test_a_file_is_loaded_with_every_field_and_the_destination_page_decides(
    at_options: WizardUser, tmp_path: Path
) -> None:
    user = at_options
    user.dialogs.path = tmp_path / "import-prod.json"
    user.dialogs.path.write_text(json.dumps(_GIVEN), encoding="utf-8-sig")
    user.press("Load from file")
    user.idle()
    assert user.rows("Other fields") == ["ChunkRecords, 20000, Number", 'Nested, {"a": [1, null]}, Object']
    banner = user.wizard.findChild(Banner, "configuration_banner")
    assert banner is not None and banner.isVisible()
    assert "the configuration named the connection Legacy CRM. Archive will be sent" in banner.accessibleName()
    assert _fields(user) == {**_GIVEN, "destination_db_connection": "Archive", "DataAppendMode": True}
    user.press("Next")
    assert user.text("review_configuration").startswith("import-prod.json, 4 ")
    user.press("Back")
    user.press("JSON")
    user.json().setPlainText("{}")
    assert not banner.isVisible()
    user.press("Next")
    assert user.text("review_configuration").startswith("2 ")


def test_an_entered_connection_is_called_that_once_the_text_shows_the_chosen_one(at_options: WizardUser) -> None:
    user = at_options
    user.press("JSON")
    user.json().setPlainText('{"DestinationDBConnection": "Legacy CRM"}')
    user.press("Form")
    user.press("JSON")
    assert _fields(user)["DestinationDBConnection"] == "Archive"
    banner = user.wizard.findChild(Banner, "configuration_banner")
    assert banner is not None and banner.accessibleName() == (
        "Warning: When it was loaded or entered, the configuration named the connection Legacy CRM. Archive will be "
        "sent, as chosen on the Destination page."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_numbers_stay_as_they_were_written(at_options: WizardUser, tmp_path: Path, encoding: str) -> None:
    user = at_options
    user.dialogs.path = tmp_path / "numbers.json"
    user.dialogs.path.write_text('{"A": 0.12345678901234567890, "B": [1E5, 9007199254740993]}', encoding)
    user.press("Load from file")
    user.idle()
    assert user.rows("Other fields") == ["A, 0.12345678901234567890, Number", "B, [1E5, 9007199254740993], List"]
    user.press("JSON")
    user.press("Keep the ids of the file")
    for number in ("0.12345678901234567890", "1E5", "9007199254740993"):
        assert f" {number}" in user.json().toPlainText()
    user.press("Form")
    user.press("JSON")
    assert " 0.12345678901234567890" in user.json().toPlainText()


@pytest.mark.parametrize("text", ["{ oops", "[1]", '{"a": 1, "a": 2}', "", '{"a": NaN}'])
def test_what_cannot_be_used_stays_as_typed(at_options: WizardUser, text: str) -> None:
    user = at_options
    user.press("JSON")
    user.json().setPlainText(text)
    for way in ("Next", "Form"):
        user.press(way)
        assert user.page == 3 and user.json().toPlainText() == text
        assert user.error("Configuration").startswith("The configuration cannot be used.")
        assert user.json().hasFocus()
    user.press("Keep the ids of the file")
    user.press("Back")
    user.press("Next")
    assert user.json().toPlainText() == text
    user.json().setPlainText("{}")
    assert not user.error("Configuration").startswith("The configuration cannot")
    user.press("Next")
    assert user.page == 4 and user.text("review_ids") == "Keep the ids of the file"


@pytest.mark.parametrize("content", [b"{ oops", b"\xff"])
def test_a_file_that_cannot_be_used_says_so(at_options: WizardUser, tmp_path: Path, content: bytes) -> None:
    user = at_options
    user.dialogs.path = tmp_path / "x.json"
    user.dialogs.path.write_bytes(content)
    user.press("Load from file")
    user.idle()
    banner = user.wizard.findChild(Banner, "configuration_banner")
    assert banner is not None
    if content == b"{ oops":
        assert user.error("Configuration").startswith("The configuration cannot be used.")
        assert user.json().toPlainText() == "{ oops"
    else:
        assert (
            banner.isVisible()
            and "x.json could not be read. It is not text in UTF-8, or in UTF-16 with a byte order mark."
            in banner.accessibleName()
        )


def test_keeping_ids_in_the_runtime_connection_is_possible_with_a_note(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(samples / "small.zip")
    user.at_page(3)
    keep: QWidget = user.find("Keep the ids of the file", QWidget)
    assert "ids cannot be kept with Runtime Connection" in keep.accessibleDescription()
    user.press("Keep the ids of the file")
    assert keep.accessibleDescription() == (
        "According to DMM's documentation, ids cannot be kept with Runtime Connection (migrations)."
    )
    user.press("Next")
    assert user.page == 4 and user.text("review_ids") == "Keep the ids of the file"


def test_the_note_on_appending_names_the_connection_and_promises_nothing(at_options: WizardUser) -> None:
    notes = [label.text() for label in at_options.wizard.findChildren(QLabel) if label.isVisible()]
    assert "Asks DMM to add the records to those in Archive (DEV-1)." in notes
    assert not [note for note in notes if "stay as they are" in note]
