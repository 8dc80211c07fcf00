"""A data folder where another user decides what lies there is refused before anything is written into it."""

import logging
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from dmm_desktop.core.application_log import logging_to
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.local_files import own_folder
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.ui.window.one_window import OneWindow
from faults.windows import window
from not_on_windows import PERMISSIONS
from right_before import right_before

OTHER = 12345

if sys.platform == "win32":
    pytest.skip(PERMISSIONS, allow_module_level=True)

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder such as /tmp."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


def _link(shared: Path, theirs: Path) -> tuple[Path, str]:
    (shared / "link").symlink_to(theirs)
    os.lchown(shared / "link", OTHER, OTHER)
    return (
        shared / "link",
        f"{shared / 'link'} is a link placed by another user in a folder that all users may write to.",
    )


def _below_a_link(shared: Path, theirs: Path) -> tuple[Path, str]:
    link, words = _link(shared, theirs)
    return link / "new" / "data", words


def _folder(shared: Path, theirs: Path) -> tuple[Path, str]:
    folder = shared / "folder"
    theirs.rename(folder)
    theirs.symlink_to(folder)
    os.chown(folder, OTHER, OTHER)
    folder.chmod(0o777)
    return folder, f"{folder} belongs to another user and is in a folder that all users may write to."


def _below_a_folder(shared: Path, theirs: Path) -> tuple[Path, str]:
    folder, words = _folder(shared, theirs)
    return folder / "new" / "data", words


def _shared_itself(shared: Path, theirs: Path) -> tuple[Path, str]:
    """The files of DMM Desktop would lie beside those of others, who may have put some under the same names."""
    theirs.rmdir()
    theirs.symlink_to(shared)
    return shared, f"All users can create files in {shared}, and DMM Desktop would take them for its own."


EVERY = pytest.mark.parametrize("make", [_link, _below_a_link, _folder, _below_a_folder, _shared_itself])
Make = Callable[[Path, Path], tuple[Path, str]]


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """What the other user reads."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    return folder


@EVERY
def test_the_window_says_so_and_writes_nothing(shared: Path, theirs: Path, make: Make) -> None:
    folder, words = make(shared, theirs)
    with window("show", folder) as one:
        facts = one.said()
        one.end()
    assert facts["visible"] and any(words in banner for banner in facts["banners"]), facts
    assert list(theirs.iterdir()) == []


@EVERY
def test_the_command_line_says_so_and_writes_nothing(shared: Path, theirs: Path, make: Make) -> None:
    folder, words = make(shared, theirs)
    done = CommandLine(folder, ())("runs")
    assert done.code == 1 and f"  {words}" in done.notes, done.notes
    assert list(theirs.iterdir()) == []


@EVERY
def test_no_line_is_logged_there(shared: Path, theirs: Path, make: Make) -> None:
    folder, words = make(shared, theirs)
    with logging_to(folder / "dmm-desktop.log", Redaction()):
        logging.getLogger("dmm_desktop.test").info("a line")
    assert list(theirs.iterdir()) == []
    with pytest.raises(LocalError) as caught:
        own_folder(folder)
    assert str(caught.value.reason) == words


def test_what_another_user_makes_in_the_last_moment_is_found(shared: Path, theirs: Path) -> None:
    folder = shared / "data"
    with (
        pytest.raises(LocalError),
        right_before("os.mkdir", lambda call: Path(call[0]) == folder, lambda: _link(shared, theirs)[0].rename(folder)),
    ):
        own_folder(folder)
    assert folder.is_symlink() and list(theirs.iterdir()) == []


@pytest.mark.parametrize("owner", [0, OTHER])
def test_folders_of_ones_own_and_of_whoever_owns_the_one_above_are_used(shared: Path, owner: int) -> None:
    os.chown(shared, owner, owner)
    (shared / "theirs").mkdir()
    os.chown(shared / "theirs", owner, owner)
    for folder in (shared / "theirs", shared / "theirs" / "new" / "data", shared / "new" / "data"):
        own_folder(folder)
        assert folder.is_dir()
    assert (shared / "new" / "data").stat().st_mode & 0o777 == 0o700


def test_the_window_gives_no_file_away_where_another_user_has_put_a_key_and_a_socket(shared: Path) -> None:
    """The other user knows the key, so the proof of knowing it would prove nothing."""
    (shared / "window.key").write_text("0" * 64)
    os.chown(shared / "window.key", OTHER, OTHER)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(shared / "window.socket"))
        stranger.listen()
        assert OneWindow(shared, lambda zip_path: True).is_first(Path("/a/b.zip"))
        stranger.setblocking(False)
        with pytest.raises(BlockingIOError):
            stranger.accept()


@pytest.mark.parametrize("name", ["window.key", "window.lock"])
def test_the_window_does_not_wait_for_a_pipe_that_another_user_has_put_there(shared: Path, name: str) -> None:
    os.mkfifo(shared / name)
    os.chown(shared / name, OTHER, OTHER)
    assert OneWindow(shared, lambda zip_path: True).is_first(None)
