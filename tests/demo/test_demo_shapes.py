"""Every layout of requests: described exactly, accepted, and no other accepted."""

import base64
import hashlib
import http.client
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from demo.demo_client import BOUNDARY, Client, Prepared, demo_client
from demo_process import SHAPES
from dmm_desktop.demo.api import describe
from dmm_server import layouts

OPERATIONS = ("CreateConnection", "StartExecution", "StopExecution", "GetExecutionStatus", "GetExecutionOutputs")
CONNECTION = {
    "ConnectionName": "X",
    "ConnectionType": "DataDestination",
    "DatabaseType": "SQLServer",
    "ConnectionString": "Server=x",
}


@pytest.fixture(scope="module")
def clients() -> Iterator[dict[str, Client]]:
    """A demo environment of each shape."""
    with ExitStack() as stack:
        yield {shape: stack.enter_context(demo_client("--shape", shape, "--pace", "0.002")) for shape in SHAPES}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_import_needs_no_more_than_the_description(shape: str, clients: dict[str, Client], customers: bytes) -> None:
    client = clients[shape]
    assert client.call("CreateConnection", **(CONNECTION | {"ConnectionName": "Staging"}))["success"] is True
    tracker_id = client.start(customers, "Staging", Größe=[1, {"x": None}])
    assert isinstance(tracker_id, int if shape == "integer-ids" else str)
    last = client.finish(tracker_id)
    assert (last["status"], last["report"]["completedrecords"]) == ("Complete", 5022)
    outputs = client.outputs(tracker_id, IncludeFiles=True)
    logs = base64.b64decode(outputs["logs"], validate=True)
    assert logs == client.demo.logs_zip(tracker_id)
    assert entries(logs) == 3 and entries(base64.b64decode(outputs["zipfile"])) == 1
    stopped = client.call("StopExecution", id=tracker_id)
    assert stopped == {"success": False, "errormessage": "The execution has already ended."}
    received = client.demo.received()
    assert set(received["operations"]) == set(OPERATIONS)
    assert received["misplaced_tokens"] == []
    configuration = {"DestinationDBConnection": "Staging", "DataAppendMode": True, "Größe": [1, {"x": None}]}
    assert received["starts"][-1] == {
        "tracker_id": tracker_id,
        "type": "Import",
        "configuration": configuration,
        "connection": "Staging",
        "zip_sha256": hashlib.sha256(customers).hexdigest(),
        "zip_size": len(customers),
        "started": True,
    }


def entries(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return len(archive.namelist())


def test_the_documented_layout_is_what_the_demo_environment_describes() -> None:
    assert layouts.describe(layouts.LAYOUTS["documented"], str) == describe()


@pytest.mark.parametrize("shape", SHAPES)
def test_no_other_layout_is_accepted(shape: str, clients: dict[str, Client], small: bytes) -> None:
    client, refused = clients[shape], 0
    values: dict[str, dict[str, Any]] = {
        "CreateConnection": CONNECTION,
        "StartExecution": {"Type": "Import", "configuration": {"DestinationDBConnection": "No"}, "zip": small},
        "StopExecution": {"id": 7},
        "GetExecutionStatus": {"id": 7, "IncludeLogs": True, "LogPage": 1, "LogRecords": 5},
        "GetExecutionOutputs": {"id": 7, "IncludeFiles": True},
    }
    for other in clients.values():
        for operation in OPERATIONS:
            request = other.described.prepare(operation, values[operation])
            if request == client.described.prepare(operation, values[operation]):
                continue
            answer = client.session.request(
                request.method,
                client.demo.root + request.path,
                params=request.query,
                headers=client.tokens(operation) | request.headers,
                data=request.body,
                timeout=30,
            )
            assert answer.status_code in (400, 404, 405, 415), (other.demo.root, operation, answer.text)
            refused += 1
    assert refused >= len(SHAPES) - 1


JSON = {"Content-Type": "application/json; charset=utf-8"}


def post(path: str, body: object) -> Prepared:
    return Prepared("POST", path, {}, JSON, json.dumps(body).encode())


def form(path: str, **fields: str) -> Prepared:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Prepared("POST", path, {}, headers, urlencode(fields).encode())


def multipart(path: str, *parts: str) -> Prepared:
    """Each part from the name in its head on."""
    written = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; name={part}\r\n" for part in parts)
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return Prepared("POST", path, {}, headers, f"{written}--{BOUNDARY}--\r\n".encode())


STOPS = {
    "documented": post("/StopExecution", {"MainExecutionTrackerId": "7"}),
    "all-post": post("/StopExecution", {"ExecutionTrackerId": "7"}),
    "nested": post("/StopExecution", {"StopExecutionRequest": {"Id": "7"}}),
    "path-ids": Prepared("POST", "/executions/7/stop", {}, {}, None),
    "raw-zip": post("/StopExecution", {"MainExecutionTrackerId": "7"}),
    "raw-octet": post("/StopExecution", {"MainExecutionTrackerId": "7"}),
    "camel": post("/stopExecution", {"mainExecutionTrackerId": "7"}),
    "object-config": post("/stop_execution", {"execution_id": "7"}),
    "byte-config": post("/StopExecution", {"MainExecutionTrackerId": "7"}),
    "integer-ids": post("/StopExecution", {"MainExecutionTrackerId": 7}),
    "headers": Prepared("POST", "/StopExecution", {}, {"MainExecutionTrackerId": "7"}, None),
    "multipart": form("/StopExecution", MainExecutionTrackerId="7"),
    "multipart-files": form("/StopExecution", ExecutionId="7"),
    "form": form("/StopExecution", MainExecutionTrackerId="7"),
}
WITH_ID_IN_QUERY = {"MainExecutionTrackerId": "7", "IncludeLogs": "true", "LogPage": "1"}
STATUSES = {
    "documented": Prepared("GET", "/GetExecutionStatus", WITH_ID_IN_QUERY, {}, None),
    "all-post": post("/GetExecutionStatus", {"ExecutionTrackerId": "7", "IncludeLogs": True, "LogPage": 1}),
    "nested": post(
        "/GetExecutionStatus", {"GetExecutionStatusRequest": {"Id": "7", "IncludeLogs": True, "LogPage": 1}}
    ),
    "path-ids": Prepared("GET", "/executions/7/status", {"IncludeLogs": "true", "LogPage": "1"}, {}, None),
    "camel": Prepared(
        "GET",
        "/getExecutionStatus",
        {"mainExecutionTrackerId": "7", "includeLogs": "true", "logPage": "1"},
        {},
        None,
    ),
    "object-config": Prepared(
        "GET", "/get_execution_status", {"execution_id": "7", "include_logs": "true", "log_page": "1"}, {}, None
    ),
    "headers": Prepared("GET", "/GetExecutionStatus", {}, WITH_ID_IN_QUERY, None),
    "multipart-files": Prepared(
        "GET", "/GetExecutionStatus", {"ExecutionId": "7", "IncludeLogs": "true", "LogPage": "1"}, {}, None
    ),
}
STARTS = {
    "documented": post("/StartExecution", {"Type": "Import", "Configuration": '{"a": 1}', "ZipFile": "UEs="}),
    "all-post": post("/StartExecution", {"Type": "Import", "ConfigurationJson": '{"a": 1}', "File": "UEs="}),
    "nested": post("/StartExecution", {"StartExecutionRequest": {"Type": "Import", "JSON": '{"a": 1}', "Zip": "UEs="}}),
    "path-ids": post("/executions", {"Type": "Import", "Configuration": '{"a": 1}', "ZipFile": "UEs="}),
    "raw-zip": Prepared(
        "POST",
        "/StartExecution",
        {"Type": "Import"},
        {"ConfigurationJson": "eyJhIjogMX0=", "Content-Type": "application/zip"},
        b"PK",
    ),
    "raw-octet": Prepared(
        "POST",
        "/StartExecution",
        {"Type": "Import", "Configuration": '{"a": 1}'},
        {"Content-Type": "application/octet-stream"},
        b"PK",
    ),
    "camel": post("/startExecution", {"type": "Import", "configuration": '{"a": 1}', "zipFile": "UEs="}),
    "object-config": post(
        "/start_execution", {"type": "Import", "json_configuration": {"a": 1}, "file_content": "UEs="}
    ),
    "multipart": multipart(
        "/StartExecution",
        '"Type"\r\n\r\nImport',
        '"Configuration"\r\n\r\n{"a": 1}',
        '"ZipFile"; filename="x.zip"\r\nContent-Type: application/zip\r\n\r\nPK',
    ),
    "multipart-files": multipart(
        "/StartExecution",
        '"Type"\r\n\r\nImport',
        '"ConfigurationJson"; filename="x.json"\r\nContent-Type: application/json\r\n\r\n{"a": 1}',
        '"File"; filename="x.zip"\r\nContent-Type: application/zip\r\n\r\nPK',
    ),
    "form": form("/StartExecution", Type="Import", Configuration='{"a": 1}', ZipFile="UEs="),
    "byte-config": post(
        "/StartExecution", {"Type": "Import", "JSONConfiguration": "eyJhIjogMX0=", "FileContent": "UEs="}
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_description_leads_to_these_requests(shape: str, clients: dict[str, Client]) -> None:
    described = clients[shape].described
    assert described.prepare("StopExecution", {"id": 7}) == STOPS[shape]
    status = described.prepare("GetExecutionStatus", {"id": 7, "IncludeLogs": True, "LogPage": 1})
    assert status == STATUSES.get(shape, STATUSES["documented"])
    start = described.prepare("StartExecution", {"Type": "Import", "configuration": {"a": 1}, "zip": b"PK"})
    assert start == STARTS.get(shape, STARTS["documented"])


@pytest.mark.parametrize("shape", SHAPES)
def test_the_description_names_a_machine_that_nobody_can_reach(shape: str, clients: dict[str, Client]) -> None:
    document = clients[shape].described.document
    assert document["swagger"] == "2.0"
    assert document["host"].endswith(".internal.example") and document["basePath"] == "/internal/rest/api"
    tokens = document.get("securityDefinitions", {})
    for _, _, operation in clients[shape].described.operations.values():
        named = [*tokens, *(item["name"] for item in operation["parameters"])]
        assert "X-DMM-Token" in named


def required(client: Client, operation: str) -> set[str]:
    """The names that a description says must be given, in a path, query, header or body."""
    names: set[str] = set()
    for parameter in client.described.operations[operation.lower()][2]["parameters"]:
        if parameter["in"] != "body":
            names |= {parameter["name"]} if parameter["required"] else set()
        else:
            names |= set(client.described.resolved(parameter["schema"]).get("required", ()))
    return names


def test_the_description_says_what_must_be_given(clients: dict[str, Client]) -> None:
    tokens = {"X-DMM-Token", "X-DMM-Token-OTP"}
    documented, raw, nested = clients["documented"], clients["raw-octet"], clients["nested"]
    assert required(documented, "GetExecutionStatus") == {"X-DMM-Token", "MainExecutionTrackerId"}
    assert required(documented, "StartExecution") == tokens | {"Type", "Configuration"}
    assert required(raw, "StartExecution") == tokens | {"Type", "Configuration"}
    assert required(nested, "StartExecution") == tokens | {"StartExecutionRequest"}
    assert required(clients["path-ids"], "GetExecutionOutputs") == {"ExecutionId"}


def test_an_id_in_a_path_may_be_quoted(clients: dict[str, Client], small: bytes) -> None:
    client = clients["path-ids"]
    tracker_id = client.start(small)
    quoted = "".join(f"%{ord(char):02X}" for char in tracker_id)
    headers = {"X-DMM-Token": client.demo.token, "Accept": "*/*"}
    connection = http.client.HTTPConnection(client.demo.host_and_port, timeout=30)
    try:
        connection.request("GET", f"{urlsplit(client.demo.root).path}/executions/{quoted}/status", headers=headers)
        assert json.loads(connection.getresponse().read())["Status"] != "NotFound"
    finally:
        connection.close()
