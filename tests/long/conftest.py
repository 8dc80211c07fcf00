"""Build results that take minutes and are shared by several tests."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from architecture.project import ROOT
from long.debian_root import run
from tools.windows.cache import cache_folder, cached, digest
from windows_installer import make_installer

if TYPE_CHECKING:  # imports what only Linux has
    from long.windows_machine import WindowsMachine


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the packages of this system."""
    dist = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, ROOT / "packaging" / "package.py", dist)
    assert done.returncode == 0, done.stdout
    return dist


@pytest.fixture(scope="session")
def windows_cache(machine_environment: Mapping[str, str]) -> Path:
    """What takes long to make, such as Python for Windows, stays there for the next time."""
    return cache_folder(machine_environment)


@pytest.fixture(scope="session")
def python_for_windows(windows_cache: Path, machine_environment: Mapping[str, str]) -> Path:
    """The folder of Python for Windows with all locked packages."""
    from long.windows_machine import skip_without_wine
    from tools.windows.python import windows_python

    skip_without_wine()
    return windows_python(windows_cache, machine_environment)


@pytest.fixture(scope="session")
def windows(
    windows_cache: Path, python_for_windows: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WindowsMachine]:
    """A new Windows with Python, under Wine."""
    from long.windows_machine import new_machine

    prefix = tmp_path_factory.mktemp("windows") / "prefix"
    with new_machine(windows_cache, python_for_windows, prefix) as machine:
        yield machine


@pytest.fixture(scope="session")
def windows_frozen(windows: WindowsMachine, windows_cache: Path) -> Path:
    """The application frozen for Windows; the same as the last time if nothing that it is made of has changed."""
    from tools.windows.frozen import frozen_application

    faulthandler.cancel_dump_traceback_later()  # the first time takes longer than a test
    return frozen_application(windows_cache, windows.wine, windows.python)


@pytest.fixture(scope="session")
def windows_setup(windows_frozen: Path, windows_cache: Path) -> Path:
    """The installer for Windows. Debian's Wine runs 64-bit programs only."""

    def make(into: Path) -> None:
        make_installer(windows_frozen, into, target="amd64-unicode")

    key = digest(
        windows_frozen.parent.name, ROOT / "packaging" / "windows", ROOT / "packaging" / "windows_installer.py"
    )
    [setup] = cached(windows_cache, "setup", key, make).glob("*.exe")
    return setup
