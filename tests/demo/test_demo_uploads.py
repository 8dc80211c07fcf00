"""How bodies are read: JSON in blocks, base64 in pieces, zips from the disk; and what it costs in memory."""

import base64
import hashlib
import io
import itertools
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.demo_client import demo_client
from dmm_desktop.demo.import_zip import Entity, read_import_zip
from dmm_desktop.demo.refusals import BadRequest
from dmm_desktop.demo.request_body import LongText, decoded_base64, read_blocks, read_json
from not_on_windows import PROC

MIB = 1 << 20


def loaded(value: Any) -> Any:
    if isinstance(value, LongText):
        return value.load()
    if isinstance(value, dict):
        return {name: loaded(item) for name, item in value.items()}
    return [loaded(item) for item in value] if isinstance(value, list) else value


texts = st.text(st.characters(codec="utf-8"), max_size=8)
long_texts = st.builds(lambda text, times: text * times, texts, st.sampled_from([1, 9_000, 40_000]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts | long_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(value=values, ascii_only=st.booleans(), sizes=st.lists(st.integers(1, 70_000), min_size=1, max_size=5))
def test_json_means_the_same_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, value: Any, ascii_only: bool, sizes: list[int]
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only).encode()
    stream, lengths = io.BytesIO(text), itertools.cycle(sizes)
    blocks = iter(lambda: stream.read(next(lengths)), b"")
    assert loaded(read_json(blocks, tmp_path_factory.mktemp("texts"))) == value


def test_json_may_be_cut_anywhere(tmp_path: Path) -> None:
    text = rb'{"a\\": "\"\\\u0041\/", "b": ["' + rb"\\\"" * 40_000 + b'"]}'
    for size in (1, 2, 3):
        blocks = (text[start : start + size] for start in range(0, len(text), size))
        assert loaded(read_json(blocks, tmp_path)) == {"a\\": '"\\A/', "b": ['\\"' * 40_000]}


@pytest.mark.parametrize("text", [b'{"a": "' + b"x" * 70_000, b'{"a": "' + b"x" * 70_000 + b"\\", b'"' + b"x" * 70_000])
def test_a_long_text_without_end_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(BadRequest):
        read_json(iter([text]), tmp_path)


def test_a_huge_body_without_long_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="too large"):
        read_json(iter([b"[" + b"0," * MIB] * 20), tmp_path)


def escaped(text: bytes) -> bytes:
    return text.replace(b"/", b"\\/").replace(b"+", b"\\u002B").replace(b"=", b"\\u003D")


@pytest.mark.parametrize("shift", range(8))
def test_escapes_may_lie_across_the_blocks(tmp_path: Path, shift: int) -> None:
    # Zeros until just before the end of a block, then nothing but escapes, moved by five characters at a time.
    zeros, dense = MIB - 800, b"\xfb\xff\xbf" * 2_000 + b"\xff" * (shift % 3)
    path = tmp_path / "text"
    moved = b"\\u0041" * shift + b"A" * (8 - shift)
    path.write_bytes(b"A" * zeros + moved + escaped(base64.b64encode(dense)))
    content = b"\0" * ((zeros + 8) // 4 * 3) + dense
    assert b"".join(decoded_base64(LongText(path))) == content


@given(content=st.binary(max_size=200))
def test_base64_round_trip(content: bytes) -> None:
    assert b"".join(decoded_base64(base64.b64encode(content).decode())) == content


@pytest.mark.parametrize("end", [b"QQ==QQ==", b"QQ=", b"Q", b"=", b"QQ==\n", b"QQ-_", b"Q\\u00e9==", b"QQ==="])
@pytest.mark.parametrize("length", [0, 4, MIB - 4, MIB, 2 * MIB])
def test_what_is_not_strictly_base64_is_refused(tmp_path: Path, end: bytes, length: int) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"A" * length + end)
    with pytest.raises(BadRequest, match="base64"):
        list(decoded_base64(LongText(path)))


def test_chunked_bodies() -> None:
    assert list(read_blocks(io.BytesIO(b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"), None)) == [
        b"abc",
        b"0123456789",
    ]
    for broken in (b"", b"3\r\nab", b"3\r\nabcd\r\n", b"x\r\n", b"3\r\nabc\r\n"):
        with pytest.raises(ConnectionError):
            list(read_blocks(io.BytesIO(broken), None))
    with pytest.raises(ConnectionError):
        list(read_blocks(io.BytesIO(b"abc"), 4))


cells = st.integers().map(str) | st.text("a,;\n'\"\r", max_size=6).map(
    lambda text: "N'" + text.replace("'", "''") + "'"
)


@given(rows=st.lists(st.lists(cells, min_size=1, max_size=3), max_size=6), last_line_end=st.booleans())
def test_records_are_counted_whatever_the_texts(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], last_line_end: bool
) -> None:
    data = "\r\n".join(["Id", *(",".join(row) for row in rows)]) + "\r\n" * last_line_end
    path = tmp_path_factory.mktemp("zips") / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("A_Struct.dmm", "{}")
        archive.writestr("A_Data.csv", data)
        archive.writestr("B_Struct.dmm", "{}")
    assert read_import_zip(path) == (Entity("A", len(rows), len(data.encode())), Entity("B", 0, 0))


def test_records_are_counted_across_blocks(tmp_path: Path) -> None:
    path, rows = tmp_path / "a.zip", 300_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("A_Struct.dmm", "{}")
        archive.writestr("A_Data.csv", "Id,T\n" + "1,N'a''\n''\n'\n" * rows)
    assert read_import_zip(path)[0].records == rows


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An import zip of 64 MiB."""
    path = tmp_path_factory.mktemp("large") / "large.zip"
    row = b"1,N'" + base64.b64encode(os.urandom(3000)) + b"'\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Large_Struct.dmm", "{}")
        with archive.open("Large_Data.csv", "w") as stream:
            stream.write(b"Id,Text\n")
            for _ in range(64 * MIB // len(row)):
                stream.write(row)
    return path


def json_body(path: Path) -> Iterator[bytes]:
    configuration = json.dumps({"DestinationDBConnection": "Runtime Connection"})
    yield b'{"Type": "Import", "Configuration": ' + json.dumps(configuration).encode() + b', "ZipFile": "'
    with path.open("rb") as file:
        while block := file.read(3 << 18):
            yield base64.b64encode(block)
    yield b'"}'


def raw_body(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(MIB):
            yield block


def peak(pid: int) -> int:
    """The most memory that a process ever had, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
@pytest.mark.parametrize("shape", ["documented", "raw-octet"])
def test_memory_does_not_grow_with_the_upload(shape: str, large: Path) -> None:
    with demo_client("--shape", shape, "--pace", "0.002", is_new=True) as client:
        before = peak(client.demo.pid)
        query, body, kind = {}, json_body(large), "application/json"
        if shape == "raw-octet":
            query = {"Type": "Import", "Configuration": '{"DestinationDBConnection": "Runtime Connection"}'}
            body, kind = raw_body(large), "application/octet-stream"
        answer = client.session.post(
            client.demo.root + "/StartExecution",
            params=query,
            data=body,
            headers={**client.demo.headers, "Content-Type": kind},
            timeout=60,
        ).json()
        assert client.finish(answer["MainExecutionTrackerId"])["report"]["completedrecords"] > 10_000
        assert peak(client.demo.pid) - before < 16 * MIB
        start = client.demo.received()["starts"][0]
        assert start["zip_size"] == large.stat().st_size > 64 * MIB - 10_000
        with large.open("rb") as file:
            assert start["zip_sha256"] == hashlib.file_digest(file, "sha256").hexdigest()


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_memory_does_not_grow_with_the_answer(small: bytes) -> None:
    options = ("--pace", "0.002", "--logs-size", str(64 * MIB), "--answers", "escaped-base64")
    with demo_client(*options, is_new=True) as client:
        before = peak(client.demo.pid)
        tracker_id = client.start(small)
        client.finish(tracker_id)
        answer = client.raw("GetExecutionOutputs", id=tracker_id, IncludeLogs=True)
        assert len(base64.b64decode(answer.json()["Logs"])) > 64 * MIB
        assert peak(client.demo.pid) - before < 16 * MIB
