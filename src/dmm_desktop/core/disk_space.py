"""Keeps part of each disk free, so that a server's data cannot fill it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

#: Reserved space of a disk, in bytes, or as a fraction of a small disk.
_KEPT, _SHARE = 500_000_000, 20
#: Bytes that each file may take even beyond the limit, so that a report is saved if it fits.
SMALL = 8 * 1024 * 1024
#: Free bytes assumed for a disk that does not report them.
_UNKNOWN = 2**63
#: Bytes after which free space is checked again, because other programs write to the disk too.
_STEP = 16 * 1024 * 1024


class AlmostFull(OSError):
    """Fewer than ``kept`` bytes would stay free. The error code is ENOSPC, as on a full disk."""

    def __init__(self, kept: int) -> None:
        super().__init__(errno.ENOSPC, f"less than {kept:,} bytes would stay free")
        self.kept = kept


class DiskSpace:
    """The space that a file may take on the disk of ``folder``. All methods raise OSError as shutil.disk_usage does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._allowed = SMALL

    def take(self, size: int) -> None:
        """Count bytes about to be written. Raises AlmostFull if too little would stay free."""
        if size > self._allowed:
            free, kept = self.look()
            if free - kept < size:
                raise AlmostFull(kept)
            self._allowed = max(size, min(free - kept, _STEP))
        self._allowed -= size

    def look(self) -> tuple[int, int]:
        """The free bytes, and how many of them are reserved."""
        usage = shutil.disk_usage(self._folder)
        if not usage.total:  # some network drives do not report it
            return _UNKNOWN, 0
        return usage.free, min(_KEPT, usage.total // _SHARE)
