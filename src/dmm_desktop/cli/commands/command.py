"""What the commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ...archive.part_file import PartFile
from ...core.address import Address
from ...core.errors import LocalError
from ...core.runs import Run
from ...core.text import text
from ...operations.adopt_run import run_started_elsewhere
from ...operations.endpoint import Endpoint, locate
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


def endpoint(arguments: argparse.Namespace, runner: Runner) -> Endpoint:
    """The environment's API, as its own description or the given one says."""
    return runner.run(locate(Address.parse(arguments.url), arguments.contract))


def known_run(data: Workspace, found: Endpoint, tracker_id: str) -> Run:
    """The run with this tracker id, as the database knows it or as one that was started elsewhere."""
    return data.find_run(found.root, tracker_id) or run_started_elsewhere(found, tracker_id)


def check_targets(arguments: argparse.Namespace) -> None:
    """Raise LocalError now, not after an hour of import, if a file that was asked for cannot be written."""
    for target in (arguments.logs, arguments.report):
        if target is not None:
            with PartFile(target):
                pass


def read_file(path: Path) -> str:
    """A text file in UTF-8. Raises LocalError."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LocalError(
            text("{name} could not be read.", name=path.name),
            text("It is not text in UTF-8."),
            text("Save it as UTF-8 and try again."),
        ) from error
    except OSError as error:
        raise LocalError(
            text("{name} could not be read.", name=path.name),
            text("{cause}.", cause=error.strerror or str(error)),
            text("Check the name of the file and that you may open it."),
        ) from error
