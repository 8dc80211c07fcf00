"""A small client for the tests of the demo environment, driven only by its published description."""

import base64
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

import requests

from demo_process import DemoProcess

RUNNING = ("Queued", "InProgress")
RUNTIME = "Runtime Connection"
ALIASES = {
    "id": ("mainexecutiontrackerid", "executiontrackerid", "executionid", "id"),
    "configuration": ("configuration", "configurationjson", "jsonconfiguration", "json"),
    "zip": ("zipfile", "file", "filecontent", "zip"),
}
BOUNDARY = "boundary-of-the-form"
TOKENS = ("X-DMM-Token", "X-DMM-Token-OTP")

#: The fields of a connection, in the order of the values in the tests.
FIELDS = ("ConnectionName", "ConnectionType", "DatabaseType", "ConnectionString", "EnvironmentURL", "RestAPIKey")


def plain(name: str) -> str:
    return name.replace("_", "").lower()


def plain_keys(value: Any) -> Any:
    """A response with all names in lower case."""
    if isinstance(value, dict):
        return {plain(name): plain_keys(item) for name, item in value.items()}
    return [plain_keys(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Prepared:
    """A request in the form the description requires."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes | None


class Described:
    """Requests built from a Swagger 2.0 document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.operations = {
            plain(operation.get("operationId", path.rsplit("/", 1)[1])): (method.upper(), path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        }

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" in schema:
            found: Mapping[str, Any] = self.document["definitions"][schema["$ref"].rsplit("/", 1)[1]]
            return found
        return schema

    def prepare(self, name: str, values: Mapping[str, Any]) -> Prepared:
        """A request of the operation `name`; every value must have a place."""
        method, path, operation = self.operations[plain(name)]
        left = {key for key in values}
        query: dict[str, str] = {}
        headers: dict[str, str] = {}
        body: bytes | None = None
        form: dict[str, Any] = {}

        def take(wanted: str) -> Any:
            for key in values:
                if plain(wanted) in ALIASES.get(key, (plain(key),)):
                    left.discard(key)
                    return values[key]
            return None

        def filled(schema: Mapping[str, Any]) -> dict[str, Any]:
            members: dict[str, Any] = {}
            for member, described in schema["properties"].items():
                inner = self.resolved(described)
                if "properties" in inner:
                    members[member] = filled(inner)
                elif (value := take(member)) is not None:
                    members[member] = encoded(value, inner)
            return members

        for parameter in operation["parameters"]:
            if parameter["name"] in TOKENS:
                continue
            if parameter["in"] == "body":
                schema = self.resolved(parameter["schema"])
                if schema.get("format") == "binary":
                    body = take(parameter["name"])
                    headers["Content-Type"] = operation["consumes"][0]
                else:
                    body = json.dumps(filled(schema)).encode()
                    headers["Content-Type"] = "application/json; charset=utf-8"
            elif (value := take(parameter["name"])) is not None:
                if parameter["type"] == "file":
                    form[parameter["name"]] = value
                    continue
                text = as_text(encoded(value, parameter))
                if parameter["in"] == "formData":
                    form[parameter["name"]] = text
                elif parameter["in"] == "path":
                    path = path.replace("{" + parameter["name"] + "}", text)
                else:
                    {"query": query, "header": headers}[parameter["in"]][parameter["name"]] = text
        if form:
            body, headers["Content-Type"] = written_form(form, in_parts="multipart/form-data" in operation["consumes"])
        assert not left, f"{name} has no place for {left}"
        return Prepared(method, path, query, headers, body)


def written_form(fields: Mapping[str, Any], *, in_parts: bool) -> tuple[bytes, str]:
    """A form with these texts, zips (bytes) and configurations (objects), and its media type."""
    if not in_parts:
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    body = b""
    for name, value in fields.items():
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if isinstance(value, bytes):
            body += b'; filename="x.zip"\r\nContent-Type: application/zip\r\n\r\n' + value
        elif isinstance(value, dict):
            content = json.dumps(value).encode()
            body += b'; filename="x.json"\r\nContent-Type: application/json\r\n\r\n' + content
        else:
            body += b"\r\n\r\n" + str(value).encode()
        body += b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def encoded(value: Any, schema: Mapping[str, Any]) -> Any:
    """Encode a value for its type: objects are configurations, bytes are zips."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict) and schema["type"] == "string":
        text = json.dumps(value)
        return base64.b64encode(text.encode()).decode() if schema.get("format") == "byte" else text
    if isinstance(value, int) and schema["type"] == "string":
        return str(value)
    return value


def as_text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


class Client:
    """A client of one demo environment, following its description. Responses have all names in lower case."""

    def __init__(self, demo: DemoProcess) -> None:
        self.demo = demo
        self.session = requests.Session()
        self.session.trust_env = False
        self.described = Described(self._json(self.session.get(demo.root + "/swagger.json", timeout=30)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def tokens(self, operation: str) -> dict[str, str]:
        """The tokens that an operation takes."""
        wanted = TOKENS if operation == "StartExecution" else TOKENS[:1]
        return {name: self.demo.headers[name] for name in wanted}

    def raw(self, operation: str, *, headers: Mapping[str, str] | None = None, **values: Any) -> requests.Response:
        """The response of an operation, of any kind. Tokens go where they belong, unless `headers` are given."""
        request = self.described.prepare(operation, values)
        if headers is None:
            headers = self.tokens(operation)
        return self.session.request(
            request.method,
            self.demo.root + request.path,
            params=request.query,
            headers={**headers, **request.headers},
            data=request.body,
            timeout=30,
            allow_redirects=False,
        )

    def call(self, operation: str, **values: Any) -> dict[str, Any]:
        answer = self.raw(operation, **values)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = plain_keys(self._json(answer))
        return result

    def start(self, content: bytes, connection: str = RUNTIME, **configuration: Any) -> Any:
        """The tracker id of a new import."""
        answer = self.call(
            "StartExecution",
            Type="Import",
            configuration={"DestinationDBConnection": connection, "DataAppendMode": True, **configuration},
            zip=content,
        )
        assert answer.get("success") is True, answer
        return answer["mainexecutiontrackerid"]

    def status(self, tracker_id: Any, **values: Any) -> dict[str, Any]:
        return self.call("GetExecutionStatus", id=tracker_id, **({"IncludeReports": True} | values))

    def statuses(self, tracker_id: Any) -> Iterator[dict[str, Any]]:
        """The answers until the run has ended, that one included."""
        deadline = time.monotonic() + 30
        while True:
            answer = self.status(tracker_id)
            yield answer
            if answer["status"] not in RUNNING:
                return
            assert time.monotonic() < deadline, "the run does not end"

    def finish(self, tracker_id: Any) -> dict[str, Any]:
        *_, last = self.statuses(tracker_id)
        return last

    def outputs(self, tracker_id: Any, **values: Any) -> dict[str, Any]:
        wanted = {"IncludeReports": True, "IncludeLogs": True, "IncludeFiles": False, "IncludeErrorReport": True}
        return self.call("GetExecutionOutputs", id=tracker_id, **(wanted | values))

    def log(self, tracker_id: Any, **values: Any) -> tuple[list[str], int]:
        """The lines of a log page and the number of pages."""
        answer = self.status(tracker_id, IncludeReports=False, IncludeLogs=True, **values)
        text = base64.b64decode(answer.get("logs", "")).decode()
        return text.split("\n") if text else [], int(answer.get("lognumpages", 0))

    @staticmethod
    def _json(answer: requests.Response) -> Any:
        assert answer.headers["Content-Type"].startswith("application/json"), answer.headers
        return json.loads(answer.content.decode("utf-8-sig"))


@contextmanager
def demo_client(*options: str, is_new: bool = False) -> Iterator[Client]:
    """A demo environment and a client of it. ``is_new``: see `python_processes`."""
    with DemoProcess(*options, is_new=is_new) as demo, Client(demo) as client:
        yield client
