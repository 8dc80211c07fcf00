"""The files of kept logs: never larger than allowed, and readable wherever they end."""

import gzip
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.kept_log import LogEnd, LogLimits
from dmm_desktop.storage.kept_logs import KeptLogs, KeptLogWriter
from not_on_windows import PERMISSIONS

OWNER = uuid.uuid4().hex
lines_of_servers = st.lists(st.text(st.characters(exclude_characters="\n"), max_size=30), max_size=5)


@contextmanager
def writing(logs: KeptLogs, run_id: str = "run") -> Iterator[KeptLogWriter]:
    writer = logs.writer(run_id, OWNER)
    try:
        yield writer
    finally:
        writer.close()


def read(logs: KeptLogs, name: str) -> list[str]:
    return [line for batch in logs.read(name) for line in batch]


def folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("data") / "kept-logs"


@settings(max_examples=60, deadline=None)
@given(st.lists(lines_of_servers), st.integers(0, 400))
def test_any_lines_are_kept_up_to_the_limit(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]], most: int
) -> None:
    logs = KeptLogs(folder(tmp_path_factory), LogLimits(file=most))
    with writing(logs) as writer:
        for batch in batches:
            writer.append(batch)
            writer.flush()
    all_lines = [line for batch in batches for line in batch]
    kept = read(logs, writer.name) if writer.lines else []
    assert kept == all_lines[: writer.lines]
    assert (writer.end is LogEnd.PART) == (len(kept) == len(all_lines))
    assert sum(file.size for file in logs.files()) == writer.size <= most


@settings(max_examples=60, deadline=None)
@given(st.lists(lines_of_servers, min_size=1), st.floats(0, 1), st.binary(max_size=40))
def test_a_file_that_was_cut_off_is_read_up_to_there(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str]], share: float, tail: bytes
) -> None:
    """As after a kill; after a loss of power other bytes may follow."""
    logs = KeptLogs(folder(tmp_path_factory))
    ends = [(0, 0)]
    with writing(logs) as writer:
        for batch in [["first"], *batches]:
            writer.append(batch)
            writer.flush()
            ends.append((writer.size, writer.lines))
    path = logs.folder / writer.name
    cut = int(writer.size * share)
    path.write_bytes(path.read_bytes()[:cut] + tail)
    whole = max(lines for size, lines in ends if size <= cut)
    kept = read(logs, writer.name)
    all_lines = ["first", *(line for batch in batches for line in batch)]
    assert kept[:whole] == all_lines[:whole]
    if not tail:
        assert len(kept) == whole, "of a piece that is not complete, nothing"


def test_many_lines_are_written_without_being_asked(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    with writing(logs) as writer:
        writer.append([f"INFO line {n}" for n in range(100_000)])
        assert 90_000 < writer.lines < 100_000
        assert writer.size < 500_000, "it is compressed"
    assert len(read(logs, writer.name)) == writer.lines


def test_any_program_for_gzip_can_read_it(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    with writing(logs) as writer:
        for line in ("one", "two"):
            writer.append([line])
            writer.flush()
    assert gzip.decompress((logs.folder / writer.name).read_bytes()) == b"one\ntwo\n"


@pytest.mark.skipif(sys.platform == "win32", reason=PERMISSIONS)
def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    with writing(logs) as writer:
        writer.append(["line"])
        writer.flush()
    assert [path.stat().st_mode & 0o777 for path in (logs.folder, logs.folder / writer.name)] == [0o700, 0o600]


def test_each_reading_has_a_file_of_its_own(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    with writing(logs) as one, writing(logs) as other:
        for writer in (one, other):
            writer.append([writer.name])
            writer.flush()
    assert {read(logs, file.name)[0] for file in logs.files()} == {one.name, other.name}
    assert {(file.run_id, file.owner_id) for file in logs.files()} == {("run", OWNER)}


def test_a_piece_that_expands_without_end_is_not_read(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    with writing(logs) as writer:
        writer.append(["line"])
        writer.flush()
    with (logs.folder / writer.name).open("ab") as file:
        file.write(gzip.compress(b"x\n" * 100_000_000, compresslevel=1))
    assert read(logs, writer.name) == ["line"]


def test_lines_that_are_compressed_a_thousand_times_are_kept_and_read_up_to_a_limit(tmp_path: Path) -> None:
    logs, line = KeptLogs(tmp_path / "kept-logs", LogLimits(text=2_000_000)), "x" * 999
    with writing(logs) as writer:
        writer.append([line] * 3_000)
        writer.flush()
    assert writer.end is LogEnd.FULL and 1_500 < writer.lines <= 2_000 and writer.size < 20_000
    assert read(logs, writer.name) == [line] * writer.lines
    logs.limits = LogLimits(text=1_000_000)
    assert 500 < len(read(logs, writer.name)) <= 1_000, "not even if it is longer"


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    logs = KeptLogs(tmp_path / "kept-logs")
    assert logs.files() == [] and logs.is_gone("any")
    logs.folder.mkdir()
    for name in ("notes.txt", f"run.{OWNER}.1.log.gz.bak", f"run.{OWNER[:-1]}.1.log.gz"):
        (logs.folder / name).write_text("mine")
        logs.remove(name)
        assert not logs.is_gone(name)
    (tmp_path / "outside").write_text("mine")
    logs.remove("../outside")
    assert (tmp_path / "outside").exists() and logs.files() == []


def test_a_folder_that_cannot_be_written_ends_the_log_once(tmp_path: Path) -> None:
    (tmp_path / "kept-logs").write_text("a file")
    with writing(KeptLogs(tmp_path / "kept-logs")) as writer:
        writer.append(["line"])
        with pytest.raises(LocalError):
            writer.flush()
        writer.append(["line"])
        writer.flush()
    assert (writer.end, writer.lines) == (LogEnd.FAILED, 0)
