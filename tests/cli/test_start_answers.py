"""What an answer to StartExecution means, row by row, as a person at the command line learns it."""

import argparse
import faulthandler
import json
import threading
from pathlib import Path

import pytest

from cli.command_line import CommandLine, Done
from cli.scripted_api import STARTED, api, outputs, status
from cli.shell_lines import QUOTED, words_of
from dmm_desktop.cli.command_lines import import_line, watch_line
from dmm_desktop.resources import resource
from scripted_server import (
    Exchange,
    Script,
    ScriptedServer,
    answering,
    answering_early,
    in_turn,
    leaving_after,
    sending,
)

HTML = ("<!DOCTYPE html><title>Sign in</title>", 200, "Content-Type: text/html")
LONGEST_ANSWER_TIME = 300.0  # seconds until the client gives up

NOT_STARTED: dict[str, Script] = {
    "a redirect": answering(b"", 302, "Location: http://127.0.0.1:9/login"),
    "a permanent redirect": answering(b"", 308, "Location: /elsewhere"),
    "400 with errors": answering({"Errors": ["The zip is not accepted"], "StatusCode": 400}, 400),
    "400 without a word": answering(b"", 400),
    "401": answering({"Errors": ["Invalid X-DMM-Token-OTP."], "StatusCode": 401}, 401),
    "403": answering(b"", 403),
    "404": answering("<h1>Not found</h1>", 404, "Content-Type: text/html"),
    "405": answering(b"", 405),
    "413": answering("Maximum request length exceeded.", 413),
    "429": answering(b"", 429),
    "a login page": answering(*HTML),
    "Success false": answering({"Success": False, "ErrorMessage": "Another import is running"}),
    "Success false without a message": answering({"Success": False}),
    "an error and no id": answering({"ErrorMessage": "Another import is running"}),
    "an error, and Success nonetheless": answering({"Success": True, "ErrorMessage": "Another import is running"}),
    "errors with status 200": answering({"Errors": ["Another import is running"]}),
    "a null id and an error": answering({"MainExecutionTrackerId": 0, "ErrorMessage": "Another import is running"}),
}
#: With a zip that no socket's buffers can hold, so that the last byte cannot be on its way.
CUT_BEFORE_THE_LAST_BYTE: dict[str, Script] = {
    "reset at the head": leaving_after(0),
    "reset in the middle": leaving_after(1_000_000),
    "closed in the middle": leaving_after(1_000_000, then=Exchange.close),
    "refused in the middle": answering_early({"Errors": ["Too large"]}, 413, read=1_000_000),
}
UNKNOWN: dict[str, Script] = {
    "500": answering({"Errors": ["Object reference not set"], "StatusCode": 500}, 500),
    "502": answering("<h1>Bad gateway</h1>", 502, "Content-Type: text/html"),
    "503": answering(b"", 503),
    "504": answering("<h1>Gateway time-out</h1>", 504, "Content-Type: text/html"),
    "reset after the last byte": leaving_after(None),
    "closed after the last byte": leaving_after(None, then=Exchange.close),
    "no HTTP": sending(b"220 mail ready\r\n"),
    "half a head": sending(b"HTTP/1.1 200 OK\r\nContent-"),
    "half an answer": answering({"MainExecutionTrackerId": 77}, length=500),
    "half a JSON text": answering('{"MainExecutionTrackerId": 7'),
    "not JSON": answering("started!"),
    "no object": answering([77]),
    "an empty answer": answering(b""),
    "neither id nor error": answering({"Success": True, "ErrorMessage": ""}),
    "an empty object": answering({}),
    "a null id": answering({"MainExecutionTrackerId": None, "Success": True}),
}


def scripts(rows: dict[str, Script]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("script", rows.values(), ids=rows.keys())


def start(cli: CommandLine, server: ScriptedServer, source: Path, folder: Path) -> Done:
    """Start an import, and check that report and output agree, and that it was sent once."""
    report = folder / "report.json"
    done = cli("import", "--url", server.address, "--zip", source, "--append", "--json", "--report", report)
    assert len(server.starts) == 1
    assert done.report() == json.loads(report.read_text("utf-8"))
    return done


def state_of(done: Done) -> tuple[int, str, str | None]:
    return done.code, done.json()["state"], done.json()["tracker_id"]


@scripts(NOT_STARTED)
def test_a_refusal_means_not_started(lone_cli: CommandLine, script: Script, small: Path, tmp_path: Path) -> None:
    with ScriptedServer(api(script)) as server:
        done = start(lone_cli, server, small, tmp_path)
    assert state_of(done) == (2, "not started", None)
    assert f"Error: {server.host_and_port} " in done.err
    assert "The import was not started." in done.notes


@scripts(CUT_BEFORE_THE_LAST_BYTE)
def test_a_cut_before_the_last_byte_means_not_started(
    lone_cli: CommandLine, script: Script, large: Path, tmp_path: Path
) -> None:
    with ScriptedServer(api(script)) as server:
        done = start(lone_cli, server, large, tmp_path)
    assert state_of(done) == (2, "not started", None)
    assert "The import was not started." in done.notes


def test_a_refused_connection_means_not_started(
    lone_cli: CommandLine, small: Path, tmp_path: Path, closed_port: int
) -> None:
    contract = tmp_path / "swagger.json"
    contract.write_bytes(resource("dmm-api.swagger.json").read_bytes())
    url = f"http://127.0.0.1:{closed_port}/DMMAPI/rest/v1"
    done = lone_cli("import", "--url", url, "--contract", contract, "--zip", small, "--append", "--json")
    assert state_of(done) == (2, "not started", None)
    assert f"The connection to 127.0.0.1:{closed_port} failed." in done.err


@scripts(UNKNOWN)
def test_no_usable_answer_means_that_nobody_knows(
    lone_cli: CommandLine, script: Script, small: Path, tmp_path: Path
) -> None:
    with ScriptedServer(api(script)) as server:
        done = start(lone_cli, server, small, tmp_path)
    assert state_of(done) == (5, "outcome unknown", None)
    assert any(
        note.startswith("Error: The server") and note.endswith("the import may be running.") for note in done.notes
    )
    assert f"  Check {server.host_and_port} before starting it again." in done.notes
    assert "not started" not in done.err


def test_the_list_of_runs_tells_how_each_start_went(lone_cli: CommandLine, small: Path) -> None:
    answers = in_turn(answering({"Errors": ["No licence"]}, 400), leaving_after(None), STARTED)
    with ScriptedServer(api(answers)) as server:
        words = ("--url", server.address, "--zip", small, "--append", "--detach", "--json")
        reports = [lone_cli("import", *words).report() for _ in range(3)]
    assert lone_cli("runs", "--json").runs() == reports[::-1]
    started, unknown, refused = lone_cli("runs").lines
    assert started.endswith("  small.zip  77  The import was started.")
    assert "the import may be running. Check 127.0.0.1 before starting it again. 7 rows in the zip; " in unknown
    assert "  small.zip  -  The import was not started. " in refused and "No licence" in refused


@pytest.mark.parametrize(
    "script",
    [
        STARTED,
        answering({"MainExecutionTrackerId": "77"}),
        answering({"MainExecutionTrackerId": 77, "Success": False, "ErrorMessage": "But the mail server is down"}),
    ],
    ids=["a number", "a text", "next to an error"],
)
def test_a_tracker_id_means_started(lone_cli: CommandLine, script: Script, small: Path) -> None:
    with ScriptedServer(api(script)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--detach", "--json")
        assert len(server.starts) == 1
    assert state_of(done) == (0, "started", "77")
    assert "The import was started. Tracker id: 77" in done.notes


@pytest.mark.parametrize(
    ("body", "tracker_id"),
    [
        ("4711", "4711"),
        ("'4711'", "4711"),
        ('"8d2f6a1c-1111-2222-3333-444455556666"', "8d2f6a1c-1111-2222-3333-444455556666"),
        ("9007199254740993", "9007199254740993"),
        ("2e3", "2e3"),
    ],
)
def test_a_bare_value_is_the_tracker_id_digit_by_digit(
    lone_cli: CommandLine, body: str, tracker_id: str, small: Path
) -> None:
    with ScriptedServer(api(answering(body, 200, "Content-Type: text/plain"))) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--detach", "--json")
    assert state_of(done) == (0, "started", tracker_id)


GUID = "8d2f6a1c-1111-2222-3333-444455556666"
#: The answer, the line of it that is shown, and the ids that are offered.
RECEIVED: dict[str, tuple[Script, str, list[str]]] = {
    "a text": (answering("Queued, id 42"), "Queued, id 42", ["42"]),
    "an empty answer with a header": (
        answering(b"", 202, "MainExecutionTrackerId: 4711"),
        "MainExecutionTrackerId: 4711",
        ["4711"],
    ),
    "a place": (answering(b"", 201, f"Location: /executions/{GUID}"), f"Location: /executions/{GUID}", [GUID]),
    "wrappers": (
        answering('{"Result":{"Value":{"ExecutionId":4711,"BatchId":815}}}'),
        '{"Result":{"Value":{"ExecutionId":4711,"BatchId":815}}}',
        ["4711", "815"],
    ),
    "half an answer": (
        answering('{"MainExecutionTrackerId": 77, "Mes', length=500),
        '{"MainExecutionTrackerId": 77, "Mes…',
        ["77"],
    ),
    "half an id": (answering('{"MainExecutionTrackerId": 77', length=500), '{"MainExecutionTrackerId": 77…', []),
    "no content": (answering(b"", 204, length=None), "HTTP/1.1 204 Scripted", []),
    "zero": (answering("0"), "0", []),
    "minus one": (answering("-1"), "-1", []),
    "the null GUID": (
        answering(f'"{"0" * 8}-0000-0000-0000-{"0" * 12}"'),
        f'"{"0" * 8}-0000-0000-0000-{"0" * 12}"',
        [],
    ),
    "a page with 504": (
        answering(f"<html>Support ID: 12345 {GUID}</html>", 504, "Content-Type: text/html"),
        f"<html>Support ID: 12345 {GUID}</html>",
        [],
    ),
    "a terminal's commands": (answering("\x1b[2J\nstarted"), "\\x1b[2J", []),
}


@pytest.mark.parametrize(("script", "line", "offered"), RECEIVED.values(), ids=RECEIVED.keys())
def test_what_the_server_said_is_shown_and_kept(
    lone_cli: CommandLine, script: Script, line: str, offered: list[str], small: Path, tmp_path: Path
) -> None:
    with ScriptedServer(api(script)) as server:
        words = ("--url", server.address, "--zip", small, "--append")
        done = lone_cli("import", *words, "--json", "--report", tmp_path / "report.json")
        watch = f"  dmm-desktop-cli watch --url {server.address} --data-dir {lone_cli.data}"
    assert state_of(done) == (5, "outcome unknown", None)
    assert "The server answered:" in done.notes and f"  {line}" in done.notes
    assert [note for note in done.notes if "-cli watch " in note] == [f"{watch} {tracker_id}" for tracker_id in offered]
    assert line in done.json()["received"].split("\n")
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == done.report()
    assert lone_cli("runs", "--json").runs()[0]["received"] == done.json()["received"]


def test_the_line_that_is_offered_can_be_run_as_it_is(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    contract = tmp_path / f"{QUOTED}.json"
    contract.write_bytes(resource("dmm-api.swagger.json").read_bytes())
    complete = status("Complete", 10, 10)
    script = api(answering("Queued, id 42"), answering(complete), answering(outputs("Complete", records=10)))
    with ScriptedServer(script) as server:
        url = f"{server.address}/DMMAPI/rest/v1"
        done = lone_cli("import", "--url", url, "--contract", contract, "--zip", small, "--append")
        [line] = [note for note in done.notes if note.startswith("  dmm-desktop-cli watch ")]
        words = words_of(line)
        assert words[:2] == ["dmm-desktop-cli", "watch"]
        followed = lone_cli("watch", *words[2:])
        assert server.of("GetExecutionStatus")[-1].query["MainExecutionTrackerId"] == "42"
    assert followed.code == 0


def test_a_refusal_in_the_servers_words_is_not_said_twice(lone_cli: CommandLine, small: Path) -> None:
    refused = answering({"Success": False, "ErrorMessage": "Another import is running"})
    with ScriptedServer(api(refused)) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
    assert done.err.count("Another import is running") == 1
    assert '"ErrorMessage": "Another import is running"' in done.json()["received"]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        *(("C:\\ca.pem", "C:\\ca.pem"), ("C:\\my ca.pem", '"C:\\my ca.pem"'), ("a&b.pem", '"a&b.pem"')),
        *(
            (f"a {word}.pem", "CA")
            for word in ("$(calc)", "%PATH%", '" & calc & "', "`n", "!PATH!", "\u201d;calc;\u201d")
        ),
        ("a b\\", "CA"),
    ],
)
def test_the_line_for_windows(path: str, written: str) -> None:
    arguments = argparse.Namespace(url="https://h.example", contract=None, ca=path, data_dir=None)
    assert (
        watch_line(arguments, "T-1", windows=True)
        == f"dmm-desktop-cli watch --url https://h.example --ca {written} T-1"
    )


def test_a_note_that_a_shell_of_windows_could_carry_out_is_left_to_the_user() -> None:
    given = {"url": "https://h.example", "append": True, "reference": "--$(calc)"}
    flags = dict.fromkeys(("strict", "large_logs", "show_log", "json"), False)
    names = ("connection", "contract", "ca", "data_dir", "logs", "report")
    arguments = argparse.Namespace(**dict.fromkeys(names), **flags, **given)
    line = "dmm-desktop-cli import --url https://h.example --zip a.zip --append --reference="
    assert import_line(arguments, Path("a.zip"), windows=True) == line + "REFERENCE"
    assert import_line(arguments, Path("a.zip"), windows=False) == line.replace(" --ref", " '--ref") + "--$(calc)'"


def test_the_line_has_nothing_of_an_address_but_the_address() -> None:
    url = "https://H.example/DMM/?code=key-of-a-gateway#top"
    arguments = argparse.Namespace(url=url, contract=None, ca=None, data_dir=None)
    assert watch_line(arguments, "T-1", windows=False) == "dmm-desktop-cli watch --url https://h.example/DMM T-1"


@pytest.mark.parametrize("windows", [True, False])
@pytest.mark.parametrize(
    ("tracker_id", "written"),
    [
        ("4711", "4711"),
        ("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
        ("$(calc)1", "TRACKER_ID"),
        ('1"&calc&"', "TRACKER_ID"),
        ("%PATH%1", "TRACKER_ID"),
        ("--data-dir=/1", "TRACKER_ID"),
        ("1;`id`", "TRACKER_ID"),
    ],
)
def test_the_line_has_no_id_that_a_shell_could_carry_out(tracker_id: str, written: str, windows: bool) -> None:
    arguments = argparse.Namespace(url="https://h.example", contract=None, ca=None, data_dir=None)
    line = watch_line(arguments, tracker_id, windows=windows)
    assert line == f"dmm-desktop-cli watch --url https://h.example {written}"


@pytest.mark.long
def test_silence_after_the_last_byte_means_that_nobody_knows(
    lone_cli: CommandLine, small: Path, tmp_path: Path
) -> None:
    faulthandler.cancel_dump_traceback_later()  # pytest takes a test of this length for one that hangs
    over = threading.Event()

    def silent(exchange: Exchange) -> None:
        exchange.read_body()
        over.wait(2 * LONGEST_ANSWER_TIME)

    with ScriptedServer(api(silent)) as server:
        with lone_cli.start("import", "--url", server.address, "--zip", small, "--append", "--json") as running:
            done = running.end(LONGEST_ANSWER_TIME + 60)
        over.set()
        assert len(server.starts) == 1
    assert state_of(done) == (5, "outcome unknown", None)
    assert "  No response within 300 seconds." in done.notes
