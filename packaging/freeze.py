"""Freezes the application: `freeze.py [FOLDER]` builds the folder `dmm-desktop` in FOLDER, for this system.

FOLDER is `dist` by default; on macOS a bundle is built beside it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from product import NAME, ROOT


def freeze(into: Path) -> Path:
    """Build the frozen application and return its folder; one that is there is replaced.

    What is built depends on the commit alone: its time stands for the time of the build, and Python's hashes, which
    decide the order of sets, are the same every time. Raises CalledProcessError.
    """
    result = into / NAME
    shutil.rmtree(result, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="dmm-freeze-") as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--workpath", work]
        command += ["--distpath", str(into), "dmm_desktop.spec"]
        # A cache of its own: what an earlier build left there could get into this one.
        environment = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": commit_time(), "PYINSTALLER_CONFIG_DIR": work}
        # Compiled modules hold marks that depend on the strings in PyInstaller's own memory. They are others where it
        # was loaded from byte code: it never is.
        environment |= {"PYTHONPYCACHEPREFIX": work, "PYTHONDONTWRITEBYTECODE": "1"}
        # In this folder, so that the spec file finds the modules beside it.
        subprocess.run(command, cwd=ROOT / "packaging", env=os.environ | environment, check=True)
    licences = next(result.rglob("licences.txt"))
    if os.name == "posix" and sys.platform != "darwin":
        (result / licences.name).symlink_to(licences.relative_to(result))
    return result


def commit_time() -> str:
    """The time of the last commit, in seconds since 1970; that of the environment comes first, as everywhere."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return given
    asked = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    print(freeze(parser.parse_args().folder.absolute()))
