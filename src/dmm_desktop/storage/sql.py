"""One open connection to the database: runs statements, and maps sqlite3's errors in one place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from ..core.errors import DatabaseError, DiskFull, LocalError
from ..core.text import Text, text
from .files import forbidden, sidecars

Value: TypeAlias = str | int | None

#: How long a statement waits for another process, in seconds.
BUSY_TIMEOUT = 5.0

#: SQLite's primary result codes for a file that is not, or no longer, a database. All others concern the disk,
#: permissions, other processes or this program.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)
_WAIT = text(
    "Wait until that program has finished, or close it, then try again. Or choose another data folder with --data-dir."
)
#: Results of a wrong statement.
_BUG = (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE)
_FULL_SHARED_MEMORY = sqlite3.SQLITE_IOERR_SHMSIZE  # how a full disk appears to the first reader


class Sql:
    """An open connection; use it on the thread that created it. Every failure is raised as LocalError.

    The file must exist: a connection never creates one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with mapped(path):
            self._connection = connect(path)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA foreign_keys = ON")  # touches no file, so it cannot fail
        self._file = _identity(path)

    def close(self) -> None:
        with mapped(self.path):
            self._connection.close()

    def rows(self, query: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        with mapped(self.path):
            return self._connection.execute(query, [_storable(value) for value in values]).fetchall()

    def each(self, query: str) -> Iterator[sqlite3.Row]:
        """The rows one after another, which are not held in memory together."""
        with mapped(self.path):
            yield from self._connection.execute(query)

    def row(self, query: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def change(self, statement: str, values: Sequence[Value] = ()) -> int:
        """Run a statement that changes data, and return the number of rows changed.

        Without an open transaction, the change is committed at once. Raises LocalError if the file has been replaced
        or cannot be written.
        """
        if _identity(self.path) != self._file:  # SQLite does not notice with a write-ahead log
            raise unusable(self.path, sqlite3.SQLITE_READONLY, "the file is another one now")
        with mapped(self.path):
            return self._connection.execute(statement, [_storable(value) for value in values]).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all statements in the block at its end, or none if it raises. A nested transaction is part of the
        outer one.

        Takes the write lock at once, so that data read inside cannot change before it is written back.
        """
        if self._connection.in_transaction:
            yield
            return
        with mapped(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself rolls back after some failures
                    self._connection.execute("ROLLBACK")
                raise


def connect(path: Path, *, alone: bool = False) -> sqlite3.Connection:
    """Open an existing file with explicit transactions, synchronized to disk on commit.

    ``alone``: do not wait for locks, and keep the file locked until it is closed.
    """
    place = path.as_posix()
    # Neither as_uri(), which fails for Windows shares, nor text: folder names on Linux need not be UTF-8.
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=0 if alone else BUSY_TIMEOUT, isolation_level=None)
    # Damaged text must neither hide its row nor fail without a result code.
    connection.text_factory = lambda stored: stored.decode("utf-8", "replace")
    try:
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA synchronous = FULL")  # reads the file
    except BaseException:  # including UnicodeDecodeError, if SQLite quotes damaged text
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """The identity of the file regardless of its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _storable(value: Value) -> Value:
    """Replace halves of surrogate pairs, which a server's JSON can contain but UTF-8 cannot."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file, the disk or another process as LocalError.

    Errors without a result code come from the sqlite3 module itself. They propagate unchanged, like wrong statements
    and violated constraints: they are bugs.
    """
    try:
        yield
    except sqlite3.Error as error:
        if result_code(error) is None or primary_code(error) in _BUG:
            raise
        raise as_local_error(error, path) from error
    except UnicodeDecodeError as error:  # sqlite3 quotes damaged text in its message
        raise unusable(path, sqlite3.SQLITE_CORRUPT, str(error)) from error


def result_code(error: sqlite3.Error) -> int | None:
    """SQLite's extended result code; None if the error is not SQLite's."""
    return getattr(error, "sqlite_errorcode", None)


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's result code without its extension; None if the error is not SQLite's."""
    code = result_code(error)
    return None if code is None else code & 0xFF


def means_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite reports damaged content."""
    return primary_code(error) in _DAMAGED


def as_local_error(error: sqlite3.Error, path: Path) -> LocalError:
    """Convert SQLite's error to one with file, cause and remedy."""
    details = f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {error}"
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL or result_code(error) == _FULL_SHARED_MEMORY:
        return DiskFull(path, details, is_own=True)
    return unusable(path, code, details)


def unusable(path: Path, code: int | None, details: str) -> DatabaseError:
    """The error for a primary result code; ``details`` are SQLite's words."""
    return DatabaseError(text("The database {path} could not be used.", path=path), *_why(path, code, details), details)


def _why(path: Path, code: int | None, words: str) -> tuple[Text, Text]:
    if code in _IN_USE:
        return text("Another program has kept it locked for {n} seconds.", n=BUSY_TIMEOUT), _WAIT
    if code == sqlite3.SQLITE_PROTOCOL:
        return text("Another program holds its locks, or the disk does not support locks."), _WAIT
    if code in _DAMAGED:
        return text("It is damaged."), text(
            "Close DMM Desktop and start it again: it sets the damaged database aside and starts with an empty one."
        )
    if code in _FORBIDDEN:
        return forbidden([path, *sidecars(path), path.parent]) or (
            text("It was moved or deleted, or cannot be opened or written to."),
            text(
                "Check the permissions of the file and its folder. If they are right, move the file away, or choose "
                "another data folder with --data-dir. Then start DMM Desktop again."
            ),
        )
    report = text("The database engine reports: {words}.", words=words)
    if code == sqlite3.SQLITE_ERROR:  # a format unknown to this SQLite, or a statement that does not fit
        return report, text(
            "Start DMM Desktop again. If the problem persists, install its newest version, or choose another data "
            "folder with --data-dir."
        )
    return report, text(
        "Check that the disk is connected and working, then try again. Or choose another data folder with --data-dir."
    )
