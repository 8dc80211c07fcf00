"""What the server did not confirm, as the command line tells it: stops, connections, logs, offered tracker ids."""

import json
import zipfile
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.scripted_api import NOT_FOUND, TRACKER_ID, api, outputs, status
from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.resources import resource
from scripted_server import Exchange, Script, ScriptedServer, answering, holding, in_turn

FIELDS = {"ConnectionName": "Target", "ConnectionType": "DataDestination", "DatabaseType": "DMMREST"}
STOPPED = answering({"Success": True})
GOING = answering(status("InProgress", 1, 2))
BUSY = answering(b"", 503, "Retry-After: 1")
MAYBE = [
    "Error: It is not known whether the server accepted the stop request.",
    "  The server responded only: No permission.",
    "  The execution may still be running. You can request the stop again at any time. "
    "Check DMM on {host} to see what became of it.",
]


def _at(server: ScriptedServer) -> tuple[str, str]:
    return "--url", server.address


def test_a_text_does_not_make_a_stop_a_success(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(status=GOING, StopExecution=answering("No permission"))) as server:
        done = lone_cli("stop", *_at(server), TRACKER_ID)
        as_json = lone_cli("stop", *_at(server), TRACKER_ID, "--json")
        assert len(server.of("StopExecution")) == 2
    assert (done.code, done.out) == (5, "")
    assert done.notes == [line.format(host=server.host_and_port) for line in MAYBE]
    assert as_json.failure() == "It is not known whether the server accepted the stop request."
    assert as_json.json()["error"]["reason"] == "The server responded only: No permission."


def test_a_text_does_not_make_a_connection_a_success(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(CreateConnection=answering("Access denied"))) as server:
        done = lone_cli("create-connection", *_at(server), "--json", "-", stdin=json.dumps(FIELDS).encode())
    assert (done.code, done.out) == (5, "")
    assert done.notes[:2] == [
        "Error: It is not known whether the connection was created.",
        "  The server responded only: Access denied.",
    ]


@pytest.mark.parametrize("command", ["stop", "status", "logs", "watch"])
def test_the_search_for_the_api_is_repeated(lone_cli: CommandLine, command: str) -> None:
    description = in_turn(BUSY, answering(resource(BUILT_IN_FILE).read_bytes()))
    script = api(
        status=answering(status("Complete", 2, 2)),
        outputs=answering(outputs("Complete", records=2)),
        StopExecution=STOPPED,
        **{"swagger.json": description},
    )
    with ScriptedServer(script) as server:
        done = lone_cli(command, *_at(server), TRACKER_ID)
    assert done.code == 0
    assert done.notes[:2] == [f"{server.host_and_port} is busy (status 503).", "Trying again in 1 s."]


def test_a_stop_for_which_no_api_was_found_was_not_sent(lone_cli: CommandLine) -> None:
    with ScriptedServer(api(**{"swagger.json": BUSY})) as server:
        done = lone_cli("stop", *_at(server), TRACKER_ID, "--patience", "0")
    assert (done.code, done.notes[0]) == (2, "Error: The stop request was not sent.")


def _interrupted_stop(cli: CommandLine, script: Script) -> str:
    """What is said of a stop that is interrupted as soon as the script holds or the command waits."""
    with (
        ScriptedServer(script) as server,
        cli.start("stop", *_at(server), TRACKER_ID) as running,
    ):
        server.wait()
        running.interrupt()
        done = running.end()
    assert (done.code, done.out) == (130, "")
    return done.notes[-1]


def test_an_interrupted_stop_says_how_far_it_came(lone_cli: CommandLine) -> None:
    assert _interrupted_stop(lone_cli, api(**{"swagger.json": Exchange.hold})) == (
        "Interrupted. The stop request was not sent; the execution may still be running. "
        "Run the command again to stop it."
    )
    assert _interrupted_stop(lone_cli, api(StopExecution=holding())) == (
        "Interrupted. The stop request was sent, but it is not known whether the server accepted it. "
        "To see whether the execution stops, use the command status. You can request the stop again at any time."
    )

    busy = answering(b"", 503, "Retry-After: 60")
    with (
        ScriptedServer(api(StopExecution=busy)) as server,
        lone_cli.start("stop", *_at(server), TRACKER_ID) as running,
    ):
        running.wait_for("Trying again in 60 s.")
        running.interrupt()
        done = running.end()
    assert (done.code, done.notes[-1]) == (
        130,
        "Interrupted. The stop request was sent, but the server has not accepted it; "
        "the execution may still be running. Run the command again to stop it.",
    )


def test_a_stop_that_comes_too_late(lone_cli: CommandLine) -> None:
    refused = answering({"Errors": ["The execution has already ended"]}, 400)
    with ScriptedServer(api(status=answering(status("Complete")), StopExecution=refused)) as server:
        done = lone_cli("stop", *_at(server), TRACKER_ID)
    assert (done.code, done.notes) == (
        2,
        [
            "Error: The execution has already ended.",
            "  There is nothing left to stop: the server reports “Complete”.",
            "  Check its status to see how it ended.",
        ],
    )


def test_log_files_of_an_import_that_goes_on(lone_cli: CommandLine, tmp_path: Path) -> None:
    with ScriptedServer(api(status=GOING, outputs=answering({"Errors": ["No log files yet"]}, 404))) as server:
        done = lone_cli("logs", *_at(server), TRACKER_ID, "--logs", tmp_path / "logs.zip")
    assert (done.code, done.out, done.notes) == (
        2,
        "",
        [
            "Error: The logs were not saved as logs.zip.",
            "  The execution has not ended: the server reports “InProgress”.",
            "  Save the logs once it has ended. Until then, only its log lines can be read.",
        ],
    )
    assert not (tmp_path / "logs.zip").exists()


@pytest.mark.parametrize("command", ["status", "watch", "logs", "stop"])
def test_an_unknown_tracker_id_has_a_remedy(lone_cli: CommandLine, command: str) -> None:
    with ScriptedServer(api(StopExecution=answering({"Errors": ["Not found"]}, 404))) as server:
        done = lone_cli(command, *_at(server), "nope-1")
    assert done.code == 5
    assert "Check the tracker id and the environment." in done.out + done.err


def test_the_counts_of_a_forgotten_import_were_last_seen(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    script = api(status=in_turn(NOT_FOUND, GOING, NOT_FOUND))
    with ScriptedServer(script) as server:
        report = tmp_path / "report.json"
        done = lone_cli("import", *_at(server), "--zip", small, "--append", "--report", report, "--patience", "0")
        again = lone_cli("watch", *_at(server), TRACKER_ID)
    assert (done.code, again.code) == (5, 5)
    for lines in (done.lines, again.lines):
        assert lines[0] == (
            "The server no longer knows this import. It may still be running. "
            "Check DMM on 127.0.0.1 before you start it again."
        )
        assert lines[1].startswith("  Last seen 2") and lines[1].endswith(": 1 of 2 records.")
        assert lines[2:] == ["  7 rows in the zip; the number of records imported is not known."]
    saved = json.loads(report.read_bytes())
    assert saved["counts_last_seen"] == saved["times"]["answered"] is not None
    assert (saved["times"]["ended"], saved["environment"]["stage"]) == (None, None)
    [line] = lone_cli("runs").lines
    assert ": 1 of 2 records." in line and "Last seen 2" in line


def test_offered_tracker_ids_are_listed(lone_cli: CommandLine, small: Path) -> None:
    unclear = answering({"Result": {"JobId": 4711}, "Note": "queued"})
    with ScriptedServer(api(start=unclear)) as server:
        assert lone_cli("import", *_at(server), "--zip", small, "--append").code == 5
    [line] = lone_cli("runs").lines
    assert line.endswith("Its tracker id may be 4711: the server's response contains it.")
    [run] = lone_cli("runs", "--json").runs()
    assert (run["tracker_id"], run["offered_tracker_ids"]) == (None, ["4711"])


def test_every_finding_about_a_zip_is_in_the_document(lone_cli: CommandLine, tmp_path: Path) -> None:

    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("One_Data.csv", "Id\r\n1")
        archive.writestr("Two_Data.csv", "Id\r\n1")
    with ScriptedServer(api()) as server:
        done = lone_cli("import", *_at(server), "--zip", path, "--append", "--json")
    document = done.json()
    errors = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert done.code == 1 and len(errors) >= 2
    assert list(errors[0]) == ["rule", "severity", "file", "line", "column", "text", "count", "message"]
    for finding in document["findings"]:
        assert finding["message"] in done.err
