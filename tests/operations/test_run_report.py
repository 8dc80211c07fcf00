"""The report that somebody may keep or hand on."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.fingerprint import ColumnFingerprint, FileFingerprint, fingerprint_of, fingerprint_text
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport, ServerMessage
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.run_report import run_report, save_report
from dmm_desktop.operations.workspace import Workspace
from operations.watching import plan_of, started, watch

WHOLE = Run(
    id="a1",
    root=Address.parse("https://prod.example.com/DMMAPI/rest/v1"),
    created_at=datetime(2024, 5, 1, 10, 0, 0, tzinfo=UTC),
    state=RunState.COMPLETED_WITH_ERRORS,
    environment_id="e1",
    environment_name="PROD-2",
    stage=Stage.PRODUCTION,
    contract="environment's description (https://prod.example.com/DMMAPI/rest/v1/swagger.json)",
    zip_path="/data/export.zip",
    zip_size=1234,
    zip_sha256="ab" * 32,
    append=True,
    configuration='{"DataAppendMode": true, "Unknown": {"ü": 1}}',
    tracker_id="42",
    status_word="Complete",
    message="Done.",
    sent_at=datetime(2024, 5, 1, 10, 0, 5, tzinfo=UTC),
    ended_at=datetime(2024, 5, 1, 12, 0, 5, 123000, tzinfo=UTC),
    report=ExecutionReport(
        elapsed=timedelta(hours=101, minutes=2, seconds=3, microseconds=4),
        started_at=datetime(2024, 5, 1, 12, 0, 6),
        completed_records=7,
        total_records=9,
        completed_instructions=3,
        total_instructions=4,
        total_volume_kb=1.5,
        message=ServerMessage("Done.", "Success"),
    ),
    final_report=FinalReport("Import", "2024-05-01 12:00:06", timedelta(minutes=2), 7, 3, 0, "12 MB"),
    failing_entities=(FailingEntity("Order", "Too long", "Shorten", "at X", datetime(2024, 5, 1, 12, 30), 2),),
    log_counts=LogCounts(1_234, 13, is_whole=True),
    zip_check=ZipCheck(CheckState.INCOMPLETE, 2, 1, started_anyway=True, rows=10),
    fingerprint=fingerprint_text(
        fingerprint_of(
            [FileFingerprint("Order_Data.csv", "Order", 10, "cd" * 32, (ColumnFingerprint("Note", 3),))],
        )
    ),
    reference="CHG-4711",
)
COMPARED = "10 rows in the zip, 7 records reported: 3 fewer. Order has errors."


def saved(run: Run, target: Path) -> dict[str, Any]:
    assert save_report(run, target, CancelToken(), ignore_progress) == target
    content: dict[str, Any] = json.loads(target.read_bytes())
    return content


def test_it_says_everything(tmp_path: Path) -> None:
    report = saved(WHOLE, tmp_path / "report.json")
    assert report.pop("application").startswith("DMM Desktop ")
    assert report == {
        "tracker_id": "42",
        "type": "Import",
        "state": "completed with errors",
        "status": "Complete",
        "message": "Done.",
        "remarks": [
            COMPARED,
            "DMM does not document what it counts as a record, so this difference alone does not "
            "prove that records are missing. Compare the entities in PROD-2.",
        ],
        "may_be_another_execution": False,
        "tracker_id_entered_by_user": False,
        "before_entry": None,
        "figures_disagree": False,
        "received": None,
        "offered_tracker_ids": [],
        "environment": {
            "name": "PROD-2",
            "stage": "production",
            "api": "https://prod.example.com/DMMAPI/rest/v1",
        },
        "connection": "Runtime Connection",
        "counts": {
            "completed_records": 7,
            "total_records": 9,
            "completed_instructions": 3,
            "total_instructions": 4,
            "completed_bpt_records": 0,
            "total_bpt_records": 0,
            "total_volume_kb": 1.5,
            "final_records": 7,
            "failing_entities": 1,
            "log_lines": 1_234,
            "log_errors": 13,
            "log_accuracy": "exact",
        },
        "counts_last_seen": None,
        "error_report": [
            {
                "entity": "Order",
                "error": "Too long",
                "tip": "Shorten",
                "stack_trace": "at X",
                "is_cut": False,
                "first_seen": "2024-05-01 12:30:00",
                "count": 2,
                "advice": None,
            }
        ],
        "error_report_notice": None,
        "final_report": {
            "configuration_type": "Import",
            "execution_date": "2024-05-01 12:00:06",
            "execution_duration": "00:02:00",
            "records": 7,
            "instructions": 3,
            "bpt_records": 0,
            "data_volume": "12 MB",
            "bpt_data_volume": "",
        },
        "file": {"name": "export.zip", "size": 1234, "sha256": "ab" * 32},
        "check": {"state": "incomplete", "errors": 2, "warnings": 1, "started_anyway": True},
        "fingerprint": {
            "rows": 10,
            "files": [
                {
                    "file": "Order_Data.csv",
                    "entity": "Order",
                    "rows": 10,
                    "sha256": "cd" * 32,
                    "columns": [{"name": "Note", "empty": 3}],
                }
            ],
            "more_files": 0,
            "more_columns": 0,
        },
        "reconciliation": {
            "rows": 10,
            "reported": 7,
            "difference": -3,
            "entities": [{"entity": "Order", "rows": 10}],
            "sentence": COMPARED,
        },
        "reference": "CHG-4711",
        "note": None,
        "origin": None,
        "log_notice": None,
        "options": {"data_append_mode": True, "configuration": {"DataAppendMode": True, "Unknown": {"ü": 1}}},
        "times": {
            "created": "2024-05-01T10:00:00+00:00",
            "sent": "2024-05-01T10:00:05+00:00",
            "stop_requested": None,
            "stop_accepted": None,
            "going_on": None,
            "ended": "2024-05-01T12:00:05.123000+00:00",
            "answered": None,
            "server_started": "2024-05-01 12:00:06",
            "server_ended": None,
            "server_elapsed": "101:02:03",
        },
        "contract": "environment's description (https://prod.example.com/DMMAPI/rest/v1/swagger.json)",
    }


def test_what_is_not_known_is_null_and_not_zero(tmp_path: Path) -> None:
    report = saved(
        Run("a1", Address.parse("https://x"), WHOLE.created_at, RunState.STARTED, connection=""),
        tmp_path / "report.json",
    )
    assert set(report["counts"].values()) == {None}
    assert (report["file"], report["error_report"], report["final_report"]) == (None, None, None)
    assert report["options"] == {"data_append_mode": None, "configuration": None}
    assert (report["tracker_id"], report["status"], report["message"]) == (None, None, None)


def test_no_failing_entity_and_an_unknown_error_report_are_told_apart(tmp_path: Path) -> None:
    none = saved(replace(WHOLE, failing_entities=()), tmp_path / "report.json")
    unknown = saved(replace(WHOLE, failing_entities=None), tmp_path / "report.json")
    assert (none["error_report"], none["counts"]["failing_entities"]) == ([], 0)
    assert (unknown["error_report"], unknown["counts"]["failing_entities"]) == (None, None)


def test_it_says_how_many_failing_entities_there_are_besides_those_in_it(tmp_path: Path) -> None:
    report = saved(replace(WHOLE, more_failing=29_999), tmp_path / "report.json")
    assert (len(report["error_report"]), report["counts"]["failing_entities"]) == (1, 30_000)
    assert report["error_report_notice"] == "1 of 30,000 failing entities are shown."


@given(message=st.text(), name=st.text())
@example(message="half \ud83d of it", name="\ude00\u2028\x00")
def test_whatever_a_server_says_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, message: str, name: str
) -> None:
    """Halves of surrogate pairs included, which servers can write into JSON and no UTF-8 can hold."""
    run = replace(WHOLE, message=message, failing_entities=(FailingEntity(name, message),))
    report = saved(run, tmp_path_factory.getbasetemp() / "report.json")
    assert report["message"] == (json.loads(json.dumps(message)) or None)
    assert report["error_report"][0]["entity"] == json.loads(json.dumps(name))


def test_no_secret_is_in_it(workspace: Workspace, demo: DemoProcess, samples: Path, tmp_path: Path) -> None:
    begun = started(workspace, demo, plan_of(demo, samples / "customers.zip", "Demo: entity errors"))
    run = watch(workspace, begun.run, begun.endpoint, Token(demo.token))
    report = saved(run, tmp_path / "report.json")
    text = (tmp_path / "report.json").read_text("utf-8")
    assert demo.token not in text and demo.one_time_token not in text
    assert report["tracker_id"] == run.tracker_id
    assert report["counts"]["completed_records"] == report["counts"]["final_records"] > 0
    assert len(report["error_report"]) == 3


def test_an_older_file_is_replaced_and_only_by_a_whole_one(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("older")
    saved(WHOLE, target)
    target.unlink()
    target.mkdir()
    with pytest.raises(LocalError):
        save_report(WHOLE, target, CancelToken(), ignore_progress)
    with pytest.raises(LocalError, match="does not exist"):
        save_report(WHOLE, tmp_path / "missing" / "report.json", CancelToken(), ignore_progress)
    assert os.listdir(tmp_path) == ["report.json"]


def test_the_report_of_a_stored_run_is_that_of_the_run(workspace: Workspace) -> None:
    with workspace.store() as store:
        store.runs.insert(WHOLE, None)
    stored = workspace.run("a1")
    assert stored is not None
    assert run_report(stored) == run_report(WHOLE)
