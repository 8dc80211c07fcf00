"""How the processes that the tests start end: one that crashes prints nothing, and its exit code alone tells."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tools.exit_status import exit_status

PATIENCE = 30.0  # seconds
#: The exit code of a process that `Popen.kill` has ended.
if sys.platform == "win32":
    KILLED = 1
else:
    KILLED = -signal.SIGKILL


def check(done: "subprocess.CompletedProcess[Any]", *expected: int) -> None:
    """Fail if a process has ended with anything but one of these exit codes; by default, 0."""
    assert done.returncode in (expected or (0,)), _story(done.args, done.returncode, done.stderr)


def wait_for_success(process: "subprocess.Popen[Any]", patience: float = PATIENCE) -> None:
    """Wait for the end of a process, which must be by itself and with exit code 0."""
    process.wait(patience)
    assert process.returncode == 0, _end_of(process)


@contextmanager
def killed_at_the_end(process: "subprocess.Popen[Any]", expected: Sequence[int] = (0,)) -> Iterator[None]:
    """Kill the process at the end of the block if it is still running. Fails if it has ended before with anything but
    these exit codes, unless it was killed; if the block fails, its error gets a note of that end."""
    try:
        yield
        assert process.poll() in (None, KILLED, *expected), _end_of(process)
    except BaseException as error:
        if process.poll() not in (None, KILLED, *expected):
            error.add_note(_end_of(process))
        raise
    finally:
        process.kill()


def _end_of(process: "subprocess.Popen[Any]") -> str:
    is_readable = process.stderr is not None and not process.stderr.closed
    return _story(process.args, process.returncode, process.stderr.read() if is_readable and process.stderr else "")


def _story(words: object, code: int, errors: str | bytes | None) -> str:
    said = errors.decode(errors="replace") if isinstance(errors, bytes) else errors or ""
    return f"{words!r} ended with {exit_status(code)}.\n{said}"
