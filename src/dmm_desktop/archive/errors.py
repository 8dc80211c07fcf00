"""What can be wrong with a zip, as errors of the tree in :mod:`dmm_desktop.core.errors`."""

from __future__ import annotations

from pathlib import Path

from dmm_desktop.core.errors import ArchiveError
from dmm_desktop.core.text import Text, counted, text

from .findings import CheckedZip


class ZipRejected(ArchiveError):
    """The pre-flight check found errors, so the import was not started. ``checked`` holds all findings."""

    def __init__(self, checked: CheckedZip) -> None:
        super().__init__(
            text("{name} cannot be imported.", name=checked.path.name),
            counted(
                "The check found an error: {first}",
                "The check found {n} errors. The first: {first}",
                len(checked.errors),
                first=checked.errors[0].sentence,
            ),
            text("Nothing was started. Correct the zip and check it again."),
            "\n".join(str(finding.sentence) for finding in checked.findings),
        )
        self.checked = checked


class LogsNotSaved(ArchiveError):
    """The server's log payload is missing or is no zip. ``kept`` is the file with what came, None if nothing came."""

    def __init__(self, target: Path, problem: Text | None, kept: Path | None) -> None:
        super().__init__(
            text("The logs could not be saved as {name}.", name=target.name),
            problem or text("The server sent no logs."),
            _advice(problem, kept),
        )
        self.kept = kept


class LargeLogs(ArchiveError):
    """The logs have more than ``limit`` bytes, to which the user has not agreed. Nothing was saved."""

    def __init__(self, target: Path, limit: int) -> None:
        super().__init__(
            text("The logs were not saved as {name}.", name=target.name),
            text("They are larger than {limit} GiB.", limit=f"{limit / 1024**3:g}"),
        )


def _advice(problem: Text | None, kept: Path | None) -> Text:
    if kept:
        return text(
            "What the server sent was kept as {kept}. Save the logs again to ask for them once more.", kept=kept
        )
    if problem:
        return text("Save the logs again to ask for them once more.")
    return text("Logs exist only once a run has ended, and not forever. Try again in a moment.")
