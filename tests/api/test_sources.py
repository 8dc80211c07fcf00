"""Every kind of source, in every layout of the tests' server, makes the requests of the layout's own description."""

import json

import pytest

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import BoundOperation, Operation, Source, UnboundOperation
from dmm_desktop.api.learned import Learned, learned_from, read_given
from dmm_desktop.api.request import Configuration, HttpRequest, ZipContent, lay_out
from dmm_server.layouts import LAYOUTS
from source_files import RECORDED, SECRETS, SOURCES, exported, swagger
from source_files import source as written

VALUES: dict[Operation, dict[str, object]] = {
    Operation.START_EXECUTION: {"Type": "Import", "Configuration": Configuration('{"a": 1}'), "ZipFile": ZipContent()},
    Operation.STOP_EXECUTION: {"MainExecutionTrackerId": "4711"},
    Operation.GET_EXECUTION_STATUS: {
        "MainExecutionTrackerId": "4711", "IncludeReports": True, "IncludeLogs": False, "LogRecords": 5, "LogPage": 2
    },
    Operation.GET_EXECUTION_OUTPUTS: {
        "MainExecutionTrackerId": "4711",
        "IncludeReports": True,
        "IncludeLogs": True,
        "IncludeFiles": False,
        "IncludeErrorReport": True,
    },
}  # fmt: skip


def learned(source: str, layout: str) -> Learned:
    return learned_from([read_given(written(source, LAYOUTS[layout]), source)], source)


def request_of(found: BoundOperation | UnboundOperation, values: dict[str, object]) -> HttpRequest:
    assert isinstance(found, BoundOperation), str(found.reason)
    return lay_out(found, {name: value for name, value in values.items() if found.takes(name)})


def comparable(request: HttpRequest) -> object:
    """The request without what is random, and with the members of its body in any order."""
    boundary = request.content_type.partition("boundary=")[2] or "no boundary"
    body = (request.head + b"<zip>" + request.tail).decode().replace(boundary, "boundary")
    if request.content_type.endswith("json"):
        body = json.dumps(json.loads(body.replace("<zip>", "zip" if request.zip_encoding else "")), sort_keys=True)
    pieces = sorted(body.split("--boundary" if "boundary" in body else "&"))
    return (
        request.method,
        request.path,
        sorted(request.query),
        sorted((name.lower(), value) for name, value in request.headers),
        request.content_type.replace(boundary, "boundary"),
        pieces,
        request.zip_encoding,
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", SOURCES)
def test_it_makes_the_requests_of_the_layout(source: str, layout: str) -> None:
    expected = bind(swagger(LAYOUTS[layout]), Source.FILE, layout)
    found = learned(source, layout)
    again = bind(found.description, Source.FILE, layout)
    for operation, values in VALUES.items():
        wanted = comparable(request_of(expected.operations[operation], values))
        assert comparable(request_of(found.contract.operations[operation], values)) == wanted
        assert comparable(request_of(again.operations[operation], values)) == wanted, "as it is stored"
    created = found.contract.bound(Operation.CREATE_CONNECTION)
    assert {*created.places} == {*expected.bound(Operation.CREATE_CONNECTION).places}
    assert not [secret for secret in SECRETS if secret in found.description]
    assert "example.com" not in found.description and "9007199254740995" not in found.description


@pytest.mark.parametrize("source", RECORDED)
def test_what_recorded_requests_also_say(source: str) -> None:
    found = learned(source, "documented")
    assert (found.origin, found.base) == ("https://dev.example.com", "/DMMAPI/rest/v1")
    assert found.key == SECRETS[0] and SECRETS[0] not in repr(found)
    assert found.constants == ()
    assert found.ignored == (("--insecure", "--proxy", "--resolve") if "curl" in source else ())
    start = found.contract.bound(Operation.START_EXECUTION)
    assert {name: str(basis) for name, basis in start.bases.items()} == dict.fromkeys(start.places, "its name")


def test_an_export_has_no_place_for_the_zip() -> None:
    for source, write in RECORDED.items():
        found = learned_from([read_given(write(exported(LAYOUTS["documented"])), source)], source)
        start = found.contract.operations[Operation.START_EXECUTION]
        assert isinstance(start, UnboundOperation)
        assert str(start.reason) == "POST /StartExecution: it has no place for ZipFile."
        again = bind(found.description, Source.FILE, "again").operations[Operation.START_EXECUTION]
        assert isinstance(again, UnboundOperation) and again.reason == start.reason
        assert not found.contract.has(Operation.START_EXECUTION)
        assert found.contract.has(Operation.GET_EXECUTION_STATUS)
