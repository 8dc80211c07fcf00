"""What is not damage changes nothing: the error names the folder, the cause and --data-dir, and the history stays."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import refusing_kernel
from dmm_desktop.core.errors import DatabaseError, LocalError
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.process_locks import ProcessLocks
from dmm_desktop.storage.sql import as_local_error, connect, mapped, means_damage
from links import make_link
from mounts import held
from not_on_windows import PERMISSIONS, PROC
from process_ends import PATIENCE
from storage.processes import command, second
from storage.sample_values import a_run


def a_history(paths: DataPaths) -> None:
    """A database with enough runs to fill several pages."""
    with Database.open(paths.database).session() as store:
        for number in range(30):
            store.runs.insert(a_run(tracker_id=str(number), configuration="x" * 1000), None)


def content(paths: DataPaths) -> dict[str, bytes]:
    """All files of the data folder but the lock, which says nothing, and what SQLite makes anew at each opening."""
    made_anew = (".lock", "-shm", "-wal")
    return {
        file.name: file.read_bytes()
        for file in paths.root.iterdir()
        if file.is_file() and not file.name.endswith(made_anew)
    }


def _opened(paths: DataPaths, disk: str) -> str:
    return subprocess.check_output(command("open_", paths.root, "", disk), text=True, timeout=PATIENCE).strip()


_EXTENDED = ["IOERR_READ", "IOERR_SHMMAP", "IOERR_CORRUPTFS", "READONLY_DBMOVED", "BUSY_RECOVERY", "CORRUPT_INDEX"]


@pytest.mark.parametrize("code", [*range(1, 29), *(getattr(sqlite3, f"SQLITE_{name}") for name in _EXTENDED)])
def test_which_codes_mean_damage(tmp_path: Path, code: int) -> None:
    error = sqlite3.OperationalError("so says SQLite")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_X"
    assert means_damage(error) == (code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
    if not means_damage(error) and code != sqlite3.SQLITE_FULL:
        told = as_local_error(error, tmp_path / "data.sqlite3")
        assert isinstance(told, DatabaseError)
        assert str(tmp_path) in str(told.title) and "--data-dir" in str(told.advice)
        assert told.details == "SQLITE_X: so says SQLite"


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_a_database_that_cannot_be_opened_is_not_kept_open(tmp_path: Path) -> None:
    """Windows could not set it aside. SQLite quotes the damaged name, and sqlite3 cannot decode what it says."""
    path = tmp_path / "data.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE runs (id TEXT)")
    damaged = path.read_bytes().replace(b"tableruns", b"table\xff\xff\xff\xff").replace(b"CREATE", b"DAMAGE")
    path.write_bytes(damaged)
    with pytest.raises(UnicodeDecodeError) as caught:
        connect(path)
    assert caught.value.object.startswith(b"malformed database schema")  # held, with all that its frames refer to
    assert str(path) not in map(os.path.realpath, Path("/proc/self/fd").iterdir())


def test_an_error_of_the_module_sqlite3_is_a_bug() -> None:
    error = sqlite3.ProgrammingError("Cannot operate on a closed database.")
    assert not means_damage(error)
    with pytest.raises(sqlite3.ProgrammingError), mapped(Path("data.sqlite3")):
        raise error


@pytest.mark.parametrize(
    ("disk", "code"),
    [("no permission to check", "AUTH"), ("no permission to read", "AUTH"), ("interrupted", "INTERRUPT")],
)
def test_what_sqlite_says_of_itself_is_not_damage(paths: DataPaths, disk: str, code: str) -> None:
    a_history(paths)
    before = content(paths)
    said = _opened(paths, disk)
    assert said.startswith(f"DatabaseError: The database {paths.database} could not be used. ")
    assert "--data-dir" in said and f" SQLITE_{code}: " in said
    assert content(paths) == before


def test_a_format_that_this_sqlite_does_not_know(paths: DataPaths) -> None:
    a_history(paths)
    data = bytearray(paths.database.read_bytes())
    data[47] = 9  # the number of the format of the schema
    paths.database.write_bytes(data)
    with pytest.raises(DatabaseError) as caught:
        Database.open(paths.database)
    assert str(caught.value.reason) == "The database engine reports: SQLITE_ERROR: unsupported file format."
    assert "install its newest version" in str(caught.value.advice) and "--data-dir" in str(caught.value.advice)
    assert paths.database.read_bytes() == data


def test_another_process_with_the_write_lock_of_a_log_that_needs_recovery(paths: DataPaths) -> None:
    """What processes share about the log is gone, as on a network drive. SQLite tries for 10 seconds."""
    a_history(paths)
    with second("hold", paths.root) as process:
        assert process.line() == "locked"
        with paths.database.with_name(f"{paths.database.name}-shm").open("r+b") as shared:
            shared.write(bytes(32768))
        before = content(paths)
        with pytest.raises(DatabaseError) as caught:
            Database.open(paths.database)
        assert caught.value.details.startswith("SQLITE_PROTOCOL")
        assert "Another program holds its locks" in str(caught.value.reason) and "--data-dir" in str(
            caught.value.advice
        )
        assert content(paths) == before
        process.go_on()
        process.end()
    with Database.open(paths.database).session() as store:
        assert len(store.runs.list()) == 30


@pytest.fixture
def _refusing() -> None:
    refusing_kernel.require()


@pytest.mark.usefixtures("_refusing")
def test_a_bad_sector_is_not_damage(paths: DataPaths) -> None:
    a_history(paths)
    before = content(paths)
    said = _opened(paths, "bad sector")
    assert said.startswith("DatabaseError: ") and "SQLITE_IOERR" in said and "--data-dir" in said
    assert content(paths) == before
    assert _opened(paths, "") == "None 30"


@pytest.mark.usefixtures("_refusing")
def test_a_database_that_comes_to_a_disk_without_shared_memory_keeps_what_is_in_its_log(paths: DataPaths) -> None:
    with second("linger", paths.root) as process:
        assert process.line() == "open"
        process.kill()
    assert paths.database.with_name(f"{paths.database.name}-wal").stat().st_size > 0
    assert _opened(paths, "no shared memory") == "None 1"
    assert not paths.database.with_name(f"{paths.database.name}-wal").exists()
    assert _opened(paths, "no shared memory") == "None 1"
    assert _opened(paths, "") == "None 1"


@pytest.mark.usefixtures("_refusing")
def test_a_log_that_another_process_uses_stays(paths: DataPaths) -> None:
    with second("linger", paths.root) as process:
        assert process.line() == "open"
        before = content(paths)
        said = _opened(paths, "no shared memory")
        assert said.startswith("DatabaseError: ") and "SQLITE_IOERR_SHMMAP" in said
        assert content(paths) == before
        process.go_on()
        assert process.line() == "written"
        process.end()
    assert _opened(paths, "") == "None 2"


def test_a_link_to_a_disk_that_is_not_connected_is_not_replaced(paths: DataPaths, tmp_path: Path) -> None:
    make_link(paths.database, tmp_path / "disk" / "data.sqlite3")
    with pytest.raises(DatabaseError) as caught:
        Database.open(paths.database)
    assert str(tmp_path / "disk" / "data.sqlite3") in str(caught.value.reason)
    assert "--data-dir" in str(caught.value.advice)
    assert paths.database.is_symlink()


def test_what_cannot_be_set_aside_whole_stays_where_it_is(paths: DataPaths) -> None:
    paths.database.write_bytes(b"no database" * 1000)
    sidecar = paths.database.with_name(f"{paths.database.name}-shm")
    sidecar.write_bytes(b"shared")
    with held(sidecar), pytest.raises(DatabaseError) as caught:
        Database.open(paths.database)
    assert "could not be set aside" in str(caught.value) and "--data-dir" in str(caught.value)
    assert paths.database.read_bytes() == b"no database" * 1000 and sidecar.read_bytes() == b"shared"
    assert Database.open(paths.database).notice is not None
    assert {file.read_bytes() for file in paths.root.glob("*set-aside*")} == {b"no database" * 1000, b"shared"}


@contextmanager
def another_user() -> Iterator[Path]:
    """A data folder of a user who is not root, as whom this process goes on; what is there may be root's."""
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    if os.geteuid():
        pytest.skip("only root can make files of another user")
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        folder = Path(name, "data")
        DataPaths(folder).prepare()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
        yield folder


@contextmanager
def _as_another_user() -> Iterator[None]:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize(
    "name", ["dmm-desktop.sqlite3.lock", "dmm-desktop.sqlite3", "dmm-desktop.sqlite3-wal", "owners", "spool", "."]
)
def test_what_belongs_to_another_user_is_named_with_its_owner(name: str, mode: int) -> None:
    """One command that ran as root is enough."""
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    with another_user() as folder:
        paths = DataPaths(folder)
        with second("linger", folder) as process:
            process.line()
            process.kill()
        for file in folder.iterdir():
            os.chown(file, 65534, 65534)
        paths.prepare()
        os.chown(folder / name, 0, 0)
        if not (folder / name).is_dir():
            (folder / name).chmod(mode)
        with _as_another_user(), pytest.raises(LocalError) as caught:
            paths.prepare()
            ProcessLocks(paths.owners).take().release()
            with Database.open(paths.database).session() as store:
                store.runs.insert(a_run(), None)
        assert str(caught.value.reason) == (
            f"{folder / name} belongs to the user root, and you do not have permission to read and write it."
        )
        assert "--data-dir" in str(caught.value.advice)


def test_a_new_folder_in_a_folder_of_another_user() -> None:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    with another_user() as folder:
        os.chown(folder, 0, 0)
        with _as_another_user(), pytest.raises(LocalError) as caught:
            DataPaths(folder / "new" / "data").prepare()
    assert (
        str(caught.value.reason)
        == f"{folder} belongs to the user root, and you do not have permission to read and write it."
    )


def test_a_folder_that_became_read_only(tmp_path: Path) -> None:
    with another_user() as folder:
        paths = DataPaths(folder)
        with _as_another_user():
            a_history(paths)
            before = content(paths)
            folder.chmod(0o500)
            with pytest.raises(LocalError) as caught:
                Database.open(paths.database)
            assert str(folder) in str(caught.value) and "--data-dir" in str(caught.value)
            folder.chmod(0o700)
            assert content(paths) == before
            with closing(sqlite3.connect(paths.database)) as connection:
                assert connection.execute("SELECT count(*) FROM runs").fetchone() == (30,)
