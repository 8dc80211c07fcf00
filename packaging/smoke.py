"""Tries a frozen application: `smoke.py [FOLDER]`, where FOLDER holds both programs, by default what is in `dist`.

Both say their version; the command line plays the demo's import and verifies certificates. The window plays the same
import on a desktop of its own, and keeps a key in a real key store, on Linux. Elsewhere it is only started: pressing
its buttons from outside needs permissions that a person has to give.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import smoke_cli
import smoke_tls
from macos import BUNDLE
from product import COMMAND_LINE, NAME, ROOT, VERSION, WINDOW
from smoke_demo import wait_for_demo

#: Where `freeze.py` leaves both programs.
FROZEN = ROOT / "dist" / (f"{BUNDLE}/Contents/MacOS" if sys.platform == "darwin" else NAME)


def main(folder: Path) -> None:
    """Try everything. Raises AssertionError if anything is not as it should be."""
    suffix = ".exe" if os.name == "nt" else ""
    window, command_line = folder / f"{WINDOW}{suffix}", folder / f"{COMMAND_LINE}{suffix}"
    demo = (str(command_line), "demo-environment")
    installed = files_in(folder)
    for program in (window, command_line):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=120)
        assert (said.stdout, said.stderr) == (f"{program.stem} {VERSION}\n", ""), said
    print("Both programs say their version.", flush=True)
    smoke_tls.check(command_line)
    print("Certificates are verified.", flush=True)
    with tempfile.TemporaryDirectory(prefix="dmm-smoke-") as output:
        smoke_cli.play(command_line, demo, Path(output))
        print("The command line has imported the sample.", flush=True)
    if sys.platform == "linux":
        from smoke_window import try_window

        try_window(window, demo)
        print("The window has imported the sample, and keeps keys in the key store.", flush=True)
    else:
        start_window(window)
    assert files_in(folder) == installed, "the application writes into its own folder"
    print("Nothing was written beside the application.", flush=True)


def start_window(window: Path) -> None:
    """Start the window on the demo environment, which it saves once everything in it works; and end it."""
    with tempfile.TemporaryDirectory(prefix="dmm-smoke-", ignore_cleanup_errors=True) as data:
        command = [str(window), "--demo", "--data-dir", data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            try:
                wait_for_demo(Path(data))
            finally:
                process.kill()
            assert process.stdout is not None
            said = process.stdout.read()
        assert said == b"", said
    print("The window starts, and starts the demo environment.", flush=True)


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """All files below a folder, with size and time of change."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    main(parser.parse_args().folder.absolute())
