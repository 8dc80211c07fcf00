"""Local files: reading whole files, renaming, and the sentences for their errors."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .disk_space import AlmostFull
from .errors import DiskFull, LocalError
from .job import CancelToken
from .text import Text, text

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no EDQUOT

_MISSING = text("The file or its folder does not exist."), text("Check the path.")
_FORBIDDEN = (
    text("You have no permission, or another program has the file open."),
    text("Check the permissions of the file and its folder, close it in other programs, or choose another place."),
)
_CIRCLE = text("It is a link that leads back to itself."), text("Correct the link, or choose another file.")
_WHY: dict[int | None, tuple[Text, Text]] = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ELOOP: _CIRCLE,
    errno.EROFS: (text("The disk is read-only."), text("Choose another place.")),
    errno.EFBIG: (text("The disk does not take files of that size."), text("Choose another disk.")),
    errno.ENAMETOOLONG: (text("The name is too long."), text("Choose a shorter name or place.")),
}

#: Errors that may be temporary, and the wait after each attempt, in seconds.
_MAY_PASS = (errno.EACCES, errno.EPERM, errno.EBUSY)
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)

#: The mode of a folder that all users may write to, but only owners may remove files from.
_SHARED = stat.S_ISVTX | stat.S_IWOTH
#: Maximum number of links in a path.
_MOST_LINKS = 40

#: Maximum size of a text from the user, such as a configuration, in bytes.
MAX_TEXT = 10_000_000
#: Why bytes are not readable text.
NOT_TEXT = text("It is not text in UTF-8, or in UTF-16 with a byte order mark.")


def is_full(error: Exception) -> bool:
    """Whether the disk, or this user's quota, is full."""
    return getattr(error, "errno", None) in _FULL


def why_full(folder: Path, error: Exception) -> Text:
    """The reason for an error accepted by :func:`is_full`; ``folder`` is on the disk concerned."""
    if isinstance(error, AlmostFull):
        kept = f"{error.kept / 1e6:,.0f}"
        return text("Less than {kept} MB would stay free on the disk that holds {folder}.", kept=kept, folder=folder)
    return text("The disk that holds {folder} is full.", folder=folder)


def replace(source: Path, target: Path, cancel: CancelToken, folder: int | None = None) -> None:
    """Rename a file, replacing ``target``; if the system refuses, try again for 1.5 seconds.

    With a handle of :func:`opened_folder` both are names in that folder.

    Windows refuses while a virus scanner or another program has one of the two files open, which is common just after
    a file was written [platform]. Raises OSError as os.replace does, and Cancelled.
    """
    for wait in _WAITS:
        try:
            os.replace(source, target, src_dir_fd=folder, dst_dir_fd=folder)
            return
        except OSError as error:
            if error.errno not in _MAY_PASS:
                raise
        cancel.sleep(wait)
    os.replace(source, target, src_dir_fd=folder, dst_dir_fd=folder)


def read_file(path: Path, largest: int) -> bytes:
    """Read a file of at most ``largest`` bytes. Raises LocalError."""
    return read_open(lambda: path.open("rb"), path, largest)


def read_open(opened: Callable[[], BinaryIO], path: Path, largest: int) -> bytes:
    """Read what the function opens; errors name ``path``. Raises LocalError."""
    try:
        with opened() as file:
            content = file.read(largest + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise cannot_read(path, error) from error
    if len(content) > largest:
        raise LocalError(
            text("{name} is too large.", name=path.name),
            text("Files of more than {limit} bytes are not read.", limit=largest),
            text("Choose another file."),
        )
    return content


def read_text(path: Path, largest: int = MAX_TEXT) -> str:
    """Read a text file as :func:`decoded` does. Raises LocalError."""
    return decoded(read_file(path, largest), path.name)


def decoded(content: bytes, name: str) -> str:
    """Decode the content of the file ``name``. Raises LocalError."""
    try:
        return text_of(content)
    except UnicodeError as error:
        raise LocalError(
            text("{name} could not be read.", name=name), NOT_TEXT, text("Save it as UTF-8 and try again.")
        ) from error


def text_of(content: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one, as PowerShell writes it; removes the mark.
    Raises UnicodeError, also for UTF-16 and UTF-32 that look like UTF-8 full of NUL characters."""
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    found = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    if "\0" in found:
        raise UnicodeError("a NUL character")
    return found


def followed(path: Path) -> Path:
    """Where a path to be written leads, with all links resolved; it need not exist.

    Raises LocalError for a link placed by another user in a folder that all may write to, as Linux does with
    protected_symlinks [documented], and OSError as readlink does. On Windows all links are followed, because creating
    them takes special rights [platform].
    """
    if os.name == "nt":
        return path.resolve()
    place, left, links = Path(path.absolute().anchor), list(reversed(path.absolute().parts[1:])), 0
    while left:
        part = left.pop()
        here = place.parent if part == ".." else place / part
        try:
            is_link = here.is_symlink()
        except PermissionError:  # nothing below is accessible either
            return here.joinpath(*reversed(left))
        if not is_link:
            place = here
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        _require_own(path, here)
        target = here.parent / os.readlink(here)
        place, left = Path(target.anchor), [*left, *reversed(target.parts[1:])]
    return place


def opened_folder(folder: Path) -> int | None:
    """A handle of a folder whose path leads through no link, as :func:`followed` returns it: names that are used with
    it (``dir_fd``) stay in this folder, whatever is put in its place. The caller closes it.

    None where names have to be looked up by their path: Windows has no such handles, and without O_PATH (macOS) a
    folder that may be entered but not listed has none. Raises OSError, and LocalError for a link that was put there
    meanwhile.
    """
    if os.name == "nt":
        return None
    flags = os.O_DIRECTORY | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)
    handle = os.open(folder.anchor, flags)
    for part in folder.parts[1:]:
        above = handle
        try:
            handle = os.open(part, flags, dir_fd=above)
        except OSError as error:
            if error.errno == errno.EACCES and not hasattr(os, "O_PATH"):
                return None
            if error.errno in (errno.ELOOP, errno.ENOTDIR) and _is_link(part, above):
                raise LocalError(
                    text("{name} cannot be used.", name=folder.name or folder),
                    text("{part}, on the way to it, has just been replaced by a link.", part=part),
                    text("Choose another place."),
                ) from error
            raise
        finally:
            os.close(above)
    return handle


def _is_link(name: str, folder: int) -> bool:
    with contextlib.suppress(OSError):
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    return False


def own_folder(folder: Path) -> None:
    """Make a folder for files of this user alone, and those above it, where they are missing.

    One that exists keeps its permissions. Raises OSError as mkdir does, and LocalError where another user decides what
    lies there: for a link as :func:`followed` does, and for a folder that another user has put into one where all may
    write. Nothing is written before that is known.
    """
    _require_own_way(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    _require_own_way(folder)  # another user may have been faster


def _require_own_way(folder: Path) -> None:
    place = followed(folder)
    if os.name == "nt":
        return
    for here in (place, *place.parents):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            if _is_of_another(here):
                raise LocalError(
                    text("{name} cannot be used.", name=folder.name or folder),
                    text("{folder} is a folder that another user has put into one where all may write.", folder=here),
                    text("Choose another place."),
                )


def _is_of_another(path: Path) -> bool:
    """Whether it lies in a folder where all may write, and belongs neither to this user nor to the folder's owner."""
    folder, owner = path.parent.stat(), path.lstat().st_uid
    return folder.st_mode & _SHARED == _SHARED and owner not in (os.geteuid(), folder.st_uid)


def _require_own(path: Path, link: Path) -> None:
    if _is_of_another(link):
        raise LocalError(
            text("{name} cannot be used.", name=path.name or path),
            text("{link} is a link placed by another user in a folder that all users may write to.", link=link),
            text("Choose another place."),
        )


def not_a_file(path: Path, mode: int) -> LocalError:
    """The error for a path that is not a regular file."""
    return LocalError(
        text("{name} cannot be used.", name=path.name or path),
        text("It is a folder.") if stat.S_ISDIR(mode) else text("It is a device or pipe, not a regular file."),
        text("Choose a file."),
    )


def cannot_read(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be read, with the operating system's reason."""
    other = text("Check that the disk or network drive is connected, then try again.")
    return LocalError(text("{name} could not be read.", name=path.name or path), *_why(error, other), str(error))


def cannot_write(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be written, with the operating system's reason."""
    if is_full(error):
        return DiskFull(path, str(error), why_full(path.parent, error))
    other = text("Choose another place, then try again.")
    return LocalError(text("{name} could not be written.", name=path.name or path), *_why(error, other), str(error))


def _why(error: Exception, other_advice: Text) -> tuple[Text, Text]:
    words = getattr(error, "strerror", None) or str(error)
    unknown = text("The operating system reports: {words}.", words=words), other_advice
    code = (
        errno.ELOOP if isinstance(error, RuntimeError) else getattr(error, "errno", None)
    )  # raised by pathlib for a loop of links
    return _WHY.get(code, unknown)
