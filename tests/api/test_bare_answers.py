"""Answers that are not a JSON object: nothing, one value, a text, XML, a file."""

from collections.abc import Callable

import pytest

from api.api_calls import HTML, Calls, every_question, question_fails
from dmm_desktop.core.errors import RefusedByServer, UnreadableAnswer
from scripted_server import Script, answering

#: What an API sends that has no output, or one that is no object.
NO_OBJECT = [
    answering(b""),
    answering(b"", 204, length=None),
    answering(b" \r\n", 201),
    answering(b"", 202),
    answering(b"", 200, "Content-Encoding: gzip"),
    answering(b"null"),
    answering(b"true"),
    answering(b'""'),
    answering(b'"Queued"'),
    answering(b"4711"),
    answering("\ufeffOK", 200, "Content-Type: text/plain"),
    answering("Verbindung angelegt.", 201, "Content-Type: text/plain"),
    answering(b"Done. No errors."),
]


@pytest.mark.parametrize("ask", [Calls.status, Calls.outputs])
@pytest.mark.parametrize("script", NO_OBJECT)
def test_a_question_with_outputs_needs_an_object(ask: Callable[[Calls], object], script: Script) -> None:
    error = question_fails(ask, script)
    assert type(error) is UnreadableAnswer
    assert "it is not a JSON object" in str(error)


@pytest.mark.parametrize("ask", [Calls.stop, Calls.create_connection])
@pytest.mark.parametrize(
    ("script", "message"),
    [
        (answering(b"false"), "The server says: false"),
        (answering(b'"False"'), "The server says: False"),
        (answering(b"", 200, "Success: false"), "The server responded with HTTP status 200 and gave no reason."),
        (answering(b"OK", 200, "Success: False", "ErrorMessage: Not now"), "The server says: Not now"),
        (answering({}, 200, "Success: False"), "The server responded with HTTP status 200 and gave no reason."),
        (answering({"Success": False, "ErrorMessage": {"Code": 7}}), 'The server says: {"Code": 7}'),
    ],
)
def test_what_has_no_output_is_refused_in_a_word(ask: Callable[[Calls], object], script: Script, message: str) -> None:
    error = question_fails(ask, script)
    assert type(error) is RefusedByServer
    assert message in str(error)


@pytest.mark.parametrize("ask", [Calls.stop, Calls.create_connection])
@pytest.mark.parametrize(
    "answer", [{"Status": "NotFound", "Success": False}, {"Status": "InError", "ErrorMessage": "Not stopped."}]
)
def test_a_status_does_not_make_a_refused_request_a_success(ask: Callable[[Calls], object], answer: object) -> None:
    assert type(question_fails(ask, answering(answer))) is RefusedByServer


@pytest.mark.parametrize("ask", [Calls.stop, Calls.create_connection])
@pytest.mark.parametrize("message", [{"Code": 7}, ["Not so."], True])
def test_an_error_message_that_is_no_text_is_no_success(ask: Callable[[Calls], object], message: object) -> None:
    assert type(question_fails(ask, answering({"ErrorMessage": message}))) is UnreadableAnswer


@every_question
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('<?xml version="1.0"?><Error><Message>No</Message></Error>', "application/json"),
        ("<soap:Envelope><soap:Body/></soap:Envelope>", "text/xml"),
        ("<s11:Envelope/>", "application/json"),
        ("<Fault/>", "application/problem+xml"),
    ],
)
def test_xml_is_called_xml(ask: Callable[[Calls], object], content: str, kind: str) -> None:
    error = question_fails(ask, answering(content, 200, f"Content-Type: {kind}; charset=utf-8"))
    assert type(error) is UnreadableAnswer
    assert "Its response cannot be read: it is XML." in str(error)


@every_question
def test_a_page_in_xml_is_a_page(ask: Callable[[Calls], object]) -> None:
    page = f'<?xml version="1.0"?>\n{HTML}'
    for kind in ("text/html", "application/xhtml+xml", "application/xml"):
        error = question_fails(ask, answering(page, 200, f"Content-Type: {kind}"))
        assert "It returned a web page" in str(error)
