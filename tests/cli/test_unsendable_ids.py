"""A tracker id that is not text, as a shell hands over bytes that are not UTF-8."""

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import STARTED, api, outputs, status
from scripted_server import ScriptedServer, answering


@pytest.mark.parametrize("command", ["status", "watch", "stop", "logs"])
def test_it_is_wrong_use(lone_cli: CommandLine, command: str) -> None:
    with ScriptedServer(api(STARTED, answering(status("Complete", 7, 7)), answering(outputs("Complete")))) as server:
        done = lone_cli(command, "--url", server.address, "77\udcff")
        assert server.of("GetExecutionStatus") == server.of("StopExecution") == []
    assert done.code == 1
    assert "UTF-8" in done.err and "defect" not in done.err
    assert lone_cli("runs").lines == ["No runs yet."]
