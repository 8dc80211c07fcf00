"""The four questions with every form of answer that has to be read."""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest

from api.api_calls import CONNECTION, KEY, Calls
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import (
    WrongInput,
)
from dmm_desktop.core.models import ExecutionReport, ExecutionStatus, FailingEntity, FinalReport, ServerMessage
from scripted_server import ScriptedServer, answering, by_operation

LINES = "2026-01-02 10:00:00 INFO Début\r\nline two\n".encode() * 50 + b"\xff\x00?>~"
STATUS = {
    "Status": "InProgress",
    "Result": "OK",
    "Success": True,
    "ErrorMessage": "",
    "Logs": base64.b64encode(LINES).decode(),
    "LogNumPages": 3,
    "Report": {
        "ElapsedTime": "26:03:04",
        "StartedAt": "2026-01-02 10:00:00",
        "EndedAt": "1900-01-01 00:00:00",
        "TotalDuration": 12.5,
        "CompletedRecords": 7,
        "TotalRecords": 5_000_000_000,
        "CompletedInstructions": 2,
        "TotalInstructions": 4,
        "CompletedBPTRecords": 0,
        "TotalBPTRecords": 0,
        "CompletedBPTVolume": 0,
        "TotalBPTVolume": 0,
        "TotalVolumeKBs": 2048.5,
        "Message": {"MessageText": "Working", "MessageType": "Info"},
    },
}
READ_STATUS = ExecutionStatus(
    "InProgress",
    "OK",
    "",
    ExecutionReport(
        elapsed=timedelta(hours=26, minutes=3, seconds=4),
        started_at=datetime(2026, 1, 2, 10, 0, 0),
        total_duration_s=12.5,
        completed_records=7,
        total_records=5_000_000_000,
        completed_instructions=2,
        total_instructions=4,
        total_volume_kb=2048.5,
        message=ServerMessage("Working", "Info"),
    ),
    log_pages=3,
    log_size=len(LINES),
)
ZIP = b"PK\x03\x04" + bytes(range(256)) * 50
FAILING = [
    {
        "FinalReportEntity": "Customer",
        "FinalReportError": "Duplicate key ü",
        "FinalReportStacktrace": "at line 1",
        "FinalReportTip": "Look there",
        "FinalReportMoment": "2026-01-02 10:00:01",
        "Count": "3",
    },
    {"FinalReportEntity": "Order", "FinalReportError": "Bad date", "Count": 1},
]
OUTPUTS = {
    "Status": "Complete",
    "Result": "OK",
    "Success": True,
    "Logs": base64.b64encode(ZIP).decode(),
    "ErrorReport": base64.b64encode(json.dumps(FAILING).encode()).decode(),
    "Report": {
        "ConfigurationType": "Import",
        "ExecutionDate": "2026-01-02",
        "ExecutionDuration": "00:01:02",
        "NRecords": 50000,
        "NInstructions": 12,
        "NBPTRecords": 0,
        "DataVolume": 12.5,
        "BPTDataVolume": 0,
    },
}


def camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: camel(item) for name, item in value.items()}
    return value


def as_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_strings(item) for name, item in value.items()}
    return str(value) if isinstance(value, int | float) else value


def without_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_defaults(item) for name, item in value.items() if item not in (0, "", False)}
    return value


def escaped(value: Any) -> bytes:
    text = json.dumps(value)
    return text.replace("/", "\\/").replace("+", "\\u002B").replace("=", "\\u003d").encode()


def every_character_escaped(value: Any) -> bytes:
    logs = "".join(f"\\u{ord(c):04X}" for c in value["Logs"])
    return json.dumps({**value, "Logs": "@"}).replace('"@"', f'"{logs}"').encode()


STYLES: dict[str, Callable[[Any], Any]] = {
    "documented": lambda value: value,
    "camel case": camel,
    "numbers as strings": as_strings,
    "defaults left out": without_defaults,
    "escaped base64": escaped,
    "every character escaped": every_character_escaped,
    "indented": lambda value: json.dumps(value, indent=4).encode(),
    "in a wrapper": lambda value: {"Response": value},
    "logs last": lambda value: {**{k: v for k, v in value.items() if k != "Logs"}, "Logs": value["Logs"]},
    "with unknown members": lambda value: {"Extra": [{"Logs": "no"}, None], **value, "More": {"Logs": ["x"]}},
}
TRAVELS: dict[str, dict[str, Any]] = {
    "plain": {},
    "gzip": {"gzipped": True},
    "chunked": {"chunked": 5},
    "gzip, chunked": {"gzipped": True, "chunked": 3},
    "byte order mark": {"bom": True},
    "no length": {"length": None},
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("travel", TRAVELS)
def test_a_status_is_read_in_every_style(style: str, travel: str) -> None:
    lines = BytesIO()
    with ScriptedServer(answering(STYLES[style](STATUS), **TRAVELS[travel])) as server:
        assert Calls(server.address).status(lines) == READ_STATUS
        [request] = server.requests
    assert lines.getvalue() == LINES
    assert (request.method, request.operation) == ("GET", "GetExecutionStatus")
    assert request.headers["x-dmm-token"] == KEY
    assert "x-dmm-token-otp" not in request.headers
    assert request.query == {
        "MainExecutionTrackerId": "77",
        "IncludeReports": "true",
        "IncludeLogs": "true",
        "LogRecords": "10",
        "LogPage": "1",
    }


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("travel", TRAVELS)
def test_outputs_are_read_in_every_style(style: str, travel: str) -> None:
    logs = BytesIO()
    with ScriptedServer(answering(STYLES[style](OUTPUTS), **TRAVELS[travel])) as server:
        outputs = Calls(server.address).outputs(logs)
        [request] = server.requests
    assert logs.getvalue() == ZIP
    assert (outputs.status, outputs.result, outputs.error_message) == ("Complete", "OK", "")
    assert (outputs.logs_size, outputs.logs_problem, outputs.zip_file_size) == (len(ZIP), None, 0)
    assert outputs.failing_entities == (
        FailingEntity("Customer", "Duplicate key ü", "Look there", "at line 1", datetime(2026, 1, 2, 10, 0, 1), 3),
        FailingEntity("Order", "Bad date", count=1),
    )
    duration = timedelta(minutes=1, seconds=2)
    volumes = ("12.5", "" if style == "defaults left out" else "0")
    assert outputs.report == FinalReport("Import", "2026-01-02", duration, 50000, 12, 0, *volumes)
    assert request.query["IncludeLogs"] == "true"
    assert request.query["IncludeFiles"] == "false"


def test_a_status_with_nothing_but_its_word() -> None:
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        assert Calls(server.address).status() == ExecutionStatus("Queued")
        assert server.requests[0].query["IncludeLogs"] == "false"
        assert "LogPage" not in server.requests[0].query


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"Status": "NotFound", "Success": False, "ErrorMessage": "No such execution"}, "NotFound"),
        ({"Status": "InError", "Result": "ERROR", "Success": True, "ErrorMessage": "Disk full"}, "InError"),
        ({"Status": "InError", "Result": "ERROR", "ErrorMessage": "Disk full"}, "InError"),
        ({"Status": "Stopped", "Success": True}, "Stopped"),
    ],
)
def test_a_status_counts_next_to_an_error_message(answer: dict[str, object], status: str) -> None:
    with ScriptedServer(answering(answer)) as server:
        read = Calls(server.address).status()
    assert (read.status, read.error_message) == (status, answer.get("ErrorMessage", ""))


def test_stop_and_create_connection_send_what_they_are_given() -> None:
    with ScriptedServer(by_operation(StopExecution=answering({}), CreateConnection=answering({}))) as server:
        Calls(server.address).stop()
        Calls(server.address).create_connection()
        stop, create = server.requests
    assert (stop.method, stop.json()) == ("POST", {"MainExecutionTrackerId": "77"})
    assert (create.method, create.json()) == ("POST", CONNECTION)
    for request in (stop, create):
        assert request.headers["x-dmm-token"] == KEY
        assert request.headers["content-type"] == "application/json"
        assert "x-dmm-token-otp" not in request.headers


def test_every_request_accepts_what_an_api_with_a_scalar_output_sends(upload_of: Callable[[int], ZipUpload]) -> None:
    """The platform answers 406 to a request that accepts JSON alone."""
    with ScriptedServer(answering({"Status": "Complete", "Success": True, "MainExecutionTrackerId": 77})) as server:
        calls = Calls(server.address)
        for call in (calls.status, calls.outputs, calls.stop, calls.create_connection):
            call()
        calls.start(upload_of(10))
        assert {request.headers["accept"] for request in server.requests} == {
            "application/json, text/plain;q=0.5, */*;q=0.1"
        }
        assert len(server.requests) == 5


def test_a_connection_with_unknown_fields_is_not_sent() -> None:
    with ScriptedServer(answering({})) as server:
        with Calls(server.address).client() as client, pytest.raises(WrongInput):
            client.create_connection({**CONNECTION, "Colour": "red"})
        assert server.connections == 0


@pytest.mark.parametrize("line_end", ["\\r\\n", "\\n", "\\u000a", "\n", "\r\n", " "])
@pytest.mark.parametrize("padded", [True, False])
def test_files_in_every_form_of_base64(line_end: str, padded: bool) -> None:
    """In lines, as old encoders write them, with the characters of the URL-safe alphabet, with and without padding."""
    content = json.dumps(FAILING).encode() + b"  "
    lines = [line.decode().replace("+", "-").replace("/", "_") for line in base64.encodebytes(content).splitlines()]
    text = (line_end.join(lines) if padded else line_end.join(lines).rstrip("=")) + line_end
    answer = f'{{"Status": "Complete", "Logs": "{text}", "ZipFile": "{text}", "ErrorReport": "{text}"}}'
    with ScriptedServer(answering(answer, chunked=7)) as server:
        lines_file, logs, zip_file = BytesIO(), BytesIO(), BytesIO()
        status = Calls(server.address).status(lines_file)
        outputs = Calls(server.address).outputs(logs, zip_file)
    assert lines_file.getvalue() == logs.getvalue() == zip_file.getvalue() == content
    assert (status.log_problem, outputs.logs_problem, outputs.zip_file_problem) == (None, None, None)
    assert [entity.entity for entity in outputs.failing_entities or ()] == ["Customer", "Order"]


@pytest.mark.parametrize("logs", ["QUJD*A==", "QUJDR", "QQ==QUJD", "QUJD\\\\", 'QUJD\\"QUJ', "Q\\u00e9JD", "Q\u00a0JD"])
def test_damaged_logs_do_not_spoil_the_rest(logs: str) -> None:
    content = f'{{"Status": "Complete", "Logs": "{logs}", "LogNumPages": 2}}'
    with ScriptedServer(answering(content)) as server:
        lines = BytesIO()
        status = Calls(server.address).status(lines)
        outputs = Calls(server.address).outputs(BytesIO())
    assert (status.status, status.log_pages) == ("Complete", 2)
    assert "base64" in str(status.log_problem)
    assert "base64" in str(outputs.logs_problem)


@pytest.mark.parametrize(
    ("value", "kind"), [(FAILING, "list"), ({"Content": "QUJD"}, "object"), (7, "number"), (True, "truth value")]
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_file_that_is_no_text_is_named_and_does_not_spoil_the_rest(value: object, kind: str, wrapped: bool) -> None:
    answer = {**OUTPUTS, **STATUS, "Logs": value, "ZipFile": value, "ErrorReport": value, "Report": {}}
    with ScriptedServer(answering({"Response": answer} if wrapped else answer)) as server:
        status = Calls(server.address).status(BytesIO())
        outputs = Calls(server.address).outputs(BytesIO(), BytesIO())
    assert (status.status, outputs.status, outputs.failing_entities) == ("InProgress", "InProgress", None)
    assert str(status.log_problem) == str(outputs.logs_problem) == f"Logs is a JSON {kind} instead of base64 text"
    assert str(outputs.zip_file_problem) == f"ZipFile is a JSON {kind} instead of base64 text"
    assert str(outputs.error_report_problem) == f"ErrorReport is a JSON {kind} instead of base64 text"


@pytest.mark.parametrize("nothing", [None, "", [], {}, False, 0])
def test_a_file_that_is_not_there_is_no_fault(nothing: object) -> None:
    answer = {**OUTPUTS, "Logs": nothing, "ZipFile": nothing, "ErrorReport": nothing}
    with ScriptedServer(answering(answer)) as server:
        outputs = Calls(server.address).outputs(BytesIO(), BytesIO())
    assert (outputs.logs_problem, outputs.zip_file_problem, outputs.error_report_problem) == (None, None, None)
    assert (outputs.logs_size, outputs.zip_file_size, outputs.failing_entities) == (0, 0, ())


@pytest.mark.parametrize(
    ("report", "problem"),
    [(b"{}", "not a list"), (b"[1]", "not a list"), (b"[{]", "not JSON")],
)
def test_a_damaged_error_report_does_not_spoil_the_rest(report: bytes, problem: str) -> None:
    answer = {**OUTPUTS, "ErrorReport": base64.b64encode(report).decode()}
    with ScriptedServer(answering(answer)) as server:
        logs = BytesIO()
        outputs = Calls(server.address).outputs(logs)
    assert outputs.failing_entities is None
    assert problem in str(outputs.error_report_problem)
    assert logs.getvalue() == ZIP


def test_several_gzip_members_are_one_answer() -> None:
    whole = json.dumps({"Status": "Queued", "Success": True}).encode()
    packed = gzip.compress(whole[:10]) + gzip.compress(whole[10:])
    with ScriptedServer(answering(packed, 200, "Content-Encoding: gzip")) as server:
        assert Calls(server.address).status().status == "Queued"
