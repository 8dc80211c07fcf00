"""Lets the user confirm that data goes to Production."""

from __future__ import annotations

from ..core.environment import Environment
from ..core.errors import WrongInput
from ..core.text import text
from .context import CommandContext
from .tokens import has_terminal


def confirm_production(context: CommandContext, environment: Environment | None, connection: str) -> None:
    """Require the name of the destination, from ``--confirm`` or typed on the terminal, if it is known to be
    Production. Raises WrongInput and Cancelled."""
    if environment is None:
        return
    saved = environment
    name = context.runner.read(lambda: context.workspace.name_to_confirm(saved, connection))
    if name is None:
        return
    given = context.arguments.confirm
    if given is None and has_terminal():
        context.console.note(f"The data goes to Production. Type {name} to confirm:")
        given = context.runner.ask(_typed).strip()
    if given != name.strip():
        raise WrongInput(
            text("Nothing was started: the data would go to Production."),
            text("The name of the destination was not confirmed.")
            if given is None
            else text("“{given}” is not the name of the destination.", given=given),
            text("Type {name} when asked, or give it with --confirm.", name=name),
        )


def _typed() -> str:
    """A line of standard input, bypassing :data:`sys.stdin`, which stays locked if reading is abandoned."""
    with open(0, encoding="utf-8", errors="replace", closefd=False) as typed:
        return typed.readline()
