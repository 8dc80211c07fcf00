"""The window opens a data folder with thousands of runs in twenty environments, beside one with a single run: how long
it takes until the runs are shown, and what the window then holds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.frame import PROJECT, Bar, Figures, Measurement, Missing, Options, Row, Setting

_RUNS, _ENVIRONMENTS = 5000, 20
_ENTITIES, _COLUMNS = 10, 15


@contextmanager
def prepare(options: Options) -> Iterator[Setting]:
    """Both data folders; byte code is compiled and the disk's cache is warm."""
    setting = {"many": str(options.folder / "many"), "one": str(options.folder / "one")}
    _fill(Path(setting["many"]), _RUNS)
    _fill(Path(setting["one"]), 1)
    for measure in (many, one):
        measure(setting)
    yield setting


def many(setting: Setting) -> Figures:
    """The window with thousands of runs."""
    return _opened(setting["many"])


def one(setting: Setting) -> Figures:
    """The window with one run."""
    return _opened(setting["one"])


def _opened(folder: str) -> Figures:
    """From the start of the process to the paint of the runs; and what is resident when the window is idle."""
    if not Path("/proc/self/status").exists():
        raise Missing("there is no /proc")
    environment = os.environ | ({} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"})
    command = [sys.executable, "-c", "import benchmarks.windows.listed", folder]
    began, before = time.perf_counter(), _processor_time()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=PROJECT) as window:
        assert window.stdout is not None
        painted = window.stdout.readline()
        seconds = time.perf_counter() - began
        assert painted == "painted\n", f"the window printed {painted!r}"
        idle = float(window.stdout.readline())
    return {"seconds to the runs": seconds, "CPU seconds": _processor_time() - before, "MiB idle": idle}


def _processor_time() -> float:
    """What the windows that have ended took, until they were closed."""
    used = os.times()
    return used.children_user + used.children_system


def _fill(folder: Path, runs: int) -> None:
    """Store past runs with everything that is known about one: configuration, fingerprint, reports, failing
    entities."""
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.environment import Environment
    from dmm_desktop.core.fingerprint import ColumnFingerprint, FileFingerprint, fingerprint_of, fingerprint_text
    from dmm_desktop.core.log_counts import LogCounts
    from dmm_desktop.core.models import ExecutionReport, FailingEntity, FinalReport
    from dmm_desktop.core.run_state import RunState
    from dmm_desktop.core.runs import Run
    from dmm_desktop.core.stage import Stage
    from dmm_desktop.core.zip_check import CheckState, ZipCheck
    from dmm_desktop.operations.workspace import Workspace

    columns = tuple(ColumnFingerprint(f"ATTRIBUTE_{number}", number) for number in range(_COLUMNS))

    def fingerprint(number: int) -> str:
        files = [
            FileFingerprint(f"ENTITY_{n}.csv", f"ENTITY_{n}", number + n, f"{number * _ENTITIES + n:064x}", columns)
            for n in range(_ENTITIES)
        ]
        return fingerprint_text(fingerprint_of(files))

    run = Run(
        "",
        None,
        datetime.now(UTC),
        RunState.COMPLETED,
        stage=Stage.TEST,
        contract="built-in",
        zip_size=1_000_000,
        append=True,
        configuration='{"Entities": [' + ", ".join(f'{{"Name": "ENTITY_{n}"}}' for n in range(_ENTITIES)) + "]}",
    )
    failing = tuple(FailingEntity(f"ENTITY_{n}", "Error " * 20, "Tip " * 20, count=n) for n in range(3))
    with Workspace.open(folder) as workspace, workspace.store() as store:
        saved = []
        for number in range(_ENVIRONMENTS):
            address = Address.parse(f"https://env-{number}.acme.example")
            saved.append(Environment(str(uuid.uuid4()), f"ENV-{number}", address, Stage.TEST))
            store.environments.add(saved[-1])
        with store.transaction():
            for number in range(runs):
                environment = saved[number % _ENVIRONMENTS]
                at = run.created_at - timedelta(hours=number + 1)
                has_failed = number % 5 == 0
                took, records = timedelta(seconds=60 + number), 1000 + number
                past = replace(
                    run,
                    id=str(uuid.uuid4()),
                    root=environment.address,
                    created_at=at,
                    sent_at=at,
                    answered_at=at,
                    ended_at=at + timedelta(minutes=6),
                    environment_id=environment.id,
                    environment_name=environment.name,
                    tracker_id=str(number + 1),
                    zip_path=f"/data/exports/customers-{number}.zip",
                    zip_sha256=f"{number:064x}",
                    report=ExecutionReport(took, completed_records=records, total_records=records),
                    final_report=FinalReport("Import", execution_duration=took, records=records),
                    log_counts=LogCounts(lines=100 + number, errors=0),
                    zip_check=ZipCheck(CheckState.FINISHED, rows=records),
                    fingerprint=fingerprint(number),
                    state=RunState.COMPLETED_WITH_ERRORS if has_failed else RunState.COMPLETED,
                    failing_entities=failing if has_failed else (),
                )
                store.runs.insert(past, None)


_MANY, _ONE = f"DMM Desktop with {_RUNS:,} runs", "with one run"
ROW = Row(
    "Start of the window with many runs",
    (Measurement(_MANY, many), Measurement(_ONE, one)),
    (
        Bar("seconds to the runs", 0.3, _ONE, is_difference=True),
        Bar("MiB idle", 20, _ONE, is_difference=True),
    ),
    prepare,
)
