"""The command line on an API in the platform's own shape."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import AT_ONCE, CommandLineOf
from cli.test_imports import complete_import
from demo_process import ANSWERS, DemoProcess

CONNECTION = {
    "ConnectionName": " Warehouse ",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=x",
}


@pytest.fixture
def platform() -> Iterator[DemoProcess]:
    with DemoProcess("--shape", "platform", *AT_ONCE) as running:
        yield running


@pytest.fixture
def on_platform(platform: DemoProcess, command_line: CommandLineOf) -> CommandLine:
    return command_line((platform.token, platform.one_time_token))


@pytest.mark.parametrize("answers", ["", ",".join(style for style in ANSWERS if style != "guid-ids")])
def test_an_import(command_line: CommandLineOf, customers: Path, tmp_path: Path, answers: str) -> None:
    with DemoProcess("--shape", "platform", "--answers", answers, *AT_ONCE) as platform:
        cli = command_line((platform.token, platform.one_time_token))
        complete_import(cli, platform, customers, tmp_path)


def test_its_operations_by_name(on_platform: CommandLine, platform: DemoProcess) -> None:
    done = on_platform("check-environment", "--url", platform.address)
    assert done.code == 0
    assert done.lines[-6:] == [
        "  CreateConnection: POST /connections/",
        "  StartExecution: POST /executions/",
        "  StopExecution: POST /executions/{MainExecutionTrackerId}/stop/",
        "  GetExecutionStatus: GET /status/{MainExecutionTrackerId}/{LogPage}/",
        "  GetExecutionOutputs: GET /outputs/{MainExecutionTrackerId}/",
        "REST API key: accepted.",
    ]


def test_a_connection_and_an_import_into_it(
    on_platform: CommandLine, platform: DemoProcess, small: Path, tmp_path: Path
) -> None:
    fields, config = tmp_path / "fields.json", tmp_path / "config.json"
    fields.write_text(json.dumps(CONNECTION), "utf-16")
    config.write_text('{"DestinationDBConnection": "Warehouse\\t", "DataAppendMode": true, "Rate": 0.10}', "utf-16")
    assert on_platform("create-connection", "--url", platform.address, "--json", fields).code == 0
    words = ("--url", platform.address, "--zip", small, "--config", config)
    done = on_platform("import", *words, "--json")
    assert (done.code, done.json()["connection"]) == (0, "Warehouse")
    assert '"Rate": 0.10' in done.out
    tracker_id = done.json()["tracker_id"]
    assert int(tracker_id) > 2**53
    found = on_platform("status", "--url", platform.address, tracker_id, "--json").json()
    assert (found["tracker_id"], found["state"]) == (tracker_id, "completed")
    logs = tmp_path / "logs.zip"
    assert on_platform("logs", "--url", platform.address, tracker_id, "--logs", logs).code == 0
    assert logs.read_bytes() == platform.logs_zip(tracker_id)


def test_a_stop(command_line: CommandLineOf, small: Path) -> None:
    with DemoProcess("--shape", "platform", "--scenario", "slow", "--pace", "1") as platform:
        cli = command_line((platform.token, platform.one_time_token))
        done = cli("import", "--url", platform.address, "--zip", small, "--append", "--detach", "--json")
        assert done.code == 0
        assert cli("stop", "--url", platform.address, done.json()["tracker_id"]).code == 0
        assert platform.received()["operations"]["StopExecution"] == 1
