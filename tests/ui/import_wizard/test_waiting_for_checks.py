"""*Start import* while the check goes on: it waits, asks, and stops at what comes to light; or starts without it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
)

from demo_process import DemoProcess
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.ui.import_wizard.entities_table import RESULT
from dmm_desktop.ui.start_wizard.steps import StepAnswer
from dmm_desktop.ui.theme.tokens import Tone
from ui.import_wizard.checked_zips import ANA, results_of, review, started, zip_of
from ui.lookup import find
from ui.pictures import picture
from ui.sample_runs import sample_run
from ui.start_user import save_demo
from ui.wizard_user import WizardUser


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip whose check takes some seconds, with a row that is too long at its end."""
    return zip_of(tmp_path_factory.mktemp("long") / "long.zip", ANA * 1_500_000 + "2,N'Bo',2024-01-02T03:04:05,7\r\n")


@pytest.fixture
def production(user: WizardUser) -> Iterator[DemoProcess]:
    """The same, as a Production environment."""
    with DemoProcess() as process:
        save_demo(user, process, stage=Stage.PRODUCTION)
        yield process


def test_start_waits_for_the_check_and_stops_at_its_errors(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    review(user, demo, long)
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
    path = zip_of(tmp_path / "long.zip", ANA * 1_500_000)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Region_Data.csv", "Id\r\n1\r\n")  # without a structure
    review(user, demo, path)
    user.press("Start import")
    found = find(find(user.wizard, QDialog, "check_wait"), QLabel, "check_wait_found")
    user.qtbot.waitUntil(lambda: "1 error" in found.text())
    user.press("Start without waiting")
    question = find(user.wizard, QMessageBox, "start_anyway_question")
    assert question.text() == "The check has found 1 error so far. Start the import anyway?"
    user.press("Do not start")
    assert user.uploads == []


def test_a_start_without_waiting_is_recorded(user: WizardUser, demo: DemoProcess, long: Path) -> None:
    review(user, demo, long)
    user.press("Start import")
    user.press("Start without waiting")
    assert started(user).zip_check == ZipCheck(CheckState.NOT_FINISHED)


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
    review(user, production, long)
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
    assert started(user).proven_origin == origin, "known by the hash of what was sent"


def test_what_is_no_saved_export_has_no_origin(user: WizardUser, production: DemoProcess, long: Path) -> None:
    origin = _put_origin(user, long, Stage.TEST)
    user.services.saved_exports["0" * 64] = replace(origin, sha256="0" * 64)
    user.services.put(sample_run("saved", RunState.COMPLETED, type=ExecutionType.EXPORT))
    review(user, production, long)
    user.edit("Confirm environment name").setText("DEMO-1")
    user.press("Start import")
    user.press("Start without waiting")
    assert started(user).origin is None


def test_the_start_stops_at_warnings_that_the_check_brings_to_light(
    user: WizardUser, production: DemoProcess, tmp_path: Path
) -> None:
    """They were shown for a moment, and the import was sent."""
    path = zip_of(tmp_path / "long.zip", ANA * 1_000_000)
    review(user, production, path)
    user.edit("Confirm environment name").setText("DEMO-1")
    user.press("Start import")
    find(user.wizard, QDialog, "check_wait")
    user.idle()
    notice = user.wizard.notice.accessibleName()
    assert "The import was not started." in notice and "new warnings about earlier imports" in notice
    assert user.uploads == [] and user.page == 4
    assert user.text("review_memory").startswith("Not rehearsed")
    user.press("Start import")
    assert started(user).state is RunState.COMPLETED


@pytest.mark.parametrize("is_checked", [False, True])
def test_a_file_that_is_handed_over_ends_the_start_of_another(
    user: WizardUser, demo: DemoProcess, long: Path, faulty: Path, samples: Path, is_checked: bool
) -> None:
    review(user, demo, faulty if is_checked else long)
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
    review(user, demo, long)
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
    results = results_of(user)
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
