"""Save a text as a file."""

from __future__ import annotations

from pathlib import Path

from ..archive.part_file import PartFile
from ..core.cancel import CancelToken
from ..core.job import Job, Report


def save_text(content: str, target: Path) -> Job[Path]:
    """Write the text in UTF-8, replacing what is there. Fails with LocalError; then the old file is still there."""

    def job(cancel: CancelToken, report: Report) -> Path:
        with PartFile(target) as part:
            part.write(content.encode(errors="replace"))
            return part.commit(cancel)

    return job
