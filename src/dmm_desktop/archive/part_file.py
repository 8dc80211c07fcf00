"""Writing a file so that it appears under its name whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from ..core.disk_space import SMALL, DiskSpace
from ..core.errors import DiskFull, LocalError
from ..core.job import CancelToken
from ..core.local_files import cannot_read, cannot_write, followed, is_full, not_a_file, opened_folder, replace
from ..core.text import joined, text
from .source_file import is_before_the_start

#: Ends the name of every unfinished file; one that a killed process left behind can be deleted.
PART_SUFFIX = ".dmm-part"

_PRIVATE = 0o600
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # Windows needs O_BINARY
_STEM_LIMIT = 40  # characters; at 4 bytes each still far below what every system takes with a suffix added


class PartFile:
    """A new file beside ``target`` that becomes ``target`` when it is committed, and vanishes when it is not.

    A context manager and a binary file that can be written, read and sought. Only the current user can read it, also
    after :meth:`commit`: what is saved here holds data of an environment. A link as the target is followed, see
    :func:`followed`; what is put in place of a folder that leads there, once that was checked, is never written to,
    except on Windows. Entering raises LocalError if ``target`` cannot be written where it is, so enter before the work
    starts. Every failure of the disk is raised as LocalError, DiskFull where that is the cause, also where too little
    would stay free. A finished file that cannot be renamed to its target is kept, and the error names it.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.size = 0  #: bytes written so far

    def __enter__(self) -> PartFile:
        self._place, folder = _checked(self.target)
        self._path = self._place.with_name(f"{_stem(self._place)}-{secrets.token_hex(4)}{PART_SUFFIX}")
        self._is_kept = False
        self._space = DiskSpace(self._place.parent)
        with self._mapped():
            self._folder = opened_folder(folder)
            try:
                self._file = os.fdopen(self._created(self._path), "w+b")
            except BaseException:
                self._close_folder()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # closing flushes, which fails again on a full disk
            self._file.close()
        try:
            if not self._is_kept:
                self._remove(self._path)
        except FileNotFoundError:
            pass  # it is gone after a commit
        except OSError:
            if isinstance(error, LocalError):
                error.details += f"\nleft behind: {self._path}"
        finally:
            self._close_folder()

    def _close_folder(self) -> None:
        if self._folder is not None:
            os.close(self._folder)

    def _at(self, path: Path) -> Path:
        """A path beside the target as the system calls take it, together with the folder's handle if there is one."""
        return path if self._folder is None else Path(path.name)

    def _created(self, path: Path) -> int:
        return os.open(self._at(path), _NEW, _PRIVATE, dir_fd=self._folder)

    def _remove(self, path: Path) -> None:
        os.unlink(self._at(path), dir_fd=self._folder)

    def write(self, data: bytes, /) -> int:
        with self._mapped():
            self._space.take(len(data))
            written = self._file.write(data)
        self.size += written
        return written

    def require_room(self, size: int) -> None:
        """Raise DiskFull if the disk has less than ``size`` bytes left, besides those that stay free."""
        with self._mapped():
            free, kept = self._space.look()
        if size <= SMALL:
            kept = 0
        if free - kept < size:
            needed, left, kept_free = (f"{number / 1e6:,.0f}" for number in (size, free, kept))
            folder = self.target.parent
            reason = text(
                "It needs at least {needed} MB, and the disk that holds {folder} has {free} MB left.",
                needed=needed,
                folder=folder,
                free=left,
            )
            if kept:
                reason = joined(reason, text("DMM Desktop keeps {kept} MB of it free.", kept=kept_free))
            raise DiskFull(self.target, reason=reason)

    def flush(self) -> None:
        with self._mapped():
            self._file.flush()

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            raise cannot_read(self._path, error) from error

    def seek(self, offset: int, whence: int = 0, /) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            if is_before_the_start(error, offset, whence):
                raise
            raise cannot_write(self.target, error) from error  # moving flushes what was written

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        with self._mapped():
            return self._file.tell()

    def commit(self, cancel: CancelToken) -> Path:
        """Put the file, safely on the disk, under its name; an older one is replaced. Returns ``target``.

        Also raises Cancelled, while it waits for another program to close the file.
        """
        with self._finished(self._place.suffix):
            replace(self._at(self._path), self._at(self._place), cancel, self._folder)
        return self.target

    def keep(self, suffix: str, cancel: CancelToken) -> Path:
        """Put the file beside the target under the target's stem and ``suffix``, numbered where that name is taken.

        Never replaces anything. Returns the path. Raises as :meth:`commit` does.
        """
        with self._finished(suffix):
            kept = self._reserve(suffix)
            try:
                replace(self._at(self._path), self._at(kept), cancel, self._folder)
            except BaseException:
                with contextlib.suppress(OSError):
                    self._remove(kept)
                raise
        return kept

    @contextlib.contextmanager
    def _finished(self, suffix: str) -> Iterator[None]:
        """Inside the block, rename the file, which is then safely on the disk."""
        with self._mapped():
            self._file.flush()
        try:
            os.fsync(self._file.fileno())
            self._file.close()  # Windows renames no open file
            if not self._is_folder_in_place():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._place.parent))
            yield
        except OSError as error:
            raise self._unnamed(error, suffix) from error
        self._sync_folder()

    def _unnamed(self, error: OSError, suffix: str) -> LocalError:
        """Keep the finished file, beside its target if possible; returns the error that names it."""
        cause = cannot_write(self.target, error)
        if is_full(error) or not self._is_folder_in_place() or not self._is_there():
            return cause
        self._is_kept = True
        kept = self._path
        with contextlib.suppress(OSError):
            self._file.close()
            beside = self._reserve(suffix, first=2)
            try:
                os.replace(self._at(self._path), self._at(beside), src_dir_fd=self._folder, dst_dir_fd=self._folder)
                kept = beside
            except OSError:
                self._remove(beside)
        advice = text("What was to be saved was kept as {kept}. Rename it, or save it again elsewhere.", kept=kept)
        return LocalError(cause.title, cause.reason, advice, cause.details)

    def _is_folder_in_place(self) -> bool:
        """Whether the path of the target still leads to the folder that is written to."""
        with contextlib.suppress(OSError):
            return self._folder is None or os.path.samestat(os.fstat(self._folder), self._place.parent.stat())
        return False

    def _is_there(self) -> bool:
        with contextlib.suppress(OSError):
            os.stat(self._at(self._path), dir_fd=self._folder)
            return True
        return False

    def _reserve(self, suffix: str, first: int = 1) -> Path:
        """Create an empty file under a name that is free, so that no other process takes it before it is replaced."""
        for number in itertools.count(first):
            path = self._place.with_name(_stem(self._place) + (f"-{number}" if number > 1 else "") + suffix)
            with contextlib.suppress(FileExistsError):
                os.close(self._created(path))
                return path
        raise AssertionError("unreachable")

    def _sync_folder(self) -> None:
        """Make the new name survive a power failure, where the system has such a call for folders."""
        if os.name == "nt":
            return
        with contextlib.suppress(OSError):  # some network file systems refuse it
            handle = os.open("." if self._folder is not None else self._place.parent, os.O_RDONLY, dir_fd=self._folder)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    @contextlib.contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise cannot_write(self.target, error) from error


def _checked(target: Path) -> tuple[Path, Path]:
    """Where the target really is, and its folder by a path without links. Raises LocalError if nothing can be put
    there, whatever is written."""
    place, leads_to, folder_exists = target, target, False
    try:
        leads_to = followed(target)
        place = leads_to if target.is_symlink() else target
        folder_exists = place.parent.is_dir()
        mode = target.stat().st_mode  # not of the place: links to pipes resolve to names that do not exist [platform]
    except FileNotFoundError:
        mode = stat.S_IFREG
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the path; links in a circle
        raise cannot_write(target, error) from error
    if not stat.S_ISREG(mode):
        raise not_a_file(target, mode)
    if not folder_exists:
        raise LocalError(
            text("{name} could not be written.", name=target.name),
            text("The folder {folder} does not exist.", folder=place.parent),
            text("Create the folder, or choose another place."),
        )
    return place, leads_to.parent


def _stem(place: Path) -> str:
    """The start of the file's name, without what Windows allows in no name."""
    return re.sub(r'[<>:"|?*\\\x00-\x1f]', "_", place.stem)[:_STEM_LIMIT].rstrip(". ") or "file"
