"""Ctrl-C and SIGTERM at every stage: what is said is true, and nothing is left half done."""

import json
import os
import signal
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from cli.command_line import PATIENCE, CommandLine, Running
from cli.conftest import CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, outputs, status
from demo_process import DemoProcess
from dmm_desktop.api.upload import PIECE
from scripted_server import Exchange, Script, ScriptedServer, answering, in_turn

NOTHING_STARTED = "Interrupted. Nothing was started."
GOES_ON = f"Interrupted. The import goes on. Tracker id: {TRACKER_ID}"
PATIENCE_WANTED = "Finishing what must not be left half done. Press Ctrl-C again to leave at once."
SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


@pytest.fixture(scope="session")
def slow_to_check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip that takes seconds to check on every computer: 3 GB of zeros, most of it a hole that takes no disk."""
    path = tmp_path_factory.mktemp("slow") / "slow.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Zeros_Struct.dmm", "{}")
        info = zipfile.ZipInfo("Zeros_Data.csv")
        info.CRC, info.file_size, info.compress_size = 0, 3_000_000_000, 3_000_000_000
        assert archive.fp is not None
        info.header_offset = archive.fp.tell()
        archive.fp.write(info.FileHeader())
        archive.start_dir = archive.fp.seek(info.file_size, os.SEEK_CUR)
        archive.filelist.append(info)
    return path


def held(read: int | None = None, then: Script | None = None) -> Script:
    """Read the body, or so many bytes of it, and do nothing until the server is released."""

    def script(exchange: Exchange) -> None:
        exchange.read_body(read)
        exchange.hold()
        if then is not None:
            then(exchange)

    return script


def started(cli: CommandLine, server: ScriptedServer, source: Path, *more: object) -> Running:
    return cli.start("import", "--url", server.address, "--zip", source, "--append", "--json", *more)


@SIGNALS
def test_while_the_zip_is_checked(lone_cli: CommandLine, slow_to_check: Path, number: signal.Signals) -> None:
    with ScriptedServer(api()) as server, started(lone_cli, server, slow_to_check) as running:
        running.wait_for("Checking 0.")
        running.interrupt(number)
        done = running.end()
        assert server.connections == 0
    assert (done.code, done.out, done.notes[-1]) == (130, "", NOTHING_STARTED)
    assert lone_cli("runs").lines == ["No runs yet."]


@SIGNALS
def test_while_the_description_is_looked_for(lone_cli: CommandLine, small: Path, number: signal.Signals) -> None:
    with ScriptedServer(held()) as server, started(lone_cli, server, small) as running:
        server.wait()
        running.interrupt(number)
        done = running.end()
        assert len(server.requests) == 1
    assert (done.code, done.out, done.notes[-1]) == (130, "", NOTHING_STARTED)
    assert lone_cli("runs").lines == ["No runs yet."]


@SIGNALS
def test_while_the_zip_is_uploaded(lone_cli: CommandLine, large: Path, number: signal.Signals, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with ScriptedServer(api(held(1000))) as server:
        with started(lone_cli, server, large, "--report", report) as running:
            server.wait()
            running.interrupt(number)
            done = running.end()
        assert not server.starts[0].is_complete
    assert (done.code, done.notes[-1]) == (130, NOTHING_STARTED)
    assert done.json() == json.loads(report.read_text("utf-8"))
    assert (done.json()["state"], done.json()["tracker_id"]) == ("upload stopped", None)
    assert lone_cli("runs").lines[0].endswith("Upload stopped. Nothing was imported.")


@SIGNALS
def test_while_the_server_thinks_the_tracker_id_is_waited_for(
    lone_cli: CommandLine, small: Path, number: signal.Signals, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    with ScriptedServer(api(held(then=STARTED))) as server:
        with started(lone_cli, server, small, "--report", report) as running:
            server.wait()
            running.interrupt(number)
            running.wait_for(PATIENCE_WANTED)
            server.release()
            done = running.end()
        assert len(server.starts) == 1 and server.starts[0].is_complete
        assert server.of("StopExecution") == []
    assert (done.code, done.notes[-3:-1]) == (130, ["The import was started. Tracker id: 77", GOES_ON])
    assert done.json() == json.loads(report.read_text("utf-8"))
    assert (done.json()["state"], done.json()["tracker_id"]) == ("started", TRACKER_ID)
    assert lone_cli("runs", "--json").json() == [done.json()]


def test_with_detach_a_started_import_is_all_that_was_wanted(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(held(then=STARTED))) as server, started(lone_cli, server, small, "--detach") as running:
        server.wait()
        running.interrupt()
        running.wait_for(PATIENCE_WANTED)
        server.release()
        done = running.end()
    assert (done.code, done.json()["tracker_id"]) == (0, TRACKER_ID)


def test_a_refusal_while_it_is_waited_for_is_not_started(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(held(then=answering(b"", 400)))) as server, started(lone_cli, server, small) as running:
        server.wait()
        running.interrupt()
        running.wait_for(PATIENCE_WANTED)
        server.release()
        done = running.end()
    assert (done.code, done.json()["state"]) == (2, "not started")
    assert "The import was not started." in done.notes


@SIGNALS
def test_twice_while_the_server_thinks_leaves_the_outcome_unknown(
    lone_cli: CommandLine, small: Path, number: signal.Signals
) -> None:
    with ScriptedServer(api(held())) as server:
        with started(lone_cli, server, small) as running:
            server.wait()
            running.interrupt(number)
            running.wait_for(PATIENCE_WANTED)
            running.interrupt(number)
            done = running.end()
        assert len(server.starts) == 1
    assert (done.code, done.json()["state"]) == (5, "outcome unknown")
    assert "Error: The server did not answer after the import was sent. It may be running." in done.notes
    assert "  The application ended before the answer came." in done.notes


@SIGNALS
def test_while_watching_the_import_goes_on(
    command_line: CommandLineOf, slow_demo: DemoProcess, small: Path, number: signal.Signals, tmp_path: Path
) -> None:
    cli = command_line((slow_demo.token, slow_demo.one_time_token))
    stops = slow_demo.received()["operations"].get("StopExecution", 0)
    words = ("import", "--url", slow_demo.address, "--zip", small, "--append", "--report", tmp_path / "report.json")
    with cli.start(*words) as running:
        running.wait_for("Waiting in the queue of 127.0.0.1.")
        running.interrupt(number)
        done = running.end()
    received = slow_demo.received()
    tracker_id = received["starts"][-1]["tracker_id"]
    assert (done.code, done.notes[-2]) == (130, f"Interrupted. The import goes on. Tracker id: {tracker_id}")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["state"] == "queued"
    assert received["operations"].get("StopExecution", 0) == stops
    assert cli("status", "--url", slow_demo.address, tracker_id).lines[0] in (
        "Waiting in the queue of 127.0.0.1.", "Importing…",
    )  # fmt: skip
    assert cli("stop", "--url", slow_demo.address, tracker_id).code == 0


def test_while_the_logs_are_saved_everything_else_is_kept(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    def saving(exchange: Exchange) -> None:
        if exchange.request.query["IncludeLogs"] == "true":
            exchange.hold()
        exchange.answer(outputs("Complete", records=7))

    logs, report = tmp_path / "logs.zip", tmp_path / "report.json"
    logs.write_bytes(b"older")
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    more = ("--logs", logs, "--report", report)
    with ScriptedServer(api(STARTED, answers, saving)) as server, started(lone_cli, server, small, *more) as running:
        server.wait()
        running.interrupt()
        done = running.end()
    assert (done.code, done.json()["state"]) == (130, "completed")
    assert "Interrupted. The logs were not saved; the command logs can do that later." in done.notes
    assert logs.read_bytes() == b"older"
    assert json.loads(report.read_text("utf-8")) == done.json()


@pytest.mark.parametrize("command", ["check-environment", "status", "stop", "logs", "watch", "create-connection"])
def test_every_other_command_ends_at_once(lone_cli: CommandLine, command: str, tmp_path: Path) -> None:
    fields = tmp_path / "fields.json"
    fields.write_text("{}")
    more = {"check-environment": [], "create-connection": ["--json", fields]}.get(command, [TRACKER_ID])
    with ScriptedServer(held()) as server, lone_cli.start(command, "--url", server.address, *more) as running:
        server.wait()
        running.interrupt()
        done = running.end()
    assert (done.code, done.out, done.err) == (130, "", "Interrupted.\n")


def test_three_times_ends_even_what_cannot_be_cut(lone_cli: CommandLine, large: Path) -> None:
    """While another process locks the database, the job can neither note that it has sent the import nor be cut."""
    last_piece = b64_length((large.stat().st_size - 1) % PIECE + 1)
    noting = threading.Event()

    def all_but_the_last_piece(exchange: Exchange) -> None:
        exchange.read_body(exchange.request.length - 8_000_000)  # more than sockets buffer: the job has to wait
        exchange.hold()
        exchange.read_body(exchange.request.length - last_piece - len('"}'))
        noting.set()
        exchange.read_body()

    lone_cli("runs")
    database = sqlite3.connect(lone_cli.data / "dmm-desktop.sqlite3", isolation_level=None)
    server = ScriptedServer(api(all_but_the_last_piece))
    with closing(database), server, started(lone_cli, server, large) as running:
        server.wait()
        database.execute("BEGIN EXCLUSIVE")
        server.release()
        assert noting.wait(PATIENCE)
        running.interrupt()
        running.wait_for(PATIENCE_WANTED)
        running.interrupt()
        running.interrupt(signal.SIGTERM)  # another signal, because two of a kind may be delivered as one
        done = running.end()
    assert (done.code, done.out) == (130, "")
    assert done.notes[-1].startswith("Interrupted in the middle of its work.")
    assert (
        lone_cli("runs").lines[0].endswith("The import was not started. The application ended while it was uploading.")
    )


def b64_length(size: int) -> int:
    return (size + 2) // 3 * 4
