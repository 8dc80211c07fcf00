"""The commands that start our own programs: from source with the current Python, frozen as executables beside this one.

From source, ``-P`` prevents modules in the current folder from shadowing Python's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: How the names of the variables begin that hold the command line's tokens.
_TOKENS = "DMM_TOKEN"


def window() -> list[str]:
    """The command that starts the window; append arguments."""
    return [_beside("dmm-desktop")] if _frozen() else [sys.executable, "-P", "-m", "dmm_desktop.app"]


def demo_environment() -> list[str]:
    """The command that starts the demo environment's server; append arguments.

    Frozen, this is the console program (``packaging/cli_entry.py``): on Windows a program without a console has no
    standard input and output, which tell the server to end and report its address.
    """
    if _frozen():
        return [_beside("dmm-desktop-cli"), "demo-environment"]
    return [sys.executable, "-P", "-m", "dmm_desktop.demo"]


def zip_reader() -> list[str]:
    """The command that starts a reader of data files (``archive/contents/worker.py``).

    Frozen, this is the console program, for its standard input and output.
    """
    if _frozen():
        return [_beside("dmm-desktop-cli"), "zip-reader"]
    return [sys.executable, "-P", "-m", "dmm_desktop.archive.contents.worker"]


def token_variables() -> list[str]:
    """The names of the environment variables with the command line's tokens (``DMM_TOKEN``, ``DMM_TOKEN_OTP``)."""
    return [name for name in os.environ if name.upper().startswith(_TOKENS)]


def without_tokens() -> dict[str, str]:
    """The environment variables for a program that this one starts: none of them needs a token."""
    hidden = token_variables()
    return {name: value for name, value in os.environ.items() if name not in hidden}


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _beside(name: str) -> str:
    return str(Path(sys.executable).with_name(name).with_suffix(Path(sys.executable).suffix))
