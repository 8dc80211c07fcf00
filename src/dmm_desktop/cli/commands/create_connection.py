"""``create-connection``"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ...core.errors import WrongInput
from ...core.text import Text, text
from ...operations.create_connection import create_connection
from ..console import Console
from ..exit_codes import ExitCode
from ..runner import Runner
from ..tokens import api_key
from .command import decoded, read_file
from .server import endpoint


def command(arguments: argparse.Namespace, console: Console, runner: Runner) -> ExitCode:
    """Complete once the server has accepted the connection."""
    fields = _fields(arguments.fields, runner)
    token = api_key(runner)
    runner.run(create_connection(endpoint(arguments, runner), token, fields))
    console.say("The connection was created.")
    return ExitCode.COMPLETE


def _fields(path: Path, runner: Runner) -> dict[str, Any]:
    if str(path) == "-":
        name = "Standard input"
        with runner.asking():
            content = decoded(sys.stdin.buffer.read(), name)
    else:
        name, content = path.name, read_file(path)
    try:
        fields = json.loads(content, object_pairs_hook=_unique)
    except RecursionError as error:
        raise _unusable(name, text("It is nested too deeply.")) from error
    except ValueError as error:
        raise _unusable(name, text("It is no valid JSON: {cause}.", cause=str(error))) from error
    if not isinstance(fields, dict):
        raise _unusable(name, text("It is no JSON object."))
    return fields


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object with the same name twice: one of the two values would be lost unseen."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(f"{name} stands in it twice")
        fields[name] = value
    return fields


def _unusable(name: str, reason: Text) -> WrongInput:
    return WrongInput(
        text("{name} cannot be used.", name=name),
        reason,
        text("Write the connection's fields as one JSON object, name by name."),
    )
