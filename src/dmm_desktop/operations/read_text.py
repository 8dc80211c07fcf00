"""Read a text file that the user chose."""

from __future__ import annotations

from pathlib import Path

from ..core import local_files
from ..core.job import CancelToken, Report


def read_text(path: Path, largest: int, cancel: CancelToken, report: Report) -> str:
    """The content of a text file of at most ``largest`` bytes. Raises LocalError."""
    return local_files.read_text(path, largest)
