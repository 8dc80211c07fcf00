"""Everything that this server answers: the API, its description, and the pages and introspection beside it."""

import json
from collections.abc import Iterator
from pathlib import Path

from . import pages, platform_api
from .answers import Answer, Writer
from .api import Api
from .environment import ONE_TIME_TOKEN_HEADER, TOKEN_HEADER, Environment
from .options import Options
from .request import Request
from .scenarios import SCENARIOS
from .shapes import SHAPES
from .swagger import describe

TOKEN_PAGE = "/DMM/AuthenticationToken"
_LOGS = "/_demo/logs/"


class Site:
    """One demo environment with all its addresses. Files of requests and runs lie in `directory`."""

    def __init__(self, options: Options, directory: Path) -> None:
        writer = Writer(options.answers)
        self.styles = options.answers
        self.directory = directory
        self.environment = Environment(options, directory, writer)
        self._options = options
        self._api = Api(self.environment, SHAPES[options.shape], writer, options.wrong_key_style, directory)
        shape = SHAPES[options.shape]
        described = platform_api.describe(shape, writer, options.root) if shape.is_platform else describe(shape, writer)
        self._description = json.dumps(described, indent=1).encode()

    def answer(self, request: Request) -> Answer:
        """The answer to a request. Raises ConnectionLost when there shall be none."""
        return (
            self._introspection(request.path)
            or self._page(request.path)
            or self._below_root(request)
            or self._not_found(request)
        )

    def _introspection(self, path: str) -> Answer | None:
        if path == "/_demo/received":
            return Answer.plain_json(self.environment.received.as_json())
        if path == "/_demo/scenarios":
            table = [{"name": it.name, "connection": it.connection, "about": it.about} for it in SCENARIOS.values()]
            return Answer.plain_json({"scenarios": table})
        if path.startswith(_LOGS):
            logs = self.environment.logs_of(path.removeprefix(_LOGS).removesuffix(".zip"))
            return Answer(200, "application/zip", _blocks(logs)) if logs else None
        return None

    def _page(self, path: str) -> Answer | None:
        if self._options.login_page:
            return Answer.html(200, pages.LOGIN)
        if path == TOKEN_PAGE:
            return Answer.html(200, pages.authentication_token(self.environment.keys.one_time_token))
        return None

    def _below_root(self, request: Request) -> Answer | None:
        if not request.path.startswith(self._options.root + "/"):
            return None
        path = request.path.removeprefix(self._options.root)
        if path == "/swagger.json" and self._options.description and request.method == "GET":
            self._note_tokens(request)
            return Answer(200, "application/json; charset=utf-8", [self._description])
        return self._api.answer(path, request)

    def _not_found(self, request: Request) -> Answer:
        self._note_tokens(request)
        return Answer.html(404, pages.NOT_FOUND)

    def _note_tokens(self, request: Request) -> None:
        """No token belongs in a request for the description or for nothing."""
        for header in (TOKEN_HEADER, ONE_TIME_TOKEN_HEADER):
            if header in request.headers:
                self.environment.received.misplaced(f"{header} to {request.path}")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block
