"""The data folder: private, and clear words where it cannot be used."""

from __future__ import annotations

import contextlib
import stat
import sys
from pathlib import Path

import pytest

from dmm_desktop.core.errors import LocalError
from dmm_desktop.storage.paths import DataPaths
from not_on_windows import PERMISSIONS


def test_everything_lies_below_the_root(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    assert {path.parent for path in (paths.database, paths.log, paths.spool, paths.owners)} == {tmp_path}


@pytest.mark.skipif(sys.platform == "darwin", reason="where data lies is tried on Linux and Windows")
def test_default_is_the_place_for_the_data_of_one_user(isolated_home: Path) -> None:
    root = DataPaths.at(None).root
    if sys.platform == "win32":  # in the folder of the user, which Windows tells whatever the variables say
        assert root.parts[-3:] == ("AppData", "Local", "dmm-desktop")
    else:
        assert root == isolated_home / ".local/share/dmm-desktop"


def test_a_chosen_folder_stays_the_same_when_the_working_directory_changes(tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        paths = DataPaths.at(Path("data"))
    assert paths.root == tmp_path / "data"


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_folders_are_created_private(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "new" / "data")
    paths.prepare()
    paths.prepare()
    modes = {stat.S_IMODE(folder.stat().st_mode) for folder in (paths.root, paths.spool, paths.owners)}
    assert modes == {0o700}
    assert not any(paths.spool.iterdir()), "the trial file is gone"


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_a_chosen_folder_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    DataPaths(tmp_path).prepare()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize("below", ["", "data", "data/deeper"])
def test_a_file_in_the_way_is_named(tmp_path: Path, below: str) -> None:
    file = tmp_path / "taken"
    file.write_text("mine")
    with pytest.raises(LocalError) as caught:
        DataPaths(file / below).prepare()
    assert str(caught.value.reason) == f"{file} is a file, not a folder."
    assert "--data-dir" in str(caught.value.advice)
    assert file.read_text() == "mine"


def test_a_path_that_cannot_exist(tmp_path: Path) -> None:
    with pytest.raises(LocalError) as caught:
        DataPaths(tmp_path / "a\0b").prepare()
    assert "cannot be used" in str(caught.value)
