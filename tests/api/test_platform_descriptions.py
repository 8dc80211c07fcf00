"""Descriptions as the platform's own generator writes them [platform]."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.descriptions import CREATE, OUTPUTS, START, STATUS, STOP, TRACKER, Json, obj, sent_body
from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import BoundOperation, Operation, Source
from dmm_desktop.api.request import Configuration, HttpRequest, ZipContent, lay_out
from dmm_desktop.api.sources.schemas import required_properties
from dmm_desktop.core.exact_json import Number

#: A Long Integer that no floating-point number holds.
LONG = "9007199254740993"
TEXT: Json = {"type": "string", "default": ""}
LONG_INTEGER: Json = {"type": "integer", "format": "int64"}
INTEGER: Json = {"type": "integer", "format": "int32", "default": 0}
BINARY: Json = {"type": "string", "format": "byte"}
FLAG: Json = {"type": "boolean", "default": False}
ANSWERS: Json = {"200": {"description": "Success", "schema": {"type": "integer", "format": "int64"}}}


def record(*required: str, **members: Json) -> Json:
    """A structure. Its ``required`` names the attributes as the studio does, whatever they are called in JSON."""
    return obj(*required, **members)


def parameter(place: str, name: str, schema: Json, *, required: bool = False) -> Json:
    return {"name": name, "in": place, "description": "", "required": required, **schema}


def request(definition: str, name: str = "Request") -> Json:
    """The one body parameter."""
    schema = {"$ref": f"#/definitions/{definition}"}
    return {"name": name, "in": "body", "description": "The &quot;request&quot;", "required": True, "schema": schema}


def method(operation_id: str, *parameters: Json) -> Json:
    return {
        "operationId": operation_id,
        "tags": ["DMM"],
        "summary": "",
        "description": "Uses **DMM** &amp; more",
        "parameters": list(parameters),
        "responses": ANSWERS,
    }


def platform(paths: Json, definitions: Json | None = None) -> str:
    """A whole description: there is no host, and nothing about the headers that are read at authentication."""
    return json.dumps(
        {
            "swagger": "2.0",
            "info": {"title": "dmm", "description": "", "version": "1.0.0"},
            "basePath": "/DMM_API/rest/dmm",
            "schemes": ["https"],
            "paths": paths,
            "definitions": definitions or {},
            "tags": [{"name": "DMM", "description": ""}],
        }
    )


def bound(operation: Operation, paths: Json, definitions: Json | None = None) -> BoundOperation:
    return bind(platform(paths, definitions), Source.ENVIRONMENT, "x").bound(operation)


def laid_out(operation: Operation, values: dict[str, object], paths: Json, definitions: Any = None) -> HttpRequest:
    return lay_out(bound(operation, paths, definitions), values)


def test_several_inputs_are_one_record_in_one_body() -> None:
    definitions = {
        "TypeConfigurationZipFileRecord": record(
            *("Type", "Configuration", "Zip_File"), type=TEXT, configuration=TEXT, zipFile=BINARY
        )
    }
    paths = {"/StartExecution/": {"post": method("StartExecution", request("TypeConfigurationZipFileRecord"))}}
    values = {"Type": "Import", "Configuration": Configuration('{"A":1E5}'), "ZipFile": ZipContent()}
    sent = laid_out(START, values, paths, definitions)
    assert (sent.method, sent.path, sent.headers, sent.content_type) == (
        *("POST", "/StartExecution/", ()),
        "application/json",
    )
    assert sent_body(sent, "UEs=") == {"type": "Import", "configuration": '{"A":1E5}', "zipFile": "UEs="}
    needed = {field.name for field in bound(START, paths, definitions).fields if field.required}
    assert needed == {"type", "configuration", "zipFile"}


def test_a_structure_in_the_record_is_followed() -> None:
    definitions = {
        "StartRequest": record(
            "Type", Type=TEXT, Configuration={"$ref": "#/definitions/Configuration"}, ZipFile=BINARY
        ),
        "Configuration": record("DestinationDbConnection", DestinationDBConnection=TEXT, DataAppendMode=FLAG),
    }
    paths = {"/executions/": {"post": method("Start_Execution", request("StartRequest", "StartRequest"))}}
    values = {"Type": "Import", "Configuration": Configuration('{"X": 0.10}'), "ZipFile": ZipContent()}
    sent = laid_out(START, values, paths, definitions)
    assert sent.head + sent.tail == b'{"Type":"Import","Configuration":{"X":0.10},"ZipFile":""}'


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/StopExecution/{MainExecutionTrackerId}/", f"/StopExecution/{LONG}/"),
        ("/StopExecution/{mainexecutiontrackerid}", f"/StopExecution/{LONG}"),
        ("/{MainExecutionTrackerId}/", f"/{LONG}/"),
        ("/{MainExecutionTrackerId}", f"/{LONG}"),
        ("/v1/executions/{MainExecutionTrackerId}/stop/", f"/v1/executions/{LONG}/stop/"),
        ("/executions({MainExecutionTrackerId})/", f"/executions({LONG})/"),
    ],
)
def test_the_path_is_sent_as_it_is_described(path: str, sent: str) -> None:
    paths = {path: {"post": method("StopExecution", parameter("path", TRACKER, LONG_INTEGER, required=True))}}
    assert laid_out(STOP, {TRACKER: LONG}, paths).path == sent


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/{MainExecutionTrackerId}/{LogPage}/", f"/{LONG}/3/"),
        ("/{mainExecutionTrackerId}{log_page}", f"/{LONG}3"),
        ("/logs/{LogPage}-{MainExecutionTrackerId}/", f"/logs/3-{LONG}/"),
    ],
)
def test_parameters_that_follow_each_other(path: str, sent: str) -> None:
    parameters = (parameter("path", "LogPage", INTEGER, required=True), parameter("path", TRACKER, LONG_INTEGER))
    paths = {path: {"get": method("Get_Execution_Status", *parameters)}}
    assert laid_out(STATUS, {TRACKER: LONG, "LogPage": 3}, paths).path == sent


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda word: word not in (".", "..")))
def test_a_value_never_becomes_a_place_for_another(word: str) -> None:
    parameters = (parameter("path", TRACKER, TEXT, required=True), parameter("path", "LogPage", INTEGER))
    paths = {"/{MainExecutionTrackerId}{LogPage}/": {"get": method("GetExecutionStatus", *parameters)}}
    assert laid_out(STATUS, {TRACKER: word, "LogPage": 3}, paths).path == f"/{quote(word, safe='')}3/"


def test_what_is_required_is_sent_even_if_it_is_not_wanted() -> None:
    places = ("LogPage", INTEGER), ("LogRecords", INTEGER), ("IncludeLogs", FLAG), ("IncludeReports", TEXT)
    parameters = [parameter("query", name, schema, required=True) for name, schema in places]
    paths = {"/{Id}/": {"get": method("GetExecutionStatus", *parameters)}}
    sent = laid_out(STATUS, {TRACKER: "7", "IncludeReports": True, "LogPage": None}, paths)
    assert sent.path == "/7/"
    assert dict(sent.query) == {"IncludeReports": "true", "LogPage": "0", "LogRecords": "0", "IncludeLogs": "false"}
    for one in parameters:
        one["required"] = False
    sent = laid_out(STATUS, {TRACKER: "7", "IncludeReports": True, "LogPage": None}, paths)
    assert sent.query == (("IncludeReports", "true"),)


def test_an_input_alone_in_the_body_is_the_body() -> None:
    paths = {"/stop/": {"post": method("Stop_Execution", {**request("x", TRACKER), "schema": LONG_INTEGER})}}
    assert laid_out(STOP, {TRACKER: LONG}, paths).head == LONG.encode()
    paths = {"/stop/": {"post": method("Stop_Execution", {**request("x", TRACKER), "schema": TEXT})}}
    assert laid_out(STOP, {TRACKER: LONG}, paths).head == f'"{LONG}"'.encode()


@pytest.mark.parametrize("schema", [LONG_INTEGER, {"type": "number"}, TEXT])
@pytest.mark.parametrize("place", ["query", "body"])
def test_a_long_integer_keeps_its_digits(schema: Json, place: str) -> None:
    if place == "query":
        paths = {"/outputs/": {"get": method("GetExecutionOutputs", parameter("query", "Id", schema))}}
        assert laid_out(OUTPUTS, {TRACKER: LONG}, paths).query == (("Id", LONG),)
    else:
        paths = {"/outputs/": {"post": method("GetExecutionOutputs", request("IdIncludeLogsRecord"))}}
        definitions = {"IdIncludeLogsRecord": record("ID", Id=schema, IncludeLogs=FLAG)}
        sent = laid_out(OUTPUTS, {TRACKER: LONG, "IncludeLogs": True}, paths, definitions)
        assert sent_body(sent) == {"Id": LONG if schema is TEXT else int(LONG), "IncludeLogs": True}


def test_resources_of_which_only_the_operation_id_has_the_name() -> None:
    identity = parameter("path", "ExecutionId", LONG_INTEGER, required=True)
    paths = {
        "/executions/": {"post": method("StartExecution", request("StartRecord"))},
        "/executions/{ExecutionId}/": {
            "get": method("GetExecutionStatus", identity),
            "delete": method("Stop_Execution", identity),
        },
        "/executions/{ExecutionId}/outputs/": {"get": method("getexecutionoutputs", identity)},
        "/": {"put": method("CreateConnection", request("Connection"))},
    }
    definitions = {
        "StartRecord": record("TYPE", "Configuration", "ZIPFILE", Type=TEXT, Configuration=TEXT, ZipFile=BINARY),
        "Connection": record("ConnectionName", ConnectionName=TEXT),
    }
    contract = bind(platform(paths, definitions), Source.ENVIRONMENT, "x")
    assert contract.missing == () and contract.rest == ()
    assert {(bound.method, bound.path) for bound in map(contract.bound, Operation)} == {
        ("POST", "/executions/"),
        ("GET", "/executions/{ExecutionId}/"),
        ("DELETE", "/executions/{ExecutionId}/"),
        ("GET", "/executions/{ExecutionId}/outputs/"),
        ("PUT", "/"),
    }


@pytest.mark.parametrize(
    ("names", "needed"),
    [
        ([], set()),
        (["Index", "DESTINATION_DB_CONNECTION"], {"index", "destinationDBConnection"}),
        (["index"], {"index"}),
        (["Id", "ConfigurationObject", 5, None, ["index"], {"index": 1}], set()),
        ("index", set()),
    ],
)
def test_required_names_are_those_of_the_studio(names: Any, needed: set[str]) -> None:
    schema = {"type": "object", "required": names, "properties": {"index": TEXT, "destinationDBConnection": TEXT}}
    paths = {"/x/": {"post": method("CreateConnection", {**request("x"), "schema": schema})}}
    assert {field.name for field in bound(CREATE, paths).fields if field.required} == needed


def test_a_required_name_that_is_a_member_means_that_member_alone() -> None:
    schema = record("Name", Name=TEXT, name=TEXT, NAME=TEXT)
    found = {name for name, field in _members(schema).items() if field}
    assert found == {"Name"}


def _members(schema: Json) -> dict[str, bool]:
    return {name: name in required_properties(schema) for name in schema["properties"]}


def test_required_names_of_parts_that_are_merged() -> None:
    schema = {"allOf": [{"$ref": "#/definitions/Base"}], "required": ["Reason"], "properties": {"reason": TEXT}}
    paths = {"/x/": {"post": method("CreateConnection", {**request("x"), "schema": schema})}}
    found = bound(CREATE, paths, {"Base": record("Name", name=TEXT, other=TEXT)})
    assert {field.name for field in found.fields if field.required} == {"name", "reason"}


def test_the_defaults_of_the_platform_are_kept_as_they_are() -> None:
    schema = record(
        "Name", Name=TEXT, Port=INTEGER, Encrypt=FLAG, Parts={"type": "array", "items": TEXT, "default": []}
    )
    paths = {"/x/": {"post": method("CreateConnection", {**request("x"), "schema": schema})}}
    defaults = {field.name: field.default for field in bound(CREATE, paths).fields}
    assert defaults == {"Name": "", "Port": Number("0"), "Encrypt": False, "Parts": None}
