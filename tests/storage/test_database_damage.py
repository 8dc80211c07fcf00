"""Damage at random places: the application always starts, and what it sets aside is whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dmm_desktop.core.environment import Connection
from dmm_desktop.core.errors import DatabaseError
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.storage.database import Database
from storage.conftest import Records
from storage.sample_values import ROOT, a_run, an_environment

_HEADER = (
    100  # bytes; a damaged one can also look like that of a newer version or format, or of a database for reading only
)
_SIZE = 100_000  # bytes, about


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with something in every table."""
    path = tmp_path_factory.mktemp("whole") / "data.sqlite3"
    with Database.open(path).session() as store:
        for name in ("A", "B"):
            environment = an_environment(name, description="{}" * 5000)
            store.environments.add(environment)
            store.connections.add(Connection(environment.id, "Other"))
        for number in range(25):
            entities = tuple(FailingEntity(f"Entity{n}", "failed " * 10) for n in range(number))
            store.runs.insert(a_run(state=RunState.RUNNING, tracker_id=str(number), failing_entities=entities), None)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _fields_may_be_unreadable(records: Records) -> Iterator[None]:
    """Damage inside a text is found by nobody but the reader of its field, which logs it."""
    yield
    assert all("cannot be read" in message for message in records())


def _use(path: Path) -> Database:
    """Open the database and read and write every table."""
    database = Database.open(path)
    with database.session() as store:
        for environment in store.environments.list():
            store.connections.list(environment.id)
            store.connections.add(Connection(environment.id, "New"))
            store.environments.update(environment)
        store.runs.unfinished()
        store.runs.find(ROOT, "7")
        for run in store.runs.list():
            store.runs.save(replace(run, message="seen"))
        store.runs.insert(a_run(), None)
    return database


def _start(damaged: bytes) -> None:
    """Start with this database; one that is set aside must be found as it was, and the new one must work."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sqlite3")
        path.write_bytes(damaged)
        database = _use(path)
        kept = [file.read_bytes() for file in Path(folder).glob("data-set-aside-*.sqlite3")]
        assert kept == ([damaged] if database.notice else [])


_places = st.integers(_HEADER, _SIZE)


@settings(max_examples=30)
@given(st.dictionaries(_places, st.integers(0, 255), min_size=1, max_size=30))
def test_wrong_bytes(whole: bytes, wrong: dict[int, int]) -> None:
    data = bytearray(whole)
    for place, value in wrong.items():
        data[place % (len(data) - _HEADER) + _HEADER] = value
    _start(bytes(data))


@settings(max_examples=15)
@given(_places, st.integers(1, 10_000))
def test_lost_bytes(whole: bytes, place: int, length: int) -> None:
    place %= len(whole)
    zeros = bytes(len(whole[place : place + length]))
    _start(whole[:place] + zeros + whole[place + len(zeros) :])


@settings(max_examples=15)
@given(st.integers(0, _SIZE))
@example(0)
@example(_HEADER)
@example(4096)
def test_a_cut_off_end(whole: bytes, length: int) -> None:
    _start(whole[: length % len(whole)])


@settings(max_examples=30)
@given(st.integers(0, _HEADER - 1), st.integers(0, 255))
def test_a_wrong_byte_in_the_header(whole: bytes, place: int, value: int) -> None:
    try:
        _start(whole[:place] + bytes([value]) + whole[place + 1 :])
    except DatabaseError as error:
        assert "newer version" in str(error) or error.details.startswith(
            ("SQLITE_READONLY", "SQLITE_ERROR: unsupported")
        )
        assert "--data-dir" in str(error.advice)
