"""Large answers pass through little memory, meant or not."""

import base64
import gzip
import io
import json
import os
import random
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.api_calls import Calls, question_fails
from dmm_desktop.api.error_report import MAX_ERROR_REPORT
from dmm_desktop.core.errors import (
    LocalError,
    RefusedByServer,
    ServerFailed,
    UnreadableAnswer,
)
from dmm_desktop.core.job import Cancelled, CancelToken
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


class Counter(io.RawIOBase):
    """Counts the bytes that are written to it, and tells of each time."""

    def __init__(self, told: Callable[[], object] = lambda: None) -> None:
        self.size = 0
        self._told = told

    def write(self, data: Any, /) -> int:
        self.size += len(data)
        self._told()
        return len(data)


@pytest.mark.parametrize("filling", [b"QUFB", b"%%%%"])
def test_an_endless_answer_is_left_at_a_limit(filling: bytes) -> None:
    """Whether its files are base64 or not: the client hangs up, and nothing is kept."""

    def endless(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(response(b"", 200, "Connection: close", length=None) + b'{"Status": "Queued", "Logs": "')
        block = filling * (MIB // 4)
        for _ in range(1000):
            exchange.send(block)

    with (
        memory_below(50 * MIB),
        ScriptedServer(endless) as server,
        pytest.raises(UnreadableAnswer, match="larger than 512 MiB, or has no end"),
    ):
        Calls(server.address).status(Counter())


@pytest.mark.parametrize("chunked", [None, 1000])
def test_files_that_are_much_smaller_on_their_way_are_refused(chunked: int | None) -> None:
    packed = bomb(b'{"Status": "Complete", "Logs": "', b"QUFB", 400 * MIB, b'"}')
    logs = Counter()
    script = answering(packed, 200, "Content-Encoding: gzip", chunked=chunked)
    with (
        ScriptedServer(script) as server,
        memory_below(20 * MIB),
        pytest.raises(UnreadableAnswer, match="unpacked it is more than 200 times as large") as caught,
    ):
        Calls(server.address).outputs(logs)
    assert logs.size < max(64 * MIB, 200 * len(packed))
    assert "bytes came, and were" in caught.value.details


def test_large_files_that_compress_as_logs_do_are_read() -> None:
    parts, part = 290, 240_000
    chance = random.Random(1)
    packer = zlib.compressobj(1, wbits=31)
    packed = packer.compress(b'{"Status": "Complete", "Logs": "')
    for _ in range(parts):
        packed += packer.compress(base64.b64encode(chance.randbytes(6000)) * (part // 8000))
    packed += packer.compress(b'"}') + packer.flush()
    size = parts * part
    assert size > 64 * MIB
    assert 20 < size / len(packed) < 100
    logs = Counter()
    with ScriptedServer(answering(packed, 200, "Content-Encoding: gzip")) as server:
        outputs = Calls(server.address).outputs(logs)
    assert (outputs.logs_size, logs.size, outputs.logs_problem) == (size // 4 * 3, size // 4 * 3, None)


@pytest.mark.parametrize("headers", [["Content-Encoding: gzip, gzip"], []])
def test_each_layer_of_compression_is_limited(headers: list[str]) -> None:
    """Also one whose content comes to nothing in the next."""
    packed = gzip.compress(gzip.compress(b"", mtime=0) * 3 * MIB, 1)
    began = time.process_time()
    with memory_below(20 * MIB):
        error = question_fails(Calls.outputs, answering(packed, 200, *headers))
    assert type(error) is UnreadableAnswer
    assert time.process_time() - began < 10


def test_what_follows_the_last_member_is_not_even_unpacked() -> None:
    packed = gzip.compress(gzip.compress(b'{"Status": "Complete"}') + bytes(400 * MIB), 1)
    began = time.process_time()
    with ScriptedServer(answering(packed, 200)) as server:
        assert Calls(server.address).outputs().status == "Complete"
    assert time.process_time() - began < 1


def test_a_cancel_is_heard_while_what_has_come_is_unpacked() -> None:
    """A few kilobytes are here at once and become megabytes: no further read of the connection would tell."""
    packed = bomb(b'{"Status": "Complete", "Logs": "', b"QUFB", 60 * MIB, b'"}')
    cancel = CancelToken()
    logs = Counter(told=cancel.cancel)
    with ScriptedServer(answering(packed, 200, "Content-Encoding: gzip")) as server, pytest.raises(Cancelled):
        Calls(server.address, cancel=cancel).outputs(logs)
    assert 0 < logs.size < 2 * MIB


def test_tiny_values_without_number_are_refused() -> None:
    packed = bomb(b'{"Status": "Complete", "Other": [', b"{},", 31 * MIB, b"{}]}")
    assert len(packed) < 150_000
    with memory_below(30 * MIB):
        error = question_fails(Calls.status, answering(packed, 200, "Content-Encoding: gzip"))
    assert type(error) is UnreadableAnswer
    assert "it has too many values" in str(error)


@pytest.mark.parametrize("status", [400, 500])
def test_a_bomb_in_an_error_is_read_only_at_its_beginning(status: int) -> None:
    packed = bomb(b'{"Errors": ["', b"A", 64 * MIB, b'"]}')
    with memory_below(10 * MIB):
        error = question_fails(Calls.status, answering(packed, status, "Content-Encoding: gzip"))
    assert type(error) in (RefusedByServer, ServerFailed)
    assert len(error.details) < 100_000


@pytest.mark.parametrize("chunked", [None, 1000])
def test_large_logs_pass_through_little_memory(chunked: int | None) -> None:
    size = 60 * MIB
    packed = bomb(b'{"Logs": "', b"QUFB", size, b'", "Status": "Complete"}')
    script = answering(packed, 200, "Content-Encoding: gzip", chunked=chunked)
    with ScriptedServer(script) as server, Path(os.devnull).open("wb") as nowhere, memory_below(10 * MIB):
        outputs = Calls(server.address).outputs(nowhere)
    assert (outputs.status, outputs.logs_size, outputs.logs_problem) == ("Complete", size // 4 * 3, None)


def test_a_large_error_report_is_read_whole() -> None:
    entities = [{"FinalReportEntity": f"Entity {n}", "FinalReportStacktrace": "at line é\n" * 2000} for n in range(500)]
    report = base64.b64encode(json.dumps(entities).encode()).decode()
    with ScriptedServer(answering({"Status": "Complete", "Success": True, "ErrorReport": report})) as server:
        outputs = Calls(server.address).outputs()
    assert outputs.error_report_problem is None
    assert [one.entity for one in outputs.failing_entities or ()] == [f"Entity {n}" for n in range(500)]


def test_an_error_report_is_limited() -> None:
    """What goes beyond the limit is not kept, and the rest of the answer counts."""
    blanks = b"ICAg" * (MAX_ERROR_REPORT // 3 + 1)
    with ScriptedServer(answering(b'{"ErrorReport": "' + blanks + b'", "Status": "Complete"}')) as server:
        outputs = Calls(server.address).outputs()
    assert (outputs.status, outputs.failing_entities) == ("Complete", None)
    assert str(outputs.error_report_problem) == "it is larger than 64 MiB"


def test_ten_thousand_failing_entities_are_kept_and_the_others_counted() -> None:
    report = base64.b64encode(b"[" + b'{"FinalReportEntity":"Customer"},' * 29_999 + b'{"Count":2}]').decode()
    with ScriptedServer(answering({"Status": "Complete", "Success": True, "ErrorReport": report})) as server:
        outputs = Calls(server.address).outputs()
    assert (len(outputs.failing_entities or ()), outputs.more_failing) == (10_000, 20_000)


@pytest.mark.parametrize("size", [MIB + 100, 3 * MIB])  # it shows when the last bytes are flushed, and before that
def test_an_error_report_for_which_there_is_no_room(tmp_path: Path, size: int) -> None:
    script = answering({"Status": "Complete", "Success": True, "ErrorReport": "QUFB" * (size // 3)})
    system_place = tempfile.gettempdir()
    with small_disk_at(tmp_path / "disk", "1m") as folder, ScriptedServer(script) as server:
        tempfile.tempdir = str(folder)
        try:
            with pytest.raises(LocalError, match=f"The disk that holds {folder} is full. Free up some disk space"):
                Calls(server.address).outputs()
        finally:
            tempfile.tempdir = system_place
