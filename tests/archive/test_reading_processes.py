"""Data files that other processes read: the same results, whatever becomes of those processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pytest import MonkeyPatch

from archive.zip_makers import data_at, edit, make_zip, rules
from dmm_desktop.archive.full_check import ReadZip, read_zip
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from not_on_windows import PROC


@pytest.fixture
def path(tmp_path: Path) -> Path:
    files = dict[str, bytes]()
    for name in ("A", "B", "ossys_C"):
        rows = b"".join(b"%d;N'a %d';2024-02-29T00:00:00\r\n" % (number, number) for number in range(1, 100_000))
        files |= {f"{name}_Struct.dmm": b"?", f"{name}_Data.csv": b"Id;Name;Day\r\n" + rows + b"7;N'b';soon\r\n"}
    return make_zip(tmp_path / "a.zip", files)


@pytest.fixture
def children() -> Callable[[], list[int]]:
    """Lists the processes that threads of this one have started since the test began."""
    if sys.platform != "linux":
        pytest.skip(PROC)
    earlier = frozenset(_children())  # such as those that fork for other tests
    return lambda: [process for process in _children() if process not in earlier]


def _children() -> list[int]:
    found = list[int]()
    for thread in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError):  # it has ended
            found += map(int, (thread / "children").read_text("ascii").split())
    return found


def facts(read: ReadZip) -> object:
    return read.facts.contents, read.facts.damage, read.facts.records, read.sha256


def test_other_processes_find_the_same(path: Path, children: Callable[[], list[int]]) -> None:
    here = read_zip(path, CancelToken(), ignore_progress, processes=False)
    there = read_zip(path, CancelToken(), ignore_progress, processes=True)
    assert facts(there) == facts(here)
    assert rules(there.checked(keep_ids=True)) == [9, 9, 9, 10, 10, 10]
    assert children() == []


def test_no_process_inherits_a_token(path: Path, children: Callable[[], list[int]], monkeypatch: MonkeyPatch) -> None:
    """The command line is given them as variables."""
    monkeypatch.setenv("DMM_TOKEN", "key-of-the-environment")
    monkeypatch.setenv("DMM_TOKEN_OTP", "token-for-one-start")
    seen = list[bytes]()

    def report(_: Progress) -> None:
        for process in [] if seen else children():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
                has_begun = b"contents.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
                seen.extend([Path(f"/proc/{process}/environ").read_bytes()] if has_begun else [])

    read_zip(path, CancelToken(), report, processes=True)
    assert any(seen) and all(b"DMM_TOKEN" not in one for one in seen)


def test_damage_is_found_by_other_processes(path: Path) -> None:
    edit(path, data_at(path, "A_Data.csv") + 1000, b"\xff\xff\xff\xff")
    here = read_zip(path, CancelToken(), ignore_progress, processes=False)
    there = read_zip(path, CancelToken(), ignore_progress, processes=True)
    assert facts(there) == facts(here)
    assert 1 in rules(there.checked())


def test_what_a_killed_process_did_not_read_is_read_here(path: Path, children: Callable[[], list[int]]) -> None:
    killed = list[int]()

    def report(_: Progress) -> None:
        for process in [] if killed else children():
            if sys.platform != "win32":
                os.kill(process, signal.SIGKILL)
            killed.append(process)

    read = read_zip(path, CancelToken(), report, processes=True)
    assert killed
    assert facts(read) == facts(read_zip(path, CancelToken(), ignore_progress, processes=False))


def test_cancelling_ends_the_processes(path: Path, children: Callable[[], list[int]]) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        read_zip(path, cancel, lambda _: cancel.cancel(), processes=True)
    assert children() == []


#: Reads a zip in a process that does not know its own program, and prints how many rows were read.
_WITHOUT_A_PROGRAM = """
import sys
from pathlib import Path
from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.core.job import CancelToken, ignore_progress
sys.executable = "/no/such/program"
print(sum(read_zip(Path(sys.argv[1]), CancelToken(), ignore_progress, processes=True).facts.records.values()))
"""


def test_where_no_process_can_be_started_all_is_read_here(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT_A_PROGRAM, path], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "300000\n", "")
