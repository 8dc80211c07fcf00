"""Check an import zip before anything is sent."""

from __future__ import annotations

from pathlib import Path

from ..archive.check import check_zip as check
from ..archive.findings import CheckedZip, EntityFiles, Finding, Severity, ZipRejected
from ..archive.repack import repack
from ..core.job import CancelToken, OnProgress
from ..core.text import Text, counted, text

__all__ = [
    "CheckedZip",
    "EntityFiles",
    "Finding",
    "Severity",
    "check_zip",
    "found",
    "repack_zip",
    "require_importable",
    "result",
    "unchecked",
]


def check_zip(path: Path, cancel: CancelToken, report: OnProgress) -> CheckedZip:
    """Read the whole zip and return what the rules say about it. Raises LocalError if it cannot be read."""
    return check(path, cancel, report)


def found(checked: CheckedZip) -> Text:
    """How many problems the check found: "1 error, 3 warnings"."""
    errors = len(checked.errors)
    warnings = sum(finding.severity is Severity.WARNING for finding in checked.findings)
    if not errors and not warnings:
        return text("no problems")
    error_words, warning_words = (
        counted("1 error", "{n} errors", errors),
        counted("1 warning", "{n} warnings", warnings),
    )
    if errors and warnings:
        return text("{errors}, {warnings}", errors=error_words, warnings=warning_words)
    return error_words if errors else warning_words


def result(checked: CheckedZip) -> Text:
    """What was checked, and how many problems were found."""
    return text("Structure checked: {found}.", found=found(checked))


def unchecked() -> Text:
    """What the check leaves to the server."""
    return text("The rows are not checked.")


def require_importable(checked: CheckedZip, *, start_anyway: bool) -> None:
    """Raise ZipRejected for errors that the user did not choose to ignore or that cannot be ignored, FileChanged if the
    file is not the checked one."""
    checked.verify_unchanged()
    if checked.blocks and (checked.is_hopeless or not start_anyway):
        raise ZipRejected(checked)


def repack_zip(checked: CheckedZip, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write a copy without the common folder; the original is not touched. Raises LocalError and FileChanged."""
    return repack(checked, target, cancel, report)
