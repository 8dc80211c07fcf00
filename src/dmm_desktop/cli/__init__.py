"""The command line: the second front end of the operations."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..core.application_log import logging_to
from ..core.cancel import Cancelled
from ..core.errors import DmmError
from ..storage.paths import DataPaths
from .arguments import parser
from .console import Console
from .exit_codes import ExitCode, of_error
from .runner import Interrupted, Runner

if TYPE_CHECKING:
    from .commands.command import Command


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code. Wrong arguments raise SystemExit(1), as argparse does."""
    arguments = parser().parse_args(argv)
    console = Console(as_json=getattr(arguments, "json", False))
    runner = Runner(console)
    runner.install()
    with logging_to(DataPaths.at(arguments.data_dir).log, runner.known):
        try:
            return int(_command(arguments.command)(arguments, console, runner))
        except DmmError as error:
            console.fail(error)
            return of_error(error)
        except Cancelled:
            console.note("Interrupted.")
            return ExitCode.INTERRUPTED
        except Interrupted:
            console.note("Interrupted in the middle of its work. The command runs shows what is known of imports.")
            return ExitCode.INTERRUPTED
        except BrokenPipeError:  # whoever read the output has gone and wants no more
            return ExitCode.LOCAL_PROBLEM
        except Exception as bug:
            logging.getLogger(__name__).exception("a defect ended the command %s", arguments.command)
            console.note(f"Error: this is a defect of dmm-desktop-cli ({type(bug).__name__}); its log has the details.")
            return ExitCode.LOCAL_PROBLEM
        finally:
            console.clear()


def _command(name: str) -> Command:
    """Import the command only: the others' imports take time."""
    match name:
        case "check-environment":
            from .commands.check_environment import command
        case "create-connection":
            from .commands.create_connection import command
        case "import":
            from .commands.import_data import command
        case "watch":
            from .commands.watch import command
        case "status":
            from .commands.status import command
        case "stop":
            from .commands.stop import command
        case "logs":
            from .commands.logs import command
        case "runs":
            from .commands.runs import command
        case _:
            raise AssertionError(name)
    return command
