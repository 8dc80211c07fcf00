"""What this application keeps on this workstation, as the operations use it."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from ..core.address import Address
from ..core.environment import Destination, Environment, SavedEnvironment, Stage
from ..core.errors import WrongInput
from ..core.log_counts import LogCounts
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, counted, joined, text
from ..storage.database import Database, Store
from ..storage.paths import DataPaths
from ..storage.process_locks import ProcessLock, ProcessLocks


class Workspace:
    """The data folder, the database in it, and this process as the owner of the runs that it sends.

    Every method opens a connection of its own, so that any thread may call it. All raise DatabaseError and DiskFull.
    ``notices`` are what a person has to be told about the opening.
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
        self.notices = (
            *_notices(database, recovered),
            *(_unlisted(name, error) for name, error in unlisted),
            *(_renamed(before, now) for before, now in renamed),
        )

    @staticmethod
    def open(folder: Path | None) -> Workspace:
        """Open the data folder, by default the user's own, and settle what a killed process left behind.

        Raises LocalError if the folder or the database cannot be used.
        """
        paths = DataPaths.at(folder)
        paths.prepare()
        database = Database.open(paths.database)
        with database.session() as store:
            recovered = store.runs.recover(ProcessLocks(paths.owners))
            unlisted = store.environments.unlisted()
            renamed = store.environments.make_names_unique()
        return Workspace(paths, database, recovered, unlisted, renamed)

    def close(self) -> None:
        """Give up the ownership of runs. A run that is still being sent counts as abandoned from now on."""
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
        """Folder for temporary files of jobs."""
        return self.paths.spool

    def store(self) -> AbstractContextManager[Store]:
        """A connection to the database for the job that runs on this thread."""
        return self._database.session()

    def runs(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        with self.store() as store:
            return store.runs.list()

    def run(self, run_id: str) -> Run | None:
        with self.store() as store:
            return store.runs.get(run_id)

    def find_run(self, root: Address, tracker_id: str) -> Run | None:
        with self.store() as store:
            return store.runs.find(str(root), tracker_id)

    def environment_at(self, address: Address) -> Environment | None:
        """The saved environment with this address, if there is one."""
        with self.store() as store:
            return store.environments.find(address)

    def destination_stage(self, environment: Environment, connection: str) -> Stage:
        """The stage of a connection of a saved environment; the environment's where the connection is not known."""
        with self.store() as store:
            found = SavedEnvironment(environment, store.connections.list(environment.id)).connection(connection)
        return environment.stage if found is None else Destination(environment, found).stage

    def add_run(self, run: Run) -> Run:
        """Store a run that this process is about to send."""
        with self._lock:
            self._owner = self._owner or self._owners.take()
        with self.store() as store:
            store.runs.insert(run, self._owner)
        return run

    def settle_abandoned(self) -> None:
        """Settle the runs of processes that have ended while they were sending, since this folder was opened."""
        with self.store() as store:
            store.runs.recover(self._owners)

    def adopt(self, run: Run) -> Run:
        """Store a run that was started elsewhere; returns the one that is known already, if so."""
        with self.store() as store:
            return store.runs.adopt(run)

    def save(self, run: Run) -> Run:
        """Store what became of a run; returns it with what others stored meanwhile."""
        with self.store() as store:
            return store.runs.save(run)

    def overwrite(self, run: Run) -> Run:
        """Store a run that is about another execution now than it was before."""
        with self.store() as store:
            return store.runs.overwrite(run)

    def note_stop(self, root: Address, tracker_id: str) -> None:
        """Note that a stop of this run was requested, if it is known here."""
        with self.store() as store:
            store.runs.request_stop(str(root), tracker_id, datetime.now(UTC))

    def note_log(self, run_id: str, counts: LogCounts, notice: Text | None) -> None:
        """Note what is known of the log of a run, if that is known here."""
        with self.store() as store:
            store.runs.note_log(run_id, counts, notice)


def _notices(database: Database, recovered: tuple[Run, ...]) -> tuple[Text, ...]:
    notices = [database.notice] if database.notice else []
    unknown = [run for run in recovered if run.state is RunState.OUTCOME_UNKNOWN]
    if unknown:
        notices.append(
            counted(
                "DMM Desktop ended before the server answered an import. Its outcome is unknown.",
                "DMM Desktop ended before the server answered {n} imports. Their outcome is unknown.",
                len(unknown),
            )
        )
    return tuple(notices)


def _unlisted(name: str, error: WrongInput) -> Text:
    return joined(
        text("The saved environment {name} is not in the list.", name=name),
        error.title,
        *([error.reason] if error.reason else []),
        text("Add it again under the same name, with an address that can be used."),
    )


def _renamed(before: str, now: str) -> Text:
    return text("Two environments were called “{before}”. One of them is now called “{now}”.", before=before, now=now)
