"""Text that the user brings, in the encodings that editors and PowerShell write."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.local_files import decoded_file, followed, read_text
from links import make_link
from not_on_windows import PERMISSIONS

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"))
#: Windows PowerShell writes UTF-16 with a mark, and UTF-8 with one; PowerShell 7 and everything else UTF-8 without.
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")


def encoded(content: str, encoding: str) -> bytes:
    return (("\ufeff" if encoding.startswith("utf-16") else "") + content).encode(encoding)


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_usual_encoding_gives_the_text_without_a_mark(content: str, encoding: str) -> None:
    assert decoded_file(encoded(content, encoding), "x") == content


@given(st.binary())
def test_other_bytes_are_refused_or_text_without_nul(content: bytes) -> None:
    try:
        assert "\0" not in decoded_file(content, "x")
    except LocalError as error:
        assert str(error.title) == "x could not be read."


@pytest.mark.parametrize(
    "content",
    [
        "ä".encode("latin-1"),
        "{}".encode("utf-16-le"),
        "{}".encode("utf-16-be"),
        "{}".encode("utf-32"),
        "{}".encode("utf-16")[:-1],
        b"\xff\xfe\x00\xd8",
        b"{\0}",
    ],
)
def test_other_encodings_are_named_as_the_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(LocalError) as caught:
        read_text(tmp_path / "a.json")
    assert str(caught.value) == (
        "a.json could not be read. It is not text in UTF-8, or in UTF-16 with a byte order mark. "
        "Save it as UTF-8 and try again."
    )


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder such as /tmp."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


def of_another(link: Path, target: Path | str, user: int = 12345) -> Path:
    """A link that another user has made."""
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    if os.geteuid():
        pytest.skip("it takes the rights of root to make a link of another user")
    make_link(link, target)
    os.lchown(link, user, user)
    return link


@pytest.mark.parametrize(
    "way",
    [
        "file",
        "new",
        "missing/new",
        "folder/../file",
        "to-file",
        "to-folder/new",
        "to-folder/../file",
        "nowhere",
        "again",
    ],
)
def test_links_of_ones_own_are_followed(shared: Path, way: str) -> None:
    (shared / "folder").mkdir()
    (shared / "file").touch()
    make_link(shared / "to-file", "folder/../file")
    make_link(shared / "to-folder", shared / "folder")
    make_link(shared / "nowhere", "missing")
    make_link(shared / "again", "to-file")
    assert str(followed(shared / way)) == os.path.realpath(shared / way)


@pytest.mark.parametrize("way", ["out.json", "link/out.json", "own"])
def test_a_link_of_another_user_in_a_shared_folder_is_not_followed(shared: Path, tmp_path: Path, way: str) -> None:
    link = of_another(shared / way.partition("/")[0], tmp_path) if way != "own" else of_another(shared / "x", tmp_path)
    if way == "own":
        make_link(shared / "own", "x")
    with pytest.raises(LocalError) as caught:
        followed(shared / way)
    error = caught.value
    assert [str(error.title), str(error.reason), str(error.advice)] == [
        f"{Path(way).name} cannot be used.",
        f"{link} is a link placed by another user in a folder that all users may write to.",
        "Choose another place.",
    ]


def test_a_link_of_another_user_is_followed_where_that_user_owns_the_folder(shared: Path, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    link = of_another(shared / "link", tmp_path)
    os.chown(shared, 12345, 12345)
    assert str(followed(link)) == os.path.realpath(tmp_path)
    os.chown(shared, 0, 0)
    shared.chmod(0o755)
    assert str(followed(link)) == os.path.realpath(tmp_path)


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    make_link(tmp_path / "a", "b")
    make_link(tmp_path / "b", "a")
    with pytest.raises(OSError, match="symbolic links"):
        followed(tmp_path / "a" / "out.json")
