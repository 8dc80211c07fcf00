"""Incomplete contracts."""

import json

from dmm_desktop.api.binding import BUILT_IN_FILE, bind
from dmm_desktop.api.contract import Contract, Source
from dmm_desktop.resources import resource


def without(operation: str, parameter: str | None = None) -> Contract:
    """The built-in contract without an operation, or without one of its query parameters."""
    return bind(description_without(operation, parameter), Source.FILE, "cut")


def description_without(operation: str, parameter: str | None = None) -> str:
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    if parameter is None:
        del description["paths"][f"/{operation}"]
    else:
        parameters = description["paths"][f"/{operation}"]["get"]["parameters"]
        parameters[:] = [one for one in parameters if one.get("name") != parameter]
    return json.dumps(description)


def with_raw_zip() -> Contract:
    """The built-in contract, but the body of StartExecution is the zip itself."""
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    start = description["paths"]["/StartExecution"]["post"]
    start["consumes"] = ["application/zip"]
    start["parameters"] = [
        {"name": "Type", "in": "query", "type": "string"},
        {"name": "Configuration", "in": "query", "type": "string"},
        {"name": "File", "in": "body", "required": True, "schema": {"type": "string", "format": "binary"}},
    ]
    return bind(json.dumps(description), Source.FILE, "raw")
