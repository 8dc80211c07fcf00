"""Zips of exports in the data folder: kept as long as they are needed, and no longer."""

import stat
import sys
from pathlib import Path

import pytest

from dmm_desktop.archive.part_file import PartFile
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import CancelToken
from dmm_desktop.storage.exported_zips import ExportedZip, ExportedZips
from dmm_desktop.storage.process_locks import ProcessLock, ProcessLocks


@pytest.fixture
def locks(tmp_path: Path) -> ProcessLocks:
    (tmp_path / "owners").mkdir()
    return ProcessLocks(tmp_path / "owners")


@pytest.fixture
def zips(tmp_path: Path, locks: ProcessLocks) -> ExportedZips:
    return ExportedZips(tmp_path / "exports", locks)


def saved(zips: ExportedZips, owner: ProcessLock) -> ExportedZip:
    """A place that is in use, with a zip in it."""
    place = zips.place(owner.id, "host").__enter__()
    place.path.write_bytes(b"PK")
    (place.path.parent / "host-1.dmm-part").write_bytes(b"P")
    return place


def test_the_folder_is_the_owners_alone_and_goes_with_the_zip(zips: ExportedZips, locks: ProcessLocks) -> None:
    with locks.take() as owner, zips.place(owner.id, "host") as place:
        if sys.platform != "win32":
            assert stat.S_IMODE(place.path.parent.stat().st_mode) == 0o700
        place.path.write_bytes(b"PK")
    assert not place.path.parent.exists()


@pytest.mark.parametrize(
    ("host", "name"),
    [("127.0.0.1", "127.0.0.1.zip"), ("::1", "__1.zip"), ("con", "_con.zip"), ("a" * 253, f"{'a' * 100}.zip")],
)
def test_a_zip_of_any_host_can_be_saved(zips: ExportedZips, locks: ProcessLocks, host: str, name: str) -> None:
    with locks.take() as owner, zips.place(owner.id, host) as place, PartFile(place.path) as part:
        part.write(b"PK")
        assert part.commit(CancelToken()).name == name


def test_an_error_leaves_only_a_zip_that_was_saved(zips: ExportedZips, locks: ProcessLocks) -> None:
    with locks.take() as owner:
        with pytest.raises(ValueError), zips.place(owner.id, "host") as place:
            raise ValueError
        assert not place.path.parent.exists()
        with pytest.raises(ValueError), zips.place(owner.id, "host") as place:
            place.path.write_bytes(b"PK")
            raise ValueError
        assert place.path.exists()
    zips.sweep()
    assert not place.path.parent.exists()


def test_the_zip_of_a_living_process_stays(zips: ExportedZips, locks: ProcessLocks) -> None:
    with locks.take() as owner:
        place = saved(zips, owner)
        zips.sweep()
        assert place.path.exists()
    zips.sweep()
    assert not place.path.parent.exists()


def test_a_zip_that_is_kept_stays_until_the_user_deletes_it(zips: ExportedZips, locks: ProcessLocks) -> None:
    with locks.take() as owner, zips.place(owner.id, "host") as place:
        place.path.write_bytes(b"PK")
        place.keep()
    zips.sweep()
    assert place.path.read_bytes() == b"PK"
    with locks.take() as owner, zips.place(owner.id, "host") as empty:
        empty.keep()
    assert not empty.path.parent.exists()
    place.path.unlink()
    zips.sweep()
    assert not place.path.parent.exists()


def test_what_is_not_ours_is_left_alone(zips: ExportedZips, tmp_path: Path) -> None:
    zips.sweep()  # there is no folder yet
    theirs = tmp_path / "exports" / "theirs"
    theirs.mkdir(parents=True)
    for file in (theirs / "a.zip", theirs.parent / "b.zip"):
        file.write_bytes(b"PK")
    zips.sweep()
    assert (theirs / "a.zip").exists() and (theirs.parent / "b.zip").exists()


def test_a_folder_that_cannot_be_made(zips: ExportedZips, locks: ProcessLocks, tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file")
    with (
        locks.take() as owner,
        pytest.raises(LocalError, match="cannot be used"),
        zips.place(owner.id, "host"),
    ):
        pass
