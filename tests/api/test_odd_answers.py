"""Only what decides stops an answer: the status, and ids. What else cannot be read is unknown."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from api.api_calls import Calls, question_fails
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.core.errors import RefusedByServer, UnreadableAnswer
from dmm_desktop.core.models import ExecutionOutputs, ExecutionReport, ServerMessage
from scripted_server import Exchange, ScriptedServer, answering, response

COMPLETE = {"Status": "Complete", "Success": True}
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
ZIP = b"PK\x03\x04" + bytes(range(256)) * 5000


@pytest.mark.parametrize(
    ("report", "read"),
    [
        ({"TotalDuration": "00:01:00"}, ExecutionReport(total_duration_s=None)),
        ({"TotalVolumeKBs": "12 KB"}, ExecutionReport(total_volume_kb=None)),
        ({"Message": "All is well"}, ExecutionReport(message=ServerMessage("All is well"))),
        ({"CompletedRecords": -5, "TotalRecords": "-10"}, ExecutionReport(completed_records=None, total_records=None)),
        ({"CompletedRecords": 12, "TotalRecords": 10}, ExecutionReport(completed_records=12, total_records=10)),
        ({"ElapsedTime": "a while"}, ExecutionReport(elapsed=None)),
    ],
)
def test_a_status_with_a_report_that_cannot_all_be_read(report: dict[str, Any], read: ExecutionReport) -> None:
    with ScriptedServer(answering({**COMPLETE, "Report": report, "LogNumPages": "many", "Result": ["OK"]})) as server:
        status = Calls(server.address).status()
    assert (status.status, status.report, status.log_pages, status.result) == ("Complete", read, 0, '["OK"]')


@pytest.mark.parametrize(
    "answer",
    [
        {"Status": "InError", "Result": "ERROR", "Success": False, "ErrorMessage": "FK violation"},
        {"Status": "in_error", "Success": "false", "ErrorMessage": "FK violation"},
        {"Status": "InError", "ErrorMessage": "FK violation"},
    ],
)
def test_an_execution_that_failed_is_failed_whatever_success_says(answer: dict[str, Any]) -> None:
    with ScriptedServer(answering(answer)) as server:
        status, outputs = Calls(server.address).status(), Calls(server.address).outputs()
    assert (status.status, status.error_message) == (answer["Status"], "FK violation")
    assert (outputs.status, outputs.error_message) == (answer["Status"], "FK violation")


@pytest.mark.parametrize("ask", [Calls.status, Calls.outputs])
@pytest.mark.parametrize("status", ["Complete", "InProgress", "Stopped", ""])
def test_another_status_next_to_a_success_that_is_false_is_refused(ask: Any, status: str) -> None:
    error = question_fails(ask, answering({"Status": status, "Success": False, "ErrorMessage": "Not so."}))
    assert type(error) is RefusedByServer


@pytest.mark.parametrize("message", [{"Code": 0, "Text": ""}, [], {}, False, ["a"]])
def test_an_error_message_that_is_no_text_does_not_hide_the_status(message: object) -> None:
    with ScriptedServer(answering({"Status": "InProgress", "ErrorMessage": message})) as server:
        assert Calls(server.address).status().status == "InProgress"


def test_a_long_message_is_cut_wherever_it_stands() -> None:
    long = "x" * 3_000_000
    answer = {**COMPLETE, "ErrorMessage": long, "Report": {"Message": {"MessageText": long}}}
    with ScriptedServer(answering(answer)) as server:
        status, outputs = Calls(server.address).status(), Calls(server.address).outputs()
    assert status.report is not None
    for message in (status.error_message, outputs.error_message, status.report.message.text):
        assert message == "x" * 2000 + "…"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ZIP, "application/octet-stream"),
        (ZIP, "application/zip; name=logs"),
        (ZIP, "application/json"),
        (EMPTY_ZIP, "text/plain"),
        (b"not a zip \x00\xff", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
@pytest.mark.parametrize("how", [{}, {"gzipped": True}, {"chunked": 1000}])
def test_outputs_may_be_a_file(content: bytes, kind: str, how: dict[str, Any]) -> None:
    """It is the one that was asked for, byte for byte; nothing else is known then."""
    with ScriptedServer(answering(content, 200, f"Content-Type: {kind}", **how)) as server:
        logs, zip_file, neither = BytesIO(), BytesIO(), BytesIO()
        of_logs = Calls(server.address).outputs(logs)
        of_zip_file = Calls(server.address).outputs(neither, zip_file)
        of_neither = Calls(server.address).outputs()
    assert of_logs == ExecutionOutputs("", logs_size=len(content), is_file=bool(content))
    assert of_zip_file == ExecutionOutputs("", zip_file_size=len(content), is_file=bool(content))
    assert of_neither == ExecutionOutputs("", is_file=bool(content)), "an empty one may still come"
    assert (logs.getvalue(), zip_file.getvalue(), neither.getvalue()) == (content, content, b"")


def test_an_object_is_read_whatever_its_type() -> None:
    answer = {**COMPLETE, "Logs": base64.b64encode(ZIP).decode()}
    with ScriptedServer(answering(answer, 200, "Content-Type: application/octet-stream")) as server:
        logs = BytesIO()
        outputs = Calls(server.address).outputs(logs)
    assert (outputs.status, logs.getvalue()) == ("Complete", ZIP)


def test_a_file_is_no_status() -> None:
    error = question_fails(Calls.status, answering(ZIP, 200, "Content-Type: application/zip"))
    assert type(error) is UnreadableAnswer
    assert "it is neither JSON nor text" in str(error)


def test_a_file_that_nobody_wants_is_not_read() -> None:
    """It may be large, and is asked for again by those who want it."""

    def script(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(response(b"", 200, "Content-Type: application/zip", length=10**9) + ZIP)
        exchange.hold()

    with ScriptedServer(script) as server:
        assert Calls(server.address, timeouts=Timeouts(long_read=60)).outputs() == ExecutionOutputs("", is_file=True)


def test_an_object_inside_a_text() -> None:
    """An API whose only output is a text that holds JSON may write it as JSON once more."""
    inner = '{"Status": "Complete", "Success": true, "Logs": "UEsFBg==", "Report": {"NRecords": 7}}'
    with ScriptedServer(answering(json.dumps(inner))) as server:
        logs = BytesIO()
        outputs = Calls(server.address).outputs(logs)
        assert Calls(server.address).status().status == "Complete"
    assert outputs.report is not None and outputs.report.records == 7
    assert logs.getvalue() == b"PK\x05\x06"


def test_headers_fill_what_the_body_lacks_of_success_and_message() -> None:
    headers = ("Success: False", "ErrorMessage: Not now", "Status: 200 OK")
    error = question_fails(Calls.status, answering({"Status": "InProgress"}, 200, *headers))
    assert type(error) is RefusedByServer
    assert "Not now" in str(error)
    with ScriptedServer(answering({**COMPLETE, "ErrorMessage": ""}, 200, *headers)) as server:
        assert Calls(server.address).status().status == "Complete"


@pytest.mark.parametrize("ask", [Calls.status, Calls.outputs])
@pytest.mark.parametrize("named", [78, "78", "abc", "177", {"Id": 77}, True])
def test_an_answer_about_another_execution_is_not_believed(ask: Callable[[Calls], object], named: object) -> None:
    error = question_fails(ask, answering({"Status": "Complete", "mainExecutionTrackerId": named}))
    assert type(error) is UnreadableAnswer
    if not isinstance(named, bool | dict):
        assert str(error.reason) == f"Its response cannot be read: it is about another execution ({named})."


@pytest.mark.parametrize("named", [77, "77", " 77 ", "77.0", "", None, 0, "00000000-0000-0000-0000-000000000000"])
def test_an_answer_may_name_its_execution_or_none(named: object) -> None:
    with ScriptedServer(answering({"Status": "Complete", "MainExecutionTrackerId": named, "Id": 5})) as server:
        assert Calls(server.address).status().status == "Complete"
