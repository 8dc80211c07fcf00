"""Numbers of an answer keep the digits that they were written with."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.answer_object import parsed
from dmm_desktop.core.exact_json import Number

digits = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)


@given(digits)
def test_a_number_is_the_text_it_was_written_as(written: str) -> None:
    assert parsed(f'{{"Id": {written}}}')["Id"] == Number(written)


@pytest.mark.parametrize("written", ["9007199254740993", "2e3", "12345678901234567890", "1" * 5000, "1.50", "-0"])
def test_a_number_that_a_float_would_change(written: str) -> None:
    assert str(parsed(written)) == written


@given(digits)
def test_whether_it_is_zero(written: str) -> None:
    assert Number(written).is_zero == all(digit in "-0." for digit in written.lower().partition("e")[0])
    if math.isfinite(float(written)) and float(written) != 0:
        assert not Number(written).is_zero


def test_what_is_no_number_in_json_spoils_nothing() -> None:
    assert parsed('{"a": NaN, "b": -Infinity}') == {"a": "NaN", "b": "-Infinity"}


def test_everything_else_is_as_the_standard_library_reads_it() -> None:
    content = b'\xef\xbb\xbf{"a": ["1", true, false, null, {"b": "\\u0041"}]}'
    assert parsed(content) == json.loads(content)
    assert [type(value) for value in parsed(content)["a"]] == [str, bool, bool, type(None), dict]


def test_line_ends_may_stand_in_a_text_as_they_are() -> None:
    assert parsed(b'{"a": "b\r\n\tc"}') == {"a": "b\r\n\tc"}


@pytest.mark.parametrize("content", [b"", b"OK", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(ValueError):
        parsed(content)
