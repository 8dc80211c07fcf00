"""The zip of logs: saved byte for byte, whole or not at all."""

import base64
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from demo_process import DemoProcess
from dmm_desktop.archive.findings import LogsNotSaved
from dmm_desktop.core.errors import (
    ConnectionFailed,
    ContractIncomplete,
    DiskFull,
    DmmError,
    LargeLogs,
    LocalError,
    RefusedByServer,
    ServerBusy,
    TokenRefused,
)
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.token import Token
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.save_payload import MAX_UNASKED, Receiving, Requesting, Verifying
from dmm_desktop.operations.workspace import Workspace
from operation_contexts import EndpointContext, run_at
from operations.contracts import without
from operations.second import said
from operations.watching import KEY, endpoint_at, in_thread, plan_of, started, watch
from scripted_server import Exchange, Script, ScriptedServer, answering, by_operation, sending

MIB = 1024 * 1024


def zipped(size: int = 10_000) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as logs:
        logs.writestr("Execution_42.log", "2024-01-02 INFO begun\r\n" * 5)
        logs.writestr("Trace.bin", random.Random(size).randbytes(size))
    return content.getvalue()


ZIP = zipped()


def left(logs: bytes | str, **more: Any) -> dict[str, Any]:
    text = logs if isinstance(logs, str) else base64.b64encode(logs).decode()
    return {"Status": "Complete", "Success": True, "Logs": text, **more}


def save_at(endpoint: Endpoint, target: Path, cancel: CancelToken | None = None, most: int | None = None) -> Path:
    context, run = EndpointContext(endpoint, KEY), run_at(endpoint)
    return save_logs(context, run, target, cancel or CancelToken(), ignore_progress, briefly=0, most=most).path


def save(script: Script, target: Path, cancel: CancelToken | None = None) -> Path:
    with ScriptedServer(by_operation(GetExecutionOutputs=script)) as server:
        return save_at(endpoint_at(server.address), target, cancel)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with an older content, alone in a folder."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "logs.zip").write_bytes(b"older")
    return folder / "logs.zip"


def test_only_the_logs_are_asked_for(target: Path) -> None:
    with ScriptedServer(by_operation(GetExecutionOutputs=answering(left(ZIP)))) as server:
        assert save_at(endpoint_at(server.address), target) == target
        [request] = server.requests
    assert request.query == {
        "MainExecutionTrackerId": "42",
        "IncludeReports": "false",
        "IncludeLogs": "true",
        "IncludeFiles": "false",
        "IncludeErrorReport": "false",
    }
    assert target.read_bytes() == ZIP


@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 777}, {"bom": True}, {"length": None}])
@pytest.mark.parametrize("size", [0, 1, 2, 3, 1_000_000])
def test_what_is_saved_is_what_the_server_sent(target: Path, how: dict[str, Any], size: int) -> None:
    content = zipped(size)
    assert save(answering(left(content), **how), target) == target
    assert target.read_bytes() == content
    assert names(target.parent) == ["logs.zip"]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 100_000])
def test_what_is_saved_is_what_the_server_sent_in_tiny_pieces(target: Path, size: int) -> None:
    test_what_is_saved_is_what_the_server_sent(target, {"gzipped": True, "chunked": 7, "bom": True}, size)


@pytest.mark.parametrize("escape", ["\\/", "\\u002F", "\\u002f"])
def test_base64_may_be_escaped(target: Path, escape: str) -> None:
    text = base64.b64encode(ZIP).decode()
    assert "/" in text
    answer = '{"Status": "Complete", "Logs": "' + text.replace("/", escape).replace("+", "\\u002B") + '"}'
    save(answering(answer.replace("=", "\\u003D")), target)
    assert target.read_bytes() == ZIP


TEXT = base64.b64encode(ZIP).decode()


@pytest.mark.parametrize(
    "text",
    [TEXT[:5000] + "\n" + TEXT[5000:], TEXT + "\r\n", TEXT.rstrip("="), TEXT.replace("+", "-").replace("/", "_")],
)
def test_base64_in_lines_without_padding_or_for_addresses(target: Path, text: str) -> None:
    save(answering(left(text)), target)
    assert target.read_bytes() == ZIP


@pytest.mark.parametrize(
    ("logs", "reason"),
    [
        (left(""), "The server sent no logs."),
        ({"Status": "Complete", "Success": True}, "The server sent no logs."),
        (left(TEXT[:5000] + "!" + TEXT[5001:]), "The server's response is faulty: the base64 text contains characters"),
        (left(TEXT + "AAAA"), "faulty: the base64 text"),
        (left(TEXT[:5001]), "The server's response is faulty: the base64 text ends in the middle of a group"),
        (left("", Logs=[TEXT]), "The server's response is faulty: Logs is a JSON list instead of base64 text"),
        (left("", Logs={"Content": TEXT}), "The server's response is faulty: Logs is a JSON object instead of base64"),
        (left("", Logs=42), "The server's response is faulty: Logs is a JSON number instead of base64 text"),
        (left("", Logs=[]), "The server sent no logs."),
    ],
)
def test_a_payload_that_cannot_be_decoded_leaves_nothing(target: Path, logs: dict[str, Any], reason: str) -> None:
    with pytest.raises(LogsNotSaved) as caught:
        save(answering(logs), target)
    assert reason in str(caught.value)
    assert caught.value.kept is None
    assert (names(target.parent), target.read_bytes()) == (["logs.zip"], b"older")


@pytest.mark.parametrize(
    "payload", [b"2024-01-02 INFO plain text", ZIP[:5000], ZIP[:2000] + b"\0" * 10 + ZIP[2010:], ZIP[::-1]]
)
def test_a_payload_that_is_no_sound_zip_is_kept_under_another_name(target: Path, payload: bytes) -> None:
    with pytest.raises(LogsNotSaved) as caught:
        save(answering(left(payload)), target)
    kept = target.with_name("logs.not-a-zip.bin")
    assert caught.value.kept == kept
    assert "logs.not-a-zip.bin" in str(caught.value)
    assert kept.read_bytes() == payload
    assert (names(target.parent), target.read_bytes()) == (["logs.not-a-zip.bin", "logs.zip"], b"older")


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answering({"Success": False, "ErrorMessage": "It has not ended yet."}), RefusedByServer),
        (answering(b"", 401), TokenRefused),
        (answering(b"", 503), ServerBusy),
        (
            sending(b'HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{"Logs": "' + TEXT[:4000].encode()),
            ConnectionFailed,
        ),
        (answering('{"Status": "Complete", "Logs": "' + TEXT), DmmError),
    ],
)
def test_whatever_fails_the_target_stays_as_it_was(target: Path, script: Script, error: type[DmmError]) -> None:
    with pytest.raises(error):
        save(script, target)
    assert (names(target.parent), target.read_bytes()) == (["logs.zip"], b"older")


def test_a_target_that_cannot_be_written_is_told_before_the_server_is_asked(tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "logs.zip", tmp_path):
        with ScriptedServer(by_operation(GetExecutionOutputs=answering(left(ZIP)))) as server:
            with pytest.raises(LocalError):
                save_at(endpoint_at(server.address), target)
            assert server.requests == []
    assert names(tmp_path) == []


def test_a_full_disk(small_disk: Path) -> None:
    (small_disk / "logs.zip").write_bytes(b"older")
    with pytest.raises(DiskFull, match="is full"):
        save(answering(left(zipped(8 * MIB)), length=None), small_disk / "logs.zip")
    assert (names(small_disk), (small_disk / "logs.zip").read_bytes()) == (["logs.zip"], b"older")


def test_a_disk_with_too_little_room_is_told_before_anything_comes(small_disk: Path) -> None:
    def begins(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n{"Logs": "')
        exchange.hold()

    with pytest.raises(DiskFull, match=r"needs at least 63 MB, and the disk .* has 6 MB left"):
        save(begins, small_disk / "logs.zip")
    assert names(small_disk) == []


def test_a_disk_with_just_enough_room_is_used(small_disk: Path) -> None:
    content = zipped(5 * MIB)
    assert save(answering(left(content)), small_disk / "logs.zip").read_bytes() == content


@pytest.mark.parametrize("is_chunked", [False, True])
def test_the_way_of_the_logs_is_told_in_bytes(target: Path, is_chunked: bool) -> None:
    content = zipped(MIB)
    answer = json.dumps(left(content)).encode()
    told: list[Progress] = []
    script = answering(answer, chunked=100_000 if is_chunked else None)
    with ScriptedServer(by_operation(GetExecutionOutputs=script)) as server:
        endpoint = endpoint_at(server.address)
        save_logs(EndpointContext(endpoint, KEY), run_at(endpoint), target, CancelToken(), told.append)
    received = [value for value in told if isinstance(value, Receiving)]
    verified = [value for value in told if isinstance(value, Verifying)]
    assert told == [Requesting(), *received, *verified] and len(received) > 5
    assert [value.done for value in received] == sorted(value.done for value in received)
    assert received[-1] == Receiving(len(answer), None if is_chunked else len(answer))
    with zipfile.ZipFile(target) as archive:
        packed = sum(entry.compress_size for entry in archive.infolist())
    assert verified[-1] == Verifying(packed, packed)


def test_cancelling_leaves_the_target_as_it_was(target: Path) -> None:
    cancel = CancelToken()

    def half(exchange: Exchange) -> None:
        exchange.send(b'HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{"Logs": "' + TEXT[:4000].encode())
        exchange.hold()

    with (
        ScriptedServer(by_operation(GetExecutionOutputs=half)) as server,
        in_thread(save_at, endpoint_at(server.address), target, cancel) as result,
    ):
        assert server.holding.wait(20)
        cancel.cancel()
        with pytest.raises(Cancelled):
            result.result(20)
    assert (names(target.parent), target.read_bytes()) == (["logs.zip"], b"older")


def test_an_api_without_outputs_says_so(target: Path) -> None:
    endpoint = endpoint_at("http://127.0.0.1:9", without("GetExecutionOutputs"))
    with pytest.raises(ContractIncomplete):
        save_at(endpoint, target)
    assert names(target.parent) == ["logs.zip"]


@pytest.mark.parametrize("answers", ["pretty", "gzip", "escaped-base64", "chunked", "camel,omit-defaults,bom"])
def test_the_demo_environments_logs(workspace: Workspace, samples: Path, target: Path, answers: str) -> None:
    with DemoProcess("--pace", "0.001", "--answers", answers) as demo:
        begun = started(workspace, demo, plan_of(demo, samples / "small.zip"))
        run = watch(workspace, begun.run, begun.endpoint, Token(demo.token))
        save_logs(EndpointContext(begun.endpoint, Token(demo.token)), run, target, CancelToken(), ignore_progress)
        assert target.read_bytes() == demo.logs_zip(run.tracker_id)


def test_large_logs_need_little_memory(workspace: Workspace, samples: Path, target: Path) -> None:
    with DemoProcess("--pace", "0.001", "--logs-size", str(64 * MIB)) as demo:
        begun = started(workspace, demo, plan_of(demo, samples / "small.zip"))
        run = watch(workspace, begun.run, begun.endpoint, Token(demo.token))
        path, grown = said("save", target, demo.root, run.tracker_id, demo.token, is_new=True)
        sent = hashlib.sha256(demo.logs_zip(run.tracker_id)).digest()
    assert path == str(target)
    assert target.stat().st_size > 64 * MIB
    assert hashlib.sha256(target.read_bytes()).digest() == sent
    assert int(grown) < 16 * MIB


@pytest.mark.parametrize("length", [None, 10**10])
def test_more_than_was_agreed_to_is_not_saved(target: Path, length: int | None) -> None:
    """Told before anything comes where the server says how much it is, else as soon as it is too much."""

    def begins(exchange: Exchange) -> None:
        told = b"" if length is None else b"Content-Length: %d\r\n" % length
        exchange.send(b"HTTP/1.1 200 OK\r\n" + told + b'\r\n{"Logs": "')
        for _ in range(0 if length else 64):
            exchange.send(b"QUFB" * (MIB // 4))
        exchange.hold()

    with (
        ScriptedServer(by_operation(GetExecutionOutputs=begins)) as server,
        pytest.raises(LargeLogs, match=r"The logs were not saved as logs\.zip\. They are larger than "),
    ):
        save_at(endpoint_at(server.address), target, most=MIB if length is None else MAX_UNASKED)
    assert (names(target.parent), target.read_bytes()) == (["logs.zip"], b"older")


def test_as_much_as_was_agreed_to_is_saved(target: Path) -> None:
    with ScriptedServer(by_operation(GetExecutionOutputs=answering(left(ZIP)))) as server:
        for most in (len(ZIP), None):
            assert save_at(endpoint_at(server.address), target, most=most) == target
        with pytest.raises(LargeLogs):
            save_at(endpoint_at(server.address), target, most=len(ZIP) - 1)
    assert target.read_bytes() == ZIP
