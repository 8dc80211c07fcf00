"""Tries a frozen application: `python -m tools.smoke [FOLDER]`; FOLDER holds both programs, by default those in `dist`.

Both print their version; the command line imports the demo's sample and verifies certificates. On Linux the window
does the same import on a separate desktop, and keeps a key in a real key store. On other systems it is only started:
pressing its buttons from another process needs permissions that only a user can grant.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dmm_desktop import DISPLAY_NAME, __version__
from tools.smoke.command_line import check_certificates, play_import
from tools.smoke.demo import wait_for_demo

#: The names of both programs, as users know them; what is built is compared with these and not with its own names.
WINDOW, COMMAND_LINE = "dmm-desktop", "dmm-desktop-cli"
#: Where `dev.py freeze` leaves both programs.
DIST = Path(__file__).resolve().parents[2] / "dist"
FROZEN = DIST / (f"{DISPLAY_NAME}.app/Contents/MacOS" if sys.platform == "darwin" else WINDOW)


def main(folder: Path) -> None:
    """Run all checks. Raises AssertionError if one fails."""
    suffix = ".exe" if os.name == "nt" else ""
    window, command_line = folder / f"{WINDOW}{suffix}", folder / f"{COMMAND_LINE}{suffix}"
    demo = (str(command_line), "demo-environment")
    installed = files_in(folder)
    for program in (window, command_line):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=120)
        assert (said.stdout, said.stderr) == (f"{program.stem} {__version__}\n", ""), said
    print("Both programs print their version.", flush=True)
    check_certificates(command_line)
    print("Certificates are verified.", flush=True)
    with tempfile.TemporaryDirectory(prefix="dmm-smoke-") as output:
        play_import(command_line, demo, Path(output))
        print("The command line has imported the sample.", flush=True)
    if sys.platform == "linux":
        from tools.smoke.window import try_window

        try_window(window, demo)
        print("The window has imported the sample, and keeps keys in the key store.", flush=True)
    else:
        start_window(window)
    assert files_in(folder) == installed, "the application writes into its own folder"
    print("Nothing was written into the folder of the application.", flush=True)


def start_window(window: Path) -> None:
    """Start the window on the demo environment, which it saves once it works, and end it."""
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
    """All files below a folder, each with its size and time of change."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    main(parser.parse_args().folder.absolute())
