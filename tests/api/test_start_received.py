"""What StartExecution was answered is kept where it gave no usable tracker id: nothing that the server said is lost."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from api.api_calls import KEY, ONE_TIME, Calls, in_thread, start_fails, start_once
from dmm_desktop.api.start_answer import MAX_KEPT
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import (
    DmmError,
    NotDmmAnswer,
    OutcomeUnknown,
    RefusedByServer,
    TimedOut,
)
from dmm_desktop.core.tracker_ids import possible_tracker_ids
from scripted_server import Exchange, ScriptedServer, answering, leaving_after, response, sending

SMALL = 10_000
GUID = "8d2f6a1c-1111-2222-3333-444455556666"

UploadOf = Callable[..., ZipUpload]


def body_of(error: DmmError) -> str:
    return error.received.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        ({"Result": {"Value": {"ExecutionId": 4711}}}, 200, OutcomeUnknown),
        ({"Success": True}, 200, OutcomeUnknown),
        ({"MainExecutionTrackerId": "could not be told"}, 200, OutcomeUnknown),
        ([77], 200, OutcomeUnknown),
        ("<h1>Gateway Time-out</h1>", 504, OutcomeUnknown),
        ({"Errors": ["Boom"]}, 500, OutcomeUnknown),
        ({"Success": False, "ErrorMessage": "Busy."}, 200, RefusedByServer),
        ({"MainExecutionTrackerId": -1, "ErrorMessage": "Busy."}, 200, RefusedByServer),
        ({"Errors": ["No."]}, 400, RefusedByServer),
        ("<html>Sign in</html>", 200, NotDmmAnswer),
    ],
)
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 7}, {"length": None}])
def test_status_line_headers_and_body_are_kept(
    upload_of: UploadOf, content: object, status: int, kind: type[DmmError], how: dict[str, Any]
) -> None:
    error = start_fails(answering(content, status, "X-Execution: new", **how), upload_of(SMALL))
    assert type(error) is kind
    assert error.received.startswith(f"HTTP/1.1 {status} Scripted\nX-Execution: new\n")
    assert body_of(error) == (content if isinstance(content, str) else json.dumps(content))


def test_a_redirect_is_kept_with_its_headers(upload_of: UploadOf) -> None:
    error = start_fails(answering("", 303, f"Location: /executions/{GUID}"), upload_of(SMALL))
    assert type(error) is NotDmmAnswer
    assert f"\nLocation: /executions/{GUID}\n" in error.received and body_of(error) == ""
    assert possible_tracker_ids(error.received) == (GUID,)


CUT = b'{"Success": true, "MainExecutionTrackerId": 4711, "Mess'


@pytest.mark.parametrize("then", [Exchange.close, Exchange.reset])
@pytest.mark.parametrize(
    "how",
    [{"length": 500}, {"length": "right"}, {"chunked": 11}, {"chunked": 500}],
    ids=["length", "JSON", "chunks", "chunk"],
)
def test_what_arrived_before_a_cut_is_kept(
    upload_of: UploadOf, how: dict[str, Any], then: Callable[[Exchange], None]
) -> None:
    data = response(CUT + b" " * 20, **how) if "chunked" in how else response(CUT, **how)
    data = data[: data.rindex(b"s") + (5 if how == {"chunked": 11} else 1)]  # behind a chunk, or in the middle of one
    error = start_fails(sending(data, then=then), upload_of(SMALL))
    assert type(error) is OutcomeUnknown and error.was_answered
    assert body_of(error).removesuffix("…") == CUT.decode()
    assert possible_tracker_ids(error.received) == ("4711",)


def test_what_arrived_before_a_cut_in_compression_is_kept(upload_of: UploadOf) -> None:
    whole = response(CUT + b" " * 3000, gzipped=True, length=None)
    error = start_fails(sending(whole[:-9]), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert body_of(error).startswith(CUT.decode())
    assert possible_tracker_ids(error.received) == ("4711",)


def test_what_arrived_before_silence_is_kept(upload_of: UploadOf) -> None:
    timeouts = Timeouts(connect=60, send=60, read=60, long_read=0.3)
    silent = sending(response(CUT, length=500), then=Exchange.hold)
    with ScriptedServer(silent) as server, pytest.raises(OutcomeUnknown) as caught:
        Calls(server.address, timeouts=timeouts).start(upload_of(SMALL))
    assert isinstance(caught.value.__cause__, TimedOut)
    assert body_of(caught.value) == CUT.decode() + "…"


def test_what_arrived_before_the_application_ended_is_kept(upload_of: UploadOf) -> None:
    with ScriptedServer(sending(response(CUT, length=500), then=Exchange.hold)) as server:
        calls = Calls(server.address)
        with in_thread(calls.start, upload_of(SMALL)) as result:
            server.wait()
            calls.cancel.abandon()
            with pytest.raises(OutcomeUnknown) as caught:
                result.result(60)
    assert caught.value.received == "" or body_of(caught.value).endswith("…")


def test_silence_leaves_nothing(upload_of: UploadOf) -> None:
    error = start_fails(leaving_after(None, then=Exchange.close), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert (error.received, error.was_answered) == ("", False)


def test_what_is_no_http_is_kept(upload_of: UploadOf) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        start_once(sending(f"SSH-2.0 {KEY}\r\n".encode()), upload_of(SMALL))
    assert "SSH-2.0 (hidden)" in caught.value.received


@pytest.mark.parametrize("size", [MAX_KEPT - 1, MAX_KEPT, MAX_KEPT + 1, 300_000])
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 1000}, {"chunked": 100_000}])
def test_the_first_4_kib_are_kept(upload_of: UploadOf, size: int, how: dict[str, Any]) -> None:
    error = start_fails(answering("x" * size, 200, **how), upload_of(SMALL))
    assert body_of(error) == "x" * min(size, MAX_KEPT) + ("…" if size > MAX_KEPT else "")


@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 1000}, {"chunked": 100_000}])
def test_an_id_at_the_end_of_a_long_answer_is_read(upload_of: UploadOf, how: dict[str, Any]) -> None:
    content = {"Text": "é" * 300_000, "MainExecutionTrackerId": 42}
    assert start_once(answering(content, **how), upload_of(SMALL)) == "42"


def test_headers_have_a_limit_too(upload_of: UploadOf) -> None:
    headers = [f"X-Padding-{number}: {'y' * 1000}" for number in range(20)]
    error = start_fails(answering("no", 200, *headers), upload_of(SMALL))
    head, _, body = error.received.partition("\n\n")
    assert (len(head), head[-2:], body) == (MAX_KEPT + 1, "y…", "no")


def test_characters_are_not_cut_in_halves(upload_of: UploadOf) -> None:
    error = start_fails(answering("x" + "é" * MAX_KEPT), upload_of(SMALL))
    assert body_of(error) == "x" + "é" * (MAX_KEPT // 2 - 1) + "…"


def test_nothing_in_it_drives_a_terminal_or_turns_the_text(upload_of: UploadOf) -> None:
    error = start_fails(answering("a\x1b[2J\r\nb\x9b\u202ec\x00\td", 200, "X-Odd: \x1b[31mred"), upload_of(SMALL))
    assert "X-Odd: \\x1b[31mred\n" in error.received
    assert body_of(error) == "a\\x1b[2J\nb\\x9b\\u202ec\\x00\td"


def test_tokens_and_cookies_are_hidden(upload_of: UploadOf) -> None:
    forms = [ONE_TIME, KEY, quote(ONE_TIME), base64.b64encode(KEY.encode()).decode()]
    script = answering(" ".join(forms), 500, f"X-Echo: {ONE_TIME}", "Set-Cookie: sid=4711abc", "Set-Cookie: b=1")
    error = start_fails(script, upload_of(SMALL))
    assert "\nX-Echo: (hidden)\nSet-Cookie: (hidden)\n" in error.received
    assert body_of(error) == "(hidden) (hidden) (hidden) (hidden)"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_tokens_are_hidden_in_utf_16_too(upload_of: UploadOf, encoding: str) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        start_once(answering(f"You sent {KEY} x".encode(encoding), 500), upload_of(SMALL))
    assert body_of(caught.value) == "You sent (hidden) x"
    assert "You sent (hidden) x" in caught.value.details


@pytest.mark.parametrize("cut", range(8, len(ONE_TIME)))
def test_a_token_at_the_end_of_what_is_kept_is_hidden(upload_of: UploadOf, cut: int) -> None:
    before = "x" * (MAX_KEPT - cut - 1) + " "
    long = start_fails(answering(f"{before}{ONE_TIME} and more", 500), upload_of(SMALL))
    assert body_of(long) == f"{before}(hidden)…"
    short = start_fails(answering(f"You sent {ONE_TIME[:cut]}", 500, length=500), upload_of(SMALL))
    assert body_of(short) == "You sent (hidden)…"


def test_a_bare_token_is_no_tracker_id(upload_of: UploadOf) -> None:
    error = start_fails(answering(ONE_TIME, 200, "Content-Type: text/plain"), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert body_of(error) == "(hidden)"
    assert possible_tracker_ids(error.received) == ()
