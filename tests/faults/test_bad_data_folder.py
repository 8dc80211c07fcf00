"""Whatever the data folder is like, the window opens and says what it found or did."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dmm_desktop.storage.database import Database
from faults.windows import window
from links import make_link
from mounts import mounted

NAME = "dmm-desktop.sqlite3"


def _damaged(folder: Path) -> None:
    (folder / NAME).write_bytes(b"no database" * 1000)


def _foreign(folder: Path) -> None:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.executescript("PRAGMA application_id = 7; CREATE TABLE songs (title TEXT)")


def _newer(folder: Path) -> None:
    Database.open(folder / NAME)
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")


def _unknown_format(folder: Path) -> None:
    Database.open(folder / NAME)
    data = bytearray((folder / NAME).read_bytes())
    data[47] = 9
    (folder / NAME).write_bytes(data)


def _link_to_nowhere(folder: Path) -> None:
    make_link(folder / NAME, folder / "disk" / NAME)


def _newer_settings(folder: Path) -> None:
    (folder / "window.ini").write_bytes(
        b"[General]\ngeometry=@ByteArray(\\xff\\x1)\npanes=7\nnew=@Variant(\\0)\n\xff\xfe"
    )


def _locked(folder: Path) -> None:
    (folder / NAME).mkdir()


@pytest.mark.parametrize(
    ("make", "banner"),
    [
        (_damaged, "It was set aside as dmm-desktop-set-aside-"),
        (_foreign, "It was set aside as dmm-desktop-set-aside-"),
        (_newer, "A newer version of DMM Desktop has upgraded it."),
        (_unknown_format, "or choose another data folder with --data-dir."),
        (_link_to_nowhere, "or choose another data folder with --data-dir."),
        (_newer_settings, ""),
        (_locked, "or choose another data folder with --data-dir."),
    ],
)
def test_a_folder_with_something_wrong_in_it(tmp_path: Path, make: Callable[[Path], None], banner: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    make(folder)
    with window("show", folder) as one:
        facts = one.said()
        assert one.end() == ""
    assert facts["visible"] and facts["title"] == "DMM Desktop"
    assert [banner in words for words in facts["banners"]] == ([True] if banner else [])


@pytest.mark.parametrize(
    ("options", "banner"),
    [("ro", "The disk is read-only."), ("size=8k", " is full."), ("nr_inodes=2", " is full.")],
)
def test_a_disk_that_takes_nothing(tmp_path: Path, options: str, banner: str) -> None:
    with mounted(options, tmp_path) as start, window("show", tmp_path / "data", before=start) as one:
        facts = one.said()
        one.end()
    assert facts["visible"]
    assert len(facts["banners"]) == 1 and banner in facts["banners"][0]


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with window("show", tmp_path / "data") as one:
        [banner] = one.said()["banners"]
        one.end()
    assert "is a file, not a folder." in banner
