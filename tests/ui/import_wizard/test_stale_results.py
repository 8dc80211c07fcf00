"""No result is beside an input that is another now."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from ui.lookup import find
from ui.wizard_person import Person


def checked(person: Person, path: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(path)
    person.idle()


def test_the_check_says_what_it_checked(person: Person, samples: Path) -> None:
    checked(person, samples / "small.zip")
    person.press("Back")
    assert person.text("check_result") == "Structure checked: no problems."
    assert "The rows are not checked." in [label.text() for label in person.wizard.findChildren(QLabel)]
    person.press("Next")
    person.press("Next")
    assert person.text("review_check") == "Structure checked: no problems. The rows are not checked."


def test_the_first_letter_takes_the_result_away(person: Person, samples: Path, tmp_path: Path) -> None:
    missing = tmp_path / "nothing here"
    checked(person, samples / "no-structure.zip")
    assert person.rows("Findings")
    person.edit("Zip file").setText(str(samples / "no-structure.zi"))
    wizard = person.wizard
    assert person.text("check_result") == "Nothing is sent before you press Start import."
    for name in ("findings", "entities", "start_anyway", "check_again", "file_banner"):
        assert not find(wizard, QWidget, name).isVisible(), name
    seen = [label.text() for label in wizard.findChildren(QLabel) if label.isVisible()]
    assert not any("no-structure" in words for words in seen), "nor at the side"
    person.edit("Zip file").setText(str(missing))
    person.press("Next")
    person.idle()
    assert person.page == 2


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A zip whose check takes a moment."""
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id,Name\r\n" + "1,N'Ada'\r\n" * 2_000_000)
    return path


def test_a_check_of_another_path_is_not_heard(person: Person, large: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(large)
    person.edit("Zip file").setText(str(large) + "x")
    person.idle()
    assert person.page == 2
    assert not find(person.wizard, QWidget, "entities").isVisible()


def test_records_that_cannot_be_counted_are_called_that(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, rows in (("A", "Id;Name\n1;N'first\nsecond'\n"), ("B", "Id\n1\n2\n"), ("C", "Id\n")):
            file.writestr(f"{name}_Struct.dmm", "x")
            file.writestr(f"{name}_Data.csv", rows)
    checked(person, path)
    person.press("Back")
    counts = [row.split(", ")[2] for row in person.rows("Entities")]
    assert counts == ["records not counted", "2 records", "no records"]
