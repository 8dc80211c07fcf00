"""Saves the failing entities of a run as CSV. The file quotes what the server reported, and says so at the top."""

from __future__ import annotations

from pathlib import Path

from ..core.job import CancelToken, OnProgress
from ..core.models import FailingEntity
from ..core.outcomes import cut_texts
from ..core.runs import Run
from ..core.text import Words, joined, text
from .save_csv import save_csv

#: The beginning of every file.
FAILING_NOTICE = text("This file quotes what the server reported. Handle it like the data of the environment.")
#: The titles of :func:`failing_row`.
FAILING_TITLES = (
    text("Entity"),
    text("Error"),
    text("Tip"),
    text("First seen"),
    text("Count"),
    text("Stack trace"),
)


def failing_row(entity: FailingEntity, words: Words) -> tuple[str, ...]:
    """The cells of a failing entity."""
    first = entity.first_seen.isoformat(sep=" ") if entity.first_seen else ""
    count = words(text("unknown")) if entity.count is None else str(entity.count)
    return entity.entity, entity.error, entity.tip, first, count, entity.stack_trace


def save_failing_entities(
    run: Run, target: Path, words: Words, cancel: CancelToken, report: OnProgress, *, separator: str = ","
) -> Path:
    """Write all failing entities that are stored with the run, one per row, replacing an existing file. The first row
    says if the server reported more, or longer texts. Raises as :func:`.save_csv` does."""
    entities, notice = run.failing_entities or (), FAILING_NOTICE
    if run.more_failing:
        kept = len(entities)
        count = kept + run.more_failing
        part = text("It has {kept} of {count} failing entities: the others were not kept.", kept=kept, count=count)
        notice = joined(notice, part)
    if (cut := cut_texts(run)) is not None:
        notice = joined(notice, cut)
    rows = (failing_row(entity, words) for entity in entities)
    return save_csv(notice, FAILING_TITLES, rows, target, words, cancel, separator)
