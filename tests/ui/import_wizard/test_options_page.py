"""The options page: ids, and a configuration that is a form and a text at once."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.widgets.banner import Banner
from ui.wizard_person import Person

_GIVEN = {"destination_db_connection": "Legacy CRM", "ChunkRecords": 20000, "Nested": {"a": [1, None]}}


@pytest.fixture
def at_options(person: Person, samples: Path) -> Person:
    person.save(connections=(Connection("dev-1", "Archive", "DataDestination"),))
    wizard = person.open()
    wizard.set_destination("dev-1", "Archive")
    person.press("Next")
    person.give_file(samples / "small.zip")
    person.at_page(3)
    return person


def _fields(person: Person) -> dict[str, object]:
    fields: dict[str, object] = json.loads(person.json().toPlainText())
    return fields


def test_form_and_text_are_in_step(at_options: Person) -> None:
    person = at_options
    assert _fields(person) == {"DestinationDBConnection": "Archive", "DataAppendMode": True}
    person.press("JSON")
    person.press("Keep ids")
    assert _fields(person)["DataAppendMode"] is False
    person.json().setPlainText('{"DataAppendMode": true, "SynchronizeUsers": false}')
    assert person.find("Data append mode", QAbstractButton).isChecked()
    assert "Valid JSON" in person.error("Configuration")
    person.press("Form")
    assert person.rows("Other fields") == ["SynchronizeUsers, false, Yes or no"]
    assert person.edit("Append mode").text() == "Yes" and person.edit("Destination connection").text() == "Archive"
    person.press("Back")
    person.press("Next")
    assert person.rows("Other fields") == ["SynchronizeUsers, false, Yes or no"]
    person.press("Next")
    assert person.text("review_configuration").startswith("3 ")


def test_a_file_is_loaded_with_every_field_and_the_destination_page_decides(at_options: Person, tmp_path: Path) -> None:
    person = at_options
    person.dialogs.answer = tmp_path / "import-prod.json"
    person.dialogs.answer.write_text(json.dumps(_GIVEN), encoding="utf-8-sig")
    person.press("Load from file")
    person.idle()
    assert person.rows("Other fields") == ["ChunkRecords, 20000, Number", 'Nested, {"a": [1, null]}, Object']
    banner = person.wizard.findChild(Banner, "configuration_banner")
    assert banner is not None and banner.isVisible()
    assert "names the connection Legacy CRM. Archive will be sent" in banner.accessibleName()
    assert _fields(person) == {**_GIVEN, "destination_db_connection": "Archive", "DataAppendMode": True}
    person.press("Next")
    assert person.text("review_configuration").startswith("import-prod.json, 4 ")
    person.press("Back")
    person.press("JSON")
    person.json().setPlainText("{}")
    assert not banner.isVisible()
    person.press("Next")
    assert person.text("review_configuration").startswith("2 ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_numbers_stay_as_they_were_written(at_options: Person, tmp_path: Path, encoding: str) -> None:
    person = at_options
    person.dialogs.answer = tmp_path / "numbers.json"
    person.dialogs.answer.write_text('{"A": 0.12345678901234567890, "B": [1E5, 9007199254740993]}', encoding)
    person.press("Load from file")
    person.idle()
    assert person.rows("Other fields") == ["A, 0.12345678901234567890, Number", "B, [1E5, 9007199254740993], List"]
    person.press("JSON")
    person.press("Keep ids")
    for number in ("0.12345678901234567890", "1E5", "9007199254740993"):
        assert f" {number}" in person.json().toPlainText()
    person.press("Form")
    person.press("JSON")
    assert " 0.12345678901234567890" in person.json().toPlainText()


@pytest.mark.parametrize("text", ["{ oops", "[1]", '{"a": 1, "a": 2}', "", '{"a": NaN}'])
def test_what_cannot_be_used_stays_as_typed(at_options: Person, text: str) -> None:
    person = at_options
    person.press("JSON")
    person.json().setPlainText(text)
    for way in ("Next", "Form"):
        person.press(way)
        assert person.page == 3 and person.json().toPlainText() == text
        assert person.error("Configuration").startswith("The configuration cannot be used.")
        assert person.json().hasFocus()
    person.press("Keep ids")
    person.press("Back")
    person.press("Next")
    assert person.json().toPlainText() == text
    person.json().setPlainText("{}")
    assert not person.error("Configuration").startswith("The configuration cannot")
    person.press("Next")
    assert person.page == 4 and person.text("review_ids") == "Keep the ids of the file"


@pytest.mark.parametrize("content", [b"{ oops", b"\xff"])
def test_a_file_that_cannot_be_used_says_so(at_options: Person, tmp_path: Path, content: bytes) -> None:
    person = at_options
    person.dialogs.answer = tmp_path / "x.json"
    person.dialogs.answer.write_bytes(content)
    person.press("Load from file")
    person.idle()
    banner = person.wizard.findChild(Banner, "configuration_banner")
    assert banner is not None
    if content == b"{ oops":
        assert person.error("Configuration").startswith("The configuration cannot be used.")
        assert person.json().toPlainText() == "{ oops"
    else:
        assert (
            banner.isVisible()
            and "x.json could not be read. It is not text in UTF-8, or in UTF-16 with a byte order mark."
            in banner.accessibleName()
        )


def test_keeping_ids_in_the_runtime_connection_is_possible_with_a_note(person: Person, samples: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(samples / "small.zip")
    person.at_page(3)
    keep: QWidget = person.find("Keep ids", QWidget)
    assert "ids cannot be kept with Runtime Connection" in keep.accessibleDescription()
    person.press("Keep ids")
    person.press("Next")
    assert person.page == 4 and person.text("review_ids") == "Keep the ids of the file"
