"""Files of any size pass through in little memory; what is no file is limited."""

import base64
from collections.abc import Iterator

import pytest

from api.answers_in_pieces import split
from dmm_desktop.api.json_splitter import MAX_DEPTH, MAX_MARKS, MAX_SKELETON, JsonSplitter, UnreadableJson
from dmm_desktop.api.payload_sinks import Base64Sink
from dmm_desktop.core.exact_json import Number
from little_memory import MIB, memory_below

PIECE = 64 * 1024


class Counter:
    """Counts what is written to it."""

    size = 0

    def write(self, data: bytes, /) -> None:
        self.size += len(data)


@pytest.fixture
def little_memory() -> Iterator[None]:
    with memory_below(2 * MIB):
        yield


@pytest.mark.parametrize(
    "piece",
    [
        base64.b64encode(bytes(PIECE // 4 * 3)),
        b"\\/" * (PIECE // 2),
        b"\\u002B" * (PIECE // 6),
    ],
    ids=["plain", "escaped slashes", "escaped pluses"],
)
def test_a_member_of_64_mib_passes_through_a_few(piece: bytes, little_memory: None) -> None:
    out = Counter()
    splitter = JsonSplitter({"Logs": Base64Sink(out)})
    splitter.feed(b'{"Logs":"')
    characters = 0
    while characters < 64 * MIB:
        splitter.feed(piece)
        characters += len(piece)
    sent = characters // (1 if piece[:1] != b"\\" else 2 if piece[:2] == b"\\/" else 6)
    splitter.feed(b"A" * (-sent % 4) + b'","Status":"Complete"}')
    assert splitter.finish() == {"Logs": "", "Status": "Complete"}
    assert out.size == (sent + 3) // 4 * 3


@pytest.mark.parametrize("start", [b"", b"-", b'\\"'])
def test_a_faulty_member_of_16_mib_costs_no_memory_and_not_the_rest(start: bytes, little_memory: None) -> None:
    sink = Base64Sink(Counter())
    splitter = JsonSplitter({"Logs": sink})
    splitter.feed(b'{"Logs":"' + start)
    for _ in range(256):
        splitter.feed(b"\\\\" * (PIECE // 2))
    splitter.feed(b'","Status":"Complete"}')
    assert splitter.finish() == {"Logs": "", "Status": "Complete"}
    assert sink.problem


def test_what_is_no_file_is_limited() -> None:
    splitter = JsonSplitter({})
    splitter.feed(b'{"a":"')
    with pytest.raises(UnreadableJson, match="larger than 32 MiB besides files"):
        for _ in range(MAX_SKELETON // PIECE + 1):
            splitter.feed(b"x" * PIECE)


def test_what_is_just_within_the_limit_is_read() -> None:
    assert len(split([b'"', b"x" * (MAX_SKELETON - 2), b'"']).rest) == MAX_SKELETON - 2


def test_nesting_is_limited() -> None:
    assert split([b"[" * MAX_DEPTH + b"]" * MAX_DEPTH])
    with pytest.raises(UnreadableJson, match="nested too deeply"):
        split([b'{"a":' * (MAX_DEPTH + 1)])


def test_an_endless_name_or_number_is_limited_too() -> None:
    for content in (b'{"', b"1"):
        splitter = JsonSplitter({})
        splitter.feed(content)
        with pytest.raises(UnreadableJson, match="larger than"):
            for _ in range(MAX_SKELETON // PIECE + 1):
                splitter.feed(b"1" * PIECE)
    assert split([b"1" * 10_000]).rest == Number("1" * 10_000)


@pytest.mark.parametrize("filling", [b"{},", b'"a":1,', b'{"Logs":""},', b'""', b"::"])
def test_the_marks_in_it_are_limited(filling: bytes) -> None:
    """Whether they are JSON or not: each takes time, and those of objects memory."""
    splitter = JsonSplitter({"Logs": Base64Sink(Counter())})
    splitter.feed(b"{" if b":" in filling[:-2] else b"[")
    pieces = 0
    with pytest.raises(UnreadableJson, match="too many values"):
        while pieces < MAX_SKELETON // PIECE:
            splitter.feed(filling * (PIECE // len(filling)))
            pieces += 1
    assert pieces * PIECE <= 2 * MAX_MARKS * len(filling)


def test_as_many_marks_as_are_allowed_are_read() -> None:
    content = b"[" + b"1," * (MAX_MARKS - 2) + b"1]"
    assert len(split([content]).rest) == MAX_MARKS - 1
    with pytest.raises(UnreadableJson, match="too many values"):
        split([b"[" + b"1," * (MAX_MARKS - 1) + b"1]"])


def test_marks_inside_strings_do_not_count() -> None:
    content = b'{"a":"' + b"[{:,}]" * MAX_MARKS + b'","Logs":"' + base64.b64encode(b"," * MAX_MARKS) + b'"}'
    assert split([content]).files == {"Logs": b"," * MAX_MARKS}


def test_a_sink_may_have_a_limit() -> None:
    """What goes beyond it is lost, and the rest of the answer is not."""
    out = Counter()
    sink = Base64Sink(out, MIB)
    splitter = JsonSplitter({"ErrorReport": sink})
    splitter.feed(b'{"ErrorReport":"')
    for _ in range(64):
        splitter.feed(b"QUFB" * (PIECE // 4))
    splitter.feed(b'","Status":"Complete"}')
    assert splitter.finish() == {"ErrorReport": "", "Status": "Complete"}
    assert str(sink.problem) == "it is larger than 1 MiB"
    assert out.size <= MIB


def test_a_hundred_thousand_small_strings_in_one_piece() -> None:
    """Would take minutes if each of them cost as much as what follows it."""
    content = b"[" + b'"a",' * 99_000 + b'""]'
    assert len(split([content]).rest) == 99_001
