"""The ``learn`` command."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from ...core.errors import WrongInput
from ...core.local_files import decoded_file, read_open, read_text
from ...core.text import counted, text
from ...operations.learn_description import (
    MAX_SOURCE,
    BoundOperation,
    Given,
    Learned,
    LearningChoices,
    Operation,
    learn_description,
    place_of,
    read_source,
)
from ...operations.save_text import save_text
from ..console import Console
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..targets import check_targets

_LEFT_OUT = "-"


def command(context: CommandContext) -> ExitCode:
    """Returns complete if every operation is bound; not started if one is missing."""
    arguments, console, runner = context.arguments, context.console, context.runner
    if arguments.output is not None:
        runner.do(lambda: check_targets(arguments))
    given = [_given(context, path) for path in arguments.sources]
    choices = _choices(arguments.operations, arguments.keep, sum(len(one.requests) for one in given))
    name = ", ".join(path.name for path in arguments.sources)
    learned = runner.run(partial(learn_description, given, name, choices))
    _require_known(choices, learned)
    console.give(_as_json(learned))
    if not arguments.json:
        _show(learned, given, arguments.sources, console)
    if arguments.output is not None and learned.contract.describes_dmm:
        saved = runner.run(partial(save_text, learned.description, arguments.output))
        console.note(f"Description saved as {saved}.")
    return ExitCode.NOT_STARTED if learned.contract.missing else ExitCode.COMPLETE


def _given(context: CommandContext, path: Path) -> Given:
    runner = context.runner
    if str(path) != "-":
        name, content = path.name, runner.read(lambda: read_text(path, MAX_SOURCE, may_be_pipe=True))
    else:
        name = "Standard input"
        content = decoded_file(runner.ask(_standard_input), name)
    return runner.run(partial(read_source, content, name))


def _standard_input() -> bytes:
    """Read all of standard input, bypassing :data:`sys.stdin`, which stays locked if reading is abandoned."""
    return read_open(lambda: open(0, "rb", closefd=False), Path("Standard input"), MAX_SOURCE)


def _choices(operations: tuple[str, ...] | None, keep: list[str], count: int) -> LearningChoices:
    """The user's choices. Raises WrongInput for names that no operation has."""
    if operations is not None and len(operations) != count:
        raise WrongInput(
            text("--operations does not fit the requests."),
            text("It has {given} names; the sources contain {count} requests.", given=len(operations), count=count),
            text("Name the operation of each request, and '-' for those to leave out."),
        )
    chosen = {number: None if name == _LEFT_OUT else _operation(name) for number, name in enumerate(operations or ())}
    constants = [one.partition(".") for one in keep]
    return LearningChoices(chosen, constants=frozenset((_operation(name), label) for name, _, label in constants))


def _operation(name: str) -> Operation:
    found = next((one for one in Operation if one.lower() == name.lower()), None)
    if found is None:
        names = ", ".join(Operation)
        raise WrongInput(
            text("{name} is not an operation.", name=name), None, text("The operations are {names}.", names=names)
        )
    return found


def _require_known(choices: LearningChoices, learned: Learned) -> None:
    """Raise WrongInput if a value to keep is not one that may be kept."""
    offered = {(one.operation, one.label) for one in learned.constants}
    for operation, label in choices.constants:
        if (operation, label) not in offered:
            raise WrongInput(
                text("{name} cannot be kept.", name=f"{operation}.{label}"),
                text("The requests do not always send it, it is known, or it may be a secret."),
                text("Without --keep, it lists the values that can be kept."),
            )


def _show(learned: Learned, given: list[Given], paths: list[Path], console: Console) -> None:
    for path, one in zip(paths, given, strict=True):
        count = (
            counted("1 request", "{n} requests", len(one.requests))
            if one.requests
            else counted("1 operation", "{n} operations", len(one.described))
        )
        console.say(f"{path.name}: {one.kind}, {count}")
    if learned.base:
        console.say(f"API: {learned.origin}{learned.base}")
    for operation, bound in learned.contract.operations.items():
        if not isinstance(bound, BoundOperation):
            console.say(f"{operation}: missing. {bound.reason}")
            continue
        console.say(f"{operation}: {bound.method} {bound.path} ({bound.basis})")
        if operation is Operation.CREATE_CONNECTION:
            console.say(f"  fields: {', '.join(bound.places)}")
            continue
        for name, field in bound.places.items():
            console.say(f"  {name}: {place_of(field)} ({bound.bases[name]})")
        for constant in bound.constants:
            console.say(f"  constant: {place_of(constant)} = {constant.enum[0]}")
        if bound.unplaced:
            console.say(f"  no place for {', '.join(bound.unplaced)}")
    for value in learned.constants:
        if not value.is_kept:
            name = f"{value.operation}.{value.label}"
            console.say(f"Left out: {name} = {value.value}. To send it always, add --keep {name}")
    for note in learned.unused:
        console.say(note)
    if learned.ignored:
        console.say(f"Options ignored: {', '.join(learned.ignored)}.")
    if learned.key:
        console.say("The REST API key in the requests is not kept. Set it as DMM_TOKEN.")


def _as_json(learned: Learned) -> dict[str, Any]:
    return {
        "sources": list(learned.kinds),
        "api": f"{learned.origin}{learned.base}" or None,
        "operations": {
            operation: {
                "bound": True,
                "method": bound.method,
                "path": bound.path,
                "basis": str(bound.basis),
                "places": {
                    name: {
                        "in": field.place,
                        "name": ".".join(field.path) or field.name,
                        "basis": str(bound.bases[name]),
                    }
                    for name, field in bound.places.items()
                },
                "constants": {place_of(field): field.enum[0] for field in bound.constants},
                "no_place_for": list(bound.unplaced),
            }
            if isinstance(bound, BoundOperation)
            else {"bound": False, "reason": str(bound.reason)}
            for operation, bound in learned.contract.operations.items()
        },
        "left_out": [
            {"operation": one.operation, "place": one.label, "value": one.value}
            for one in learned.constants
            if not one.is_kept
        ],
        "ignored_options": list(learned.ignored),
        "notes": [str(note) for note in learned.unused],
    }
