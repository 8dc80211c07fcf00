"""Checks an import zip before anything is sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..archive.directory import UnreadableZip
from ..archive.findings import CheckedZip, EntityFiles, EntityResult, Finding, Severity, ZipRejected
from ..archive.full_check import ReadingProgress, ReadZip, read_zip
from ..archive.references import Reference, find_references
from ..archive.repack import repack
from ..archive.row_context import RowContext, read_row_context
from ..archive.secrets_in_zips import errors_quoting
from ..core.errors import ArchiveError
from ..core.fingerprint import ColumnFingerprint, FileFingerprint, Fingerprint, fingerprint_of, fingerprint_text
from ..core.job import BytesProgress, CancelToken, OnProgress, Progress
from ..core.redaction import Redaction
from ..core.text import Text, escape_controls, text
from ..core.zip_check import CheckState, ZipCheck, check_sentence, number_of_findings

__all__ = [
    "CheckChoice",
    "CheckProgress",
    "CheckResults",
    "CheckedZip",
    "EntityFiles",
    "EntityResult",
    "Finding",
    "ReadZip",
    "ReadingProgress",
    "Reference",
    "RowContext",
    "Severity",
    "check_zip",
    "find_references",
    "fingerprint",
    "fingerprint_to_store",
    "found",
    "read_zip",
    "repack_zip",
    "require_importable",
    "result",
    "row_context",
    "to_record",
    "total_rows",
]


@dataclass(frozen=True, slots=True)
class CheckChoice:
    """What the rules depend on: whether the ids are to be kept, and whether content warnings are errors."""

    keep_ids: bool = False
    strictly: bool = False


class CheckResults:
    """What the rules say about a zip as far as it has been read, for each choice that they depend on."""

    def __init__(self, read: ReadZip) -> None:
        self.zip = read
        self._by_choice: dict[CheckChoice, CheckedZip] = {}

    @property
    def is_finished(self) -> bool:
        """Whether the check has ended."""
        return bool(self.zip.sha256)

    def checked(self, choice: CheckChoice) -> CheckedZip:
        """The results for a choice; the same object each time."""
        found = self._by_choice.get(choice)
        if found is None:
            found = self.zip.checked(keep_ids=choice.keep_ids, strictly=choice.strictly)
            found.prepare()
            self._by_choice[choice] = found
        return found


@dataclass(frozen=True, slots=True)
class CheckProgress(BytesProgress):
    """The unpacked bytes read, the total, and the results so far."""

    results: CheckResults


#: The rules are applied to a part of the zip, and the results shown, for at most this share of the time.
_SHARE = 0.1
#: With more entries, this thread runs Python code most of the time. A window may show new results for so many seconds
#: before it has to compete with this thread again.
_MANY, _UNDISTURBED = 500, 0.05


def check_zip(
    secrets: Redaction, path: Path, choice: Callable[[], CheckChoice], cancel: CancelToken, report: OnProgress
) -> CheckResults:
    """Read the whole zip and apply the rules for the current ``choice``, which is called on this thread; reports
    CheckProgress, the first one within a second. ``secrets`` are hidden in the results.

    Raises LocalError if the zip cannot be read, FileChanged if another program writes to it meanwhile, and Cancelled.
    """
    results: CheckResults | None = None
    pause = 0.0

    def judge(value: Progress) -> None:
        nonlocal results, pause
        assert isinstance(value, ReadingProgress)
        start = time.monotonic()
        is_new = start >= pause
        if is_new:
            results = CheckResults(value.zip)
            results.checked(choice())
            end = time.monotonic()
            pause = end + max(end - start, _UNDISTURBED) / _SHARE
        assert results is not None
        report(CheckProgress(value.done, value.total, results))
        if is_new and len(value.zip.facts.layout.entries) > _MANY:
            cancel.sleep(_UNDISTURBED)

    read = read_zip(path, cancel, judge, secrets=secrets, beside_others=True)
    if results is None or results.zip is not read:
        results = CheckResults(read)
    results.checked(choice())
    return results


def found(checked: CheckedZip) -> Text:
    """The number of problems found: "1 error, 3 warnings"."""
    return number_of_findings(checked.count(Severity.ERROR), checked.count(Severity.WARNING))


def result(checked: CheckedZip) -> Text:
    """The result in a sentence: what was checked, and how many problems were found."""
    if not checked.sha256:
        return text("So far: {found}.", found=found(checked))
    return check_sentence(to_record(checked, start_anyway=False))


def to_record(checked: CheckedZip, *, start_anyway: bool) -> ZipCheck:
    """The record of a zip's check that is stored with its run."""
    state = CheckState.FINISHED if checked.is_complete else CheckState.INCOMPLETE
    return ZipCheck(
        state if checked.sha256 else CheckState.NOT_FINISHED,
        checked.count(Severity.ERROR),
        checked.count(Severity.WARNING),
        started_anyway=start_anyway and checked.blocks,
        rows=total_rows(checked),
    )


def fingerprint(checked: CheckedZip) -> Fingerprint | None:
    """The fingerprint of the zip; None while the check has not ended."""
    if not checked.sha256:
        return None
    return fingerprint_of(
        FileFingerprint(
            escape_controls(entity.data),
            entity.name,
            entity.records,
            entity.facts.sha256 if entity.facts else "",
            tuple(ColumnFingerprint(column.name, column.empty) for column in entity.facts.columns)
            if entity.facts
            else (),
        )
        for entity in checked.entities
        if entity.data is not None
    )


def fingerprint_to_store(checked: CheckedZip) -> str:
    """The fingerprint as it is stored with a run; "" while the check has not ended."""
    found = fingerprint(checked)
    return "" if found is None else fingerprint_text(found)


def total_rows(checked: CheckedZip) -> int | None:
    """The rows of all data files, without headers; None if one was not counted, or while the check has not ended."""
    rows = [entity.records for entity in checked.entities if entity.data is not None]
    return None if not checked.sha256 or None in rows else sum(count for count in rows if count is not None)


def require_importable(checked: CheckedZip, *, start_anyway: bool) -> None:
    """Raise ZipRejected for errors that the user did not choose to ignore or that cannot be ignored, FileChanged if the
    file has changed since it was checked."""
    checked.verify_unchanged(is_start=True)
    if checked.is_rejected(start_anyway=start_anyway):
        raise ZipRejected(checked)


def repack_zip(secrets: Redaction, checked: CheckedZip, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write a copy without the common folder; the original is not touched. ``secrets`` are hidden in errors. Raises
    LocalError, FileChanged and ArchiveError."""
    with errors_quoting(secrets):
        return repack(checked, target, cancel, report)


def row_context(
    read: ReadZip, file: str, line: int, column: str, cancel: CancelToken, report: OnProgress
) -> RowContext:
    """The row of a data file, named as in :attr:`Finding.entries`, that begins in this line, with the lines around it
    and the column marked. Raises LocalError, FileChanged, Cancelled, and ArchiveError if the file is damaged before
    that line."""
    with errors_quoting(read.secrets):
        try:
            return read_row_context(read, file, line, column, cancel)
        except UnreadableZip as error:
            raise ArchiveError(error.damage.problem, None, error.damage.remedy) from error
