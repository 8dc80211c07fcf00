"""``create-connection``"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ...core.errors import WrongInput
from ...core.text import text
from ...operations.create_connection import create_connection
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from .command import endpoint, read_file


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the server has accepted the connection."""
    fields = _fields(arguments.fields)
    token = api_key()
    runner.run(create_connection(endpoint(arguments, runner), token, fields))
    console.say("The connection was created.")
    return ExitCode.COMPLETE


def _fields(path: Path) -> dict[str, Any]:
    content = sys.stdin.read() if str(path) == "-" else read_file(path)
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise WrongInput(
            text("{name} cannot be used.", name=path.name),
            text("It is no valid JSON: {cause}.", cause=str(error)),
            text("Correct it and try again."),
        ) from error
    if not isinstance(fields, dict):
        raise WrongInput(
            text("{name} cannot be used.", name=path.name),
            text("It is no JSON object."),
            text("Write the connection's fields as one object, name by name."),
        )
    return fields
