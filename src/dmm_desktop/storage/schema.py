"""The tables, defined by the migrations that created them."""

from __future__ import annotations

import functools
import sqlite3
from contextlib import closing
from typing import TypeAlias

#: Marks a file as a database of this application ("DMMd" in ASCII).
APPLICATION_ID = 0x444D4D64

#: Step N upgrades a database from version N - 1 to N. A released step is never changed; add a new one. A run has no
#: foreign key: it outlives its environment and keeps that environment's id, so that the runs of one environment can
#: still be recognized, and a job that holds a run can still save it. (root, tracker_id) is not unique: a restored
#: environment may repeat an id, and storing a received tracker id must not fail.
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
        key_verdict TEXT NOT NULL,
        network TEXT NOT NULL,
        known_as TEXT,
        answers_as TEXT
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
        unusable_answer INTEGER NOT NULL,
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
    "ALTER TABLE runs ADD COLUMN received TEXT NOT NULL DEFAULT ''",
    """
    ALTER TABLE runs ADD COLUMN answered_at TEXT;
    ALTER TABLE runs ADD COLUMN log_notice TEXT;
    """,
    "ALTER TABLE runs ADD COLUMN more_failing INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE runs ADD COLUMN type TEXT NOT NULL DEFAULT 'Import'",
    # Runs in environments that were never saved had the stage Development, which no user had chosen.
    "UPDATE runs SET stage = '' WHERE environment_id IS NULL",
    """
    ALTER TABLE runs ADD COLUMN log_counts TEXT;
    UPDATE runs SET answered_at = NULL WHERE state = 'no longer known';
    """,
    "ALTER TABLE connections ADD COLUMN stage TEXT",
    "ALTER TABLE runs ADD COLUMN stop_accepted_at TEXT",
    "ALTER TABLE runs ADD COLUMN may_be_another INTEGER NOT NULL DEFAULT 0",
    """
    ALTER TABLE runs ADD COLUMN zip_check TEXT;
    ALTER TABLE environments ADD COLUMN strict_check INTEGER NOT NULL DEFAULT 0;
    """,
    """
    ALTER TABLE runs ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN reference TEXT NOT NULL DEFAULT '';
    """,
    "ALTER TABLE runs ADD COLUMN origin TEXT",
    """
    CREATE TABLE presets (
        environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        connection TEXT NOT NULL,
        append INTEGER NOT NULL,
        configuration TEXT NOT NULL,
        PRIMARY KEY (environment_id, name)
    );
    """,
    "ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE runs ADD COLUMN kept_log TEXT",
    # Until now, the id of an environment identified its secrets too.
    """
    ALTER TABLE environments ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE environments ADD COLUMN proxy_id TEXT NOT NULL DEFAULT '';
    UPDATE environments SET key_id = id, proxy_id = id || '-proxy';
    """,
    "ALTER TABLE environments ADD COLUMN failed_test TEXT",
    "ALTER TABLE runs ADD COLUMN seen_before TEXT",
    # The process that is asking for a stop, and since when; NULL once it knows whether the server may have acted. It is
    # looked for whenever the folder is opened, and the fingerprint before it in each row is long.
    """
    ALTER TABLE runs ADD COLUMN stop_owner TEXT;
    ALTER TABLE runs ADD COLUMN stop_sent_at TEXT;
    CREATE INDEX runs_stopping ON runs (stop_owner) WHERE stop_owner IS NOT NULL;
    """,
    "ALTER TABLE runs ADD COLUMN saved_as TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE runs ADD COLUMN going_on_at TEXT",
    # Until now, a preset did not say for which address it was saved: the present one is assumed.
    """
    ALTER TABLE presets ADD COLUMN address TEXT NOT NULL DEFAULT '';
    UPDATE presets SET address = (SELECT address FROM environments WHERE id = environment_id);
    """,
    "ALTER TABLE runs ADD COLUMN known_figures TEXT",
    "ALTER TABLE environments ADD COLUMN accepted_at TEXT",
)


#: Everything about a table that statements rely on: its columns, foreign keys and indexes.
Tables: TypeAlias = dict[str, tuple[tuple[object, ...], ...]]


@functools.cache
def expected_tables(migrations: tuple[str, ...]) -> Tables:
    """The tables after these steps."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in migrations:
            connection.executescript(step)
        return actual_tables(connection)


def actual_tables(connection: sqlite3.Connection) -> Tables:
    """The existing tables, except SQLite's own.

    Compared by meaning rather than by the text of their statements, which SQLite versions may write differently.
    """
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: tuple(
            row
            for pragma in ("pragma_table_info", "pragma_foreign_key_list", "pragma_index_list")
            for row in connection.execute(f"SELECT * FROM {pragma}(?)", (name,))
        )
        for (name,) in names.fetchall()
    }
