"""The check in the wizard: it goes on in the background, its errors block the start, and its results can be read,
filtered, saved and traced to the row in the file."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from demo_process import DemoProcess
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.ui.import_wizard.findings_table import FindingsTable
from dmm_desktop.ui.widgets.banner import Banner
from ui.import_wizard.checked_zips import ANA, results_of, review, started, zip_of
from ui.lookup import find
from ui.page_fixtures import double_click
from ui.wizard_user import WizardUser


def _check(user: WizardUser, path: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(path))
    user.edit("Zip file").editingFinished.emit()
    user.idle()


def test_errors_block_the_start_until_the_user_confirms(user: WizardUser, demo: DemoProcess, faulty: Path) -> None:
    review(user, demo, faulty)
    user.idle()
    assert user.text("review_check") == "All rows checked: 1 error, 2 warnings."
    user.press("Start import")
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert question.text() == "The check found 1 error. Start the import anyway?"
    guess = "This import would probably fail."
    assert question.informativeText() == f"{guess} The run will show that you started it anyway."
    banner = find(user.wizard, Banner, "check_errors").accessibleName()
    assert f"{guess} Correct the zip, or start anyway." in banner
    default = question.defaultButton()
    assert default is not None and default.objectName() == "do_not_start"
    user.press("Do not start")
    assert user.uploads == [] and user.page == 4
    assert user.edit("One-time token").text() == demo.one_time_token
    user.press("Start import")
    user.press("Start anyway")
    run = started(user)
    assert run.state is RunState.COMPLETED
    assert run.zip_check == ZipCheck(CheckState.FINISHED, 1, 2, started_anyway=True, rows=11)
    assert _stored_with(b"Kowalczyk", user, run) == [], "values of the zip are neither stored nor passed on"
    assert "run.json" in _stored_with(b"started_anyway", user, run)


def _stored_with(words: bytes, user: WizardUser, run: Run) -> list[str]:
    """The files of the data folder and of a support bundle that contain these words."""
    root, target = user.services.workspace().paths.root, Path("bundle.zip")
    bundle = support_bundle(user.services.context, root, run, target, CancelToken(), ignore_progress)
    found = [path.name for path in root.rglob("*") if path.is_file() and words in path.read_bytes()]
    with zipfile.ZipFile(bundle.path) as archive:
        return found + [name for name in archive.namelist() if words in archive.read(name)]


def test_warnings_never_block(user: WizardUser, demo: DemoProcess, tmp_path: Path) -> None:
    review(user, demo, zip_of(tmp_path / "a.zip", ANA + "2,'Bo',2024-01-02T03:04:05\r\n"))
    user.press("Start import")
    run = started(user)
    assert run.zip_check == ZipCheck(CheckState.FINISHED, 0, 1, rows=3)


def test_content_warnings_block_where_the_environment_wants_that(
    user: WizardUser, demo: DemoProcess, tmp_path: Path
) -> None:
    [saved] = user.services.environments.environments
    with user.services.workspace().store() as store:
        store.environments.update(replace(saved.environment, strict_check=True))
    user.load()
    review(user, demo, zip_of(tmp_path / "a.zip", ANA + "2,'Bo',2024-01-02T03:04:05\r\n"))
    user.qtbot.waitUntil(lambda: user.text("review_check") == "All rows checked: 1 error.")
    user.press("Start import")
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert "fail" not in question.informativeText()
    assert question.informativeText().startswith("This environment is set to treat warnings about values as errors.")
    question.reject()


def test_the_rule_about_ids_follows_the_choice_on_the_options_page(user: WizardUser, tmp_path: Path) -> None:
    _check(user, zip_of(tmp_path / "a.zip", ANA + ANA))
    assert user.text("check_result") == "All rows checked: no problems."
    user.press("Next")
    user.press("Keep the ids of the file")
    user.press("Back")
    [row] = user.rows("Findings")
    assert row.startswith("Warning, Customer_Data.csv, line 3: the id is the same")


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openDocument")
def test_results_are_filtered_and_saved(user: WizardUser, faulty: Path, tmp_path: Path) -> None:
    _check(user, faulty)
    dialog = results_of(user)
    assert [row.split(",")[0] for row in user.rows("All findings")] == ["Error", "Warning", "Warning"]
    severity, file = find(dialog, QComboBox, "severity_filter"), find(dialog, QComboBox, "file_filter")
    severity.setCurrentIndex(1)
    [row] = user.rows("All findings")
    assert "the number of values is 2, but the header has 3 columns" in row
    assert [file.itemText(place) for place in range(file.count())] == ["All files", "Customer_Data.csv"]
    severity.setCurrentIndex(0)
    file.setCurrentIndex(1)
    assert len(user.rows("All findings")) == 3
    user.press("Save as CSV")
    user.idle()
    saved = Path("faulty-findings.csv")
    with saved.open(encoding="utf-8-sig", newline="") as lines:
        notice, titles, *rows = csv.reader(lines)
    assert notice == ["This file quotes data from the zip. Handle it like the zip itself."]
    assert len(rows) == 3 and titles[2:6] == ["File", "Line", "Column", "Found"]
    assert rows[1][2:6] == ["Customer_Data.csv", "7", "Name", "'Kowalczyk'"]
    severity.setCurrentIndex(1)
    user.press("Save as CSV")
    user.idle()
    with saved.open(encoding="utf-8-sig", newline="") as lines:
        _, _, *rows = csv.reader(lines)
    assert [row[1] for row in rows[:-1]] == ["Error"], "as listed"
    assert rows[-1][-1] == "This file has only the findings that match a filter: 1 of 3."
    user.press("Save check sheet")
    user.idle()
    page = Path("faulty-check.html").read_text("utf-8")
    assert "This page quotes data from the zip." in page and "&#x27;Kowalczyk&#x27;" in page
    user.dialogs.has_file_manager = False
    user.press("Show in folder")
    said = find(dialog, Banner, "check_banner").accessibleName()
    assert "Open it yourself: " in said


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_finding_leads_to_its_row_with_the_column_marked(user: WizardUser, faulty: Path, by_key: bool) -> None:
    _check(user, faulty)
    dialog = results_of(user)
    table = find(dialog, FindingsTable, "all_findings")
    table.setCurrentIndex(table.model().index(1, 0))
    if by_key:
        user.qtbot.keyClick(table, Qt.Key.Key_Return)
    else:
        place = table.visualRect(table.currentIndex()).center()
        double_click(table.viewport(), place)
    row = find(dialog, QDialog, "row_dialog")
    lines = find(row, QPlainTextEdit, "row_lines")
    user.qtbot.waitUntil(lambda: bool(lines.toPlainText()))
    assert lines.toPlainText().splitlines()[3] == " 7  6,'Kowalczyk',2024-01-02T03:04:05"
    marked = [one.cursor.selectedText() for one in lines.extraSelections()]
    assert "'Kowalczyk'" in marked
    assert user.rows("Values of the row") == ["Id: 6", "Name: 'Kowalczyk'", "On: 2024-01-02T03:04:05"]
    find(row, QAbstractButton, "close_row").click()


def test_the_row_of_a_file_that_has_changed_is_not_shown(user: WizardUser, faulty: Path) -> None:
    """Nothing was to be started, so the message speaks of the check; there are no lines to copy."""
    _check(user, faulty)
    table = find(results_of(user), FindingsTable, "all_findings")
    faulty.write_bytes(faulty.read_bytes() + b" ")
    table.doubleClicked.emit(table.model().index(1, 0))
    row = find(user.wizard, QDialog, "row_dialog")
    banner = find(row, Banner, "row_banner")
    user.qtbot.waitUntil(banner.isVisible)
    assert banner.accessibleName() == (
        "Error: faulty.zip changed while it was in use. Another program wrote to the file after it was checked. "
        "Wait until the file is complete, then check it again."
    )
    assert not find(row, QAbstractButton, "copy_lines").isEnabled()
    row.close()


def test_values_that_fit_are_not_scrolled(user: WizardUser, tmp_path: Path) -> None:
    path = tmp_path / "wide.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Customer_Struct.dmm", "{}")
        archive.writestr("Customer_Data.csv", "Id,Name,A,B,C,D\r\n" + "0,N'Al',1,2,3,4\r\n" * 4 + "1,'Bo',1,2,3,4\r\n")
    _check(user, path)
    table = find(results_of(user), FindingsTable, "all_findings")
    table.doubleClicked.emit(table.currentIndex())
    row = find(user.wizard, QDialog, "row_dialog")
    values = find(row, QAbstractItemView, "row_values")
    user.qtbot.waitUntil(lambda: values.currentIndex().row() == 1)
    user.qtbot.waitUntil(lambda: values.visualRect(values.model().index(0, 0)).top() >= 0)
    row.close()


def test_references_are_found_on_demand(user: WizardUser, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("Customer", "Id,Name\r\n1,N'a'\r\n"), ("Order", "Id,CustomerId\r\n1,1\r\n2,7\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "{}")
            archive.writestr(f"{name}_Data.csv", content)
    _check(user, path)
    dialog = results_of(user)
    user.press("References")
    user.press("Find references")
    user.idle()
    assert user.rows("References") == [
        "Order_Data.csv, CustomerId, points to Customer, 2 different ids, 1 not in the zip"
    ]
    assert find(dialog, QLabel, "missing_ids").text() == "Not in the zip: 7"
    user.press("Save as CSV")
    user.idle()
    assert '"7"' in Path("a-references.csv").read_text("utf-8-sig")


def test_entities_say_how_they_are_written(user: WizardUser, tmp_path: Path) -> None:
    _check(user, zip_of(tmp_path / "a.zip", ANA))
    dialog = results_of(user)
    user.press("Entities")
    model = find(dialog, QWidget, "all_entities").model()  # type: ignore[attr-defined]
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells == ["Customer", "42 bytes", "1", "3", ",", "N'…'", "UTF-8", "CR LF", "Opaque", "No findings"]
    user.press("Save as CSV")
    user.idle()
    saved = Path("a-entities.csv").read_text("utf-8-sig").splitlines()
    assert saved[0].strip('"').startswith("This file quotes data from the zip.")
    assert [line.split(",")[0].strip('"') for line in saved[1:]] == ["Entity", "Customer", "ossys_User"]


def test_another_file_closes_the_results(user: WizardUser, faulty: Path, samples: Path) -> None:
    _check(user, faulty)
    dialog = results_of(user)
    user.wizard.set_file(samples / "small.zip")
    user.qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_findings_get_what_the_other_columns_do_not_need(user: WizardUser, faulty: Path) -> None:
    _check(user, faulty)
    table = find(results_of(user), FindingsTable, "all_findings")
    line, file, sentence = (_titled(table, title) for title in ("Line", "File", "Finding"))
    assert table.columnWidth(file) >= table.sizeHintForColumn(file), "nothing is cut"
    assert table.columnWidth(line) < 70 and table.columnWidth(sentence) > table.viewport().width() // 3
    table.setColumnWidth(line, 200)  # as the user may
    checked = user.wizard.draft.checked
    table.show_findings(checked)
    assert table.columnWidth(line) == 200


def _titled(table: FindingsTable, title: str) -> int:
    model = table.model()
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    return titles.index(title)
