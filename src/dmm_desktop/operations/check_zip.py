"""Check an import zip before anything is sent."""

from __future__ import annotations

from pathlib import Path

from ..archive.findings import CheckedZip, Finding, Severity, ZipRejected
from ..archive.preflight import check_zip as check
from ..archive.repack import repack
from ..core.job import CancelToken, OnProgress

__all__ = ["CheckedZip", "Finding", "Severity", "check_zip", "repack_zip", "require_importable"]


def check_zip(path: Path, cancel: CancelToken, report: OnProgress) -> CheckedZip:
    """Read the whole zip and return what the rules say about it. Raises LocalError if it cannot be read."""
    return check(path, cancel, report)


def require_importable(checked: CheckedZip, *, start_anyway: bool) -> None:
    """Raise ZipRejected for errors that the user did not choose to ignore or that cannot be ignored, FileChanged if the
    file is not the checked one."""
    checked.verify_unchanged()
    if checked.blocks and (checked.is_hopeless or not start_anyway):
        raise ZipRejected(checked)


def repack_zip(checked: CheckedZip, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write a copy without the common folder; the original is not touched. Raises LocalError and FileChanged."""
    return repack(checked, target, cancel, report)
