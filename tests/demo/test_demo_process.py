"""The demo environment as a process: what it prints, does, and leaves, and how it ends."""

import base64
import io
import json
import os
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import dmm_desktop.demo
import python_processes
from demo.demo_client import Client
from demo_process import PATHS, SERVER, DemoProcess
from dmm_desktop.demo.api import describe
from not_on_windows import SIGNALS

COMMAND = [sys.executable, "-m", "dmm_desktop.demo"]


@contextmanager
def started(directory: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any]]]:
    """A demo environment with `directory` for its temporary files, and its first line."""
    with python_processes.start(
        [*COMMAND, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(directory), "TEMP": str(directory)},
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_the_first_line_says_everything(tmp_path: Path) -> None:
    with started(tmp_path) as (process, line):
        names = ["address", "root", "token", "one_time_token", "authentication_token_page", "connections", "pid"]
        assert list(line) == names
        assert "Demo: entity errors" in line["connections"]
        assert line["pid"] == process.pid
        assert line["root"] == f"{line['address']}/DMMAPI/rest/v1"
        assert line["authentication_token_page"] == f"{line['address']}/DMM/AuthenticationToken"
        host, port = urlsplit(str(line["address"])).netloc.split(":")
        assert host == "127.0.0.1"
        with socket.create_connection((host, int(port)), timeout=30):
            pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_quietly_and_nothing_is_left(number: signal.Signals, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(SIGNALS)
    with started(tmp_path) as (process, line):
        assert len(list(tmp_path.iterdir())) == 1, "its private directory"
        host, port = urlsplit(str(line["address"])).netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=30) as client:
            client.sendall(b"POST /DMMAPI/rest/v1/StartExecution HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")
            process.send_signal(number)
            assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_stdin_ends_it_only_when_wanted(tmp_path: Path) -> None:
    with started(tmp_path, "--exit-with-stdin") as (process, _):
        assert process.communicate(timeout=30) == (b"", b"")
        assert process.returncode == 0
    with started(tmp_path) as (process, _):
        assert process.stdin is not None
        process.stdin.close()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)


def test_a_killed_parent_leaves_no_orphan() -> None:
    code = (
        "import subprocess, sys, time\n"
        f"demo = subprocess.Popen({[*COMMAND, '--exit-with-stdin']!r}, stdin=subprocess.PIPE)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        line = json.loads(parent.stdout.readline())
        parent.kill()
        assert parent.stdout.read() == b"", "the pipe ends when the last process that holds it has ended"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(line["address"]).port or 0), timeout=30)


def test_a_given_port(tmp_path: Path) -> None:
    with started(tmp_path) as (_, line):
        port = str(urlsplit(str(line["address"])).port)
    with started(tmp_path, "--port", port) as (_, line):
        assert line["address"] == f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (COMMAND, ("--scenario", "no-such")),
        (COMMAND, ("--pace", "0")),
        (COMMAND, ("--pace", "quick")),
        (COMMAND, ("--port", "65536")),
        (SERVER, ("--scenario", "no-such")),
        (SERVER, ("--shape", "no-such")),
        (SERVER, ("--answers", "camel,no-such")),
        (SERVER, ("--root", "no-slash")),
        (SERVER, ("--root", "/end/")),
        (SERVER, ("--shape", "integer-ids", "--answers", "guid-ids")),
    ],
)
def test_wrong_options_are_named(command: list[str], options: tuple[str, ...]) -> None:
    done = python_processes.run([*command, *options], env=os.environ | PATHS, capture_output=True, timeout=30)
    assert done.returncode == 2 and done.stdout == b""
    assert options[0].encode() in done.stderr


def test_a_used_port_is_a_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = python_processes.run([*COMMAND, "--port", port], capture_output=True, timeout=30)
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"port {port}" in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_samples_that_cannot_be_written_are_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    command = [*COMMAND, "--write-samples", str(tmp_path / "file")]
    done = python_processes.run(command, capture_output=True, timeout=30)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "samples cannot be written" in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_help_has_a_table_of_the_scenarios() -> None:
    done = python_processes.run([*COMMAND, "--help"], capture_output=True, timeout=30)
    assert done.returncode == 0 and done.stdout.count(b"  Demo: ") == 10


def test_an_import_into_the_demo_environment_itself(customers: bytes) -> None:
    with DemoProcess("--pace", "0.002", command=COMMAND) as demo, Client(demo) as client:
        assert client.described.document == describe()
        tracker_id = client.start(customers, "Demo: entity errors")
        report = client.finish(tracker_id)["report"]
        assert 4000 < report["completedrecords"] < report["totalrecords"] == 5022
        lines, pages = client.log(tracker_id, LogRecords=5)
        assert len(lines) == 5 and pages > 10
        outputs = client.outputs(tracker_id)
        assert outputs["report"]["nrecords"] == report["completedrecords"]
        assert base64.b64decode(outputs["logs"], validate=True) == demo.logs_zip(tracker_id)
        assert len(json.loads(base64.b64decode(outputs["errorreport"]))) == 3
        running = client.start(customers, "Demo: slow")
        assert client.call("StopExecution", id=running) == {"success": True, "errormessage": ""}
        refused = client.raw("GetExecutionStatus", headers={"X-DMM-Token": "wrong"}, id=tracker_id)
        assert refused.status_code == 401
        assert refused.json() == {"Errors": ["Invalid X-DMM-Token."], "StatusCode": 401}


def test_demo_process_ends_what_it_started() -> None:
    with DemoProcess() as demo:
        assert demo.received() == {"operations": {}, "starts": [], "misplaced_tokens": []}
        assert demo.pid == demo.process.pid
    assert demo.process.returncode == 0
    demo.stop()
    with DemoProcess() as demo:
        demo.kill()
    assert demo.process.returncode not in (0, None)


def test_demo_process_notices_wrong_options() -> None:
    with pytest.raises(AssertionError, match="invalid choice"), DemoProcess("--scenario", "no-such"):
        pass


def test_a_client_that_goes_away_does_no_harm() -> None:
    with DemoProcess("--logs-size", "20000000", "--pace", "0.001") as demo:
        address = ("127.0.0.1", urlsplit(demo.address).port or 0)
        for head in (b"Content-Length: 100", b"Transfer-Encoding: chunked"):
            with socket.create_connection(address, timeout=30) as client:
                client.sendall(b"POST /DMMAPI/rest/v1/StartExecution HTTP/1.1\r\n%b\r\n\r\n" % head)
                client.sendall(b'4\r\n{"a"')
        with Client(demo) as known:
            tracker_id = known.start(import_zip())
            known.finish(tracker_id)
        with socket.create_connection(address, timeout=30) as client:
            path = f"{urlsplit(demo.root).path}/GetExecutionOutputs"
            query = f"MainExecutionTrackerId={tracker_id}&IncludeLogs=true"
            client.sendall(f"GET {path}?{query} HTTP/1.1\r\nX-DMM-Token: {demo.token}\r\n\r\n".encode())
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
        received = demo.received()
        assert received["operations"]["StartExecution"] == 3
        assert [start["started"] for start in received["starts"]] == [True], "half a request is no start"


def import_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("A_Struct.dmm", "{}")
    return content.getvalue()


def test_who_asks_first_whether_to_go_on_is_told_so() -> None:
    with DemoProcess() as demo:
        address = ("127.0.0.1", urlsplit(demo.address).port or 0)
        with socket.create_connection(address, timeout=30) as client:
            client.sendall(
                b"POST /DMMAPI/rest/v1/StopExecution HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
            )
            assert client.recv(1000).startswith(b"HTTP/1.1 100")
            client.sendall(b"{}")
            assert client.recv(1000).startswith(b"HTTP/1.1 401")


def test_a_length_that_is_no_number_is_refused() -> None:
    with DemoProcess() as demo:
        address = ("127.0.0.1", urlsplit(demo.address).port or 0)
        with socket.create_connection(address, timeout=30) as client:
            client.sendall(b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 400")


def test_it_needs_the_standard_library_only() -> None:
    source = Path(dmm_desktop.demo.__file__).parents[2]
    code = (
        f"import sys; sys.path.insert(0, {str(source)!r}); import dmm_desktop.demo.server, dmm_desktop.demo.samples\n"
        "print(sorted({'.'.join(name.split('.')[:2]) for name in sys.modules if name.startswith('dmm_desktop')}))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, timeout=30, text=True)
    assert (done.stdout, done.stderr) == ("['dmm_desktop', 'dmm_desktop.demo']\n", "")
