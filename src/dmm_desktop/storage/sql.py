"""One open connection to the database: how statements are run, and the one place where sqlite3's errors are mapped."""

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

Value: TypeAlias = str | int | None

#: How long a statement waits for another process, in seconds.
BUSY_TIMEOUT = 5.0

#: SQLite's primary result codes that say that the file is not, or no longer, a database.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL_SHARED_MEMORY = sqlite3.SQLITE_IOERR_SHMSIZE  # how a full disk shows when the first reader comes


class Sql:
    """An open connection; to be used on the thread that made it. Every failure is raised as LocalError.

    The file must exist: a connection never creates one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with mapped(path):
            self._connection = connect(path)
            self._connection.row_factory = sqlite3.Row
            # A damaged text must not hide the row that it is in.
            self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
            self._connection.execute("PRAGMA foreign_keys = ON")  # touches no file, so it cannot fail
        self._file = _identity(path)

    def close(self) -> None:
        with mapped(self.path):
            self._connection.close()

    def rows(self, query: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        with mapped(self.path):
            return self._connection.execute(query, [_storable(value) for value in values]).fetchall()

    def row(self, query: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def change(self, statement: str, values: Sequence[Value] = ()) -> int:
        """Run one statement that changes data, in the transaction that is open or in one of its own, and return how
        many rows it changed."""
        if _identity(self.path) != self._file:  # with a write-ahead log SQLite does not notice it
            raise _unusable(self.path, sqlite3.SQLITE_READONLY, "the file is another one now")
        with mapped(self.path):
            return self._connection.execute(statement, [_storable(value) for value in values]).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside the block are committed at its end, or none is if it raises. One that begins inside
        another is a part of it.

        The write lock is taken at once: what is read inside cannot change before it is written back.
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
                if self._connection.in_transaction:  # SQLite rolls back by itself after some failures
                    self._connection.execute("ROLLBACK")
                raise


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing file, with every transaction begun and ended by hand, and safe on the disk when it is ended."""
    place = path.as_posix()
    # Neither as_uri(), which fails for Windows shares, nor text: names of folders on Linux need not be UTF-8.
    uri = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _storable(value: Value) -> Value:
    """A server's JSON can hold halves of surrogate pairs, which no UTF-8 text can: they are replaced."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """Raise what sqlite3 says about the file, the disk or another process as LocalError.

    A wrong statement or a violated constraint stays what it is: a bug.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        raise _as_dmm_error(error, path) from error
    except UnicodeDecodeError as error:  # sqlite3 quotes a damaged text in its message
        raise _unusable(path, sqlite3.SQLITE_CORRUPT, str(error)) from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its extension; SQLITE_ERROR where the module sqlite3 gave none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _as_dmm_error(error: sqlite3.Error, path: Path) -> LocalError:
    details = f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {error}"
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL or getattr(error, "sqlite_errorcode", None) == _FULL_SHARED_MEMORY:
        return DiskFull(path, details)
    return _unusable(path, code, details)


def _unusable(path: Path, code: int, words: str) -> DatabaseError:
    return DatabaseError(text("The database {path} could not be used.", path=path), *_why(code, words), words)


def _why(code: int, words: str) -> tuple[Text, Text]:
    if code in _IN_USE:
        return text("Another program has kept it locked for {n} seconds.", n=BUSY_TIMEOUT), text(
            "Wait until it has finished, or close it, then try again."
        )
    if code in _DAMAGED:
        return text("It is damaged."), text(
            "Close DMM Desktop and start it again: it sets the damaged database aside and begins an empty one."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return text("It was moved or deleted, or it may not be opened or written to."), text(
            "Check the permissions of the file and its folder. If they are right, move the file away. Then start DMM "
            "Desktop again."
        )
    return text("The database engine says: {words}.", words=words), text(
        "Check that the disk is connected and in order, then try again."
    )
