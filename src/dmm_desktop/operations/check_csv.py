"""Saves what a check of a zip found as CSV. The files quote data from the zip, and say so at the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from ..archive.findings import CheckedZip
from ..archive.part_file import PartFile
from ..archive.references import Reference
from ..core.job import CancelToken, OnProgress
from ..core.spreadsheet import csv_lines
from ..core.text import Text, text
from .check_rows import (
    ENTITY_TITLES,
    FINDING_TITLES,
    MISSING_TITLES,
    REFERENCE_TITLES,
    Words,
    entity_row,
    finding_row,
    missing_rows,
    note_rows,
)

#: The first row of every file.
NOTICE = text("This file quotes data from the zip. Handle it like the zip itself.")
_MARK = b"\xef\xbb\xbf"  # spreadsheets recognize UTF-8 by it


def save_findings(
    checked: CheckedZip,
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
    *,
    separator: str = ",",
) -> Path:
    """Write the findings, one per row, then the notes, replacing an existing file. ``separator`` is that of
    :func:`.csv_lines`. Raises LocalError, in which case the old file remains, and Cancelled."""
    rows = chain((finding_row(finding, words) for finding in checked.findings), note_rows(checked, words))
    return _save(FINDING_TITLES, rows, target, words, cancel, separator)


def save_entities(
    checked: CheckedZip,
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
    *,
    separator: str = ",",
) -> Path:
    """Write the entities, one per row; otherwise as :func:`save_findings`."""
    rows = (entity_row(entity, words, "; ") for entity in checked.entities)
    return _save(ENTITY_TITLES, rows, target, words, cancel, separator)


def save_references(
    references: Iterable[Reference],
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
    *,
    separator: str = ",",
) -> Path:
    """Write the references, with a row for each id or range of ids that is not in the zip; otherwise as
    :func:`save_findings`."""
    titles = (*REFERENCE_TITLES, *MISSING_TITLES)
    return _save(titles, missing_rows(references, words), target, words, cancel, separator)


def _save(
    titles: Sequence[Text],
    rows: Iterable[Sequence[str]],
    target: Path,
    words: Words,
    cancel: CancelToken,
    separator: str,
) -> Path:
    with PartFile(target) as part:
        part.write(_MARK)
        for line in csv_lines(chain([[words(NOTICE)], [words(title) for title in titles]], rows), separator):
            cancel.check()
            part.write(line.encode(errors="replace"))
        return part.commit(cancel)
