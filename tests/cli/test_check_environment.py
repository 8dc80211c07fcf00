"""``check-environment``: what was found where, what the API can do, and whether the key is accepted."""

import json
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import CommandLineOf
from cli.scripted_api import NOT_FOUND, api
from demo_process import DemoProcess
from dmm_desktop.resources import resource
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation

OPERATIONS = ["CreateConnection", "StartExecution", "StopExecution", "GetExecutionStatus", "GetExecutionOutputs"]
HTML = answering("<!DOCTYPE html><title>Welcome</title>", 200, "Content-Type: text/html")


def test_a_described_environment(cli: CommandLine, demo: DemoProcess) -> None:
    done = cli("check-environment", "--url", demo.address)
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        f"{demo.address}/swagger.json: nothing (status 404)",
        f"{demo.root}/swagger.json: a description of the DMM API (status 200)",
        f"API: {demo.root}",
        f"Contract: environment's description ({demo.root}/swagger.json)",
        "  CreateConnection: POST /CreateConnection",
        "  StartExecution: POST /StartExecution",
        "  StopExecution: POST /StopExecution",
        "  GetExecutionStatus: GET /GetExecutionStatus",
        "  GetExecutionOutputs: GET /GetExecutionOutputs",
        "REST API key: accepted.",
    ]
    found = cli("check-environment", "--url", demo.address, "--json").json()
    assert found["api"] == demo.root
    assert found["contract"] == {
        "source": "environment's description", "origin": f"{demo.root}/swagger.json", "found": True,
    }  # fmt: skip
    assert [probe["status"] for probe in found["looked_at"]] == [404, 200]
    assert list(found["operations"]) == OPERATIONS
    assert found["operations"]["StartExecution"] == {
        "bound": True, "method": "POST", "path": "/StartExecution", "no_place_for": [],
    }  # fmt: skip
    assert found["key"] == {"verdict": "accepted", "reason": None}
    assert demo.received()["misplaced_tokens"] == []


def test_without_a_key_only_the_description_is_looked_for(command_line: CommandLineOf, demo: DemoProcess) -> None:
    asked = demo.received()["operations"].get("GetExecutionStatus", 0)
    done = command_line(())("check-environment", "--url", demo.address)
    assert (done.code, done.lines[-1]) == (5, "REST API key: not checked, because none was given.")
    assert demo.received()["operations"].get("GetExecutionStatus", 0) == asked


def test_a_refused_key(command_line: CommandLineOf, demo: DemoProcess) -> None:
    wrong = command_line(("another-key",))
    done = wrong("check-environment", "--url", demo.address)
    assert (done.code, done.lines[-1][:24]) == (2, "REST API key: refused. T")
    done = wrong("check-environment", "--url", demo.address, "--json")
    assert (done.code, done.json()["key"]["verdict"]) == (2, "refused")


@pytest.mark.parametrize(
    ("script", "code", "verdict"),
    [
        (api(), 0, "accepted"),
        (api(status=answering({"Errors": ["No"], "StatusCode": 401}, 401)), 2, "refused"),
        (api(status=answering(b"", 500)), 2, "unclear"),
        (by_operation(), 2, "unclear"),
        (HTML, 2, "unclear"),
        (answering(b"", 302, "Location: /login"), 2, "unclear"),
    ],
    ids=["an API without description", "a refusal", "a failure", "nothing", "a web page", "redirects"],
)
def test_an_environment_without_description(lone_cli: CommandLine, script: Script, code: int, verdict: str) -> None:
    with ScriptedServer(script) as server:
        done = lone_cli("check-environment", "--url", server.address, "--json")
        assert [request.operation for request in server.requests] == ["swagger.json"] * 4 + ["GetExecutionStatus"]
        assert ["x-dmm-token" in request.headers for request in server.requests] == [False] * 4 + [True]
        assert "An assumption" not in done.err
        in_words = lone_cli("check-environment", "--url", server.address)
    found = done.json()
    assert (done.code, found["key"]["verdict"]) == (code, verdict)
    assert (found["contract"]["found"], found["contract"]["source"]) == (False, "built-in contract")
    assert "No description was found. The built-in API description is used; it may not match." in in_words.lines
    assert in_words.code == code


def test_what_cannot_be_bound_is_named(lone_cli: CommandLine, tmp_path: Path) -> None:
    description = json.loads(resource("dmm-api.swagger.json").read_bytes())
    del description["paths"]["/StopExecution"]
    start = description["paths"].pop("/StartExecution")
    with ScriptedServer(api(**{"swagger.json": answering(description)})) as server:
        done = lone_cli("check-environment", "--url", f"{server.address}/x")
        assert done.code == 2
        assert "  StopExecution: missing. The API description does not name it." in done.lines
        assert "  StartExecution: missing. The API description does not name it." in done.lines
    description["paths"]["/StartExecution"] = start
    contract = tmp_path / "without-stop.json"
    contract.write_text(json.dumps(description))
    with ScriptedServer(by_operation(GetExecutionStatus=NOT_FOUND)) as server:
        done = lone_cli("check-environment", "--url", f"{server.address}/x", "--contract", contract, "--json")
        assert [request.target.partition("?")[0] for request in server.requests] == ["/x/GetExecutionStatus"]
    found = done.json()
    assert (done.code, found["contract"]["origin"], found["looked_at"]) == (0, "without-stop.json", [])
    assert found["operations"]["StopExecution"] == {
        "bound": False, "reason": "The API description does not name it.",
    }  # fmt: skip


def test_operations_that_look_like_others_are_named(lone_cli: CommandLine, tmp_path: Path) -> None:
    description = json.loads(resource("dmm-api.swagger.json").read_bytes())
    paths = description["paths"]
    paths["/Starts"] = {"post": {**paths.pop("/StartExecution")["post"], "operationId": "Execution_Start"}}
    alike = "Execution_Start looks like StartExecution."
    with ScriptedServer(api(**{"swagger.json": answering(description)})) as server:
        done = lone_cli("check-environment", "--url", f"{server.address}/x")
        assert f"  StartExecution: missing. The API description does not name it. {alike}" in done.lines
        description["paths"] = {"/Starts": paths["/Starts"]}
        server_of_another = api(**{"swagger.json": answering(description)})
    with ScriptedServer(server_of_another) as server:
        done = lone_cli("check-environment", "--url", f"{server.address}/x")
        place = f"{server.address}/x/swagger.json"
        assert done.lines[0] == f"{place}: a description of another API (status 200) {alike}"
    (tmp_path / "other.json").write_text(json.dumps(description))
    done = lone_cli("check-environment", "--url", "https://host.example", "--contract", tmp_path / "other.json")
    assert (done.code, done.notes) == (
        1,
        [
            "Error: other.json does not describe the DMM API.",
            f"  It contains no usable operation of the DMM API. {alike}",
            "  Use the description of the environment's DMM API, or requests that call it.",
        ],
    )


def test_a_server_that_is_not_there(lone_cli: CommandLine, closed_port: int) -> None:
    done = lone_cli("check-environment", "--url", f"http://127.0.0.1:{closed_port}", "--json")
    assert (done.code, done.failure()) == (2, f"The connection to 127.0.0.1:{closed_port} failed.")
    assert done.notes == [
        f"Error: The connection to 127.0.0.1:{closed_port} failed.",
        "  The connection was refused or cut.",
        "  Check the address and your network, and whether the environment is up.",
    ]


def test_a_key_of_which_nothing_is_known_is_no_success(lone_cli: CommandLine) -> None:
    description = {"swagger.json": answering(resource("dmm-api.swagger.json").read_bytes())}
    with ScriptedServer(api(status=answering(b"", 500), **description)) as server:
        done = lone_cli("check-environment", "--url", f"{server.address}/x", "--json")
    assert (done.code, done.json()["key"]["verdict"]) == (5, "unclear")


def test_a_place_that_refuses_beside_others_that_do_not_exist(command_line: CommandLineOf) -> None:
    refusing, none = answering({"Errors": ["No"]}, 401), answering(b"", 404)

    def script(exchange: Exchange) -> None:
        (refusing if exchange.request.target.startswith("/DMM_API/rest/v1/") else none)(exchange)

    with ScriptedServer(script) as server:
        cli = command_line(("key-81762", "one-time-90134"))
        done = cli("check-environment", "--url", server.address)
        root = f"{server.address}/DMM_API/rest/v1"
        said = f"{root} exists, but refuses access without a key. If the API is there, use this as the address."
        assert said in done.lines
        assert cli("check-environment", "--url", server.address, "--json").json()["notes"] == [said]
        assert not [one for one in server.requests if one.target == f"{root}/GetExecutionStatus"]
