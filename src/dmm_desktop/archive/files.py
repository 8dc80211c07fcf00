"""Files of this workstation: opened for reading with checks, and the sentences for what goes wrong with them."""

from __future__ import annotations

import errno
import io
import stat
from pathlib import Path
from typing import Protocol

from dmm_desktop.core.errors import DiskFull, LocalError
from dmm_desktop.core.text import Text, text

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no EDQUOT

_MISSING = text("It or the folder that holds it does not exist."), text("Check the path.")
_FORBIDDEN = (
    text("You have no permission, or another program has it open."),
    text("Check the permissions of the file and its folder, close it in other programs, or choose another place."),
)
_WHY: dict[int | None, tuple[Text, Text]] = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: (text("The disk is read-only."), text("Choose another place.")),
    errno.EFBIG: (text("The disk does not take files of that size."), text("Choose another disk.")),
    errno.ENAMETOOLONG: (text("The name is too long."), text("Choose a shorter name or place.")),
}


class SeekableFile(Protocol):
    """An open binary file that a zip can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def seekable(self) -> bool: ...
    def tell(self) -> int: ...


class SourceFile(io.BufferedReader):
    """An ordinary file, open for reading. Raises LocalError where it cannot be opened or read.

    Only :meth:`read` is covered: it is what :mod:`zipfile` calls.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(_open(path))

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            return super().read(size)
        except OSError as error:
            raise cannot_read(self.path, error) from error


def _open(path: Path) -> io.FileIO:
    """Pipes and devices are refused before they are opened: opening one can block, and reading one need not end."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return io.FileIO(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise cannot_read(path, error) from error
    raise not_a_file(path, mode)


def not_a_file(path: Path, mode: int) -> LocalError:
    """The error for a path that names something else than an ordinary file."""
    return LocalError(
        text("{name} cannot be used.", name=path.name or path),
        text("It is a folder.") if stat.S_ISDIR(mode) else text("It is a device or pipe, not an ordinary file."),
        text("Choose a file."),
    )


def cannot_read(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be read, with the cause that the operating system gave."""
    other = text("Check that the disk or network drive is connected, then try again.")
    return LocalError(text("{name} could not be read.", name=path.name or path), *_why(error, other), str(error))


def cannot_write(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be written, with the cause that the operating system gave."""
    if getattr(error, "errno", None) in _FULL:
        return DiskFull(path, str(error))
    other = text("Choose another place, then try again.")
    return LocalError(text("{name} could not be written.", name=path.name or path), *_why(error, other), str(error))


def _why(error: Exception, other_advice: Text) -> tuple[Text, Text]:
    words = getattr(error, "strerror", None) or str(error)
    unknown = text("The operating system says: {words}.", words=words), other_advice
    return _WHY.get(getattr(error, "errno", None), unknown)
