"""``--json``: one document on standard output, whatever becomes of the command."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.conftest import CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn, leaving_after

FOLLOWED = ("watch", "status", "stop")
NOWHERE = ("--url", "https://127.0.0.1:9")
COMPLETE = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["import"], "the following arguments are required: --url, --zip"),
        (["import", *NOWHERE, "--zip", "x", "--patience", "soon"], "argument --patience: soon is not a number"),
        (["import", *NOWHERE, "--zip", "x", "--append", "--keep-ids"], "argument --keep-ids: not allowed with"),
        (["watch", *NOWHERE], "the following arguments are required: TRACKER_ID"),
        (["watch", *NOWHERE, " "], "argument TRACKER_ID: it is empty"),
        (["status", "77"], "the following arguments are required: --url"),
        (["stop", *NOWHERE, "77", "--now"], "unrecognized arguments: --now"),
        (["runs", "--frobnicate"], "unrecognized arguments: --frobnicate"),
        (["check-environment", "--url"], "argument --url: expected one argument"),
        (["logs", *NOWHERE, "77"], "unrecognized arguments: --json"),
        (["frobnicate"], "argument COMMAND: invalid choice: 'frobnicate'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_wrong_arguments(lone_cli: CommandLine, words: list[str], title: str, place: str) -> None:
    at = 1 if place == "first" else len(words)
    done = lone_cli.plain(*words[:at], "--json", *words[at:])
    assert (done.code, done.failure()[: len(title)]) == (1, title)
    assert done.json()["error"]["reason"] is None
    assert "--help' explains the arguments." in done.json()["error"]["advice"]


def test_json_that_is_no_option_asks_for_nothing(lone_cli: CommandLine, tmp_path: Path) -> None:
    done = lone_cli("create-connection", *NOWHERE, "--json", tmp_path / "missing.json")
    assert (done.code, done.out) == (1, "")
    done = lone_cli.plain("status", "--", "--json")
    assert (done.code, done.out) == (1, "")


def test_help_is_text(lone_cli: CommandLine) -> None:
    done = lone_cli("runs", "--json", "--help")
    assert (done.code, done.lines[0]) == (0, "usage: dmm-desktop-cli runs [-h] [--data-dir DIR] [--json]")


def test_errors_on_this_computer(lone_cli: CommandLine, small: Path, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "text.json").write_text("no JSON")
    for words, title in (
        (["--zip", tmp_path / "none.zip", "--append"], "none.zip could not be read."),
        (["--zip", samples / "no-structure.zip", "--append"], "no-structure.zip cannot be imported."),
        (["--zip", small], "It is not specified whether records get new ids."),
        (["--zip", small, "--append", "--config", tmp_path / "text.json"], "The configuration cannot be used."),
        (["--zip", small, "--append", "--report", tmp_path], f"{tmp_path.name} cannot be used."),
        (
            ["--zip", small, "--append", "--detach", "--show-log"],
            "--detach cannot be combined with --logs or --show-log.",
        ),
    ):
        done = lone_cli("import", *NOWHERE, *words, "--json")
        assert (done.code, done.failure()) == (1, title)
    lone_cli.data.rename(tmp_path / "elsewhere")
    lone_cli.data.write_text("a file")
    for command in ("runs", "status", "stop", "watch"):
        done = lone_cli(command, *([] if command == "runs" else [*NOWHERE, "77"]), "--json")
        assert (done.code, done.failure()) == (1, f"The data folder {lone_cli.data} cannot be used.")
        assert done.json()["error"]["reason"] == f"{lone_cli.data} is a file, not a folder."
        assert done.json()["tracker_id"] == (None if command == "runs" else "77")


def test_no_key(command_line: CommandLineOf, small: Path) -> None:
    cli = command_line(())
    for command, *more in (("import", "--zip", small, "--append"), *((command, "77") for command in FOLLOWED)):
        done = cli(str(command), *NOWHERE, *more, "--json")
        assert (done.code, done.failure()) == (1, "DMM_TOKEN is not set.")


def test_servers_that_are_not_there_and_keys_that_are_refused(
    lone_cli: CommandLine, small: Path, closed_port: int
) -> None:
    commands = (
        ("import", "--zip", small, "--append"),
        *((command, "77", "--patience", "0") for command in ("status", "stop")),
    )
    for command, *more in (*commands, ("check-environment",)):
        done = lone_cli(str(command), "--url", f"http://127.0.0.1:{closed_port}", *more, "--json")
        failed = (
            "The stop request was not sent."
            if command == "stop"
            else f"The connection to 127.0.0.1:{closed_port} failed."
        )
        assert (done.code, done.failure()) == (2, failed)
    refusing = api(status=answering(b"", 401), StopExecution=answering(b"", 401))
    for command, *more in commands:
        with ScriptedServer(refusing) as server:
            done = lone_cli(str(command), "--url", server.address, *more, "--json")
        refused = f"{server.host_and_port} refused the REST API key."
        assert (done.code, refused in done.err) == (2, True)
        assert done.failure() == ("The server did not accept the stop request." if command == "stop" else refused)


@pytest.mark.parametrize(
    ("start", "code", "state", "title"),
    [
        (answering({"Errors": ["No licence"]}, 400), 2, "not started", "{host} refused the request."),
        (answering(b"", 401), 2, "not started", "{host} refused the one-time token."),
        (
            leaving_after(None),
            5,
            "outcome unknown",
            "The server did not respond after the import was sent, so the impor",
        ),
        (
            answering(b"", 504),
            5,
            "outcome unknown",
            "The server failed after the import was sent, so the import may be running.",
        ),
    ],
    ids=["refused", "one-time token", "cut", "504"],
)
def test_imports_that_do_not_start(
    lone_cli: CommandLine, small: Path, start: Script, code: int, state: str, title: str
) -> None:
    with ScriptedServer(api(start)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
    assert (done.code, done.json()["state"], done.json()["tracker_id"]) == (code, state, None)
    assert done.json()["error"]["title"].startswith(title.format(host=server.host_and_port))


@pytest.mark.parametrize(
    ("word", "failing", "code", "state"),
    [
        ("Complete", [], 0, "completed"),
        ("InError", [], 3, "failed"),
        ("Complete", [{"FinalReportEntity": "A", "Count": 1}], 4, "completed with errors"),
    ],
)
def test_an_end_is_no_error_of_the_command(
    lone_cli: CommandLine, small: Path, word: str, failing: list[dict[str, object]], code: int, state: str
) -> None:
    ends = in_turn(NOT_FOUND, answering(status(word, 7, 7)))
    with ScriptedServer(api(STARTED, ends, answering(outputs(word, *failing, records=7)))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
        asked = lone_cli("status", "--url", server.address, TRACKER_ID, "--json")
    for document in (done, asked):
        assert (document.code, document.json()["state"], document.json()["error"]) == (code, state, None)
        assert document.json()["tracker_id"] == TRACKER_ID


def test_what_could_not_be_saved_is_the_error(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    with ScriptedServer(api(STARTED, COMPLETE, answering(outputs("Complete", records=7)))) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--logs", tmp_path / "logs.zip", "--json")
        done = lone_cli("import", *words)
    assert (done.code, done.json()["state"]) == (1, "completed")
    error = done.json()["error"]
    assert (error["title"], error["reason"]) == ("The logs could not be saved as logs.zip.", "The server sent no logs.")
    assert f"  {error['advice']}" in done.notes


def test_an_end_of_patience_is_the_error(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 3, 7)), leaving_after(None))
    with ScriptedServer(api(STARTED, answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--patience", "0", "--json")
        done = lone_cli("import", *words)
    assert (done.code, done.json()["state"], done.json()["tracker_id"]) == (5, "running", TRACKER_ID)
    assert done.json()["error"]["title"] == f"The connection to {server.host_and_port} failed."


def test_a_stop(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(StopExecution=answering({"Success": True}))) as server:
        done = lone_cli("stop", "--url", server.address, TRACKER_ID, "--json")
    assert (done.code, done.json()) == (
        0,
        {"exit_code": 0, "state": None, "type": None, "tracker_id": TRACKER_ID, "error": None, "errors": []},
    )
    assert done.notes == ["Stop requested. To see whether the execution has ended, use the command status."]


@pytest.mark.parametrize("command", ["check-environment", *FOLLOWED])
def test_an_interrupted_command(lone_cli: CommandLine, command: str) -> None:
    def held(exchange: Exchange) -> None:
        exchange.hold()

    more = [] if command == "check-environment" else [TRACKER_ID]
    with ScriptedServer(held) as server, lone_cli.start(command, "--url", server.address, *more, "--json") as running:
        server.wait()
        running.interrupt(signal.SIGTERM)
        done = running.end()
    told = (
        "Interrupted. The stop request was not sent; the execution may still be running. "
        "Run the command again to stop it."
    )
    assert (done.code, done.failure()) == (130, told if command == "stop" else "Interrupted.")
    assert done.json()["tracker_id"] == (TRACKER_ID if more else None)


def test_a_defect(lone_cli: CommandLine, tmp_path: Path) -> None:
    """A module of ours that is broken is the only defect that can be had from outside."""
    broken = tmp_path / "broken" / "sitecustomize.py"
    broken.parent.mkdir()
    broken.write_text("import sys; sys.modules['dmm_desktop.cli.commands.runs'] = None")
    command = lone_cli.words("runs", "--json")
    done = subprocess.run(command, env=lone_cli.environment(PYTHONPATH=os.fspath(broken.parent)), capture_output=True)
    document = json.loads(done.stdout)
    assert (done.returncode, document["exit_code"], document["state"], document["tracker_id"]) == (1, 1, None, None)
    assert document["error"]["title"] == "This is a defect in dmm-desktop-cli (ModuleNotFoundError)."
    assert done.stderr.decode().splitlines() == [f"Error: {document['error']['title']}", "  Its log has the details."]
    assert "ModuleNotFoundError" in (lone_cli.data / "dmm-desktop.log").read_text("utf-8")
