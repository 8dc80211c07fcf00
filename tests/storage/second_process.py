"""Actions of a second process in the tests of the storage: `python second_process.py ACTION FOLDER [ARGUMENT [DISK]]`.

It prints a line at each milestone, and continues or ends when it reads one.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.file_lock import FileLock
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.process_locks import ProcessLocks

sys.path.insert(0, str(Path(__file__).parents[1]))
import refusing_kernel

SHARED = "the run that all processes save"


def _set_up(change: Callable[[sqlite3.Connection], object]) -> None:
    """Change every SQLite connection made from now on."""

    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connected(*values: Any, **more: Any) -> sqlite3.Connection:
        connection = connect(*values, **more)
        change(connection)
        return connection

    setattr(sqlite3, "connect", connected)  # noqa: B010 - mypy objects to an assignment, because of the overloads


def _deny(action: int, name: str) -> None:
    def decide(asked: int, first: str | None, *_: object) -> int:
        return sqlite3.SQLITE_DENY if (asked, first) == (action, name) else sqlite3.SQLITE_OK

    _set_up(lambda connection: connection.set_authorizer(decide))


#: Faults of this process's disk or its SQLite.
DISKS: dict[str, Callable[[], object]] = {
    "no permission to check": lambda: _deny(sqlite3.SQLITE_PRAGMA, "integrity_check"),
    "no permission to read": lambda: _deny(sqlite3.SQLITE_READ, "sqlite_master"),
    "interrupted": lambda: _set_up(lambda connection: connection.set_progress_handler(lambda: 1, 1)),
    "no shared memory": refusing_kernel.refuse_shared_memory,
    "bad sector": lambda: refusing_kernel.refuse_reading_at(5 * 4096),
}


def _say(line: str) -> None:
    print(line, flush=True)


def _run(state: RunState = RunState.UPLOADING) -> Run:
    return Run(
        uuid.uuid4().hex, Address.parse("https://prod.example.com"), datetime.now(UTC), state, environment_name="PROD-2"
    )


def send(paths: DataPaths, state: str) -> None:
    """Own a run in this state until ended."""
    owner = ProcessLocks(paths.owners).take()
    with Database.open(paths.database).session() as store:
        run = _run()
        store.runs.insert(run, owner)
        store.runs.save(replace(run, state=RunState(state)))
    _say(run.id)
    sys.stdin.readline()
    owner.release()
    _say("released")


def write(paths: DataPaths, count: str) -> None:
    """On a signal, open the database, insert this many runs, and print the id of each once committed.

    All such processes also save the same run, over and over.
    """
    _say("ready")
    sys.stdin.readline()
    with Database.open(paths.database).session() as store:
        for number in range(int(count)):
            run = _run()
            store.runs.insert(run, None)
            store.runs.save(replace(run, state=RunState.STARTED, tracker_id=str(number)))
            store.runs.save(replace(run, id=SHARED, message=run.id))
            _say(run.id)


def lock(paths: DataPaths, name: str) -> None:
    """Take the lock of this file in the folder, and hold it until told otherwise."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(FileLock(paths.root / name))
            _say("locked")
        except TimeoutError:
            _say("held")
        sys.stdin.readline()


def hold(paths: DataPaths, _: str) -> None:
    """Keep the database locked for writing until told otherwise."""
    connection = sqlite3.connect(paths.database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    _say("locked")
    sys.stdin.readline()
    connection.close()


def linger(paths: DataPaths, _: str) -> None:
    """Keep a session open, then write in it and print the result."""
    with Database.open(paths.database).session() as store:
        store.runs.insert(_run(), None)
        _say("open")
        sys.stdin.readline()
        try:
            store.runs.insert(_run(), None)
            _say("written")
        except LocalError as error:
            _say(f"{error.reason} {error.details}")


def fill(paths: DataPaths, _: str) -> None:
    """Write until the disk is full; print the error and the number of runs committed before it."""
    paths.prepare()
    with Database.open(paths.database).session() as store:
        committed = 0
        try:
            while True:
                store.runs.insert(replace(_run(), configuration="x" * 10_000), None)
                committed += 1
        except LocalError as error:
            _say(f"{type(error).__name__}: {error}")
        _say(f"{committed} committed, {len(store.runs.list())} stored")


def full(paths: DataPaths, _: str) -> None:
    """Fill the disk with another file; print what happens to a reader, a writer and a new process."""
    paths.prepare()
    database = Database.open(paths.database)
    with contextlib.suppress(OSError), (paths.root / "other").open("wb", buffering=0) as other:
        while True:
            other.write(bytes(512))
    uses: list[Callable[[Store], object]] = [
        lambda store: store.runs.list(),
        lambda store: store.runs.insert(_run(), None),
    ]
    for use in uses:
        try:
            with database.session() as store:
                use(store)
            _say("done")
        except LocalError as error:
            _say(f"{type(error).__name__}: {error.details}")
    beginnings: list[Callable[[], object]] = [partial(Database.open, paths.database), paths.prepare]
    for begin in beginnings:
        try:
            _say(f"{begin()}")
        except LocalError as error:
            _say(f"{type(error).__name__}: {error.details}")


def prepare(paths: DataPaths, _: str) -> None:
    """Prepare the folders and print the obstacle."""
    try:
        paths.prepare()
        _say("prepared")
    except LocalError as error:
        _say(f"{type(error).__name__}: {error}")


def open_(paths: DataPaths, _: str) -> None:
    """Open the database; print its notice and number of runs."""
    try:
        database = Database.open(paths.database)
        with database.session() as store:
            _say(f"{database.notice} {len(store.runs.list())}")
    except LocalError as error:
        _say(f"{type(error).__name__}: {error} {error.details}")


if __name__ == "__main__":
    if len(sys.argv) > 4 and sys.argv[4]:
        DISKS[sys.argv[4]]()
    actions = {action.__name__: action for action in (send, write, lock, hold, linger, fill, full, prepare, open_)}
    actions[sys.argv[1]](DataPaths(Path(sys.argv[2])), sys.argv[3] if len(sys.argv) > 3 else "")
