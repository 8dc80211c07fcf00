"""``status``, ``watch``, ``logs`` and ``runs``: imports of the past, of elsewhere, and of killed processes."""

import base64
import json
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

import python_processes
from cli.command_line import PATIENCE, CommandLine
from cli.conftest import CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from cli.test_imports import log_of
from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import RUNTIME_CONNECTION, Environment
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.storage.database import Database
from dmm_desktop.storage.paths import DataPaths
from not_on_windows import USERS_FOLDER
from scripted_server import Exchange, ScriptedServer, answering, in_turn
from storage.sample_values import a_run

COMPLETED = "Import completed. 5,022 records imported into an unknown connection of 127.0.0.1 in 22 seconds."


@pytest.fixture
def finished(cli: CommandLine, demo: DemoProcess, customers: Path) -> str:
    """The tracker id of an import that somebody else has brought to its end."""
    others = CommandLine(cli.data.with_name("others"), (demo.token, demo.one_time_token))
    done = others("import", "--url", demo.address, "--zip", customers, "--append", "--json")
    assert done.code == 0
    tracker_id: str = done.json()["tracker_id"]
    return tracker_id


def test_an_import_of_elsewhere_can_be_followed(
    cli: CommandLine, demo: DemoProcess, finished: str, tmp_path: Path
) -> None:
    logs, report = tmp_path / "logs.zip", tmp_path / "report.json"
    assert cli("runs").lines == ["No runs yet."]
    words = ("--url", demo.address, finished, "--logs", logs, "--report", report, "--json", "--show-log")
    done = cli("watch", *words)
    assert (done.code, done.json()["state"], done.json()["file"]) == (0, "completed", None)
    assert json.loads(report.read_text("utf-8")) == done.report()
    assert logs.read_bytes() == demo.logs_zip(finished)
    assert [line for line in done.notes if " INFO " in line or " WARN " in line] == log_of(logs)
    [run] = cli("runs").lines
    assert run.endswith(f"  127.0.0.1  (import started elsewhere)  {finished}  {COMPLETED}")


def test_watching_again_does_not_lose_what_was_known(lone_cli: CommandLine, small: Path) -> None:
    """The server forgets; the history on this computer stays."""
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)), NOT_FOUND)
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        words = ("--url", server.address)
        assert lone_cli("import", *words, "--zip", small, "--append").code == 0
        before = lone_cli("runs", "--json").runs()
        again = lone_cli("watch", *words, TRACKER_ID)
    assert lone_cli("runs", "--json").runs() == before
    assert before[0]["state"] == "completed"
    assert (again.code, again.lines) == (
        0,
        ["Import completed. 7 records imported into 127.0.0.1.", "  7 rows in the zip, 7 records reported."],
    )


@pytest.mark.parametrize(
    ("answer", "code", "first_lines"),
    [
        (status("Queued"), 0, ["Waiting in the queue of 127.0.0.1."]),
        (status("InProgress", 1234, 5000), 0, ["Running…", "1,234 of 5,000 records, 0 of 0 instructions, 0:00:00"]),
        (status("Thinking", 3, 5), 0, ["The server reports: Thinking"]),
        (
            status("Complete", 7, 7),
            0,
            ["Execution completed. 7 records were processed."],
        ),
        (status("Complete"), 0, ["The execution finished but no records were processed."]),
        (status("InError", 3, 7, "The disk is full"), 3, ["Execution failed. The disk is full."]),
        (
            {"Status": "NotFound", "Success": True},
            5,
            ["The server does not know this execution. Check the tracker id and the environment."],
        ),
    ],
    ids=["Queued", "InProgress", "a new word", "Complete", "nothing", "InError", "NotFound"],
)
def test_status_says_how_it_stands(
    lone_cli: CommandLine, answer: dict[str, object], code: int, first_lines: list[str]
) -> None:
    word = str(answer["Status"])
    counts = answer.get("Report")
    records = counts["CompletedRecords"] if isinstance(counts, dict) and word == "Complete" else 0
    left = outputs(word, records=records) if word != "Thinking" else {"Success": False, "ErrorMessage": "Not yet"}
    with ScriptedServer(api(status=answering(answer), outputs=answering(left))) as server:
        done = lone_cli("status", "--url", server.address, TRACKER_ID)
        as_json = lone_cli("status", "--url", server.address, TRACKER_ID, "--json")
    assert (done.code, done.lines[: len(first_lines)], done.err) == (code, first_lines, "")
    assert (as_json.code, as_json.err) == (code, "")
    assert (as_json.json()["tracker_id"], as_json.json()["status"]) == (TRACKER_ID, word)


def test_status_of_a_server_that_refuses(lone_cli: CommandLine) -> None:
    refusals = {
        "Error: {host} refused the REST API key.": answering(b"", 401),
        "Error: {host} refused the request.": answering({"Success": False, "ErrorMessage": "No"}),
        "Error: {host} returned an error.": answering(b"", 500),
        "Error: {host} is busy (status 503).": answering(b"", 503),
        "Error: {host} is busy (status 429).": answering(b"", 429),
        "Error: {host} did not respond like the DMM API.": answering("<html>", 200, "Content-Type: text/html"),
    }
    for words, script in refusals.items():
        with ScriptedServer(api(status=script)) as server:
            done = lone_cli("status", "--url", server.address, TRACKER_ID, "--json", "--patience", "0")
        problem = words.format(host=server.host_and_port)
        assert (done.code, done.notes[0], len(done.notes)) == (2, problem, 3)
        assert (done.json()["tracker_id"], f"Error: {done.failure()}") == (TRACKER_ID, problem)


def test_a_watch_that_learns_nothing(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(status=answering(b"", 401))) as server:
        done = lone_cli("watch", "--url", server.address, TRACKER_ID, "--patience", "0", "--json")
    assert (done.code, done.json()["state"]) == (5, "started")
    assert done.notes[0] == f"Error: {server.host_and_port} refused the REST API key."
    assert done.notes[-1] == "The execution may still be running on the server. Tracker id: 77"


def test_logs_are_shown_or_saved(cli: CommandLine, demo: DemoProcess, finished: str, tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"older")
    saved = cli("logs", "--url", demo.address, finished, "--logs", target)
    assert (saved.code, saved.lines, saved.err) == (0, [f"Logs saved as {target}."], "")
    assert target.read_bytes() == demo.logs_zip(finished)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
    shown = cli("logs", "--url", demo.address, finished)
    assert (shown.code, shown.lines, shown.err) == (0, log_of(target), "")


def test_logs_that_are_not_there(lone_cli: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "logs.zip"
    target.write_bytes(b"older")
    not_yet = answering({"Status": "InProgress", "Success": False, "ErrorMessage": "Not ended yet"})
    with ScriptedServer(api(status=answering(status("Complete")), outputs=not_yet)) as server:
        done = lone_cli("logs", "--url", server.address, TRACKER_ID, "--logs", target)
        assert (done.code, done.notes[1]) == (2, "  The server says: Not ended yet.")
    with ScriptedServer(api()) as server:
        shown = lone_cli("logs", "--url", server.address, TRACKER_ID)
        assert (shown.code, shown.out) == (5, "")
        assert shown.notes[0] == f"Error: {server.host_and_port} does not know this execution."
    with ScriptedServer(api()) as server:
        done = lone_cli("logs", "--url", server.address, "nope", "--logs", target)
        assert (done.code, done.notes) == (
            5,
            [
                f"Error: {server.host_and_port} does not know this execution.",
                "  It has no execution with this tracker id, or no longer has it.",
                "  Check the tracker id and the environment.",
            ],
        )
    with ScriptedServer(api(status=answering(status("Complete")), outputs=answering(outputs("Complete")))) as server:
        done = lone_cli("logs", "--url", server.address, TRACKER_ID, "--logs", target)
        assert (done.code, done.notes[:2]) == (
            1, ["Error: The logs could not be saved as logs.zip.", "  The server sent no logs."],
        )  # fmt: skip
    assert target.read_bytes() == b"older"
    broken = {"Status": "InProgress", "Success": True, "Logs": "no base64!", "LogNumPages": 1}
    with ScriptedServer(api(status=answering(broken))) as server:
        done = lone_cli("logs", "--url", server.address, TRACKER_ID)
        assert (done.code, done.out) == (2, "")
        assert done.notes[0] == f"Error: {server.host_and_port} did not respond like the DMM API."


def test_several_runs_newest_first(cli: CommandLine, demo: DemoProcess, small: Path, customers: Path) -> None:
    words = ("import", "--url", demo.address, "--append", "--zip")
    assert cli(*words, small).code == 0
    assert cli(*words, customers, "--connection", "Demo: in error").code == 3
    assert cli(*words, small, "--detach").code == 0
    starts = [start["tracker_id"] for start in demo.received()["starts"][-3:]]
    shown = [line.split("  ") for line in cli("runs").lines]
    assert [line[3] for line in shown] == starts[::-1]
    assert [line[2] for line in shown] == ["small.zip", "customers.zip", "small.zip"]
    assert shown[0][4] == "The import was started."
    assert shown[1][4].startswith("Import failed. ")
    listed = cli("runs", "--json").runs()
    assert [run["tracker_id"] for run in listed] == starts[::-1]
    assert [run["connection"] for run in listed] == ["Runtime Connection", "Demo: in error", "Runtime Connection"]
    stands = cli("status", "--url", demo.address, starts[1], "--json").json()
    assert (stands["connection"], stands["file"]["name"]) == ("Demo: in error", "customers.zip")
    assert cli("watch", "--url", demo.address, starts[2]).code == 0
    assert cli("runs", "--json").runs()[0]["state"] == "completed"


def test_an_import_that_was_killed_while_the_server_thought(lone_cli: CommandLine, small: Path) -> None:
    def thinking(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.hold()

    with ScriptedServer(api(thinking)) as server:
        words = ("--url", server.address, "--zip", small, "--append")
        with lone_cli.start("import", *words) as running:
            running.wait_for("Sent. Waiting for the tracker id")
            [line] = lone_cli("runs").lines
            assert line.endswith("  -  The import was sent; the server has not responded yet.")
    done = lone_cli("runs")
    assert done.notes == ["DMM Desktop ended before the server responded to an import, so its outcome was unknown."]
    assert done.lines[0].endswith(
        "the import may be running. Check 127.0.0.1 before starting it again. "
        "7 rows in the zip; the number of records imported is not known."
    )
    assert lone_cli("runs").err == "", "said once"
    assert list((lone_cli.data / "owners").iterdir()) == []


def test_an_import_that_was_killed_while_it_was_uploaded(lone_cli: CommandLine, large: Path) -> None:
    def reading_slowly(exchange: Exchange) -> None:
        exchange.read_body(1000)
        exchange.hold()

    server = ScriptedServer(api(reading_slowly))
    with server, lone_cli.start("import", "--url", server.address, "--zip", large, "--append"):
        server.wait()
        assert lone_cli("runs").lines[0].endswith("  -  Uploading…")
    done = lone_cli("runs")
    assert (done.err, len(done.lines)) == ("", 1)
    words = "The import was not started. The application ended during the upload."
    assert done.lines[0].endswith(words)


def test_an_import_that_was_killed_while_it_was_watched_can_be_watched_on(
    command_line: CommandLineOf, small: Path
) -> None:
    with DemoProcess("--scenario", "slow", "--pace", "0.02") as server:
        cli = command_line((server.token, server.one_time_token))
        with cli.start("import", "--url", server.address, "--zip", small, "--append") as running:
            running.wait_for("The import was started.")
            running.wait_for("Importing…")
        [run] = cli("runs", "--json").runs()
        seen = datetime.fromisoformat(run["times"]["answered"]).astimezone().strftime("%Y-%m-%d %H:%M")
        [line] = cli("runs").lines
        assert line.endswith(f"  {run['tracker_id']}  Last seen {seen}: Importing…")
        done = cli("watch", "--url", server.address, run["tracker_id"], "--json")
        assert (done.code, done.json()["state"]) == (0, "completed")
        assert done.json()["file"] == run["file"]
        assert len(server.received()["starts"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason=USERS_FOLDER)
def test_without_a_data_folder_it_is_the_users_own(lone_cli: CommandLine, isolated_home: Path) -> None:
    words = [word for word in lone_cli.words("runs") if word not in ("--data-dir", str(lone_cli.data))]
    done = python_processes.run(words, capture_output=True, env=lone_cli.environment(), timeout=PATIENCE)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"No runs yet.\n", b"")
    assert (isolated_home / ".local" / "share" / "dmm-desktop" / "dmm-desktop.sqlite3").exists()


def test_a_damaged_database_is_set_aside(lone_cli: CommandLine) -> None:
    assert lone_cli("runs").code == 0
    (lone_cli.data / "dmm-desktop.sqlite3").write_bytes(b"no database at all" * 1000)
    done = lone_cli("runs", "--json")
    assert (done.code, done.runs()) == (0, [])
    assert done.notes[0].startswith("The database was damaged or made by another application. It was set aside as ")


def test_a_tracker_id_is_sent_as_it_was_given(lone_cli: CommandLine) -> None:
    strange = "a b/c?d=1&e#f%20+ü"
    with ScriptedServer(api()) as server:
        assert lone_cli("status", "--url", server.address, strange).code == 5
        [asked] = server.of("GetExecutionStatus")
        assert asked.query["MainExecutionTrackerId"] == strange
        assert base64.b64encode(strange.encode()).decode() not in asked.target


def test_white_space_around_ids_names_and_addresses_means_nothing(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        words = ("--url", f" {server.address}/\n", "--connection", "\tArchive 2\u00a0")
        assert lone_cli("import", *words, "--zip", small, "--append").code == 0
        assert json.loads(server.starts[0].json()["Configuration"])["DestinationDBConnection"] == "Archive 2"
        for command in ("status", "watch"):
            done = lone_cli(command, "--url", f"\u2003{server.address}", f" {TRACKER_ID}\r\n", "--json")
            assert (done.code, done.json()["tracker_id"], done.json()["connection"]) == (0, TRACKER_ID, "Archive 2")
        asked = [request.query["MainExecutionTrackerId"] for request in server.of("GetExecutionStatus")]
        assert set(asked) == {"0", TRACKER_ID}
    assert len(lone_cli("runs").lines) == 1


def test_a_mistyped_id_leaves_nothing_behind(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(status=NOT_FOUND)) as server:
        done = lone_cli("watch", "--url", server.address, "mistyped", "--json")
        assert (done.code, done.json()["state"]) == (5, "no longer known")
        assert "The server does not know this execution. Check the tracker id and the environment." in done.notes
        assert len(server.of("GetExecutionStatus")) == 1
    assert lone_cli("runs").lines == ["No runs yet."]


def test_a_run_is_told_by_the_names_of_environment_and_connection(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    ended = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, ended, answering(outputs("Complete", records=7)))) as server:
        lone_cli.data.mkdir()
        with Database.open(DataPaths.at(lone_cli.data).database).session() as store:
            store.environments.add(Environment("1", "DEV-1", Address.parse(server.address)))
        words = ("--url", server.address)
        done = lone_cli("import", *words, "--zip", small, "--append", "--connection", "Archive")
        assert done.lines == [
            "Import completed. 7 records imported into Archive (DEV-1).",
            "  7 rows in the zip, 7 records reported.",
        ]
        watched = lone_cli("watch", *words, "4711", "--json")
        assert watched.json()["connection"] is None and watched.json()["environment"]["name"] == "DEV-1"
        asked = lone_cli("status", *words, "4712")
        assert asked.lines[0] == "Execution completed. 7 records were processed."
    _, second, first = lone_cli("runs").lines
    assert first.endswith(
        "  Archive (DEV-1)  small.zip  77  Import completed. 7 records imported into Archive (DEV-1)."
        " 7 rows in the zip, 7 records reported."
    )
    assert "  DEV-1  (execution started elsewhere)  4711  " in second


def test_where_a_zip_comes_from_is_said_of_the_file_that_was_saved(lone_cli: CommandLine) -> None:
    origin = Origin("TEST-1", "test.example.com", "7", "ab" * 32, connection=RUNTIME_CONNECTION)
    lone_cli.data.mkdir()
    with Database.open(DataPaths.at(lone_cli.data).database).session() as store:
        for number, sha256 in enumerate(("ab" * 32, "cd" * 32)):
            run = a_run(zip_sha256=sha256, origin=origin, state=RunState.STARTED, tracker_id=f"{number}")
            store.runs.insert(run, None)
    changed, saved = lone_cli("runs").lines
    said = "The zip was exported from TEST-1 on test.example.com, tracker id 7."
    assert (said in changed, said in saved) == (False, True)
    assert [one["origin"] and one["origin"]["tracker_id"] for one in lone_cli("runs", "--json").runs()] == [None, "7"]
