"""A file lock has one holder, among the threads of one process and among processes."""

from __future__ import annotations

import stat
import sys
import threading
from pathlib import Path

import pytest

from dmm_desktop.storage.file_lock import FileLock
from storage.processes import second


def _is_held(path: Path) -> bool:
    """Whether another process finds the lock held."""
    with second("lock", path.parent, path.name) as process:
        answer = process.line()
        process.go_on()
        process.end()
    return answer == "held"


def test_a_second_lock_of_the_same_process_is_refused_and_the_first_one_stays(tmp_path: Path) -> None:
    """Some locks of Unix end as soon as their process closes the file, however often it is open."""
    path = tmp_path / "a.lock"
    with FileLock(path):
        with pytest.raises(TimeoutError):
            FileLock(path)
        with pytest.raises(TimeoutError):
            FileLock(path, timeout=0.01)
        assert _is_held(path)
    assert not _is_held(path)
    with FileLock(path):
        pass


def test_the_lock_of_another_process_is_respected_and_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with second("lock", path.parent, path.name) as process:
        assert process.line() == "locked"
        with pytest.raises(TimeoutError):
            FileLock(path)
        process.go_on()
        with FileLock(path, timeout=30.0):
            process.end()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with second("lock", path.parent, path.name) as process:
        assert process.line() == "locked"
        process.kill()
        with FileLock(path):
            pass


def test_another_thread_may_release_it(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    lock = FileLock(path)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    with FileLock(path):
        lock.release()  # again, which must not close what has its number now
        assert _is_held(path)


def test_the_file_stays_empty_and_private(tmp_path: Path) -> None:
    path = tmp_path / "data ção %41#" / "a.lock"
    path.parent.mkdir()
    with FileLock(path):
        assert [file.name for file in path.parent.iterdir()] == ["a.lock"]
    assert path.read_bytes() == b""
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_cannot_be_locked_raises_the_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "missing" / "a.lock")
    with pytest.raises(OSError) as caught:
        FileLock(tmp_path)
    assert caught.value.filename == str(tmp_path)
