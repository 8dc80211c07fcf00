"""Local files: reading whole files, renaming, and the sentences for their errors."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .disk_space import AlmostFull
from .errors import DiskFull, FileChanged, LocalError
from .job import CancelToken
from .text import Text, joined, text
from .windows_names import length_problem, name_problem

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no EDQUOT

_MISSING = text("The file or its folder does not exist."), text("Check the path.")
_FORBIDDEN = (
    text("You do not have permission, or another program has the file open."),
    text("Check the permissions of the file and its folder, close it in other programs, or choose another place."),
)
_CIRCLE = text("It is a link that points back to itself."), text("Correct the link, or choose another file.")
_FOLDER = text("It is a folder.")
_WHY: dict[int | None, tuple[Text, Text]] = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ELOOP: _CIRCLE,
    errno.EISDIR: (_FOLDER, text("Choose a file.")),
    errno.EROFS: (text("The disk is read-only."), text("Choose another place.")),
    errno.EFBIG: (text("The disk does not support files of that size."), text("Choose another disk.")),
    errno.ENAMETOOLONG: (text("The name is too long."), text("Choose a shorter name or place.")),
}

#: The error of Windows for names that it does not take and names of more than 255 characters; for longer paths it
#: reports that they do not exist [platform].
_INVALID_NAME = 123  # ERROR_INVALID_NAME

#: Errors that may be temporary, and the wait after each attempt, in seconds.
_MAY_PASS = (errno.EACCES, errno.EPERM, errno.EBUSY)
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

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
    """Rename a file, replacing ``target``; if the system refuses, try again for 3 seconds.

    With a handle from :func:`opened_folder`, both are names in that folder.

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


def open_file(path: Path) -> io.FileIO:
    """Open a regular file for reading. Raises LocalError, also for pipes and devices: opening one may wait for another
    program, or do something, and reading it may never end."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            file = io.FileIO(path, opener=without_waiting)
            mode = os.fstat(file.fileno()).st_mode  # of the file that was opened: another may have taken its place
            if stat.S_ISREG(mode):
                return file
            file.close()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise cannot_read(path, error) from error
    raise not_a_file(path, mode)


def without_waiting(path: str, flags: int) -> int:
    """Open a file as :func:`os.open` does, an ``opener`` for :func:`open`: a pipe without a writer does not block."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))  # Windows has neither


def read_file(path: Path, largest: int, *, may_be_pipe: bool = False) -> bytes:
    """Read a file of at most ``largest`` bytes. Raises LocalError.

    With ``may_be_pipe`` it need not be a regular file: shells give commands the output of others as pipes. Such a call
    may not return, so make it with :func:`~.blocking.unless_cancelled`.
    """
    return read_open(lambda: path.open("rb") if may_be_pipe else io.BufferedReader(open_file(path)), path, largest)


def read_open(opened: Callable[[], BinaryIO], path: Path, largest: int) -> bytes:
    """Read the file that ``opened`` opens; errors name ``path``. Raises LocalError."""
    try:
        with opened() as file:
            content = file.read(largest + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        if os.path.isdir(path):  # Windows reports the same error as for a file without permission [platform]
            raise not_a_file(path, stat.S_IFDIR) from error
        raise cannot_read(path, error) from error
    if len(content) > largest:
        raise LocalError(
            text("{name} is too large.", name=path.name),
            text("Files larger than {limit} bytes are not read.", limit=largest),
            text("Choose another file."),
        )
    return content


def read_text(path: Path, largest: int = MAX_TEXT, *, may_be_pipe: bool = False) -> str:
    """Read a text file as :func:`read_file` and :func:`decoded_file` do. Raises LocalError."""
    return decoded_file(read_file(path, largest, may_be_pipe=may_be_pipe), path.name)


def decoded_file(content: bytes, name: str) -> str:
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
    protected_symlinks [documented], or below a folder that another user has placed there, and OSError as readlink does.
    On Windows all links are followed, because creating them takes special rights [platform].
    """
    if sys.platform == "win32":
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
    """A handle of a folder whose path has no links, as returned by :func:`followed`. Names used with it (``dir_fd``)
    stay in this folder, even if the folder is replaced. The caller closes it.

    None if names must be looked up by path: on Windows, which has no such handles, and without O_PATH (macOS) for a
    folder that may be entered but not listed. Raises OSError, and LocalError if a link has appeared in the path.
    """
    if sys.platform == "win32":
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
                    text("{part}, a folder in its path, has just been replaced by a link.", part=part),
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
    """Create a folder that only this user can access. Missing folders above it get the same permissions, because
    whoever can write to one of them can replace what is below it.

    An existing folder keeps its permissions. Raises OSError as mkdir does, and LocalError if another user controls the
    content: for a link as :func:`followed` does, for another user's folder in one that all may write to, and for a
    folder such as ``/tmp`` itself. Nothing is written before these checks.
    """
    _require_own_way(folder)
    for here in (*reversed(folder.parents), folder):
        here.mkdir(mode=0o700, exist_ok=True)
    _require_own_way(folder)  # another user may have created it first


def _require_own_way(folder: Path) -> None:
    place = followed(folder)
    if sys.platform == "win32":
        return
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        if _is_shared(place.stat()):
            raise LocalError(
                text("{name} cannot be used.", name=folder.name or folder),
                text(
                    "All users can create files in {folder}, and DMM Desktop would take them for its own.", folder=place
                ),
                text("Choose another place."),
            )
    for here in (place, *place.parents):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            if _is_of_another(here):
                raise LocalError(
                    text("{name} cannot be used.", name=folder.name or folder),
                    _in_shared(here),
                    text("Choose another place."),
                )


def _is_of_another(path: Path) -> bool:
    """Whether the path is in a folder that all may write to, and belongs neither to this user nor to the folder's
    owner."""
    if sys.platform == "win32":
        return False
    folder, owner = path.parent.stat(), path.lstat().st_uid
    return _is_shared(folder) and owner not in (os.geteuid(), folder.st_uid)


def _is_shared(folder: os.stat_result) -> bool:
    return folder.st_mode & _SHARED == _SHARED


def _require_own(path: Path, link: Path) -> None:
    if _is_of_another(link):
        reason = text("{link} is a link placed by another user in a folder that all users may write to.", link=link)
    elif (theirs := _folder_of_another(link)) is not None:
        reason = joined(text("{link} is a link placed by another user.", link=link), _in_shared(theirs))
    else:
        return
    raise LocalError(text("{name} cannot be used.", name=path.name or path), reason, text("Choose another place."))


def _folder_of_another(link: Path) -> Path | None:
    """The folder above the link that another user has placed in a folder that all may write to; None if there is none,
    or the link is this user's own."""
    if sys.platform == "win32" or link.lstat().st_uid == os.geteuid():
        return None
    return next((folder for folder in link.parents if _is_of_another(folder)), None)


def _in_shared(folder: Path) -> Text:
    return text("{folder} belongs to another user and is in a folder that all users may write to.", folder=folder)


def not_a_file(path: Path, mode: int) -> LocalError:
    """The error for a path that is not a regular file."""
    return LocalError(
        text("{name} cannot be used.", name=path.name or path),
        _FOLDER if stat.S_ISDIR(mode) else text("It is a device or pipe, not a regular file."),
        text("Choose a file."),
    )


def require_unchanged(
    path: Path, size: int, mtime_ns: int, descriptor: int | None = None, *, is_start: bool = False
) -> None:
    """Raise FileChanged if the size or the modification time has changed, LocalError if the file is not accessible.

    ``descriptor`` is that of the file if it is open, so that the file being read is compared and not a new one.
    ``is_start``: an import is to be started.
    """
    try:
        now = os.stat(path if descriptor is None else descriptor)
    except OSError as error:
        raise cannot_read(path, error) from error
    if (now.st_size, now.st_mtime_ns) != (size, mtime_ns):
        raise FileChanged(path, is_start=is_start)


def cannot_read(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be read, with the operating system's reason."""
    other = text("Check that the disk or network drive is connected, then try again.")
    return LocalError(text("{name} could not be read.", name=path.name or path), *_why(path, error, other), str(error))


def cannot_write(path: Path, error: Exception) -> LocalError:
    """The error for a file that could not be written, with the operating system's reason."""
    if is_full(error):
        return DiskFull(path, str(error), why_full(path.parent, error))
    other = text("Choose another place, then try again.")
    return LocalError(
        text("{name} could not be written.", name=path.name or path), *_why(path, error, other), str(error)
    )


def _why(path: Path, error: Exception, other_advice: Text) -> tuple[Text, Text]:
    words = getattr(error, "strerror", None) or str(error)
    unknown = text("The operating system reports: {words}.", words=words), other_advice
    code = (
        errno.ELOOP if isinstance(error, RuntimeError) else getattr(error, "errno", None)
    )  # raised by pathlib for a loop of links
    known = _WHY.get(code, unknown)
    if sys.platform == "win32" and (code == errno.ENOENT or getattr(error, "winerror", None) == _INVALID_NAME):
        return name_problem(path.name) or length_problem(path) or known
    return known
