"""What a tracker id looks like, and where one is found in an answer that did not give it in its documented place."""

import json
import re
import shlex
import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dmm_desktop.core.tracker_ids import (
    MOST_OFFERED,
    TRACKER_ID_NAMES,
    is_null_id,
    is_same_id,
    is_tracker_id,
    possible_tracker_ids,
)

GUID = "8d2f6a1c-1111-2222-3333-444455556666"
OTHER_GUID = "0f0e0d0c-aaaa-bbbb-cccc-ddddeeeeffff"
NO_GUID = "00000000-0000-0000-0000-000000000000"
#: What an answer always has: dates, lengths, ports, ids of requests.
HEAD = (
    "HTTP/1.1 200 OK\nDate: Sat, 28 Nov 2026 13:24:31 GMT\nContent-Length: 4242\nServer: Microsoft-IIS/10.0\n"
    f"X-Request-Id: {OTHER_GUID}\nX-Correlation-Id: 815\nX-AspNet-Version: 4.0.30319\nSet-Cookie: (hidden)\n"
    f'ETag: "{OTHER_GUID}"\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n\n'
)

ids = (
    st.integers(1, 10**20).map(str)
    | st.uuids().map(str).filter(lambda guid: guid != NO_GUID)
    | st.from_regex(r"[A-Z]{1,3}-[1-9][0-9]{0,8}", fullmatch=True)
)


@pytest.mark.parametrize(
    "word", ["1", "42", "-2", "2e3", "9007199254740993", "T-1", GUID, GUID.upper(), "a" * 99 + "1", "é1", "1" * 100]
)
def test_what_can_be_a_tracker_id(word: str) -> None:
    assert is_tracker_id(word)


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "OK",
        "null",
        "true",
        "started!",
        "id 42",
        "4 2",
        "4\n2",
        "4\xa02",
        "4\x002",
        "\u202e42",
        "�1",
        "0",
        "-1",
        "00",
        "0.0",
        "-0",
        "0e5",
        "-1.0",
        NO_GUID,
        NO_GUID.replace("-", ""),
        "{" + NO_GUID + "}",
        '{"Id":42}',
        "[42]",
        "<b>42</b>",
        '"42"',
        "'42",
        "1" * 101,
    ],
)
def test_what_cannot_be_a_tracker_id(word: str) -> None:
    assert not is_tracker_id(word)


@given(st.text())
@example("1" * 5000)
@example("sNaN1")
@example("1e99999999999999999999")
def test_any_text_is_an_id_or_not(given_text: str) -> None:
    if is_tracker_id(given_text):
        assert len(given_text) <= 100 and given_text.split() == [given_text] and re.search("[0-9]", given_text)
        assert not is_null_id(given_text)


def wrapped(tracker_id: str, name: str, depth: int) -> object:
    value: object = {name: int(tracker_id) if tracker_id.isdecimal() else tracker_id}
    for number in range(depth):
        value = {"Success": True, f"Result{number}": value, "Count": 12}
    return value


@given(ids, st.sampled_from([*TRACKER_ID_NAMES, "executionId", "main_execution_tracker_id", "TrackerId", "JobId"]))
def test_an_id_by_its_name_is_found_first_wherever_it_is(tracker_id: str, name: str) -> None:
    assume(name != "Id" or len(tracker_id) > 1)  # a single digit in a member Id says too little
    for depth in range(4):
        plain = json.dumps(wrapped(tracker_id, name, depth))
        for body in (plain, json.dumps(plain), plain + "…", f"<x><{name}>{tracker_id}</{name}></x>"):
            assert possible_tracker_ids(HEAD + body)[:1] == (tracker_id,), body


@given(ids)
def test_an_id_is_found_where_nothing_names_it_but_its_place(tracker_id: str) -> None:
    for body in (
        tracker_id,
        f'"{tracker_id}"',
        f"'{tracker_id}'",
        f"[{tracker_id}]",
        f'{{"StartExecutionResult": "{tracker_id}"}}',
        f'{{"d": "{tracker_id}"}}',
        f"Queued with the tracker id {tracker_id}.",
        f"The import was started, execution id: {tracker_id}",
        f"Id da execução: {tracker_id}",
        f'{{"Message": "Import queued, id {tracker_id}"}}',
        f"ExecutionId={tracker_id}&Status=Queued",
        f'{{"Follow": "/DMMAPI/rest/v1/Executions/{tracker_id}/status"}}',
        f'<string xmlns="http://schemas.example.com/2003/10/Serialization/">{tracker_id}</string>',
        f"<html><body><p>Tracker id: {tracker_id}</p></body></html>",
    ):
        if len(tracker_id) > 1:
            assert tracker_id in possible_tracker_ids(HEAD + body), body


@pytest.mark.parametrize(
    ("header", "tracker_id"),
    [
        ("MainExecutionTrackerId: 4711", "4711"),
        ('X-Execution-Id: "T-9"', "T-9"),
        (f"Location: /DMMAPI/rest/v1/executions/{GUID}", GUID),
        ("Location: https://h.example:8443/DMMAPI/rest/v1/Executions/T-1", "T-1"),
        (f"location: /anything/{GUID}/", GUID),
        ("Content-Location: /jobs/4711?x=1", "4711"),
        ("Location: /DMMAPI/rest/v1/GetExecutionStatus?MainExecutionTrackerId=4711", "4711"),
        ("Operation-Location: https://h.example/x/4711", "4711"),
    ],
)
@pytest.mark.parametrize("body", ["", "\n\n", "\n\nOK"])
def test_headers_are_looked_at(header: str, tracker_id: str, body: str) -> None:
    assert possible_tracker_ids(f"{HEAD.rstrip()}\n{header}{body}") == (tracker_id,)


@pytest.mark.parametrize(
    "header",
    [
        "Location: /DMMAPI/rest/v1",
        "Location: https://h.example:8443",
        "Location: /login?ReturnUrl=%2Fx",
        "Location: [",
        "Location: /error/500",
        "Location: /login.aspx?sessionid=4711",
        "X-Execution-Time: 4711",
        "Retry-After: 120",
        "Id:",
        "MainExecutionTrackerId: 0",
        "MainExecutionTrackerId: (hidden)",
        "Location: /v2/",
        "no header 4711",
    ],
)
def test_headers_that_hold_something_else(header: str) -> None:
    assert possible_tracker_ids(f"{HEAD.rstrip()}\n{header}\n\n") == ()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "OK",
        "0",
        "-1",
        NO_GUID,
        "(hidden)",
        '{"Success": true}',
        '{"MainExecutionTrackerId": 0, "Id": -1}',
        '{"StatusCode": 500, "Errors": ["Object reference not set at line 4711"]}',
        f'{{"RequestId": "{GUID}", "CorrelationId": 4711, "TraceId": "abc123", "SessionId": "{GUID}"}}',
        '{"UserId": 4711, "TenantId": 12, "ConnectionId": 77, "EnvironmentId": 12, "ErrorCode": 1234}',
        '{"StartedAt": "2024-01-01 10:00:00", "Elapsed": "00:01:02", "Version": "11.14.0", "Total": 4711}',
        '{"Result": "2024-01-01", "Value": "10.0.0.5", "Output": "11.14.0"}',
        "HTTP Error 504.0 - Gateway Time-out. Request id 4711",
        f"<html><body>Your support ID is: 1234567890. Ray ID: 7d2f3c4b5a6f7e8d {GUID}<p id='footer1'></body></html>",
        f"Correlation id {GUID}, session id 4711, error number 12",
        '{"MainExecutionTrackerId": 77…',
        '{"MainExecutionTrackerId": "T-7…',
        "Tracker id: 47…",
        "8d2f6a1c-1111-22…",
    ],
)
def test_what_is_not_offered(body: str) -> None:
    assert possible_tracker_ids(HEAD + body) == ()


def test_the_best_come_first_and_at_most_a_few() -> None:
    body = {"Thing": GUID, "BatchId": 815, "Result": "R-5", "RunId": 12, "Nested": {"ExecutionId": 7}}
    assert possible_tracker_ids(HEAD + json.dumps(body)) == ("7", "12", "R-5")
    assert possible_tracker_ids(HEAD + json.dumps({"BatchId": 815, "Thing": GUID})) == ("815", GUID)


def test_what_has_no_head_is_looked_at_whole() -> None:
    assert possible_tracker_ids(f"4 queued\n\n{GUID}") == (GUID,)


@given(st.text(st.sampled_from([*string.printable, "…", "é", "\u202e"]), max_size=300) | st.text())
def test_whatever_came_what_is_offered_is_plain_and_in_it(received: str) -> None:
    found = possible_tracker_ids(received)
    assert len(found) <= MOST_OFFERED and len(set(found)) == len(found)
    for tracker_id in found:
        assert is_tracker_id(tracker_id) and tracker_id in received.replace("\\/", "/")
        assert shlex.quote(tracker_id).strip("'") == tracker_id
        assert set(tracker_id) <= set(string.ascii_letters + string.digits + "._~+=:-") and not tracker_id.startswith(
            "-"
        )


@pytest.mark.parametrize("piece", ["a", "a ", "id ", '"a', "<a", "/a", "a:", "1-", "a=1", "no. ", "{", '{"a":1,'])
def test_long_answers_take_no_time(piece: str) -> None:
    possible_tracker_ids(HEAD + piece * (20_000 // len(piece)))


@pytest.mark.parametrize("blank", [" ", "\n", "\xa0", "\t "])
def test_blanks_in_an_element_take_no_time(blank: str) -> None:
    """Longer than anyone would wait if it were tried at each of them how many belong to the value."""
    many = blank * (50_000 // len(blank))
    for body in (f"<Id>{many}", f"<Id>x{many}", f"<Id>{many}x{many}<", f"<Id a{many}", f"<Id>{many}4711{many}</Id>"):
        found = possible_tracker_ids(HEAD + body)
        assert found == (("4711",) if "4711" in body else ()), body.strip()


@given(ids, ids)
def test_an_id_is_itself_in_any_case_and_no_other(one: str, other: str) -> None:
    for same in (one, one.upper(), one.lower(), f" {one}\n", f"{{{one}}}"):
        assert is_same_id(one, same) and is_same_id(same, one)
    assert is_same_id(one, other) == (one.lower() == other.lower())
