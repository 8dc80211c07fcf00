"""Values of answers in every way in which the platform writes them."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.api.answer_object import AnswerObject, UnreadableValue, answer_members, parsed
from dmm_desktop.core.text import MAX_MESSAGE

KNOWN = frozenset({"Status", "Success", "ErrorMessage"})


def member(value: object) -> AnswerObject:
    """An object whose only member is called A, as an answer with this value is read."""
    return AnswerObject(parsed(json.dumps({"A": value})), str)


@given(st.integers(0, 2**63 - 1))
def test_a_count_as_number_text_or_fraction(count: int) -> None:
    for value in (count, str(count), f" {count} ", f"{count}.0"):
        assert member(value).count("A") == count
    assert AnswerObject(parsed(f'{{"A": {count}.0}}'), str).count("A") == count
    assert member(float(count % 10**15)).count("A") == count % 10**15


@given(st.floats(0, 2**62, allow_nan=False, allow_infinity=False))
def test_a_number_as_number_or_text(number: float) -> None:
    assert member(number).number("A") == member(repr(number)).number("A") == number


@pytest.mark.parametrize("members", [AnswerObject({}, str), *map(member, (None, "", 0, "0", 0.0, "-0"))])
def test_what_is_left_out_null_or_empty_is_the_default(members: AnswerObject) -> None:
    assert (members.count("A"), members.number("A"), members.flag("A")) == (0, 0.0, False)


def test_texts_and_objects_that_are_left_out() -> None:
    for members in (AnswerObject({}, str), member(None)):
        assert (members.string("A"), members.strings("A")) == ("", ())
        assert (members.child("A"), members.has("A")) == (None, False)
        assert (members.moment("A"), members.span("A")) == (None, timedelta())
    assert member(0).has("A") and member(False).has("A") and not member("").has("A")


@pytest.mark.parametrize(
    "value",
    [
        *("many", "1,234", "12 KB", "00:01:00", "nan", "NaN", "Infinity", float("nan"), float("inf"), "--1", "sNaN"),
        *([], {}, [1], {"Value": 1}, True, False),
        *(-1, "-1", -0.5, "-1e300", "9" * 5000, 10**400, "1e999", 2**63, 1e300),
    ],
)
def test_what_is_no_number_negative_or_too_large_is_unknown(value: object) -> None:
    """With a count beyond 64 bits neither a rate nor a time left could be computed."""
    assert member(value).number("A") is None
    assert member(value).count("A") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (["a", 1], '["a", 1]'), ({"b": None}, '{"b": null}'), ([], ""), ({}, "")],
)
def test_what_is_no_text_is_shown_as_it_came_and_decides_nothing(value: object, text: str) -> None:
    assert member(value).string("A") == text
    assert not member(value).is_text("A")
    with pytest.raises(UnreadableValue, match="A is not a text"):
        member(value).exact("A")


def test_a_long_text_is_cut_where_it_is_shown() -> None:
    assert member("x" * MAX_MESSAGE).string("A") == "x" * MAX_MESSAGE
    assert member("x" * 3_000_000).string("A") == "x" * MAX_MESSAGE + "…"
    assert member(["x" * 3_000_000]).strings("A") == ("x" * MAX_MESSAGE + "…",)
    assert member("x" * 3_000_000).whole("A") == member("x" * 3_000_000).exact("A") == "x" * 3_000_000


def test_a_number_where_a_text_is_expected_is_kept_as_it_is() -> None:
    assert member(123456789012345678901234567890).string("A") == "123456789012345678901234567890"
    assert member(7).string("A") == "7"
    assert AnswerObject(parsed('{"A": 2e3}'), str).exact("A") == "2e3"
    assert AnswerObject(parsed('{"A": 9007199254740993}'), str).exact("A") == "9007199254740993"


@pytest.mark.parametrize("value", [True, "true", "True", " TRUE ", "1", 1, 1.0, 2])
def test_a_flag_that_is_set(value: object) -> None:
    assert member(value).flag("A") is True


@pytest.mark.parametrize("value", [False, "false", "False", "0", 0, "", "no"])
def test_a_flag_that_is_not_set(value: object) -> None:
    assert member(value).flag("A") is False


@given(st.datetimes(datetime(1901, 1, 1), datetime(9999, 12, 31)).map(lambda moment: moment.replace(microsecond=0)))
def test_moments(moment: datetime) -> None:
    for text in (f"{moment:%Y-%m-%d %H:%M:%S}".zfill(19), moment.isoformat(), f" {moment.isoformat()}Z "):
        assert member(text).moment("A") == moment


@pytest.mark.parametrize(
    "value", ["1900-01-01 00:00:00", "1900-01-01T00:00:00Z", "", "soon", "2024-02-30 00:00:00", 5, True, {}]
)
def test_null_dates_and_what_is_none(value: object) -> None:
    assert member(value).moment("A") is None


@given(st.integers(0, 9999), st.integers(0, 59), st.integers(0, 59))
def test_spans_of_more_than_a_day(hours: int, minutes: int, seconds: int) -> None:
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    assert member(f" {hours:02}:{minutes:02}:{seconds:02}\n").span("A") == span
    assert member(f"{hours // 24}.{hours % 24:02}:{minutes:02}:{seconds:02}").span("A") == span


def test_spans_with_a_fraction() -> None:
    assert member("00:00:01.2500000").span("A") == timedelta(seconds=1.25)


@pytest.mark.parametrize(
    "value", ["soon", "5", "1:2", "-1:00:00", "nan:0:0", "inf:0:0", "1:2:3:4", True, [1], "9" * 400 + ":0:0", 60]
)
def test_what_is_no_span_is_unknown(value: object) -> None:
    assert member(value).span("A") is None


@pytest.mark.parametrize("value", ["text", 5, True, [], None])
def test_what_is_no_object_has_nothing_inside(value: object) -> None:
    assert member(value).child("A") is None


def test_lists_of_texts() -> None:
    assert member(["a", 5, None, "", {"b": "c"}]).strings("A") == ("a", "5", '{"b": "c"}')
    assert member("a").strings("A") == ("a",)
    assert member(5).strings("A") == member({"a": "b"}).strings("A") == member("").strings("A") == ()


@pytest.mark.parametrize(
    "name", ["CompletedBPTRecords", "completedBPTRecords", "completed_bpt_records", "COMPLETEDBPTRECORDS"]
)
def test_names_in_any_case(name: str) -> None:
    assert AnswerObject({name: 5}, str).count("CompletedBPTRecords") == 5
    assert AnswerObject({name: 5}, str).raw("completed_bptrecords") == 5


@pytest.mark.parametrize("wrapper", ["Response", "GetExecutionStatusResult", "d"])
def test_an_answer_may_stand_in_a_wrapper(wrapper: str) -> None:
    assert answer_members({wrapper: {"Status": "Queued"}}, KNOWN, str).string("Status") == "Queued"


@pytest.mark.parametrize(
    "answer",
    [
        {"Status": "Queued", "Other": {"Status": "Complete"}},
        {"success": {"Status": "Complete"}},
        {"Other": "x"},
        {"A": {}, "B": {"Status": "Complete"}},
        {},
    ],
)
def test_what_stands_beside_known_names_is_no_wrapper(answer: dict[str, Any]) -> None:
    assert set(answer_members(answer, KNOWN, str)) == {name.lower() for name in answer}


def test_values_from_outside_fill_what_the_object_lacks() -> None:
    outside = {"Success": "false", "ErrorMessage": "Outside"}
    members = answer_members({"d": {"success": True, "ErrorMessage": None, "Status": "Queued"}}, KNOWN, str, outside)
    assert (members.flag("Success"), members.string("ErrorMessage")) == (True, "Outside")


@pytest.mark.parametrize("answer", [None, [], "x", 5, True])
def test_what_is_no_object_is_no_answer(answer: object) -> None:
    with pytest.raises(UnreadableValue, match="not a JSON object"):
        answer_members(answer, KNOWN, str)
