"""A forked process is like a new one in all that the tests can see."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import python_processes
from dmm_desktop import __version__
from not_on_windows import PROC

if sys.platform != "linux":
    pytest.skip(PROC, allow_module_level=True)

_SCRIPT = Path(__file__).with_name("own_description.py")
_PATIENCE = 30.0


def describe(start: Any, folder: Path, **variables: str) -> tuple[dict[str, Any], int, bytes, int]:
    """What the process says of itself, its exit code, its errors, and the process that is its parent."""
    words = [sys.executable, str(_SCRIPT), "one", "\udcff"]
    pipe = subprocess.PIPE
    environment = os.environ | {"ODD": "é\udcff"} | variables
    with start(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=folder) as process:
        parent = int(Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[1])
        out, errors = process.communicate(b"a\r\nb", timeout=_PATIENCE)
    assert out, errors.decode()
    return json.loads(out), process.returncode, errors, parent


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("variables", [{}, {"PYTHONWARNINGS": "error"}], ids=["plain", "warnings"])
def test_a_forked_process_is_like_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], unbuffered: str
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    variables = variables | {"TMPDIR": str(tmp_path)}
    forked, *ending, parent = describe(python_processes.start, tmp_path, **variables)
    new, *ending_of_new, parent_of_new = describe(subprocess.Popen, tmp_path, **variables)
    assert forked == new
    assert ending == ending_of_new == [7, b"an error\n"]
    assert parent_of_new == os.getpid() != parent


@pytest.mark.parametrize("early", ["PYTHONUTF8", "LC_ALL", "PYTHONPATH", "TZ"])
def test_what_python_decides_at_its_start_is_left_to_a_new_process(tmp_path: Path, early: str) -> None:
    *_, parent = describe(python_processes.start, tmp_path, **{early: "0"})
    assert parent == os.getpid()


def test_what_has_windows_or_is_not_ours_is_left_to_a_new_process(tmp_path: Path) -> None:
    other = tmp_path / "own_description.py"
    other.write_bytes(_SCRIPT.read_bytes())
    for words, is_new in (([str(other)], False), (["-m", "dmm_desktop.app"], False), ([str(_SCRIPT)], True)):
        process = python_processes.start([sys.executable, *words, "--help"], is_new=is_new, stdin=subprocess.PIPE)
        with process:
            assert type(process) is subprocess.Popen
            process.kill()


def test_a_module_is_run_to_its_end() -> None:
    words = [sys.executable, "-m", "dmm_desktop.cli", "--version"]
    done = python_processes.run(words, capture_output=True, text=True, timeout=_PATIENCE)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dmm-desktop-cli {__version__}\n", "")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_it_remains_until_waited_for(tmp_path: Path, number: signal.Signals) -> None:
    pipe = subprocess.PIPE
    words = [sys.executable, str(_SCRIPT)]
    with python_processes.start(words, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0)
        assert process.poll() is None
        process.send_signal(number)
        assert process.stdout is not None
        process.stdout.read()  # at its end, as it has no writer any more
        os.kill(process.pid, 0)
        assert process.wait(_PATIENCE) == -number
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
