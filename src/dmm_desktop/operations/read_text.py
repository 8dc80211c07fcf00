"""Read a text file that the user chose."""

from __future__ import annotations

from pathlib import Path

from ..core import local_files
from ..core.job import Job


def read_text(path: Path, largest: int) -> Job[str]:
    """The content of a text file of at most ``largest`` bytes. Fails with LocalError."""
    return lambda cancel, report: local_files.read_text(path, largest)
