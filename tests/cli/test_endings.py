"""How imports end, and every exit code that tells it."""

import json
import re
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.command_line import CommandLine, Done
from cli.conftest import CommandLineOf
from cli.scripted_api import COMPLETED, NOT_FOUND, STARTED, TRACKER_ID, api, lines, outputs, status
from demo_process import DemoProcess
from scripted_server import Exchange, ScriptedServer, answering, in_turn, leaving_after

Import = Callable[..., Done]


@pytest.fixture
def import_into(cli: CommandLine, demo: DemoProcess, customers: Path, tmp_path: Path) -> Import:
    """Return a function (connection, *arguments) -> what an import into it leaves."""

    def run(connection: str, *arguments: object) -> Done:
        words = ("--url", demo.address, "--zip", customers, "--append", "--connection", connection)
        return cli("import", *words, "--json", "--report", tmp_path / "report.json", *arguments)

    return run


@pytest.mark.parametrize(
    ("connection", "code", "state", "words"),
    [
        (
            "Runtime Connection",
            0,
            "completed",
            "Import completed. 5,022 records imported into 127.0.0.1 in 22 seconds.",
        ),
        ("Demo: nothing imported", 0, "nothing imported", "The import finished but no records were imported."),
        ("Demo: in error", 3, "failed", "Import failed. The import was aborted: the transaction log of"),
        ("Demo: entity errors", 4, "completed with errors", "Import completed with errors. 3 entities have errors."),
        ("Demo: new status word", 5, "ended", "The import ended with an undocumented status: Suspended"),
    ],
)
def test_every_ending_has_its_sentence_and_exit_code(
    import_into: Import, demo: DemoProcess, tmp_path: Path, connection: str, code: int, state: str, words: str
) -> None:
    logs = tmp_path / "logs.zip"
    logs.write_bytes(b"older")
    done = import_into(connection, "--logs", logs)
    report = done.json()
    assert (done.code, report["state"]) == (code, state)
    assert [line for line in done.notes if line.startswith(words)]
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == done.report()
    assert logs.read_bytes() == demo.logs_zip(report["tracker_id"])
    assert f"Logs saved as {logs}." in done.notes


def test_a_run_that_the_server_forgets(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 3, 7)), NOT_FOUND)
    with ScriptedServer(api(STARTED, answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--logs", tmp_path / "logs.zip", "--json")
        done = lone_cli("import", *words, "--patience", "0")
        assert server.of("GetExecutionOutputs") == []
    assert (done.code, done.json()["state"]) == (5, "no longer known")
    assert any(note.startswith("The server no longer knows this import.") for note in done.notes)
    assert not (tmp_path / "logs.zip").exists()


def test_a_run_that_is_not_listed_at_once_is_waited_for(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(*[NOT_FOUND] * 6, answering(status("InProgress", 3, 7)), answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
    assert (done.code, done.lines[0]) == (0, "Import completed. 7 records imported into 127.0.0.1.")
    assert done.notes.count("The server does not know the import yet. Asking again for up to a minute.") == 1
    with ScriptedServer(api(STARTED)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--patience", "0")
    assert (done.code, done.lines) == (
        5,
        [
            "The server does not know this import, although it gave it a tracker id. "
            "Check DMM on 127.0.0.1 before you start it again.",
            "  7 rows in the zip; the number of records imported is not known.",
        ],
    )


def test_a_log_without_end_does_not_keep_the_end_of_the_import_away(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    """Every page has lines, each time others, and more are announced with each answer."""
    asked = 0

    def get_status(exchange: Exchange) -> None:
        nonlocal asked
        asked += 1
        answer = status("InProgress" if asked < 15 else "Complete", 7, 7)
        if exchange.request.query["IncludeLogs"] == "true":
            page = f"10:40:{asked % 60:02} {asked} of page {exchange.request.query['LogPage']}"
            answer |= lines(page) | {"LogNumPages": 1000 + asked}
        exchange.answer(answer if asked > 1 else {"Status": "NotFound", "Success": True})

    report = tmp_path / "report.json"
    with ScriptedServer(api(STARTED, get_status, answering(outputs("Complete", records=7)))) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--show-log", "--report", report)
        done = lone_cli("import", *words)
        assert (done.code, done.lines[-2:]) == (0, COMPLETED)
        shown = lone_cli("logs", "--url", server.address, "77")
    notice = "The server keeps sending log pages beyond those it announces. Reading ended after"
    assert any(notice in note for note in done.notes)
    assert notice in json.loads(report.read_text("utf-8"))["log_notice"]
    [kept] = lone_cli("runs", "--json").runs()
    assert notice in kept["log_notice"]
    assert shown.code == 0 and any(notice in note for note in shown.notes)
    assert asked < 400


def test_the_end_is_said_while_a_long_log_is_still_read(lone_cli: CommandLine, small: Path) -> None:
    """Its pages are answered only after the end was said."""
    ended = threading.Event()

    def get_status(exchange: Exchange) -> None:
        page = exchange.request.query.get("LogPage", "none")
        if exchange.request.query["IncludeLogs"] == "true" and page in ("2", "3") and not ended.wait(20):
            exchange.reset()
            return
        answer = status("Complete", 7, 7)
        exchange.answer(answer | {**lines(f"line of page {page}" if page in "123" else ""), "LogNumPages": 3})

    scripts = api(STARTED, in_turn(NOT_FOUND, get_status), answering(outputs("Complete", records=7)))
    with ScriptedServer(scripts) as server:
        words = ("import", "--url", server.address, "--zip", small, "--append", "--show-log")
        with lone_cli.start(*words) as running:
            running.wait_for("Reading the rest of the log.")
            ended.set()
            done = running.end()
    assert done.code == 0
    assert done.lines == [
        *(f"line of page {n}" for n in (1, 2, 3)),
        *COMPLETED,
    ]
    assert "Import completed. 7 records imported into 127.0.0.1." in done.notes


def test_logs_that_cannot_be_fetched_are_said_to_be_not_saved(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    left = in_turn(answering(outputs("Complete", records=7)), Exchange.reset)
    with ScriptedServer(api(STARTED, answers, left)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--logs", tmp_path / "logs.zip")
        done = lone_cli("import", *words, "--patience", "0")
    assert (done.code, done.lines) == (1, COMPLETED)
    assert done.notes[-3:] == [
        "Error: The logs were not saved as logs.zip.",
        f"  The connection to {server.host_and_port} failed. The connection was refused or cut.",
        "  Check the address and your network, and whether the environment is up. "
        "Then save the logs again: the server does not keep them forever.",
    ]


def test_failing_entities_are_named_with_their_tips(cli: CommandLine, demo: DemoProcess, customers: Path) -> None:
    words = ("--url", demo.address, "--zip", customers, "--append", "--connection", "Demo: entity errors")
    report = cli("import", *words, "--json").json()
    done = cli("import", *words)
    assert done.code == 4
    [ending, imported, compared, advice, *failing] = done.lines
    assert ending == "Import completed with errors. 3 entities have errors."
    assert imported.endswith(" records were processed.")
    assert compared == f"  {report['reconciliation']['sentence']}" and advice == f"  {report['remarks'][1]}"
    expected = []
    for entity in report["error_report"]:
        times = "once" if entity["count"] == 1 else f"{entity['count']} times"
        expected += [f"  {entity['entity']}: {entity['error']} ({times})", f"    {entity['tip']}"]
    assert failing == expected and len(expected) == 6


def test_a_one_time_token_that_was_refused_can_be_given_again(
    cli: CommandLine, demo: DemoProcess, customers: Path
) -> None:
    words = ("--url", demo.address, "--zip", customers, "--keep-ids", "--connection", "Demo: one-time token refused")
    refused = cli("import", *words)
    assert (refused.code, refused.out) == (2, "")
    assert f"Error: {demo.host_and_port} refused the one-time token." in refused.notes
    assert cli("import", *words).code == 0


def test_a_wrong_key_is_noticed_before_the_upload(
    command_line: CommandLineOf, demo: DemoProcess, customers: Path
) -> None:
    starts = len(demo.received()["starts"])
    wrong = command_line(("another-key", demo.one_time_token))
    done = wrong("import", "--url", demo.address, "--zip", customers, "--append", "--json")
    assert (done.code, done.failure()) == (2, f"{demo.host_and_port} refused the REST API key.")
    assert done.notes[-4:] == [
        f"Error: {demo.host_and_port} refused the REST API key.",
        "  The key (X-DMM-Token) may be wrong, belong to another environment or have been replaced.",
        "  Enter the REST API key of this environment again.",
        "The import was not started.",
    ]
    assert len(demo.received()["starts"]) == starts
    assert wrong("runs", "--json").runs() == []


@pytest.mark.parametrize("word", ["InError", "Complete", "Stopped"])
def test_a_stopped_import_is_a_stopped_one(
    command_line: CommandLineOf, customers: Path, tmp_path: Path, word: str
) -> None:
    with DemoProcess("--scenario", "slow", "--pace", "0.1", "--stop-status", word) as server:
        cli = command_line((server.token, server.one_time_token))
        words = ("import", "--url", server.address, "--zip", customers, "--append", "--logs", tmp_path / "logs.zip")
        with cli.start(*words) as running:
            running.wait_for("Importing…")
            [start] = server.received()["starts"]
            stopped = cli("stop", "--url", server.address, start["tracker_id"])
            assert (stopped.code, stopped.lines) == (
                0,
                ["Stop requested. Records already imported stay in 127.0.0.1."],
            )
            done = running.end()
        assert done.code == 3
        assert done.lines[0].startswith("Import stopped. ")
        assert (tmp_path / "logs.zip").read_bytes() == server.logs_zip(start["tracker_id"])
        assert cli("watch", "--url", server.address, start["tracker_id"]).code == 3


def test_what_has_ended_cannot_be_stopped(cli: CommandLine, demo: DemoProcess, customers: Path) -> None:
    words = ("--url", demo.address, "--zip", customers, "--append", "--connection", "Demo: in error", "--json")
    tracker_id = cli("import", *words).json()["tracker_id"]
    done = cli("stop", "--url", demo.address, tracker_id)
    assert (done.code, done.out, done.notes[0]) == (2, "", "Error: The import has already ended.")
    assert done.notes[1] == "  There is nothing left to stop: the server reports “InError”."
    assert cli("runs", "--json").runs()[0]["state"] == "failed"


def test_a_connection_that_comes_back_is_waited_for(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(NOT_FOUND, leaving_after(None), answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, answering(outputs("Complete", records=7)))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
    assert (done.code, done.lines) == (0, COMPLETED)
    assert done.notes[-2:] == [
        f"The connection to {server.host_and_port} failed.",
        "The import may still be running. Trying again in 1 s.",
    ]


def test_patience_ends(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 3, 7)), leaving_after(None))
    report = tmp_path / "report.json"
    with ScriptedServer(api(STARTED, answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--report", report, "--json")
        done = lone_cli("import", *words, "--patience", "0")
    assert done.code == 5
    assert f"Error: The connection to {server.host_and_port} failed." in done.notes
    assert "The import may still be running: the server last reported “InProgress”. Tracker id: 77" in done.notes
    assert done.report() == json.loads(report.read_text("utf-8"))
    assert (done.json()["state"], done.json()["counts"]["completed_records"]) == ("running", 3)
    [doubt] = done.json()["remarks"]
    assert re.fullmatch(
        r"No response \(last seen \d{4}-\d\d-\d\d \d\d:\d\d\); the import may still be running\.", doubt
    )
    assert re.search(r"  77  Last seen \d{4}-\d\d-\d\d \d\d:\d\d: Importing…$", lone_cli("runs").lines[0])


def test_logs_that_are_no_zip_are_kept_beside_and_called_unsaved(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    logs = tmp_path / "logs.zip"
    logs.write_bytes(b"older")
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    left = answering(outputs("Complete", records=7, logs=b"These are no logs"))
    with ScriptedServer(api(STARTED, answers, left)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--logs", logs, "--json")
        done = lone_cli("import", *words)
    assert (done.code, done.json()["state"]) == (1, "completed")
    assert "Error: The logs could not be saved as logs.zip." in done.notes
    assert logs.read_bytes() == b"older"
    assert (tmp_path / "logs.not-a-zip.bin").read_bytes() == b"These are no logs"


def test_more_failing_entities_than_are_kept_are_counted(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    left = answering(outputs("Complete", *[{"FinalReportEntity": "Customer"}] * 10_002, records=7))
    with ScriptedServer(api(STARTED, answers, left)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
        stored = lone_cli("runs", "--json").runs()[0]
    assert (done.code, done.lines[0]) == (4, "Import completed with errors. 10,002 entities have errors.")
    assert done.lines[-2:] == [
        "  Customer: no reason given (count unknown)",
        "  10,000 of 10,002 failing entities are shown.",
    ]
    assert stored["counts"]["failing_entities"] == 10_002
    assert len(stored["error_report"]) == 10_000
    assert stored["error_report_notice"] == "10,000 of 10,002 failing entities are shown."


def test_large_logs_are_saved_only_where_the_user_says_so(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    """Nothing is half written, and what the import has come to is told all the same."""

    def left(exchange: Exchange) -> None:
        if exchange.request.query["IncludeLogs"] == "false":
            exchange.answer(outputs("Complete", records=7))
        else:
            exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n{"Logs": "QUFB')
            exchange.reset()

    logs = tmp_path / "logs.zip"
    logs.write_bytes(b"older")
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers, left)) as server:
        told = [
            "Error: The logs were not saved as logs.zip.",
            "  They are larger than 1 GiB.",
            "  To save them anyway, use the command logs with --large-logs.",
        ]
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--logs", logs, "--json")
        assert (done.code, done.json()["state"], done.notes[-3:]) == (1, "completed", told)
        words = ("logs", "--url", server.address, TRACKER_ID, "--logs", logs)
        done = lone_cli(*words)
        assert (done.code, done.notes[-3:]) == (1, told)
        done = lone_cli(*words, "--large-logs", "--patience", "0.01")
        assert done.code == 2 and f"Error: The connection to {server.host_and_port} failed." in done.notes
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["logs.zip"]
    assert logs.read_bytes() == b"older"


def test_a_failure_of_the_import_outweighs_one_of_saving(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InError", 3, 7, "The disk is full")))
    with ScriptedServer(api(STARTED, answers, answering(outputs("InError", records=3)))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--logs", tmp_path / "logs.zip")
    assert (done.code, done.lines) == (
        3,
        [
            "Import failed. The disk is full.",
            "  3 of 7 records were processed.",
            "  7 rows in the zip, 3 records reported: 4 fewer.",
        ],
    )
    assert "Error: The logs could not be saved as logs.zip." in done.notes
    assert not (tmp_path / "logs.zip").exists()


def test_an_environment_without_outputs_says_what_it_can(
    lone_cli: CommandLine, small: Path, tmp_path: Path, reduced_contract: Path
) -> None:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    with ScriptedServer(api(STARTED, answers)) as server:
        url = f"{server.address}/DMMAPI/rest/v1"
        words = ("--url", url, "--contract", reduced_contract, "--zip", small, "--append", "--json")
        done = lone_cli("import", *words, "--logs", tmp_path / "logs.zip")
        assert server.of("GetExecutionOutputs") == []
    assert (done.code, done.json()["state"], done.json()["error_report"]) == (5, "completed, unverified", None)
    assert "Error: The logs were not saved as logs.zip." in done.notes
    assert any("This environment's API has no usable GetExecutionOutputs." in note for note in done.notes)


@pytest.fixture
def reduced_contract(tmp_path: Path) -> Path:
    """The built-in description without GetExecutionOutputs."""
    from dmm_desktop.resources import resource

    description = json.loads(resource("dmm-api.swagger.json").read_bytes())
    del description["paths"]["/GetExecutionOutputs"]
    path = tmp_path / "reduced.json"
    path.write_text(json.dumps(description))
    return path


def test_a_server_that_is_not_there(lone_cli: CommandLine, small: Path, closed_port: int) -> None:
    done = lone_cli("import", "--url", f"http://127.0.0.1:{closed_port}", "--zip", small, "--append", "--json")
    assert (done.code, done.failure()) == (2, f"The connection to 127.0.0.1:{closed_port} failed.")
    assert done.notes[-4:] == [
        f"Error: The connection to 127.0.0.1:{closed_port} failed.",
        "  The connection was refused or cut.",
        "  Check the address and your network, and whether the environment is up.",
        "The import was not started.",
    ]
    assert lone_cli("runs", "--json").runs() == []


def test_an_environment_behind_a_login_page(command_line: CommandLineOf, customers: Path) -> None:
    with DemoProcess("--login-page") as server:
        cli = command_line((server.token, server.one_time_token))
        done = cli("import", "--url", server.address, "--zip", customers, "--append", "--json")
        assert (done.code, done.json()["state"]) == (2, "not started")
        assert "  It returned a web page that asks to sign in." in done.notes


def _with_a_name_that_only_others_read(path: Path) -> Path:
    """It is marked as UTF-8 and is not."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("é_Struct.dmm", b"x")
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9_"))
    return path


@pytest.mark.parametrize("kind", ["no structure", "only here"])
def test_a_zip_with_errors_can_be_sent_nonetheless(
    lone_cli: CommandLine, samples: Path, tmp_path: Path, kind: str
) -> None:
    received = []

    def start(exchange: Exchange) -> None:
        exchange.read_body()
        received.append(exchange.request.json()["ZipFile"])
        exchange.answer({"Success": False, "ErrorMessage": "There is no structure."})

    with ScriptedServer(api(start)) as server:
        source = samples / "no-structure.zip"
        if kind == "only here":
            source = _with_a_name_that_only_others_read(tmp_path / "name.zip")
        done = lone_cli("import", "--url", server.address, "--zip", source, "--append", "--start-anyway")
    assert done.code == 2 and len(received) == 1
    assert "  The server says: There is no structure." in done.notes
    words = (
        "Error: The zip has no entity structure" if kind == "no structure" else "Error: The name \ufffd__Struct.dmm is"
    )
    assert [line for line in done.notes if line.startswith(words)]


def test_results_that_could_not_be_read_are_read_by_watch(lone_cli: CommandLine, small: Path) -> None:
    page = answering("<!DOCTYPE html><title>Maintenance</title>", 200, "Content-Type: text/html")
    failing = {"FinalReportEntity": "Customer", "FinalReportError": "Too long", "Count": 7}
    later = answering(outputs("Complete", failing, records=7))
    get_outputs = in_turn(*[page] * 5, later)
    with ScriptedServer(api(STARTED, in_turn(NOT_FOUND, answering(status("Complete", 7, 7))), get_outputs)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--patience", "0")
        assert (done.code, len(server.of("GetExecutionOutputs"))) == (5, 5)
        [unread] = lone_cli("runs", "--json").runs()
        done = lone_cli("watch", "--url", server.address, TRACKER_ID)
        assert (done.code, done.lines[0]) == (4, "Import completed with errors. 1 entity has errors.")
    [read] = lone_cli("runs", "--json").runs()
    assert (unread["state"], read["state"]) == ("completed, unverified", "completed with errors")
