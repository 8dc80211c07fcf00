"""The requests of a run as commands: run by bash and curl, they do what the application does. They contain no
secrets."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from demo_process import SHAPES, DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.configuration import import_configuration
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import EnvironmentRemoved
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_saved
from dmm_desktop.operations.context import SavedContext
from dmm_desktop.operations.environments import remove_environment, save_environment
from dmm_desktop.operations.request_commands import RequestCommand, request_commands
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from not_on_windows import SHELLS
from operation_contexts import saved_context

KEY = "key-4Qz81-secret"
ROOT = Address.parse("https://prod-2.acme.example/DMMAPI/rest/v1")


def an_import(environment: Environment, root: Address | None = ROOT, **changes: Any) -> Run:
    configuration = import_configuration(None, append=True).json_text
    run = Run(
        "r",
        root,
        datetime.now(UTC),
        RunState.COMPLETED,
        environment_id=environment.id,
        environment_name=environment.name,
        zip_path="/data/secret customer.zip",
        configuration=configuration,
        tracker_id="77",
    )
    return replace(run, **changes)


def commands(context: SavedContext, run: Run) -> dict[str, RequestCommand]:
    found = request_commands(context, run, CancelToken(), ignore_progress)
    assert [one.name for one in found] == [
        "StartExecution",
        "GetExecutionStatus",
        "StopExecution",
        "GetExecutionOutputs",
    ]
    return {one.name: one for one in found}


def saved(context: SavedContext, **changes: Any) -> Environment:
    """An environment as after a check, with the built-in description as its own."""
    description = resource("dmm-api.swagger.json").read_text("utf-8")
    values = {"root": ROOT, "description": description, **changes}
    environment = Environment("e1", "PROD", ROOT.with_path(""), **values)
    save_environment(context, environment, Token(KEY), CancelToken(), ignore_progress)
    with context.workspace.store() as store:
        store.environments.update(environment)
    return environment


def carried_out(command: str, server: DemoProcess, path: Path) -> Any:
    """The answer to a command that is pasted into bash."""
    tokens = {"DMM_TOKEN": server.token, "DMM_TOKEN_OTP": server.one_time_token, "DMM_ZIP": str(path)}
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **tokens}
    script = command.replace("curl -X", "curl -sS -X", 1)
    done = subprocess.run(["bash", "--norc"], input=script.encode(), env=environment, capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason=SHELLS)
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("shape", SHAPES)
def test_the_commands_work(workspace: Workspace, samples: Path, shape: str) -> None:
    context, path = saved_context(workspace), samples / "small.zip"
    with DemoProcess("--shape", shape) as server:
        environment = Environment("e1", "DEMO", Address.parse(server.address))
        save_environment(context, environment, Token(server.token), CancelToken(), ignore_progress)
        environment = check_saved(context, environment, CancelToken(), ignore_progress).environment
        run = an_import(environment, environment.root)
        start = commands(context, run)["StartExecution"]
        carried_out(start.as_text(str), server, path)
        (begun,) = server.received()["starts"]
        assert begun["zip_size"] == path.stat().st_size and begun["started"]
        asked = commands(context, replace(run, tracker_id=str(begun["tracker_id"])))
        for name in ("GetExecutionStatus", "StopExecution", "GetExecutionOutputs"):
            if asked[name].reason is None:
                carried_out(asked[name].as_text(str), server, path)
        counted = server.received()["operations"]
    assert all(counted[name] for name, one in asked.items() if one.reason is None)


def test_each_says_what_is_to_be_filled_in_and_what_it_does(workspace: Workspace) -> None:
    context = saved_context(workspace)
    run = an_import(saved(context))
    asked = commands(context, run)
    told = {name: [str(notice) for notice in one.notices] for name, one in asked.items()}
    key = "For bash. Set DMM_TOKEN to the REST API key."
    assert told == {
        "StartExecution": [
            "For bash. Set DMM_TOKEN to the REST API key, DMM_TOKEN_OTP to a new one-time token, and DMM_ZIP to the "
            "path of the zip.",
            "It starts another import.",
        ],
        "GetExecutionStatus": [key],
        "StopExecution": [key, "It stops the execution."],
        "GetExecutionOutputs": [key],
    }
    status = asked["GetExecutionStatus"].as_text(str)
    assert status.startswith(f"# {key}\n")
    assert f"\ncurl -X GET '{ROOT}/GetExecutionStatus?MainExecutionTrackerId=77&" in status
    assert run.zip_path not in asked["StartExecution"].command
    export = replace(run, type=ExecutionType.EXPORT, zip_path="")
    start = commands(context, export)["StartExecution"]
    assert [str(notice) for notice in start.notices] == [
        "For bash. Set DMM_TOKEN to the REST API key, and DMM_TOKEN_OTP to a new one-time token.",
        "It starts another export.",
    ]
    assert "DMM_ZIP" not in start.command and '"Type":"Export"' in start.command


def test_no_secret_is_in_them(workspace: Workspace) -> None:
    context = saved_context(workspace)
    description = json.loads(resource("dmm-api.swagger.json").read_text("utf-8"))
    for item in description["paths"].values():
        for operation in item.values():
            constant = {"name": "api_key", "in": "query", "required": True, "type": "string", "enum": ["K9"]}
            operation.setdefault("parameters", []).append(constant)
    network = Network("", "http://proxy.acme.example:8080", "me", proxy_password("pass word"))
    environment = saved(context, description=json.dumps(description), description_is_loaded=True, network=network)
    context.secrets.add(Token("otp-93172-secret"))
    configuration = json.dumps({"Note": f"{KEY} and otp-93172-secret", "Numbers": 12345678})
    for run in (
        an_import(environment, configuration=configuration),
        an_import(environment, configuration=configuration, tracker_id=f"77{KEY}"),
    ):
        for one in commands(context, run).values():
            assert one.reason is None, str(one.reason)
            text = one.as_text(str)
            for secret in (KEY, "otp-93172-secret", "K9", "proxy.acme.example", "pass"):
                assert secret not in text
            said = [str(notice) for notice in one.notices]
            assert "Secrets in it were replaced by “(hidden)”." in said
            assert "The proxy of this environment is not in it: add --proxy if you need one." in said


def test_constants_that_a_user_has_loaded_are_told(workspace: Workspace) -> None:
    """A secret need not be named like one."""
    context = saved_context(workspace)
    description = json.loads(resource("dmm-api.swagger.json").read_text("utf-8"))
    constant = {"name": "code", "in": "query", "required": True, "type": "string", "enum": ["AzX9"]}
    description["paths"]["/StopExecution"]["post"]["parameters"].append(constant)
    told = "It has values that the API description always sends."
    for is_loaded in (True, False):
        values = {"description": json.dumps(description), "description_is_loaded": is_loaded}
        environment = saved(context, **values)
        asked = commands(context, an_import(environment))
        with_notice = {
            name for name, one in asked.items() if any(str(notice).startswith(told) for notice in one.notices)
        }
        assert with_notice == ({"StopExecution"} if is_loaded else set())
        assert "code=AzX9" in asked["StopExecution"].command
        remove_environment(context, environment, CancelToken(), ignore_progress)


def test_a_configuration_that_is_no_json_without_its_secrets_is_left_out(workspace: Workspace) -> None:
    context = saved_context(workspace)
    run = an_import(saved(context), configuration='{"Number": 9876543210123456789}')
    context.secrets.add(Token("9876543210123456789"))
    command = commands(context, run)["StartExecution"].command
    assert "987654" not in command and "(hidden)" in command


def test_what_is_not_known_here_has_a_reason_instead_of_a_command(workspace: Workspace) -> None:
    context = saved_context(workspace)
    environment = saved(context)
    elsewhere = commands(context, an_import(environment, configuration="", zip_path=""))
    assert str(elsewhere["StartExecution"].reason) == "The configuration of this execution is not known here."
    assert elsewhere["StopExecution"].reason is None
    lost = commands(context, an_import(environment, tracker_id=""))
    assert lost["StartExecution"].reason is None
    for name in ("GetExecutionStatus", "StopExecution", "GetExecutionOutputs"):
        assert str(lost[name].reason) == "The tracker id of this execution is not known here."


def test_operations_that_the_api_lacks_have_the_reason_of_the_contract(workspace: Workspace) -> None:
    context = saved_context(workspace)
    description = json.loads(resource("dmm-api.swagger.json").read_text("utf-8"))
    description["paths"] = {path: item for path, item in description["paths"].items() if "Stop" not in path}
    environment = saved(context, description=json.dumps(description), description_is_loaded=True)
    stop = commands(context, an_import(environment))["StopExecution"]
    assert stop.command == "" and "StopExecution" in str(stop.reason)


def test_they_need_the_environment_but_no_key_and_ask_no_server(workspace: Workspace) -> None:
    context = saved_context(workspace)
    environment = saved(context)
    context.keys.remove(environment.id)
    run = an_import(environment)
    assert all(one.command for one in commands(context, run).values())
    remove_environment(context, environment, CancelToken(), ignore_progress)
    with pytest.raises(EnvironmentRemoved):
        commands(context, run)
