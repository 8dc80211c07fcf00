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
from ui.wizard_user import WizardUser


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
        archive.writestr("Customer_Data.csv", "Id,Name\r\n" + "1,N'Ada'\r\n" * 12_000_000)
        archive.writestr("ossys_User_Struct.dmm", "{}")
        archive.writestr("ossys_User_Data.csv", "Id\r\n1\r\n")
    return path


def test_a_file_is_asked_for_at_its_field(user: WizardUser) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.press("Next")
    assert user.page == 2
    assert user.error("Zip file") == "Choose the zip file you want to import."
    user.edit("Zip file").setText("x")
    assert user.error("Zip file") == ""


def test_a_missing_drive_is_tried_again_by_next(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "drive" / "small.zip"
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    assert user.page == 2 and user.error("Zip file").startswith("small.zip could not be read.")
    path.parent.mkdir()
    shutil.copy(samples / "small.zip", path)
    user.press("Next")
    user.at_page(3)


def test_errors_are_shown_before_the_next_page(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(samples / "no-structure.zip")
    user.idle()
    assert user.page == 2
    assert user.rows("Findings")[0].startswith("Error, ")
    user.press("Next")
    assert user.page == 3
    user.press("Back")
    user.edit("Zip file").setText(str(samples / "small.zip"))
    user.edit("Zip file").editingFinished.emit()
    user.idle()
    assert not find(user.wizard, QWidget, "findings").isVisible()
    assert user.rows("Entities") == [
        "Customer, 456 bytes, 5 records, No findings",
        "ossys_User, 169 bytes, 2 records, No findings",
    ]


def test_what_is_no_zip_cannot_be_started_anyway(user: WizardUser, tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    path.write_bytes(b"Id;Name\n1;x\n")
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    assert user.rows("Findings")[0].startswith("Error, The file is not a zip")
    user.press("Next")
    assert user.page == 2 and user.error("Zip file") == "This file cannot be imported. Choose another one."


def test_a_finding_that_is_cut_in_its_row_stands_whole_below(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    user.save()
    wizard = user.open()
    user.press("Next")
    user.give_file(samples / "folder.zip")
    user.idle()
    finding = wizard.findChild(QLabel, "finding")
    assert finding is not None
    user.qtbot.waitUntil(finding.isVisible)  # without that anybody has selected it
    assert finding.text().endswith("Zip the files instead of the folder that holds them.")
    wizard.resize(2400, 700)
    user.qtbot.waitUntil(lambda: not finding.isVisible())
    wizard.resize(960, 700)
    user.qtbot.waitUntil(finding.isVisible)


def test_a_zip_that_was_corrected_is_checked_again(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    shutil.copy(samples / "no-structure.zip", path)
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    shutil.copy(samples / "small.zip", path)
    user.press("Check again")
    user.idle()
    assert user.text("check_result") == "All rows checked: no problems."
    user.press("Next")
    assert user.page == 3


def test_a_repacked_copy_takes_the_place_of_the_original(user: WizardUser, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "folder.zip"
    shutil.copy(samples / "folder.zip", path)
    before = path.read_bytes()
    user.save()
    user.open()
    user.press("Next")
    user.give_file(path)
    user.idle()
    banner = user.wizard.findChild(Banner, "file_banner")
    assert banner is not None and "Everything is in the folder Export_20240102/." in banner.accessibleName()
    user.press("Write repacked copy")
    user.idle()
    assert user.edit("Zip file").text() == str(tmp_path / "folder-repacked.zip")
    assert user.text("check_result") == "All rows checked: no problems." and not banner.isVisible()
    assert path.read_bytes() == before


def test_a_copy_that_cannot_be_written_says_why_and_can_be_tried_again(
    user: WizardUser, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    shutil.copy(samples / "folder.zip", folder / "folder.zip")
    user.save()
    user.open()
    user.press("Next")
    user.give_file(folder / "folder.zip")
    user.idle()
    shutil.rmtree(folder)
    user.press("Write repacked copy")
    user.idle()
    banner = user.wizard.findChild(Banner, "file_banner")
    assert banner is not None and banner.isVisible() and banner.accessibleName().startswith("Error: folder.zip could")
    user.find("Write repacked copy", QWidget)


def test_next_goes_on_during_the_check_and_another_file_ends_it(user: WizardUser, samples: Path, large: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(large)
    assert user.page == 2 and user.text("check_result") == "Checking. The next page will follow."
    user.at_page(3)  # before all rows have been checked
    assert user.services.runner.busy
    user.press("Back")
    assert user.text("check_result") == "So far: no problems."
    user.edit("Zip file").setText(str(samples / "small.zip"))
    user.edit("Zip file").editingFinished.emit()
    assert user.text("check_result") == "Checking…"
    user.idle()
    assert user.page == 2 and user.rows("Entities")[0].startswith("Customer, 456 bytes")
    user.press("Next")
    assert user.page == 3


def test_a_check_ends_with_the_wizard(user: WizardUser, large: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.give_file(large)
    user.press("Back")
    assert user.page == 1
    user.qtbot.keyPress(user.wizard, Qt.Key.Key_Escape)
    assert user.finished == [0]
    user.idle()


def test_a_zip_is_taken_on_every_page_and_by_no_text_field(user: WizardUser, samples: Path) -> None:
    user.save()
    wizard = user.open()
    _drop(wizard, samples / "customers.zip")
    assert user.page == 2
    user.idle()
    assert user.rows("Entities")[0].startswith("Region, ")
    user.press("Next")
    _drop(wizard, samples / "small.zip")
    assert user.page == 2
    user.idle()
    user.press("Next")
    user.press("Next")
    _drop(wizard, samples / "customers.zip")
    assert user.page == 2 and user.edit("Zip file").text() == str(samples / "customers.zip")
    user.idle()
    _drop(wizard, samples)
    assert user.edit("Zip file").text() == str(samples / "customers.zip")
    fields: list[QLineEdit | QPlainTextEdit] = [
        *wizard.findChildren(QLineEdit),
        *wizard.findChildren(QPlainTextEdit),
    ]
    assert [one.objectName() for one in fields if one.acceptDrops() and not one.isReadOnly()] == []


def test_browse_checks_again_what_is_named_already(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.dialogs.path = samples / "small.zip"
    user.press("Browse")
    user.idle()
    user.press("Browse")
    assert user.text("check_result") == "Checking…"
    user.idle()
    assert user.text("check_result") == "All rows checked: no problems."


@pytest.mark.parametrize("text", ['"/data/my file.zip"', " /data/my file.zip\n", "file:///data/my%20file.zip"])
def test_a_path_is_understood_as_it_is_copied(text: str) -> None:
    assert path_in(text) == Path("/data/my file.zip")


def test_a_path_that_is_typed_or_pasted_is_checked_without_a_further_step(user: WizardUser, samples: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    edit = user.edit("Zip file")
    edit.setText(str(samples / "small.zip"))
    user.qtbot.waitUntil(lambda: bool(user.rows("Entities")))
    assert user.page == 2 and edit.hasFocus()


def test_direction_characters_in_names_of_files_are_shown_as_codes(
    user: WizardUser, samples: Path, tmp_path: Path
) -> None:
    named, user.dialogs.path = tmp_path / "a\u202epiz.zip", tmp_path / "a\u202enosj.json"
    shutil.copy(samples / "small.zip", named)
    user.dialogs.path.write_text("{}")
    user.save()
    user.open()
    user.press("Next")
    user.give_file(named)
    user.at_page(3)
    user.press("Load from file")
    user.idle()
    user.press("Next")
    user.at_page(4)
    assert user.text("review_file").startswith(r"a\u202epiz.zip, ")
    assert user.text("review_configuration").startswith(r"a\u202enosj.json, ")
    labels = [label.text() for label in user.wizard.findChildren(QLabel)]
    assert not [text for text in labels if "\u202e" in text]
