"""Writes a copy of an import zip with its files at the root, where DMM looks for them [documented]."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import BinaryIO, cast

from ..core.errors import ArchiveError, WrongInput
from ..core.job import BytesProgress, CancelToken, OnProgress, Progress
from ..core.text import text
from .directory import UnreadableZip, open_zip
from .entries import EntryReader
from .findings import CheckedZip
from .layout import Layout, path_of
from .part_file import PartFile
from .source_file import SourceFile


def repack(checked: CheckedZip, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
    """Write a copy of ``checked`` to ``target``, without its common folder and the ignored files.

    Contents, dates, order and compression methods are those of the original, which is only read. The copy is read again
    before it gets its name, to verify it. ``checked.common_folder`` must be set; reports BytesProgress over the
    compressed bytes of both. Returns ``target``. Raises FileChanged, WrongInput if ``target`` is the original,
    ArchiveError, LocalError, Cancelled.
    """
    if not checked.common_folder:
        raise ValueError("repacking needs a common folder")
    checked.verify_unchanged()
    with PartFile(target) as part, SourceFile(checked.path) as file:
        if target.exists() and os.path.samestat(target.stat(), file.status()):
            raise WrongInput(
                text("The copy cannot have the name of the original."),
                text("The original is never changed."),
                text("Choose another name or folder for the copy."),
            )
        try:
            _copy(file, part, cancel, report)
            _verify(part, cancel, report)
        except UnreadableZip as error:
            raise ArchiveError(
                text("{name} could not be repacked.", name=checked.path.name), error.damage.problem, error.damage.remedy
            ) from error
        checked.verify_unchanged()
        return part.commit(cancel)


def _copy(file: SourceFile, part: PartFile, cancel: CancelToken, report: OnProgress) -> None:
    with open_zip(file) as original, zipfile.ZipFile(cast(BinaryIO, part), "w") as copy:
        layout = Layout(tuple(original.infolist()))
        reader = EntryReader(file, original, layout.files, cancel, lambda progress: _report(report, progress, 0))
        for entry in layout.files:
            with copy.open(_described(entry, layout.common_folder), "w") as stream:
                for block in reader.blocks(entry):
                    stream.write(block)


def _verify(part: PartFile, cancel: CancelToken, report: OnProgress) -> None:
    """Read the copy to its end; whatever the disk returns wrongly is noticed."""
    part.flush()
    with open_zip(part) as copy:
        entries = copy.infolist()
        reader = EntryReader(part, copy, entries, cancel, lambda progress: _report(report, progress, 1))
        for entry in entries:
            for _ in reader.blocks(entry):
                pass


def _report(report: OnProgress, progress: Progress, half: int) -> None:
    assert isinstance(progress, BytesProgress) and progress.total is not None
    report(BytesProgress(half * progress.total + progress.done, 2 * progress.total))


def _described(entry: zipfile.ZipInfo, folder: str) -> zipfile.ZipInfo:
    described = zipfile.ZipInfo(path_of(entry.orig_filename).removeprefix(folder), entry.date_time)
    described.compress_type = entry.compress_type
    described.external_attr = entry.external_attr
    described.file_size = entry.file_size  # decides whether it needs Zip64
    return described
