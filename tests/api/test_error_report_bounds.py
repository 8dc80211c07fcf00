"""However an entity of an error report is written, it takes little memory and time, and a cancel is heard."""

import itertools
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.answer_object import UnreadableValue
from dmm_desktop.api.error_report import read_error_report
from dmm_desktop.core.exact_json import TooManyValues, has_more_values, object_end
from dmm_desktop.core.job import Cancelled, CancelToken
from little_memory import MIB, memory_below

BLOCK = 256 * 1024
MOST = 10_000

VALUES = st.recursive(
    st.text() | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.text(), VALUES)


def count_of(value: object) -> int:
    """How many values a JSON value is made of."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(count_of, inner))


def in_blocks(content: bytes) -> Iterator[bytes]:
    return (content[start : start + BLOCK] for start in range(0, len(content), BLOCK))


@pytest.mark.parametrize("item", ["{},", "1,", '"",', '{"a":1},', "[],"])
@pytest.mark.parametrize("form", ['[{{"a":"{long}","b":[{many}0]}}]', '[{{"a":{{"b":"{long}","c":[{many}0]}}}}]'])
def test_many_values_behind_a_long_text_are_not_read(form: str, item: str) -> None:
    content = form.format(long="x" * 9 * MIB, many=item * (6 * MIB // len(item))).encode()
    with memory_below(64 * MIB), pytest.raises(UnreadableValue, match="too large"):
        read_error_report(in_blocks(content), str, lambda: None)


def test_many_members_behind_a_long_text_are_not_read() -> None:
    many = ",".join(f'"{number}":{number}' for number in range(400_000))
    content = f'[{{"a":"{"x" * 9 * MIB}",{many}}}]'.encode()
    with memory_below(80 * MIB), pytest.raises(UnreadableValue, match="too large"):
        read_error_report(in_blocks(content), str, lambda: None)


def test_more_values_than_are_read_are_refused_in_a_single_block_too() -> None:
    for count, is_read in ((MOST - 2, True), (MOST, False)):
        content = json.dumps([{"Other": [0] * count}, {}]).encode()
        if is_read:
            assert len(read_error_report([content], str, lambda: None).entities) == 2
        else:
            with pytest.raises(UnreadableValue, match="too large"):
                read_error_report([content], str, lambda: None)


@pytest.mark.parametrize("item", ["{},", '""', '"a":', "[[],", "x,"])
def test_a_cancel_is_heard_before_twice_as_much_is_read(item: str) -> None:
    cancel = CancelToken()
    given_blocks = 0

    def blocks() -> Iterator[bytes]:
        nonlocal given_blocks
        yield b'[{"a":"' + b"x" * BLOCK
        for given_blocks in itertools.count(1):
            if given_blocks == 4:
                cancel.cancel()
            yield b"x" * BLOCK if given_blocks < 30 else b'","b":[' + item.encode() * (BLOCK // len(item))

    with pytest.raises(Cancelled):
        read_error_report(blocks(), str, cancel.check)
    assert given_blocks <= 8


@given(OBJECTS, st.booleans(), st.sampled_from([None, 2]), st.text(), st.data())
def test_an_object_ends_where_it_ends(
    value: dict[str, object], escapes: bool, indent: int | None, after: str, data: st.DataObject
) -> None:
    written = json.dumps(value, ensure_ascii=escapes, indent=indent)
    assert object_end("[" + written + after, 1, MOST) == 1 + len(written)
    cut = data.draw(st.integers(1, len(written) - 1))
    assert object_end(written[:cut], 0, MOST) is None


@given(OBJECTS, st.sampled_from([None, 2]))
def test_values_are_counted_as_json_has_them(value: dict[str, object], indent: int | None) -> None:
    written = json.dumps(value, indent=indent)
    count = count_of(value)
    assert not has_more_values(written, count)
    assert has_more_values(written, count - 1) or count == 1
    assert object_end(written, 0, count) == len(written)
    if count > 2:
        with pytest.raises(TooManyValues):
            object_end(written, 0, count - 1)


def test_texts_without_a_comma_between_them_are_not_counted_to_the_end() -> None:
    assert has_more_values("{,{," + '""' * 100, 3)
