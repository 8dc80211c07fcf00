"""Answers to StartExecution after which nobody knows whether it began."""

from collections.abc import Callable

import pytest

from api.api_calls import start_fails, start_once
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import (
    OutcomeUnknown,
    UnreadableAnswer,
)
from scripted_server import Exchange, answering, leaving_after, response, sending

SMALL = 10_000
#: More than the sockets' buffers hold.
LARGE = 8 * 1024 * 1024
HTML = "<!DOCTYPE html><html><title>Sign in</title></html>"
NO_GUID = "00000000-0000-0000-0000-000000000000"

UploadOf = Callable[..., ZipUpload]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("status", [500, 502, 503, 504, 505, 599, 999])
def test_5xx_means_unknown(upload_of: UploadOf, status: int, size: int) -> None:
    error = start_fails(answering({"Errors": ["Boom"], "StatusCode": status}, status), upload_of(size))
    assert type(error) is OutcomeUnknown
    what = "was busy (status 503)" if status == 503 else "failed"
    assert str(error.title) == f"The server {what} after the import was sent, so the import may be running."
    assert str(status) in str(error)
    assert "Boom" in str(error)


@pytest.mark.parametrize("content", [b"", HTML, '{"MainExecutionTrackerId": 5}', "[1, 2"])
def test_5xx_means_unknown_whatever_its_body(upload_of: UploadOf, content: bytes | str) -> None:
    assert type(start_fails(answering(content, 504), upload_of(SMALL))) is OutcomeUnknown


def test_503_with_retry_after_is_not_sent_again(upload_of: UploadOf) -> None:
    assert type(start_fails(answering(b"", 503, "Retry-After: 0"), upload_of(SMALL))) is OutcomeUnknown


@pytest.mark.parametrize("status", [102, 103, 199])
def test_a_provisional_status_alone_means_unknown(upload_of: UploadOf, status: int) -> None:
    assert type(start_fails(answering(b"", status, length=None), upload_of(SMALL))) is OutcomeUnknown


def test_100_continue_is_passed_over(upload_of: UploadOf) -> None:
    data = b"HTTP/1.1 100 Continue\r\n\r\n" + response({"MainExecutionTrackerId": 42})
    assert start_once(sending(data), upload_of(SMALL)) == "42"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n",
        b'{"MainExecutionTrackerId": 42',
        b'{"MainExecutionTrackerId": "4',
        b'{"MainExecutionTrackerId": 42} trailing',
        b"Queued, id 42",
        b"\x00\xff\xfe\x80",
        b"[]",
        b'[{"MainExecutionTrackerId": 42}]',
        b"null",
        b"true",
        b'""',
        b"{}",
        b'{"Success": true}',
        b'{"Success": true, "ErrorMessage": ""}',
        b'{"MainExecutionTrackerId": null}',
        b'{"MainExecutionTrackerId": 0}',
        b'{"MainExecutionTrackerId": ""}',
        b'{"MainExecutionTrackerId": "  ", "Success": true}',
        f'{{"MainExecutionTrackerId": "{NO_GUID}", "Success": true}}'.encode(),
        b'{"MainExecutionTrackerId": true}',
        b'{"MainExecutionTrackerId": {"Value": 42}}',
        b'{"MainExecutionTrackerId": [42]}',
        b'{"ErrorMessage": {"odd": 1}}',
        b'{"MainExecutionTrackerId": ' + b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_means_unknown(upload_of: UploadOf, content: bytes) -> None:
    error = start_fails(answering(content), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert isinstance(error.__cause__, UnreadableAnswer)


def test_204_means_unknown(upload_of: UploadOf) -> None:
    assert type(start_fails(answering(b"", 204, length=None), upload_of(SMALL))) is OutcomeUnknown


def test_each_kind_of_ending_has_words_of_its_own(upload_of: UploadOf) -> None:
    unreadable = start_fails(answering("[]"), upload_of(SMALL))
    silent = start_fails(leaving_after(None), upload_of(SMALL))
    assert str(unreadable.title) == "The server's response could not be read, so the import may be running."
    assert str(silent.title) == "The server did not respond after the import was sent, so the import may be running."


def test_damaged_compression_means_unknown(upload_of: UploadOf) -> None:
    whole = response({"MainExecutionTrackerId": 42}, gzipped=True)
    head, _, body = whole.partition(b"\r\n\r\n")
    damaged = head + b"\r\n\r\n" + body[:10] + b"\xff" * 6 + body[16:]
    assert type(start_fails(sending(damaged), upload_of(SMALL))) is OutcomeUnknown


def test_cut_compression_means_unknown(upload_of: UploadOf) -> None:
    whole = response({"MainExecutionTrackerId": 42}, gzipped=True, length=None)
    assert type(start_fails(sending(whole[:-20]), upload_of(SMALL))) is OutcomeUnknown


def test_what_is_no_http_means_unknown(upload_of: UploadOf) -> None:
    assert type(start_fails(sending(b"SSH-2.0-OpenSSH_9.2\r\n"), upload_of(SMALL))) is OutcomeUnknown


def test_an_endless_head_means_unknown(upload_of: UploadOf) -> None:
    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 1000)
        exchange.close()

    assert type(start_fails(script, upload_of(SMALL))) is OutcomeUnknown
