"""Bringing the database file into a state in which it can be used: created, whole, ours, and of this version."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..core.errors import DatabaseError
from ..core.text import Text, text
from .files import PRIVATE, new_file, set_aside, sidecars
from .paths import unusable_folder
from .schema import APPLICATION_ID, actual_tables, expected_tables
from .sql import connect, mapped, primary_code

#: How long a process waits for another one that is opening or upgrading the database, in seconds.
_OPENING_TIMEOUT = 30.0

#: Result codes that say something about the disk, the permissions or other processes, and nothing about the content.
_NOT_THE_CONTENT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
    }
)


class _Unusable(Exception):
    """The file is damaged or belongs to another application."""


def make_usable(path: Path, migrations: tuple[str, ...]) -> Text | None:
    """Create, check or upgrade the database. Returns what a person has to be told, None if all is as it was.

    A file that is damaged or that another application made is set aside, never deleted. Raises DatabaseError for a
    database that a newer version made, which is left as it is, and LocalError for all that hinders the work.
    """
    with _alone(path), _mapped_system_errors(path):
        if not path.exists():
            _create(path, migrations)
            return None
        try:
            _check_and_upgrade(path, migrations)
            return None
        except _Unusable as unusable:
            aside = set_aside(path, str(unusable))
        _create(path, migrations)
        return text(
            "The database was damaged or made by another application. It was set aside as {name}, and DMM Desktop "
            "starts without saved environments and runs. Imports that were running go on.",
            name=aside.name,
        )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time checks, upgrades or sets aside."""
    import filelock  # slow to import

    try:
        lock = filelock.FileLock(f"{path}.lock", timeout=_OPENING_TIMEOUT, mode=PRIVATE)
        lock.acquire()
    except filelock.Timeout as error:
        raise DatabaseError(
            text("The database {path} could not be opened.", path=path),
            text("Another DMM Desktop has been opening or upgrading it for {n} seconds.", n=_OPENING_TIMEOUT),
            text("Wait until it has finished, or close it, then try again."),
        ) from error
    except OSError as error:
        raise unusable_folder(path.parent, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _mapped_system_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unusable_folder(path.parent, error) from error


def _create(path: Path, migrations: tuple[str, ...]) -> None:
    """Make an empty database. It appears whole: a file that exists and has no tables has lost them."""
    if any(sidecar.exists() for sidecar in sidecars(path)):
        set_aside(path, "it is missing")  # SQLite would play the old log into the new database
    with new_file(path) as new, mapped(path), closing(connect(new)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        _apply(connection, migrations, 0)


def _check_and_upgrade(path: Path, migrations: tuple[str, ...]) -> None:
    with mapped(path):
        with _content_errors():
            connection = connect(path)  # foreign keys are not checked: a step may build a table anew
        with closing(connection):
            with _content_errors():
                version = _checked_version(connection, path, migrations)
            with contextlib.suppress(PermissionError):  # it belongs to another user, who let this one write to it
                path.chmod(PRIVATE)
            if version < len(migrations):
                _back_up(connection, path.with_name(f"{path.stem}-before-{len(migrations)}{path.suffix}"))
                _apply(connection, migrations, version)


@contextmanager
def _content_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if primary_code(error) in _NOT_THE_CONTENT:
            raise
        raise _Unusable(str(error)) from error
    except UnicodeDecodeError as error:  # sqlite3 quotes the damaged text in its message
        raise _Unusable(str(error)) from error


def _checked_version(connection: sqlite3.Connection, path: Path, migrations: tuple[str, ...]) -> int:
    """The version of the database. Raises _Unusable if it is not whole or not ours."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = actual_tables(connection)
    if application != APPLICATION_ID:
        raise _Unusable("another application made it")
    if version > len(migrations):
        raise DatabaseError(
            text("The database {path} cannot be used.", path=path),
            text("A newer version of DMM Desktop has upgraded it."),
            text("Install that version again, or choose another data folder with --data-dir."),
            f"version {version}; this DMM Desktop knows up to {len(migrations)}",
        )
    result = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]  # the quick one does not look at indexes
    if result != "ok":
        raise _Unusable(str(result))
    expected = expected_tables(migrations[: max(version, 0)])
    if not expected or any(tables.get(name) != table for name, table in expected.items()):
        raise _Unusable("its tables are not those of its version")
    return version


def _back_up(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy the database before it is upgraded; an earlier copy for the same upgrade, which then failed, is replaced."""
    with new_file(backup) as new, mapped(backup), closing(connect(new)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without sidecars


def _apply(connection: sqlite3.Connection, migrations: tuple[str, ...], version: int) -> None:
    """Bring a database of this version to the last one, each step in a transaction of its own."""
    for number, step in enumerate(migrations[version:], version + 1):
        header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {step}; {header} COMMIT;")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
