"""What the review page knows of a zip: earlier imports, a rehearsal, the expected time; reference and check sheet."""

from __future__ import annotations

import getpass
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.models import ExecutionReport, FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.check_zip import CheckResults
from dmm_desktop.ui.formats import day_and_time
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.sample_runs import sample_run
from ui.wizard_user import WizardUser


@pytest.fixture
def zip_path(samples: Path) -> Path:
    return samples / "small.zip"


def a_run(zip_path: Path, run_id: str = "r", state: RunState = RunState.COMPLETED, /, **more: object) -> Run:
    """An earlier import of the zip into the environment called TEST."""
    values: dict[str, object] = {
        "environment_id": "test",
        "environment_name": "TEST",
        "stage": Stage.TEST,
        "root": "https://test.acme.example/DMMAPI/rest/v1",
        "zip_path": str(zip_path),
        "zip_sha256": hashlib.sha256(zip_path.read_bytes()).hexdigest(),
        "report": ExecutionReport(timedelta(minutes=6), completed_records=5_022, total_records=5_022),
        "configuration": import_configuration(None, append=True).json_text,
    }
    return sample_run(run_id, state, **(values | more))


def shown(user: WizardUser, name: str) -> str:
    label = user.wizard.findChild(QLabel, f"review_{name}")
    assert label is not None
    return label.text() if label.isVisible() else ""


def tone(user: WizardUser, name: str) -> str:
    label = user.wizard.findChild(QLabel, f"review_{name}")
    assert label is not None
    return str(label.property("tone"))


def test_an_earlier_import_elsewhere(user: WizardUser, zip_path: Path) -> None:
    user.save()
    user.services.put(a_run(zip_path))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    said = shown(user, "memory")
    assert said.startswith("Imported into TEST today at ") and said.endswith(": completed, 5,022 records in 6 minutes.")
    assert shown(user, "time") == ""  # nothing is known of this destination


@pytest.mark.parametrize(
    ("stage", "beginning"),
    [(Stage.TEST, "Imported into"), (Stage.PRODUCTION, "Rehearsed in")],
    ids=["test", "production"],
)
def test_an_earlier_import_at_an_address_that_its_environment_has_left(
    user: WizardUser, zip_path: Path, stage: Stage, beginning: str
) -> None:
    user.services.put(a_run(zip_path))
    user.save("https://moved.acme.example", "TEST", stage)
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    place = "https://test.acme.example (the address of TEST then)"
    assert shown(user, "memory").startswith(f"{beginning} {place} today at ")
    user.save(name="DEV-1")
    with user.services.workspace().store() as store:
        store.environments.update(Environment("test", "TEST", Address.parse("https://test.acme.example"), stage))
    user.load()
    assert "Imported into TEST today at " in shown(user, "memory")


def test_an_earlier_import_into_an_environment_that_was_renamed(user: WizardUser, zip_path: Path) -> None:
    """The page has one name for it: that of then, or the address if another environment has this name now."""
    user.services.put(a_run(zip_path, environment_id="renamed"))
    user.save("https://test.acme.example", "RENAMED")
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    earlier = find(user.wizard, Banner, "earlier_import")
    assert "This file was sent to TEST today at " in earlier.accessibleName()
    assert "Imported into TEST today at " in shown(user, "memory")
    user.services.put(a_run(zip_path, "on", RunState.RUNNING, environment_id="renamed"))
    assert "An import into TEST has not ended" in earlier.accessibleName()
    user.save("https://other.acme.example", "TEST")
    place = "https://test.acme.example (the address of TEST then)"
    assert f"An import into {place} has not ended" in earlier.accessibleName()
    assert place in shown(user, "memory")


def test_nothing_is_said_of_an_unknown_zip(user: WizardUser, zip_path: Path) -> None:
    user.save()
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert shown(user, "memory") == shown(user, "time") == ""
    assert "rows" in shown(user, "contents")


def test_production_without_a_rehearsal(user: WizardUser, zip_path: Path) -> None:
    user.save(stage=Stage.PRODUCTION)
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert shown(user, "memory") == "Not rehearsed: this zip was not imported anywhere from this computer."
    user.services.put(a_run(zip_path, "r", RunState.STARTED, report=None))
    assert "no import of this zip was completed from this computer into another destination" in shown(user, "memory")
    user.services.put(a_run(zip_path))
    assert shown(user, "memory").startswith("Rehearsed in TEST today at ")
    assert tone(user, "memory") == "ok"


def test_an_import_into_the_destination_itself_is_no_rehearsal(user: WizardUser, zip_path: Path) -> None:
    """The destination was Test when the zip was imported into it."""
    user.save(stage=Stage.PRODUCTION)
    root = "https://dev-1.acme.example/DMMAPI/rest/v1"
    user.services.put(a_run(zip_path, environment_id="env", environment_name="DEV-1", root=root))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    said = shown(user, "memory")
    assert said.startswith("Not rehearsed: ") and "Imported into DEV-1 today at " in said
    assert tone(user, "memory") == "warn"


def test_nor_is_one_into_what_is_production_now(user: WizardUser, zip_path: Path) -> None:
    user.services.put(a_run(zip_path))
    user.save(stage=Stage.PRODUCTION)
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert shown(user, "memory").startswith("Rehearsed in TEST today at ")
    user.save("https://test.acme.example", "TEST", Stage.PRODUCTION)
    assert shown(user, "memory").startswith("Not rehearsed: ")


def test_a_rehearsal_with_errors_is_no_good_news(user: WizardUser, zip_path: Path) -> None:
    user.save(stage=Stage.PRODUCTION)
    failed = FailingEntity("Order", "Too long", "")
    user.services.put(a_run(zip_path, "r", RunState.COMPLETED_WITH_ERRORS, failing_entities=(failed,)))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert "completed with errors in 1 entity" in shown(user, "memory")
    assert tone(user, "memory") == "warn"


def test_nor_is_one_with_other_options(user: WizardUser, zip_path: Path) -> None:
    user.save(stage=Stage.PRODUCTION)
    user.services.put(a_run(zip_path))
    user.open()
    user.press("Next")
    user.give_file(zip_path)
    user.at_page(3)
    user.press("Keep the ids of the file")
    user.press("Next")
    user.idle()
    said = shown(user, "memory")
    assert said.startswith("Rehearsed with other options in TEST today at ")
    assert said.endswith("The rehearsal used append mode; this import keeps the ids of the file.")
    assert tone(user, "memory") == "warn"
    kept = import_configuration(None, append=False)
    earlier = datetime.now(UTC) - timedelta(hours=1)
    user.services.put(a_run(zip_path, "e", append=False, configuration=kept.json_text, created_at=earlier))
    assert shown(user, "memory").startswith("Rehearsed in TEST ") and tone(user, "memory") == "ok"
    user.press("Back")
    user.json().setPlainText('{"DataAppendMode": false, "ChunkRecords": 5}')
    user.press("Next")
    assert shown(user, "memory").endswith("in this import, but the configuration was different.")
    assert tone(user, "memory") == "warn"


def test_the_expected_time(user: WizardUser, zip_path: Path) -> None:
    user.save()
    root = "https://dev-1.acme.example/DMMAPI/rest/v1"
    into = {
        "environment_id": "dev-0",
        "environment_name": "DEV-0",
        "root": root,
        "zip_sha256": "cd" * 32,
        "zip_path": "/data/b.zip",
    }
    for run_id, minutes in (("a", 4), ("b", 8)):
        report = ExecutionReport(timedelta(minutes=minutes), completed_records=7, total_records=7)
        user.services.put(a_run(zip_path, run_id, report=report, **into))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert shown(user, "contents").endswith(", 7 rows")
    assert shown(user, "time") == ("From 4 minutes to 8 minutes after the upload, based on 2 earlier imports.")


def test_rule_12_says_what_happened_then(user: WizardUser, zip_path: Path) -> None:
    user.save()
    root = "https://dev-1.acme.example/DMMAPI/rest/v1"
    user.services.put(a_run(zip_path, environment_id="dev-1", environment_name="DEV-1", root=root))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    said = find(user.wizard, Banner, "earlier_import").accessibleName()
    assert "Outcome: completed, 5,022 records in 6 minutes." in said
    assert "Append mode would duplicate" in said


def test_the_check_sheet_is_for_this_destination_and_reference(
    user: WizardUser, zip_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    user.save(stage=Stage.TEST)
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    user.edit("Reference").setText("  CHG-4711 ")
    draft, ended = user.wizard.draft, datetime.now(UTC) - timedelta(hours=1)
    assert draft.results is not None and draft.results.zip.checked_at is not None
    draft.results = CheckResults(replace(draft.results.zip, checked_at=ended))  # the page was left open since
    user.press("Save check sheet")
    banner = find(user.wizard, Banner, "review_banner")
    user.qtbot.waitUntil(banner.isVisible)
    page = (tmp_path / "small-check.html").read_text("utf-8")
    assert f'<html lang="{QLocale().bcp47Name()}">' in page
    for value in ("CHG-4711", "DEV-1 (Test)", "https://dev-1.acme.example", getpass.getuser()):
        assert f"<td>{value}" in page, value
    assert hashlib.sha256(zip_path.read_bytes()).hexdigest() in page
    assert f"<th>Checked at</th><td>{day_and_time(ended)}</td>" in page and "<th>Saved at</th>" in page


def test_a_run_as_of_yesterday_has_its_day(user: WizardUser, zip_path: Path) -> None:
    user.save()
    user.services.put(replace(a_run(zip_path), created_at=datetime.now(UTC) - timedelta(days=1)))
    user.open()
    user.go_to_review(zip_path)
    user.idle()
    assert shown(user, "memory").startswith("Imported into TEST yesterday at ")
