"""How our own programs are started: from source with the Python that runs us, frozen as the files beside us.

From source, ``-P`` keeps modules of the current folder from being imported instead of those of Python.
"""

from __future__ import annotations

import sys
from pathlib import Path


def window() -> list[str]:
    """The command that starts the window; arguments are to be added."""
    return [_beside("dmm-desktop")] if _frozen() else [sys.executable, "-P", "-m", "dmm_desktop.app"]


def demo_environment() -> list[str]:
    """The command that starts the demo environment's server; arguments are to be added.

    Frozen, it is the console program that serves (``packaging/cli_entry.py``): on Windows a program without a console
    has no standard input and output, by which the server is told to end and says where it is.
    """
    if _frozen():
        return [_beside("dmm-desktop-cli"), "demo-environment"]
    return [sys.executable, "-P", "-m", "dmm_desktop.demo"]


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _beside(name: str) -> str:
    return str(Path(sys.executable).with_name(name).with_suffix(Path(sys.executable).suffix))
