"""Numbers keep their literal, and everything else is what json makes of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.exact_json import (
    MAX_VALUES,
    Number,
    TooLong,
    TooManyValues,
    read,
    write,
    write_at_most,
    write_each,
)
from little_memory import MIB, memory_below

LITERALS = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?", fullmatch=True)


def pieces(value: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Arrays and objects around JSON texts, as texts."""
    names = st.text(max_size=4).map(json.dumps)
    members = st.dictionaries(names, value, max_size=3)
    return st.lists(value, max_size=3).map(lambda inner: f"[{', '.join(inner)}]") | members.map(
        lambda inner: "{" + ", ".join(f"{name}: {one}" for name, one in inner.items()) + "}"
    )


ATOMS = LITERALS | st.sampled_from(("true", "false", "null")) | st.text(max_size=8).map(json.dumps)
TEXTS = st.recursive(ATOMS, pieces, max_leaves=12)


@given(TEXTS)
def test_what_is_read_is_written_as_it_was(content: str) -> None:
    assert write(read(content)) == content


@given(st.lists(TEXTS, max_size=3), st.booleans())
def test_each_value_is_written_as_alone(contents: list[str], is_ascii: bool) -> None:
    values = [read(content) for content in contents]
    for style in ({"ensure_ascii": is_ascii}, {"indent": 2}):
        assert list(write_each(values, **style)) == [write(value, **style) for value in values]


def test_a_long_value_is_written_whole() -> None:
    content = "[" + ", ".join(["0.10", '"a, b"', '{"c": 1E5}'] * 20_000) + "]"
    assert list(write_each([read(content)])) == [content]


def test_writing_stops_at_the_limit() -> None:
    """The text would have 100 MB."""
    with memory_below(40 * MIB), pytest.raises(TooLong, match="more than 1,000,000 characters"):
        write_at_most(1_000_000, ["x" * 1_000] * 100_000)


@pytest.mark.parametrize("style", [{}, {"indent": 1, "ensure_ascii": False}])
def test_a_text_of_the_largest_length_is_written_whole(style: dict[str, Any]) -> None:
    value = {"ä": [Number("1E5"), "b", None]}
    written = write(value, **style)
    assert write_at_most(len(written), value, **style) == written
    with pytest.raises(TooLong):
        write_at_most(len(written) - 1, value, **style)


@given(TEXTS, st.booleans())
def test_the_rest_is_as_json_writes_it(content: str, is_ascii: bool) -> None:
    def style(value: Any) -> str:
        return json.dumps(value, indent=2, ensure_ascii=is_ascii)

    marked = json.loads(content, parse_int=lambda _: 7, parse_float=lambda _: 7)
    sevens = read(content, parse_int=lambda _: Number("7"), parse_float=lambda _: Number("7"))
    assert write(sevens, indent=2, ensure_ascii=is_ascii) == style(marked)


@given(LITERALS)
def test_a_number_is_its_literal(literal: str) -> None:
    assert str(Number(literal)) == literal and read(literal) == Number(literal)
    assert Number(literal).is_whole == (literal.lstrip("-").isdecimal())


@pytest.mark.parametrize(
    "word", ["", "-", "01", "1.", ".5", "1e", "+1", "0x1", "NaN", "Infinity", " 1", "1\n", "\u0661"]
)
def test_what_json_takes_for_no_number_is_none(word: str) -> None:
    with pytest.raises(ValueError, match="not a number in JSON"):
        Number(word)


def test_what_json_cannot_hold_is_not_written() -> None:
    with pytest.raises(TypeError, match="object cannot be written as JSON"):
        write({"a": object()})


@pytest.mark.parametrize(
    ("start", "item", "end"),
    [
        ("[", "1", "]"),
        ("[", "{}", "]"),
        ("[", "[ ]", "]"),
        ("[", '"[{,"', "]"),
        ("{", '"\\",[": "\\\\"', "}"),
        ('{"a": [', "null", "]}"),
    ],
)
@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_half_a_million_values_are_read_and_no_more(start: str, item: str, end: str, encoding: str | None) -> None:
    around = 1 if start != '{"a": [' else 2

    def content(count: int) -> str | bytes:
        written = start + ",".join([item] * count) + end
        return written if encoding is None else written.encode(encoding)

    assert read(content(MAX_VALUES - around))
    with pytest.raises(TooManyValues, match="more than 500,000 values"):
        read(content(MAX_VALUES - around + 1))


def test_what_is_too_much_is_not_read_at_all() -> None:
    content = "{}," * 5_000_000
    with memory_below(MIB), pytest.raises(TooManyValues):
        read(content)


def test_marks_in_strings_are_no_values() -> None:
    value = {'"' + ",[{" * MAX_VALUES: ["\\", ",[{" * MAX_VALUES, '\\"', [], {}]}
    assert read(json.dumps(value)) == value
