"""File systems and system files private to a test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from not_on_windows import MOUNTS


@contextmanager
def mounted(options: str, folder: Path) -> Iterator[list[str]]:
    """The start of a command line whose program sees an empty private file system at ``folder``."""
    yield _mounting(f"mount -t tmpfs -o {options} tmpfs", folder)


def with_hosts(content: str, folder: Path) -> list[str]:
    """The start of a command line whose program sees this as the system's hosts file."""
    (folder / "hosts").write_text(content)
    return _mounting(f"mount --bind {folder / 'hosts'}", Path("/etc/hosts"))


def with_name_server(address: str, folder: Path) -> list[str]:
    """The start of a command line whose program asks this name server, which it waits for for minutes."""
    (folder / "resolv.conf").write_text(f"nameserver {address}\noptions timeout:30 attempts:5\n")
    return _mounting(f"mount --bind {folder / 'resolv.conf'}", Path("/etc/resolv.conf"))


def _mounting(mount: str, at: Path) -> list[str]:
    if sys.platform == "win32":
        pytest.skip(MOUNTS)
    unshare = shutil.which("unshare")
    command = [unshare or "", "--user", "--map-root-user", "--mount", "sh", "-c", f'{mount} "$0" && exec "$@"', str(at)]
    if not unshare or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    return command


@contextmanager
def small_disk_at(folder: Path, size: str) -> Iterator[Path]:
    """An empty file system, for this process too, of a size such as ``6m``, in a new folder."""
    if sys.platform == "win32":
        pytest.skip(MOUNTS)
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "dmm-test", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk that can be full needs the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """A file system of :func:`small_disk_at` that cannot be written until the end of the block."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@contextmanager
def held(file: Path) -> Iterator[None]:
    """A file that the system neither moves nor replaces: on Windows as a program has it open, elsewhere as something
    is mounted there (EBUSY)."""
    if sys.platform == "win32":
        with file.open("rb"):
            yield
        return
    if os.geteuid() or subprocess.run(["mount", "--bind", str(file), str(file)], capture_output=True).returncode:
        pytest.skip("a file that cannot be replaced needs the right to mount one")
    try:
        yield
    finally:
        subprocess.run(["umount", str(file)], check=True)
