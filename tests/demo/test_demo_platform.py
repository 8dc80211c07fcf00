"""The layout `platform`: described and answered as an API that is made with the platform's own generator."""

import base64
import html
import http.client
import io
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo_process import DemoProcess

CONNECTION = {
    "connectionName": "Staging",
    "connectionType": "DataDestination",
    "databaseType": "SQLServer",
    "connectionString": "Server=x",
}
JSON = {"Content-Type": "application/json"}


class Answer:
    """One answer as it came: the interim ones before it, its status, headers and body."""

    def __init__(self, raw: bytes) -> None:
        self.interim: list[bytes] = []
        while raw.startswith(b"HTTP/1.1 1"):
            head, _, raw = raw.partition(b"\r\n\r\n")
            self.interim.append(head)
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *lines = head.split(b"\r\n")
        self.status = int(first.split()[1])
        self.headers = http.client.parse_headers(io.BytesIO(b"\r\n".join(lines) + b"\r\n\r\n"))

    def json(self) -> Any:
        assert self.headers["Content-Type"].startswith("application/json")
        return json.loads(self.body)


class Raw:
    """Sends requests as they are written, each on a connection of its own."""

    def __init__(self, demo: DemoProcess) -> None:
        self.demo = demo
        address = urlsplit(demo.root)
        self._host, self._path = (address.hostname or "", address.port or 0), address.path

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """The answer; names in ``headers`` are written with underscores. Both tokens go along unless they are there."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"X-DMM-Token": self.demo.token} | (self.demo.headers if path == "/executions/" else {}) | given
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {self._path}{path} HTTP/1.1", "Host: x", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in sent.items() if value]
        lines += [f"Content-Length: {len(content)}", *(["Content-Type: application/json"] if content else []), "", ""]
        with socket.create_connection(self._host, timeout=30) as connection:
            connection.sendall("\r\n".join(lines).encode() + content)
            raw = b""
            while piece := connection.recv(65_536):
                raw += piece
        return Answer(raw)

    def start(self, content: bytes, **headers: str) -> Answer:
        configuration = json.dumps({"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True})
        zip_file = base64.b64encode(content).decode()
        body = {"type": "Import", "configuration": configuration, "zipFile": zip_file}
        return self("POST", "/executions/", body, **headers)


@pytest.fixture(scope="module")
def platform() -> Iterator[Raw]:
    with DemoProcess("--shape", "platform", "--pace", "0.0002") as demo:
        yield Raw(demo)


def test_it_is_described_as_the_platform_does(platform: Raw) -> None:
    answer = platform("GET", "/swagger.json", X_DMM_Token="")
    document = answer.json()
    assert sorted(document) == ["basePath", "definitions", "info", "paths", "schemes", "swagger", "tags"]
    assert (document["basePath"], document["schemes"]) == ("/DMMAPI/rest/v1", ["https"])
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    assert [operation["operationId"] for operation in operations] == [
        "CreateConnection", "Start_Execution", "Stop_Execution", "Get_Execution_Status", "Get_Execution_Outputs",
    ]  # fmt: skip
    assert list(document["paths"]) == [
        "/connections/",
        "/executions/",
        "/executions/{MainExecutionTrackerId}/stop/",
        "/status/{MainExecutionTrackerId}/{LogPage}/",
        "/outputs/{MainExecutionTrackerId}/",
    ]
    assert "X-DMM" not in json.dumps(document)
    assert all(list(operation["responses"]) == ["200"] for operation in operations)
    (body,) = document["paths"]["/executions/"]["post"]["parameters"]
    assert (body["name"], body["schema"]) == ("Request", {"$ref": "#/definitions/TypeConfigurationZipFileRecord"})
    record = document["definitions"]["TypeConfigurationZipFileRecord"]
    assert list(record["properties"]) == ["type", "configuration", "zipFile"]
    assert record["required"] == ["Type", "Configuration"]
    configuration = record["properties"]["configuration"]
    assert (configuration["type"], configuration["default"]) == ("string", "")
    assert html.unescape(configuration["description"]) == 'The "Configuration"' != configuration["description"]
    responses = [operation["responses"]["200"].get("schema") for operation in operations]
    assert responses[:3] == [None, {"type": "integer", "format": "int64"}, None]


def test_a_start_answers_the_bare_id_and_questions_take_it(platform: Raw, small: bytes) -> None:
    started = platform.start(small)
    assert (started.status, started.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    tracker_id = started.body.decode()
    assert tracker_id.isdecimal() and int(tracker_id) > 2**53 and float(tracker_id) != int(tracker_id)
    assert [head.split(b"\r\n")[0] for head in started.interim] == [b"HTTP/1.1 103 Early Hints"]
    assert started.status == 200
    while (status := platform("GET", f"/status/{tracker_id}/0/?IncludeReports=true").json())["Status"] != "Complete":
        assert status["Success"] is True
    assert status["Report"]["CompletedRecords"] == 7
    log = platform("GET", f"/status/{tracker_id}/1/?IncludeLogs=true&LogRecords=3").json()
    assert len(base64.b64decode(log["Logs"]).splitlines()) == 3 and log["LogNumPages"] > 1
    outputs = platform("GET", f"/outputs/{tracker_id}/?IncludeReports=true&IncludeLogs=true").json()
    assert base64.b64decode(outputs["Logs"]) == platform.demo.logs_zip(tracker_id)
    assert platform.demo.received()["starts"][-1]["tracker_id"] == int(tracker_id)


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 406),
        ("application/json, text/html", 406),
        ("text/plain;q=0, application/json", 406),
        ("application/json, text/plain;q=0.5, */*;q=0.1", 200),
        ("*/*", 200),
        ("", 200),
    ],
)
def test_the_bare_id_is_not_sent_to_who_takes_only_json(platform: Raw, small: bytes, accept: str, status: int) -> None:
    before = [start["started"] for start in platform.demo.received()["starts"]].count(True)
    answer = platform.start(small, Accept=accept)
    assert answer.status == status
    if status == 406:
        assert answer.json() == {"Errors": ["Not Acceptable"], "StatusCode": 406}
    after = [start["started"] for start in platform.demo.received()["starts"]].count(True)
    assert after - before == (status == 200)


def test_what_has_no_output_answers_nothing(small: bytes) -> None:
    with DemoProcess("--shape", "platform", "--scenario", "slow") as demo:
        raw = Raw(demo)
        answers = [raw("POST", "/connections/", CONNECTION | {"connectionName": f"C{n}"}) for n in range(3)]
        stopped = raw("POST", f"/executions/{raw.start(small).body.decode()}/stop/")
    assert [answer.status for answer in (*answers, stopped)] == [202, 204, 200, 202]
    for answer in (*answers, stopped):
        assert (answer.body, answer.headers.get("Content-Type")) == (b"", None)
        assert answer.headers.get("Content-Length") == (None if answer.status == 204 else "0")
        assert len(answer.interim) == 1


def test_keys_that_are_missing_or_wrong(platform: Raw, small: bytes) -> None:
    missing = platform("GET", "/status/7/0/", X_DMM_Token="")
    assert (missing.status, missing.json()) == (400, {"Errors": ["Invalid X-DMM-Token."], "StatusCode": 400})
    wrong = platform("GET", "/status/7/0/", X_DMM_Token="wrong")
    assert (wrong.status, wrong.json()["StatusCode"]) == (401, 401)
    assert platform.start(small, X_DMM_Token_OTP="").status == 400
    assert platform.start(small, X_DMM_Token_OTP="wrong").status == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/executions"),
        ("POST", "/connections"),
        ("POST", "/executions/7/stop"),
        ("GET", "/status/7/0"),
        ("GET", "/status/7/"),
        ("GET", "/status/7//"),
        ("GET", "/outputs/7"),
        ("POST", "/StartExecution"),
    ],
)
def test_the_slash_belongs_to_the_address(platform: Raw, method: str, path: str) -> None:
    assert platform(method, path).status == 404


def test_what_an_operation_refuses_is_a_platform_error(platform: Raw) -> None:
    unknown = platform("POST", "/executions/7/stop/")
    assert (unknown.status, unknown.json()["Errors"]) == (400, ["The execution was not found."])
    doubled = platform("POST", "/connections/", CONNECTION | {"connectionName": "Runtime Connection"})
    assert doubled.status == 400
    studio = platform("POST", "/connections/", {"ConnectionName": "B"})
    assert studio.json()["Errors"] == ["'ConnectionName' is not a body parameter of the operation."]
    assert platform("GET", "/status/7/0/").json()["Status"] == "NotFound"
    assert platform("GET", "/outputs/7/").json()["Success"] is False
