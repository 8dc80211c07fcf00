"""What the commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from ...operations.workspace import Workspace
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from .targets import check_targets

__all__ = ["Command", "check_targets", "workspace"]

Command: TypeAlias = Callable[[argparse.Namespace, Console, Runner], ExitCode]


def workspace(arguments: argparse.Namespace, console: Console, runner: Runner) -> Workspace:
    """The application's data; what opening it had to do is said."""
    opened = runner.read(lambda: Workspace.open(arguments.data_dir))
    for notice in opened.notices:
        console.note(notice)
    return opened
