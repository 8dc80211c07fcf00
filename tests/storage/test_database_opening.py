"""Opening the database: created private, upgraded with a copy, set aside when it is damaged, left alone when newer."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from dmm_desktop.core.errors import DatabaseError, LocalError
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.schema import MIGRATIONS
from dmm_desktop.storage.sql import Sql
from not_on_windows import PERMISSIONS
from storage.sample_values import a_run, an_environment

_NEXT = (*MIGRATIONS, "ALTER TABLE environments ADD COLUMN colour TEXT")


def aside(paths: DataPaths) -> list[Path]:
    """Everything that was set aside, the database itself first."""
    return sorted(paths.root.glob("dmm-desktop-set-aside-*"))


def names(database: Database) -> list[str]:
    with database.session() as store:
        return [environment.name for environment in store.environments.list()]


def raw(path: Path, *statements: str) -> list[Sequence[object]]:
    """Run statements with SQLite alone, and return the rows of the last one."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [connection.execute(statement).fetchall() for statement in statements]
        connection.commit()
        return rows[-1]


def test_a_new_database_is_ready_at_once(paths: DataPaths) -> None:
    database = Database.open(paths.database)
    assert database.notice is None
    with database.session() as store:
        store.environments.add(an_environment("A"))
        assert store.runs.list() == ()
    assert names(Database.open(paths.database)) == ["A"]
    assert not aside(paths)


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_only_this_user_can_read_it(paths: DataPaths) -> None:
    database = Database.open(paths.database)
    with database.session() as store:
        store.environments.add(an_environment())
        files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in paths.root.glob("*.sqlite3*")}
    assert files.keys() >= {"dmm-desktop.sqlite3", "dmm-desktop.sqlite3-wal", "dmm-desktop.sqlite3-shm"}
    assert set(files.values()) == {0o600}
    paths.database.chmod(0o644)
    Database.open(paths.database)
    assert stat.S_IMODE(paths.database.stat().st_mode) == 0o600


def test_a_commit_is_safe_on_the_disk_and_readers_do_not_wait(paths: DataPaths) -> None:
    Database.open(paths.database)
    with closing(Sql(paths.database)) as sql:
        settings = [sql.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert settings == ["wal", 2, 1], "write-ahead log, FULL, ON"


#: Windows refuses a question mark, and only Linux accepts names that are not UTF-8.
_ODD = ["what?", os.fsdecode(b"no UTF-8: \xff")] if sys.platform == "linux" else []


@pytest.mark.parametrize("name", ["50 % für #1 ok", *_ODD])
def test_a_path_with_characters_that_an_address_would_escape(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    Database.open(folder / "data.sqlite3")
    assert names(Database.open(folder / "data.sqlite3")) == []
    assert (folder / "data.sqlite3").stat().st_size > 0


def test_an_upgrade_keeps_the_data_and_a_copy_of_it(paths: DataPaths) -> None:
    with Database.open(paths.database).session() as store:
        store.environments.add(an_environment("A"))
    database = Database.open(paths.database, _NEXT)
    assert database.notice is None
    assert raw(paths.database, "PRAGMA user_version", "SELECT name, colour FROM environments") == [("A", None)]
    copy = paths.root / f"dmm-desktop-before-{len(_NEXT)}.sqlite3"
    assert raw(copy, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert names(Database.open(copy)) == ["A"]
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    Database.open(paths.database, _NEXT)
    assert not aside(paths) and not list(paths.root.glob("*.new*"))


def test_a_new_database_needs_no_copy(paths: DataPaths) -> None:
    Database.open(paths.database, _NEXT)
    assert not list(paths.root.glob("*before*"))


@pytest.mark.parametrize("bad_step", ["ALTER TABLE nowhere ADD COLUMN x", "DELETE FROM environments; SELECT nothing"])
def test_an_upgrade_that_fails_changes_nothing(paths: DataPaths, bad_step: str) -> None:
    with Database.open(paths.database).session() as store:
        store.environments.add(an_environment("A"))
    with pytest.raises(DatabaseError) as caught:
        Database.open(paths.database, (*MIGRATIONS, bad_step))
    assert caught.value.details.startswith("SQLITE_ERROR")
    assert names(Database.open(paths.database)) == ["A"]
    assert names(Database.open(paths.root / f"dmm-desktop-before-{len(_NEXT)}.sqlite3")) == ["A"]
    assert names(Database.open(paths.database, _NEXT)) == ["A"], "the copy of the first try is in nobody's way"


def test_a_database_of_a_newer_version_is_left_as_it_is(paths: DataPaths) -> None:
    Database.open(paths.database, _NEXT)
    before = paths.database.read_bytes()
    with pytest.raises(DatabaseError) as caught:
        Database.open(paths.database)
    assert "newer version" in str(caught.value.reason)
    assert f"version {len(_NEXT)}" in caught.value.details
    assert paths.database.read_bytes() == before
    assert not aside(paths)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("my shopping list\n" * 300)


def _other_application(path: Path) -> None:
    raw(path, "CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('x')", "PRAGMA user_version = 7")


def _lost_table(path: Path) -> None:
    Database.open(path)
    raw(path, "DROP TABLE connections")


def _lost_version(path: Path) -> None:
    Database.open(path)
    raw(path, "PRAGMA user_version = 0")


def _half(path: Path) -> None:
    Database.open(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("make", [_empty, _text, _other_application, _lost_table, _lost_version, _half])
def test_what_is_no_whole_database_of_ours_is_set_aside(paths: DataPaths, make: object) -> None:
    assert callable(make)
    make(paths.database)
    before = paths.database.read_bytes()
    database = Database.open(paths.database)
    (kept,) = aside(paths)
    assert kept.read_bytes() == before
    assert kept.name in str(database.notice)
    assert names(database) == []
    assert Database.open(paths.database).notice is None, "it is said once"


def test_two_that_are_set_aside_in_the_same_second_keep_their_names(paths: DataPaths) -> None:
    for content in (b"first", b"second", b"third"):
        paths.database.write_bytes(content)
        Database.open(paths.database)
    assert {path.read_bytes() for path in aside(paths)} == {b"first", b"second", b"third"}


def test_the_log_of_a_lost_database_is_not_played_into_the_new_one(paths: DataPaths) -> None:
    database = Database.open(paths.database)
    with database.session() as store:
        store.runs.insert(a_run(), None)
        log = paths.database.with_name("dmm-desktop.sqlite3-wal").read_bytes()
    paths.database.unlink()
    paths.database.with_name("dmm-desktop.sqlite3-wal").write_bytes(log)
    with Database.open(paths.database).session() as store:
        assert store.runs.list() == ()
    assert [path.read_bytes() for path in aside(paths)] == [log]


def test_a_folder_in_its_place(paths: DataPaths) -> None:
    paths.database.mkdir()
    with pytest.raises(DatabaseError) as caught:
        Database.open(paths.database)
    assert caught.value.details.startswith("SQLITE_CANTOPEN")
    assert not aside(paths)


def test_a_file_in_place_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalError) as caught:
        Database.open(tmp_path / "file" / "data.sqlite3")
    assert "is a file, not a folder" in str(caught.value)


def test_a_database_that_vanished_is_not_made_anew_in_the_middle(paths: DataPaths) -> None:
    database = Database.open(paths.database)
    paths.database.unlink()
    with pytest.raises(DatabaseError) as caught, database.session():
        pass
    assert "moved or deleted" in str(caught.value.reason)
    assert not paths.database.exists()


def test_damage_that_shows_later_is_named(paths: DataPaths) -> None:
    database = Database.open(paths.database)
    with database.session() as store:
        for _ in range(30):
            store.runs.insert(a_run(configuration="x" * 1000), None)
    data = bytearray(paths.database.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    paths.database.write_bytes(data)
    with pytest.raises(DatabaseError) as caught, database.session() as store:
        store.runs.list()
    assert str(caught.value.reason) == "It is damaged."
    assert Database.open(paths.database).notice is not None, "the advice to start again helps"
