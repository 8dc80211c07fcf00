"""What the demo environment refuses, and how."""

import base64
import http.client
import io
import json
import zipfile
from typing import Any

import pytest
import requests

from demo.demo_client import FIELDS, Client, demo_client
from demo_process import DemoProcess

CONFIGURATION = json.dumps({"DestinationDBConnection": "Runtime Connection", "DataAppendMode": True})


def post(client: Client, operation: str, data: Any, **headers: str) -> requests.Response:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    sent = {**client.demo.headers, "Content-Type": "application/json", **headers}
    return client.session.post(f"{client.demo.root}/{operation}", data=body, headers=sent, timeout=30)


def assert_platform_error(answer: requests.Response, status: int, words: str = "") -> None:
    body = answer.json()
    assert (answer.status_code, body["StatusCode"]) == (status, status), answer.text
    assert len(body["Errors"]) == 1 and words in body["Errors"][0]
    assert set(body) == {"Errors", "StatusCode"}


def started(client: Client) -> list[bool]:
    return [start["started"] for start in client.demo.received()["starts"]]


@pytest.mark.parametrize("style", ["errors", "success-false"])
def test_both_keys_are_checked_where_they_belong(style: str, small: bytes) -> None:
    with demo_client("--wrong-key-style", style) as client:
        token, one_time_token = client.demo.token, client.demo.one_time_token

        def refused(operation: str, values: dict[str, Any], headers: dict[str, str], header: str) -> None:
            answer = client.raw(operation, headers=headers, **values)
            if style == "errors":
                assert_platform_error(answer, 401, f"Invalid {header}.")
            else:
                assert answer.status_code == 200
                assert answer.json() == {"Success": False, "ErrorMessage": f"Invalid {header}."}

        start: dict[str, Any] = {
            "Type": "Import",
            "configuration": {"DestinationDBConnection": "Runtime Connection"},
            "zip": small,
        }
        connection = {
            "ConnectionName": "A",
            "ConnectionType": "DataSource",
            "DatabaseType": "Oracle",
            "ConnectionString": "x",
        }
        for wrong in ({}, {"X-DMM-Token": token + "x"}, {"X-DMM-Token": ""}, {"X-DMM-Token-OTP": one_time_token}):
            for operation in ("StopExecution", "GetExecutionStatus", "GetExecutionOutputs"):
                refused(operation, {"id": "1"}, wrong, "X-DMM-Token")
            refused("CreateConnection", connection, wrong, "X-DMM-Token")
            refused("StartExecution", start, wrong, "X-DMM-Token")
        for wrong_one in ({}, {"X-DMM-Token-OTP": "wrong"}, {"X-DMM-Token-OTP": token}):
            refused("StartExecution", start, {"X-DMM-Token": token, **wrong_one}, "X-DMM-Token-OTP")
        assert not any(started(client))
        assert client.call("CreateConnection", **connection)["success"] is True, "the refused ones made nothing"
        for _ in range(2):
            client.start(small)


def test_keys_are_new_for_each_start() -> None:
    with demo_client() as one, demo_client() as other:
        keys = {one.demo.token, one.demo.one_time_token, other.demo.token, other.demo.one_time_token}
        assert len(keys) == 4 and all(len(key) > 20 for key in keys)


def test_misplaced_tokens_are_noticed() -> None:
    with demo_client() as client:
        headers = client.demo.headers
        client.session.get(client.demo.root + "/swagger.json", headers=headers, timeout=30)
        client.session.get(client.demo.address + "/nowhere", headers={"x-dmm-token": "any"}, timeout=30)
        client.raw("StopExecution", id="1", headers=headers)
        assert client.demo.received()["misplaced_tokens"] == [
            "X-DMM-Token to /DMMAPI/rest/v1/swagger.json",
            "X-DMM-Token-OTP to /DMMAPI/rest/v1/swagger.json",
            "X-DMM-Token to /nowhere",
            "X-DMM-Token-OTP to StopExecution",
        ]


MALFORMED = (
    (b"", "not valid JSON"),
    (b"{", "not valid JSON"),
    (b'{"Type": "Import', "not valid JSON"),
    (b"\xff\xfe", "not valid JSON"),
    (b"[]", "must be a JSON object"),
    (b'{"Type": "Import", "Type": "Import"}', "not valid JSON"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "Extra": 1}, "'Extra' is not a body parameter"),
    ({"Configuration": CONFIGURATION}, "'Type' is required"),
    ({"Type": "Import"}, "'Configuration' is required"),
    ({"Type": None, "Configuration": CONFIGURATION}, "'Type' is required"),
    ({"Type": 3, "Configuration": CONFIGURATION}, "'Type' must be"),
    ({"Type": "Import", "Configuration": {"a": 1}}, "'Configuration' must be"),
    ({"Type": "Import", "Configuration": "{"}, "not valid JSON"),
    ({"Type": "Import", "Configuration": "[]"}, "must hold a JSON object"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": 1}, "must be a text"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": "data:x"}, "not valid base64"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": "QUJD\nQUJD"}, "not valid base64"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": "QQ"}, "not valid base64"),
    ({"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": "QQ==QUJD"}, "base64"),
)


@pytest.fixture(scope="module")
def shared() -> Any:
    with demo_client() as client:
        yield client


@pytest.mark.parametrize(("body", "words"), MALFORMED)
def test_malformed_starts(shared: Client, body: Any, words: str) -> None:
    assert_platform_error(post(shared, "StartExecution", body), 400, words)
    assert not any(started(shared))


def test_a_configuration_may_be_long(small: bytes) -> None:
    with demo_client() as client:
        client.start(small, Text="ä" * 300_000, Ü="\\" * 70_000)
        configuration = client.demo.received()["starts"][0]["configuration"]
        assert configuration["Text"] == "ä" * 300_000 and configuration["Ü"] == "\\" * 70_000


def test_platform_errors(shared: Client) -> None:
    for kind in ("text/plain", "application/zip", "application/json; charset=utf-16"):
        answer = post(shared, "StopExecution", {"MainExecutionTrackerId": "1"}, **{"Content-Type": kind})
        assert_platform_error(answer, 415, "application/json")
    get, token = shared.session.get, {"X-DMM-Token": shared.demo.token}
    assert_platform_error(get(shared.demo.root + "/StartExecution", headers=token, timeout=30), 405)
    status = shared.demo.root + "/GetExecutionStatus"
    for query, words in (
        ("", "'MainExecutionTrackerId' is required"),
        ("MainExecutionTrackerId=1&Extra=1", "'Extra' is not a query parameter"),
        ("mainExecutionTrackerId=1", "not a query parameter"),
        ("MainExecutionTrackerId=1&MainExecutionTrackerId=1", "given twice"),
        ("MainExecutionTrackerId=1&LogPage=one", "must be an integer"),
        ("MainExecutionTrackerId=1&IncludeLogs=1", "must be true or false"),
    ):
        assert_platform_error(get(f"{status}?{query}", headers=token, timeout=30), 400, words)
    body = get(status, params={"MainExecutionTrackerId": "1"}, data=b"{}", headers=token, timeout=30)
    assert_platform_error(body, 400, "takes no body")


@pytest.mark.parametrize("path", ["/", "/DMMAPI", "/DMMAPI/rest/v1", "/DMMAPI/rest/v1/", "/DMMAPI/rest/v1/Nothing"])
def test_unknown_paths_are_answered_as_iis_does(shared: Client, path: str) -> None:
    answer = shared.session.get(shared.demo.address + path, headers=shared.demo.headers, timeout=30)
    assert answer.status_code == 404 and answer.headers["Content-Type"].startswith("text/html")
    assert "File or directory not found" in answer.text


def test_another_root_and_no_description(small: bytes) -> None:
    with demo_client("--root", "/DMM_API/rest/v2") as client:
        assert client.demo.root == client.demo.address + "/DMM_API/rest/v2"
        client.start(small)
        assert client.session.get(client.demo.address + "/DMMAPI/rest/v1/swagger.json", timeout=30).status_code == 404
    with demo_client("--root", "/") as client:
        assert client.demo.root == client.demo.address
        client.start(small)
    with pytest.raises(AssertionError, match="text/html"), demo_client("--no-description"):
        pass


def test_login_page_everywhere() -> None:
    with DemoProcess("--login-page") as demo, requests.Session() as session:
        session.trust_env = False
        for path in ("/", "/DMMAPI/rest/v1/swagger.json", "/DMMAPI/rest/v1/StartExecution", "/DMM/AuthenticationToken"):
            for method in ("GET", "POST"):
                answer = session.request(method, demo.address + path, data=b"x" * 100_000, timeout=30)
                assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
                assert 'type="password"' in answer.text
        assert demo.received()["operations"] == {}


def test_the_authentication_token_page_shows_the_one_time_token(shared: Client) -> None:
    page = shared.session.get(shared.demo.authentication_token_page, timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f">{shared.demo.one_time_token}<" in page.text and shared.demo.token not in page.text


def archive(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, text in files.items():
            target.writestr(name.replace("__", "."), text)
    return content.getvalue()


BROKEN = bytearray(archive(A_Struct__dmm="{}", A_Data__csv="Id\r\n1\r\n"))
BROKEN[BROKEN.index(b"Id\r\n")] = ord("X")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a valid zip"),
        (b"PK\x03\x04 and nothing more", "not a valid zip"),
        (bytes(BROKEN), "not a valid zip"),
        (archive(), "no entity structure"),
        (archive(A_Data__csv="Id\r\n"), "no entity structure"),
        (archive(A_Struct__dmm="{}", A_Data__csv="Id\r\n", B_Data__csv="Id\r\n"), "without structure: B_Data.csv"),
    ],
)
def test_what_is_no_import_zip_starts_nothing(shared: Client, content: bytes, words: str) -> None:
    answer = post(
        shared,
        "StartExecution",
        {"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": base64.b64encode(content).decode()},
    )
    assert answer.status_code == 200
    body = answer.json()
    assert body.pop("ErrorMessage").lower().find(words.lower()) >= 0 and body == {"Success": False}


@pytest.mark.parametrize("name", ["folder", "no-structure"])
def test_samples_that_are_no_import_zips(shared: Client, samples: Any, name: str) -> None:
    content = base64.b64encode((samples / f"{name}.zip").read_bytes()).decode()
    answer = post(
        shared, "StartExecution", {"Type": "Import", "Configuration": CONFIGURATION, "ZipFile": content}
    ).json()
    assert answer["Success"] is False and "structure" in answer["ErrorMessage"]


def test_an_import_without_records(samples: Any) -> None:
    with demo_client("--pace", "0.002") as client:
        final = client.finish(client.start((samples / "only-structure.zip").read_bytes()))
        assert (final["status"], final["report"]["totalrecords"]) == ("Complete", 0)
        assert final["report"]["totalinstructions"] > 0


@pytest.mark.parametrize(
    ("kind", "configuration", "words"),
    [
        ("Imports", {}, "Type must be one of"),
        ("Migration", {}, "imports and exports only"),
        ("Import", {}, "no DestinationDBConnection"),
        ("Import", {"DestinationDBConnection": ""}, "no DestinationDBConnection"),
        ("Import", {"DestinationDBConnection": 5}, "no DestinationDBConnection"),
        ("Import", {"DestinationDBConnection": "Nowhere"}, "'Nowhere' does not exist"),
        ("Import", {"DestinationDBConnection": "Source"}, "not a data destination"),
        ("Import", {"DestinationDBConnection": "Runtime Connection", "DataAppendMode": "yes"}, "must be true or false"),
    ],
)
def test_starts_that_fail(shared: Client, small: bytes, kind: str, configuration: dict[str, Any], words: str) -> None:
    source = ("Source", "DataSource", "MySQL", "x")
    shared.call("CreateConnection", **dict(zip(FIELDS, source, strict=False)))
    answer = shared.call("StartExecution", Type=kind, configuration=configuration, zip=small)
    assert answer["success"] is False and words in answer["errormessage"]
    assert "mainexecutiontrackerid" not in answer and not any(started(shared))


def test_an_import_needs_a_zip(shared: Client) -> None:
    answer = shared.call("StartExecution", Type="Import", configuration=json.loads(CONFIGURATION))
    assert answer == {"success": False, "errormessage": "An import needs a zip file."}


def test_one_connection_serves_many_requests(shared: Client) -> None:
    connection = http.client.HTTPConnection(shared.demo.host_and_port, timeout=30)
    try:
        sockets = set()
        for path in ("/nowhere", "/DMMAPI/rest/v1/swagger.json", "/DMMAPI/rest/v1/StartExecution") * 2:
            connection.request("POST" if path.endswith("tion") else "GET", path, body=b"x" if "Start" in path else None)
            answer = connection.getresponse()
            assert answer.read() and answer.version == 11
            sockets.add(connection.sock)
        assert len(sockets) == 1 and None not in sockets
    finally:
        connection.close()
