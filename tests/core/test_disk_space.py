"""A part of each disk stays free, whatever a server sends."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dmm_desktop.api.payload_sinks import AnswerFile
from dmm_desktop.archive.part_file import PartFile
from dmm_desktop.core.disk_space import SMALL, AlmostFull, DiskSpace
from dmm_desktop.core.errors import DiskFull, LocalError
from dmm_desktop.operations.log_lines import LogLines
from mounts import small_disk_at

MIB = 1 << 20
SIZE = 60 * MIB
KEPT = SIZE // 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk_at(tmp_path / "disk", "60m") as folder:
        yield folder


def part_file(folder: Path, stack: ExitStack) -> Callable[[bytes], object]:
    return stack.enter_context(PartFile(folder / "logs.zip")).write


def answer_file(folder: Path, stack: ExitStack) -> Callable[[bytes], object]:
    return stack.enter_context(AnswerFile(4 * MIB, folder)).write


def log_lines(folder: Path, stack: ExitStack) -> Callable[[bytes], object]:
    lines = LogLines(lambda: folder)
    return lambda data: lines.append([data.decode()])


@pytest.mark.parametrize("file", [part_file, answer_file, log_lines])
def test_a_part_of_a_disk_stays_free(disk: Path, file: Callable[[Path, ExitStack], Callable[[bytes], object]]) -> None:
    written = 0
    with ExitStack() as stack:
        write = file(disk, stack)
        with pytest.raises(LocalError, match=rf"Less than 3 MB would stay free on the disk that holds {disk.parent}"):
            while written < 2 * SIZE:
                write(b"x" * (MIB // 2))
                written += MIB // 2
        assert shutil.disk_usage(disk).free >= KEPT
    assert SIZE - KEPT - 3 * MIB < written <= SIZE - KEPT + 2 * MIB


def test_what_others_write_meanwhile_counts(disk: Path) -> None:
    with pytest.raises(DiskFull), PartFile(disk / "logs.zip") as part:
        for n in range(SIZE // MIB):
            part.write(bytes(MIB))
            part.flush()
            if n == 20:
                (disk / "other").write_bytes(bytes(30 * MIB))
    assert [path.name for path in disk.iterdir()] == ["other"]


def test_a_small_file_is_written_as_long_as_it_fits(disk: Path) -> None:
    (disk / "other").write_bytes(bytes(SIZE - 2 * MIB))
    space = DiskSpace(disk)
    for _ in range(8):
        space.take(SMALL // 8)
    with pytest.raises(AlmostFull):
        space.take(1)


def test_room_is_what_is_free_besides_what_stays_free(disk: Path) -> None:
    with PartFile(disk / "logs.zip") as part:
        part.require_room(SIZE - KEPT - MIB)
        with pytest.raises(
            DiskFull, match=r"needs at least 61 MB, .* has 62 MB left. DMM Desktop keeps 3 MB of it free."
        ):
            part.require_room(SIZE - KEPT + MIB)
        (disk / "other").write_bytes(bytes(SIZE - 2 * MIB))
        part.require_room(MIB)
        with pytest.raises(DiskFull, match=r"needs at least 4 MB, .* has 2 MB left\. Free"):
            part.require_room(3 * MIB)
        (disk / "other").write_bytes(bytes(SIZE - 8192))
        with pytest.raises(DiskFull, match=r"needs at least 14 KB, .* has 8 KB left\. Free"):
            part.require_room(13_900)
