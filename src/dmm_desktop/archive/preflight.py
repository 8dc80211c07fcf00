"""The check of an import zip before anything is sent: one pass over the file, in constant memory."""

from __future__ import annotations

from pathlib import Path

from ..core.job import CancelToken, OnProgress
from .directory import Damage, UnreadableZip, open_zip
from .entries import EntryReader
from .facts import Facts
from .files import SourceFile
from .findings import CheckedZip, EntityFiles, Severity
from .layout import DATA, STRUCTURE, Layout, display_name, folder_of
from .rules import find

_LAYOUT_RULE = 2  # the only one that repacking answers


def check_zip(path: Path, cancel: CancelToken, report: OnProgress) -> CheckedZip:
    """Check the zip against the rules; reports BytesProgress over its compressed bytes.

    What is wrong with the zip is in the findings. Raises LocalError if it cannot be opened or read at all,
    FileChanged if another program writes to it meanwhile, and Cancelled.
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
    with_rows: set[str] = set()
    with archive:
        layout = Layout(tuple(archive.infolist()))
        reader = EntryReader(file, archive, layout.entries, cancel, report)
        for entry in layout.entries:
            rows = RowFinder()
            try:
                for block in reader.blocks(entry):
                    rows.feed(block)
            except UnreadableZip as error:
                damage.append(error.damage)
            if rows.found and entry.orig_filename.endswith(DATA):
                with_rows.add(entry.orig_filename)
    return Facts(size, layout, tuple(damage), frozenset(with_rows))


def _entities(facts: Facts) -> tuple[EntityFiles, ...]:
    return tuple(_entity(stem, structure, facts) for stem, structure in facts.layout.structures.items())


def _entity(stem: str, structure: str, facts: Facts) -> EntityFiles:
    name = structure.removeprefix(folder_of(structure)).removesuffix(STRUCTURE)
    data = facts.layout.data.get(stem)
    if data is None:
        return EntityFiles(name, structure, None, 0, False)
    return EntityFiles(name, structure, data.orig_filename, data.file_size, data.orig_filename in facts.with_rows)


_BLANK = b" \t\r\n\0\x1a"  # NUL: the other half of a UTF-16 character; 0x1A: the end mark of old DOS programs


class RowFinder:
    """Takes a file block by block; ``found`` is True as soon as a line that is not blank stands after the first."""

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
