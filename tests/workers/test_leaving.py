"""A process that has started jobs ends as it should, whenever it ends."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from not_on_windows import LIMITS

SCRIPT = Path(__file__).with_name("leaving.py")


def leave(how: str, seed: int = 0) -> subprocess.CompletedProcess[str]:
    """Run leaving.py; any warning of Python is an error there."""
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-W", "error", str(SCRIPT), how, str(seed)],
        env=os.environ | {"PYTHONPATH": str(SCRIPT.parent.parent)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_quitting_at_any_moment_ends_the_process_cleanly() -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(lambda seed: leave("at_a_random_moment", seed), range(12)):
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_application_can_leave_although_a_job_never_ends() -> None:
    done = leave("with_a_job_that_never_ends")
    assert (done.returncode, done.stdout) == (0, "watch\n")
    assert "watch does not end; it is here:" in done.stderr and "in never_ends" in done.stderr


def test_garbage_of_the_gui_is_not_destroyed_by_a_job() -> None:
    done = leave("with_garbage_of_the_gui")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason=LIMITS)
def test_a_job_without_a_thread_is_refused_in_words_and_blocks_nothing() -> None:
    done = leave("without_a_thread_to_be_had")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("the system has no thread left for ")
