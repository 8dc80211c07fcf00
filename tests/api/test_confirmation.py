"""Which answers confirm a stop or a new connection, which refuse it, and which do not say."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.api_calls import CONNECTION, Calls, fails_at, question_fails
from dmm_desktop.core.errors import TokenRefused, UnclearAnswer, may_have_acted
from scripted_server import Script, ScriptedServer, answering

GUID = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
BOTH = pytest.mark.parametrize("ask", [Calls.stop, Calls.create_connection])

CONFIRMED = [
    answering(b""),
    answering(b"", 204, length=None),
    answering(b" \r\n", 201),
    answering(b"", 202),
    answering(b"", 200, "Content-Encoding: gzip"),
    answering(b"null"),
    answering(b"true"),
    answering(b'""'),
    answering("\ufeffOK", 200, "Content-Type: text/plain"),
    answering("Success", 201, "Content-Type: text/plain"),
    answering({}),
    answering({"Success": True, "Message": "Nothing that matters."}),
    answering({"Success": "true"}),
    answering(b"Whatever.", 200, "Success: True"),
]


@BOTH
@pytest.mark.parametrize("script", CONFIRMED)
def test_nothing_or_a_yes_is_success(ask: Callable[[Calls], object], script: Script) -> None:
    with ScriptedServer(script) as server:
        ask(Calls(server.address))
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "content",
    [
        "4711",
        GUID,
        CONNECTION["ConnectionName"],
        "target",
        {"ConnectionId": 5},
        {"Id": GUID},
        CONNECTION,
    ],
)
def test_the_id_or_the_fields_of_the_new_connection_are_success(content: object) -> None:
    with ScriptedServer(answering(content)) as server:
        Calls(server.address).create_connection()
        assert len(server.requests) == 1


@pytest.mark.parametrize("content", ["77", {"MainExecutionTrackerId": "77"}])
def test_the_id_of_the_stopped_execution_is_success(content: object) -> None:
    with ScriptedServer(answering(content)) as server:
        Calls(server.address).stop()
        assert len(server.requests) == 1


@BOTH
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Access denied", "Access denied."),
        (b'"No permission"', "No permission."),
        ("Verbindung angelegt.", "Verbindung angelegt."),
        ("Done. No errors.", "Done. No errors."),
        ("0", "0."),
        ("-1", "-1."),
        ("E-500", "E-500."),
        ({"Message": "No permission"}, '{"Message": "No permission"}.'),
        ({"detail": "Not you"}, '{"detail": "Not you"}.'),
        ({"Result": "ERROR"}, '{"Result": "ERROR"}.'),
        ({"A": {"B": ["Try later"]}}, '{"A": {"B": ["Try later"]}}.'),
    ],
)
def test_another_text_says_nothing_and_is_told(ask: Callable[[Calls], object], content: object, words: str) -> None:
    with ScriptedServer(answering(content)) as server:
        error = fails_at(server, ask)
    assert type(error) is UnclearAnswer
    assert str(error.title) == f"{server.host_and_port} did not say whether it carried out the request."
    assert str(error.reason) == f"The server responded only: {words}"
    assert str(error.advice) == f"Check DMM on {server.host_and_port} to see what became of it."
    assert may_have_acted(error)


@pytest.mark.parametrize("content", ["4711", GUID, "Stopped", {"Status": "InProgress"}])
def test_another_id_or_a_status_does_not_confirm_a_stop(content: object) -> None:
    assert type(question_fails(Calls.stop, answering(content))) is UnclearAnswer


@BOTH
@pytest.mark.parametrize("content", ["Invalid token", {"Message": "No API key was provided"}])
def test_a_text_about_the_key_alone_refuses_the_key(ask: Callable[[Calls], object], content: object) -> None:
    assert type(question_fails(ask, answering(content))) is TokenRefused


@given(words=st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=2, max_size=6).map(" ".join))
def test_no_sentence_is_ever_a_plain_success(words: str) -> None:
    assert type(question_fails(Calls.stop, answering(words))) in (UnclearAnswer, TokenRefused)


@pytest.mark.parametrize("mark", [".", "\\n", ";!", ".\\n:"])
def test_a_long_run_of_marks_takes_no_time(mark: str) -> None:
    """Hours if the end of a sentence were looked for at each of them."""
    answer = f'"No\\n{mark * 500_000}x"'.encode()
    assert type(question_fails(Calls.stop, answering(answer))) is UnclearAnswer
