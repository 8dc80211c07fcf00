"""Reads the entries of an open zip in blocks: in constant memory, with checksum and size verified, cancellable."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO

from ..core.job import BytesProgress, CancelToken, OnProgress
from ..core.text import Text, text
from .directory import Damage, UnreadableZip
from .layout import display_name
from .source_file import SeekableFile

BLOCK = 1 << 20  # bytes

_ENCRYPTED = 0x1 | 0x40 | 0x2000  # flag bits: encrypted, strongly encrypted, directory encrypted
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
_COPY_AGAIN = text("Copy or download the zip again, or export it again.")


class EntryReader:
    """Reads ``entries`` of a zip one after another and reports the compressed bytes done."""

    def __init__(
        self,
        file: SeekableFile,
        archive: zipfile.ZipFile,
        entries: Sequence[zipfile.ZipInfo],
        cancel: CancelToken,
        report: OnProgress,
    ) -> None:
        self._file = file
        self._archive = archive
        self._cancel = cancel
        self._report = report
        self._done = 0
        self._total = sum(entry.compress_size for entry in entries)

    def blocks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The entry's contents. Raises UnreadableZip, at the latest after the last block, and Cancelled."""
        try:
            for block in unpack(self._archive, entry):
                self._cancel.check()
                yield block
                position = self._file.tell() - entry.header_offset
                self._report_done(self._done + min(max(0, position), entry.compress_size))
        finally:
            self._done += entry.compress_size
        self._cancel.check()
        self._report_done(self._done)

    def _report_done(self, done: int) -> None:
        self._report(BytesProgress(done, self._total))


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, size: int = BLOCK) -> Iterator[bytes]:
    """The entry's contents in blocks of at most ``size`` bytes, ending one byte after the size recorded in the
    directory.

    Raises UnreadableZip, at the latest after the last block. Only stored and Deflate are supported: DMM runs on .NET,
    whose zip reader supports no others except Deflate64 [platform], and zipfile unpacks others without a limit.
    """
    file = display_name(entry.orig_filename)
    if entry.flag_bits & _ENCRYPTED:
        raise _unreadable(entry, text("{file} is encrypted.", file=file), text("Create the zip without a password."))
    if entry.compress_type not in _READABLE:
        method = _METHODS.get(entry.compress_type, str(entry.compress_type))
        raise _unreadable(
            entry,
            text("{file} is compressed with a method ({method}) that cannot be read.", file=file, method=method),
            text("Create the zip with the standard method, Deflate."),
        )
    # One extra byte reveals an entry that holds more than the directory says.
    roomy = copy.copy(entry)
    roomy.file_size += 1
    left = entry.file_size
    try:
        with _open(archive, roomy) as stream:
            while block := stream.read(size):
                left -= len(block)
                yield block
    except zipfile.BadZipFile as error:
        problem = text("{file} is damaged: its contents do not match their checksum.", file=file)
        raise _unreadable(entry, problem, _COPY_AGAIN) from error
    except (zlib.error, EOFError) as error:
        problem = text("{file} is damaged: its contents cannot be unpacked.", file=file)
        raise _unreadable(entry, problem, _COPY_AGAIN) from error
    if left:
        problem = text("{file} is damaged: its size differs from the one recorded in the zip.", file=file)
        raise _unreadable(entry, problem, _COPY_AGAIN)


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(entry)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # ValueError: a name that is not UTF-8
        file = display_name(entry.orig_filename)
        problem = text("{file} is damaged: the header before its contents does not match the directory.", file=file)
        raise _unreadable(entry, problem, _COPY_AGAIN) from error


def _unreadable(entry: zipfile.ZipInfo, problem: Text, remedy: Text) -> UnreadableZip:
    return UnreadableZip(Damage(problem, remedy, entry.orig_filename))
