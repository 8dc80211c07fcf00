"""A Windows under Wine with a screen and Python, and what the tests look at in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from types import MappingProxyType

import pytest

from tools.desktop.waiting import PATIENCE
from tools.system_packages import WINDOWS
from tools.windows.prefix import new_windows
from tools.windows.screen import Screen
from tools.windows.wine import Wine, sources


@contextmanager
def new_machine(
    cache: Path,
    python: Path,
    prefix: Path,
    settings: Mapping[tuple[str, str], int] = MappingProxyType({}),
    **variables: str,
) -> Iterator[WindowsMachine]:
    """Start a new Windows in the folder ``prefix``, which is removed in the end. ``settings`` are numbers in the
    registry by key and name, ``variables`` those of the environment."""
    new_windows(cache, prefix)
    try:
        with Wine(prefix, **variables) as wine:
            for (key, name), value in settings.items():
                said(wine.run("reg", "add", key, "/v", name, "/t", "REG_DWORD", "/d", value, "/f"))
        with Screen() as screen, Wine(prefix, DISPLAY=screen.display, **variables) as wine:
            yield WindowsMachine(wine, screen, python)
    finally:
        shutil.rmtree(prefix, ignore_errors=True)  # 700 MB


def skip_without_wine() -> None:
    """Skip the test if what it takes is not installed."""
    missing = [package for package, is_there in WINDOWS if not is_there()]
    missing += [name for name in ("Xvfb", "openbox", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' '.join(missing)} is not installed")


class WindowsMachine:
    """Programs run in its Wine and appear on its screen."""

    def __init__(self, wine: Wine, screen: Screen, python: Path) -> None:
        self.wine = wine
        self.screen = screen
        self.python = python

    def run_python(
        self, *arguments: object, cwd: Path | None = None, patience: float = PATIENCE
    ) -> subprocess.CompletedProcess[str]:
        """Run Python for Windows with the project's sources, on drive C unless told otherwise."""
        return self.wine.run(self.python / "python.exe", *arguments, cwd=cwd, patience=patience, variables=sources())

    def folder(self, variable: str) -> PureWindowsPath:
        """The folder in an environment variable of Windows, such as LOCALAPPDATA."""
        return PureWindowsPath(said(self.wine.run("cmd", "/c", f"echo %{variable}%")).strip())

    def stored_keys(self) -> list[str]:
        """The keys of the application in the Credential Manager."""
        printed = said(self.run_python(Path(__file__).with_name("credentials.py")))
        return sorted(secret for _, secret in json.loads(printed))


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a program has printed; it has to succeed."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files_in(folder: Path) -> Mapping[str, tuple[int, int]]:
    """The files below a folder, each with its size and time of change."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}
