"""The check of an import zip before anything is sent: one pass over the file, in constant memory."""

from __future__ import annotations

import re
from pathlib import Path

from ..core.job import CancelToken, OnProgress
from .directory import Damage, UnreadableZip, open_zip
from .entries import EntryReader
from .facts import Facts
from .findings import CheckedZip, EntityFiles, Severity
from .layout import STRUCTURE, Layout, display_name, folder_of
from .rules import find
from .source_file import SourceFile

_LAYOUT_RULE = 2  # the only rule that repacking can fix


def check_zip(path: Path, cancel: CancelToken, report: OnProgress) -> CheckedZip:
    """Check the zip against the rules; reports BytesProgress over its compressed bytes.

    Problems of the zip become findings. Raises LocalError if it cannot be opened or read, FileChanged if another
    program writes to it meanwhile, and Cancelled.
    """
    with SourceFile(path) as file:
        before = file.status()
        facts = _read(file, before.st_size, cancel, report)
    findings = find(facts)
    repackable = all(f.rule == _LAYOUT_RULE for f in findings if f.severity is Severity.ERROR)
    checked = CheckedZip(
        path,
        before.st_size,
        before.st_mtime_ns,
        findings,
        _entities(facts),
        tuple(display_name(name) for name in facts.layout.ignored),
        facts.layout.common_folder if repackable else "",
        facts.is_hopeless,
    )
    checked.verify_unchanged()
    return checked


def _read(file: SourceFile, size: int, cancel: CancelToken, report: OnProgress) -> Facts:
    try:
        archive = open_zip(file)
    except UnreadableZip as error:
        return Facts(size, Layout(()), (error.damage,))
    damage: list[Damage] = []
    with_records: set[str] = set()
    records: dict[str, int] = {}
    with archive:
        layout = Layout(tuple(archive.infolist()))
        data_files = {entry.orig_filename for entry in layout.data.values()}
        reader = EntryReader(file, archive, layout.entries, cancel, report)
        for entry in layout.entries:
            is_data = entry.orig_filename in data_files
            finder, counter = RecordFinder(), RecordCounter()
            try:
                for block in reader.blocks(entry):
                    if is_data:
                        finder.feed(block)
                        counter.feed(block)
            except UnreadableZip as error:
                damage.append(error.damage)
                continue
            finally:
                if finder.found:
                    with_records.add(entry.orig_filename)
            if is_data and counter.records is not None:
                records[entry.orig_filename] = counter.records
    return Facts(size, layout, tuple(damage), frozenset(with_records), records)


def _entities(facts: Facts) -> tuple[EntityFiles, ...]:
    return tuple(_entity(stem, structure, facts) for stem, structure in facts.layout.structures.items())


def _entity(stem: str, structure: str, facts: Facts) -> EntityFiles:
    name = display_name(structure.removeprefix(folder_of(structure)).removesuffix(STRUCTURE))
    data = facts.layout.data.get(stem)
    if data is None:
        return EntityFiles(name, structure, None, 0, False, 0)
    file = data.orig_filename
    return EntityFiles(name, structure, file, data.file_size, file in facts.with_records, facts.records.get(file))


_LONGEST_LINE = 1024 * 1024  # bytes
_BLANK = b" \t\r\n\0\x1a"  # NUL: the other half of a UTF-16 character; 0x1A: the end mark of old DOS programs
_BLANK_START = re.compile(rb"\n[ \t\r\n\0\x1a]")


class RecordFinder:
    """Takes a file block by block; ``found`` becomes True at the first non-blank line after the header."""

    def __init__(self) -> None:
        self.found = False
        self._in_header = False
        self._after_header = False

    def feed(self, block: bytes) -> None:
        if self.found:
            return
        if not self._in_header and not self._after_header:
            block = block.lstrip(_BLANK)
            self._in_header = bool(block)
        if self._in_header:
            ends = [at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0]
            if not ends:
                return
            self._in_header, self._after_header = False, True
            block = block[min(ends) :]
        self.found = self._after_header and bool(block.strip(_BLANK))


class RecordCounter:
    """Takes a file block by block; ``records`` is how many lines that are not blank come after the first.

    None where a line need not be a record: a quote that is not closed on its line may enclose the line's end, other
    characters than line feeds may end lines, and UTF-16 is not read here.
    """

    def __init__(self) -> None:
        self._lines: int | None = 0
        self._rest = b""

    @property
    def records(self) -> int | None:
        last = _lines_in(self._rest + b"\n")
        return None if self._lines is None or last is None else max(0, self._lines + last - 1)

    def feed(self, block: bytes) -> None:
        if self._lines is None:
            return
        content = self._rest + block
        end = content.rfind(b"\n") + 1
        lines, self._rest = _lines_in(content[:end]), content[end:]
        is_lost = lines is None or len(self._rest) > _LONGEST_LINE
        self._lines = None if is_lost or lines is None else self._lines + lines


def _lines_in(lines: bytes) -> int | None:
    """How many lines are not blank; None where one need not be a record. Fast, as nearly all lines need no look."""
    if b"\0" in lines or (b"\r" in lines and lines.count(b"\r") != lines.count(b"\r\n")):
        return None
    for quote in (b"'", b'"'):
        if quote in lines and b"\n" in b"".join(lines.split(quote)[1::2]):
            return None
    if not lines[:1].strip(_BLANK) or _BLANK_START.search(lines):
        return sum(1 for line in lines.split(b"\n") if line.strip(_BLANK))
    return lines.count(b"\n")
