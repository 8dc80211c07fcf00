"""The application's data on this workstation, as the operations use it."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core.address import Address
from ..core.environment import Connection, Destination, Environment, SavedEnvironment, strictest_stage
from ..core.errors import WrongInput
from ..core.execution_type import ExecutionType, by_type
from ..core.log_counts import LogCounts
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.stage import Stage
from ..core.text import Text, counted, joined, text
from ..storage.database import Database, Store
from ..storage.exported_zips import ExportedZip, ExportedZips
from ..storage.files import sidecars
from ..storage.kept_logs import KeptLogs, KeptLogWriter
from ..storage.paths import DataPaths, unusable_folder
from ..storage.process_locks import ProcessLock, ProcessLocks


class Workspace:
    """The data folder, the database in it, and this process as the owner of the runs that it sends.

    Every method opens its own connection, so any thread may call it. All raise DatabaseError and DiskFull. ``notices``
    are messages for the user from opening the folder.
    """

    def __init__(
        self,
        paths: DataPaths,
        database: Database,
        recovered: tuple[Run, ...],
        unlisted: tuple[tuple[str, WrongInput], ...] = (),
        renamed: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.paths = paths
        self._database = database
        self._owners = ProcessLocks(paths.owners)
        self._owner: ProcessLock | None = None
        self._lock = threading.Lock()
        self.kept_logs = KeptLogs(paths.kept_logs)
        self.notices = (
            *_notices(database, recovered),
            *(_unlisted(name, error) for name, error in unlisted),
            *(_renamed(before, now) for before, now in renamed),
        )

    @staticmethod
    def open(folder: Path | None) -> Workspace:
        """Open the data folder, by default the user's, settle runs left behind by a killed process, and remove its
        zips and temporary files.

        Raises LocalError if the folder or the database cannot be used.
        """
        paths = DataPaths.at(folder)
        paths.prepare()
        database = Database.open(paths.database)
        owners = ProcessLocks(paths.owners)
        ExportedZips(paths.exports, owners).sweep()
        for left in owners.abandoned(paths.spool):
            shutil.rmtree(left, ignore_errors=True)
        with database.session() as store:
            recovered = store.runs.recover(owners)
            unlisted = store.environments.unlisted()
            renamed = store.environments.make_names_unique()
            saved = cache(store.saved_environments)
            store.runs.raise_stages(lambda run: _strictest_stage_of(saved(), run))
        return Workspace(paths, database, recovered, unlisted, renamed)

    def close(self) -> None:
        """Release the ownership of runs. A run that is still being sent counts as abandoned from now on."""
        with self._lock:
            owner, self._owner = self._owner, None
        if owner is not None:
            owner.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def spool(self) -> Path:
        """The folder for temporary files that have no name, or vanish when they are closed."""
        return self.paths.spool

    @contextmanager
    def temporary_folder(self) -> Iterator[Path]:
        """A folder for files of a job, which only this user can access. It is removed when the block ends or, if this
        process is killed, when the data folder is next opened. Raises LocalError."""
        try:
            folder = TemporaryDirectory(prefix=f"{self._as_owner().id}-", dir=self.spool, ignore_cleanup_errors=True)
        except OSError as error:
            raise unusable_folder(self.spool, error) from error
        with folder as name:
            yield Path(name)

    def store(self) -> AbstractContextManager[Store]:
        """A database connection for the job running on this thread."""
        return self._database.session()

    @property
    def version(self) -> Hashable:
        """The size and time of the database's files, which change whenever a process writes to it. They may also change
        when SQLite moves its write-ahead log into the database [documented]."""
        found = []
        for file in (self.paths.database, *sidecars(self.paths.database)):
            with suppress(OSError):
                status = file.stat()
                found.append((status.st_size, status.st_mtime_ns))
        return tuple(found)

    def runs(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        with self.store() as store:
            return store.runs.list()

    def run_summaries(self, besides: Callable[[str], bool] | None = None) -> tuple[Run, ...]:
        """All runs, newest first, without the fingerprints of their zips. With ``besides`` (id) those of which it is
        true are not read, and the others come in any order."""
        with self.store() as store:
            return store.runs.summaries() if besides is None else store.runs.summaries_besides(besides)

    def run(self, run_id: str) -> Run | None:
        with self.store() as store:
            return store.runs.get(run_id)

    def find_run(self, root: Address, tracker_id: str) -> Run | None:
        with self.store() as store:
            return store.runs.find(root, tracker_id)

    def environment_at(self, address: Address) -> Environment | None:
        """The saved environment with this address, if there is one."""
        with self.store() as store:
            return store.environments.find(address)

    def destination_stage(self, environment: Environment, connection: str) -> Stage:
        """The strictest stage that a saved environment's connection has in any environment that may be the same server;
        a connection that is not saved has the environment's stage. If the connection is not known (""), the strictest
        stage of them all."""
        with self.store() as store:
            return _stage(environment, connection, store.saved_environments())

    def database_stage(self, environment: Environment, connection: str) -> Stage:
        """The stage of a database that an export writes into: that of its connection, as :meth:`destination_stage` has
        it. A connection that is not saved may lead anywhere, so it has the strictest stage of them all."""
        with self.store() as store:
            saved = store.saved_environments()
        is_saved = _connection(environment, connection, saved) is not None
        return _stage(environment, connection if is_saved else "", saved)

    def exported_zip(self, host: str) -> ExportedZip:
        """A place in the data folder for the zip of an export from this host that this process is about to import
        elsewhere."""
        return ExportedZips(self.paths.exports, self._owners).place(self._as_owner().id, host)

    def log_writer(self, run_id: str) -> KeptLogWriter:
        """A writer for a reading of the run's log."""
        return self.kept_logs.writer(run_id, self._as_owner().id)

    def is_alive(self, owner_id: str) -> bool:
        """Whether the process with this id is still running, or it is this one."""
        return self._owners.is_alive(owner_id)

    def add_run(self, run: Run) -> Run:
        """Store a run that this process is about to send."""
        owner = self._as_owner()
        with self.store() as store:
            store.runs.insert(run, owner)
        return run

    def _as_owner(self) -> ProcessLock:
        with self._lock:
            self._owner = self._owner or self._owners.take()
            return self._owner

    def settle_abandoned(self) -> None:
        """Settle the runs of processes that ended while sending, since this folder was opened."""
        with self.store() as store:
            store.runs.recover(self._owners)

    def adopt(self, run: Run) -> Run:
        """Store a run that was started elsewhere; returns the existing run if it is already known."""
        with self.store() as store:
            return store.runs.adopt(run)

    def save(self, run: Run) -> Run:
        """Store the progress of a run; returns it merged with what other processes have stored in the meantime."""
        with self.store() as store:
            return store.runs.save(run)

    def overwrite(self, run: Run) -> Run:
        """Store a run that now refers to a different execution."""
        with self.store() as store:
            return store.runs.overwrite(run)

    def set_note(self, run_id: str, note: str) -> None:
        """Replace the note of a run."""
        with self.store() as store:
            store.runs.set_note(run_id, note)

    def begin_stop(self, root: Address, tracker_id: str) -> None:
        """Store that this process is about to request a stop of this run, if it is known here. If the process ends
        before :meth:`end_stop`, the stop counts as requested."""
        owner = self._as_owner()
        with self.store() as store:
            store.runs.begin_stop(root, tracker_id, datetime.now(UTC), owner)

    def end_stop(self, tracker_id: str) -> None:
        """Store that this process knows whether the server may have acted, or requests the stop no longer."""
        owner = self._as_owner()
        with self.store() as store:
            store.runs.end_stop(owner, tracker_id)

    def note_stop(self, root: Address, tracker_id: str, *, accepted: bool) -> None:
        """Store that a stop of this run was requested, if it is known here. ``accepted``: the server said so."""
        with self.store() as store:
            store.runs.request_stop(root, tracker_id, datetime.now(UTC), accepted=accepted)

    def note_log(self, run: Run, counts: LogCounts, notice: Text | None) -> None:
        """Store what is known about the log of a run, if the run is known here by its tracker id."""
        with self.store() as store:
            store.runs.note_log(run.id, run.tracker_id, counts, notice)

    def mark_doubtful(self, run: Run) -> None:
        """Store that the tracker id of a run may belong to another execution, if the run is known here by it."""
        with self.store() as store:
            store.runs.mark_doubtful(run.id, run.tracker_id)


def _strictest_stage_of(saved: Sequence[SavedEnvironment], run: Run) -> Stage | None:
    """The strictest stage that the connection of a run may have if it is not known; None if the run was sent to none of
    the saved environments, or its own is elsewhere by now."""
    own = next((one.environment for one in saved if one.environment.id == run.environment_id), None)
    if own is None or run.root is None or not own.has_root(run.root):
        return None
    return strictest_stage(own, saved)


def _notices(database: Database, recovered: tuple[Run, ...]) -> tuple[Text, ...]:
    notices = [database.notice] if database.notice else []
    unknown = Counter(run.type for run in recovered if run.state is RunState.OUTCOME_UNKNOWN)
    return (*notices, *(_unknown_outcomes(kind, unknown[kind]) for kind in ExecutionType if unknown[kind]))


def _unknown_outcomes(kind: ExecutionType, count: int) -> Text:
    return by_type(
        kind,
        for_import=counted(
            "DMM Desktop ended before the server responded to an import, so its outcome was unknown.",
            "DMM Desktop ended before the server responded to {n} imports, so their outcomes were unknown.",
            count,
        ),
        for_export=counted(
            "DMM Desktop ended before the server responded to an export, so its outcome was unknown.",
            "DMM Desktop ended before the server responded to {n} exports, so their outcomes were unknown.",
            count,
        ),
    )


def _unlisted(name: str, error: WrongInput) -> Text:
    return joined(
        text("The saved environment {name} is not in the list.", name=name),
        error.title,
        *([error.reason] if error.reason else []),
        text("Add it again under the same name, with a valid address."),
    )


def _renamed(before: str, now: str) -> Text:
    return text("Two environments were called “{before}”. One of them is now called “{now}”.", before=before, now=now)


def _stage(environment: Environment, connection: str, saved: Sequence[SavedEnvironment]) -> Stage:
    """What :meth:`Workspace.destination_stage` returns if these environments are saved."""
    if not connection:
        return strictest_stage(environment, saved)
    own = _connection(environment, connection, saved) or Connection(environment.id, connection)
    return Destination(environment, own).strictest(saved).stage


def _connection(environment: Environment, name: str, saved: Sequence[SavedEnvironment]) -> Connection | None:
    """The connection of this environment as it is saved."""
    return next((one.connection(name) for one in saved if one.environment.id == environment.id), None)
