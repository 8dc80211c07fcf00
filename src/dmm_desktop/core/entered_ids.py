"""What is said about a run whose tracker id a user entered: what was known before, and what speaks against the id.

Times of the server are not compared with those of this computer: they have no zone.
"""

from __future__ import annotations

from datetime import timedelta

from .log_counts import errors_in_words
from .outcomes import last_seen, outcome_words
from .reconciliation import reconciliation_sentence, reported_records
from .run_state import RunState
from .runs import Run
from .text import Text, joined, text

#: How much longer than the time since the run was sent an execution may seem to have taken [assumed].
_LEEWAY = timedelta(minutes=1)


def before_entry_remark(run: Run) -> Text | None:
    """What was known before the user entered the tracker id; None unless a user did."""
    if not run.has_entered_id:
        return None
    before, words = run.before_entry, outcome_words(run.before_entry)
    if before.log_counts is not None and (errors := errors_in_words(before.log_counts)) is not None:
        words = text("{outcome}, {errors}", outcome=words, errors=errors)
    remark, seen = text("Before a user entered the tracker id: {outcome}.", outcome=words), last_seen(before, "")
    return remark if seen is None else joined(remark, seen)


def entry_doubts(run: Run) -> tuple[Text, ...]:
    """What speaks against the tracker id that a user entered. None of it is a proof."""
    if not run.has_entered_id:
        return ()
    found, before = [], run.before_entry
    if before.tracker_id and before.state is not RunState.ANOTHER_EXECUTION:
        found.append(text("The run had the tracker id {id} before.", id=before.tracker_id))
    if (rows := _other_rows(run)) is not None:
        found.append(rows)
    if run.sent_at and run.answered_at and run.answered_at - run.elapsed < run.sent_at - _LEEWAY:
        found.append(text("Judging by its duration, the execution began before the request was sent."))
    return tuple(found)


def _other_rows(run: Run) -> Text | None:
    """That the execution has more or fewer records in total than the zip has rows; None if it is not known to."""
    total, rows = run.report.total_records if run.report else None, run.zip_check.rows if run.zip_check else None
    if not total or rows in (None, total):
        return None
    compared = reconciliation_sentence(run) if reported_records(run) == total else None
    return compared or text("Records of the execution: {total}; rows in the zip: {rows}.", total=total, rows=rows)
