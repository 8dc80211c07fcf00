"""The check in the wizard: it goes on in the background, its errors block the start, and its results can be read,
filtered, saved and traced to the row in the file."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
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
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.support_bundle import support_bundle
from dmm_desktop.ui.import_wizard.entities_table import RESULT
from dmm_desktop.ui.import_wizard.findings_table import FindingsTable
from dmm_desktop.ui.start_wizard.steps import StepAnswer
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.page_fixtures import double_click
from ui.pictures import picture
from ui.sample_runs import sample_run
from ui.start_user import save_demo
from ui.wizard_user import WizardUser

ANA = "1,N'Ana',2024-01-02T03:04:05\r\n"


def _zip(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (("Customer", "Id,Name,On\r\n" + rows), ("ossys_User", "Id\r\n1\r\n")):
            archive.writestr(f"{name}_Struct.dmm", "{}")
            archive.writestr(f"{name}_Data.csv", content)
    return path


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip whose check takes some seconds, with a row that is too long at its end."""
    return _zip(tmp_path_factory.mktemp("long") / "long.zip", ANA * 1_500_000 + "2,N'Bo',2024-01-02T03:04:05,7\r\n")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A zip with an error and two warnings."""
    rows = [ANA] * 10
    rows[2], rows[5] = "3,N'Bo'\r\n", "6,'Kowalczyk',2024-01-02T03:04:05\r\n"
    rows[7] = "8,N'Di',2024-13-02T03:04:05\r\n"
    return _zip(tmp_path / "faulty.zip", "".join(rows))


@pytest.fixture
def demo(user: WizardUser) -> Iterator[DemoProcess]:
    """A running demo environment, saved as DEMO-1."""
    with DemoProcess() as process:
        save_demo(user, process)
        yield process


@pytest.fixture
def production(user: WizardUser) -> Iterator[DemoProcess]:
    """The same, as a Production environment."""
    with DemoProcess() as process:
        save_demo(user, process, stage=Stage.PRODUCTION)
        yield process


def _check(user: WizardUser, path: Path) -> None:
    user.save()
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(path))
    user.edit("Zip file").editingFinished.emit()
    user.idle()


def _review(user: WizardUser, demo: DemoProcess, path: Path) -> None:
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(path))
    user.edit("Zip file").editingFinished.emit()
    user.qtbot.waitUntil(lambda: bool(user.rows("Entities")))
    for page in (3, 4):
        user.press("Next")
        user.at_page(page)
    user.edit("One-time token").setText(demo.one_time_token)


def _started(user: WizardUser) -> Run:
    user.qtbot.waitUntil(lambda: bool(user.uploads))
    run_id = user.uploads[-1]
    user.qtbot.waitUntil(lambda: user.services.view(run_id).run.state.is_final)
    with user.services.workspace().store() as store:
        run = store.runs.get(run_id)
    assert run is not None
    return run


def test_errors_block_the_start_until_the_user_confirms(user: WizardUser, demo: DemoProcess, faulty: Path) -> None:
    _review(user, demo, faulty)
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
    run = _started(user)
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
    _review(user, demo, _zip(tmp_path / "a.zip", ANA + "2,'Bo',2024-01-02T03:04:05\r\n"))
    user.press("Start import")
    run = _started(user)
    assert run.zip_check == ZipCheck(CheckState.FINISHED, 0, 1, rows=3)


def test_content_warnings_block_where_the_environment_wants_that(
    user: WizardUser, demo: DemoProcess, tmp_path: Path
) -> None:
    [saved] = user.services.environments.environments
    with user.services.workspace().store() as store:
        store.environments.update(replace(saved.environment, strict_check=True))
    user.load()
    _review(user, demo, _zip(tmp_path / "a.zip", ANA + "2,'Bo',2024-01-02T03:04:05\r\n"))
    user.qtbot.waitUntil(lambda: user.text("review_check") == "All rows checked: 1 error.")
    user.press("Start import")
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert "fail" not in question.informativeText()
    assert question.informativeText().startswith("This environment is set to treat warnings about values as errors.")
    question.reject()


def test_the_rule_about_ids_follows_the_choice_on_the_options_page(user: WizardUser, tmp_path: Path) -> None:
    _check(user, _zip(tmp_path / "a.zip", ANA + ANA))
    assert user.text("check_result") == "All rows checked: no problems."
    user.press("Next")
    user.press("Keep the ids of the file")
    user.press("Back")
    [row] = user.rows("Findings")
    assert row.startswith("Warning, Customer_Data.csv, line 3: the id is the same")


def test_start_waits_for_the_check_and_stops_at_its_errors(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    _review(user, demo, long)
    user.press("Start import")
    wait = find(user.wizard, QDialog, "check_wait")
    user.qtbot.waitUntil(lambda: "%" in find(wait, QLabel, "check_wait_heading").text())
    user.qtbot.waitUntil(lambda: bool(user.wizard.findChildren(QMessageBox)))
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert question.text() == "The check found 1 error. Start the import anyway?"
    user.press("Do not start")
    assert user.uploads == []


def test_a_question_during_the_check_does_not_say_that_this_is_all(
    user: WizardUser, demo: DemoProcess, tmp_path: Path
) -> None:
    path = _zip(tmp_path / "long.zip", ANA * 1_500_000)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Region_Data.csv", "Id\r\n1\r\n")  # without a structure
    _review(user, demo, path)
    user.press("Start import")
    found = find(find(user.wizard, QDialog, "check_wait"), QLabel, "check_wait_found")
    user.qtbot.waitUntil(lambda: "1 error" in found.text())
    user.press("Start without waiting")
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert question.text() == "The check has found 1 error so far. Start the import anyway?"
    user.press("Do not start")
    assert user.uploads == []


def test_a_start_without_waiting_is_recorded(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    _review(user, demo, long)
    user.press("Start import")
    user.press("Start without waiting")
    assert _started(user).zip_check == ZipCheck(CheckState.NOT_FINISHED)


def _put_origin(user: WizardUser, path: Path, stage: Stage) -> Origin:
    """An export that was saved as this file."""
    origin = Origin("LIVE", "live.example", "77", hashlib.sha256(path.read_bytes()).hexdigest(), stage)
    user.services.put(sample_run("saved", RunState.COMPLETED, type=ExecutionType.EXPORT, origin=origin))
    return origin


@pytest.mark.parametrize("stage", [Stage.TEST, Stage.PRODUCTION])
def test_a_start_without_waiting_asks_while_the_zip_may_come_from_production(
    user: WizardUser, production: DemoProcess, long: Path, stage: Stage
) -> None:
    """Its origin was taken for another than Production as long as it was not known."""
    origin = _put_origin(user, long, stage)
    _review(user, production, long)
    user.edit("Confirm environment name").setText("DEMO-1")
    assert user.text("review_origin") == "Known once all rows are checked."
    user.press("Start import")
    user.press("Start without waiting")
    if stage is Stage.PRODUCTION:
        question = find(user.wizard, QMessageBox, "production_question")
        assert question.text() == "Is this zip an export of Production?"
        user.press("Do not start")
        assert user.uploads == []
        user.press("Start import")
        user.press("Start without waiting")
        find(find(user.wizard, QMessageBox, "production_question"), QAbstractButton, "start_into_production").click()
    assert _started(user).proven_origin == origin, "known by the hash of what was sent"


def test_what_is_no_saved_export_has_no_origin(user: WizardUser, production: DemoProcess, long: Path) -> None:
    origin = _put_origin(user, long, Stage.TEST)
    user.services.saved_exports["0" * 64] = replace(origin, sha256="0" * 64)
    user.services.put(sample_run("saved", RunState.COMPLETED, type=ExecutionType.EXPORT))
    _review(user, production, long)
    user.edit("Confirm environment name").setText("DEMO-1")
    user.press("Start import")
    user.press("Start without waiting")
    assert _started(user).origin is None


def test_the_start_stops_at_warnings_that_the_check_brings_to_light(
    user: WizardUser, production: DemoProcess, tmp_path: Path
) -> None:
    """They were shown for a moment, and the import was sent."""
    path = _zip(tmp_path / "long.zip", ANA * 1_000_000)
    _review(user, production, path)
    user.edit("Confirm environment name").setText("DEMO-1")
    user.press("Start import")
    find(user.wizard, QDialog, "check_wait")
    user.idle()
    notice = user.wizard.notice.accessibleName()
    assert "The import was not started." in notice and "new warnings about earlier imports" in notice
    assert user.uploads == [] and user.page == 4
    assert user.text("review_memory").startswith("Not rehearsed")
    user.press("Start import")
    assert _started(user).state is RunState.COMPLETED


@pytest.mark.parametrize("is_checked", [False, True])
def test_a_file_that_is_handed_over_ends_the_start_of_another(
    user: WizardUser, demo: DemoProcess, long: Path, faulty: Path, samples: Path, is_checked: bool
) -> None:
    _review(user, demo, faulty if is_checked else long)
    if is_checked:
        user.idle()
    user.press("Start import")
    question = find(user.wizard, QDialog, "start_anyway_question" if is_checked else "check_wait")
    user.wizard.set_file(samples / "small.zip")
    user.qtbot.waitUntil(lambda: not shiboken6.isValid(question) or not question.isVisible())
    user.idle()
    assert user.page == 2 and user.uploads == []
    user.press("Next")
    user.at_page(3)
    user.press("Next")
    user.at_page(4)
    assert user.edit("One-time token").text() == ""


def test_who_stops_waiting_keeps_everything(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    _review(user, demo, long)
    user.press("Start import")
    user.press("Do not start")
    assert user.uploads == [] and user.page == 4
    user.idle()  # the check has gone on
    assert user.text("review_check") == "All rows checked: 1 error."
    assert user.edit("One-time token").text() == demo.one_time_token


def test_a_stopped_check_is_resumed_by_the_start(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    user.open()
    user.press("Next")
    user.edit("Zip file").setText(str(long))
    user.edit("Zip file").editingFinished.emit()
    user.qtbot.waitUntil(lambda: bool(user.rows("Entities")))
    user.press("Stop check")
    user.idle()
    assert user.text("check_result") == "So far: no problems."
    assert any(row.endswith("Check stopped") for row in user.rows("Entities"))
    entities = user.find("Entities", QAbstractItemView)
    picture(entities)
    shown = [entities.model().index(row, RESULT).data() for row in range(2)]
    assert "Check stopped" in shown and "Checking…" not in shown, "also in what the view has painted before"
    results = _results(user)
    filters, none = find(results, QComboBox, "severity_filter"), find(results, QLabel, "no_findings")
    user.qtbot.waitUntil(none.isVisible)
    assert none.mapTo(results, QPoint()).y() - filters.mapTo(results, QPoint()).y() < 60, "at the top of the dialog"
    assert filters.mapTo(results, QPoint()).y() < 100
    results.reject()
    for page in (3, 4):
        user.press("Next")
        user.at_page(page)
    user.edit("One-time token").setText(demo.one_time_token)
    assert user.text("review_check") == "So far: no problems. The check was stopped; Start import resumes it."
    assert user.wizard.steps()[0].answers[-1] == StepAnswer("Check stopped", Tone.MUTED, "stopped")
    user.press("Start import")
    assert user.services.runner.busy
    assert user.text("review_check") == "So far: no problems. The check has not ended."
    assert user.wizard.steps()[0].answers[-1] == StepAnswer("Checking…", Tone.MUTED, "clock")
    user.press("Do not start")
    user.idle()
    assert user.edit("One-time token").text() == demo.one_time_token


def _results(user: WizardUser) -> QDialog:
    user.press("All results")
    return find(user.wizard, QDialog, "check_dialog")


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openDocument")
def test_results_are_filtered_and_saved(user: WizardUser, faulty: Path, tmp_path: Path) -> None:
    _check(user, faulty)
    dialog = _results(user)
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
    dialog = _results(user)
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
    table = find(_results(user), FindingsTable, "all_findings")
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
    table = find(_results(user), FindingsTable, "all_findings")
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
    dialog = _results(user)
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
    _check(user, _zip(tmp_path / "a.zip", ANA))
    dialog = _results(user)
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
    dialog = _results(user)
    user.wizard.set_file(samples / "small.zip")
    user.qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_findings_get_what_the_other_columns_do_not_need(user: WizardUser, faulty: Path) -> None:
    _check(user, faulty)
    table = find(_results(user), FindingsTable, "all_findings")
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
