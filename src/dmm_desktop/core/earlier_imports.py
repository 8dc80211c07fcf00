"""What earlier runs on this computer show about an import that is about to start: where the same zip was imported, and
how long the import may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .address import Address
from .configuration import ImportConfiguration
from .environment import Connection, Destination, SavedEnvironment
from .environment_names import name_key
from .execution_type import ExecutionType
from .outcomes import outcome_words
from .reconciliation import reconciliation
from .run_state import RunState
from .runs import Run
from .sentence_parts import destination_of, duration_words
from .stage import Stage, strictest_of
from .text import Text, counted, joined, text

#: Maximum number of earlier runs used for an estimate; the newest are used.
_NEWEST = 10
#: A run is not comparable if it has fewer records than this share of the import's, or more than its inverse.
_COMPARABLE = 0.1


@dataclass(frozen=True, slots=True)
class ExpectedTime:
    """The shortest and the longest time that an import may take at the pace of ``runs`` earlier ones."""

    shortest: timedelta
    longest: timedelta
    runs: int


def expected_time(
    runs: Iterable[Run], is_there: Callable[[Address], bool], connection: str, records: int
) -> ExpectedTime | None:
    """The time that an import of ``records`` may take, estimated from completed imports of comparable size into the
    same connection of the same server, whatever the environment was called then; None if there are none. A run whose
    execution may be another does not count. ``runs`` must be in order, newest first; ``is_there`` tells whether an API
    root is on that server.

    The durations come from the server's clock, so they include neither the upload nor the wait in the server's queue,
    unless DMM counts it [assumed].
    """
    paces = []
    for run in runs:
        done, seconds = run.records_done or 0, run.elapsed.total_seconds()
        is_here = run.root is not None and is_there(run.root) and run.connection == connection
        is_import = run.type is ExecutionType.IMPORT and run.state.is_imported and not run.may_be_another
        if not is_import or not is_here:
            continue
        if done and seconds and _COMPARABLE <= done / max(records, 1) <= 1 / _COMPARABLE:
            paces.append(seconds / done)
    newest = paces[:_NEWEST]
    if not newest or not records:
        return None
    shortest, longest = (timedelta(seconds=records * pace) for pace in (min(newest), max(newest)))
    return ExpectedTime(shortest, longest, len(newest))


def imports_of(runs: Iterable[Run], sha256: str) -> list[Run]:
    """The runs that sent the zip with this hash, in the order given, without those that certainly imported nothing."""
    return [run for run in runs if sha256 and run.zip_sha256 == sha256 and not run.imports_nothing]


def is_another_zip(run: Run, size: int, sha256: str) -> bool:
    """Whether a zip is certainly not the one of a run; ``sha256`` is "" until it is known. The run has none if its
    upload did not end."""
    is_other_size = bool(run.zip_size) and run.zip_size != size
    return is_other_size or bool(sha256 and run.zip_sha256 and run.zip_sha256 != sha256)


def rehearsal(
    runs: Iterable[Run],
    sha256: str,
    target: Destination,
    chosen: ImportConfiguration,
    saved: Sequence[SavedEnvironment],
) -> Run | None:
    """The run that completed the import of this zip into a destination that is neither Production nor the ``target``;
    None if there is none. Of several, the first with the ``chosen`` options, otherwise the first with the same append
    mode, otherwise the first.

    The strictest stage that is known for the destination counts: the one it had then, or the one it has now in the
    ``saved`` environments. A run without a stage does not count, because its environment may be Production, nor does
    one whose execution may be another, or whose server or append mode is not known."""
    found = (run for run in imports_of(runs, sha256) if _rehearses(run, target, saved))
    return min(found, key=lambda run: (run.append is not chosen.append, has_other_options(run, chosen)), default=None)


def has_other_options(run: Run, chosen: ImportConfiguration) -> bool:
    """Whether a run was sent with another configuration, apart from the connection. They are compared as texts: one
    with the same fields in another order counts as another, because a long one takes too long to parse."""
    return run.append is not chosen.append or run.configuration != chosen.text_for(run.connection)


def _rehearses(run: Run, target: Destination, saved: Sequence[SavedEnvironment]) -> bool:
    if not run.state.is_imported or run.may_be_another:
        return False
    if run.stage is None or run.root is None or run.append is None:
        return False
    is_same_connection = name_key(run.connection) == name_key(target.connection.name)
    if is_same_connection and target.environment.has_root(run.root):
        return False
    return Stage.PRODUCTION not in (run.stage, _stage_now(run.root, run.connection, saved))


def _stage_now(root: Address, connection: str, saved: Sequence[SavedEnvironment]) -> Stage | None:
    """The strictest stage that a connection of this server has in the saved environments; None if none of them is this
    server. An environment that does not know the connection is ignored if another one does."""
    there = [one for one in saved if one.environment.has_root(root)]
    known = [Destination(one.environment, own) for one in there if (own := one.connection(connection)) is not None]
    others = [Destination(one.environment, Connection(one.environment.id, connection)) for one in there]
    stages = [one.strictest(saved).stage for one in known or others]
    return strictest_of(stages) if stages else None


def is_beyond_doubt(run: Run) -> bool:
    """Whether nothing casts doubt on a completed import: neither failing entities, nor log lines that look like errors,
    nor figures that contradict each other or the rows of the zip, nor a tracker id that may belong to another run."""
    compared = reconciliation(run)
    return not (
        run.state is not RunState.COMPLETED
        or run.may_be_another
        or run.figures_disagree
        or (run.log_counts is not None and run.log_counts.errors)
        or (compared is not None and compared.difference)
    )


def earlier_import_sentence(run: Run, when: Callable[[datetime], str]) -> Text:
    """Where a zip was imported, and what became of it. ``when`` writes a time with its preposition."""
    place, at, outcome = destination_of(run), when(run.created_at), outcome_words(run)
    if run.state.is_imported and not run.may_be_another:
        return text("Imported into {place} {when}: {outcome}.", place=place, when=at, outcome=outcome)
    return text("Sent to {place} {when}: {outcome}.", place=place, when=at, outcome=outcome)


def memory(runs: Iterable[Run], sha256: str, when: Callable[[datetime], str]) -> Text | None:
    """What this computer knows of the zip: its last import, and how many there were before; None if there was none.
    ``runs`` must be in order, newest first."""
    found = imports_of(runs, sha256)
    if not found:
        return None
    last = earlier_import_sentence(found[0], when)
    if len(found) == 1:
        return last
    return joined(last, counted("Sent once before that.", "Sent {n} times before that.", len(found) - 1))


def rehearsal_sentence(
    runs: Iterable[Run],
    sha256: str,
    rehearsed: Run | None,
    chosen: ImportConfiguration,
    when: Callable[[datetime], str],
) -> Text:
    """Whether an import into Production was rehearsed from this computer, and with which other options; ``rehearsed``
    is the :func:`rehearsal`, the other parameters are those of it and of :func:`memory`."""
    found = imports_of(runs, sha256)
    if not found:
        return text("Not rehearsed: this zip was not imported anywhere from this computer.")
    if rehearsed is None:
        return joined(
            text(
                "Not rehearsed: no import of this zip was completed from this computer into another destination that "
                "was Development or Test then and still is."
            ),
            earlier_import_sentence(found[0], when),
        )
    place, at, outcome = destination_of(rehearsed), when(rehearsed.created_at), outcome_words(rehearsed)
    if not has_other_options(rehearsed, chosen):
        return text("Rehearsed in {place} {when}: {outcome}.", place=place, when=at, outcome=outcome)
    said = text("Rehearsed with other options in {place} {when}: {outcome}.", place=place, when=at, outcome=outcome)
    return joined(said, _other_options(rehearsed, chosen))


def _other_options(rehearsed: Run, chosen: ImportConfiguration) -> Text:
    if rehearsed.append is chosen.append:
        return text("The ids were handled as in this import, but the configuration was different.")
    if chosen.append:
        return text("The rehearsal kept the ids of the file; this import uses append mode.")
    return text("The rehearsal used append mode; this import keeps the ids of the file.")


def expected_sentence(expected: ExpectedTime) -> Text | None:
    """The expected time as a range, and on how many runs it rests; None if it is below half a second."""
    shortest, longest = duration_words(expected.shortest), duration_words(expected.longest)
    if longest is None:
        return None
    if shortest is None or str(shortest) == str(longest):
        return counted(
            "About {time} after the upload, based on 1 earlier import.",
            "About {time} after the upload, based on {n} earlier imports.",
            expected.runs,
            time=longest,
        )
    return counted(
        "From {shortest} to {longest} after the upload, based on 1 earlier import.",
        "From {shortest} to {longest} after the upload, based on {n} earlier imports.",
        expected.runs,
        shortest=shortest,
        longest=longest,
    )
