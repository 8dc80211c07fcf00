"""Symbolic links, where the system lets the tests make some."""

import sys
from pathlib import Path

import pytest

from not_on_windows import LINKS


def make_link(link: Path, target: Path | str) -> None:
    """Make a symbolic link. Skips the test on a Windows that makes none."""
    try:
        link.symlink_to(target, target_is_directory=(link.parent / target).is_dir())
    except OSError:
        if sys.platform != "win32":
            raise
    if sys.platform == "win32" and not link.is_symlink():
        pytest.skip(LINKS)
