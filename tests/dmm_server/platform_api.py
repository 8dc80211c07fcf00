"""The layout `platform`: an API as generated, described and answered by the platform itself."""

import argparse
import itertools
from dataclasses import replace
from email.message import Message
from pathlib import Path

from dmm_desktop.demo.api import BOOLEAN, BYTE, INTEGER, TEXT, TRACKER, ZIP, DemoOperation, Schema, answer_schema
from dmm_desktop.demo.app import platform_error
from dmm_desktop.demo.arguments import Arguments
from dmm_desktop.demo.http_messages import Answer, Json, Request
from dmm_desktop.demo.refusals import BadRequest, Failed, WrongKey

from .answer_styles import camel
from .app import LayoutApp
from .handler import styled
from .layouts import ApiLayout, Place, PlacedOperation, PlacedParameter, at_paths, changed, renamed

_DEFAULTS: dict[Schema, object] = {TEXT: "", INTEGER: 0, BOOLEAN: False}


def _layout() -> ApiLayout:
    """Paths that end with a slash, two consecutive parameters, JSON names that differ from those of the studio."""
    in_path = {TRACKER: INTEGER, "LogPage": INTEGER}

    def written(parameter: PlacedParameter) -> PlacedParameter:
        if parameter.name in in_path:
            return replace(parameter, place=Place.PATH, schema=in_path[parameter.name], required=True)
        named = camel(parameter.name) if parameter.place is Place.BODY else parameter.name
        return replace(parameter, sent_as=named, schema=BYTE if parameter.name == ZIP else parameter.schema)

    paths = {
        "CreateConnection": ("CreateConnection", "/connections/"),
        "StartExecution": ("Start_Execution", "/executions/"),
        "StopExecution": ("Stop_Execution", "/executions/{MainExecutionTrackerId}/stop/"),
        "GetExecutionStatus": ("Get_Execution_Status", "/status/{MainExecutionTrackerId}/{LogPage}/"),
        "GetExecutionOutputs": ("Get_Execution_Outputs", "/outputs/{MainExecutionTrackerId}/"),
    }
    return ApiLayout(at_paths(paths, changed(written)))


class PlatformApp(LayoutApp):
    """Operations respond with a number as plain text, with nothing, or with a record."""

    def __init__(self, directory: Path, options: argparse.Namespace) -> None:
        super().__init__(directory, options, _layout())
        self._empty = itertools.cycle((202, 204, 200))

    def describe(self) -> Json:
        """The whole document: without a host, and without the headers read during authentication."""
        definitions: Json = {}
        paths: dict[str, Json] = {}
        for operation in self.layout.operations:
            described = self._described(operation, definitions)
            paths.setdefault(operation.path, {})[operation.method.lower()] = described
        info = {"title": "v1", "description": "The &quot;DMM&quot; API &amp; its **executions**.", "version": "1.0.0"}
        return {
            "swagger": "2.0",
            "info": info,
            "basePath": self.root,
            "schemes": ["https"],
            "paths": paths,
            "definitions": definitions,
            "tags": [{"name": "v1", "description": ""}],
        }

    def operation(self, operation: DemoOperation, request: Request) -> Answer:
        return replace(styled(super().operation(operation, request)), follows_hints=True)

    def read(self, operation: DemoOperation, request: Request, directory: Path) -> Arguments:
        arguments = super().read(operation, request, directory)
        if operation.name == "StartExecution" and not _takes_text(request.headers):
            raise BadRequest("Not Acceptable", 406)
        return arguments

    def write(self, operation: DemoOperation, record: Json) -> Answer:
        match operation.name:
            case "StartExecution":
                return Answer(200, {"Content-Type": "text/plain; charset=utf-8"}, [str(record[TRACKER]).encode()])
            case "CreateConnection" | "StopExecution":
                return Answer(next(self._empty), {}, [])
            case _:
                return super().write(operation, record)

    def refuse(self, request: Request, refusal: BadRequest | Failed) -> Answer:
        if isinstance(refusal, WrongKey):
            return platform_error(refusal.message, refusal.status if refusal.header in request.headers else 400)
        if isinstance(refusal, Failed) and refusal.status is None:  # there is no record to say it in
            return platform_error(refusal.message, 400)
        return super().refuse(request, refusal)

    def _described(self, operation: PlacedOperation, definitions: Json) -> Json:
        parameters = [_described_parameter(item) for item in operation.parameters if item.place is not Place.BODY]
        if members := operation.placed(Place.BODY):
            name = "".join(member.name for member in members) + "Record"
            definitions[name] = _record(members)
            parameters.append(
                {
                    "name": "Request",
                    "in": "body",
                    "description": "",
                    "required": True,
                    "schema": {"$ref": f"#/definitions/{name}"},
                }
            )
        response: Json = {"description": "Success"}
        if operation.name == "StartExecution":
            response["schema"] = INTEGER.describe()
        elif operation.name.startswith("Get"):
            name = f"{operation.name}Result"
            definitions[name] = renamed(answer_schema(operation), self.writer.name)
            response["schema"] = {"$ref": f"#/definitions/{name}"}
        return {
            "operationId": operation.operation_id,
            "tags": ["v1"],
            "summary": "",
            "description": f"See &quot;{operation.name}&quot; in **DMM**.",
            "parameters": parameters,
            "responses": {"200": response},
        }


def _takes_text(headers: Message) -> bool:
    for part in headers.get("Accept", "*/*").split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        is_refused = any(one.replace(" ", "").rstrip("0") in ("q=", "q=0.") for one in parameters)
        if media in ("text/plain", "text/*", "*/*") and not is_refused:
            return True
    return False


def _described_parameter(parameter: PlacedParameter) -> Json:
    head = {"name": parameter.sent_as, "in": str(parameter.place), "description": "", "required": parameter.required}
    return {**head, **_typed(parameter)}


def _record(members: tuple[PlacedParameter, ...]) -> Json:
    """Members have their JSON names; required ones are listed by their studio names."""
    properties = {member.sent_as: _typed(member) for member in members}
    required = [member.name for member in members if member.required]
    return {"type": "object", "required": required, "properties": properties}


def _typed(parameter: PlacedParameter) -> Json:
    described: Json = {**parameter.schema.describe(), "description": f"The &quot;{parameter.name}&quot;"}
    default = _DEFAULTS.get(parameter.schema)
    return described if default is None else {**described, "default": default}
