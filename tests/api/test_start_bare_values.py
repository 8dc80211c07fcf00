"""Answers to StartExecution that are a bare value, as an API with one scalar output gives it, or have no body."""

from collections.abc import Callable

import pytest

from api.api_calls import start_fails, start_once
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import OutcomeUnknown
from scripted_server import answering, response, sending

SMALL = 10_000
GUID = "8d2f6a1c-1111-2222-3333-444455556666"
NO_GUID = "00000000-0000-0000-0000-000000000000"
TEXT = "Content-Type: text/plain; charset=utf-8"

UploadOf = Callable[..., ZipUpload]


@pytest.mark.parametrize(
    ("body", "tracker_id"),
    [
        (GUID, GUID),
        (f'"{GUID}"', GUID),
        ("4711", "4711"),
        ('"4711"', "4711"),
        ("'4711'", "4711"),
        ('"\\"4711\\""', "4711"),
        ('" 4711\\n"', "4711"),
        ("\r\n 4711 \r\n", "4711"),
        ("\ufeff4711", "4711"),
        ("9007199254740993", "9007199254740993"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("2e3", "2e3"),
        ("4711.0", "4711.0"),
        ("1", "1"),
        ("T-1", "T-1"),
        ("a" * 99 + "1", "a" * 99 + "1"),
        ('"caf\\u00e91"', "café1"),
    ],
)
@pytest.mark.parametrize(
    "content_type", [TEXT, "Content-Type: application/json", "Content-Type: text/html", "X-None: 1"]
)
def test_one_word_with_a_digit_is_the_tracker_id(
    upload_of: UploadOf, body: str, tracker_id: str, content_type: str
) -> None:
    assert start_once(answering(body, 200, content_type), upload_of(SMALL)) == tracker_id


@pytest.mark.parametrize("status", [200, 201, 202, 203])
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 1}, {"chunked": 3, "gzipped": True}])
def test_it_counts_with_every_status_of_success_however_it_travels(
    upload_of: UploadOf, status: int, how: dict[str, object]
) -> None:
    assert start_once(answering(GUID, status, TEXT, **how), upload_of(SMALL)) == GUID


@pytest.mark.parametrize(
    "body",
    [
        "0",
        '"0"',
        "-1",
        "0.0",
        "-0",
        NO_GUID,
        f'"{NO_GUID}"',
        "OK",
        '"OK"',
        "true",
        "null",
        "NaN",
        '""',
        "started!",
        "Queued, id 42",
        "4711 4712",
        "4711\n4712",
        "1" * 101,
        '{"Id":42',
        "[42]",
        '"4711',
        '"{\\"Id\\":42}"',
        "T-1�\x00",
    ],
)
def test_any_other_value_means_unknown_and_is_shown(upload_of: UploadOf, body: str) -> None:
    error = start_fails(answering(body, 200, TEXT), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    head, _, kept = error.received.partition("\n\n")
    assert head == f"HTTP/1.1 200 Scripted\n{TEXT}\nContent-Length: {len(body.encode())}"
    assert kept == body.replace("\x00", "\\x00")


@pytest.mark.parametrize("status", [200, 202, 204])
@pytest.mark.parametrize("body", ["", " ", "\r\n", "\ufeff"])
def test_no_body_means_unknown_and_the_headers_are_shown(upload_of: UploadOf, status: int, body: str) -> None:
    header = "MainExecutionTrackerId: 4711"
    length = None if status == 204 else "right"
    error = start_fails(answering("" if status == 204 else body, status, header, length=length), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert str(error.reason) == "Its response cannot be read: it is empty."
    assert error.received.startswith(f"HTTP/1.1 {status} Scripted\n{header}\nContent-Type: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_it_may_come_in_utf_16(upload_of: UploadOf, encoding: str) -> None:
    for body in ("4711", '"4711"', " 4711\r\n", '{"Message": "é", "MainExecutionTrackerId": 4711}'):
        assert start_once(answering(body.encode(encoding), 200, TEXT), upload_of(SMALL)) == "4711"


def test_a_message_in_another_encoding_does_not_hide_an_id(upload_of: UploadOf) -> None:
    body = '{"Message": "é", "MainExecutionTrackerId": 4711}'.encode("latin-1")
    assert start_once(answering(body), upload_of(SMALL)) == "4711"


def test_text_that_is_not_utf_8_means_unknown(upload_of: UploadOf) -> None:
    error = start_fails(answering("é1".encode("latin-1"), 200, TEXT), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert error.received.endswith("\n\né1")


def test_a_bare_value_that_is_cut_off_means_unknown(upload_of: UploadOf) -> None:
    error = start_fails(sending(response(GUID, 200, TEXT)[:-3]), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert error.received.endswith(f"\n\n{GUID[:-3]}…")


XML = "<string xmlns='http://schemas.example.com/2003/10/Serialization/'>4711</string>"


@pytest.mark.parametrize("body", [XML, f"<?xml version='1.0'?>{XML}", "<4711>"])
def test_xml_is_no_web_page(upload_of: UploadOf, body: str) -> None:
    """An API may wrap a value in it: the import may be running."""
    error = start_fails(answering(body, 200, "Content-Type: application/xml"), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert error.received.endswith(body)


@pytest.mark.parametrize("page", ["<html>4711</html>", "<!-- id --><HTML>", "<?xml version='1.0'?><html>4711"])
def test_a_page_is_one_whatever_it_says_it_is(upload_of: UploadOf, page: str) -> None:
    error = start_fails(answering(page, 200, TEXT), upload_of(SMALL))
    assert type(error) is OutcomeUnknown
    assert error.received.endswith(page)
