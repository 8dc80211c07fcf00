"""A file appears under its name whole or not at all, whatever fails."""

import contextlib
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmm_desktop.archive.part_file import PART_SUFFIX, PartFile
from dmm_desktop.core.errors import DiskFull, LocalError
from dmm_desktop.core.job import CancelToken
from links import make_link
from mounts import small_disk_at
from not_on_windows import LIMITS, OPEN_FILES


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_part_is_private_recognizable_and_beside_the_target(tmp_path: Path) -> None:
    name, start = ("logs of PROD: 2.zip", "logs of PROD_ 2-") if sys.platform != "win32" else ("logs.zip", "logs-")
    with PartFile(tmp_path / name) as part:
        part.write(b"abc")
        (name,) = names(tmp_path)
        assert name.startswith(start) and name.endswith(PART_SUFFIX)
        if sys.platform != "win32":
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert names(tmp_path) == []


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_file_that_is_flushed_while_it_grows(tmp_path: Path, is_committed: bool) -> None:
    block = bytes(range(256)) * 4096
    with PartFile(tmp_path / "logs.zip") as part:
        for _ in range(70):
            part.write(block)
        part.start_flush()
        if is_committed:
            part.commit(CancelToken())
    assert names(tmp_path) == (["logs.zip"] if is_committed else [])
    if is_committed:
        assert (tmp_path / "logs.zip").read_bytes() == 70 * block


def test_a_commit_replaces_the_target(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"old and longer")
    with PartFile(target) as part:
        part.write(b"ne")
        part.write(b"w")
        assert part.size == 3
        assert target.read_bytes() == b"old and longer"
        assert part.commit(CancelToken()) == target
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["logs.zip"]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_without_a_commit_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"old")
    with PartFile(target) as part:
        part.write(b"new")
    with pytest.raises(ZeroDivisionError), PartFile(target) as part:
        part.write(b"new" * 10_000)
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["logs.zip"]


def test_it_can_be_read_and_sought(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a") as part:
        part.write(b"0123456789")
        assert part.seek(-4, 2) == 6 and part.tell() == 6
        assert part.read(2) == b"67"
        assert part.read() == b"89"


def test_what_cannot_be_a_target_is_refused_before_the_work(tmp_path: Path) -> None:
    make_link(tmp_path / "circle", tmp_path / "circle")
    for target, words in (
        (tmp_path / "missing" / "logs.zip", "folder .*missing does not exist"),
        (tmp_path, "is a folder"),
        (Path("/dev/null"), "device or pipe"),
        (tmp_path / "circle", "could not be written"),
        (tmp_path / "nul\0", "could not be written"),
        (tmp_path / ("x" * 300), "name is too long"),
        (Path("/proc/logs.zip"), "could not be written"),
    ):
        with pytest.raises(LocalError, match=words), PartFile(target):
            pytest.fail("the work began")
    assert names(tmp_path) == ["circle"]
    assert not Path("/dev/null").is_file()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "logs.zip"
    make_link(link, tmp_path / "real" / "new.zip")
    with PartFile(link) as part:
        part.write(b"new")
        assert names(tmp_path) == ["logs.zip", "real"]
        part.commit(CancelToken())
    assert link.is_symlink()
    assert (tmp_path / "real" / "new.zip").read_bytes() == b"new"


def test_keeping_beside_the_target_never_replaces_anything(tmp_path: Path) -> None:
    for number in range(3):
        with PartFile(tmp_path / "logs.zip") as part:
            part.write(b"payload %d" % number)
            kept = part.keep(".not-a-zip.bin", CancelToken())
        assert kept.read_bytes() == b"payload %d" % number
    assert names(tmp_path) == ["logs-2.not-a-zip.bin", "logs-3.not-a-zip.bin", "logs.not-a-zip.bin"]


def test_the_longest_name_can_be_written_and_kept(tmp_path: Path) -> None:
    target = tmp_path / ("ü" * 125 + ".zip")
    for number in range(2):
        with PartFile(target) as part:
            part.write(b"x")
            part.commit(CancelToken()) if number else part.keep(".not-a-zip.bin", CancelToken())
    assert len(names(tmp_path)) == 2


def test_a_folder_that_vanished_meanwhile(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(LocalError, match="does not exist"), PartFile(folder / "logs.zip") as part:
        part.write(b"x")
        next(folder.iterdir()).unlink()
        folder.rmdir()
        part.commit(CancelToken())
    assert names(tmp_path) == []


def test_a_part_that_vanished_meanwhile_leaves_no_empty_file_behind(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(OPEN_FILES)
    with pytest.raises(LocalError, match="does not exist"), PartFile(tmp_path / "logs.zip") as part:
        part.write(b"x")
        next(tmp_path.iterdir()).unlink()
        part.keep(".bin", CancelToken())
    assert names(tmp_path) == []


@contextlib.contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """No file of this process can grow beyond the size; the system then refuses the write."""
    if sys.platform == "win32":
        pytest.skip(LIMITS)
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


BLOCKS = st.lists(st.builds(lambda size: b"n" * size, st.integers(0, 20_000)), max_size=6)


@settings(max_examples=300)
@given(
    old=st.none() | st.just(b"old"),
    blocks=BLOCKS,
    limit=st.integers(0, 60_000),
    end=st.sampled_from(["commit", "leave", "raise", "read", "keep"]),
)
def test_whatever_fails_the_target_is_old_or_whole(
    old: bytes | None, blocks: list[bytes], limit: int, end: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "logs.zip"
        if old is not None:
            target.write_bytes(old)
        ended = ""
        with (
            contextlib.suppress(LocalError, ZeroDivisionError),
            files_limited_to(limit),
            PartFile(target) as part,
        ):
            for block in blocks:
                part.write(block)
            if end == "commit":
                part.commit(CancelToken())
            elif end == "keep":
                part.keep(".bin", CancelToken())
            elif end == "read":
                part.seek(0)
                part.read()
            elif end == "raise":
                raise ZeroDivisionError
            ended = end
        new = b"".join(blocks)
        expected = {} if old is None else {"logs.zip": old}
        if ended == "commit":
            expected["logs.zip"] = new
        elif ended == "keep":
            expected["logs.bin"] = new
        assert {path.name: path.read_bytes() for path in Path(name).iterdir()} == expected
        assert ended or end == "raise" or len(new) > limit


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    with small_disk_at(tmp_path / "disk", "256k") as folder:
        yield folder


def test_a_full_disk(small_disk: Path) -> None:
    target = small_disk / "logs.zip"
    target.write_bytes(b"old")
    with pytest.raises(DiskFull, match="is full"), PartFile(target) as part:
        for _ in range(100):
            part.write(bytes(10_000))
        part.commit(CancelToken())
    assert names(small_disk) == ["logs.zip"]
    assert target.read_bytes() == b"old"


def test_a_full_disk_that_shows_only_when_the_last_bytes_are_flushed(small_disk: Path) -> None:
    target = small_disk / "logs.zip"
    target.write_bytes(bytes(252 << 10))
    with pytest.raises(DiskFull), PartFile(target) as part:
        part.write(b"small enough for the buffer" * 200)
        part.commit(CancelToken())
    assert names(small_disk) == ["logs.zip"]
    assert target.stat().st_size == 252 << 10
