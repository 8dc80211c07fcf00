"""Writing a file so that it appears under its name whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import secrets
import stat
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from ..core.disk_space import SMALL, DiskSpace
from ..core.errors import DiskFull, LocalError
from ..core.job import CancelToken
from ..core.local_files import cannot_read, cannot_write, followed, is_full, not_a_file, opened_folder, replace
from ..core.text import joined, text
from ..core.windows_names import length_problem, name_problem
from .source_file import is_before_the_start

#: The suffix of every unfinished file. A file left behind by a killed process can be deleted.
PART_SUFFIX = ".dmm-part"

_PRIVATE = 0o600
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # Windows needs O_BINARY
#: How many new bytes of a growing file make a flush worthwhile.
_FLUSH_STEP = 32 * 1024 * 1024
_STEM_LIMIT = 40  # characters; at 4 bytes each still far below what every system takes with a suffix added


class PartFile:
    """A new file beside ``target`` that becomes ``target`` when it is committed, and vanishes when it is not.

    A context manager and a binary file that can be written, read and sought. Only the current user can read it, even
    after :meth:`commit`, because it holds data of an environment. A link as the target is followed, see
    :func:`followed`. If a folder in the path is replaced after the check, nothing is written to the replacement, except
    on Windows. Entering raises LocalError if ``target`` cannot be written, so enter before the work starts. Disk
    failures raise LocalError; a full disk, or one with too little space left, raises DiskFull. A finished file that
    cannot be renamed to its target is kept, and the error names it.
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
        self._flushing = _EarlyFlush(self._file.fileno())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._flushing.finish()
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
        """The form of a path beside the target for system calls: a bare name if they get the folder's handle."""
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
            self._flushing.grown(self.size)
        return written

    def require_room(self, size: int) -> None:
        """Raise DiskFull if the disk has fewer than ``size`` bytes left beyond those that must stay free."""
        with self._mapped():
            free, kept = self._space.look()
        if size <= SMALL:
            kept = 0
        if free - kept < size:
            unit, name = (1_000_000, "MB") if size >= 1_000_000 else (1_000, "KB")
            needed, left = f"{-(-size // unit):,} {name}", f"{free // unit:,} {name}"
            folder = self.target.parent
            reason = text(
                "It needs at least {needed}, and the disk that holds {folder} has {free} left.",
                needed=needed,
                folder=folder,
                free=left,
            )
            if kept:
                reason = joined(reason, text("DMM Desktop keeps {kept} MB of it free.", kept=f"{kept / 1e6:,.0f}"))
            raise DiskFull(self.target, reason=reason)

    def flush(self) -> None:
        with self._mapped():
            self._file.flush()

    def start_flush(self) -> None:
        """Let the disk write a large file in the background from now on; call it when the file is complete."""
        with self._mapped():
            self._file.flush()
            if self.size >= _FLUSH_STEP:
                self._flushing.start(self.size)

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
        """Flush the file to the disk and rename it to ``target``, replacing an existing file. Returns ``target``.

        Also raises Cancelled while waiting for another program to close the file.
        """
        with self._finished(self._place.suffix):
            replace(self._at(self._path), self._at(self._place), cancel, self._folder)
        return self.target

    def keep(self, suffix: str, cancel: CancelToken) -> Path:
        """Rename the file to the target's stem and ``suffix``, numbered if that name is taken.

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
        """Flush the file to the disk and close it; rename it inside the block."""
        with self._mapped():
            self._file.flush()
        try:
            self._flushing.finish()
            os.fsync(self._file.fileno())
            self._file.close()  # Windows cannot rename an open file
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
        advice = text("The file was kept as {kept}. Rename it, or save it again elsewhere.", kept=kept)
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
        """Create an empty file under a free name, so that no other process takes the name before the file is
        replaced."""
        for number in itertools.count(first):
            path = self._place.with_name(_stem(self._place) + (f"-{number}" if number > 1 else "") + suffix)
            with contextlib.suppress(FileExistsError):
                os.close(self._created(path))
                return path
        raise AssertionError("unreachable")

    def _sync_folder(self) -> None:
        """Make the new name survive a power failure, if the system can flush folders."""
        if sys.platform == "win32":
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


class _EarlyFlush:
    """Flushes a growing file to the disk in the background, so that little is left to flush at its end.

    The thread exists only for large files. Methods raise the OSError of an earlier flush, which the system reports only
    once [platform].
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._thread: ThreadPoolExecutor | None = None
        self._going: deque[Future[None]] = deque()
        self._flushed = 0

    def grown(self, size: int) -> None:
        """Start a flush if the file has grown enough to ``size`` bytes and no flush is in progress."""
        while self._going and self._going[0].done():
            self._going.popleft().result()
        if not self._going and size - self._flushed >= _FLUSH_STEP:
            self.start(size)

    def start(self, size: int) -> None:
        """Start a flush of a file of ``size`` bytes after the one in progress."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "flush")
        self._flushed = size
        self._going.append(self._thread.submit(os.fsync, self._handle))

    def finish(self) -> None:
        """Wait for the flushes and end the thread."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
        while self._going:
            self._going.popleft().result()


def _checked(target: Path) -> tuple[Path, Path]:
    """The target's real path, and its folder's path without links. Raises LocalError if no file can be created
    there."""
    title = text("{name} could not be written.", name=target.name)
    if sys.platform == "win32" and (problem := name_problem(target.name)):
        raise LocalError(title, *problem)
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
        if sys.platform == "win32" and (problem := length_problem(target)):
            raise LocalError(title, *problem)
        raise LocalError(
            title,
            text("The folder {folder} does not exist.", folder=place.parent),
            text("Create the folder, or choose another place."),
        )
    return place, leads_to.parent


def _stem(place: Path) -> str:
    """The start of the file's name, without what Windows never allows in a name."""
    return re.sub(r'[<>:"|?*\\\x00-\x1f]', "_", place.stem)[:_STEM_LIMIT].rstrip(". ") or "file"
