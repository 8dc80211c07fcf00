"""Whatever is put in place of a folder on the way to a file, the file is not written there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dmm_desktop.archive.part_file import PartFile
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.local_files import opened_folder
from not_on_windows import PATHS
from right_before import right_before

pytestmark = pytest.mark.skipif(os.name == "nt", reason=PATHS)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Where another user would like the file to go."""
    folder = tmp_path / "elsewhere"
    (folder / "below").mkdir(parents=True)
    (folder / "out.json").write_bytes(b"of another")
    (folder / "below" / "out.json").write_bytes(b"of another")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the file is to go."""
    folder = tmp_path / "folder" / "below"
    folder.mkdir(parents=True)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_link(folder: Path, elsewhere: Path) -> Path:
    moved = folder.rename(folder.with_name("moved"))
    folder.symlink_to(elsewhere)
    return moved


def by_link_above(folder: Path, elsewhere: Path) -> Path:
    moved = folder.parent.rename(folder.parent.with_name("moved"))
    folder.parent.symlink_to(elsewhere)
    return moved / folder.name


def by_folder(folder: Path, elsewhere: Path) -> Path:
    moved = folder.rename(folder.with_name("moved"))
    elsewhere.rename(folder)
    elsewhere.symlink_to(folder)
    return moved


Swap = Callable[[Path, Path], Path]
EVERY_SWAP = pytest.mark.parametrize("swap", [by_link, by_link_above, by_folder])


@EVERY_SWAP
@pytest.mark.parametrize("finish", ["commit", "keep", "leave"])
def test_a_folder_that_is_swapped_while_it_is_written(folder: Path, elsewhere: Path, swap: Swap, finish: str) -> None:
    before = files(elsewhere)
    part = PartFile(folder / "out.json")
    with part:
        part.write(b"secret")
        moved = swap(folder, elsewhere)
        part.write(b" of mine")
        part.flush()
        if finish != "leave":
            with pytest.raises(LocalError) as caught:
                part.commit(CancelToken()) if finish == "commit" else part.keep(".log", CancelToken())
            assert "does not exist" in str(caught.value.reason) and "kept as" not in str(caught.value.advice)
    assert files(elsewhere) == before
    assert files(moved) == {}


@EVERY_SWAP
def test_a_folder_that_is_swapped_after_it_was_checked(folder: Path, elsewhere: Path, swap: Swap) -> None:
    before = files(elsewhere)
    moved: list[Path] = []
    part = PartFile(folder / "out.json")
    with right_before("open", lambda call: bool(call[2] & os.O_CREAT), lambda: moved.append(swap(folder, elsewhere))):
        part.__enter__()
    try:
        part.write(b"secret")
        with pytest.raises(LocalError):
            part.commit(CancelToken())
    finally:
        part.__exit__(None, None, None)
    assert files(elsewhere) == before and files(moved[0]) == {}


def test_a_link_on_the_way_that_was_not_there_before_is_refused(folder: Path, elsewhere: Path) -> None:
    by_link_above(folder, elsewhere)
    with pytest.raises(LocalError) as caught:
        opened_folder(folder)
    assert str(caught.value.reason) == "folder, a folder in its path, has just been replaced by a link."
    with pytest.raises(FileNotFoundError):
        opened_folder(folder.parent.with_name("none"))
    (folder.parent.parent / "file").touch()
    with pytest.raises(NotADirectoryError):
        opened_folder(folder.parent.parent / "file")


def test_links_of_ones_own_are_followed_and_no_handle_is_left(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    (tmp_path / "file").symlink_to("link/../other.json")
    handles = len(os.listdir("/dev/fd"))
    for target, place in ((tmp_path / "link" / "a", folder / "a"), (tmp_path / "file", folder.parent / "other.json")):
        with PartFile(target) as part:
            part.write(b"mine")
            assert part.commit(CancelToken()) == target
        assert place.read_bytes() == b"mine" and place.stat().st_mode & 0o777 == 0o600
    with PartFile(folder / "b") as part:
        assert part.keep(".log", CancelToken()) == folder / "b.log"
    for missing in (tmp_path / "none" / "a", folder):
        with pytest.raises(LocalError), PartFile(missing):
            pass
    assert len(os.listdir("/dev/fd")) == handles
    assert sorted(files(folder)) == ["a", "b.log"]


def test_a_folder_that_may_be_entered_but_not_listed(folder: Path) -> None:
    """root may do either; the tests of the builds run as another user."""
    folder.chmod(0o300)
    try:
        with PartFile(folder / "out.json") as part:
            part.commit(CancelToken())
    finally:
        folder.chmod(0o700)
    assert files(folder) == {"out.json": b""}
