"""File systems of a test's own: small, full or read-only."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(options: str, folder: Path) -> Iterator[list[str]]:
    """The start of a command line whose program sees an empty file system of its own at ``folder``."""
    unshare = shutil.which("unshare")
    command = [unshare or "", "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o {options} tmpfs "$0" && exec "$@"'
    if not unshare or subprocess.run([*command, mount, str(folder), "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    yield [*command, mount, str(folder)]
