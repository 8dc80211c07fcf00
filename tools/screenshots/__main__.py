"""Takes a picture of every screen, light and dark, in the real window.

On Debian and Ubuntu the clock, the time zone and the fonts are fixed, so that the pictures are the same each time;
elsewhere they show the time and the fonts of the system.
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from tools.offscreen import offscreen

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "screenshots"
#: The pictures of the README, which are part of the repository.
README, IN_README = ROOT / "docs" / "screenshots", ("01-main-running-light.png", "07-finished-with-errors-dark.png")
#: The screens, by the time that the clock shows.
SCREENS = {
    "10:41:11": (
        "01-main-running",
        "02-first-start",
        "03-wizard-destination",
        "04-wizard-file",
        "04b-check-findings",
        "04c-check-entities",
        "04d-check-row",
        "05-wizard-options",
        "05b-wizard-options-json",
        "06-wizard-review",
        "06b-export-source",
        "06c-export-configuration",
        "06d-export-configuration-json",
        "06e-export-review",
        "09-environment-dialog",
        "09b-learned-description",
        "09c-change-operation",
        "09d-preferences",
        "09e-duplicate-environment",
        "09f-many-environments",
        "09g-many-destinations",
        "09h-filtered-destinations",
    ),
    "10:42:31": ("08-connection-lost",),
    "10:44:31": ("07-finished-with-errors", "07b-what-it-means", "07c-report", "07d-kept-log"),
}
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match><test name="family"><string>monospace</string></test>
<edit name="family" mode="prepend" binding="strong"><string>JetBrains Mono</string></edit></match>
</fontconfig>"""


def main() -> None:
    """Start a process for each clock and appearance, and one for the page of components."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("output", type=Path, nargs="?", default=OUTPUT)
    parser.add_argument("--only", default="", help="the pictures whose names have this in them")
    parser.add_argument("--language", default="en-GB", help="the language of the window, en-GB or pt-PT")
    options = parser.parse_args()
    output: Path = options.output.absolute()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-screenshots-") as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(_FONTS, encoding="utf-8")
        for appearance in ("light", "dark"):
            for clock, names in SCREENS.items():
                wanted = [name for name in names if options.only in f"{name}-{appearance}"]
                if wanted:
                    run(
                        environment(clock, fonts),
                        "tools.screenshots.scenes",
                        output,
                        appearance,
                        options.language,
                        *wanted,
                    )
            if options.only in f"10-components-{appearance}":
                look = ("--appearances", appearance, "--font", "Inter", "--pixels", 13)
                run(environment("", fonts), "tools.gallery", "--out", folder, *look)
                shutil.copy(Path(folder) / f"components-{appearance}.png", output / f"10-components-{appearance}.png")
    if output == OUTPUT:
        README.mkdir(parents=True, exist_ok=True)
        for name in IN_README:
            if options.only in name:
                shutil.copy(output / name, README / name)
    print(f"The screenshots are in {output}")


def environment(clock: str, fonts: Path) -> dict[str, str]:
    """The environment variables of a process whose clock starts at that time and runs slowly."""
    changes = offscreen() | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), "")
    if library and clock:
        changes |= {"LD_PRELOAD": library, "FAKETIME": f"@2026-06-30 {clock} x0.1", "DONT_FAKE_MONOTONIC": "1"}
    elif not library:
        del changes["TZ"]
    if sys.platform == "linux":
        changes["FONTCONFIG_FILE"] = str(fonts)
    return os.environ | changes


def run(variables: dict[str, str], module: str, *arguments: object) -> None:
    """Run a module in its own process. If it fails, leave with its exit code."""
    started = datetime.now()
    done = subprocess.run([sys.executable, "-m", module, *map(str, arguments)], env=variables, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(done.returncode)
    print(f"{(datetime.now() - started).total_seconds():4.1f} s for {' '.join(map(str, arguments))}", flush=True)


if __name__ == "__main__":
    main()
