"""Saves what a check of a zip found as CSV. The files quote data from the zip, and say so at the top."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from ..archive.findings import CheckedZip
from ..archive.references import Reference, reference_without_secrets
from ..archive.secrets_in_zips import without_secrets
from ..core.job import CancelToken, OnProgress
from ..core.redaction import Redaction
from ..core.text import Words, text
from .check_rows import (
    ENTITY_TITLES,
    FINDING_TITLES,
    MISSING_TITLES,
    REFERENCE_TITLES,
    entity_row,
    finding_row,
    missing_rows,
    note_rows,
)
from .save_csv import save_csv

#: The first row of every file.
NOTICE = text("This file quotes data from the zip. Handle it like the zip itself.")


def save_findings(
    secrets: Redaction,
    checked: CheckedZip,
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
    *,
    separator: str = ",",
) -> Path:
    """Write the findings, one per row, then the notes, without ``secrets``, replacing an existing file. The check hid
    those that it knew; others may have been read since. ``separator`` is that of :func:`.csv_lines`. Raises LocalError,
    in which case the old file remains, and Cancelled."""
    checked = without_secrets(checked, secrets)
    rows = chain((finding_row(finding, words) for finding in checked.findings), note_rows(checked, words))
    return save_csv(NOTICE, FINDING_TITLES, rows, target, words, cancel, separator)


def save_entities(
    secrets: Redaction,
    checked: CheckedZip,
    target: Path,
    words: Words,
    cancel: CancelToken,
    report: OnProgress,
    *,
    separator: str = ",",
) -> Path:
    """Write the entities, one per row; otherwise as :func:`save_findings`."""
    rows = (entity_row(entity, words, "; ") for entity in without_secrets(checked, secrets).entities)
    return save_csv(NOTICE, ENTITY_TITLES, rows, target, words, cancel, separator)


def save_references(
    secrets: Redaction,
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
    pointers = (reference_without_secrets(reference, secrets) for reference in references)
    return save_csv(NOTICE, titles, missing_rows(pointers, words), target, words, cancel, separator)
