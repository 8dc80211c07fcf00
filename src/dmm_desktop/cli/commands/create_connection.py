"""The ``create-connection`` command."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from ...core.errors import WrongInput
from ...core.job import Cancelled
from ...core.json_object import NoJsonObject, json_object
from ...core.local_files import MAX_TEXT, decoded_file, read_open, read_text
from ...core.text import text
from ...operations.create_connection import CreationCancelled, create_connection
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..runner import Runner


def command(context: CommandContext) -> ExitCode:
    """Returns complete once the server has accepted the connection; unknown if it gave no usable answer."""
    try:
        fields = _fields(context.arguments.fields, context.runner)
        context.ask_key()
        context.runner.run(partial(create_connection, context.operations, context.address, fields))
    except CreationCancelled:
        context.console.interrupted(
            "Interrupted. The connection may have been created: check DMM before you create it again."
        )
        return ExitCode.INTERRUPTED
    except Cancelled:
        context.console.interrupted("Interrupted. The connection was not created.")
        return ExitCode.INTERRUPTED
    context.console.say("The connection was created.")
    return ExitCode.COMPLETE


def _fields(path: Path, runner: Runner) -> dict[str, Any]:
    if str(path) == "-":
        name = "Standard input"
        content = decoded_file(runner.ask(_standard_input), name)
    else:
        name, content = path.name, runner.read(lambda: read_text(path, may_be_pipe=True))
    try:
        return json_object(content)
    except NoJsonObject as error:
        raise WrongInput(
            text("{name} cannot be used.", name=name),
            error.reason,
            text("Write the connection's fields as one JSON object, with each field's name as a key."),
        ) from error


def _standard_input() -> bytes:
    """Read all of standard input, bypassing :data:`sys.stdin`, which stays locked if reading is abandoned. Raises
    LocalError."""
    return read_open(lambda: open(0, "rb", closefd=False), Path("Standard input"), MAX_TEXT)
