"""What the outcome of a run promises and what it does not, for the user who must decide what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .execution_type import ExecutionType
from .reconciliation import fingerprint_of_run, reconciliation
from .run_state import RunState
from .runs import Run
from .sentence_parts import destination_of
from .text import Text, counted, text

#: How many entities are named.
_NAMED = 10


def legend(run: Run, moment: Callable[[datetime], str]) -> tuple[Text, ...]:
    """The sentences; none while the run has not ended, or if it was not started. ``moment`` writes a time of this
    computer, with its zone, for the reader."""
    if run.known_type is not ExecutionType.IMPORT:
        return ()
    if not run.state.is_final or run.state.is_unstarted:
        return ()
    compared = reconciliation(run)
    is_equal = compared is not None and compared.difference == 0
    sentences = (
        text(
            "Complete is DMM's word for an execution that has run to its end. It does not promise that every row was "
            "imported, or that the values are those in the zip."
        )
        if run.state.is_complete
        else None,
        text("Equal numbers of rows and records do not prove equal content.") if is_equal else None,
        text(
            "An entity with errors may have been imported in part: DMM imports in chunks, and does not document what "
            "happens to the other records of a failing chunk."
        )
        if run.failing_count
        else None,
        _what_stays(run),
        _where(run, moment) if not run.state.is_clean else None,
    )
    return tuple(sentence for sentence in sentences if sentence is not None)


def _what_stays(run: Run) -> Text | None:
    place = destination_of(run)
    if run.state is RunState.STOPPED:
        return text("A stop does not undo anything: records already imported stay in {place}.", place=place)
    if run.state.is_complete:
        return None
    if run.state.is_recordable or run.state is RunState.FOUND_STARTED:
        return text(
            "It is not known what was imported into {place}, nor whether the import has ended: more records may "
            "follow.",
            place=place,
        )
    return text(
        "Records imported before the end may still be in {place}: DMM does not document that a failure undoes "
        "anything.",
        place=place,
    )


def _where(run: Run, moment: Callable[[datetime], str]) -> Text | None:
    """The entities and the time in which records may have been written, for whoever has to clean up."""
    found, when = fingerprint_of_run(run), _when(run.before_entry, moment)
    names = [file.entity for file in found.files if file.rows != 0] if found else []
    if when is None:
        return None
    if not names:
        return text("To find what was imported, look for records written {when}.", when=when)
    more = len(names) - _NAMED + (found.more_files if found else 0)
    shown = ", ".join(names[:_NAMED])
    if more > 0:
        return counted(
            "To find what was imported, look for records written {when} in {entities} and 1 more entity.",
            "To find what was imported, look for records written {when} in {entities} and {n} more entities.",
            more,
            when=when,
            entities=shown,
        )
    return text("To find what was imported, look for records written {when} in {entities}.", when=when, entities=shown)


def _when(run: Run, moment: Callable[[datetime], str]) -> Text | None:
    report = run.report
    if report is not None and report.started_at is not None and report.ended_at is not None:
        start, end = (at.isoformat(sep=" ", timespec="seconds") for at in (report.started_at, report.ended_at))
        return text("from {start} to {end} by the server's clock", start=start, end=end)
    start_here = run.sent_at
    if start_here is None:
        return None
    if run.known_end is None:
        return text("since {start}", start=moment(start_here))
    return text("from {start} to {end}", start=moment(start_here), end=moment(run.known_end))
