"""Saves text as a file."""

from __future__ import annotations

from pathlib import Path

from ..archive.part_file import PartFile
from ..core.job import CancelToken, OnProgress


def save_text(content: str, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write the text in UTF-8, replacing an existing file. Raises LocalError, in which case the old file remains."""
    with PartFile(target) as part:
        part.write(content.encode(errors="replace"))
        return part.commit(cancel)
