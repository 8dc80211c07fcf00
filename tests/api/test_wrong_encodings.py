"""Bytes that are not UTF-8 spoil the text that they stand in, at the most."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from api.api_calls import Calls, question_fails, start_fails, start_once
from dmm_desktop.api.discovery import ProbeResult, discover
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import OutcomeUnknown, RefusedByServer
from dmm_desktop.core.job import CancelToken
from dmm_desktop.resources import resource
from scripted_server import ScriptedServer, answering

MESSAGE = "Importação concluída"
COMPLETE = {
    "Status": "Complete",
    "Success": True,
    "ErrorMessage": MESSAGE,
    "Report": {"CompletedRecords": 10, "TotalRecords": 10, "Message": {"MessageText": MESSAGE}},
}
#: Bytes for the message, and what is shown of them.
TEXTS = {
    "Windows-1252": ("Importação – concluída".encode("windows-1252"), "Importação – concluída"),
    "cut in the middle of a character": ("Importaç".encode()[:-1], "ImportaÃ"),
    "no character": (b"Importa\x81\xff", "Importa\ufffdÿ"),
    "half of a surrogate pair": (b"\xed\xa0\x80", "í\xa0€"),
}

UploadOf = Callable[..., ZipUpload]


def with_message(answer: dict[str, Any], message: bytes) -> bytes:
    """The JSON of the answer with these bytes for each message."""
    return json.dumps(answer, ensure_ascii=False).encode().replace(MESSAGE.encode(), message)


@pytest.mark.parametrize("text", TEXTS)
def test_a_status_counts(text: str) -> None:
    message, shown = TEXTS[text]
    with ScriptedServer(answering(with_message(COMPLETE, message))) as server:
        status = Calls(server.address).status()
    assert (status.status, status.error_message) == ("Complete", shown)
    assert status.report is not None
    assert (status.report.completed_records, status.report.message.text) == (10, shown)


@pytest.mark.parametrize("text", TEXTS)
def test_outputs_count(text: str) -> None:
    message, shown = TEXTS[text]
    report = with_message([{"FinalReportEntity": "A", "FinalReportError": MESSAGE, "Count": 2}], message)  # type: ignore[arg-type]
    answer = {**COMPLETE, "ErrorReport": base64.b64encode(report).decode(), "Logs": "TG9n"}
    with ScriptedServer(answering(with_message(answer, message))) as server:
        logs = BytesIO()
        outputs = Calls(server.address).outputs(logs)
    assert outputs.failing_entities is not None
    assert [(entity.error, entity.count) for entity in outputs.failing_entities] == [(shown, 2)]
    assert (outputs.error_message, logs.getvalue()) == (shown, b"Log")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_an_error_report_in_another_form_of_unicode(encoding: str) -> None:
    report = json.dumps([{"FinalReportError": MESSAGE}], ensure_ascii=False).encode(encoding)
    with ScriptedServer(answering({**COMPLETE, "ErrorReport": base64.b64encode(report).decode()})) as server:
        outputs = Calls(server.address).outputs()
    assert outputs.failing_entities is not None
    assert [entity.error for entity in outputs.failing_entities] == [MESSAGE]


def test_a_refusal_is_told() -> None:
    error = question_fails(Calls.stop, answering(with_message({"Errors": [MESSAGE]}, MESSAGE.encode("latin-1")), 400))
    assert isinstance(error, RefusedByServer)
    assert MESSAGE in str(error)


def test_a_description_is_used() -> None:
    description = json.loads(resource("dmm-api.swagger.json").read_bytes())
    description["info"]["title"] = MESSAGE
    with ScriptedServer(answering(with_message(description, MESSAGE.encode("latin-1")))) as server:
        found = discover(Address.parse(server.address + "/api"), CancelToken())
    assert [probe.finding for probe in found.probes] == [ProbeResult.DESCRIPTION]
    assert found.identity.api.startswith(MESSAGE)


def test_a_tracker_id_next_to_it_counts(upload_of: UploadOf) -> None:
    started = with_message({"MainExecutionTrackerId": 42, "Message": MESSAGE}, MESSAGE.encode("latin-1"))
    assert start_once(answering(started), upload_of(100)) == "42"


def test_a_tracker_id_with_such_bytes_is_not_guessed(upload_of: UploadOf) -> None:
    started = with_message({"MainExecutionTrackerId": MESSAGE + "1"}, b"caf\xe9")
    error = start_fails(answering(started), upload_of(100))
    assert isinstance(error, OutcomeUnknown)
    assert "café1" in error.received
