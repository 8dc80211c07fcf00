"""A server that repeats the secrets in its API description or as the tracker id: no file and no text contains them."""

import base64
import html
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from cli.leaks import files_with, traces_of
from dmm_desktop.api.contract import Operation
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment, KeyVerdict
from dmm_desktop.core.errors import OutcomeUnknown
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_saved
from dmm_desktop.operations.run_report import run_report
from dmm_desktop.operations.start_import import start_import
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.session_keys import SessionKeys
from operation_contexts import given, saved_context
from operations.starting import KEY_ACCEPTED, noise, plan, server, stored
from scripted_server import ScriptedServer, answering, by_operation

KEY, ONE_TIME = "key+4Qz8/1=secret%", "otp&93/172=secret+"


def written(secret: str) -> list[str]:
    """The secret in the forms in which a server may write it."""
    packed = [base64.b64encode(before + secret.encode()).decode() for before in (b"", b"x", b"xx")]
    return [secret, quote(secret, safe=""), html.escape(secret), *packed]


def talkative_description() -> dict[str, Any]:
    """The documented API with the key in every text, and as the name of operations and fields."""
    words = " | ".join(written(KEY))
    description: dict[str, Any] = json.loads(resource("dmm-api.swagger.json").read_bytes())
    description["info"] = {"title": words, "version": KEY, "description": words}
    description["host"] = f"{KEY}.example"
    for operations in description["paths"].values():
        for operation in operations.values():
            operation |= {"summary": words, "description": words}
            for parameter in operation["parameters"]:
                parameter["description"] = words
    description["paths"][f"/{KEY}"] = {"get": {"operationId": f"Execution {KEY}", "responses": {}}}
    stop = description["paths"]["/StopExecution"]["post"]
    stop["parameters"].append({"name": KEY, "in": "query", "type": "string", "required": True})
    return description


def test_a_description_is_stored_without_the_key(workspace: Workspace) -> None:
    keys = SessionKeys(None)
    keys.put("e1", Token(KEY))
    context = saved_context(workspace, keys)
    scripts = {"swagger.json": answering(talkative_description()), "GetExecutionStatus": KEY_ACCEPTED}
    with ScriptedServer(by_operation(scripts)) as running:
        environment = Environment("e1", "DEV", Address.parse(running.address + "/DMMAPI/rest/v1"))
        with workspace.store() as store:
            store.environments.add(environment)
        checked = check_saved(context, environment, CancelToken(), ignore_progress)
    assert checked.check.key.verdict is KeyVerdict.ACCEPTED
    contract = checked.check.endpoint.contract
    [missing] = contract.missing
    assert (missing.operation, "it requires (hidden)" in str(missing.reason)) == (Operation.STOP_EXECUTION, True)
    assert "(hidden)" in str(checked.environment.description)
    assert traces_of(KEY, repr((checked.environment, contract)).encode()) == []
    assert files_with(KEY, workspace.paths.root) == []


@pytest.mark.parametrize("name", ["MainExecutionTrackerId", "ExecutionId"])
@pytest.mark.parametrize("secret", [KEY, ONE_TIME])
@pytest.mark.parametrize("form", range(len(written(KEY))))
def test_a_tracker_id_that_contains_a_token_is_not_used(
    workspace: Workspace, tmp_path: Path, form: int, secret: str, name: str
) -> None:
    """Shown and stored in part, it would be of no use; shown and stored whole, it would give the token away."""
    answer = {name: f"7-{written(secret)[form]}-7", "Success": True}
    with server(answering(answer)) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 1000))
        with pytest.raises(OutcomeUnknown) as caught:
            start_import(
                given(planned.address, Token(KEY), workspace), planned, Token(ONE_TIME), CancelToken(), ignore_progress
            )
    run = stored(workspace, planned)
    assert run is not None
    assert (run.state, run.tracker_id, run.unusable_answer) == (RunState.OUTCOME_UNKNOWN, "", True)
    assert "(hidden)" in run.received
    told = repr((run, caught.value.sentences, caught.value.details, run_report(run)))
    assert traces_of(secret, told.encode()) == []
    assert files_with(secret, workspace.paths.root) == []


@pytest.mark.parametrize("tracker_id", ["4711", "8c2f4711-4711-4c1e-9d3e-5f6a7b8c9d0e"])
def test_a_short_one_time_token_may_be_part_of_a_tracker_id_by_chance(
    workspace: Workspace, tmp_path: Path, tracker_id: str
) -> None:
    with server(answering({"MainExecutionTrackerId": tracker_id, "Success": True})) as running:
        planned = plan(running.address, noise(tmp_path / "import.zip", 1000))
        context = given(planned.address, Token(KEY), workspace)
        run: Run = start_import(context, planned, Token("4711"), CancelToken(), ignore_progress).run
    assert (run.state, run.tracker_id) == (RunState.STARTED, tracker_id)


def test_the_register_of_a_connection_is_the_one_it_was_made_from() -> None:
    register = Redaction()
    inner = register.within().within()
    inner.add(Token("4711"))
    assert (register.register, inner.register) == (register, register)
    assert (inner("4711"), inner.register("4711")) == ("(hidden)", "4711")
