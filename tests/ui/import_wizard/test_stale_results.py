"""No result is beside an input that is another now."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from ui.lookup import find
from ui.wizard_user import WizardUser


def checked(user: WizardUser, path: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()


def test_the_check_says_what_it_checked(user: WizardUser, samples: Path) -> None:
    checked(user, samples / "small.zip")
    user.press("Back")
    assert user.text("check_result") == "All rows checked: no problems."
    user.press("Next")
    user.press("Next")
    assert user.text("review_check") == "All rows checked: no problems."


def test_the_first_letter_takes_the_result_away(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    missing = tmp_path / "nothing here"
    checked(user, samples / "no-structure.zip")
    assert user.rows("Findings")
    user.edit("Zip file").setText(str(samples / "no-structure.zi"))
    wizard = user.wizard
    assert user.text("check_result") == "Nothing is sent until you press Start import."
    for name in ("findings", "entities", "check_progress", "stop_check", "check_again", "file_banner"):
        assert not find(wizard, QWidget, name).isVisible(), name
    seen = [label.text() for label in wizard.findChildren(QLabel) if label.isVisible()]
    assert not any("no-structure" in words for words in seen), "nor at the side"
    user.edit("Zip file").setText(str(missing))
    user.press("Next")
    user.idle()
    assert user.page == 2


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A zip whose check takes a moment."""
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id,Name\r\n" + "1,N'Ada'\r\n" * 2_000_000)
    return path


def test_a_check_of_another_path_is_not_heard(user: WizardUser, large: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(large)
    user.edit("Zip file").setText(str(large) + "x")
    user.idle()
    assert user.page == 2
    assert not find(user.wizard, QWidget, "entities").isVisible()


def test_records_that_cannot_be_counted_are_called_that(user: WizardUser, tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, rows in (("A", "Id;Na,me\n1;2,3\n"), ("B", "Id\n1\n2\n"), ("C", "Id\n")):
            file.writestr(f"{name}_Struct.dmm", "x")
            file.writestr(f"{name}_Data.csv", rows)
    checked(user, path)
    counts = [row.split(", ")[2] for row in user.rows("Entities")]
    assert counts == ["records not counted", "2 records", "no records"]
