"""Database files: new ones appear complete, unusable ones are set aside with SQLite's sidecars, inaccessible ones are
explained."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..core.errors import DatabaseError
from ..core.job import CancelToken
from ..core.local_files import replace
from ..core.text import Text, text

PRIVATE = 0o600


def sidecars(path: Path) -> list[Path]:
    """The files SQLite keeps beside an open database; the journal if the disk does not support a write-ahead log."""
    return [Path(f"{path}{suffix}") for suffix in ("-wal", "-shm", "-journal")]


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that replaces it at the end of the block, or is removed if the block raises.

    Only this user can read it; SQLite gives its sidecars the same permissions [documented].
    """
    new = path.with_name(f"{path.name}.new")
    try:
        _remove_with_sidecars(new)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        yield new
        replace(new, path, CancelToken())
    finally:
        _remove_with_sidecars(new)


def _remove_with_sidecars(path: Path) -> None:
    for file in (path, *sidecars(path)):
        file.unlink(missing_ok=True)


def set_aside(path: Path, cause: str) -> Path:
    """Rename the database and its sidecars, the database first, because sidecars are not opened without it. Renames all
    of them or none.

    A connection still open in another process can no longer write: :class:`Sql` notices that its file was moved, SQLite
    then ignores the sidecars of the new one, and Windows does not allow the move at all.
    """
    aside = _free_name(path)
    moved: list[tuple[Path, Path]] = []
    try:
        for file, name in zip((path, *sidecars(path)), (aside, *sidecars(aside)), strict=True):
            with contextlib.suppress(FileNotFoundError):
                replace(file, name, CancelToken())
                moved.append((file, name))
    except OSError as error:
        for file, name in reversed(moved):
            with contextlib.suppress(OSError):
                replace(name, file, CancelToken())
        raise DatabaseError(
            text("The database {path} is damaged and could not be set aside.", path=path),
            text("The operating system reports: {words}.", words=error.strerror or str(error)),
            text(
                "Close all other windows of DMM Desktop, then start it again. Or choose another data folder with "
                "--data-dir."
            ),
            cause,
        ) from error
    return aside


def _free_name(path: Path) -> Path:
    stamp = f"{path.stem}-set-aside-{datetime.now():%Y-%m-%d-%H%M%S}"
    names = itertools.chain([stamp], (f"{stamp}-{number}" for number in itertools.count(2)))
    return next(free for name in names if not (free := path.with_name(name + path.suffix)).exists())


_EFFECTIVE = os.access in os.supports_effective_ids


def forbidden(paths: Iterable[Path]) -> tuple[Text, Text] | None:
    """The reason and advice for the first of these paths that this user may not read and write; None if there is none.
    Missing paths and those on a read-only disk do not count."""
    for path in paths:
        try:
            found = path.stat()
            needed = os.R_OK | os.W_OK | (os.X_OK if stat.S_ISDIR(found.st_mode) else 0)
            if os.access(path, needed, effective_ids=_EFFECTIVE) or _is_on_read_only_disk(path):
                continue
        except (OSError, ValueError):  # ValueError: a NUL in the path
            continue
        if sys.platform == "win32" or found.st_uid == os.geteuid():
            reason = text("You do not have permission to read and write {file}.", file=path)
        else:
            reason = text(
                "{file} belongs to the user {owner}, and you do not have permission to read and write it.",
                file=path,
                owner=_name(found.st_uid),
            )
        return reason, text("Correct its owner or permissions, or choose another data folder with --data-dir.")
    return None


def _is_on_read_only_disk(path: Path) -> bool:
    return sys.platform != "win32" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _name(user: int) -> str:
    """The user's name; the number if it is unknown on this computer."""
    if sys.platform == "win32":
        return str(user)
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
