"""The window and the command line use one database at once, and either may be killed at any moment."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

import refusing_kernel
from dmm_desktop.core.errors import DatabaseError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.process_locks import ProcessLocks
from mounts import mounted
from not_on_windows import OPEN_FILES
from process_ends import PATIENCE, check
from storage.processes import command, second
from storage.sample_values import a_run
from storage.second_process import SHARED


def journal(paths: DataPaths) -> str:
    """How the database is kept whole: "wal" or "delete"."""
    with closing(sqlite3.connect(paths.database)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


@pytest.mark.parametrize(
    ("state", "expected", "message"),
    [
        (RunState.UPLOADING, RunState.NOT_STARTED, "The application ended during the upload."),
        (
            RunState.SENT,
            RunState.OUTCOME_UNKNOWN,
            "The application ended before a response arrived.",
        ),
    ],
)
def test_a_run_whose_process_was_killed_is_settled_and_one_whose_process_lives_is_not(
    paths: DataPaths, store: Store, state: RunState, expected: RunState, message: str
) -> None:
    owners = ProcessLocks(paths.owners)
    with second("send", paths.root, state) as dying, second("send", paths.root, state) as living:
        killed, kept = dying.line(), living.line()
        assert store.runs.recover(owners) == (), "both are alive"
        dying.kill()
        (recovered,) = store.runs.recover(owners)
        assert (recovered.id, recovered.state, str(recovered.message)) == (killed, expected, message)
        assert recovered.ended_at is not None
        assert store.runs.get(killed) == recovered
        assert store.runs.recover(owners) == (), "once"
        run = store.runs.get(kept)
        assert run is not None and run.state is state
        assert len(list(paths.owners.iterdir())) == 1, "the dead one's lock was removed"
        living.go_on()
        assert living.line() == "released"
        living.end()
    assert not list(paths.owners.iterdir())


def test_a_run_that_was_started_needs_no_owner(paths: DataPaths, store: Store) -> None:
    with second("send", paths.root, RunState.STARTED) as process:
        run_id = process.line()
        process.kill()
    assert store.runs.recover(ProcessLocks(paths.owners)) == ()
    run = store.runs.get(run_id)
    assert run is not None and run.state is RunState.STARTED


def test_own_runs_are_those_of_a_living_process(paths: DataPaths, store: Store) -> None:
    owners = ProcessLocks(paths.owners)
    with owners.take() as owner:
        store.runs.insert(a_run(), owner)
        assert owners.is_alive(owner.id)
        assert store.runs.recover(ProcessLocks(paths.owners)) == ()
    assert not owners.is_alive(owner.id)
    assert len(store.runs.recover(owners)) == 1


@pytest.mark.parametrize("owner_id", [None, "", "..", "../data", "0" * 31, "0" * 32, 7])
def test_what_names_no_process_is_not_alive(paths: DataPaths, owner_id: object) -> None:
    assert not ProcessLocks(paths.owners).is_alive(owner_id)
    assert not list(paths.owners.iterdir()), "asking leaves nothing behind"


@pytest.mark.parametrize(("disk", "count"), [("", 100), ("no shared memory", 20)])
def test_processes_that_write_at_once_lose_nothing(paths: DataPaths, disk: str, count: int) -> None:
    """They also open it at once, and only one of them may create it. Without shared memory readers wait for writers."""
    if disk:
        refusing_kernel.require()
    with ExitStack() as stack:
        processes = [stack.enter_context(second("write", paths.root, str(count), disk)) for _ in range(3)]
        assert [process.line() for process in processes] == ["ready"] * 3
        for process in processes:
            process.go_on()
        said = [[process.line() for _ in range(count)] for process in processes]
        for process in processes:
            process.end()
    with Database.open(paths.database).session() as store:
        shared = store.runs.get(SHARED)
        store.runs.remove(SHARED)
        stored = store.runs.list()
    assert {run.id for run in stored} == {run_id for ids in said for run_id in ids}
    assert len(stored) == 3 * count
    assert {run.state for run in stored} == {RunState.STARTED}
    assert shared is not None and shared.message in {ids[-1] for ids in said}, "the last one to save it"
    assert not list(paths.root.glob("*set-aside*"))
    assert journal(paths) == ("delete" if disk else "wal")


@pytest.mark.parametrize("disk", ["", "no shared memory"])
def test_what_was_committed_survives_a_kill(paths: DataPaths, disk: str) -> None:
    """A process is killed again and again in the middle of its writing."""
    if disk:
        refusing_kernel.require()
    said: set[str] = set()
    chance = random.Random(1)
    for _ in range(8):
        with second("write", paths.root, "100000", disk) as process:
            assert process.line() == "ready"
            process.go_on()
            said.update(process.line() for _ in range(chance.randrange(1, 40)))
            process.kill()
    database = Database.open(paths.database)
    assert database.notice is None
    with database.session() as store:
        stored = {run.id: run for run in store.runs.list()}
    assert said <= stored.keys()
    assert all(stored[run_id].tracker_id for run_id in said)


def test_a_database_that_stays_locked(paths: DataPaths, store: Store) -> None:
    with second("hold", paths.root) as process:
        assert process.line() == "locked"
        with pytest.raises(DatabaseError) as caught:
            store.runs.insert(a_run(), None)
        assert str(caught.value.reason) == "Another program has kept it locked for 5 seconds."
        process.go_on()
        process.end()
    store.runs.insert(a_run(), None)
    assert len(store.runs.list()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason=OPEN_FILES)
def test_setting_aside_cuts_off_who_still_has_it_open(paths: DataPaths) -> None:
    with second("linger", paths.root) as process:
        assert process.line() == "open"
        data = bytearray(paths.database.read_bytes())
        data[20:200] = bytes(180)
        paths.database.write_bytes(data)
        database = Database.open(paths.database)
        assert database.notice is not None
        with database.session() as store:
            store.runs.insert(a_run(tracker_id="mine"), None)
            process.go_on()
            assert "moved" in process.line()
            process.end()
    with Database.open(paths.database).session() as store:
        assert [run.tracker_id for run in store.runs.list()] == ["mine"]


def test_a_full_disk(tmp_path: Path) -> None:
    with mounted("size=400k", tmp_path) as start:
        result = subprocess.run(
            [*start, *command("fill", tmp_path / "data")], capture_output=True, text=True, timeout=PATIENCE
        )
    check(result)
    error, counts = result.stdout.splitlines()
    assert error.startswith("DiskFull: dmm-desktop.sqlite3 could not be written. The disk that holds")
    committed, stored = (int(part.split()[0]) for part in counts.split(","))
    assert committed == stored > 0, "what was committed is there, and the one that failed is not"


def test_a_disk_that_others_filled(tmp_path: Path) -> None:
    """Even a reader needs a little room, for what SQLite shares between processes."""
    with mounted("size=400k", tmp_path) as start:
        result = subprocess.run(
            [*start, *command("full", tmp_path / "data")], capture_output=True, text=True, timeout=PATIENCE
        )
    check(result)
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ["DiskFull"] * 4, result.stdout


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("ro", "LocalError: The data folder {folder} cannot be used. The disk is read-only. Choose another"),
        ("nr_inodes=2", "DiskFull: "),
        ("size=400k", "prepared"),
    ],
)
def test_a_disk_that_takes_nothing(tmp_path: Path, options: str, expected: str) -> None:
    folder = tmp_path / "data"
    with mounted(options, tmp_path) as start:
        result = subprocess.run([*start, *command("prepare", folder)], capture_output=True, text=True, timeout=PATIENCE)
    check(result)
    assert result.stdout.startswith(expected.format(folder=folder)), result.stdout + result.stderr
