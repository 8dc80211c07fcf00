"""What the uninstaller for Windows removes on request. With a real key store: tests/e2e/test_keyring.py."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dmm_desktop.core.errors import DatabaseError
from dmm_desktop.operations.remove_data import main, remove_data
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.paths import DataPaths
from dmm_desktop.storage.secrets import SecretStore
from not_on_windows import USERS_FOLDER
from storage.sample_values import an_environment


def _upgrade(database: Path) -> None:
    """As a newer version of the application would."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def test_the_data_folder_is_removed_and_nothing_beside_it(tmp_path: Path) -> None:
    """There is no key store here, so there are no keys to remove."""
    (tmp_path / "notes.txt").touch()
    with Workspace.open(tmp_path / "data") as workspace, workspace.store() as store:
        store.environments.add(an_environment())
    remove_data(tmp_path / "data", SecretStore())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_without_data_nothing_is_made(tmp_path: Path) -> None:
    remove_data(tmp_path / "data", SecretStore())
    assert not any(tmp_path.iterdir())


def test_data_of_a_newer_version_stays(tmp_path: Path) -> None:
    """Its environments, and so its keys, are unknown to this version."""
    with Workspace.open(tmp_path):
        pass
    database = DataPaths.at(tmp_path).database
    _upgrade(database)
    with pytest.raises(DatabaseError):
        remove_data(tmp_path, SecretStore())
    assert database.exists()


def test_the_program_removes_the_users_own_folder(isolated_home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(USERS_FOLDER)
    with Workspace.open(None) as workspace:
        root = workspace.paths.root
    assert root.is_relative_to(isolated_home) and root.exists()
    main()
    assert not root.exists()


def test_the_program_says_why_it_removed_nothing(isolated_home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(USERS_FOLDER)
    with Workspace.open(None) as workspace:
        database = workspace.paths.database
    _upgrade(database)
    with pytest.raises(SystemExit) as ended:
        main()
    assert "A newer version of DMM Desktop has upgraded it." in str(ended.value.code)
    assert database.exists()
