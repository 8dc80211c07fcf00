"""The findings of an import zip's check, and the errors about zips."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..core.errors import ArchiveError, FileChanged
from ..core.local_files import cannot_read
from ..core.text import Text, counted, text


class Severity(StrEnum):
    """ERROR: the import would fail. WARNING: the user may continue."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem with cause and remedy. ``rule`` is its number in docs/import-zip.md (Rules); ``file`` the entry in
    the zip, ready to be shown; ``line`` counts from 1. ``entries`` are the entries that have the problem, named as in
    the zip: none if it is one of the whole zip, many if the finding counts what is not listed."""

    rule: int
    severity: Severity
    sentence: Text
    file: str = ""
    line: int | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityFiles:
    """The files of one entity: its name, ready to be shown; the files, named as in the zip; the size of the data in
    bytes; whether there is anything below the header; how many records that is, None where a line end may be part of a
    value."""

    name: str
    structure: str
    data: str | None
    data_size: int
    has_records: bool
    records: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedZip:
    """A zip as of its check; sizes in bytes.

    ``ignored`` are the names, ready to be shown, of files added by operating systems, and of empty folders.
    ``common_folder`` is the folder that holds everything, if a repacked copy without it would have no errors; otherwise
    "". ``is_hopeless``: it cannot be imported, so the user cannot start anyway.
    """

    path: Path
    size: int
    mtime_ns: int
    findings: tuple[Finding, ...]
    entities: tuple[EntityFiles, ...]
    ignored: tuple[str, ...]
    common_folder: str
    is_hopeless: bool

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def blocks(self) -> bool:
        """Whether an import of this zip would fail."""
        return bool(self.errors)

    def verify_unchanged(self) -> None:
        """Raise FileChanged if size or modification time have changed, LocalError if the file is not accessible."""
        try:
            now = self.path.stat()
        except OSError as error:
            raise cannot_read(self.path, error) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self.mtime_ns):
            raise FileChanged(self.path)


class ZipRejected(ArchiveError):
    """The check found errors, so the import was not started. ``checked`` holds all findings."""

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
    """The server's log payload is missing or not a zip. ``kept`` is the file with the data received, None if there was
    none."""

    def __init__(self, target: Path, problem: Text | None, kept: Path | None) -> None:
        super().__init__(
            text("The logs could not be saved as {name}.", name=target.name),
            problem or text("The server sent no logs."),
            _advice(problem, kept),
        )
        self.kept = kept


def _advice(problem: Text | None, kept: Path | None) -> Text:
    if kept:
        return text("The data received was kept as {kept}. Save the logs again to retry.", kept=kept)
    if problem:
        return text("Save the logs again to retry.")
    return text("Logs are available only after a run has ended, and not forever. Try again in a moment.")
