"""Links in a folder that another user has put into one such as /tmp, perhaps under a name that was expected there."""

import os
import sys
from pathlib import Path

import pytest

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.local_files import followed, read_file
from dmm_desktop.operations.save_text import save_text
from not_on_windows import PERMISSIONS

THEM = 12345

if sys.platform == "win32":
    pytest.skip(PERMISSIONS, allow_module_level=True)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder of another user in a folder that all may write to."""
    if os.geteuid():
        pytest.skip("it takes the rights of root to make a folder of another user")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    folder = tmp_path / "shared" / "out"
    (folder / "deep").mkdir(parents=True)
    for made in (folder, folder / "deep"):
        made.chmod(0o755)
        os.chown(made, THEM, THEM)
    return folder


@pytest.mark.parametrize("way", ["report.json", "deep/report.json", "folder/report.json"])
def test_no_link_of_another_user_is_followed_there(theirs: Path, tmp_path: Path, way: str) -> None:
    victim = tmp_path / "own" / "report.json"
    victim.parent.mkdir()
    victim.write_text("precious")
    is_folder = way.startswith("folder")
    link = theirs / "folder" if is_folder else theirs / way
    link.symlink_to(victim.parent if is_folder else victim)
    os.lchown(link, THEM, THEM)
    with pytest.raises(LocalError) as caught:
        save_text("new", theirs / way, CancelToken(), ignore_progress)
    assert str(caught.value.reason) == (
        f"{link} is a link placed by another user. "
        f"{theirs} belongs to another user and is in a folder that all users may write to."
    )
    assert victim.read_text() == "precious"


def test_a_link_of_ones_own_is_followed_there(theirs: Path, tmp_path: Path) -> None:
    (theirs / "link").symlink_to(tmp_path)
    assert followed(theirs / "link" / "report.json") == tmp_path / "report.json"


def test_links_of_others_are_followed_where_not_all_may_write(theirs: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").chmod(0o755)
    (theirs / "link").symlink_to(tmp_path)
    os.lchown(theirs / "link", THEM, THEM)
    assert followed(theirs / "link" / "report.json") == tmp_path / "report.json"


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(LocalError) as caught:
        read_file(tmp_path, 10)
    assert [str(caught.value.reason), str(caught.value.advice)] == ["It is a folder.", "Choose a file."]
