"""The application for Windows, frozen under Wine with the project's own scripts."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tools.windows.cache import cached, digest
from tools.windows.python import ROOT
from tools.windows.wine import Wine, sources

#: What the frozen application is made of.
_INPUTS = ("src", "resources", "packaging/licences", "packaging/requirements", "LICENSE")
#: Seconds that freezing may take on a busy machine. Measured: 5 minutes alone, 10 beside other work.
_PATIENCE = 5400
#: The time of the build in seconds since 1970. There is no git under Wine, and a build of the same files is the same.
_BUILT = "1700000000"


class FreezingFailed(Exception):
    """The application could not be frozen; the text is what was printed."""


def frozen_application(cache: Path, wine: Wine, python: Path) -> Path:
    """The folder with both programs, frozen on the first call with these sources. Raises FreezingFailed."""

    def freeze(into: Path) -> None:
        script = ROOT / "packaging" / "freeze.py"
        variables = sources() | {"SOURCE_DATE_EPOCH": _BUILT}
        done = wine.run(python / "python.exe", script, into, patience=_PATIENCE, variables=variables)
        if done.returncode != 0:
            raise FreezingFailed(done.stdout + done.stderr)
        (into / "output.txt").write_text(done.stdout + done.stderr, encoding="utf-8")

    scripts = sorted((ROOT / "packaging").glob("*.*"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # Not the folders of the installers, which take the result.
    key = digest(python.name, _BUILT, project, *scripts, *(ROOT / name for name in _INPUTS))
    return cached(cache, "frozen", key, freeze) / "dmm-desktop"
