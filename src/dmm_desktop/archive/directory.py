"""Opens a zip within limits, or explains why it cannot be used.

:mod:`zipfile` reads a zip's whole directory into memory, trusts most of it, and reports problems in terms of the
format. So the end record and the directory are checked here first; after that zipfile can only fail on single entries.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass

from ..core.text import Text, counted, text
from .layout import display_name
from .source_file import SeekableFile

# Limits against zips made to exhaust memory or time; far above any export (two files per entity).
MAX_ENTRIES = 50_000
MAX_DIRECTORY = 16 << 20  # bytes
MAX_EXTRA_FIELDS = 256  # per entry; zipfile's time for each field grows with the bytes of all
MAX_UNPACKED = 64 << 30  # bytes of all entries together

_END = struct.Struct("<4s4H2LH")
_LOCATOR64 = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s4xH18x3H12x")  # signature; flags; lengths of name, extra fields and comment
_EXTRA_FIELD = struct.Struct("<2xH")  # length of the following data
_IS_UTF_8 = 0x800  # flag: the name is encoded in UTF-8
_LOCAL_HEADER_SIZE = 30
_MAX_COMMENT = 1 << 16

_COPY_AGAIN = text("Copy or download it again, or export it again.")
_MAKE_AGAIN = text("Recreate it with a standard zip program.")
_WRONG_FILE = text("Choose the zip that DMM exported.")


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a zip, or the entry ``file`` in it, cannot be read, and the remedy.

    ``only_here``: because of a limit or a missing feature here; a server may be able to read it.
    """

    problem: Text
    remedy: Text
    file: str = ""
    only_here: bool = False


class UnreadableZip(Exception):
    """A zip or an entry cannot be read: a finding, not a failure. Not raised outside this package."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage)
        self.damage = damage


@dataclass(frozen=True, slots=True)
class _End:
    """The end record of a zip; ``directory_ends`` is where the record, or its Zip64 part, begins."""

    directory_ends: int
    disks: tuple[int, int]
    entries: int
    size: int
    offset: int
    is_zip64: bool


def open_zip(file: SeekableFile) -> zipfile.ZipFile:
    """Open a zip after checking its directory. Closing the result leaves ``file`` open. Raises UnreadableZip."""
    end = _find_end(file)
    start = _directory_start(end)
    _walk_directory(file, start, end)
    try:
        archive = zipfile.ZipFile(file)
    except NotImplementedError as error:
        newer = text("The zip uses a newer format than DMM Desktop supports.")
        raise _unreadable(newer, _MAKE_AGAIN, only_here=True) from error
    except (zipfile.BadZipFile, ValueError, struct.error) as error:
        raise _damaged_directory() from error
    _check_places(archive.infolist(), start)
    return archive


def _find_end(file: SeekableFile) -> _End:
    size = file.seek(0, 2)
    if not size:
        raise _unreadable(text("The file is empty (0 bytes)."), _COPY_AGAIN)
    tail_start = max(0, size - _MAX_COMMENT - _END.size)
    file.seek(tail_start)
    tail = file.read(_MAX_COMMENT + _END.size)
    # The same two steps as in zipfile, to find the same record.
    at = len(tail) - _END.size
    if not (tail[max(0, at) :].startswith(b"PK\5\6") and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(tail):
        file.seek(0)
        if file.read(4) == b"PK\3\4":
            raise _unreadable(text("The zip is incomplete: the directory at its end is missing."), _COPY_AGAIN)
        raise _unreadable(text("The file is not a zip: it has no zip directory."), _WRONG_FILE)
    _, disk, directory_disk, _, entries, directory_size, offset, _ = _END.unpack_from(tail, at)
    end = _End(tail_start + at, (disk, directory_disk), entries, directory_size, offset, False)
    return _find_end64(file, end) or end


def _find_end64(file: SeekableFile, end: _End) -> _End | None:
    """The Zip64 record that belongs to ``end``; None for an ordinary zip."""
    start = end.directory_ends - _LOCATOR64.size - _END64.size
    file.seek(max(0, start))
    record = file.read(_LOCATOR64.size + _END64.size)
    has_locator = start >= 0 and record[_END64.size :].startswith(b"PK\6\7")
    if not has_locator and 0xFFFFFFFF not in (end.size, end.offset):
        return None
    if not has_locator or not record.startswith(b"PK\6\6"):
        raise _unreadable(text("The zip is in the Zip64 format, but its Zip64 record is damaged."), _COPY_AGAIN)
    _, _, _, _, disk, directory_disk, _, entries, size, offset = _END64.unpack_from(record)
    return _End(start, (disk, directory_disk), entries, size, offset, True)


def _directory_start(end: _End) -> int:
    if any(end.disks):
        raise _unreadable(text("The file is only one part of a split zip."), text("Join the parts into one zip."))
    if end.size > MAX_DIRECTORY:
        raise _unreadable(
            text("The directory of the zip is larger than {limit} MiB.", limit=MAX_DIRECTORY >> 20),
            _WRONG_FILE,
            only_here=True,
        )
    start = end.directory_ends - end.size
    if start > end.offset:
        extra = counted(
            "1 byte before the zip does not belong to it.",
            "{n} bytes before the zip do not belong to it.",
            start - end.offset,
        )
        raise _unreadable(extra, _MAKE_AGAIN, only_here=True)
    if start < end.offset:
        missing = counted(
            "The zip is incomplete: 1 byte is missing.",
            "The zip is incomplete: {n} bytes are missing.",
            end.offset - start,
        )
        raise _unreadable(missing, _COPY_AGAIN)
    return start


def _walk_directory(file: SeekableFile, start: int, end: _End) -> None:
    """Count the entries without keeping any; also find what zipfile cannot read, though other programs may."""
    file.seek(start)
    directory = memoryview(file.read(end.size))
    at = entries = 0
    only_here: Text | None = None
    while at < len(directory):
        if at + _ENTRY.size > len(directory):
            raise _damaged_directory()
        signature, flags, name_size, extra_size, comment_size = _ENTRY.unpack_from(directory, at)
        if signature != b"PK\1\2":
            raise _damaged_directory()
        at += _ENTRY.size
        name, fields = directory[at : at + name_size], directory[at + name_size : at + name_size + extra_size]
        only_here = only_here or _problem_only_here(bytes(name), flags, fields)
        at += name_size + extra_size + comment_size
        entries += 1
    if entries > MAX_ENTRIES:
        raise _unreadable(
            text("The zip lists more than {limit} files.", limit=MAX_ENTRIES), _WRONG_FILE, only_here=True
        )
    if at != end.size or entries != end.entries:
        raise _damaged_directory()
    if only_here is not None:
        raise _unreadable(only_here, _MAKE_AGAIN, only_here=True)


def _problem_only_here(name: bytes, flags: int, fields: memoryview) -> Text | None:
    """Why zipfile refuses an entry of an intact directory, or takes too long to read it; None if it does neither."""
    if flags & _IS_UTF_8:
        try:
            name.decode()
        except UnicodeDecodeError:
            return text("The name {file} is marked as UTF-8 in the zip, but is not valid UTF-8.", file=_shown(name))
    at = count = 0
    while at + _EXTRA_FIELD.size <= len(fields):
        at += _EXTRA_FIELD.size + _EXTRA_FIELD.unpack_from(fields, at)[0]
        count += 1
        if at > len(fields) or count > MAX_EXTRA_FIELDS:
            return text("The zip has extra fields for {file} that cannot be read here.", file=_shown(name))
    return None


def _shown(name: bytes) -> str:
    return display_name(name.decode(errors="replace"))


def _check_places(entries: list[zipfile.ZipInfo], directory_start: int) -> None:
    """Refuse overlapping entries, which let a small zip unpack to petabytes."""
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < free:
            raise _damaged_directory()
        free = entry.header_offset + _LOCAL_HEADER_SIZE + entry.compress_size
        if free > directory_start:
            raise _damaged_directory()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _unreadable(
            text("The zip claims to unpack to more than {limit} GiB.", limit=MAX_UNPACKED >> 30),
            text("Split the export into several zips."),
            only_here=True,
        )


def _unreadable(problem: Text, remedy: Text, *, only_here: bool = False) -> UnreadableZip:
    return UnreadableZip(Damage(problem, remedy, only_here=only_here))


def _damaged_directory() -> UnreadableZip:
    return _unreadable(
        text("The directory of the zip is damaged: it does not match the rest of the file."), _COPY_AGAIN
    )
