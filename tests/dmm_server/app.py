"""The server's responses: as those of the demo environment, but logged, in other styles and other layouts."""

import argparse
import codecs
import itertools
from dataclasses import replace
from pathlib import Path

from dmm_desktop.demo.api import ONE_TIME_TOKEN_HEADER, TOKEN_HEADER, DemoOperation
from dmm_desktop.demo.app import DemoApp
from dmm_desktop.demo.arguments import Arguments
from dmm_desktop.demo.http_messages import Answer, Json, Request, write_json
from dmm_desktop.demo.refusals import BadRequest, Failed, WrongKey

from .answer_styles import StyledWriter, gzipped
from .environment import LoggedEnvironment
from .handler import styled
from .layouts import LAYOUTS, ApiLayout, PlacedOperation
from .layouts import describe as describe_layout
from .placed_arguments import read_placed_arguments

_LOGIN = """<!DOCTYPE html>
<html><head><title>Login</title></head>
<body><form method="post" action="/Users/Login.aspx">
<h1>Log in</h1>
<label>Username <input name="username"></label>
<label>Password <input name="password" type="password"></label>
<button>Log in</button>
</form></body></html>
"""


class LoggedApp(DemoApp):
    """The API of the demo environment with optional response styles. Logs what it receives."""

    environment: LoggedEnvironment

    def __init__(self, directory: Path, options: argparse.Namespace, *, has_integer_ids: bool = False) -> None:
        super().__init__(LoggedEnvironment(directory, options, has_integer_ids))
        self.root = options.root
        self.writer = StyledWriter(options.answers)
        self.log = self.environment.log
        self._options = options

    def answer(self, request: Request) -> Answer:
        if request.path == "/_demo/received":
            answer = Answer.json(write_json(self.log.as_json()))
        elif self._options.login_page:
            return Answer.html(200, _LOGIN)
        else:
            answer = super().answer(request)
        if not answer.headers.get("Content-Type", "").startswith("application/json"):
            return answer
        styles, headers = self._options.answers, dict(answer.headers)
        pieces = answer.pieces
        if "bom" in styles:
            pieces = itertools.chain([codecs.BOM_UTF8], pieces)
        if "gzip" in styles and "gzip" in request.headers.get("Accept-Encoding", ""):
            pieces, headers["Content-Encoding"] = gzipped(pieces), "gzip"
        return replace(styled(answer), headers=headers, pieces=pieces, is_chunked="chunked" in styles)

    def description(self, request: Request) -> Answer:
        if not self._options.description:
            return self.not_found(request)
        self._note_tokens(request)
        return super().description(request)

    def not_found(self, request: Request) -> Answer:
        self._note_tokens(request)
        return super().not_found(request)

    def operation(self, operation: DemoOperation, request: Request) -> Answer:
        if request.method == operation.method:
            self.log.add_request(operation.name)
            if ONE_TIME_TOKEN_HEADER in request.headers and not operation.needs_one_time_token:
                self.log.add_misplaced_token(f"{ONE_TIME_TOKEN_HEADER} to {operation.name}")
        return super().operation(operation, request)

    def describe(self) -> Json:
        if "camel" in self._options.answers:
            return describe_layout(LAYOUTS["documented"], self.writer.name)
        return super().describe()

    def refuse(self, request: Request, refusal: BadRequest | Failed) -> Answer:
        if isinstance(refusal, WrongKey) and self._options.wrong_key_style == "success-false":
            return self.record({"Success": False, "ErrorMessage": refusal.message})
        return super().refuse(request, refusal)

    def record(self, record: Json) -> Answer:
        return Answer.json(self.writer.write(record))

    def _note_tokens(self, request: Request) -> None:
        """No token belongs in a request for the description or an unknown address."""
        for header in (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER):
            if header in request.headers:
                self.log.add_misplaced_token(f"{header} to {request.path}")


class LayoutApp(LoggedApp):
    """The same operations, with requests in another layout."""

    def __init__(self, directory: Path, options: argparse.Namespace, layout: ApiLayout) -> None:
        super().__init__(directory, options, has_integer_ids=layout.has_integer_ids)
        self.layout = layout

    def describe(self) -> Json:
        return describe_layout(self.layout, self.writer.name)

    def find(self, path: str) -> DemoOperation | None:
        return next((operation for operation in self.layout.operations if operation.match(path) is not None), None)

    def read(self, operation: DemoOperation, request: Request, directory: Path) -> Arguments:
        assert isinstance(operation, PlacedOperation)
        path_values = operation.match(request.path.removeprefix(self.root))
        assert path_values is not None
        return read_placed_arguments(operation, path_values, request, directory)
