"""Zips from the server, of logs or of an export: saved only once verified. Log zips are read inside the application."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import ArchiveError
from ..core.job import CancelToken, OnProgress, ignore_progress
from ..core.text import Text, text
from ..core.text_encoding import decoded_blocks
from ..core.unpacking import MAX_RATIO, is_excessive
from .directory import Damage, UnreadableZip, open_zip
from .entries import EntryReader, unpack
from .findings import LogsNotSaved
from .layout import display_name
from .part_file import PartFile
from .source_file import SeekableFile, SourceFile

#: The error for a payload that was not saved: from the target, the problem, and the file that was kept.
NotSaved = Callable[[Path, Text | None, Path | None], ArchiveError]
NOT_A_ZIP = ".not-a-zip.bin"  # suffix for a payload that is not a zip


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A file in a log zip: its ``place`` in the zip's directory, because names may repeat; ``size`` in bytes, according
    to the zip.

    ``name`` is untrusted: show it with :func:`display_name`, and never use it as a path.
    """

    place: int
    name: str
    size: int


def verify_zip(source: Path | SeekableFile, cancel: CancelToken, report: OnProgress = ignore_progress) -> Text | None:
    """Read every entry to its end; reports BytesProgress over the compressed bytes. Returns the problem, or None.
    Raises LocalError and Cancelled."""
    if isinstance(source, Path):
        with SourceFile(source) as file:
            return verify_zip(file, cancel, report)
    try:
        with open_zip(source) as archive:
            entries = archive.infolist()
            reader = EntryReader(source, archive, entries, cancel, report)
            for entry in entries:
                for _ in reader.blocks(entry):
                    pass
    except UnreadableZip as error:
        return error.damage.problem
    return None


def save_verified(
    part: PartFile, cancel: CancelToken, report: OnProgress = ignore_progress, *, not_saved: NotSaved = LogsNotSaved
) -> Path:
    """Commit the payload in ``part`` to its target if :func:`verify_zip` accepts it. Returns the target.

    Otherwise the target stays unchanged and ``not_saved`` is raised; a payload that is not a zip is kept beside it as
    ``<stem>.not-a-zip.bin``, numbered if that exists, unless it is empty.
    """
    if not part.size:
        raise not_saved(part.target, None, None)
    part.start_flush()
    problem = verify_zip(part, cancel, report)
    if problem is None:
        return part.commit(cancel)
    raise not_saved(part.target, problem, part.keep(NOT_A_ZIP, cancel))


def list_entries(path: Path) -> tuple[LogEntry, ...]:
    """The files in the zip, in its order. Raises ArchiveError and LocalError."""
    with SourceFile(path) as file:
        try:
            with open_zip(file) as archive:
                return tuple(
                    LogEntry(place, entry.orig_filename, entry.file_size)
                    for place, entry in enumerate(archive.infolist())
                    if not entry.orig_filename.endswith("/")
                )
        except UnreadableZip as error:
            raise _cannot_open(path.name, error.damage) from error


def texts_of(path: Path, entry: LogEntry) -> Iterator[str]:
    """The text of a file in the zip, in pieces, in any encoding that :func:`decoded_blocks` supports.

    Raises ArchiveError, at the latest after the last piece and also if the file unpacks to an excessive size, and
    LocalError.
    """
    blocks = _blocks_of(path, entry)
    with contextlib.closing(blocks):
        yield from decoded_blocks(blocks)


def _blocks_of(path: Path, entry: LogEntry) -> Generator[bytes, None, None]:
    with SourceFile(path) as file:
        try:
            with open_zip(file) as archive:
                found = archive.infolist()[entry.place : entry.place + 1]
                if [one.orig_filename for one in found] != [entry.name]:
                    raise UnreadableZip(Damage(text("It is not in {zip}.", zip=path.name), text("Open the zip again.")))
                yield from _moderate(unpack(archive, found[0]), found[0])
        except UnreadableZip as error:
            raise _cannot_open(display_name(entry.name), error.damage) from error


def _moderate(blocks: Iterator[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pass on the blocks until they exceed the allowed ratio. Raises UnreadableZip."""
    done = 0
    for block in blocks:
        done += len(block)
        if is_excessive(entry.compress_size, done):
            problem = text("It unpacks to more than {most} times its size in the zip.", most=MAX_RATIO)
            raise UnreadableZip(Damage(problem, text("If you trust it, unpack it with a zip program.")))
        yield block


def _cannot_open(name: str, damage: Damage) -> ArchiveError:
    return ArchiveError(text("{name} could not be opened.", name=name), damage.problem, damage.remedy)
