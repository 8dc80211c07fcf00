"""An answer is decompressed by what arrives: gateways lose ``Content-Encoding``, or name what they did not do."""

import gzip
import io
import json
import zlib
from collections.abc import Callable

import pytest

from api.api_calls import QUESTIONS, Calls, every_question, question_fails, start_fails, start_once
from dmm_desktop.api.discovery import ProbeResult, discover
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import OutcomeUnknown, RefusedByServer, UnreadableAnswer
from dmm_desktop.core.job import CancelToken
from dmm_desktop.resources import resource
from scripted_server import Script, ScriptedServer, answering

CHUNKED = "Transfer-Encoding: gzip, chunked"


def _raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


#: How bytes of an answer are changed, and the headers that come with them.
WAYS: dict[str, tuple[Callable[[bytes], bytes], list[str]]] = {
    "named, not done": (bytes, ["Content-Encoding: gzip"]),
    "done, not named": (gzip.compress, []),
    "done twice, named once": (lambda data: gzip.compress(gzip.compress(data)), ["Content-Encoding: gzip"]),
    "done twice, named twice": (lambda data: gzip.compress(gzip.compress(data)), ["Content-Encoding: gzip, gzip"]),
    "done once, named twice": (gzip.compress, ["Content-Encoding: gzip", "Content-Encoding: gzip"]),
    "named by an old name": (gzip.compress, ["Content-Encoding: x-gzip"]),
    "named as something else": (gzip.compress, ["Content-Encoding: identity"]),
    "a character set": (bytes, ["Content-Encoding: utf-8"]),
    "with bytes after it": (lambda data: gzip.compress(data) + b"\0\0more", ["Content-Encoding: gzip"]),
    "without its check": (lambda data: gzip.compress(data)[:-8], ["Content-Encoding: gzip"]),
    "deflate": (zlib.compress, ["Content-Encoding: deflate"]),
    "deflate without a frame": (_raw_deflate, ["Content-Encoding: deflate"]),
}
every_way = pytest.mark.parametrize("way", WAYS)

UploadOf = Callable[..., ZipUpload]


def compressed(way: str, content: object, status: int = 200, chunked: int | None = None) -> Script:
    change, headers = WAYS[way]
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return answering(change(data), status, *headers, chunked=chunked)


@every_question
@every_way
def test_of_an_answer(ask: Callable[[Calls], object], way: str) -> None:
    with ScriptedServer(compressed(way, QUESTIONS[ask])) as server:
        ask(Calls(server.address))


@every_way
@pytest.mark.parametrize("chunked", [None, 1, 3, 1000])
def test_of_the_tracker_id(way: str, chunked: int | None, upload_of: UploadOf) -> None:
    started = compressed(way, {"MainExecutionTrackerId": 42}, chunked=chunked)
    assert start_once(started, upload_of(100)) == "42"


@every_way
def test_of_a_refusal(way: str) -> None:
    error = question_fails(Calls.stop, compressed(way, {"Errors": ["It has ended."]}, 400))
    assert isinstance(error, RefusedByServer)
    assert "It has ended." in str(error)


@every_way
def test_of_a_description(way: str) -> None:
    with ScriptedServer(compressed(way, resource("dmm-api.swagger.json").read_bytes())) as server:
        found = discover(Address.parse(server.address + "/api"), CancelToken())
    assert [probe.finding for probe in found.probes] == [ProbeResult.DESCRIPTION]


def test_as_the_encoding_of_the_transfer(upload_of: UploadOf) -> None:
    packed = gzip.compress(json.dumps({"MainExecutionTrackerId": 42}).encode())
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    assert start_once(answering(body, 200, CHUNKED, length=None), upload_of(100)) == "42"


def test_a_file_in_a_compressed_answer_comes_byte_for_byte() -> None:
    content = b"PK\x03\x04" + bytes(range(256)) * 20_000
    with ScriptedServer(answering(gzip.compress(content), 200, "Content-Type: application/zip")) as server:
        file = io.BytesIO()
        assert Calls(server.address).outputs(file).logs_size == len(content)
    assert file.getvalue() == content


def test_what_was_said_of_a_start_is_kept_where_gzip_is_named_and_not_done(upload_of: UploadOf) -> None:
    error = start_fails(answering("Accepted as number 42.", 200, "Content-Encoding: gzip"), upload_of(100))
    assert isinstance(error, OutcomeUnknown)
    assert error.received.endswith("\n\nAccepted as number 42.")


@pytest.mark.parametrize("place", [2, 12, -6])
def test_a_damaged_one_is_unreadable(place: int) -> None:
    packed = bytearray(gzip.compress(b'{"Status": "Queued", "Result": "OK"}'))
    packed[place] ^= 0xFF
    for headers in ([], ["Content-Encoding: gzip"]):
        error = question_fails(Calls.status, answering(bytes(packed), 200, *headers))
        assert type(error) is UnreadableAnswer
