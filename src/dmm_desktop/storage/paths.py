"""Where the application keeps its data."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import DiskFull, LocalError
from ..core.local_files import is_full, own_folder
from ..core.text import Text, text
from ..core.windows_names import length_problem
from .files import forbidden

_PROBE = bytes(4096)  # one block: an empty file can be created on a full disk


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The data folder and its contents. Everything below ``root`` belongs to this application."""

    root: Path

    @staticmethod
    def at(folder: Path | None) -> DataPaths:
        """This folder, or the operating system's default for a user's application.

        Raises LocalError for a relative folder if the working directory no longer exists.
        """
        if folder is not None:
            try:
                return DataPaths(folder.absolute())
            except OSError as error:
                raise LocalError(
                    text("The data folder {folder} cannot be used.", folder=folder),
                    text("The current folder no longer exists."),
                    text("Change to another folder, or give the full path."),
                    str(error),
                ) from error
        import platformdirs

        return DataPaths(platformdirs.user_data_path("dmm-desktop", appauthor=False))

    @property
    def database(self) -> Path:
        return self.root / "dmm-desktop.sqlite3"

    @property
    def log(self) -> Path:
        return self.root / "dmm-desktop.log"

    @property
    def spool(self) -> Path:
        """Folder of temporary files and folders; each belongs to a running job or can be deleted."""
        return self.root / "spool"

    @property
    def exports(self) -> Path:
        """Folder of the zips kept by :class:`~dmm_desktop.storage.exported_zips.ExportedZips`; need not exist."""
        return self.root / "exports"

    @property
    def kept_logs(self) -> Path:
        """Folder of the logs kept by :class:`~dmm_desktop.storage.kept_logs.KeptLogs`; need not exist."""
        return self.root / "kept-logs"

    @property
    def owners(self) -> Path:
        """Folder of the locks kept by :class:`~dmm_desktop.storage.process_locks.ProcessLocks`."""
        return self.root / "owners"

    def prepare(self) -> None:
        """Create the folders, readable by this user only, and make sure that they are writable.

        An existing folder keeps its permissions, because the user may have chosen it. Raises LocalError, including as
        :func:`own_folder` does, and DiskFull if the disk is full.
        """
        for folder in (self.root, self.spool, self.owners):
            try:
                own_folder(folder)
                with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
                    probe.write(_PROBE)
            except LocalError as error:  # another user controls it
                raise LocalError(_unusable(folder), error.reason, _other_place()) from error
            except (OSError, ValueError) as error:  # ValueError: a NUL in the path
                raise unusable_folder(folder, error) from error


def unusable_folder(folder: Path, error: Exception) -> LocalError:
    """The error for an application folder that cannot be created or written to."""
    if is_full(error):
        return DiskFull(folder, str(error), is_own=True)
    return LocalError(_unusable(folder), *_why(folder, error), str(error))


def _unusable(folder: Path) -> Text:
    return text("The data folder {folder} cannot be used.", folder=folder)


def _other_place() -> Text:
    return text("Choose another data folder with --data-dir.")


def _why(folder: Path, error: Exception) -> tuple[Text, Text]:
    code = getattr(error, "errno", None)
    words = getattr(error, "strerror", None) or str(error)
    if code in (errno.EEXIST, errno.ENOTDIR, errno.ELOOP, errno.ENOENT):  # the last: below a file on Windows [platform]
        link = next((path for path in (folder, *folder.parents) if path.is_symlink() and not path.exists()), None)
        if link is not None:
            return text("{link} is a broken link.", link=link), text(
                "Correct the link, or choose another place with --data-dir."
            )
        files = (path for path in (folder, *folder.parents) if path.exists() and not path.is_dir())
        obstacle = next(files, None if code == errno.ENOENT else folder)
        if obstacle is not None:
            return text("{file} is a file, not a folder.", file=obstacle), text(
                "Move that file away, or choose another place with --data-dir."
            )
    if code in (errno.EACCES, errno.EPERM):
        file = getattr(error, "filename", None)
        above = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), folder)
        return forbidden([*([Path(os.fsdecode(file))] if file else []), above]) or (
            text("You do not have permission to write there."),
            text("Correct the permissions, or choose another place with --data-dir."),
        )
    if code == errno.EROFS:
        return text("The disk is read-only."), _other_place()
    if sys.platform == "win32" and code == errno.ENOENT and (problem := length_problem(folder)):
        return problem[0], _other_place()
    return text("The operating system reports: {words}.", words=words), _other_place()
