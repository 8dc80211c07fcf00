"""The command line and a run whose tracker id has proved to be that of another execution."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from cli.command_line import CommandLine
from cli.scripted_api import STARTED, api, lines, outputs, status
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.record_outcome import record_outcome
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import saved_context
from scripted_server import ScriptedServer, answering

PROOF = "According to the server, the execution with the tracker id 77 is not an import."
REFUSED = [
    "Error: The tracker id belongs to another execution.",
    f"  {PROOF}",
    "  What became of the import is not known. Check DMM on 127.0.0.1.",
]


def serving() -> ScriptedServer:
    """A server on which an export of someone else has the tracker id by now."""
    left: dict[str, Any] = outputs("Complete", records=9)
    left |= {"Report": {"NRecords": 9, "ConfigurationType": "Export"}, "Logs": base64.b64encode(b"PK").decode()}
    ended = status("Complete", 9, 9) | lines("10:00:00 [INFO] The export has ended: Complete.")
    return ScriptedServer(api(STARTED, answering(ended), answering(left)))


def imported(cli: CommandLine, server: ScriptedServer, small: Path) -> None:
    done = cli("import", "--url", server.address, "--zip", small, "--append")
    assert done.code == 5 and "is not an import, so it is another one" in done.out


def test_what_belongs_to_another_execution_is_neither_stopped_nor_read(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    with serving() as server:
        imported(lone_cli, server, small)
        for command in (("stop", "77"), ("logs", "77"), ("logs", "77", "--logs", tmp_path / "logs.zip")):
            done = lone_cli(command[0], "--url", server.address, *command[1:])
            assert (done.code, done.out, done.notes) == (2, "", REFUSED) and not (tmp_path / "logs.zip").exists()
        assert server.of("StopExecution") == []


def test_what_a_user_recorded_stays(lone_cli: CommandLine, small: Path) -> None:
    def only() -> Run:
        with Workspace.open(lone_cli.data) as workspace:
            [run] = [run for run in workspace.runs() if run.was_started_here]
            return run

    with serving() as server:
        imported(lone_cli, server, small)
        with Workspace.open(lone_cli.data) as workspace:
            [run] = workspace.runs()
            context = saved_context(workspace)
            found = record_outcome(context, run, CancelToken(), ignore_progress, tracker_id="", started=True)
        assert only() == found and found.state is RunState.FOUND_STARTED
        said = f"{PROOF} A user checked 127.0.0.1: the import was started."
        assert said in lone_cli("runs").out
        for command in ("status", "watch"):
            done = lone_cli(command, "--url", server.address, "77")
            assert done.code == 0 and "import" not in done.out.lower()
            assert only() == found
        assert said in lone_cli("runs").out
