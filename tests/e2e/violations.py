"""Things that must not be done on the GUI thread, or only there, to test that the audit detects them."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def violate(kind: str) -> None:
    """Commit the violation; the prerequisites of what must not be on the GUI thread are created on another one."""
    match kind:
        case "socket":
            socket.socket().close()
        case "name":
            socket.getaddrinfo("127.0.0.1", 80)
        case "sqlite":
            sqlite3.connect(":memory:").close()
        case "large file":
            with file("large.log") as path:
                path.open("rb").close()
        case "zip":
            with file("import.zip") as path:
                path.open("rb").close()
        case "process":
            subprocess.run([sys.executable, "-c", ""], check=True)
        case "key store":
            import keyring.core

            keyring.core.get_keyring()
        case "used socket":
            near, far = elsewhere(socket.socketpair)
            elsewhere(lambda: far.sendall(b"x"))
            near.recv(1)
            elsewhere(near.close)
            elsewhere(far.close)
        case "used database":
            database = elsewhere(lambda: sqlite3.connect(":memory:", check_same_thread=False))
            database.execute("SELECT 1")
            elsewhere(database.close)
        case "Qt elsewhere":
            elsewhere(lambda: violate("Qt"))
        case "Qt":
            __import__("dmm_desktop.ui.widgets.rows_end")
        case "elsewhere":
            elsewhere(lambda: violate("socket"))
            elsewhere(lambda: violate("sqlite"))
            elsewhere(lambda: violate("large file"))
            elsewhere(lambda: violate("key store"))
        case _:
            raise AssertionError(kind)


@contextmanager
def file(name: str) -> Iterator[Path]:
    """A file of 100,000 bytes, written on another thread."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        elsewhere(lambda: path.write_bytes(bytes(100_000)))
        yield path


def elsewhere(do: Callable[[], T]) -> T:
    """Do something on another thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()
