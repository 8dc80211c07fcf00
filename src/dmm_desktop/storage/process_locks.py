"""Tracks which processes are alive: each holds a lock that the operating system releases however the process ends."""

from __future__ import annotations

import contextlib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from .file_lock import FileLock
from .paths import unusable_folder

_SUFFIX = ".lock"
_ID = re.compile(r"[0-9a-f]{32}")


class ProcessLock:
    """This process, as the owner of the runs it is sending. Alive until :meth:`release` or the end of the process."""

    def __init__(self, owner_id: str, lock: FileLock, path: Path) -> None:
        self.id = owner_id
        self._lock = lock
        self._path = path

    def release(self) -> None:
        """Release the lock. Runs of this owner that are still being sent then count as abandoned."""
        self._lock.release()
        with contextlib.suppress(OSError):  # another process may already have swept it
            self._path.unlink()

    def __enter__(self) -> ProcessLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class ProcessLocks:
    """The folder with the locks of all processes that use the same data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self) -> ProcessLock:
        """Take a lock for this process. Raises LocalError if the folder is not writable."""
        while True:
            owner_id = uuid.uuid4().hex
            path = self._path(owner_id)
            try:
                lock = FileLock(path)
            except TimeoutError:  # swept between creation and locking
                continue
            except OSError as error:
                raise unusable_folder(self._folder, error) from error
            if path.exists():
                return ProcessLock(owner_id, lock, path)
            lock.release()

    def is_alive(self, owner_id: object) -> bool:
        """Whether the process with this id is still running. False if the text is not an id."""
        if not isinstance(owner_id, str) or not _ID.fullmatch(owner_id):
            return False
        path = self._path(owner_id)
        return path.exists() and not _free(path)

    def abandoned(self, folder: Path) -> Iterator[Path]:
        """What ended processes have left in the folder: its name is the id of the process, or begins with the id and a
        hyphen. Whatever has another name was put there by somebody else. Nothing if the folder cannot be read."""
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                owner_id = path.name.partition("-")[0]
                if _ID.fullmatch(owner_id) and not self.is_alive(owner_id):
                    yield path

    def sweep(self) -> None:
        """Remove the locks of ended processes. Any that cannot be removed stay until next time."""
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"*{_SUFFIX}"):
                if _free(path, then_unlink=True):
                    with contextlib.suppress(OSError):
                        path.unlink()  # retried after closing, because Windows cannot remove an open file

    def _path(self, owner_id: str) -> Path:
        return self._folder / f"{owner_id}{_SUFFIX}"


def _free(path: Path, *, then_unlink: bool = False) -> bool:
    """Whether the lock is free. If this cannot be determined, the lock counts as held, so that no run is abandoned."""
    try:
        with FileLock(path):
            if then_unlink:
                with contextlib.suppress(OSError):
                    path.unlink()  # while locked, so that a process that has just opened it notices
    except OSError:  # includes time-outs
        return False
    return True
