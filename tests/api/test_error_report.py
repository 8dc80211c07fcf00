"""Error reports are read object by object, whatever pieces they come in, within little memory."""

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answers_in_pieces import cut, sizes
from dmm_desktop.api.answer_object import UnreadableValue
from dmm_desktop.api.error_report import (
    MANY_TEXTS,
    MAX_COUNTED,
    MAX_ENTITY_NAME,
    MAX_ENTITY_TEXT,
    MAX_ERROR_REPORT,
    MAX_KEPT,
    SHORT_ENTITY_TEXT,
    ErrorReport,
    read_error_report,
)
from dmm_desktop.core.job import Cancelled, CancelToken
from dmm_desktop.core.models import FailingEntity
from little_memory import MIB, memory_below

BLOCK = 256 * 1024
CUSTOMER = {
    "FinalReportEntity": "Customer",
    "FinalReportError": "Null value",
    "FinalReportStacktrace": "at …",
    "FinalReportTip": "Fill it",
    "FinalReportMoment": "2024-05-06 07:08:09",
    "Count": "12",
}


def read(blocks: bytes | Iterable[bytes], cancel: CancelToken | None = None) -> ErrorReport:
    check = (cancel or CancelToken()).check
    return read_error_report([blocks] if isinstance(blocks, bytes) else blocks, str, check)


def camel(name: str) -> str:
    return name[0].lower() + name[1:]


def repeated(item: bytes, times: int) -> Iterator[bytes]:
    """An array that has the item so many times, in blocks."""
    yield b"["
    at_once = max(1, BLOCK // (len(item) + 1))
    for start in range(0, times, at_once):
        block = b",".join([item] * min(at_once, times - start))
        yield b"," + block if start else block
    yield b"]"


def test_an_error_report() -> None:
    wanted = FailingEntity("Customer", "Null value", "Fill it", "at …", datetime(2024, 5, 6, 7, 8, 9), 12)
    for written in (CUSTOMER, CUSTOMER | {"Count": 12}, {camel(name): value for name, value in CUSTOMER.items()}):
        content = b"\xef\xbb\xbf" + json.dumps([written, {}]).encode()
        assert read(content) == ErrorReport((wanted, FailingEntity("", "", count=None)), 0)


@pytest.mark.parametrize("content", [b"", b" \n", b"[]", b" [ ] \r\n", b"\xef\xbb\xbf[]"])
def test_an_empty_error_report_names_no_entity(content: bytes) -> None:
    assert read(content) == ErrorReport()


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b'{"Errors": []}',
        b'{"FinalReportEntity": "A"} {}',
        b'{"FinalReportEntity": "A"',
        b"null",
        b"x",
        b"[1]",
        b"[[]]",
        b"[{]",
        b"[{}",
        b"[{},",
        b"[{},]",
        b"[{} {}]",
        b"[{}]]",
        b"[{}],[{}]",
        b"\xff",
        b"[" * 100_000,
        b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
    ],
)
@pytest.mark.parametrize("size", [1, 1000, BLOCK])
def test_what_is_no_error_report_is_unreadable(content: bytes, size: int) -> None:
    with pytest.raises(UnreadableValue):
        read(cut(content, [size]))


ITEMS = st.dictionaries(
    st.sampled_from(["FinalReportEntity", "FinalReportError", "Count", "Other"]),
    st.recursive(
        st.text() | st.integers() | st.none() | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    ),
)


@given(st.lists(ITEMS), st.booleans(), st.sampled_from([None, 2]), sizes)
def test_in_whatever_pieces_it_comes_it_is_the_same(
    items: list[dict[str, Any]], escapes: bool, indent: int | None, sizes: list[int]
) -> None:
    content = json.dumps(items, ensure_ascii=escapes, indent=indent).encode("utf-8")
    report = read(cut(content, sizes))
    assert report == read(content)
    assert len(report.entities) == len(items)
    for entity, item in zip(report.entities, items, strict=True):
        name = item.get("FinalReportEntity")
        assert not isinstance(name, str) or entity.entity == name


@pytest.mark.parametrize("count", ["many", -3, [], True])
def test_an_entity_fails_however_often_it_did(count: object) -> None:
    content = json.dumps([{"FinalReportEntity": "Customer", "FinalReportError": {"Code": 7}, "Count": count}]).encode()
    assert read(content).entities == (FailingEntity("Customer", '{"Code": 7}', count=None),)


@pytest.mark.parametrize("written", [{}, {"Count": 0}, {"Count": None}, {"Count": "0"}])
def test_how_often_an_entity_failed_is_unknown_where_that_is_not_said(written: dict[str, object]) -> None:
    content = json.dumps([{"FinalReportEntity": "Customer", **written}]).encode()
    assert read(content).entities == (FailingEntity("Customer", "", count=None),)


@pytest.mark.parametrize("name", ["FinalReportEntity", "finalReportEntity", "Final_Report_Entity"])
def test_one_entity_without_the_array_around_it(name: str) -> None:
    content = json.dumps({name: "Customer", "Count": 2}).encode()
    assert read(content).entities == (FailingEntity("Customer", "", count=2),)


def test_an_error_report_is_kept_whole() -> None:
    content = json.dumps([{"FinalReportError": "x" * 5000, "FinalReportTip": "y" * 5000}]).encode()
    [entity] = read(content).entities
    assert (entity.error, entity.tip) == ("x" * 5000, "y" * 5000) and not entity.is_cut


def sent(length: int) -> dict[str, str]:
    names = ("FinalReportEntity", "FinalReportError", "FinalReportTip", "FinalReportStacktrace")
    return {name: letter * length for name, letter in zip(names, "ABCD", strict=True)}


def test_the_beginning_of_a_longer_text_is_kept() -> None:
    longest, longer, secret = (
        {**sent(MAX_ENTITY_TEXT), "FinalReportEntity": "A" * MAX_ENTITY_NAME},
        sent(MAX_ENTITY_TEXT + 1),
        {"FinalReportError": "x" * (MAX_ENTITY_TEXT - 3) + "key-4711"},
    )
    content = json.dumps([longest, longer, secret]).encode()
    whole, cut, hidden = read_error_report([content], lambda said: said.replace("key-4711", "(hidden)"), print).entities
    assert whole.texts == tuple(longest[name] for name in sent(0)) and not whole.is_cut
    assert cut.texts == tuple(f"{words}…" for words in whole.texts) and cut.is_cut
    assert hidden.error.endswith("x(hi…") and hidden.is_cut, "a secret is hidden before the text is cut"


def test_behind_many_long_texts_only_short_ones_are_kept() -> None:
    long = sent(MAX_ENTITY_TEXT)
    times = MANY_TEXTS // (3 * MAX_ENTITY_TEXT)
    content = json.dumps([long] * (times + 3) + [sent(SHORT_ENTITY_TEXT)] * 1000).encode()
    entities = read([content[start : start + BLOCK] for start in range(0, len(content), BLOCK)]).entities
    assert len(entities) == times + 1003, "all of them are named"
    assert {len(entity.error) for entity in entities[:times]} == {MAX_ENTITY_TEXT}
    assert [len(words) for words in entities[times + 2].texts] == [SHORT_ENTITY_TEXT + 1] * 4
    assert entities[-1].texts == tuple(sent(SHORT_ENTITY_TEXT).values()) and not entities[-1].is_cut
    assert sum(len(words) for entity in entities for words in entity.texts) < MANY_TEXTS + 6 * MAX_ENTITY_TEXT + MIB


def test_the_first_ten_thousand_are_kept_and_the_others_counted() -> None:
    item = b'{"FinalReportEntity":"Customer"}'
    for times, more in ((MAX_KEPT, 0), (MAX_KEPT + 1, 1), (5 * MAX_KEPT, 4 * MAX_KEPT)):
        report = read(repeated(item, times))
        assert (len(report.entities), report.more) == (MAX_KEPT, more)
        assert set(report.entities) == {FailingEntity("Customer", "", count=None)}


def test_a_fault_behind_those_that_are_kept_is_found() -> None:
    content = b"".join(repeated(b"{}", 2 * MAX_KEPT))
    with pytest.raises(UnreadableValue):
        read(content[:-1] + b",1]")


def test_a_million_entities_are_counted_and_no_more() -> None:
    assert read(repeated(b"{}", MAX_COUNTED)).more == MAX_COUNTED - MAX_KEPT
    with pytest.raises(UnreadableValue, match="more than 1,000,000 entities"):
        read(repeated(b"{}", MAX_ERROR_REPORT // 3))


def test_those_that_are_counted_cost_no_memory() -> None:
    with memory_below(10 * MIB):
        assert read(repeated(b'{"Count":1}', 5 * MAX_KEPT)).more == 4 * MAX_KEPT


def test_one_object_that_never_ends_costs_little_memory() -> None:
    for item in (b"{},", b"1,", b'"text",', b'"text' + b"x" * 1000):
        endless = itertools.chain([b'[{"a":['], itertools.repeat(item * (BLOCK // len(item)), 256))
        with memory_below(80 * MIB), pytest.raises(UnreadableValue, match="too large"):
            read(endless)


def test_an_entity_of_megabytes_is_read() -> None:
    trace = random.Random(1).randbytes(MIB).hex()
    [entity] = read(cut(json.dumps([{"FinalReportStacktrace": trace}]).encode(), [BLOCK])).entities
    assert entity.stack_trace == trace[:MAX_ENTITY_TEXT] + "…"


def test_a_cancel_is_heard_while_it_is_read() -> None:
    cancel = CancelToken()
    given = 0

    def blocks() -> Iterator[bytes]:
        nonlocal given
        yield b"["
        while True:
            given += 1
            if given == 3:
                cancel.cancel()
            yield b"{}," * 1000

    with pytest.raises(Cancelled):
        read(blocks(), cancel)
    assert given <= 4
