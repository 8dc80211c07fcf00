"""Zips, requests and answers of any size, and the servers that receive and send them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pybase64

from benchmarks.frame import PROJECT

#: Where the measurements find the API below a server's address.
ROOT = "/DMMAPI/rest/v1"
_PIECE = 3 * 1024 * 1024  # a multiple of 3, so that the pieces' base64 joins


def write_zip(path: Path, size: int) -> Path:
    """A zip with one file of ``size`` random bytes, which no program could make smaller."""
    with zipfile.ZipFile(path, "w") as archive, archive.open("Trace.bin", "w", force_zip64=True) as entry:
        left = size
        while left:
            left -= entry.write(os.urandom(min(_PIECE, left)))
    return path


def write_around(path: Path, head: bytes, content: Path, tail: bytes) -> Path:
    """A file with the base64 of another one between head and tail."""
    with path.open("wb") as out, content.open("rb") as file:
        out.write(head)
        while piece := file.read(_PIECE):
            out.write(pybase64.b64encode(piece))
        out.write(tail)
    return path


@contextmanager
def serving(name: str, *arguments: object) -> Iterator[int]:
    """Run a server of `servers/` in its own process; yields its port."""
    command = [sys.executable, "-m", f"benchmarks.servers.{name}", *map(str, arguments)]
    # Leaving the block closes the server's standard input, which ends it.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
