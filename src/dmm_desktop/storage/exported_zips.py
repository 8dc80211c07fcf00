"""Zips of exports that are kept in the data folder until they have been imported elsewhere."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import TracebackType

from ..core.local_files import cannot_write, own_folder
from ..core.windows_names import usable_name
from .paths import unusable_folder
from .process_locks import ProcessLocks

#: The file that marks a folder to be removed when its process has ended. A full disk does not prevent its removal.
_TEMPORARY = "temporary"
#: Characters of a host in the name of its zip: a host can be too long for the name of a file.
_LONGEST_HOST = 100


class ExportedZip:
    """A place for one zip, in a folder that only this user can access. A context manager: leaving it removes the
    folder, unless :meth:`keep` was called and something is in it. If the process is killed, or an error leaves a zip
    here, :meth:`ExportedZips.sweep` removes it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self._is_kept = False

    def __enter__(self) -> ExportedZip:
        folder = self.path.parent
        try:
            own_folder(folder)
            (folder / _TEMPORARY).touch()
        except OSError as error:
            raise unusable_folder(folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_kept:
            with contextlib.suppress(OSError):
                self.path.parent.rmdir()  # only if it is empty
        elif kind is None or not self.path.exists():
            self.remove()

    def remove(self) -> None:
        """Remove the zip and its folder; what cannot be removed now is removed by the next sweep."""
        _remove(self.path.parent)

    def keep(self) -> None:
        """Leave what is in the folder until the user deletes it. Raises LocalError: then the next sweep removes it."""
        self._is_kept = True
        try:
            (self.path.parent / _TEMPORARY).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path, error) from error


class ExportedZips:
    """The folder with the zips of all processes that use the same data folder, each in a folder named after its
    owner."""

    def __init__(self, folder: Path, owners: ProcessLocks) -> None:
        self._folder = folder
        self._owners = owners

    def place(self, owner_id: str, host: str) -> ExportedZip:
        """A place for a zip from this host; ``owner_id`` is a process that holds its lock already."""
        return ExportedZip(self._folder / owner_id, usable_name(f"{host[:_LONGEST_HOST]}.zip"))

    def sweep(self) -> None:
        """Remove the zips of ended processes except those that were kept, and folders whose zip the user has deleted.
        What cannot be removed stays until next time."""
        for folder in self._owners.abandoned(self._folder):
            with contextlib.suppress(OSError):
                if (folder / _TEMPORARY).exists():
                    _remove(folder)
                else:
                    folder.rmdir()  # only if it is empty


def _remove(folder: Path) -> None:
    """Remove the files in the folder, the mark last, and the folder."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if file.name != _TEMPORARY:
                file.unlink()
        (folder / _TEMPORARY).unlink(missing_ok=True)
        folder.rmdir()
