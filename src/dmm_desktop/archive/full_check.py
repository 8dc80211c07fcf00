"""The full check of an import zip: its directory, its structures, and every row of its data, in one pass."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ..core.job import BytesProgress, CancelToken, OnProgress
from ..core.local_files import require_unchanged
from ..core.redaction import Redaction
from .contents.facts import DataFacts
from .contents.member import Done, Member, Task
from .contents.structure import MAX_STRUCTURE, Attribute, read_structure
from .contents.workers import Workers, number_of_workers
from .directory import Damage, UnreadableZip, open_zip
from .entries import unpack
from .facts import Contents, Facts
from .findings import CheckedZip, EntityFiles, Severity
from .layout import STRUCTURE, Layout, display_name, folder_of
from .rules import find, notes
from .secrets_in_zips import without_secrets
from .source_file import SourceFile, sha256_of

_LAYOUT_RULE = 2  # the only rule that repacking can fix
_REPORT_EVERY = 0.1  # seconds
#: Less data, in bytes, is read before other processes have started.
_WORTH_PROCESSES = 16 << 20
#: Above these, bytes or files, other threads of this process would wait for the one that reads.
_LONG_FOR_OTHERS, _MANY_FOR_OTHERS = 1 << 20, 50
#: How long the beginnings of the data files are read before the rest, in seconds: a window shows them within one.
_BEGINNINGS = 0.6
#: Columns that all data files of a zip may have together, and attributes that all its structures may have: each takes
#: memory and time, and a tiny file can have thousands.
MOST_COLUMNS = MOST_ATTRIBUTES = 200_000


@dataclass(frozen=True)
class ReadZip:
    """A zip as far as it has been read; the rules can be applied to it at any time.

    ``sha256`` is the hash of the zip, "" until all of it has been read; ``checked_at`` is when that was (UTC).
    ``secrets`` are hidden in whatever is quoted.
    """

    path: Path
    size: int
    mtime_ns: int
    facts: Facts
    sha256: str = ""
    checked_at: datetime | None = field(default=None, compare=False)
    secrets: Redaction = field(default_factory=Redaction)

    def ended(self, sha256: str) -> ReadZip:
        """The zip once all of it has been read."""
        return replace(self, sha256=sha256, checked_at=datetime.now(UTC))

    def checked(self, *, keep_ids: bool = False, strictly: bool = False) -> CheckedZip:
        """Apply the rules. ``keep_ids``: whether ids will be kept; ``strictly``: rules 8, 9 and 10 are errors."""
        facts = replace(self.facts, contents=replace(self.facts.contents, keep_ids=keep_ids))
        findings = find(facts, strictly=strictly)
        repackable = all(f.rule == _LAYOUT_RULE for f in findings if f.severity is Severity.ERROR)
        checked = CheckedZip(
            self.path,
            self.size,
            self.mtime_ns,
            findings,
            _entities(facts),
            tuple(display_name(name) for name in facts.layout.ignored),
            display_name(facts.layout.common_folder) if repackable else "",
            facts.is_hopeless,
            self.sha256,
            bool(self.sha256) and not facts.damage and all(data.is_complete for data in facts.contents.data.values()),
            notes(facts),
            self.checked_at,
        )
        return without_secrets(checked, self.secrets)


@dataclass(frozen=True, slots=True)
class ReadingProgress(BytesProgress):
    """The unpacked bytes read, the total, and the zip as far as it has been read."""

    zip: ReadZip


def read_zip(
    path: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    secrets: Redaction | None = None,
    processes: bool | None = None,
    beside_others: bool = False,
) -> ReadZip:
    """Read the whole zip; reports ReadingProgress, the first one with all structures and the beginning of each data
    file, unless there are too many to read at once.

    ``secrets`` are hidden in the results. ``processes``: whether other processes read the data; None: if there is much
    of it, or less if this job runs ``beside_others``: threads that must not wait, such as that of a window. Problems of
    the zip are in the result. Raises LocalError if it cannot be opened or read, FileChanged if another program writes
    to it meanwhile, and Cancelled.
    """
    with SourceFile(path) as file:
        status = file.status()
        empty = ReadZip(
            path,
            status.st_size,
            status.st_mtime_ns,
            Facts(status.st_size, Layout(()), contents=Contents()),
            secrets=secrets or Redaction(),
        )
        try:
            archive = open_zip(file)
        except UnreadableZip as error:
            read = replace(empty, facts=replace(empty.facts, damage=(error.damage,), contents=Contents(is_whole=True)))
        else:
            with archive:
                read = _Pass(file, archive, empty, cancel, report).read(processes, beside_others=beside_others)
        if not read.sha256:
            read = read.ended(sha256_of(file, cancel))
    require_unchanged(path, read.size, read.mtime_ns)
    return read


class _Pass:
    """One pass over an open zip."""

    def __init__(
        self, file: SourceFile, archive: zipfile.ZipFile, empty: ReadZip, cancel: CancelToken, report: OnProgress
    ) -> None:
        self._file = file
        self._archive = archive
        self._empty = empty
        self._layout = Layout(tuple(archive.infolist()))
        self._cancel = cancel
        self._report = report
        self._done = 0
        self._total = sum(entry.file_size for entry in self._layout.entries)
        self._reported = float("inf")  # nothing is reported before the beginnings are read
        self._damage: dict[str, Damage] = {}
        self._data: dict[str, DataFacts] = {}
        self._attributes: dict[str, tuple[Attribute, ...]] = {}
        self._room = MOST_COLUMNS
        self._attributes_left = MOST_ATTRIBUTES

    def read(self, processes: bool | None, *, beside_others: bool) -> ReadZip:
        """Read all entries, first the structures, with which the data is compared."""
        stems = {entry.orig_filename: stem for stem, entry in self._layout.data.items()}
        others = [entry for entry in self._layout.entries if entry.orig_filename not in stems]
        for entry in others:
            if _is_structure(entry):
                self._read_structure(entry)
        structures = self._layout.structures
        tasks = [
            Task(number, self._attributes.get(structures.get(stems[entry.orig_filename], ""), ()), self._room)
            for number, entry in enumerate(self._layout.entries)
            if entry.orig_filename in stems
        ]
        self._read_beginnings(tasks)
        self._tell()
        for entry in others:
            if not _is_structure(entry):
                self._read_other(entry)
        if processes is None:
            size = sum(self._layout.entries[task.entry].file_size for task in tasks)
            is_long = beside_others and (size >= _LONG_FOR_OTHERS or len(tasks) >= _MANY_FOR_OTHERS)
            processes = is_long or size >= _WORTH_PROCESSES
        self._read_data(tasks, processes=processes)
        read = self._result(is_whole=True).ended(sha256_of(self._file, self._cancel))
        self._report(ReadingProgress(self._total, self._total, read))
        return read

    def _read_beginnings(self, tasks: list[Task]) -> None:
        """Read the beginnings of the data files, as many as there is time for."""
        end = time.monotonic() + _BEGINNINGS
        for task in tasks:
            if time.monotonic() > end:
                return
            self._cancel.check()
            done = Member(self._archive, self._layout.entries, task, lambda _: self._cancel.check()).read_beginning()
            self._data[done.facts.file] = done.facts

    def _read_data(self, tasks: list[Task], *, processes: bool) -> None:
        """Read the data files. With ``processes``, other processes read them, beginning with the largest."""
        entries = self._layout.entries
        if processes and tasks:
            tasks.sort(key=lambda task: entries[task.entry].file_size, reverse=True)
            with Workers(self._empty.path, tasks, number_of_workers(len(tasks)), lambda: self._room) as workers:
                tasks = workers.collect(self._cancel, self._on_bytes, self._on_done)
        for task in tasks:
            task = replace(task, room=self._room)
            self._on_done(Member(self._archive, entries, task, self._on_bytes).read())

    def _on_done(self, done: Done) -> None:
        self._data[done.facts.file] = done.facts
        self._room -= done.facts.width
        if done.damage is not None:
            self._damage[done.facts.file] = done.damage

    def _read_structure(self, entry: zipfile.ZipInfo) -> None:
        content = b"".join(self._blocks(entry))
        if entry.orig_filename in self._damage or not self._attributes_left:
            return
        attributes = read_structure(content)
        if attributes and len(attributes) <= self._attributes_left:
            self._attributes[entry.orig_filename] = attributes
            self._attributes_left -= len(attributes)

    def _read_other(self, entry: zipfile.ZipInfo) -> None:
        for _ in self._blocks(entry):
            pass

    def _blocks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content of an entry; ends where it is damaged."""
        try:
            for block in unpack(self._archive, entry):
                self._on_bytes(len(block))
                yield block
        except UnreadableZip as error:
            self._damage[entry.orig_filename] = error.damage

    def _on_bytes(self, size: int) -> None:
        self._cancel.check()
        self._done += size
        if time.monotonic() - self._reported >= _REPORT_EVERY:
            self._tell()

    def _tell(self) -> None:
        self._reported = time.monotonic()
        self._report(ReadingProgress(min(self._done, self._total), self._total, self._result(is_whole=False)))

    def _result(self, *, is_whole: bool) -> ReadZip:
        order = [entry.orig_filename for entry in self._layout.entries]
        contents = Contents(
            {name: self._data[name] for name in order if name in self._data}, dict(self._attributes), is_whole=is_whole
        )
        records = {name: data.rows for name, data in contents.data.items() if data.rows is not None}
        names = [entry.orig_filename for entry in self._layout.data.values()]  # what is not read yet may have some
        with_records = frozenset(name for name in names if name not in self._data or self._data[name].rows != 0)
        damage = tuple(self._damage[name] for name in order if name in self._damage)
        facts = Facts(self._empty.size, self._layout, damage, with_records, records, contents)
        return replace(self._empty, facts=facts)


def _is_structure(entry: zipfile.ZipInfo) -> bool:
    """Whether it is a structure, and not too large to be read as one."""
    return entry.orig_filename.endswith(STRUCTURE) and entry.file_size <= MAX_STRUCTURE


def _entities(facts: Facts) -> tuple[EntityFiles, ...]:
    contents = facts.contents
    found = []
    for stem in dict.fromkeys((*facts.layout.structures, *facts.layout.data)):
        structure = facts.layout.structures.get(stem, "")
        name = display_name(stem.removeprefix(folder_of(stem)))
        attributes = tuple(attribute.name for attribute in contents.attributes.get(structure, ()))
        entry = facts.layout.data.get(stem)
        if entry is None:
            found.append(EntityFiles(name, structure, None, 0, False, 0, None, attributes))
            continue
        file = entry.orig_filename
        has_records = file in facts.with_records
        rows = facts.records.get(file)
        data = contents.data.get(file)
        found.append(EntityFiles(name, structure, file, entry.file_size, has_records, rows, data, attributes))
    return tuple(found)
