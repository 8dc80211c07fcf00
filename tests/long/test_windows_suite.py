"""The tests themselves, run by Python for Windows under Wine, one folder after the other."""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("Wine runs on Linux", allow_module_level=True)

from architecture.project import ROOT
from long.windows_machine import WindowsMachine

pytestmark = pytest.mark.long

#: Seconds that the tests of one folder may take. Beside other work, those of operations took 20 minutes; those of cli,
#: which start a process or more each, take the longest.
PATIENCE = 3 * 3600
#: What does not run there: tests of the development environment, which is POSIX's with git, and a Linux desktop.
ELSEWHERE = {"architecture", "dev", "dmm_server", "e2e", "long", "ui", "__pycache__"}
FOLDERS = [folder for folder in sorted((ROOT / "tests").iterdir()) if folder.is_dir() and folder.name not in ELSEWHERE]
FOLDERS += [
    place for place in sorted((ROOT / "tests" / "ui").iterdir()) if place.is_dir() and place.name != "__pycache__"
]
FOLDERS += sorted((ROOT / "tests" / "ui").glob("test_*.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT / "tests").as_posix())
def test_the_tests_of_a_folder(windows: WindowsMachine, folder: Path) -> None:
    """What cannot run there skips itself, see tests/not_on_windows.py.

    The current folder is on the drive of the sources: a path in QT_QPA_PLATFORM has no drive, see tools/offscreen.py,
    and Qt ends the process, without a message and with the code 9 under Wine, if it finds no file there [platform].
    """
    faulthandler.cancel_dump_traceback_later()
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", folder)
    done = windows.run_python(*words, cwd=ROOT, patience=PATIENCE)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
