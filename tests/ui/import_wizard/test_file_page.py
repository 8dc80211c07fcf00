"""The file page: typed, dropped, missing, faulty, repacked and large zips."""

import shutil
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dmm_desktop.ui.import_wizard.file_page import path_in
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.wizard_person import Person


def _drop(on: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place, copy, left = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    no_key = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, no_key)
    QApplication.sendEvent(on, enter)
    drop = QDropEvent(place, copy, data, left, no_key)
    if enter.isAccepted():
        QApplication.sendEvent(on, drop)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A zip whose check takes a moment."""
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id,Name\r\n" + "1,'Somebody'\r\n" * 12_000_000)
    return path


def test_a_file_is_asked_for_at_its_field(person: Person) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.press("Next")
    assert person.page == 2
    assert person.error("Zip file") == "Choose the zip file you want to import."
    person.edit("Zip file").setText("x")
    assert person.error("Zip file") == ""


def test_a_missing_drive_is_tried_again_by_next(person: Person, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "drive" / "small.zip"
    person.save()
    person.open()
    person.press("Next")
    person.give_file(path)
    person.idle()
    assert person.page == 2 and person.error("Zip file").startswith("small.zip could not be read.")
    path.parent.mkdir()
    shutil.copy(samples / "small.zip", path)
    person.press("Next")
    person.at_page(3)


def test_errors_stop_unless_the_person_decides_otherwise(person: Person, samples: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(samples / "no-structure.zip")
    person.idle()
    assert person.page == 2
    assert person.rows("Findings")[0].startswith("Error, ")
    person.press("Next")
    assert person.error("Zip file") == "The check found errors. Correct the zip, or start anyway."
    person.press("Start anyway")
    person.press("Next")
    assert person.page == 3
    person.press("Back")
    person.edit("Zip file").setText(str(samples / "small.zip"))
    person.edit("Zip file").editingFinished.emit()
    person.idle()
    assert not find(person.wizard, QWidget, "findings").isVisible()
    assert not find(person.wizard, QWidget, "start_anyway").isVisible()
    assert person.rows("Entities") == [
        "Customer, 456 bytes, 5 records, No findings",
        "ossys_User, 169 bytes, 2 records, No findings",
    ]


def test_what_is_no_zip_cannot_be_started_anyway(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    path.write_bytes(b"Id;Name\n1;x\n")
    person.save()
    person.open()
    person.press("Next")
    person.give_file(path)
    person.idle()
    assert person.rows("Findings")[0].startswith("Error, The file is not a zip")
    assert not find(person.wizard, QWidget, "start_anyway").isVisible()
    person.press("Next")
    assert person.page == 2 and person.error("Zip file") == "This file cannot be imported. Choose another one."


def test_a_finding_that_is_cut_in_its_row_stands_whole_below(person: Person, samples: Path, tmp_path: Path) -> None:
    person.save()
    wizard = person.open()
    person.press("Next")
    person.give_file(samples / "folder.zip")
    person.idle()
    finding = wizard.findChild(QLabel, "finding")
    assert finding is not None
    person.qtbot.waitUntil(finding.isVisible)  # without that anybody has selected it
    assert finding.text().endswith("Zip the files instead of the folder that holds them.")
    wizard.resize(2400, 700)
    person.qtbot.waitUntil(lambda: not finding.isVisible())
    wizard.resize(960, 700)
    person.qtbot.waitUntil(finding.isVisible)


def test_a_zip_that_was_corrected_is_checked_again(person: Person, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    shutil.copy(samples / "no-structure.zip", path)
    person.save()
    person.open()
    person.press("Next")
    person.give_file(path)
    person.idle()
    shutil.copy(samples / "small.zip", path)
    person.press("Check again")
    person.idle()
    assert person.text("check_result") == "Structure checked: no problems."
    person.press("Next")
    assert person.page == 3


def test_a_repacked_copy_takes_the_place_of_the_original(person: Person, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "folder.zip"
    shutil.copy(samples / "folder.zip", path)
    before = path.read_bytes()
    person.save()
    person.open()
    person.press("Next")
    person.give_file(path)
    person.idle()
    banner = person.wizard.findChild(Banner, "file_banner")
    assert banner is not None and "Everything is in the folder Export_20240102/." in banner.accessibleName()
    person.press("Write repacked copy")
    person.idle()
    assert person.edit("Zip file").text() == str(tmp_path / "folder-repacked.zip")
    assert person.text("check_result") == "Structure checked: no problems." and not banner.isVisible()
    assert path.read_bytes() == before


def test_a_copy_that_cannot_be_written_says_why_and_can_be_tried_again(
    person: Person, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    shutil.copy(samples / "folder.zip", folder / "folder.zip")
    person.save()
    person.open()
    person.press("Next")
    person.give_file(folder / "folder.zip")
    person.idle()
    shutil.rmtree(folder)
    person.press("Write repacked copy")
    person.idle()
    banner = person.wizard.findChild(Banner, "file_banner")
    assert banner is not None and banner.isVisible() and banner.accessibleName().startswith("Error: folder.zip could")
    person.find("Write repacked copy", QWidget)


def test_next_waits_for_the_check_and_another_file_ends_it(person: Person, samples: Path, large: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(large)
    assert person.page == 2 and person.text("check_result") == "Checking. The next page will follow."
    person.edit("Zip file").setText(str(samples / "small.zip"))
    person.edit("Zip file").editingFinished.emit()
    assert person.text("check_result") == "Checking…"
    person.idle()
    assert person.page == 2 and person.rows("Entities")[0].startswith("Customer, 456 bytes")
    person.press("Next")
    assert person.page == 3


def test_a_check_ends_with_the_wizard(person: Person, large: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.give_file(large)
    person.press("Back")
    assert person.page == 1
    person.qtbot.keyPress(person.wizard, Qt.Key.Key_Escape)
    assert person.finished == [0]
    person.idle()


def test_a_zip_is_taken_on_every_page_and_by_no_text_field(person: Person, samples: Path) -> None:
    person.save()
    wizard = person.open()
    _drop(wizard, samples / "customers.zip")
    assert person.page == 2
    person.idle()
    assert person.rows("Entities")[0].startswith("Region, ")
    person.press("Next")
    _drop(wizard, samples / "small.zip")
    assert person.page == 2
    person.idle()
    person.press("Next")
    person.press("Next")
    _drop(wizard, samples / "customers.zip")
    assert person.page == 2 and person.edit("Zip file").text() == str(samples / "customers.zip")
    person.idle()
    _drop(wizard, samples)
    assert person.edit("Zip file").text() == str(samples / "customers.zip")
    fields: list[QLineEdit | QPlainTextEdit] = [
        *wizard.findChildren(QLineEdit),
        *wizard.findChildren(QPlainTextEdit),
    ]
    assert [one.objectName() for one in fields if one.acceptDrops() and not one.isReadOnly()] == []


def test_browse_checks_again_what_is_named_already(person: Person, samples: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    person.dialogs.answer = samples / "small.zip"
    person.press("Browse")
    person.idle()
    person.press("Browse")
    assert person.text("check_result") == "Checking…"
    person.idle()
    assert person.text("check_result") == "Structure checked: no problems."


@pytest.mark.parametrize("text", ['"/data/my file.zip"', " /data/my file.zip\n", "file:///data/my%20file.zip"])
def test_a_path_is_understood_as_it_is_copied(text: str) -> None:
    assert path_in(text) == Path("/data/my file.zip")


def test_a_path_that_is_typed_or_pasted_is_checked_without_a_further_step(person: Person, samples: Path) -> None:
    person.save()
    person.open()
    person.press("Next")
    edit = person.edit("Zip file")
    edit.setText(str(samples / "small.zip"))
    person.qtbot.waitUntil(lambda: bool(person.rows("Entities")))
    assert person.page == 2 and edit.hasFocus()
