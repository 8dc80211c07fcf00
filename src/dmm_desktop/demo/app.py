"""Routes requests to the API, its description, and other pages."""

import json
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from .api import OPERATIONS, DemoOperation, describe
from .arguments import Arguments, read_arguments
from .environment import EnvironmentState
from .http_messages import Answer, Json, Request, write_json
from .refusals import BadRequest, Failed

TOKEN_PAGE = "/DMM/AuthenticationToken"
_LOGS = "/_demo/logs/"
_DESCRIPTION = "/swagger.json"


class DemoApp:
    """One demo environment with all its addresses. Subclasses may implement another API."""

    root = "/DMMAPI/rest/v1"

    def __init__(self, environment: EnvironmentState) -> None:
        self.environment = environment
        self.directory = environment.directory

    def answer(self, request: Request) -> Answer:
        """The response to a request. Raises ConnectionLost if the scenario sends no response."""
        path = request.path
        if path == TOKEN_PAGE:
            return Answer.html(200, _TOKEN_PAGE.format(token=escape(self.environment.keys.one_time_token)))
        if path.startswith(_LOGS):
            logs = self.environment.logs_of(path.removeprefix(_LOGS).removesuffix(".zip"))
            return Answer(200, {"Content-Type": "application/zip"}, _blocks(logs)) if logs else self.not_found(request)
        below_root = path.removeprefix(self.root) if path.startswith(self.root + "/") else ""
        if below_root == _DESCRIPTION and request.method == "GET":
            return self.description(request)
        if operation := self.find(below_root):
            return self.operation(operation, request)
        return self.not_found(request)

    def description(self, request: Request) -> Answer:
        """The description of the API."""
        return Answer.json([json.dumps(self.describe(), indent=1).encode()])

    def not_found(self, request: Request) -> Answer:
        """The page for an unknown address."""
        return Answer.html(404, _NOT_FOUND)

    def operation(self, operation: DemoOperation, request: Request) -> Answer:
        """Carry out an operation or refuse it. Raises ConnectionLost."""
        try:
            if request.method != operation.method:
                raise BadRequest(f"The method {request.method} is not allowed here.", 405)
            return self.write(operation, self._carry_out(operation, request))
        except (BadRequest, Failed) as refusal:
            return self.refuse(request, refusal)

    def _carry_out(self, operation: DemoOperation, request: Request) -> Json:
        self.environment.keys.check(
            request.headers, operation.needs_one_time_token
        )  # checked first, whatever else is wrong
        with tempfile.TemporaryDirectory(dir=self.directory) as directory:
            arguments = self.read(operation, request, Path(directory))
            for _ in request.blocks:  # a truncated request is not carried out
                pass
            return self.environment.carry_out(operation.name, arguments)

    def describe(self) -> Json:
        """The API as Swagger 2.0."""
        return describe()

    def find(self, path: str) -> DemoOperation | None:
        """The operation at a path below the root."""
        return next((operation for operation in OPERATIONS if path == f"/{operation.name}"), None)

    def read(self, operation: DemoOperation, request: Request, directory: Path) -> Arguments:
        """The values of an operation; its zip is stored in `directory`. Raises BadRequest."""
        return read_arguments(operation, request, directory)

    def write(self, operation: DemoOperation, record: Json) -> Answer:
        """The response of a completed operation."""
        return self.record(record)

    def refuse(self, request: Request, refusal: BadRequest | Failed) -> Answer:
        """The response to a refused request."""
        if isinstance(refusal, BadRequest):
            return platform_error(refusal.message, refusal.status)
        state: Json = {"Status": refusal.status, "Result": "OK"} if refusal.status else {}
        return self.record({**state, "Success": False, "ErrorMessage": refusal.message})

    def record(self, record: Json) -> Answer:
        """A response of the API."""
        return Answer.json(write_json(record))


def platform_error(message: str, status: int) -> Answer:
    """A response of the platform in front of the API."""
    return Answer.json(write_json({"Errors": [message], "StatusCode": status}), status)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block


_NOT_FOUND = """<!DOCTYPE html>
<html><head><title>404 - File or directory not found.</title></head>
<body><div id="header"><h1>Server Error</h1></div>
<h2>404 - File or directory not found.</h2>
<h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3>
</body></html>
"""
_TOKEN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Authentication Token</title>
<style>body {{ font: 16px sans-serif; margin: 4em }} code {{ font-size: 24px; user-select: all }}</style></head>
<body><h1>Authentication Token</h1>
<p>Give this one-time token when you start an execution in this environment:</p>
<p><code id="token">{token}</code></p>
</body></html>
"""
