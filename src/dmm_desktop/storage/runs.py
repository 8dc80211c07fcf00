"""Stores the runs started or watched from this workstation, and merges two views of the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ..core.address import Address
from ..core.execution_type import ExecutionType
from ..core.kept_log import KeptLog
from ..core.known_figures import KnownFigures
from ..core.log_counts import LogCounts, fuller
from ..core.models import ExecutionReport, FailingEntity, FinalReport
from ..core.origin import Origin
from ..core.run_state import RunState
from ..core.runs import ENDED_WITHOUT_ANSWER, Run, ended_while_sending
from ..core.seen_execution import SeenExecution
from ..core.stage import Stage, strictest_of
from ..core.text import Text
from ..core.zip_check import ZipCheck
from . import columns as column
from .columns import SqlTable
from .process_locks import ProcessLock, ProcessLocks
from .sql import Sql, Value

_NO_TIME = datetime.min.replace(tzinfo=UTC)

#: Every field has a default, because a tracker id must not be lost with a broken row. A state written by a newer
#: version counts as *outcome unknown*, so that the user checks before starting again.
RUNS = SqlTable(
    "runs",
    Run,
    {
        "id": column.string(column.REQUIRED),
        "root": column.address_or_none(),
        "created_at": column.time(_NO_TIME),
        "state": column.word(RunState, RunState.OUTCOME_UNKNOWN),
        "type": column.word(ExecutionType, ExecutionType.IMPORT),
        "environment_id": column.optional(column.repeated()),
        "environment_name": column.repeated(),
        "stage": column.word_or_none(Stage, Stage.PRODUCTION),
        "connection": column.repeated(),
        "contract": column.repeated(),
        "zip_path": column.string(),
        "zip_size": column.integer(),
        "zip_sha256": column.string(),
        "append": column.optional(column.flag()),
        "configuration": column.repeated(),
        "tracker_id": column.string(),
        "status_word": column.repeated(),
        "message": column.message(),
        "unusable_answer": column.flag(),
        "received": column.string(),
        "sent_at": column.optional(column.time()),
        "ended_at": column.optional(column.time()),
        "stop_requested_at": column.optional(column.time()),
        "report": column.optional(column.json(ExecutionReport)),
        "final_report": column.optional(column.json(FinalReport)),
        "failing_entities": column.optional(column.json(tuple[FailingEntity, ...])),
        "answered_at": column.optional(column.time()),
        "log_notice": column.optional(column.message()),
        "more_failing": column.integer(),
        "log_counts": column.optional(column.json(LogCounts)),
        "stop_accepted_at": column.optional(column.time()),
        "may_be_another": column.flag(),
        "zip_check": column.optional(column.json(ZipCheck)),
        "fingerprint": column.string(),
        "reference": column.string(),
        "origin": column.optional(column.json(Origin)),
        "note": column.string(),
        "kept_log": column.optional(column.json(KeptLog)),
        "seen_before": column.optional(column.json(SeenExecution)),
        "saved_as": column.string(),
        "going_on_at": column.optional(column.time()),
        "known_figures": column.optional(column.json(KnownFigures)),
    },
)

_SENDING = [state for state in RunState if state.is_sending]
_NO_STOP = "stop_owner = NULL, stop_sent_at = NULL"
_NEWEST_FIRST = "ORDER BY created_at DESC, rowid DESC"
#: All columns, with an empty fingerprint: see :meth:`Runs.summaries`.
_SUMMARY = ", ".join("'' AS fingerprint" if name == "fingerprint" else name for name in RUNS.names)


class Runs:
    """Stores runs. Every method that changes data is one committed transaction.

    Roots are compared after reading, not in SQL, because stored ones may be another spelling of the same address.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def insert(self, run: Run, owner: ProcessLock | None) -> None:
        """Add a run. ``owner`` is the process sending it; None if it was started elsewhere."""
        values = {**RUNS.written(run), "owner": owner.id if owner else None}
        self._sql.change(RUNS.insert(values), [*values.values()])

    def adopt(self, run: Run) -> Run:
        """Add a run started elsewhere, unless its tracker id is known; returns the stored run."""
        with self._sql.transaction():
            known = self.find(run.root, run.tracker_id) if run.root else None
            if known is None:
                self.insert(run, None)
            return known or run

    def save(self, run: Run) -> Run:
        """Store the state of a run. Returns it merged with what other processes have stored, see :func:`merged`.

        Writes only changed columns. A run that has been removed is added again, because its tracker id matters more
        than its removal. Stores nothing if a user has meanwhile entered another tracker id, or withdrawn this one: what
        is known of its execution does not belong to the run any longer.
        """
        with self._sql.transaction():
            return self._save(run)

    def overwrite(self, run: Run) -> Run:
        """Store a run without merging, because the stored data belong to another execution. Note and fingerprint stay:
        they are those of the user and of what was sent. A run that has been removed is added again."""
        with self._sql.transaction():
            if self.get(run.id) is None:
                return self._save(run)
            values = RUNS.written(run) | {"stop_owner": None, "stop_sent_at": None}
            self._set(run.id, {name: value for name, value in values.items() if name not in ("note", "fingerprint")})
        return run

    def _save(self, run: Run) -> Run:
        stored = self.get(run.id)
        if stored is None:
            run = replace(run, kept_log=None)  # it was removed with the run
            self.insert(run, None)
            return run
        was_withdrawn = stored.id_withdrawn_because is not None
        is_another_id = run.tracker_id not in ("", stored.tracker_id)
        if is_another_id and (run.has_entered_id or stored.has_entered_id or was_withdrawn):
            return run
        result = merged(stored, run)
        before, after = RUNS.written(stored), RUNS.written(result)
        self._set(run.id, {name: value for name, value in after.items() if value != before[name]})
        return result

    def _set(self, run_id: str, values: dict[str, Value]) -> None:
        if values:
            self._sql.change(RUNS.update(values), [*values.values(), run_id])

    def set_note(self, run_id: str, note: str) -> None:
        """Replace the note of a run, which nothing else changes."""
        self._set(run_id, {"note": note})

    def raise_stages(self, strictest: Callable[[Run], Stage | None]) -> None:
        """For runs whose connection is not known, raise the stage to what ``strictest`` returns, if that is stricter:
        earlier versions stored the stage of the environment."""
        raisable = "FROM runs WHERE connection = '' AND stage NOT IN ('', ?)"
        if not self._sql.rows(f"SELECT 1 {raisable} LIMIT 1", [Stage.PRODUCTION.value]):
            return
        with self._sql.transaction():
            for run in RUNS.values(self._sql.rows(f"SELECT * {raisable}", [Stage.PRODUCTION.value])):
                stages = [stage for stage in (run.stage, strictest(run)) if stage is not None]
                if run.stage is not None and (stage := strictest_of(stages)) is not run.stage:
                    self._set(run.id, {"stage": stage.value})

    def begin_stop(self, root: Address, tracker_id: str, at: datetime, owner: ProcessLock) -> None:
        """Record that this process is about to request a stop of this run, if it is known here: until
        :meth:`end_stop`, the end of the process leaves it unknown whether the server has acted."""
        with self._sql.transaction():
            if (run := self.find(root, tracker_id)) is not None:
                self._set(run.id, {"stop_owner": owner.id, "stop_sent_at": column.time().write(at)})

    def end_stop(self, owner: ProcessLock, tracker_id: str) -> None:
        """Record that this process no longer requests a stop of the run."""
        statement = f"UPDATE runs SET {_NO_STOP} WHERE stop_owner = ? AND tracker_id = ?"
        self._sql.change(statement, [owner.id, tracker_id])

    def request_stop(self, root: Address, tracker_id: str, at: datetime, *, accepted: bool) -> Run | None:
        """Record that a stop of this run was requested, whichever process watches it. ``accepted``: the server said so.

        Returns the run, or None if it is not known here.
        """
        with self._sql.transaction():
            run = self.find(root, tracker_id)
            return run and self._save(
                replace(run, stop_requested_at=at, stop_accepted_at=run.stop_accepted_at or (at if accepted else None))
            )

    def note_log(self, run_id: str, tracker_id: str, counts: LogCounts, notice: Text | None) -> Run | None:
        """Store what is known about a run's log, and the notice about its lines.

        Returns the run, or None if it is not known here, or has another tracker id by now.
        """
        with self._sql.transaction():
            run = self.get(run_id)
            if run is None or run.tracker_id != tracker_id:
                return None
            return self._save(replace(run, log_counts=counts, log_notice=notice or run.log_notice))

    def mark_doubtful(self, run_id: str, tracker_id: str) -> None:
        """Record that the tracker id may belong to another execution, unless the run has another one by now."""
        statement = "UPDATE runs SET may_be_another = 1 WHERE id = ? AND tracker_id = ?"
        self._sql.change(statement, [run_id, tracker_id])

    def keep_log(self, run_id: str, tracker_id: str, log: KeptLog) -> KeptLog | None:
        """Record a log kept of this run, if it replaces the one recorded: never once the server may have given the
        tracker id to another execution. Returns the one that is not to be kept, if any: ``log`` itself if the run was
        removed, or has another tracker id by now."""
        with self._sql.transaction():
            run = self.get(run_id)
            if run is None or run.tracker_id != tracker_id:
                return log
            is_doubtful = run.may_be_another and not run.has_entered_id
            if run.kept_log is not None and (is_doubtful or not log.replaces(run.kept_log)):
                return log
            self._set(run_id, {"kept_log": RUNS.written(replace(run, kept_log=log))["kept_log"]})
            return run.kept_log

    def drop_log(self, run_id: str, log: KeptLog) -> bool:
        """Forget the kept log of a run; returns False, and does nothing, if it is another one by now."""
        with self._sql.transaction():
            run = self.get(run_id)
            if run is None or run.kept_log is None or run.kept_log.file != log.file:
                return False
            self._set(run_id, {"kept_log": None})
            return True

    def with_kept_logs(self) -> tuple[Run, ...]:
        """The runs of which a log is kept, as :meth:`summaries` returns them."""
        return RUNS.values(self._sql.each(f"SELECT {_SUMMARY} FROM runs WHERE kept_log IS NOT NULL {_NEWEST_FIRST}"))

    def get(self, run_id: str) -> Run | None:
        return RUNS.value(self._sql.row("SELECT * FROM runs WHERE id = ?", [run_id]))

    def find(self, root: Address, tracker_id: str) -> Run | None:
        """The newest run with this tracker id. Ids may repeat after an environment was restored."""
        query = f"SELECT * FROM runs WHERE tracker_id = ? AND tracker_id <> '' {_NEWEST_FIRST}"
        runs = RUNS.values(self._sql.rows(query, [tracker_id]))
        return next((run for run in runs if run.root == root), None)

    def list(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        return RUNS.values(self._sql.rows(f"SELECT * FROM runs {_NEWEST_FIRST}"))

    def summaries(self) -> tuple[Run, ...]:
        """All runs, newest first, without the fingerprints of their zips, which are most of what is stored. Saving such
        a run keeps its fingerprint."""
        return RUNS.values(self._sql.each(f"SELECT {_SUMMARY} FROM runs {_NEWEST_FIRST}"))

    def summaries_besides(self, is_left_out: Callable[[str], bool]) -> tuple[Run, ...]:
        """The runs, but those that are left out (by id), in no particular order, as :meth:`summaries` returns them.
        Those left out are not read."""
        ids = [run_id for (run_id,) in self._sql.each("SELECT id FROM runs") if not is_left_out(run_id)]
        rows = (self._sql.row(f"SELECT {_SUMMARY} FROM runs WHERE id = ?", [run_id]) for run_id in ids)
        return RUNS.values(row for row in rows if row is not None)

    def unfinished(self) -> tuple[Run, ...]:
        """The runs that are not final, newest first."""
        return self._in_states([state for state in RunState if not state.is_final])

    def remove(self, run_id: str) -> None:
        self._sql.change("DELETE FROM runs WHERE id = ?", [run_id])

    def recover(self, owners: ProcessLocks) -> tuple[Run, ...]:
        """Finalize the runs whose process ended while sending them, and return them.

        An upload was not started; a sent import may be running. A stop whose process ended before it knew the answer
        counts as requested. Runs of living processes are untouched. Locks of ended processes are removed.
        """
        with self._sql.transaction():
            rows = self._sql.rows(f"SELECT * FROM runs WHERE state IN ({_places(_SENDING)})", _SENDING)
            orphans = RUNS.values(row for row in rows if not owners.is_alive(row["owner"]))
            recovered = tuple(self._save(_ended(run, datetime.now(UTC))) for run in orphans)
            for row in self._sql.rows("SELECT DISTINCT stop_owner FROM runs WHERE stop_owner IS NOT NULL"):
                if not owners.is_alive(row["stop_owner"]):
                    changes = f"stop_requested_at = coalesce(stop_requested_at, stop_sent_at), {_NO_STOP}"
                    self._sql.change(f"UPDATE runs SET {changes} WHERE stop_owner = ?", [row["stop_owner"]])
        owners.sweep()
        return recovered

    def _in_states(self, states: Sequence[RunState]) -> tuple[Run, ...]:
        query = f"SELECT * FROM runs WHERE state IN ({_places(states)}) {_NEWEST_FIRST}"
        return RUNS.values(self._sql.rows(query, states))


def _ended(run: Run, now: datetime) -> Run:
    if run.state is RunState.UPLOADING:
        state, message = RunState.NOT_STARTED, ended_while_sending(run.type)
    else:
        state, message = RunState.OUTCOME_UNKNOWN, ENDED_WITHOUT_ANSWER
    return replace(run, state=state, message=message, ended_at=now)


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


#: Fields that keep their value once known.
_LASTING = (
    *("tracker_id", "received", "sent_at", "zip_sha256", "answered_at", "log_notice", "zip_check", "fingerprint"),
    *("reference", "origin", "saved_as", "seen_before"),
)
#: Those that do so unless the execution has proved to be another one.
_ITS_FIGURES = ("report", "final_report", "failing_entities", "known_figures")


def merged(stored: Run, given: Run) -> Run:
    """Merge a run into its stored version, when ``given`` was made from an older copy.

    A state that says more about the end wins over one that says less, such as a late response of another watcher or a
    server that has forgotten the run. Values known to only one of the two are kept, as are the times of the first stop
    request and of the first that was accepted, and the last time at which it went on. The note is the stored one, and
    so is the kept log: only :meth:`Runs.keep_log` and :meth:`Runs.drop_log` change it.
    """
    newer, older = (given, stored) if given.state.knowledge >= stored.state.knowledge else (stored, given)
    lasting = _LASTING if newer.state is RunState.ANOTHER_EXECUTION else (*_LASTING, *_ITS_FIGURES)
    kept = {name: getattr(older, name) for name in lasting if getattr(newer, name) in (None, "")}
    if "failing_entities" in kept:
        kept["more_failing"] = older.more_failing
    ended_at = newer.ended_at or (older.ended_at if newer.state.is_final else None)
    stop_requested_at = stored.stop_requested_at or given.stop_requested_at
    return replace(
        newer,
        **kept,
        ended_at=ended_at,
        stop_requested_at=stop_requested_at,
        stop_accepted_at=stored.stop_accepted_at or given.stop_accepted_at,
        log_counts=fuller(stored.log_counts, given.log_counts),
        may_be_another=stored.may_be_another or given.may_be_another,
        going_on_at=max((at for at in (stored.going_on_at, given.going_on_at) if at is not None), default=None),
        note=stored.note,
        kept_log=stored.kept_log,
    )
