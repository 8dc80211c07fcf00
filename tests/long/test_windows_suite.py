"""The tests themselves, run by Python for Windows under Wine, in parts: as many at once as there are cores."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from architecture.project import ROOT
from long.windows_machine import WindowsMachine

pytestmark = pytest.mark.long

TESTS = ROOT / "tests"
#: Seconds that a part may take. Beside other work, the tests of operations took 20 minutes.
PATIENCE = 3 * 3600
#: What does not run there: tests of the development environment, which is POSIX's with git, and a Linux desktop.
ELSEWHERE = {"architecture", "dev", "dmm_server", "e2e", "long", "__pycache__"}
#: Folders whose folders and files are parts of their own.
DIVIDED = {"cli", "ui"}
#: Where the tests are that take longest. They begin first, so that no core waits at the end.
LONGEST = ("cli", "operations", "api")


def parts() -> list[Path]:
    """Folders and files with tests, in the order in which they are begun."""
    found = []
    for folder in sorted(TESTS.iterdir(), key=lambda folder: (folder.name not in LONGEST, folder.name)):
        if folder.name in DIVIDED:
            found += [part for part in sorted(folder.iterdir()) if part.is_dir() and any(part.glob("test_*.py"))]
            found += sorted(folder.glob("test_*.py"))
        elif folder.is_dir() and folder.name not in ELSEWHERE:
            found.append(folder)
    return found


@pytest.fixture(scope="module")
def results(
    windows: WindowsMachine, request: pytest.FixtureRequest
) -> Iterator[Mapping[Path, Future[subprocess.CompletedProcess[str]]]]:
    """The outcome of each requested part."""
    names = {item.name for item in request.session.items}
    wanted = [part for part in parts() if f"{test_the_tests_of.__name__}[{_name(part)}]" in names]
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        yield {part: pool.submit(_run, windows, part) for part in wanted}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # what is running ends with Wine


def _name(part: Path) -> str:
    return part.relative_to(TESTS).as_posix()


def _run(windows: WindowsMachine, part: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests of a part.

    The current folder is on the drive of the sources: a path in QT_QPA_PLATFORM has no drive, see tools/offscreen.py,
    and Qt ends the process, without a message and with the code 9 under Wine, if it finds no file there [platform].
    """
    return windows.run_python("-m", "pytest", "-q", "-p", "no:cacheprovider", part, cwd=ROOT, patience=PATIENCE)


@pytest.mark.parametrize("part", parts(), ids=_name)
def test_the_tests_of(part: Path, results: Mapping[Path, Future[subprocess.CompletedProcess[str]]]) -> None:
    """What cannot run there skips itself, see tests/not_on_windows.py."""
    faulthandler.cancel_dump_traceback_later()
    done = results[part].result()
    # All tests of a file may be skipped.
    assert done.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED), done.stdout[-20_000:] + done.stderr
