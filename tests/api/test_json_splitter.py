"""Answers arrive in pieces of any size; files and the rest come out as they were put in."""

import base64
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answers_in_pieces import LARGE, cut, sizes, split
from dmm_desktop.api.answer_object import parsed
from dmm_desktop.api.json_splitter import UnreadableJson
from dmm_desktop.core.names import normal

small = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
small_names = st.text(max_size=8).filter(lambda name: normal(name) not in map(normal, LARGE))
spellings = st.sampled_from(LARGE).flatmap(
    lambda name: st.sampled_from([name, name.lower(), name.upper(), f"_{name}_", name[0].lower() + name[1:]])
)
spaces = st.sampled_from(["", " ", "\n\t", "\r\n  "])


def escaped(data: bytes, seed: int) -> str:
    """Base64 in a JSON string, with some characters escaped in the ways that JSON allows."""
    choice = random.Random(seed)
    out = ['"']
    for character in base64.b64encode(data).decode():
        forms = [character, character, f"\\u{ord(character):04x}", f"\\u{ord(character):04X}"]
        out.append(choice.choice([*forms, "\\/"] if character == "/" else forms))
    return "".join(out) + '"'


@given(
    st.dictionaries(small_names, small, max_size=4),
    st.lists(st.tuples(spellings, st.binary()), max_size=3, unique_by=lambda large: normal(large[0])),
    st.sampled_from([None, "Response"]),
    st.randoms(use_true_random=False),
    st.booleans(),
    spaces,
    sizes,
)
def test_files_and_the_rest_come_out_as_they_were_put_in(
    others: dict[str, Any],
    files: list[tuple[str, bytes]],
    wrapper: str | None,
    order: random.Random,
    has_mark: bool,
    space: str,
    piece_sizes: list[int],
) -> None:
    members = [(name, json.dumps(value, ensure_ascii=order.random() < 0.5)) for name, value in others.items()]
    members += [(name, escaped(data, order.randrange(1000))) for name, data in files]
    order.shuffle(members)
    comma, colon = f"{space},{space}", f"{space}:{space}"
    text = "{" + comma.join(f"{json.dumps(name)}{colon}{value}" for name, value in members) + space + "}"
    rest: dict[str, Any] = {**others, **{name: "" for name, _ in files}}
    if wrapper:
        text, rest = f'{{{space}"{wrapper}"{colon}{text}{space}}}', {wrapper: rest}
    content = (b"\xef\xbb\xbf" if has_mark else b"") + (space + text + space).encode("utf-8", "surrogatepass")
    found = split(cut(content, piece_sizes))
    assert found.rest == parsed(json.dumps(rest)) and not found.problems
    assert found.files == {next(x for x in LARGE if normal(x) == normal(name)): data for name, data in files if data}


def rest_of(value: Any, depth: int = 1) -> Any:
    """What the standard library parsed, without the large strings."""
    if isinstance(value, list):
        return [rest_of(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    is_large = {name: depth <= 2 and normal(name) == "logs" and type(value[name]) is str for name in value}
    return {name: "" if is_large[name] else rest_of(item, depth + 1) for name, item in value.items()}


quotes_and_escapes = ['"', "\\", "\\\\", "/", "u", "002", "\\u002B", "\\u00"]
base64_and_values = ["AAAA", "QQ==", "=", "A", "1", "null", '"x"']
structure = [*"{}[]:,\né", '{"Logs":"', '","a":', '"logs":']
pieces_of_json = st.lists(st.sampled_from([*quotes_and_escapes, *base64_and_values, *structure])).map("".join)
whole_json = st.recursive(
    st.none() | st.integers() | st.text('\\"/uA={}[],:', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Logs", "a", '\\"', "lo_gs"]), inner),
    max_leaves=6,
).map(json.dumps)


@given(pieces_of_json | whole_json, sizes)
def test_the_standard_library_agrees_whatever_the_pieces(text: str, piece_sizes: list[int]) -> None:
    """What it can read is read alike; what it cannot is refused, or the fault is inside the base64 and said so."""
    try:
        value = parsed(text)
    except ValueError:
        try:
            found = split(cut(text.encode(), piece_sizes), ("Logs",))
        except UnreadableJson:
            return
        assert found.problems
    else:
        assert split(cut(text.encode(), piece_sizes), ("Logs",)).rest == rest_of(value)


@given(pieces_of_json, sizes)
def test_the_pieces_make_no_difference(text: str, piece_sizes: list[int]) -> None:
    def outcome(sizes: list[int]) -> object:
        try:
            found = split(cut(text.encode(), sizes), ("Logs",))
        except UnreadableJson:
            return "unreadable"
        return found.rest, found.files if not found.problems else None, found.problems.keys()

    assert outcome(piece_sizes) == outcome([])


@pytest.mark.parametrize("bad", ["A", "A===", "QQ===", "AA==AAAA", "A.A", 'AA\\"AA', "AA\\\\", "\\\\", "\\u0022", "é"])
@pytest.mark.parametrize("piece", [1, 2, 3, 1000])
def test_faulty_base64_spoils_its_own_member_only(bad: str, piece: int) -> None:
    content = f'{{"a":"x","Logs":"QUJD{bad}","ZipFile":"UEs=","Status":"Complete"}}'.encode()
    found = split(cut(content, [piece]))
    assert found.rest == {"a": "x", "Logs": "", "ZipFile": "", "Status": "Complete"}
    assert found.problems.keys() == {"Logs"} and "base64" in found.problems["Logs"]
    assert found.files["ZipFile"] == b"PK"


@pytest.mark.parametrize("value", ["null", "5", "true", '["QUJD"]', '{"a":"QUJD"}', "[]"])
def test_a_large_member_that_is_no_string_stays_in_the_rest(value: str) -> None:
    found = split([f'{{"Logs":{value},"Status":"Complete"}}'.encode()])
    assert found.rest == {"Logs": parsed(value), "Status": "Complete"}
    assert not found.files and not found.problems


def test_a_missing_or_empty_member_is_no_problem() -> None:
    assert not split([b'{"Status":"Complete"}']).problems
    assert not split([b'{"Logs":"","Status":"Complete"}']).problems


def test_a_member_that_comes_twice_is_a_problem_and_not_glued_together() -> None:
    found = split([b'{"Logs":"QUJD","Response":{"logs":"QUJD"}}'])
    assert found.files == {"Logs": b"ABC"}
    assert found.problems == {"Logs": "the answer contains it more than once"}


def test_names_deeper_than_a_wrapper_mean_something_else() -> None:
    found = split([b'{"a":{"b":{"Logs":"not base64"}}}'])
    assert found.rest == {"a": {"b": {"Logs": "not base64"}}} and not found.problems


@given(sizes, st.data())
def test_an_answer_that_is_cut_off_anywhere_is_unreadable(piece_sizes: list[int], data: st.DataObject) -> None:
    content = b'\xef\xbb\xbf{"a" : ["\\u00e9\xc3\xa9", 1e5], "Logs":"QU\\u0051D\\/w==", "x":{"ZipFile":"\\u0051UI="}}'
    split(cut(content, piece_sizes))
    end = data.draw(st.integers(content.index(b"{") + 1, len(content) - 1))
    with pytest.raises(UnreadableJson, match="it ends in the middle"):
        split(cut(content[:end], piece_sizes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"\xef\xbb",
        b"\xef\xbb\xbf",
        b"nul",
        b"<html>",
        b"{]",
        b"}",
        b'{"a":1}}',
        b'{"a":1} x',
        b"\xff{}",
    ],
)
@pytest.mark.parametrize("piece", [1, 1000])
def test_what_is_no_json_is_unreadable(content: bytes, piece: int) -> None:
    with pytest.raises(UnreadableJson):
        split(cut(content, [piece]))
