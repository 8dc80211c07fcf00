"""The ``check-environment`` command."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...api.contract import BoundOperation, Operation
from ...core.environment import KeyVerdict
from ...operations.check_environment import EnvironmentCheck, check_environment
from ..console import Console
from ..context import CommandContext
from ..exit_codes import ExitCode
from ..tokens import api_key_if_any

_NEEDED = (Operation.START_EXECUTION, Operation.GET_EXECUTION_STATUS)
_KEY_WORDS = {
    KeyVerdict.ACCEPTED: "accepted",
    KeyVerdict.REFUSED: "refused",
    KeyVerdict.UNCLEAR: "could not be checked",
    KeyVerdict.NOT_CHECKED: "not checked, because none was given",
}


def command(context: CommandContext) -> ExitCode:
    """Returns complete if an import could start; not started if no DMM API was found, the key was refused, or an
    operation needed for imports is missing; unknown if only the key could not be checked."""
    operations = context.operations
    operations.given_key = api_key_if_any(context.tokens, context.runner)
    check = context.runner.run(partial(check_environment, operations, context.address))
    context.console.give(_as_json(check))
    if not context.arguments.json:
        _show(check, context.console)
    if not _is_usable(check):
        return ExitCode.NOT_STARTED
    return ExitCode.COMPLETE if check.key.verdict is KeyVerdict.ACCEPTED else ExitCode.UNKNOWN


def _is_usable(check: EnvironmentCheck) -> bool:
    is_there = check.discovery.is_found or check.key.verdict is KeyVerdict.ACCEPTED
    has_all = all(check.endpoint.contract.has(operation) for operation in _NEEDED)
    return is_there and has_all and check.key.verdict is not KeyVerdict.REFUSED


def _show(check: EnvironmentCheck, console: Console) -> None:
    contract = check.endpoint.contract
    for probe in check.discovery.probes:
        reason = f" {probe.reason}" if probe.reason else ""
        console.say(f"{probe.place}: {probe.finding} (status {probe.status}){reason}")
    console.say(f"API: {check.endpoint.root}")
    console.say(f"Contract: {contract.source} ({contract.origin})")
    for note in (*check.discovery.notes, *check.discovery.hidden_roots):
        console.say(note)
    if not check.discovery.is_found:
        console.say("No description was found. The built-in API description is used; it may not match.")
    for operation, bound in contract.operations.items():
        if isinstance(bound, BoundOperation):
            lacks = f" (no place for {', '.join(bound.unplaced)})" if bound.unplaced else ""
            console.say(f"  {operation}: {bound.method} {bound.path}{lacks}")
        else:
            console.say(f"  {operation}: missing. {bound.reason}")
    reason = f" {check.key.reason}" if check.key.reason else ""
    console.say(f"REST API key: {_KEY_WORDS[check.key.verdict]}.{reason}")


def _as_json(check: EnvironmentCheck) -> dict[str, Any]:
    contract = check.endpoint.contract
    return {
        "api": str(check.endpoint.root),
        "contract": {"source": contract.source, "origin": contract.origin, "found": check.discovery.is_found},
        "looked_at": [
            {
                "place": probe.place,
                "finding": probe.finding,
                "status": probe.status,
                "reason": str(probe.reason) if probe.reason else None,
            }
            for probe in check.discovery.probes
        ],
        "notes": [str(note) for note in (*check.discovery.notes, *check.discovery.hidden_roots)],
        "operations": {
            operation: {"bound": True, "method": bound.method, "path": bound.path, "no_place_for": list(bound.unplaced)}
            if isinstance(bound, BoundOperation)
            else {"bound": False, "reason": str(bound.reason)}
            for operation, bound in contract.operations.items()
        },
        "key": {"verdict": check.key.verdict, "reason": str(check.key.reason) if check.key.reason else None},
    }
