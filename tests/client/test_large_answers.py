"""Large answers pass through little memory, meant or not."""

import base64
import json
import os
import tempfile
import zlib
from pathlib import Path

import pytest

from client.api_calls import Calls, question_fails
from dmm_desktop.core.errors import (
    LocalError,
    RefusedByServer,
    ServerFailed,
    UnreadableAnswer,
)
from little_memory import MIB, memory_below
from mounts import small_disk_at
from scripted_server import Exchange, ScriptedServer, answering, response


def bomb(before: bytes, filling: bytes, size: int, after: bytes) -> bytes:
    """A gzip answer that is small on its way and has ``size`` bytes of the filling between the others."""
    packer = zlib.compressobj(1, wbits=31)
    packed = packer.compress(before)
    piece = filling * (MIB // len(filling))
    for _ in range(size // len(piece)):
        packed += packer.compress(piece)
    packed += packer.compress(after) + packer.flush()
    return packed


@pytest.mark.parametrize("chunked", [None, 1000])
def test_a_bomb_is_refused_within_little_memory(chunked: int | None) -> None:
    packed = bomb(b'{"Status": "', b"A", 256 * MIB, b'"}')
    script = answering(packed, 200, "Content-Encoding: gzip", chunked=chunked)
    with memory_below(100 * MIB):
        assert type(question_fails(Calls.status, script)) is UnreadableAnswer


@pytest.mark.parametrize("filling", [b"QUFB", b"%%%%"])
def test_an_endless_answer_is_left_at_a_limit(filling: bytes) -> None:
    """Whether its files are base64 or not: the client hangs up, and nothing is kept."""
    packer = zlib.compressobj(1, wbits=31)
    piece = packer.compress(b'{"Status": "Queued", "Logs": "') + packer.flush(zlib.Z_SYNC_FLUSH)

    def endless(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(response(b"", 200, "Content-Encoding: gzip", "Connection: close", length=None) + piece)
        block = packer.compress(filling * MIB) + packer.flush(zlib.Z_SYNC_FLUSH)
        for _ in range(1000):
            exchange.send(block)

    with (
        memory_below(50 * MIB),
        Path(os.devnull).open("wb") as nowhere,
        ScriptedServer(endless) as server,
        pytest.raises(UnreadableAnswer, match="larger than 512 MiB, or has no end"),
    ):
        Calls(server.address).status(nowhere)


@pytest.mark.parametrize("status", [400, 500])
def test_a_bomb_in_an_error_is_read_only_at_its_beginning(status: int) -> None:
    packed = bomb(b'{"Errors": ["', b"A", 64 * MIB, b'"]}')
    with memory_below(10 * MIB):
        error = question_fails(Calls.status, answering(packed, status, "Content-Encoding: gzip"))
    assert type(error) in (RefusedByServer, ServerFailed)
    assert len(error.details) < 100_000


@pytest.mark.parametrize("chunked", [None, 1000])
def test_large_logs_pass_through_little_memory(chunked: int | None) -> None:
    size = 64 * MIB
    packed = bomb(b'{"Logs": "', b"QUFB", size, b'", "Status": "Complete"}')
    script = answering(packed, 200, "Content-Encoding: gzip", chunked=chunked)
    with ScriptedServer(script) as server, Path(os.devnull).open("wb") as nowhere, memory_below(10 * MIB):
        outputs = Calls(server.address).outputs(nowhere)
    assert (outputs.status, outputs.logs_size, outputs.logs_problem) == ("Complete", size // 4 * 3, "")


def test_a_large_error_report_is_read_whole() -> None:
    entities = [{"FinalReportEntity": f"Entity {n}", "FinalReportStacktrace": "at line é\n" * 2000} for n in range(500)]
    report = base64.b64encode(json.dumps(entities).encode()).decode()
    with ScriptedServer(answering({"Status": "Complete", "Success": True, "ErrorReport": report})) as server:
        outputs = Calls(server.address).outputs()
    assert outputs.error_report_problem == ""
    assert [one.entity for one in outputs.failing_entities or ()] == [f"Entity {n}" for n in range(500)]


@pytest.mark.parametrize("size", [MIB + 100, 3 * MIB])  # it shows when the last bytes are flushed, and before that
def test_an_error_report_for_which_there_is_no_room(tmp_path: Path, size: int) -> None:
    script = answering({"Status": "Complete", "Success": True, "ErrorReport": "QUFB" * (size // 3)})
    system_place = tempfile.gettempdir()
    with small_disk_at(tmp_path / "disk", "1m") as folder, ScriptedServer(script) as server:
        tempfile.tempdir = str(folder)
        try:
            with pytest.raises(LocalError, match=f"The disk that holds {folder} is full. Free some space"):
                Calls(server.address).outputs()
        finally:
            tempfile.tempdir = system_place
