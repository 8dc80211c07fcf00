"""The arguments of the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from .. import __version__
from .exit_codes import ExitCode

_KEY = "The REST API key is read from DMM_TOKEN or asked for."
_TOKENS = (
    "The REST API key is read from DMM_TOKEN, the one-time token from DMM_TOKEN_OTP; otherwise they are asked for."
)
_ENDS = ("3 failed or stopped", "4 complete with entity errors", "5 outcome unknown or no longer known")


def _codes(done: str, not_done: str, *more: str) -> str:
    codes = [f"0 {done}", "1 wrong use or local problem", f"2 {not_done} or server not reachable", *more]
    return f"Exit codes: {', '.join(codes)}, 130 interrupted."


_IMPORT_CODES = _codes("complete (or detached)", "not started", *_ENDS)
_WATCH_CODES = _codes("complete", "not watched", *_ENDS)
_STATUS_CODES = _codes("complete or not ended yet", "refused", *_ENDS)
_LOGS_CODES = _codes("done", "refused", "5 no longer known")
_CHECK_CODES = _codes("an import could start", "an import could not start")
_CODES = _codes("done", "refused")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.LOCAL_PROBLEM, f"Error: {message}\n  '{self.prog} --help' explains the arguments.\n")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; ``command`` is the name of the one that was chosen."""
    root = _Parser(
        prog="dmm-desktop-cli",
        description="Import data into OutSystems environments through the DMM API.",
        epilog=f"{_TOKENS} {_IMPORT_CODES}",
        allow_abbrev=False,
    )
    root.add_argument("--version", action="version", version=f"dmm-desktop-cli {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    check = _command(
        commands, "check-environment", "Look for the DMM API, say what it can do, and try the key.", _KEY, _CHECK_CODES
    )
    _server(check)
    _json(check)

    create = _command(
        commands, "create-connection", "Create a Data Destination or Data Source in the environment.", _KEY, _CODES
    )
    _server(create)
    create.add_argument(
        "--json",
        dest="fields",
        type=Path,
        required=True,
        metavar="FILE",
        help="the connection's fields as a JSON object; '-' reads standard input",
    )

    run = _command(commands, "import", "Import a zip and follow the import to its end.", _TOKENS, _IMPORT_CODES)
    _server(run)
    run.add_argument("--connection", metavar="NAME", help="destination connection (default: Runtime Connection)")
    run.add_argument("--zip", type=Path, required=True, metavar="FILE", help="the import zip")
    run.add_argument("--config", type=Path, metavar="FILE", help="JSON configuration, sent with every field it has")
    mode = run.add_mutually_exclusive_group()
    mode.add_argument("--append", dest="append", action="store_const", const=True, help="records get new ids")
    mode.add_argument("--keep-ids", dest="append", action="store_const", const=False, help="records keep their ids")
    _results(run)
    run.add_argument("--start-anyway", action="store_true", help="start although the check found errors in the zip")
    run.add_argument("--detach", action="store_true", help="end as soon as the import has started")

    watch = _command(
        commands, "watch", "Follow an import that was started before, here or elsewhere.", _KEY, _WATCH_CODES
    )
    _execution(watch)
    _results(watch)

    status = _command(commands, "status", "Say how an import stands, once.", _KEY, _STATUS_CODES)
    _execution(status)
    _json(status)

    stop = _command(commands, "stop", "Stop an import. What was already imported stays.", _KEY, _CODES)
    _execution(stop)

    logs = _command(
        commands, "logs", "Show the log lines of an import, or save its log files once it has ended.", _KEY, _LOGS_CODES
    )
    _execution(logs)
    logs.add_argument(
        "--logs", type=Path, metavar="OUT.zip", help="save the zip of log files here instead; replaces a file"
    )

    runs = _command(
        commands,
        "runs",
        "List the imports that this computer knows.",
        "Exit codes: 0 done, 1 wrong use or local problem.",
    )
    _json(runs)
    return root


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, *epilog: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary, epilog=" ".join(epilog), allow_abbrev=False)
    command.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the application's data here")
    return command


def _server(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--url", required=True, help="address of the environment, https://HOST, or of its API with the full path"
    )
    command.add_argument(
        "--contract", type=Path, metavar="FILE", help="Swagger 2.0 file that describes the API at that address"
    )
    command.add_argument(
        "--ca",
        type=Path,
        metavar="FILE",
        help="certificate of an authority to trust besides those of this computer, as PEM or DER",
    )


def _execution(command: argparse.ArgumentParser) -> None:
    _server(command)
    command.add_argument(
        "tracker_id", type=_not_blank, metavar="TRACKER_ID", help="MainExecutionTrackerId of the execution"
    )


def _results(command: argparse.ArgumentParser) -> None:
    command.add_argument("--logs", type=Path, metavar="OUT.zip", help="save the log files here; replaces a file")
    command.add_argument("--report", type=Path, metavar="OUT.json", help="save the report here; replaces a file")
    command.add_argument("--show-log", action="store_true", help="show the log lines as they come")
    command.add_argument(
        "--patience",
        type=_minutes,
        default=15.0,
        metavar="MINUTES",
        help="give up watching when the server gives no answer for this long (default: 15)",
    )
    _json(command)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write the result as JSON, and nothing else, to stdout")


def _not_blank(given: str) -> str:
    if not given.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return given


def _minutes(given: str) -> float:
    try:
        minutes = float(given)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes < 1e6:
        raise argparse.ArgumentTypeError(f"{given} is no number of minutes")
    return minutes
