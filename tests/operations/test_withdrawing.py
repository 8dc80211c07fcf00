"""Operations that a dialog starts commit themselves before they change anything, and not at all once cancelled."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Connection, Environment, SavedEnvironment
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.presets import ImportPreset
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.core.token import Token
from dmm_desktop.operations.adopt_run import adopt_known
from dmm_desktop.operations.ask_again import known_again
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.create_connection import create_and_save
from dmm_desktop.operations.environments import add_connection, save_environment
from dmm_desktop.operations.presets import save_preset
from dmm_desktop.operations.record_outcome import record_outcome
from dmm_desktop.operations.runs import save_note
from dmm_desktop.operations.share_environments import add_environments
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import run_at, saved_context
from operations.watching import KEY, endpoint_at, status
from scripted_server import ScriptedServer, answering, by_operation

Operation = Callable[[SavedContext, Environment], partial[Any]]

_ID = "e1"
_FIELDS = {
    "ConnectionName": "Warehouse",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=db",
}
_OTHER = SavedEnvironment(Environment("e2", "OTHER", Address.parse("https://other.example.com")), ())
_TEXT = import_configuration(None, connection="Archive", append=False)


def _run(context: SavedContext, environment: Environment, **changes: Any) -> Any:
    run = replace(run_at(endpoint_at(environment.address.origin)), id="run", environment_id=_ID)
    return context.workspace.adopt(replace(run, **changes))


def _recorded(context: SavedContext, environment: Environment, tracker_id: str) -> partial[Any]:
    run = _run(context, environment, state=RunState.OUTCOME_UNKNOWN, tracker_id="")
    return partial(record_outcome, context, run, tracker_id=tracker_id, started=True)


def _noted(context: SavedContext, environment: Environment) -> partial[Any]:
    return partial(save_note, context, _run(context, environment).id, "for the auditors")


def _asked_again(context: SavedContext, environment: Environment) -> partial[Any]:
    return partial(known_again, context, _run(context, environment, state=RunState.NO_LONGER_KNOWN))


_OPERATIONS: dict[str, Operation] = {
    "create a connection": lambda context, one: partial(create_and_save, context, one, _FIELDS, None),
    "add a connection": lambda context, one: partial(add_connection, context, Connection(_ID, "Archive")),
    "save a preset": lambda context, one: partial(save_preset, context, ImportPreset.of(one, "Nightly", _TEXT), ""),
    "save an environment": lambda context, one: partial(
        save_environment, context, replace(one, stage=Stage.DEVELOPMENT), Token("key-29451")
    ),
    "add environments": lambda context, one: partial(add_environments, context, [_OTHER]),
    "watch an execution": lambda context, one: partial(adopt_known, context, _ID, "77"),
    "record an outcome": lambda context, one: _recorded(context, one, ""),
    "record a tracker id": lambda context, one: _recorded(context, one, "77"),
    "save a note": _noted,
    "ask again": _asked_again,
}


def _all_stored(workspace: Workspace) -> object:
    with workspace.store() as store:
        return store.saved_environments(), workspace.runs()


@pytest.mark.parametrize("operation", _OPERATIONS.values(), ids=_OPERATIONS)
def test_it_is_committed_or_changes_nothing(workspace: Workspace, operation: Operation) -> None:
    answers = by_operation(
        CreateConnection=answering({"Success": True}), GetExecutionStatus=answering(status("InProgress", 1, 10))
    )
    with ScriptedServer(answers) as server:
        environment = Environment(_ID, "PROD", Address.parse(server.address), Stage.PRODUCTION)
        with workspace.store() as store:
            store.environments.add(environment)
        keys = SessionKeys(None)
        keys.keep_for_session(_ID, KEY)
        job = operation(saved_context(workspace, keys), environment)
        before = _all_stored(workspace)
        cancelled = CancelToken()
        assert cancelled.withdraw()
        with pytest.raises(Cancelled):
            job(cancelled, ignore_progress)
        assert _all_stored(workspace) == before and keys.get(_ID) == KEY and server.of("CreateConnection") == []
        token = CancelToken()
        job(token, ignore_progress)
        assert not token.withdraw()
        assert _all_stored(workspace) != before
