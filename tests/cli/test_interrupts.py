"""Ctrl-C and SIGTERM at every stage: what is said is true, and nothing is left half done."""

import sys

import pytest

from not_on_windows import TERMINALS

if sys.platform == "win32":
    pytest.skip(TERMINALS, allow_module_level=True)

import array
import fcntl
import json
import os
import re
import select
import signal
import socket
import sqlite3
import subprocess
import termios
import threading
import time
import zipfile
from contextlib import ExitStack, closing
from pathlib import Path

from cli.command_line import MODULE, PATIENCE, CommandLine, Running, wait_for_threads
from cli.conftest import TOKENS, CommandLineOf
from cli.scripted_api import NOT_FOUND, STARTED, TRACKER_ID, api, lines, outputs, status
from demo_process import DemoProcess
from dmm_desktop.api.upload import PIECE
from dmm_desktop.storage.file_lock import FileLock
from mounts import with_name_server
from scripted_server import Exchange, ScriptedServer, answering, holding, in_turn, leaving_after

NOTHING_STARTED = "Interrupted. Nothing was started."
#: What a command says that is interrupted before it has sent what it is for.
NOTHING_SENT = {
    "import": NOTHING_STARTED,
    "create-connection": "Interrupted. The connection was not created.",
    "stop": "Interrupted. The stop request was not sent; the execution may still be running. Run the command again to "
    "stop it.",
}
GOES_ON = f"Interrupted. This command did not stop the import; it may still be running. Tracker id: {TRACKER_ID}"
PATIENCE_WANTED = "Finishing a step that should not be interrupted. Press Ctrl-C again to exit now."
#: Threads of a command while it reads what may block: the main one, the one for signals, and the reader.
IS_READING = 3
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


def started(cli: CommandLine, server: ScriptedServer, source: Path, *more: object) -> Running:
    return cli.start("import", "--url", server.address, "--zip", source, "--append", "--json", *more)


@SIGNALS
def test_while_the_zip_is_checked(lone_cli: CommandLine, slow_to_check: Path, number: signal.Signals) -> None:
    with ScriptedServer(api()) as server, started(lone_cli, server, slow_to_check) as running:
        running.wait_for("Checking 0.")
        running.interrupt(number)
        done = running.end()
        assert server.connections == 0
    assert (done.code, done.failure(), done.notes[-1]) == (130, NOTHING_STARTED, NOTHING_STARTED)
    assert lone_cli("runs").lines == ["No runs yet."]


@SIGNALS
def test_while_the_description_is_looked_for(lone_cli: CommandLine, small: Path, number: signal.Signals) -> None:
    with ScriptedServer(holding()) as server, started(lone_cli, server, small) as running:
        server.wait()
        running.interrupt(number)
        done = running.end()
        assert len(server.requests) == 1
    assert (done.code, done.failure(), done.notes[-1]) == (130, NOTHING_STARTED, NOTHING_STARTED)
    assert lone_cli("runs").lines == ["No runs yet."]


@SIGNALS
def test_while_the_zip_is_uploaded(lone_cli: CommandLine, large: Path, number: signal.Signals, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with ScriptedServer(api(holding(1000))) as server:
        with started(lone_cli, server, large, "--report", report) as running:
            server.wait()
            running.interrupt(number)
            done = running.end()
        assert not server.starts[0].is_complete
    assert (done.code, done.notes[-1]) == (130, NOTHING_STARTED)
    assert done.report() == json.loads(report.read_text("utf-8"))
    assert (done.json()["state"], done.json()["tracker_id"]) == ("upload stopped", None)
    assert lone_cli("runs").lines[0].endswith("Upload stopped. Nothing was imported.")


@SIGNALS
def test_while_the_server_thinks_the_tracker_id_is_waited_for(
    lone_cli: CommandLine, small: Path, number: signal.Signals, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    with ScriptedServer(api(holding(then=STARTED))) as server:
        with started(lone_cli, server, small, "--report", report) as running:
            server.wait()
            running.interrupt(number)
            running.wait_for(PATIENCE_WANTED)
            server.release()
            done = running.end()
        assert len(server.starts) == 1 and server.starts[0].is_complete
        assert server.of("StopExecution") == []
    assert (done.code, done.notes[-3:-1]) == (130, ["The import was started. Tracker id: 77", GOES_ON])
    assert done.report() == json.loads(report.read_text("utf-8"))
    assert (done.json()["state"], done.json()["tracker_id"]) == ("started", TRACKER_ID)
    assert lone_cli("runs", "--json").runs() == [done.report()]


def test_with_detach_a_started_import_is_all_that_was_wanted(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(holding(then=STARTED))) as server, started(lone_cli, server, small, "--detach") as running:
        server.wait()
        running.interrupt()
        running.wait_for(PATIENCE_WANTED)
        server.release()
        done = running.end()
    assert (done.code, done.json()["tracker_id"]) == (0, TRACKER_ID)


def test_a_refusal_while_it_is_waited_for_is_not_started(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(holding(then=answering(b"", 400)))) as server, started(lone_cli, server, small) as running:
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
    with ScriptedServer(api(holding())) as server:
        with started(lone_cli, server, small) as running:
            server.wait()
            running.interrupt(number)
            running.wait_for(PATIENCE_WANTED)
            running.interrupt(number)
            done = running.end()
        assert len(server.starts) == 1
    assert (done.code, done.json()["state"]) == (5, "outcome unknown")
    assert "Error: The server did not respond after the import was sent, so the import may be running." in done.notes
    assert "  The application ended before a response arrived." in done.notes


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
    assert (done.code, done.notes[-2]) == (
        130,
        f"Interrupted. This command did not stop the import; it may still be running. Tracker id: {tracker_id}",
    )
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["state"] == "queued"
    assert received["operations"].get("StopExecution", 0) == stops
    assert cli("status", "--url", slow_demo.address, tracker_id).lines[0] in (
        "Waiting in the queue of 127.0.0.1.", "Importing…",
    )  # fmt: skip
    assert cli("stop", "--url", slow_demo.address, tracker_id).code == 0


def test_while_the_connection_is_lost_that_is_said(lone_cli: CommandLine, small: Path, tmp_path: Path) -> None:
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 3, 7)), leaving_after(None))
    report = tmp_path / "report.json"
    with (
        ScriptedServer(api(STARTED, answers)) as server,
        lone_cli.start("import", "--url", server.address, "--zip", small, "--append", "--report", report) as running,
    ):
        running.wait_for("Trying again in")
        running.interrupt()
        done = running.end()
    assert done.code == 130
    [said] = [line for line in done.notes if line.startswith("Interrupted. ")]
    since = r"No response \(last seen \d{4}-\d\d-\d\d \d\d:\d\d\); the import may still be running\."
    assert re.fullmatch(rf"Interrupted\. {since} This command did not stop it\. Tracker id: 77", said)
    assert re.fullmatch(since, json.loads(report.read_text("utf-8"))["remarks"][0])


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
    assert "Interrupted. The logs were not saved. To save them later, use the command logs." in done.notes
    assert logs.read_bytes() == b"older"
    assert json.loads(report.read_text("utf-8")) == done.report()


@pytest.mark.parametrize("command", ["check-environment", "status", "stop", "logs", "watch", "create-connection"])
def test_every_other_command_ends_at_once(lone_cli: CommandLine, command: str, tmp_path: Path) -> None:
    fields = tmp_path / "fields.json"
    fields.write_text("{}")
    more = {"check-environment": [], "create-connection": ["--json", fields]}.get(command, [TRACKER_ID])
    with ScriptedServer(holding()) as server, lone_cli.start(command, "--url", server.address, *more) as running:
        server.wait()
        running.interrupt()
        done = running.end()
    assert (done.code, done.out, done.notes) == (130, "", [NOTHING_SENT.get(command, "Interrupted.")])


@pytest.mark.parametrize("half", [b"", b'{"half'], ids=["not opened", "half read"])
@pytest.mark.parametrize(
    ("option", "command"),
    [("--config", "import"), ("--ca", "import"), ("--contract", "status"), ("--json", "create-connection")],
)
def test_while_a_pipe_is_read(
    lone_cli: CommandLine, small: Path, tmp_path: Path, option: str, command: str, half: bytes
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    needed: dict[str, list[object]] = {"import": ["--zip", small, "--append"], "status": [TRACKER_ID]}
    with ExitStack() as stack:
        words = ("--url", "https://127.0.0.1:9", *needed.get(command, []), option, pipe)
        running = stack.enter_context(lone_cli.start(command, *words))
        if half:
            os.write(stack.enter_context(pipe.open("wb", buffering=0)).fileno(), half)  # opens when the command does
        running.wait_for_threads(IS_READING)
        running.interrupt()
        done = running.end()
    assert (done.code, done.out) == (130, "")
    assert done.notes == [NOTHING_SENT.get(command, "Interrupted.")]


def test_while_standard_input_is_read(lone_cli: CommandLine) -> None:
    words = lone_cli.words("create-connection", "--url", "https://127.0.0.1:9", "--json", "-")
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=lone_cli.environment())
    with process:
        wait_for_threads(process.pid, IS_READING)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr is not None
        assert process.stderr.read().decode().splitlines() == [NOTHING_SENT["create-connection"]]


@pytest.mark.parametrize("command", ["runs", "status", "import"])
def test_while_another_process_opens_the_database(lone_cli: CommandLine, small: Path, command: str) -> None:
    more: dict[str, list[object]] = {"runs": [], "status": [TRACKER_ID], "import": ["--zip", small, "--append"]}
    url = [] if command == "runs" else ["--url", "https://127.0.0.1:9"]
    lone_cli.data.mkdir()
    with FileLock(lone_cli.data / "dmm-desktop.sqlite3.lock"), lone_cli.start(command, *url, *more[command]) as running:
        running.wait_for_threads(IS_READING)
        running.interrupt()
        done = running.end()
    assert (done.code, done.out) == (130, "")
    assert done.notes == [NOTHING_SENT.get(command, "Interrupted.")]
    assert lone_cli("runs").lines == ["No runs yet."]


def test_while_a_name_is_looked_up(command_line: CommandLineOf, small: Path, tmp_path: Path) -> None:
    """A name server of our own never answers, for which the system waits for minutes."""
    program = [*with_name_server("127.0.0.53", tmp_path), *MODULE]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        if os.geteuid():
            pytest.skip("a name server of a test's own needs the right to use port 53")
        server.bind(("127.0.0.53", 53))
        server.settimeout(PATIENCE)
        cli = command_line(TOKENS, program)
        with cli.start("import", "--url", "https://dmm.example.org", "--zip", small, "--append") as running:
            assert b"dmm" in server.recv(1000)
            running.interrupt()
            done = running.end()
    assert (done.code, done.out, done.notes[-1]) == (130, "", NOTHING_STARTED)


def test_while_the_program_is_loaded(lone_cli: CommandLine) -> None:
    with lone_cli.start("runs", PYTHONPROFILEIMPORTTIME="1") as running:
        running.wait_for("dmm_desktop.core.errors")
        running.interrupt()
        done = running.end()
    assert (done.code, done.out, done.notes[-1]) == (130, "", "Interrupted.")


def test_while_nobody_reads_the_output(lone_cli: CommandLine, small: Path) -> None:
    """The job waits for the reader of a full pipe, and cannot be cut."""
    log = tuple(f"line {number}" for number in range(100_000))
    answers = in_turn(NOT_FOUND, answering(status("InProgress", 3, 7) | lines(*log)))
    reading, writing = os.pipe()
    words = ("import", "--show-log", "--zip", small, "--append")
    with ExitStack() as stack:
        stack.enter_context(os.fdopen(reading))
        server = stack.enter_context(ScriptedServer(api(STARTED, answers)))
        running = stack.enter_context(lone_cli.start(*words, "--url", server.address, out=writing))
        os.close(writing)
        wait_until_full(reading)
        for number in (signal.SIGINT, signal.SIGTERM):
            running.interrupt(number)
        running.wait_for(PATIENCE_WANTED)
        running.interrupt()
        done = running.end()
    assert (done.code, done.notes[-1][:45]) == (130, "Interrupted before the command had finished. ")
    assert lone_cli("runs").lines[0].endswith("77  The import was started.")


def wait_until_full(pipe: int) -> None:
    """Wait until nothing more goes into the pipe."""
    if sys.platform == "darwin":
        pytest.skip("only Linux says how much a pipe takes")
    deadline = time.monotonic() + PATIENCE
    size = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
    held = array.array("i", [0])
    while held[0] < size - select.PIPE_BUF:
        assert time.monotonic() < deadline, "the pipe does not fill"
        fcntl.ioctl(pipe, termios.FIONREAD, held)
        os.sched_yield()


def test_more_often_than_anybody_would(lone_cli: CommandLine, small: Path) -> None:
    """Until the process has ended: its exit code is one of the table's, and no signal ended it."""
    for _ in range(5):
        with ScriptedServer(api(holding())) as server, started(lone_cli, server, small) as running:
            server.wait()
            while running.process.poll() is None:
                running.interrupt()
                os.sched_yield()
            assert running.process.returncode in (5, 130)


def test_a_closed_terminal_does_not_lose_the_tracker_id(lone_cli: CommandLine, small: Path) -> None:
    """The kernel and the shell both report it: twice and more is no other wish than once."""
    with ScriptedServer(api(holding(then=STARTED))) as server, started(lone_cli, server, small) as running:
        server.wait()
        for _ in range(3):
            running.interrupt(signal.SIGHUP)
            running.wait_for(PATIENCE_WANTED)
        server.release()
        done = running.end()
    assert (done.code, done.json()["state"], done.json()["tracker_id"]) == (130, "started", TRACKER_ID)
    assert server.of("StopExecution") == []
    assert lone_cli("runs").lines[0].endswith("77  The import was started.")


def test_systemd_reports_a_closed_session_with_two_signals(lone_cli: CommandLine, small: Path) -> None:
    with ScriptedServer(api(holding(then=STARTED))) as server, started(lone_cli, server, small) as running:
        server.wait()
        running.interrupt(signal.SIGTERM)
        running.interrupt(signal.SIGHUP)
        running.wait_for(PATIENCE_WANTED)
        server.release()
        done = running.end()
    assert (done.code, done.json()["tracker_id"]) == (130, TRACKER_ID)


def test_a_closed_terminal_is_nothing_with_nohup(command_line: CommandLineOf, small: Path) -> None:
    cli = command_line(TOKENS, ("nohup", *MODULE))
    over = answering(status("Complete", 7, 7))
    answers = api(holding(then=STARTED), in_turn(NOT_FOUND, over), answering(outputs("Complete", records=7)))
    with ScriptedServer(answers) as server, started(cli, server, small) as running:
        server.wait()
        running.interrupt(signal.SIGHUP)
        server.release()
        done = running.end()
    assert (done.code, done.json()["state"]) == (0, "completed")


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
    assert (done.code, done.failure()) == (130, done.notes[-1])
    assert done.notes[-1].startswith("Interrupted before the command had finished.")
    assert lone_cli("runs").lines[0].endswith("The import was not started. The application ended during the upload.")


def b64_length(size: int) -> int:
    return (size + 2) // 3 * 4


@pytest.mark.parametrize("module", ["cli.runner", "core.job", "cli.program", "cli.arguments", "cli.commands.runs"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_while_the_program_itself_is_imported(
    tmp_path: Path, module: str, number: signal.Signals, more: list[str]
) -> None:
    """The signal comes when this module is about to be imported."""
    program = f"""
import os, sys

class Signalling:
    def find_spec(self, name, path=None, target=None):
        if name == "dmm_desktop.{module}":
            os.kill(os.getpid(), {int(number)})

sys.meta_path.insert(0, Signalling())
from dmm_desktop.cli import main
sys.exit(main(["runs", "--data-dir", {str(tmp_path / "data")!r}, *{more!r}]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (130, "Interrupted.\n")
    assert bool(done.stdout) == bool(more)
    if more:
        assert json.loads(done.stdout)["exit_code"] == 130
