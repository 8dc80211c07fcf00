"""The findings of an import zip's check, and the errors about zips."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from ..core.errors import ArchiveError
from ..core.local_files import require_unchanged
from ..core.text import Text, counted, text
from .contents.facts import DataFacts

#: The rules about values, whose warnings are errors if the user wants that.
STRICT_RULES = (8, 9, 10)


class Severity(StrEnum):
    """ERROR: the import would probably fail, or the user wants it to be an error. WARNING: the user may continue."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with cause and remedy. ``rule`` is its number in docs/import-zip.md (Rules); ``file`` is the entry in
    the zip, safe to show. ``entries`` are the entries with the problem, named as in the zip, but with secrets hidden:
    none if it concerns the whole zip, several if the finding counts unlisted ones.

    For a problem inside a data file, ``line`` is the physical line where the row begins, counted from 1; ``column`` the
    name of the column; ``excerpt`` the beginning of what is wrong. They are the user's data and must not be stored.
    ``count`` is how often the problem occurs: more than 1 if further occurrences are counted but not listed.
    """

    rule: int
    severity: Severity
    sentence: Text
    file: str = ""
    line: int | None = None
    entries: tuple[str, ...] = ()
    column: str = ""
    excerpt: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class EntityFiles:
    """The files of one entity. ``name`` can be shown as it is.

    ``structure`` and ``data`` are file names as in :attr:`Finding.entries`: ``structure`` is "" if there is only data,
    ``data`` is None if there is none. ``data_size`` is in bytes. ``has_records``: something follows the header.
    ``records`` is None if the number is uncertain. ``facts`` is None until the data has been read. ``attributes`` are
    the names in the structure; none if it is opaque.
    """

    name: str
    structure: str
    data: str | None
    data_size: int
    has_records: bool
    records: int | None = None
    facts: DataFacts | None = None
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityResult:
    """An entity, the number of its findings, and the severity of the worst. ``is_over``: its data has been read."""

    entity: EntityFiles
    findings: int
    worst: Severity | None
    is_over: bool


@dataclass(frozen=True)
class CheckedZip:
    """A zip as found by its check; sizes in bytes.

    ``ignored`` are the names, safe to show, of files added by operating systems, and of empty folders.
    ``common_folder``, safe to show, is the folder that holds everything, if a repacked copy without it would have no
    errors; otherwise "". ``is_hopeless``: it cannot be imported, so the user cannot start anyway.

    The rest comes from the full check: the ``sha256`` of the zip; ``is_complete``, whether all data was read to its
    end; ``notes`` about what could not be determined; and ``checked_at``, when the check ended (UTC).
    """

    path: Path
    size: int
    mtime_ns: int
    findings: tuple[Finding, ...]
    entities: tuple[EntityFiles, ...]
    ignored: tuple[str, ...]
    common_folder: str
    is_hopeless: bool
    sha256: str = ""
    is_complete: bool = False
    notes: tuple[Text, ...] = ()
    checked_at: datetime | None = field(default=None, compare=False)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @cached_property
    def _counts(self) -> Counter[Severity]:
        counts: Counter[Severity] = Counter()
        for finding in self.findings:
            counts[finding.severity] += finding.count
        return counts

    def count(self, severity: Severity) -> int:
        """The number of problems, including those that are counted but not listed."""
        return self._counts[severity]

    @cached_property
    def records(self) -> int:
        """The records of all entities, as far as they are known."""
        return sum(entity.records or 0 for entity in self.entities)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The files that have findings, in their order."""
        return tuple(dict.fromkeys(finding.file for finding in self.findings if finding.file))

    @cached_property
    def entity_results(self) -> tuple[EntityResult, ...]:
        """The entities with the number of their findings."""
        found: dict[str, list[Severity]] = {}
        for finding in self.findings:
            for entry in finding.entries:
                found.setdefault(entry, []).append(finding.severity)
        results = []
        for entity in self.entities:
            severities = [*found.get(entity.structure, ()), *(found.get(entity.data, ()) if entity.data else ())]
            worst = Severity.ERROR if Severity.ERROR in severities else Severity.WARNING if severities else None
            is_read = not entity.data or (entity.facts is not None and bool(entity.facts.sha256))
            results.append(EntityResult(entity, len(severities), worst, is_read or bool(self.sha256)))
        return tuple(results)

    def prepare(self) -> None:
        """Compute in advance what would take long when the findings are shown."""
        _ = self._counts, self.records, self.files, self.entity_results

    @property
    def blocks(self) -> bool:
        """Whether there are errors, so that an import starts only if the user decides to start anyway."""
        return self._counts[Severity.ERROR] > 0

    def is_rejected(self, *, start_anyway: bool) -> bool:
        """Whether there are errors that the user did not choose to ignore, or that cannot be ignored."""
        return self.blocks and (self.is_hopeless or not start_anyway)

    @property
    def is_blocked_by_choice(self) -> bool:
        """Whether all errors are warnings that the user wants to be errors."""
        return self.blocks and all(finding.rule in STRICT_RULES for finding in self.errors)

    def verify_unchanged(self, *, is_start: bool = False) -> None:
        """Raise FileChanged if size or modification time have changed, LocalError if the file is not accessible.
        ``is_start``: an import is to be started."""
        require_unchanged(self.path, self.size, self.mtime_ns, is_start=is_start)


class ZipRejected(ArchiveError):
    """The check found errors, so the import was not started. ``checked`` holds all findings."""

    def __init__(self, checked: CheckedZip) -> None:
        super().__init__(
            text("{name} cannot be imported.", name=checked.path.name),
            counted(
                "The check found an error: {first}",
                "The check found {n} errors. The first: {first}",
                checked.count(Severity.ERROR),
                first=checked.errors[0].sentence,
            ),
            text("Nothing was started. Correct the zip and check it again."),
            "\n".join(str(finding.sentence) for finding in checked.findings),
        )
        self.checked = checked


class ZipNotSaved(ArchiveError):
    """A zip that the server was asked for is missing, or not a zip. ``kept`` is the file with the data received; None
    if there was none."""

    def __init__(self, title: Text, reason: Text, advice: Text, kept: Path | None) -> None:
        super().__init__(title, reason, advice)
        self.kept = kept


class LogsNotSaved(ZipNotSaved):
    """The server's zip of log files."""

    def __init__(self, target: Path, problem: Text | None, kept: Path | None) -> None:
        super().__init__(
            text("The logs could not be saved as {name}.", name=target.name),
            problem or text("The server sent no logs."),
            _advice(problem, kept),
            kept,
        )


class ExportNotSaved(ZipNotSaved):
    """The server's zip of an export."""

    def __init__(self, target: Path, problem: Text | None, kept: Path | None) -> None:
        super().__init__(
            text("The export could not be saved as {name}.", name=target.name),
            problem or text("The server sent no zip."),
            text("The data received was kept as {kept}. Saving again needs no new export.", kept=kept)
            if kept
            else text("Saving again needs no new export."),
            kept,
        )


def _advice(problem: Text | None, kept: Path | None) -> Text:
    if kept:
        return text("The data received was kept as {kept}. Save the logs again to retry.", kept=kept)
    if problem:
        return text("Save the logs again to retry.")
    return text("Logs are available only after a run has ended, and only for a limited time. Try again in a moment.")
