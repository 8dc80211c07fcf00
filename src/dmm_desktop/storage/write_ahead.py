"""Uses a write-ahead log where the disk supports it, else a rollback journal.

A write-ahead log needs memory that processes share through a file beside the database, which network drives do not
offer [documented]. A rollback journal is as safe; readers wait for writers.
"""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

from .sql import connect, primary_code, result_code

_REFUSED = (sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK)
#: These have other causes too.
_PERHAPS_REFUSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PROTOCOL)


def refuses_write_ahead_log(error: sqlite3.Error) -> bool:
    """Whether the statement failed because, or perhaps because, the disk does not support a write-ahead log."""
    return result_code(error) in _REFUSED or primary_code(error) in _PERHAPS_REFUSED


def connected(path: Path) -> sqlite3.Connection:
    """Open an existing database. Where its write-ahead log cannot be used, it is converted to a rollback journal, and
    keeps what is in the log. Raises sqlite3.Error, and has then changed nothing."""
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
    """Only while no other process has the database open: an exclusive lock takes the place of the shared memory
    [documented]."""
    with closing(connect(path, alone=True)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
