"""Keeps a part of each disk free: what a server sends must not fill it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

#: What stays free of a disk, in bytes: this much, or this share of a small one.
_KEPT, _SHARE = 500_000_000, 20
#: What each file may take nevertheless, in bytes: a report is saved as long as it fits.
SMALL = 8 * 1024 * 1024
#: What is free of a disk that does not tell, in bytes.
_UNKNOWN = 2**63
#: After how many bytes the disk is looked at again: others write to it, too.
_STEP = 16 * 1024 * 1024


class AlmostFull(OSError):
    """The disk would have less than ``kept`` bytes left. ENOSPC, as where nothing is left."""

    def __init__(self, kept: int) -> None:
        super().__init__(errno.ENOSPC, f"less than {kept:,} bytes would stay free")
        self.kept = kept


class DiskSpace:
    """What one file may take of the disk with its ``folder``. All methods raise OSError as shutil.disk_usage does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._allowed = SMALL

    def take(self, size: int) -> None:
        """Count bytes that are about to be written. Raises AlmostFull where too little would stay free."""
        if size > self._allowed:
            free, kept = self.look()
            if free - kept < size:
                raise AlmostFull(kept)
            self._allowed = max(size, min(free - kept, _STEP))
        self._allowed -= size

    def look(self) -> tuple[int, int]:
        """How many bytes are free now, and how many of them are kept free."""
        usage = shutil.disk_usage(self._folder)
        if not usage.total:  # some network drives do not tell
            return _UNKNOWN, 0
        return usage.free, min(_KEPT, usage.total // _SHARE)
