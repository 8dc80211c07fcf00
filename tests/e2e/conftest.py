"""Tests of the application as a user operates it need a private desktop, which is only possible on Linux."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from not_on_windows import DESKTOP

if TYPE_CHECKING:
    from tools.desktop.desktop import Desktop

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def desktop(machine_environment: Mapping[str, str]) -> Iterator[Desktop]:
    """A desktop of its own for each test: it starts in a third of a second."""
    if sys.platform == "win32":
        pytest.skip(DESKTOP)
    from tools.desktop.desktop import Desktop, missing_programs

    if missing := missing_programs():
        reason = f"Install {' '.join(missing)}: the tests need a desktop."
        if machine_environment.get("CI") == "true" or (os.geteuid() == 0 and Path("/etc/debian_version").exists()):
            pytest.fail(reason, pytrace=False)  # dev.py installs them on CI
        pytest.skip(reason)
    with Desktop() as desktop:
        yield desktop
