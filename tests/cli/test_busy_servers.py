"""A server that is busy, or cannot be reached for a while: what is repeated, what is said meanwhile and at the end."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import COMPLETED, NOT_FOUND, STARTED, TRACKER_ID, api, lines, outputs, status
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn, leaving_after

COMPLETE = answering(status("Complete", 7, 7))
BUSY = {
    "429": answering({"Errors": ["Slow down."]}, 429, "Retry-After: 1"),
    "503": answering(b"", 503),
    "504": answering(b"", 504),
    "reset": Exchange.reset,
}
AGAIN = "Trying again in 1 s."


def _zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as logs:
        logs.writestr("Execution_77.log", "line\r\n" * 100)
    return content.getvalue()


ZIP = _zip()
FIELDS = {"ConnectionName": "A", "ConnectionType": "DataDestination", "DatabaseType": "SQLServer"}


def words(server: ScriptedServer, small: Path, *more: object) -> tuple[Any, ...]:
    return ("import", "--url", server.address, "--zip", small, "--append", *more)


@pytest.mark.parametrize("trouble", BUSY)
def test_a_stop_is_repeated_and_said_to_be_accepted_once_it_is(lone_cli: CommandLine, trouble: str) -> None:
    stop, going = in_turn(BUSY[trouble], answering({"Success": True})), answering(status("InProgress", 3, 7))
    with ScriptedServer(api(status=going, StopExecution=stop)) as server:
        done = lone_cli("stop", "--url", server.address, TRACKER_ID)
        assert len(server.of("StopExecution")) == 2
    assert (done.code, done.lines) == (
        0,
        ["Stop requested. To see whether the execution has ended, use the command status."],
    )
    assert done.notes[-1] == AGAIN


def test_a_stop_that_was_carried_out_without_an_answer_is_not_repeated(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(status=COMPLETE, StopExecution=BUSY["504"])) as server:
        done = lone_cli("stop", "--url", server.address, TRACKER_ID, "--json")
        assert len(server.of("StopExecution")) == 1
    assert done.failure() == "The execution has already ended."


@pytest.mark.parametrize("code", [429, 503])
def test_a_stop_that_is_not_accepted_says_what_is_known(lone_cli: CommandLine, code: int) -> None:
    with ScriptedServer(api(StopExecution=answering(b"", code))) as server:
        done = lone_cli("stop", "--url", server.address, TRACKER_ID, "--patience", "0.01", "--json")
        assert len(server.of("StopExecution")) == 2
    assert (done.code, done.failure()) == (2, "The server did not accept the stop request.")
    assert done.notes == [
        f"{server.host_and_port} is busy (status {code}).",
        AGAIN,
        "Error: The server did not accept the stop request.",
        f"  {server.host_and_port} is busy (status {code}). It accepts no requests at the moment.",
        "  The execution may still be running. You can request the stop again at any time. "
        "Tried 2 times. Wait a moment and try again.",
    ]


def test_a_stop_that_waits_can_be_interrupted(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(StopExecution=answering(b"", 503, "Retry-After: 100"))) as server:
        with lone_cli.start("stop", "--url", server.address, TRACKER_ID) as running:
            running.wait_for("Trying again in 100 s.")
            running.interrupt()
            done = running.end()
        assert len(server.of("StopExecution")) == 1
    assert done.code == 130


@pytest.mark.parametrize("trouble", BUSY)
@pytest.mark.parametrize("command", ["import", "logs"])
def test_one_moment_without_an_answer_costs_no_log_file(
    lone_cli: CommandLine, small: Path, tmp_path: Path, trouble: str, command: str
) -> None:
    logs = tmp_path / "logs.zip"
    reports = [answering(outputs("Complete", records=7))] if command == "import" else []
    left = in_turn(*reports, BUSY[trouble], answering(outputs("Complete", records=7, logs=ZIP)))
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, COMPLETE), left)) as server:
        if command == "import":
            done = lone_cli(*words(server, small, "--logs", logs))
            assert len(server.starts) == 1
        else:
            done = lone_cli("logs", "--url", server.address, TRACKER_ID, "--logs", logs)
    assert (done.code, AGAIN in done.notes) == (0, True)
    assert logs.read_bytes() == ZIP


def test_logs_that_do_not_come_are_told_and_the_import_keeps_its_code(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    endings: list[tuple[Script, dict[str, object], int]] = [
        (COMPLETE, outputs("Complete", records=7), 1),  # as the README says: complete, but the logs were not saved
        (COMPLETE, outputs("Complete", {"FinalReportEntity": "A", "Count": 1}, records=7), 4),
        (answering(status("InError", 3, 7, "No.")), outputs("InError", records=3), 3),
        (answering({"Status": "Complete"}), {"Status": "Complete"}, 5),
    ]
    for ended, left, code in endings:
        answers = in_turn(NOT_FOUND, ended)

        def get_outputs(exchange: Exchange, left: dict[str, object] = left) -> None:
            wants_logs = exchange.request.query["IncludeLogs"] == "true"
            exchange.answer(b"" if wants_logs else left, 429 if wants_logs else 200)

        with ScriptedServer(api(STARTED, answers, get_outputs)) as server:
            done = lone_cli(*words(server, small, "--logs", tmp_path / "logs.zip", "--patience", "0.01", "--json"))
        assert done.code == code
        document = done.json()
        assert document["error"]["title"] == "The logs were not saved as logs.zip."
        assert f"{server.host_and_port} is busy (status 429)." in document["error"]["reason"]
        assert "Tried 2 times." in document["error"]["advice"]
    assert list(tmp_path.glob("*.zip")) == []


@pytest.mark.parametrize("trouble", BUSY)
def test_status_and_log_lines_wait(lone_cli: CommandLine, trouble: str) -> None:
    with ScriptedServer(api(status=in_turn(BUSY[trouble], COMPLETE), outputs=answering(outputs("Complete")))) as server:
        done = lone_cli("status", "--url", server.address, TRACKER_ID)
    assert (done.code, done.notes[-1]) == (0, AGAIN)
    page = answering(status("Complete", 7, 7, **lines("one", "two")))
    with ScriptedServer(api(status=in_turn(BUSY[trouble], page, page, BUSY[trouble], page))) as server:
        done = lone_cli("logs", "--url", server.address, TRACKER_ID)
    assert (done.code, done.lines) == (0, ["one", "two"])
    assert done.notes.count(AGAIN) >= 1


def test_a_stopped_watch_says_no_more_than_the_server_said(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    """The server has said Complete, and only the results are missing."""
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, COMPLETE), answering(b"", 503, "Retry-After: 100"))) as server:
        report = tmp_path / "report.json"
        command = words(server, small, "--logs", tmp_path / "logs.zip", "--report", report)
        with lone_cli.start(*command) as running:
            running.wait_for("Trying again in 100 s.")
            running.interrupt()
            done = running.end()
    assert done.code == 130
    ended = "The server reports “Complete”. Its results have not been read yet."
    assert done.notes[-5:] == [
        f"{server.host_and_port} is busy (status 503).",
        "The import has ended. Trying again in 100 s.",
        f"Interrupted. {ended} Tracker id: 77",
        "No logs were saved. To save them once the import has ended, use the command logs.",
        f"Report saved as {report}.",
    ]
    assert "continu" not in done.err
    assert json.loads(report.read_text("utf-8"))["status"] == "Complete"
    assert lone_cli("runs").lines[0].endswith(f"77  {ended}")


@pytest.mark.parametrize("code", [429, 503])
def test_what_changes_something_is_never_repeated(
    lone_cli: CommandLine, small: Path, tmp_path: Path, code: int
) -> None:
    """StartExecution and CreateConnection: the user decides, whatever the server asks for."""
    busy = answering(b"", code, "Retry-After: 1")
    fields = tmp_path / "fields.json"
    fields.write_text(json.dumps(FIELDS))
    with ScriptedServer(api(busy, CreateConnection=busy)) as server:
        done = lone_cli(*words(server, small))
        created = lone_cli("create-connection", "--url", server.address, "--json", fields)
        assert (len(server.starts), len(server.of("CreateConnection"))) == (1, 1)
    assert (done.code, created.code != 0) == (2 if code == 429 else 5, True)
    assert f"is busy (status {code})" in created.err or code == 503
    assert f"busy (status {code})" in done.err


def test_a_cut_after_the_end_was_told_is_told(lone_cli: CommandLine, small: Path) -> None:
    """The rest of the log comes from a server that is busy meanwhile."""
    page = answering(status("Complete", 7, 7, **lines("one")))
    answers = in_turn(NOT_FOUND, page, page, BUSY["429"], leaving_after(None), page)
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        done = lone_cli(*words(server, small, "--show-log"))
    assert (done.code, done.lines) == (0, ["one", *COMPLETED])
