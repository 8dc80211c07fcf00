"""Runs a command, from the arguments to the exit code, and handles every error."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.application_log import logging_to
from ..core.errors import DmmError
from ..core.job import Cancelled
from ..core.text import text
from ..storage.paths import DataPaths
from .arguments import TextWanted, WrongArguments, parser, wants_json
from .console import Console
from .context import CommandContext
from .exit_codes import ExitCode, of_error
from .runner import Interrupted, Interrupts, Runner
from .tokens import secrets_in_variables

if TYPE_CHECKING:
    import argparse

    from .context import Command

_LOG = logging.getLogger(__name__)


def run(argv: Sequence[str] | None, interrupts: Interrupts) -> ExitCode:
    """Run the command, and write its JSON document if requested. Returns the exit code."""
    _open_standard_streams()
    words = sys.argv[1:] if argv is None else argv
    secrets = secrets_in_variables()
    try:
        arguments = parser().parse_args(words)
    except TextWanted as wanted:
        console = Console(secrets, as_json=False)
        for line in wanted.text.splitlines():
            console.say(line)
        return console.ending(ExitCode.COMPLETE)
    except WrongArguments as error:
        console = Console(secrets, as_json=wants_json(words))
        for line in error.usage.splitlines():
            console.note(line)
        console.fail(error)
        console.write_document(ExitCode.LOCAL_PROBLEM)
        return ExitCode.LOCAL_PROBLEM
    console = Console(
        secrets, as_json=getattr(arguments, "json", False), tracker_id=getattr(arguments, "tracker_id", None)
    )
    runner = Runner(console, interrupts, secrets)
    try:
        code = _carried_out(arguments, console, runner)
        runner.do(lambda: console.write_document(code))
    except Interrupted:
        console.interrupted(
            "Interrupted before the command had finished. To see what is known about the runs, use the command runs."
        )
        code = ExitCode.INTERRUPTED
        console.write_document(code)
    return console.ending(code)


def _carried_out(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Run the command and report errors. Raises Interrupted."""
    try:
        with _log(arguments, runner):
            try:
                return _command(arguments.command)(CommandContext(arguments, console, runner))
            except (DmmError, Cancelled, Interrupted):
                raise
            except Exception:
                _LOG.exception("a defect ended the command %s", arguments.command)
                raise
    except DmmError as error:
        console.fail(error)
        return of_error(error)
    except Cancelled:
        console.interrupted("Interrupted.")
        return ExitCode.INTERRUPTED
    except Interrupted:
        raise
    except Exception as bug:
        console.fail(_defect(bug))
        return ExitCode.LOCAL_PROBLEM
    finally:
        console.clear()


def _log(arguments: argparse.Namespace, runner: Runner) -> contextlib.AbstractContextManager[None]:
    """Where the command writes its log: in the data folder, which commands that only read files do not use."""
    if arguments.command in ("check", "learn"):
        return contextlib.nullcontext()
    return logging_to(DataPaths.at(arguments.data_dir).log, runner.secrets)


def _defect(bug: Exception) -> DmmError:
    title = text("This is a defect in dmm-desktop-cli ({kind}).", kind=type(bug).__name__)
    return DmmError(title, None, text("Its log has the details."))


def _open_standard_streams() -> None:
    """Open missing standard streams as the null device; otherwise the next file opened could become one of them."""
    with contextlib.suppress(OSError):
        for number in range(3):
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # takes the lowest free number


def _command(name: str) -> Command:
    """Import this command only, because importing the others takes time."""
    match name:
        case "check":
            from .commands.check import command
        case "check-environment":
            from .commands.check_environment import command
        case "create-connection":
            from .commands.create_connection import command
        case "import":
            from .commands.import_data import command
        case "export":
            from .commands.export_data import command
        case "copy":
            from .commands.copy_data import command
        case "watch":
            from .commands.watch import command
        case "status":
            from .commands.status import command
        case "stop":
            from .commands.stop import command
        case "logs":
            from .commands.logs import command
        case "learn":
            from .commands.learn import command
        case "runs":
            from .commands.runs import command
        case _:
            raise AssertionError(name)
    return command
