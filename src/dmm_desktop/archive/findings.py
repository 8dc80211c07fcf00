"""What the pre-flight check of an import zip says about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dmm_desktop.core.errors import FileChanged
from dmm_desktop.core.local_files import cannot_read
from dmm_desktop.core.text import Text


class Severity(StrEnum):
    """ERROR: the import cannot work. WARNING: a person may go on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem with its cause and remedy. ``rule`` is its number in docs/import-zip.md (Rules); ``file`` the entry
    in the zip that it is about, as it can be shown; ``line`` counts from 1."""

    rule: int
    severity: Severity
    sentence: Text
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class EntityFiles:
    """The files of one entity: names as written in the zip, so to be shown with ``shown``; the size of the data in
    bytes; whether anything stands below the header."""

    name: str
    structure: str
    data: str | None
    data_size: int
    has_rows: bool


@dataclass(frozen=True, slots=True)
class CheckedZip:
    """A zip as it was when it was checked; sizes in bytes.

    ``ignored`` names, as can be shown, what operating systems had added to it, and empty folders. ``common_folder`` is
    the folder that holds everything, where a repacked copy without it would have no errors left; "" otherwise.
    ``is_hopeless``: nobody can import it, so that a person cannot decide to try it anyway.
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
        """Whether an import of this zip cannot work."""
        return bool(self.errors)

    def verify_unchanged(self) -> None:
        """Raise FileChanged if the file's size or time of change is another now, LocalError if it is out of reach."""
        try:
            now = self.path.stat()
        except OSError as error:
            raise cannot_read(self.path, error) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self.mtime_ns):
            raise FileChanged(self.path)
