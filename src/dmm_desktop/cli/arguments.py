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

#: The arguments that name files: those that a command reads, and those that it writes.
SOURCES = (
    *("zip", "config", "contract", "ca", "fields", "sources"),
    *("contract_from", "ca_from", "contract_to", "ca_to"),
)
TARGETS = ("save", "logs", "report", "html", "csv", "references_csv", "output")

_DATA_DIR = "folder for the application's data"
_KEY = "The REST API key is read from DMM_TOKEN or a prompt."
_TOKENS = (
    "The REST API key is read from DMM_TOKEN, the one-time token from DMM_TOKEN_OTP; otherwise a prompt asks for them."
)
_COPY_TOKENS = (
    "The REST API keys are read from DMM_TOKEN_FROM and DMM_TOKEN_TO, the one-time tokens from DMM_TOKEN_OTP_FROM and "
    "DMM_TOKEN_OTP_TO; otherwise prompts ask for them, for the destination's one-time token once the export is saved "
    "and checked."
)
_ENDS = (
    "3 failed or stopped",
    "4 complete with entity errors",
    "5 outcome unknown, or execution unknown to the server",
)
_STRICT_ENDS = (
    _ENDS[0],
    f"{_ENDS[1]}, or with --strict fewer or more records than rows in the zip",
    _ENDS[2],
)


def _codes(done: str, not_done: str, *more: str) -> str:
    codes = [f"0 {done}", "1 incorrect usage or local problem", f"2 {not_done} or server unreachable", *more]
    return f"Exit codes: {', '.join(codes)}, 130 interrupted."


_IMPORT_CODES = _codes("complete (or detached)", "not started", *_STRICT_ENDS)
_EXPORT_CODES = _codes(
    "complete (or detached)",
    "not started",
    _ENDS[0],
    f"{_STRICT_ENDS[1]}, or errors in the zip",
    f"{_ENDS[2]}, or no zip to save",
)
_COPY_CODES = (
    f"{_codes('complete', 'not started', *_STRICT_ENDS)} If the export does not complete without errors, or leaves no "
    "zip, the exit code is that of export, and nothing is imported."
)
_WATCH_CODES = _codes("complete", "not watched", *_ENDS)
_STATUS_CODES = _codes("complete or still running", "refused", *_ENDS)
_LOGS_CODES = _codes("done", "refused, still running", "5 unknown to the server")
_CHECK_CODES = _codes("an import could start", "an import could not start", "5 the key could not be checked")
_ZIP_CODES = (
    "Exit codes: 0 no findings, 1 incorrect usage or unreadable file, 3 errors, 4 only warnings, 130 interrupted."
)
_LEARN_CODES = "Exit codes: 0 all operations bound, 1 incorrect usage or unreadable file, 2 something is missing."
_STOP_CODES = _codes(
    "stop requested", "not accepted", "5 unknown whether it was accepted, or execution unknown to the server"
)
_CREATE_CODES = _codes("created", "not created", "5 unknown whether it was created")


class WrongArguments(WrongInput):
    """The arguments do not fit any command. ``usage`` shows how to call it."""

    def __init__(self, message: str, prog: str, usage: str) -> None:
        advice = text("'{prog} --help' explains the arguments.", prog=prog)
        super().__init__(text("{message}", message=message), None, advice)
        self.usage = usage


class TextWanted(Exception):
    """The user requested the help or the version instead of a command."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def wants_json(argv: Sequence[str]) -> bool:
    """Whether the arguments, which may be wrong, request JSON output. After ``create-connection``, ``--json`` names a
    file instead."""
    options = list(argv[: argv.index("--")] if "--" in argv else argv)
    if options[:1] == ["--data-dir"]:
        del options[:2]
    elif options and options[0].startswith("--data-dir="):
        del options[:1]
    return options[:1] != ["create-connection"] and any(word.split("=")[0] == "--json" for word in options)


class _Parser(argparse.ArgumentParser):
    """Raises WrongArguments, and TextWanted for the help, instead of printing and exiting."""

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
    """The parser of all commands; ``command`` is the name of the chosen one. Parsing raises WrongArguments and
    TextWanted."""
    root = _Parser(
        prog="dmm-desktop-cli",
        description="Import and export data of OutSystems environments through the DMM API.",
        epilog=f"{_TOKENS} {_IMPORT_CODES}",
    )
    root.add_argument("--data-dir", type=_path, metavar="DIR", help=_DATA_DIR)
    root.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    check = _command(
        commands, "check-environment", "Find the DMM API, list its operations, and test the key.", _KEY, _CHECK_CODES
    )
    _server(check)
    _json(check)

    contents = _command(
        commands, "check", "Check every row of an import zip. Needs no environment and no token.", _ZIP_CODES
    )
    contents.add_argument("zip", type=_path, metavar="FILE", help="the import zip")
    contents.add_argument(
        "--keep-ids", action="store_true", help="also check that ids ascend, as required to keep them"
    )
    contents.add_argument(
        "--references", action="store_true", help="also list the columns that point to other entities and to users"
    )
    _strict(contents)
    contents.add_argument(
        "--html",
        type=_path,
        metavar="OUT.html",
        help="save the check sheet, a page to print and file, here, replacing an existing file; it quotes data from "
        "the zip",
    )
    _reference(contents)
    contents.add_argument(
        "--csv",
        type=_path,
        metavar="OUT.csv",
        help="save the findings as CSV here, replacing an existing file; they quote data from the zip",
    )
    contents.add_argument(
        "--references-csv",
        type=_path,
        metavar="OUT.csv",
        help="find references and save them, with ids that are not in the zip, as CSV here, replacing an existing file",
    )
    _json(contents)

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
        help="the connection's fields as a JSON object; '-' reads them from standard input",
    )

    run = _command(commands, "import", "Import a zip and follow the import to its end.", _TOKENS, _IMPORT_CODES)
    _server(run)
    run.add_argument(
        "--connection", type=_name, metavar="NAME", help="destination connection (default: Runtime Connection)"
    )
    run.add_argument("--zip", type=_path, required=True, metavar="FILE", help="the import zip")
    run.add_argument("--config", type=_path, metavar="FILE", help="JSON configuration, sent with all of its fields")
    _mode(run)
    _results(run)
    _strict(run, " and fewer or more records than rows in the zip")
    run.add_argument("--start-anyway", action="store_true", help="start although the check found errors in the zip")
    _reference(run)
    run.add_argument("--detach", action="store_true", help="exit as soon as the import has started")

    export = _command(
        commands, "export", "Export data, follow the export to its end, and save its zip.", _TOKENS, _EXPORT_CODES
    )
    _server(export)
    export.add_argument(
        "--config", type=_path, required=True, metavar="FILE", help="JSON configuration, sent with all of its fields"
    )
    export.add_argument(
        "--connection", type=_name, metavar="NAME", help="source connection (default: Runtime Connection)"
    )
    export.add_argument("--structure-only", action="store_true", help="export the entities without their records")
    _save(export)
    _results(export)
    _strict(export, " and fewer or more records than rows in the saved zip")
    _reference(export)
    export.add_argument("--detach", action="store_true", help="exit as soon as the export has started")

    _copy(commands)

    watch = _command(
        commands, "watch", "Follow an import or export that has already started, here or elsewhere.", _KEY, _WATCH_CODES
    )
    _execution(watch)
    _save(watch)
    _results(watch)

    status = _command(commands, "status", "Show the status of an import or export, once.", _KEY, _STATUS_CODES)
    _execution(status)
    _patience(status)
    _json(status)

    stop = _command(commands, "stop", "Stop an import or export. Records already imported stay.", _KEY, _STOP_CODES)
    _execution(stop)
    _patience(stop)
    _json(stop)

    logs = _command(
        commands,
        "logs",
        "Show the log lines of a run, or save its log files once it has ended.",
        "Lines that are shown are kept as the preferences of the window say.",
        _KEY,
        _LOGS_CODES,
    )
    _execution(logs)
    logs.add_argument(
        "--logs",
        type=_path,
        metavar="OUT.zip",
        help="save the zip of log files here instead, replacing an existing file",
    )
    _large_logs(logs)
    _patience(logs)

    _learn(commands)

    runs = _command(
        commands,
        "runs",
        "List the imports and exports that this computer knows.",
        "Exit codes: 0 done, 1 incorrect usage or local problem.",
    )
    _json(runs)
    return root


def _copy(commands: argparse._SubParsersAction[_Parser]) -> None:
    copy = _command(
        commands,
        "copy",
        "Export data from one environment and import it into another.",
        _COPY_TOKENS,
        _COPY_CODES,
    )
    for end, name in (("from", "source"), ("to", "destination")):
        _url(copy, f"--{end}", f"address of the {name}", dest=f"url_{end}")
        copy.add_argument(
            f"--connection-{end}", type=_name, metavar="NAME", help=f"{name} connection (default: Runtime Connection)"
        )
        _reaching(copy, f"-{end}")
    copy.add_argument(
        "--config",
        type=_path,
        required=True,
        metavar="FILE",
        help="JSON configuration of the export, sent with all of its fields",
    )
    _mode(copy, required=True)
    copy.add_argument(
        "--save",
        type=_path,
        metavar="OUT.zip",
        help="save the zip of the export here, replacing an existing file; otherwise it is removed once the import has "
        "started",
    )
    _results(copy, " of the import")
    _strict(copy, " and fewer or more records than rows in the zip")
    _reference(copy)


def _mode(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    mode = command.add_mutually_exclusive_group(required=required)
    mode.add_argument("--append", dest="append", action="store_const", const=True, help="records get new ids")
    mode.add_argument("--keep-ids", dest="append", action="store_const", const=False, help="records keep their ids")


def _learn(commands: argparse._SubParsersAction[_Parser]) -> None:
    learn = _command(
        commands,
        "learn",
        "Show how the API is called according to descriptions and requests. Contacts no server.",
        "Sources: Swagger 2.0, OpenAPI 3 (JSON, YAML), Postman collections 2.1, HAR files, curl commands.",
        "Secrets in them are never kept.",
        _LEARN_CODES,
    )
    learn.add_argument(
        "sources", type=_path, nargs="+", metavar="FILE", help="a source; '-' reads one from standard input"
    )
    learn.add_argument(
        "--operations",
        type=_operations,
        metavar="NAME,…",
        help="operations of the requests, in their order; '-' leaves a request out",
    )
    learn.add_argument(
        "--keep",
        type=_name,
        action="append",
        default=[],
        metavar="OPERATION.PLACE",
        help="always send this value as in the requests; may be repeated",
    )
    learn.add_argument(
        "--output",
        type=_path,
        metavar="OUT",
        help="save the description for --contract here, as OpenAPI 3, replacing an existing file",
    )
    _json(learn)


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, *epilog: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary, epilog=" ".join(epilog))
    # A value given before the command applies unless there is another one after it.
    command.add_argument("--data-dir", type=_path, metavar="DIR", help=_DATA_DIR, default=argparse.SUPPRESS)
    return command


def _server(command: argparse.ArgumentParser) -> None:
    _url(command, "--url", "address of the environment")
    _reaching(command)


def _url(command: argparse.ArgumentParser, option: str, what: str, **how: str) -> None:
    help = f"{what}, https://HOST, or of its API with the full path"
    command.add_argument(option, type=_text, required=True, metavar="URL", help=help, **how)


def _reaching(command: argparse.ArgumentParser, end: str = "") -> None:
    command.add_argument(
        f"--contract{end}",
        type=_path,
        metavar="FILE",
        help="describes the API: Swagger 2.0, OpenAPI 3, Postman, HAR or curl",
    )
    command.add_argument(
        f"--ca{end}",
        type=_path,
        metavar="FILE",
        help="certificate of an additional authority to trust, as PEM or DER",
    )


def _execution(command: argparse.ArgumentParser) -> None:
    _server(command)
    command.add_argument("tracker_id", type=_name, metavar="TRACKER_ID", help="MainExecutionTrackerId of the execution")


def _results(command: argparse.ArgumentParser, of: str = "") -> None:
    command.add_argument(
        "--logs", type=_path, metavar="OUT.zip", help=f"save the log files{of} here, replacing an existing file"
    )
    _large_logs(command)
    command.add_argument(
        "--report", type=_path, metavar="OUT.json", help=f"save the report{of} here, replacing an existing file"
    )
    command.add_argument(
        "--show-log",
        action="store_true",
        help="show the log lines as they arrive, and keep them as the preferences of the window say; without this, the "
        "log is not read",
    )
    command.add_argument(
        "--patience",
        type=_minutes,
        default=15.0,
        metavar="MINUTES",
        help="stop watching if the server does not respond for this long (default: 15)",
    )
    _json(command)


def _save(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--save", type=_path, metavar="OUT.zip", help="save the zip of an export here, replacing an existing file"
    )


def _patience(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--patience",
        type=_minutes,
        default=BRIEFLY / 60,
        metavar="MINUTES",
        help="give up if the server is busy or unreachable for this long (default: 2)",
    )


def _large_logs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--large-logs", action="store_true", help="save the log files even if they are larger than 1 GiB"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="write the result as JSON, and nothing else, to stdout")


def _strict(command: argparse.ArgumentParser, more: str = "") -> None:
    command.add_argument(
        "--strict", action="store_true", help=f"treat warnings about values (rules 8, 9 and 10){more} as errors"
    )


def _reference(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--reference", type=_text, default="", metavar="TEXT", help="a text of yours, such as a ticket number"
    )


def _text(given: str) -> str:
    """The text without surrounding white space, which is meaningless in names, ids and addresses."""
    try:
        given.encode()
    except UnicodeEncodeError:  # surrogates: Python's form of bytes that are not UTF-8
        raise argparse.ArgumentTypeError("it is not text in UTF-8") from None
    return given.strip()


def _name(given: str) -> str:
    name = _text(given)
    if not name:
        raise argparse.ArgumentTypeError("it is empty")
    return name


def _operations(given: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _name(given).split(","))


def _path(given: str) -> Path:
    """A path of any bytes. ``~`` is expanded here because the shell does not expand it after ``=``."""
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
