"""The tables, as the steps that made them what they are."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Sequence
from contextlib import closing

#: Marks a file as this application's database ("DMMd" in ASCII).
APPLICATION_ID = 0x444D4D64

#: Step N brings a database from version N - 1 to N. A step that was released is never changed; a new one is added.
#:
#: A run has no foreign key: it outlives its environment, and it keeps that environment's id, so that runs of one
#: environment stay recognisable as such and a job that still holds a run can go on saving it.
#: (root, tracker_id) is not unique: an environment that was restored may give the same id again, and the moment in
#: which a tracker id is received must not fail.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE environments (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        stage TEXT NOT NULL,
        root TEXT,
        description TEXT,
        description_is_loaded INTEGER NOT NULL,
        token_page TEXT,
        checked_at TEXT,
        key_verdict TEXT NOT NULL
    );
    CREATE TABLE connections (
        environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (environment_id, name)
    );
    CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        owner TEXT,
        root TEXT NOT NULL,
        created_at TEXT NOT NULL,
        state TEXT NOT NULL,
        environment_id TEXT,
        environment_name TEXT NOT NULL,
        stage TEXT NOT NULL,
        connection TEXT NOT NULL,
        contract TEXT NOT NULL,
        zip_path TEXT NOT NULL,
        zip_size INTEGER NOT NULL,
        zip_sha256 TEXT NOT NULL,
        append INTEGER,
        configuration TEXT NOT NULL,
        tracker_id TEXT NOT NULL,
        status_word TEXT NOT NULL,
        message TEXT NOT NULL,
        sent_at TEXT,
        ended_at TEXT,
        stop_requested_at TEXT,
        report TEXT,
        final_report TEXT,
        failing_entities TEXT
    );
    CREATE INDEX runs_by_tracker ON runs (tracker_id);
    CREATE INDEX runs_by_zip ON runs (zip_sha256);
    CREATE INDEX runs_by_time ON runs (created_at);
    """,
)


@functools.cache
def expected_columns(migrations: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The columns of every table after these steps."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in migrations:
            connection.executescript(step)
        return actual_columns(connection)


def actual_columns(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """The columns of every table that is there."""
    tables: Sequence[tuple[str]] = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: frozenset(row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)))
        for (name,) in tables
        if not name.startswith("sqlite_")
    }
