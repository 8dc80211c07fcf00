"""The arguments of the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from .. import __version__
from ..core.errors import WrongInput
from ..core.text import text
from ..operations.retrying import BRIEFLY

#: Names of the arguments that are files: those that a command reads, and those that it writes.
SOURCES = ("zip", "config", "contract", "ca", "fields")
TARGETS = ("logs", "report")

_DATA_DIR = "keep the application's data here"
_KEY = "The REST API key is read from DMM_TOKEN or asked for."
_TOKENS = (
    "The REST API key is read from DMM_TOKEN, the one-time token from DMM_TOKEN_OTP; otherwise they are asked for."
)
_ENDS = ("3 failed or stopped", "4 complete with entity errors", "5 outcome unknown or not known to the server")


def _codes(done: str, not_done: str, *more: str) -> str:
    codes = [f"0 {done}", "1 wrong use or local problem", f"2 {not_done} or server not reachable", *more]
    return f"Exit codes: {', '.join(codes)}, 130 interrupted."


_IMPORT_CODES = _codes("complete (or detached)", "not started", *_ENDS)
_WATCH_CODES = _codes("complete", "not watched", *_ENDS)
_STATUS_CODES = _codes("complete or not ended yet", "refused", *_ENDS)
_LOGS_CODES = _codes("done", "refused, not ended yet", "5 not known to the server")
_CHECK_CODES = _codes("an import could start", "an import could not start", "5 the key could not be checked")
_STOP_CODES = _codes(
    "stop requested", "not accepted", "5 not known whether it was accepted, or import not known to the server"
)
_CREATE_CODES = _codes("created", "not created", "5 not known whether it was created")


class WrongArguments(WrongInput):
    """The arguments are none of a command. ``usage`` is how it is called."""

    def __init__(self, message: str, prog: str, usage: str) -> None:
        advice = text("'{prog} --help' explains the arguments.", prog=prog)
        super().__init__(text("{message}", message=message), None, advice)
        self.usage = usage


class TextWanted(Exception):
    """The user wants to read something, the help or the version, and no command."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def wants_json(argv: Sequence[str]) -> bool:
    """Whether the arguments, which may be wrong, ask for JSON as output; after ``create-connection`` they name a file
    so."""
    options = list(argv[: argv.index("--")] if "--" in argv else argv)
    if options[:1] == ["--data-dir"]:
        del options[:2]
    elif options and options[0].startswith("--data-dir="):
        del options[:1]
    return options[:1] != ["create-connection"] and any(word.split("=")[0] == "--json" for word in options)


class _Parser(argparse.ArgumentParser):
    """Writes nothing and ends nothing: raises WrongArguments, and TextWanted for the help."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action=_Help, nargs=0, help="show this help message and exit")

    def error(self, message: str) -> NoReturn:
        raise WrongArguments(message, self.prog, self.format_usage().rstrip())


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise TextWanted(parser.format_help().rstrip())


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise TextWanted(f"{parser.prog} {__version__}")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; ``command`` is the name of the one that was chosen. Parsing raises WrongArguments
    and TextWanted."""
    root = _Parser(
        prog="dmm-desktop-cli",
        description="Import data into OutSystems environments through the DMM API.",
        epilog=f"{_TOKENS} {_IMPORT_CODES}",
    )
    root.add_argument("--data-dir", type=_path, metavar="DIR", help=_DATA_DIR)
    root.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    check = _command(
        commands, "check-environment", "Look for the DMM API, say what it can do, and try the key.", _KEY, _CHECK_CODES
    )
    _server(check)
    _json(check)

    create = _command(
        commands,
        "create-connection",
        "Create a Data Destination or Data Source in the environment.",
        _KEY,
        _CREATE_CODES,
    )
    _server(create)
    create.add_argument(
        "--json",
        dest="fields",
        type=_path,
        required=True,
        metavar="FILE",
        help="the connection's fields as a JSON object; '-' reads standard input",
    )

    run = _command(commands, "import", "Import a zip and follow the import to its end.", _TOKENS, _IMPORT_CODES)
    _server(run)
    run.add_argument(
        "--connection", type=_name, metavar="NAME", help="destination connection (default: Runtime Connection)"
    )
    run.add_argument("--zip", type=_path, required=True, metavar="FILE", help="the import zip")
    run.add_argument("--config", type=_path, metavar="FILE", help="JSON configuration, sent with every field it has")
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

    status = _command(commands, "status", "Show the status of an import, once.", _KEY, _STATUS_CODES)
    _execution(status)
    _patience(status)
    _json(status)

    stop = _command(commands, "stop", "Stop an import. Records already imported stay.", _KEY, _STOP_CODES)
    _execution(stop)
    _patience(stop)
    _json(stop)

    logs = _command(
        commands, "logs", "Show the log lines of an import, or save its log files once it has ended.", _KEY, _LOGS_CODES
    )
    _execution(logs)
    logs.add_argument(
        "--logs", type=_path, metavar="OUT.zip", help="save the zip of log files here instead; replaces a file"
    )
    _large_logs(logs)
    _patience(logs)

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
    command = commands.add_parser(name, help=summary, description=summary, epilog=" ".join(epilog))
    # What is given before the command holds where nothing is given after it.
    command.add_argument("--data-dir", type=_path, metavar="DIR", help=_DATA_DIR, default=argparse.SUPPRESS)
    return command


def _server(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--url",
        type=_text,
        required=True,
        help="address of the environment, https://HOST, or of its API with the full path",
    )
    command.add_argument(
        "--contract", type=_path, metavar="FILE", help="Swagger 2.0 file that describes the API at that address"
    )
    command.add_argument(
        "--ca",
        type=_path,
        metavar="FILE",
        help="certificate of an authority to trust besides those of this computer, as PEM or DER",
    )


def _execution(command: argparse.ArgumentParser) -> None:
    _server(command)
    command.add_argument("tracker_id", type=_name, metavar="TRACKER_ID", help="MainExecutionTrackerId of the execution")


def _results(command: argparse.ArgumentParser) -> None:
    command.add_argument("--logs", type=_path, metavar="OUT.zip", help="save the log files here; replaces a file")
    _large_logs(command)
    command.add_argument("--report", type=_path, metavar="OUT.json", help="save the report here; replaces a file")
    command.add_argument("--show-log", action="store_true", help="show the log lines as they come")
    command.add_argument(
        "--patience",
        type=_minutes,
        default=15.0,
        metavar="MINUTES",
        help="give up watching when the server gives no answer for this long (default: 15)",
    )
    _json(command)


def _patience(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--patience",
        type=_minutes,
        default=BRIEFLY / 60,
        metavar="MINUTES",
        help="give up when the server is busy or not reachable for this long (default: 2)",
    )


def _large_logs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--large-logs", action="store_true", help="save them also if they are larger than 1 GiB")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write the result as JSON, and nothing else, to stdout")


def _text(given: str) -> str:
    """Text without the white space around it, which means nothing in any name, id or address."""
    try:
        given.encode()
    except UnicodeEncodeError:  # how Python takes in what is not UTF-8
        raise argparse.ArgumentTypeError("it is not text in UTF-8") from None
    return given.strip()


def _name(given: str) -> str:
    name = _text(given)
    if not name:
        raise argparse.ArgumentTypeError("it is empty")
    return name


def _path(given: str) -> Path:
    """A path, whatever bytes it has. ``~`` is resolved where the shell did not: it does not after ``=``."""
    if not given.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return Path(os.path.expanduser(given))


def _minutes(given: str) -> float:
    try:
        minutes = float(given)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes < 1e6:
        raise argparse.ArgumentTypeError(f"{given} is not a number of minutes")
    return minutes
