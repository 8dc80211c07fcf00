"""A new data folder for every test of the storage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from dmm_desktop.storage.database import Database, Store
from dmm_desktop.storage.paths import DataPaths


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """Prepared, empty folders."""
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    return paths


@pytest.fixture
def database(paths: DataPaths) -> Database:
    return Database.open(paths.database)


@pytest.fixture
def store(database: Database) -> Iterator[Store]:
    with database.session() as store:
        yield store


Records: TypeAlias = Callable[[], list[str]]


@pytest.fixture
def records() -> Iterator[Records]:
    """The tables' log records about unreadable fields; expected here, so they do not fail the test."""
    messages: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        messages.append(record.getMessage())
        return False

    log = logging.getLogger("dmm_desktop.storage.columns")
    log.addFilter(keep)
    yield lambda: messages
    log.removeFilter(keep)
