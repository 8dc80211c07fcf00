"""What the commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ...archive.part_file import PartFile
from ...core.errors import WrongInput
from ...core.text import text
from ...operations.workspace import Workspace
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner

Command: TypeAlias = Callable[[argparse.Namespace, Console, Runner], ExitCode]


def workspace(arguments: argparse.Namespace, console: Console) -> Workspace:
    """The application's data; what opening it had to do is said."""
    opened = Workspace.open(arguments.data_dir)
    for notice in opened.notices:
        console.note(notice)
    return opened


def check_targets(arguments: argparse.Namespace, *sources: Path | None) -> None:
    """Raise WrongInput or LocalError now, not after an hour of import, if a file that was asked for cannot be written
    or would replace one of the sources or the other file."""
    taken = {path.resolve() for path in sources if path is not None}
    for target in (arguments.logs, arguments.report):
        if target is not None:
            with PartFile(target):
                pass
            if target.resolve() in taken:
                raise WrongInput(
                    text("{name} is named twice.", name=target.name),
                    text("Logs or report would replace a file that is needed for something else."),
                    text("Choose another place for them."),
                )
            taken.add(target.resolve())
