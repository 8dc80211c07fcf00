"""Runs Python for Windows with these arguments, under Wine: `python -m tools.windows -m pytest tests/core`.

It imports the project's own sources and has all locked packages. What is missing is made first, which takes a minute;
each call has a new Windows, which takes seconds. Paths are written as `tests/core`, or with drive Z for those of this
computer.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.windows.cache import cache_folder
from tools.windows.prefix import new_windows
from tools.windows.python import ROOT, Unavailable, windows_python
from tools.windows.screen import Screen
from tools.windows.wine import Wine, sources


def main() -> int:
    """Run it. Returns its exit code, and ends the process with a sentence if there is no such Python."""
    cache = cache_folder()
    try:
        python = windows_python(cache)
    except (Unavailable, FileNotFoundError) as error:
        sys.exit(f"Python for Windows is not available. {error}")
    with tempfile.TemporaryDirectory(prefix="dmm-windows-") as folder, Screen() as screen:
        prefix = Path(folder) / "prefix"
        new_windows(cache, prefix)
        with Wine(prefix, DISPLAY=screen.display) as wine:
            command = wine.command(python / "python.exe", *sys.argv[1:])
            variables = wine.environment | sources() | passed_on()
            # Through a pipe: Python for Windows cannot use a file or a terminal of this computer as a stream.
            with subprocess.Popen(
                command,
                cwd=ROOT,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as process:
                assert process.stdout is not None
                for line in process.stdout:
                    sys.stdout.buffer.write(line)
                    sys.stdout.flush()
            return process.returncode


def passed_on() -> dict[str, str]:
    """The variables of this computer that tests look at, and those of Python's own."""
    return {name: value for name, value in os.environ.items() if name in ("CI", "PYTHONIOENCODING", "PYTHONUTF8")}


if __name__ == "__main__":
    sys.exit(main())
