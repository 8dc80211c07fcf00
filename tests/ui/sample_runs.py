"""Runs in every state, on real services: for the tests of the run panels and for visual inspection."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import OneTimeTokenRefused, TimedOut
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken, OnProgress, Progress
from dmm_desktop.core.lazy import Lazy
from dmm_desktop.core.models import ExecutionReport, FinalReport
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.text import text
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.start_execution import AwaitingAnswer
from dmm_desktop.operations.start_import import Uploading
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from dmm_desktop.ui.services.app_services import AppServices
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.workers.runner import TaskRunner
from tools.screenshots.content import FAILING

LOG = """2026-06-30 10:40:14 INFO  Order: chunk 5 of 12 imported, 5,000 records
2026-06-30 10:40:20 INFO  Order: chunk 6 of 12 started
2026-06-30 10:40:27 INFO  Customer: chunk 2 of 9 imported, 500 records
2026-06-30 10:40:31 INFO  Order: chunk 6 of 12 imported, 5,000 records
2026-06-30 10:40:38 INFO  Order: chunk 7 of 12 started
2026-06-30 10:40:44 INFO  OrderLine: 12 of 31 instructions done
2026-06-30 10:40:52 WARN  Address: 2 values were longer than 50 and were cut
2026-06-30 10:40:57 INFO  Order: chunk 7 of 12 imported, 5,000 records
2026-06-30 10:41:00 INFO  Customer: foreign keys to Region resolved
2026-06-30 10:41:03 ERROR CustomerNote: value of Author has no match in User
2026-06-30 10:41:04 INFO  Customer: chunk 3 of 9 started
2026-06-30 10:41:06 INFO  Customer: 1,200 of 4,100 records checked
2026-06-30 10:41:08 INFO  Order: chunk 8 of 12 started
2026-06-30 10:41:09 INFO  OrderLine: 13 of 31 instructions done
2026-06-30 10:41:10 INFO  Order: 21,040 of 50,000 records done""".splitlines()


#: A combined response of a gateway and the API behind it.
RECEIVED = """HTTP/1.1 504 Gateway Time-out
Content-Type: application/json; charset=utf-8
Date: Tue, 30 Jun 2026 10:41:10 GMT
X-Request-Id: 0f0e0d0c-aaaa-bbbb-cccc-ddddeeeeffff

{"Result": {"Value": {"ExecutionId": "8d2f6a1c-1111-2222-3333-444455556666", "BatchId": 4711}}, "Mess…"""


def sample_run(run_id: str, state: RunState, **changes: object) -> Run:
    """An import of customers into PROD-2."""
    now = datetime.now(UTC)
    run = Run(
        id=run_id,
        root=Address.parse("https://prod-2.acme.example/DMMAPI/rest/v1"),
        created_at=now - timedelta(minutes=3),
        state=state,
        environment_id="prod-2",
        environment_name="PROD-2",
        stage=Stage.PRODUCTION,
        contract="built-in",
        zip_path="/data/customers-2024-q2.zip",
        zip_size=18_400_000,
        append=True,
        configuration='{"DestinationDBConnection": "Runtime Connection", "DataAppendMode": true}',
        tracker_id="48213",
    )
    if isinstance(root := changes.get("root"), str):
        changes["root"] = Address.parse(root)
    return replace(run, **changes)  # type: ignore[arg-type]


def sample_export(state: RunState, **changes: object) -> Run:
    """An export from PROD-2."""
    values: dict[str, object] = {
        "type": ExecutionType.EXPORT,
        "zip_path": "",
        "zip_size": 0,
        "append": None,
        "configuration": '{"DBConnection": "Runtime Connection"}',
        "report": report(21_040),
    }
    return sample_run("export", state, **(values | changes))


def report(done: int, total: int = 50_000, seconds: int = 151) -> ExecutionReport:
    """The server's counts."""
    return ExecutionReport(
        elapsed=timedelta(seconds=seconds),
        completed_records=done,
        total_records=total,
        completed_instructions=740 * done // max(1, total),
        total_instructions=740 if total else 0,
    )


def sample_runs() -> dict[str, tuple[Run, Progress | None, bool]]:
    """Every state by name: the run, its job's last progress, and whether it is watched."""
    now = datetime.now(UTC)

    def live(name: str, state: RunState, **changes: object) -> tuple[Run, Progress | None, bool]:
        run = sample_run(name, state, **changes)
        return run, WatchProgress(run, now), True

    def ended(name: str, state: RunState, **changes: object) -> tuple[Run, Progress | None, bool]:
        values: dict[str, object] = {"ended_at": now, "going_on_at": now, "report": report(50_000, seconds=364)}
        return sample_run(name, state, **(values | changes)), None, False

    uploading = sample_run("uploading", RunState.UPLOADING, tracker_id="", zip_size=300_000_000)
    sent = sample_run("sent", RunState.SENT, tracker_id="")
    lost = sample_run("lost", RunState.RUNNING, report=report(29_120, seconds=209))
    trouble = TimedOut("prod-2.acme.example", 30, "ReadTimeout: no answer")
    nothing = {"report": None, "going_on_at": None, "tracker_id": ""}
    return {
        "uploading": (uploading, Uploading(uploading, 120_000_000, 300_000_000), False),
        "sent": (sent, AwaitingAnswer(sent), False),
        "started": live("started", RunState.STARTED),
        "queued": live("queued", RunState.QUEUED, report=report(0, 0, 0)),
        "running": live("running", RunState.RUNNING, report=report(21_040)),
        "other": live("other", RunState.OTHER, status_word="Undocumented", report=report(21_040)),
        "stopping": live("stopping", RunState.RUNNING, report=report(21_040), stop_requested_at=now),
        "lost": (
            lost,
            WatchProgress(lost, now - timedelta(seconds=31), trouble=trouble, next_try=8.0),
            True,
        ),
        "completed": ended("completed", RunState.COMPLETED, failing_entities=()),
        "errors": ended(
            "errors",
            RunState.COMPLETED_WITH_ERRORS,
            report=report(49_612, seconds=364),
            failing_entities=FAILING,
            final_report=FinalReport(records=49_612, execution_duration=timedelta(seconds=364)),
        ),
        "nothing": ended("nothing", RunState.NOTHING_IMPORTED, report=report(0, 50_000, 12), failing_entities=()),
        "unverified": ended("unverified", RunState.COMPLETED_UNVERIFIED),
        "failed": ended(
            "failed",
            RunState.FAILED,
            report=report(30_118, seconds=240),
            message="The transaction log of the destination database is full.",
        ),
        "stopped": ended("stopped", RunState.STOPPED, report=report(12_340, seconds=95)),
        "ended": ended("ended", RunState.ENDED, status_word="Suspended", report=report(25_000)),
        "not started": ended(
            "not started", RunState.NOT_STARTED, message=OneTimeTokenRefused("prod-2.acme.example").sentences, **nothing
        ),
        "upload stopped": ended("upload stopped", RunState.UPLOAD_STOPPED, **nothing),
        "unknown": ended(
            "unknown",
            RunState.OUTCOME_UNKNOWN,
            message=text("The server responded with HTTP status {status}.", status=504),
            unusable_answer=True,
            received=RECEIVED,
            **nothing,
        ),
        "found not started": ended("found not started", RunState.FOUND_NOT_STARTED, **nothing),
        "found started": ended("found started", RunState.FOUND_STARTED, **nothing),
        "forgotten": ended("forgotten", RunState.NO_LONGER_KNOWN, report=report(25_000)),
        "another": ended("another", RunState.ANOTHER_EXECUTION, report=None, may_be_another=True),
        "not watched": (sample_run("not watched", RunState.RUNNING, report=report(21_040)), None, False),
    }


class SampleServices(AppServices):
    """The services on a new data folder, with runs placed as their jobs would have left them."""

    def __init__(self, folder: Path, runner: TaskRunner, keys: SessionKeys | None = None) -> None:
        workspace, keys = Lazy(lambda: Workspace.open(folder)), keys or SessionKeys(None)
        super().__init__(SavedContext(workspace, keys), runner)
        self.workspace, self.keys = workspace, keys

    def put(self, run: Run, progress: Progress | None = None, watched: bool = False) -> None:
        """Report a run to the RunController, watched by a job that receives nothing more."""
        if watched and not self.runs.is_watched(run.id):
            self.runner.start(("watch", run.id), _silent, owner=self, on_failure=lambda error: None)
        self.runs._take(run, progress)

    def put_sample(self, name: str) -> str:
        """One of :func:`sample_runs`; returns the run's id."""
        run, progress, watched = sample_runs()[name]
        self.put(run, progress, watched)
        return run.id

    def view(self, run_id: str) -> TrackedRun:
        """A run by its id."""
        view = self.runs.find(run_id)
        assert view is not None, run_id
        return view

    def close(self) -> None:
        """Close after the runner was shut down."""
        if self.workspace.made is not None:
            self.workspace.made.close()


def _silent(cancel: CancelToken, report: OnProgress) -> None:
    cancel.sleep(600)
