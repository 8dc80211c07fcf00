"""The audit of the GUI thread sees what it is there to see; the main story is what it is used for."""

from __future__ import annotations

import subprocess

import pytest

from e2e.audited_app import AUDITED
from tools.desktop.waiting import PATIENCE

_SEEN = {
    "socket": "socket.__new__",
    "name": "socket.getaddrinfo",
    "used socket": "socket.recv",
    "sqlite": "sqlite3.connect",
    "used database": "Connection.execute",
    "key store": "get_keyring",
    "large file": "large.log",
    "zip": "import.zip",
    "process": "subprocess.Popen",
    "Qt elsewhere": "import dmm_desktop.ui.widgets.rows_end",
}


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What the audit says to each thing that must not be done."""
    command = [*AUDITED, "--violate", *_SEEN, "elsewhere"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    parts = done.stderr.split("NOW ")[1:]
    return {kind: said for kind, _, said in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("kind", _SEEN)
def test_it_sees(kind: str, told: dict[str, str]) -> None:
    first, *stack = told[kind].splitlines()
    assert first.startswith("VIOLATION ") and "the GUI thread: " in first and _SEEN[kind] in first
    assert any("in violate" in line for line in stack), "the stack says who did it"


def test_it_overlooks_what_other_threads_do(told: dict[str, str]) -> None:
    assert told["elsewhere"] == ""
