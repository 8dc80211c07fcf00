"""Makes the database file usable: created, intact, ours, upgraded to this version, and with a write-ahead log if the
disk supports one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..core.errors import DatabaseError
from ..core.text import Text, text
from .file_lock import FileLock
from .files import PRIVATE, new_file, set_aside, sidecars
from .paths import unusable_folder
from .schema import APPLICATION_ID, actual_tables, expected_tables
from .sql import as_local_error, connect, mapped, means_damage, primary_code, result_code

#: How long to wait for another process that is opening or upgrading the database, in seconds.
_OPENING_TIMEOUT = 30.0


class _Unusable(Exception):
    """The file is damaged or belongs to another application."""


def make_usable(path: Path, migrations: tuple[str, ...]) -> Text | None:
    """Create, check or upgrade the database. Returns a notice for the user, or None.

    A file that SQLite or these checks find damaged, or that another application made, is set aside, never deleted.
    Raises DatabaseError for a database made by a newer version, and LocalError for every other obstacle; the file is
    then unchanged.
    """
    with _alone(path), _mapped_system_errors(path):
        if not path.exists():
            _require_no_link(path)
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
            "starts without saved environments and runs. What is running on the server was not stopped.",
            name=aside.name,
        )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let only one process at a time check the database, upgrade it or set it aside."""
    try:
        lock = FileLock(Path(f"{path}.lock"), _OPENING_TIMEOUT)
    except TimeoutError as error:
        raise DatabaseError(
            text("The database {path} could not be opened.", path=path),
            text("Another DMM Desktop has been opening or upgrading it for {n} seconds.", n=_OPENING_TIMEOUT),
            text(
                "Wait until it has finished, or close it, then try again. Or choose another data folder with "
                "--data-dir."
            ),
        ) from error
    except OSError as error:
        raise unusable_folder(path.parent, error) from error
    with lock:
        yield


@contextmanager
def _mapped_system_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unusable_folder(path.parent, error) from error


def _require_no_link(path: Path) -> None:
    """Refuse a broken link: its disk may be disconnected, and a new database would replace the link."""
    if path.is_symlink():
        raise DatabaseError(
            text("The database {path} could not be used.", path=path),
            text("It is a link to {target}, which does not exist.", target=os.readlink(path)),
            text("Connect the disk it points to, or choose another data folder with --data-dir."),
        )


def _create(path: Path, migrations: tuple[str, ...]) -> None:
    """Create an empty database. It appears complete, so that an existing file without tables is known to have lost
    them."""
    if any(sidecar.exists() for sidecar in sidecars(path)):
        set_aside(path, "it is missing")  # otherwise SQLite would replay the old log into the new database
    with mapped(path):
        try:
            _make(path, migrations, "WAL")
        except sqlite3.OperationalError as error:
            if not refuses_write_ahead_log(error):
                raise
            _make(path, migrations, "DELETE")


def _make(path: Path, migrations: tuple[str, ...], journal: str) -> None:
    with new_file(path) as new, closing(connect(new)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        _apply(connection, migrations, 0)


def _check_and_upgrade(path: Path, migrations: tuple[str, ...]) -> None:
    with mapped(path):
        with _judged(path):
            connection = connected(path)  # foreign keys are not enforced, because a migration may rebuild a table
        with closing(connection):
            with _judged(path):
                version = _checked_version(connection, path, migrations)
            with contextlib.suppress(PermissionError):  # owned by another user who lets this one write to it
                path.chmod(PRIVATE)
            if version < len(migrations):
                _back_up(connection, path.with_name(f"{path.stem}-before-{len(migrations)}{path.suffix}"))
                _apply(connection, migrations, version)


@contextmanager
def _judged(path: Path) -> Iterator[None]:
    """Raise _Unusable if SQLite reports damaged content, and LocalError for its other errors."""
    try:
        yield
    except sqlite3.Error as error:
        if means_damage(error):
            raise _Unusable(str(error)) from error
        if result_code(error) is None:
            raise
        raise as_local_error(error, path) from error
    except UnicodeDecodeError as error:  # sqlite3 quotes the damaged text in its message
        raise _Unusable(str(error)) from error


def _checked_version(connection: sqlite3.Connection, path: Path, migrations: tuple[str, ...]) -> int:
    """The version of the database. Raises _Unusable if it is damaged or not ours."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise _Unusable("another application made it")
    if version > len(migrations):
        raise DatabaseError(
            text("The database {path} cannot be used.", path=path),
            text("A newer version of DMM Desktop has upgraded it."),
            text("Install that version again, or choose another data folder with --data-dir."),
            f"version {version}; this DMM Desktop knows up to {len(migrations)}",
        )
    _require_whole(connection)
    expected = expected_tables(migrations[: max(version, 0)])
    tables = actual_tables(connection)
    if not expected or any(tables.get(name) != table for name, table in expected.items()):
        raise _Unusable("its tables are not those of its version")
    return version


def _require_whole(connection: sqlite3.Connection) -> None:
    """Raise _Unusable if the content is damaged, and SQLite's error if it cannot be read.

    The check reports "unable to get the page" for both; a copy distinguishes them, because it ignores the content.
    """
    if _integrity(connection) != "ok":
        with closing(sqlite3.connect(":memory:")) as copy:
            connection.backup(copy)
        if (result := _integrity(connection)) != "ok":
            raise _Unusable(result)


def _integrity(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])  # the quick check ignores indexes


def _back_up(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy the database before an upgrade, replacing the copy of an earlier attempt."""
    with new_file(backup) as new, mapped(backup), closing(connect(new)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without sidecars


def _apply(connection: sqlite3.Connection, migrations: tuple[str, ...], version: int) -> None:
    """Upgrade a database of this version to the latest, each step in its own transaction."""
    for number, step in enumerate(migrations[version:], version + 1):
        header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {step}; {header} COMMIT;")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


_REFUSED = (sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK)
#: These errors have other causes too.
_PERHAPS_REFUSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PROTOCOL)


def refuses_write_ahead_log(error: sqlite3.Error) -> bool:
    """Whether the statement failed because the disk does not support, or might not support, a write-ahead log."""
    return result_code(error) in _REFUSED or primary_code(error) in _PERHAPS_REFUSED


def connected(path: Path) -> sqlite3.Connection:
    """Open an existing database. If its write-ahead log is unusable, convert it to a rollback journal, keeping the
    log's content. Raises sqlite3.Error without having changed anything."""
    try:
        return _connected(path)
    except sqlite3.OperationalError as error:
        if not refuses_write_ahead_log(error):
            raise
        with contextlib.suppress(sqlite3.Error):
            _leave_write_ahead_log(path)
            return _connected(path)
        raise


def _connected(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _leave_write_ahead_log(path: Path) -> None:
    """Convert to a rollback journal. Works only while no other process has the database open: an exclusive lock
    replaces the shared memory [documented]."""
    with closing(connect(path, alone=True)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
