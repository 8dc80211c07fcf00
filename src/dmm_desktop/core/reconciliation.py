"""Compares the rows that the check counted in the zip with the records that the server reports.

DMM does not document what it counts as a record. So a difference is a warning that never changes the state of a run,
and equal numbers are never called a proof.
"""

from __future__ import annotations

from dataclasses import dataclass

from .execution_type import ExecutionType, by_type
from .fingerprint import Fingerprint, entity_key, read_fingerprint
from .run_state import Knowledge
from .runs import Run
from .sentence_parts import destination_of
from .text import Text, counted, joined, shortened, text
from .zip_check import CheckState


@dataclass(frozen=True, slots=True)
class EntityRows:
    """An entity that the server's errors name, and its rows in the zip; None if they are not known."""

    entity: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """``rows`` in the data files of the zip, without headers; None if they were not counted. ``reported`` is what
    :func:`reported_records` returns. ``entities`` are those with errors."""

    rows: int | None
    reported: int | None
    entities: tuple[EntityRows, ...] = ()

    @property
    def difference(self) -> int | None:
        """Records reported minus rows; None if one of them is not known."""
        return None if self.rows is None or self.reported is None else self.reported - self.rows


def fingerprint_of_run(run: Run) -> Fingerprint | None:
    """The fingerprint of the zip that the run has sent; None if it is not stored."""
    return read_fingerprint(run.fingerprint)


def reported_records(run: Run) -> int | None:
    """The records that the server reports for a run that has ended; None if it has not, or has not said how many."""
    return run.records_done if run.state.knowledge is not Knowledge.NOTHING else None


def reconciliation(run: Run) -> Reconciliation | None:
    """The comparison for a run that is over; None while it is not, if nothing was sent, or if it is not known what the
    check counted: the run was started elsewhere or by an earlier version."""
    check = run.zip_check
    was_run = run.state.is_final and not run.state.is_unstarted
    if not was_run or check is None or (check.state is CheckState.FINISHED and check.rows is None):
        return None
    found = fingerprint_of_run(run) if run.failing_entities else None  # a list asks for every run: do not read it then
    rows = found.rows_by_entity() if found else {}
    return Reconciliation(
        check.rows,
        reported_records(run),
        tuple(EntityRows(one.entity, rows.get(entity_key(one.entity))) for one in run.failing_entities or ()),
    )


def reconciliation_sentence(run: Run) -> Text | None:
    """The comparison in words, and which entities have errors; None as for :func:`reconciliation`."""
    compared = reconciliation(run)
    if compared is None:
        return None
    numbers, failing = rows_and_records(compared, run.type), _failing(compared.entities, run.failing_count or 0)
    return numbers if failing is None else joined(numbers, failing)


def difference_advice(run: Run) -> Text | None:
    """What a difference means; None if there is none, if it is expected because the run did not get to its end, or
    if a user entered the tracker id, which it may then speak against."""
    compared = reconciliation(run)
    if compared is None or not compared.difference or run.state.ends_early or run.has_entered_id:
        return None
    return text(
        "DMM does not document what it counts as a record, so this difference alone does not prove that records are "
        "missing. Compare the entities in {place}.",
        place=destination_of(run),
    )


def rows_and_records(compared: Reconciliation, kind: ExecutionType) -> Text:
    """The two numbers in words, and how they differ."""
    rows, reported, difference = compared.rows, compared.reported, compared.difference
    in_zip = text("Rows not counted") if rows is None else counted("1 row in the zip", "{n} rows in the zip", rows)
    if reported is None:
        return by_type(
            kind,
            for_import=text("{rows}; the number of records imported is not known.", rows=in_zip),
            for_export=text("{rows}; the number of records exported is not known.", rows=in_zip),
        )
    records = counted("1 record reported", "{n} records reported", reported)
    if difference is None:
        return text("{rows}; {records}.", rows=in_zip, records=records)
    if difference < 0:
        return text("{rows}, {records}: {count} fewer.", rows=in_zip, records=records, count=-difference)
    if difference > 0:
        return text("{rows}, {records}: {count} more.", rows=in_zip, records=records, count=difference)
    return text("{rows}, {records}.", rows=in_zip, records=records)


def _failing(entities: tuple[EntityRows, ...], count: int) -> Text | None:
    names = [shortened(entity.entity) for entity in entities if entity.entity]
    if not names:
        return None
    if count == 1:
        return text("{entity} has errors.", entity=names[0])
    if count == 2 and len(names) == 2:
        return text("{first} and {second} have errors.", first=names[0], second=names[1])
    return counted(
        "{first} and 1 more entity have errors.",
        "{first} and {n} more entities have errors.",
        count - 1,
        first=names[0],
    )
