"""Build results that take minutes and are shared by several tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from architecture.project import ROOT
from long.debian_root import run


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the packages of this system."""
    dist = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, ROOT / "packaging" / "package.py", dist)
    assert done.returncode == 0, done.stdout
    return dist
