"""Writing and reading files whose names or paths Windows does not take."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dmm_desktop.archive.part_file import PartFile
from dmm_desktop.archive.source_file import SourceFile
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import CancelToken

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="other systems take these names")


@pytest.mark.parametrize(
    "name", ["NUL.zip", "con", "COM1.zip", "aux.v2.zip", "logs.zip.", "logs.zip ", "a?b.zip", "x\\a:b"]
)
def test_it_is_refused_before_the_work_starts(tmp_path: Path, name: str) -> None:
    """Otherwise it would go to a device, or to a file of another name that may already be there."""
    (tmp_path / "x").mkdir()
    (tmp_path / "logs.zip").write_bytes(b"of yesterday")
    with pytest.raises(LocalError) as caught, PartFile(tmp_path / name):
        pass
    assert "Windows" in str(caught.value.reason) and str(caught.value.advice) == "Choose another name."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logs.zip", "x"]
    assert (tmp_path / "logs.zip").read_bytes() == b"of yesterday"


def test_a_missing_folder_of_a_long_path_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(LocalError) as caught, PartFile(tmp_path / ("d" * 200) / ("n" * 40)):
        pass
    assert "which may be too long for Windows" in str(caught.value.reason)


def test_a_long_path_that_windows_takes_is_written(tmp_path: Path) -> None:
    """Python's manifest says that it may be longer than 259 characters. Wine takes any file, but no such folder."""
    folder = tmp_path / ("d" * 130)
    folder.mkdir()
    target = folder / f"{'n' * 150}.zip"
    with PartFile(target) as part:
        part.write(b"content")
        part.commit(CancelToken())
    assert target.read_bytes() == b"content"


def test_a_name_of_more_characters_than_windows_takes(tmp_path: Path) -> None:
    with pytest.raises(LocalError) as caught, PartFile(tmp_path / ("n" * 300)):
        pass
    assert str(caught.value.reason) == "The name is too long."


def test_a_name_that_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(LocalError) as caught:
        SourceFile(tmp_path / "a?b.zip")
    assert str(caught.value.reason) == "Windows does not allow ? in a file name."
