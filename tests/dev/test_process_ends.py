"""A process of the tests that crashes fails its test, which says how it ended and where it was."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from faults.windows import Window
from not_on_windows import SIGNALS
from process_ends import check, killed_at_the_end, wait_for_success
from tools.exit_status import exit_status

if sys.platform == "win32":
    pytest.skip(SIGNALS, allow_module_level=True)

CRASH = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"]
CRASHED = r"(?s)signal 11 \(SIGSEGV\).*Segmentation fault.*line 1 in <module>"
PIPES: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "exit code 0"),
        (3, "exit code 3"),
        (-11, "signal 11 (SIGSEGV)"),
        (-60, "signal 60"),
        (3221225477, "0xc0000005"),
    ],
)
def test_an_end_in_words(code: int, words: str) -> None:
    assert exit_status(code).endswith(words)


def test_a_crash_fails_the_test_that_waits_for_success() -> None:
    with subprocess.Popen(CRASH, **PIPES) as process, pytest.raises(AssertionError, match=CRASHED):
        wait_for_success(process)
    with pytest.raises(AssertionError, match=CRASHED):
        check(subprocess.run(CRASH, capture_output=True))


def test_a_crash_that_no_one_waits_for_fails_the_test() -> None:
    with (
        subprocess.Popen(CRASH, **PIPES) as process,
        pytest.raises(AssertionError, match=CRASHED),
        killed_at_the_end(process),
    ):
        process.wait(30)


def test_another_failure_gets_a_note_of_the_crash() -> None:
    with subprocess.Popen(CRASH, **PIPES) as process, pytest.raises(KeyError) as caught, killed_at_the_end(process):
        process.wait(30)
        raise KeyError("what the crash has led to")
    assert "signal 11 (SIGSEGV)" in caught.value.__notes__[0]


def test_a_process_that_is_killed_is_no_failure() -> None:
    with subprocess.Popen(["sleep", "60"]) as process, killed_at_the_end(process):
        pass
    with subprocess.Popen(["sleep", "60"]) as process, killed_at_the_end(process):
        process.kill()
        process.wait(30)


@pytest.mark.parametrize("ask", [Window.said, Window.end])
def test_a_window_that_crashes_says_so(ask: Callable[[Window], object]) -> None:
    with subprocess.Popen(CRASH, **PIPES) as process, pytest.raises(AssertionError, match=CRASHED):
        ask(Window(process))


def test_a_command_that_crashes_says_so(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path, program=CRASH)
    with pytest.raises(AssertionError, match=CRASHED):
        cli("runs")
    with pytest.raises(AssertionError, match="SIGSEGV"), cli.start("runs") as running:
        running.process.wait(30)
