"""The command line keeps a log that it reads as the window does."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import NOT_FOUND, STARTED, api, lines, outputs, status
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.kept_log import LogEnd
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.workspace import Workspace
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn

LOG = ["10:00:00 [INFO] start", "10:00:03 [INFO] end"]


def get_status(exchange: Exchange) -> None:
    page: dict[str, Any] = lines(*(LOG if exchange.request.query.get("LogPage") == "1" else []))
    exchange.answer(status("Complete", 7, 7) | page | {"LogNumPages": 1})


OUTPUTS = answering(outputs("Complete", records=7))


def serving(get_outputs: Script = OUTPUTS) -> ScriptedServer:
    return ScriptedServer(api(STARTED, in_turn(NOT_FOUND, get_status), get_outputs))


def kept(data: Path) -> list[str] | None:
    """The lines of the kept log of the only run; None if there is none."""
    with Workspace.open(data) as workspace:
        [run] = workspace.runs()
        files = [file.name for file in workspace.kept_logs.files()]
        if run.kept_log is None:
            assert files == []
            return None
        assert files == [run.kept_log.file] and run.kept_log.end is LogEnd.WHOLE
        return [line for batch in workspace.kept_logs.read(run.kept_log.file) for line in batch]


def save_environment(data: Path, server: ScriptedServer, stage: Stage) -> None:
    with Workspace.open(data) as workspace, workspace.store() as store:
        store.environments.add(Environment("env", "ENV-1", Address.parse(server.address), stage))


@pytest.mark.parametrize(
    ("stage", "preferred", "is_kept"),
    [
        (Stage.DEVELOPMENT, "", True),
        (Stage.PRODUCTION, "", False),
        (None, "", False),
        (Stage.PRODUCTION, "kept_logs=always\n", True),
        (Stage.DEVELOPMENT, "kept_logs=never\n", False),
    ],
)
def test_a_log_that_is_shown_is_kept_as_the_window_prefers(
    lone_cli: CommandLine, small: Path, stage: Stage | None, preferred: str, is_kept: bool
) -> None:
    with serving() as server:
        if stage is not None:
            save_environment(lone_cli.data, server, stage)
        lone_cli.data.mkdir(exist_ok=True)
        (lone_cli.data / "preferences.ini").write_text(f"[General]\nlanguage=pt-PT\n{preferred}")
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--show-log")
        assert done.code == 0 and done.lines[: len(LOG)] == LOG
    assert kept(lone_cli.data) == (LOG if is_kept else None)


def test_a_log_that_is_not_read_is_not_kept_until_it_is(lone_cli: CommandLine, small: Path) -> None:
    with serving() as server:
        save_environment(lone_cli.data, server, Stage.TEST)
        assert lone_cli("import", "--url", server.address, "--zip", small, "--append").code == 0
        assert kept(lone_cli.data) is None
        assert lone_cli("logs", "--url", server.address, "77").lines == LOG
        assert kept(lone_cli.data) == LOG
        assert lone_cli("watch", "--url", server.address, "77", "--show-log").code == 0
    assert kept(lone_cli.data) == LOG


def test_a_choice_that_is_changed_meanwhile_counts(lone_cli: CommandLine, small: Path) -> None:
    preferences = lone_cli.data / "preferences.ini"

    def get_outputs(exchange: Exchange) -> None:
        preferences.write_text("[General]\nkept_logs=never\n")
        OUTPUTS(exchange)

    with serving(get_outputs) as server:
        save_environment(lone_cli.data, server, Stage.PRODUCTION)
        preferences.write_text("[General]\nkept_logs=always\n")
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--show-log")
        assert done.code == 0 and done.lines[: len(LOG)] == LOG
    assert kept(lone_cli.data) is None


@pytest.mark.parametrize("command", [("watch", "77", "--show-log"), ("logs", "77")])
def test_what_cannot_be_kept_is_told_in_one_sentence(
    lone_cli: CommandLine, small: Path, command: Sequence[str]
) -> None:
    with serving() as server:
        save_environment(lone_cli.data, server, Stage.TEST)
        assert lone_cli("import", "--url", server.address, "--zip", small, "--append").code == 0
        (lone_cli.data / "kept-logs").write_text("in the way")
        done = lone_cli(command[0], "--url", server.address, *command[1:])
    assert (done.code, done.lines[: len(LOG)]) == (0, LOG)
    [said] = [note for note in done.notes if "not kept" in note]
    assert said.startswith("The log is not kept on this computer. ")


def test_the_log_of_another_execution_does_not_replace_that_of_an_ended_run(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as logs:
        logs.writestr("Execution_77.log", "of another")
    answers: list[Script] = [get_status]
    left = outputs("Complete", records=7) | {"Logs": base64.b64encode(zipped.getvalue()).decode()}
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, lambda one: answers[-1](one)), answering(left))) as server:
        save_environment(lone_cli.data, server, Stage.TEST)
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--show-log")
        assert done.code == 0 and kept(lone_cli.data) == LOG
        answers.append(answering(status("Complete", 6, 6) | lines("a", "b", "c") | {"LogNumPages": 1}))
        read = lone_cli("logs", "--url", server.address, "77")
        saved = lone_cli("logs", "--url", server.address, "77", "--logs", tmp_path / "logs.zip")
        [listed, *_] = lone_cli("runs").lines
    assert (read.code, read.lines) == (2, [])
    assert read.notes[0] == "Error: The tracker id may now belong to another execution."
    assert (saved.code, saved.notes) == (0, ["The tracker id may now belong to another execution."])
    assert (tmp_path / "logs.zip").read_bytes() == zipped.getvalue()
    assert kept(lone_cli.data) == LOG and "may now belong to another execution" in listed
