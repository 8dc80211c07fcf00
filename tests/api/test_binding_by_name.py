"""Operations and places are found by name: case, underscores, aliases and their precedence, path segments."""

import itertools
import re

import pytest

from api.descriptions import (
    BYTE,
    CREATE,
    OUTPUTS,
    START,
    STATUS,
    STOP,
    STRING,
    TRACKER,
    asked,
    at,
    body,
    bound,
    contract,
    described,
    obj,
    reason,
    sent_body,
    started,
    strings,
)
from dmm_desktop.api.contract import Operation, ParameterIn
from dmm_desktop.api.sources.schemas import MEANING


def pairs(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each better name with each worse one."""
    return list(itertools.combinations(names, 2))


TRACKER_NAMES = (TRACKER, "ExecutionTrackerId", "ExecutionId", "Id")
CONFIGURATION_NAMES = ("Configuration", "ConfigurationJson", "JSONConfiguration", "JSON")
ZIP_NAMES = ("ZipFile", "File", "FileContent", "Zip")


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "POST"])
def test_any_method(method: str) -> None:
    assert asked(STOP, {TRACKER: "7"}, described(STOP, at("query", TRACKER), method=method)).method == method.upper()


def test_what_gateways_add_for_browsers_is_no_second_meaning() -> None:
    paths = described(STOP, at("query", TRACKER))
    paths[f"/{STOP}"] |= {"options": {"parameters": [at("query", TRACKER)]}, "head": {}}
    assert bound(STOP, paths).method == "POST"


@pytest.mark.parametrize("identity", ["StopExecution", "stopExecution", "STOP_EXECUTION", "stop_execution_"])
def test_the_operation_id_names_it(identity: str) -> None:
    paths = described(STOP, at("query", TRACKER), path="/executions/halt", operationId=identity)
    assert bound(STOP, paths).path == "/executions/halt"


@pytest.mark.parametrize(
    "path",
    [
        "/StopExecution",
        "/a/stop_execution/{Id}",
        "/Stop%45xecution/",
        "/StopExecution%2F",
        "/StopExecution%2f%2f",
        "/rest%2Fv1%2FStopExecution",
        "/StopExecution%2F{Id}",
        "/StopExecution.",
        "/StopExecution.%20.",
        "/%20StopExecution%20",
        "/StopExecution/%20",
        "/Stop%E2%80%8BExecution",
        "/Stop%C2%ADExecution",
        "/\uff33topExecution",
        "/StopExecution\u2044",
        "/StopExecution/4711",
        "/StopExecution/{Id}/details",
        "/GetExecutionStatus/StopExecution",
    ],
)
def test_no_operation_has_the_address_of_another(path: str) -> None:
    """An import would be stopped by whoever asks for its status."""
    parameters = [] if "{" in path else [at("query", TRACKER)]
    paths = described(STATUS, *parameters, path=path, operationId="GetExecutionStatus")
    assert reason(STATUS, paths) == f"POST {path}: its address is that of StopExecution."


@pytest.mark.parametrize("operation", [STATUS, OUTPUTS])
@pytest.mark.parametrize("method", ["delete", "put", "patch"])
def test_what_only_asks_is_not_called_with_a_method_that_changes_something(operation: Operation, method: str) -> None:
    """In an API of resources, DELETE would be the way to stop an execution, and the path would not say so."""
    path = "/executions/{Id}"
    paths = described(operation, method=method, path=path, operationId=operation)
    words = f"{method.upper()} {path}: an operation that only asks must be called with GET or POST."
    assert reason(operation, paths) == words
    assert bound(STOP, described(STOP, method=method, path=path, operationId=STOP)).method == method.upper()
    assert bound(operation, described(operation, at("query", TRACKER), method=method)).method == method.upper()


@pytest.mark.parametrize("operation", [STATUS, OUTPUTS])
@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/executions/{Id}/stop", STOP),
        ("/executions/{Id}/STOP/", STOP),
        ("/executions/st%6fp/{Id}", STOP),
        ("/executions/{Id}/start", START),
        ("/connections/create/{Id}", CREATE),
        ("/start/{Id}/stop", STOP),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nor_at_a_path_with_the_verb_of_another(method: str, path: str, other: Operation, operation: Operation) -> None:
    paths = described(operation, method=method, path=path, operationId=operation)
    assert reason(operation, paths) == f"{method.upper()} {path}: its address is that of {other}."


@pytest.mark.parametrize(
    "path", ["/executions/{Id}", "/executions/{Id}/stopped", "/get/{Id}", "/stop/GetExecutionStatus/{Id}"]
)
def test_a_path_without_such_a_verb_or_with_its_own_name_is_bound(path: str) -> None:
    assert bound(STATUS, described(STATUS, method="get", path=path, operationId=STATUS)).path == path


@pytest.mark.parametrize(
    "path",
    [
        "/GetExecutionStatus",
        "/StopExecution/GetExecutionStatus",
        "/StopExecutions/{Id}",
        "/{StopExecution}",
        "/status/",
    ],
)
def test_an_address_that_is_not_that_of_another_is_bound(path: str) -> None:
    names = re.findall("{(.*)}", path)
    parameters = [{**at("path", name), MEANING: TRACKER} for name in names] or [at("query", TRACKER)]
    assert bound(STATUS, described(STATUS, *parameters, path=path, operationId="GetExecutionStatus")).path == path


@pytest.mark.parametrize(
    "path",
    [
        "/StopExecution",
        "/a/b/stop_execution",
        "/StopExecution/{Id}",
        "/stopexecution/",
        "/Stop%45xecution",
        "/a%2FStopExecution",
    ],
)
def test_else_the_last_literal_segment_of_the_path_does(path: str) -> None:
    parameters = [] if "{" in path else [at("query", TRACKER)]
    assert bound(STOP, described(STOP, *parameters, path=path)).path == path


def test_the_operation_id_comes_before_the_path() -> None:
    paths = described(STOP, at("query", TRACKER), path="/halt", operationId=STOP)
    paths |= described(STOP, at("query", TRACKER), path="/StopExecution", operationId="Other")
    assert bound(STOP, paths).path == "/halt"


def test_a_segment_before_the_last_is_no_name() -> None:
    paths = described(STOP, at("query", TRACKER), path="/StopExecution/status")
    words = "The API description does not name it. It names POST /StopExecution/status."
    assert reason(STOP, paths) == words


def test_an_operation_that_is_described_twice_is_not_guessed() -> None:
    paths = described(STOP, at("query", TRACKER), path="/v1/StopExecution")
    paths |= described(STOP, at("query", TRACKER), path="/v2/StopExecution", method="get")
    words = "The API description names it more than once: POST /v1/StopExecution, GET /v2/StopExecution."
    assert reason(STOP, paths) == words


def test_two_spellings_of_one_address_are_told_apart_by_no_server() -> None:
    paths = described(STOP, path="/runs%2F{Id}/", operationId="StopExecution")
    paths |= described(STATUS, path="/runs/{ExecutionId}", operationId="GetExecutionStatus")
    assert reason(STOP, paths) == "It has the same method and address as GetExecutionStatus: POST /runs%2F{}/."
    assert reason(STATUS, paths) == "It has the same method and address as StopExecution: POST /runs/{}."


def test_of_two_of_which_one_can_be_used_that_one_is() -> None:
    paths = described(STOP, path="/v1/StopExecution") | described(STOP, at("query", TRACKER), path="/v2/StopExecution")
    assert bound(STOP, paths).path == "/v2/StopExecution"


def test_operations_are_bound_one_by_one() -> None:
    found = contract(described(STOP, at("query", TRACKER)))
    assert [operation for operation in Operation if found.has(operation)] == [STOP]
    assert {missing.operation for missing in found.missing} == set(Operation) - {STOP}
    assert found.describes_dmm


@pytest.mark.parametrize("place", ["query", "header", "body"])
@pytest.mark.parametrize(("better", "worse"), pairs(TRACKER_NAMES))
def test_each_alias_of_the_id_and_which_one_wins(place: str, better: str, worse: str) -> None:
    def id_field(*names: str) -> str:
        parameters = [body(obj(**strings(*names)))] if place == "body" else [at(place, name) for name in names]
        return bound(STOP, described(STOP, *parameters)).places[TRACKER].name

    assert id_field(worse.lower()) == worse.lower()
    assert id_field(worse, better) == better


@pytest.mark.parametrize(("better", "worse"), pairs(CONFIGURATION_NAMES))
def test_each_alias_of_the_configuration_and_which_one_wins(better: str, worse: str) -> None:
    names = {worse: STRING, better: STRING, "Zip": BYTE, "Type": STRING}
    assert bound(START, described(START, body(obj(**names)))).places["Configuration"].name == better


@pytest.mark.parametrize(("better", "worse"), pairs(ZIP_NAMES))
def test_each_alias_of_the_zip_and_which_one_wins(better: str, worse: str) -> None:
    names = {worse: STRING, better: STRING, "JSON": STRING, "Type": STRING}
    assert bound(START, described(START, body(obj(**names)))).places["ZipFile"].name == better


def test_names_match_ignoring_case_and_underscores() -> None:
    parameters = [at("query", name) for name in ("main_execution_tracker_id", "INCLUDELOGS", "log_Page", "LogRecordsX")]
    operation = bound(STATUS, described(STATUS, *parameters))
    assert {name: field.name for name, field in operation.places.items()} == {
        TRACKER: "main_execution_tracker_id",
        "IncludeLogs": "INCLUDELOGS",
        "LogPage": "log_Page",
    }
    assert operation.unplaced == ("IncludeReports", "LogRecords")
    assert operation.takes("LogPage") and not operation.takes("LogRecords")


@pytest.mark.parametrize("operation", [STATUS, OUTPUTS])
def test_what_is_optional_may_be_missing_but_the_id_may_not(operation: Operation) -> None:
    assert bound(operation, described(operation, at("query", "Id"))).places.keys() == {TRACKER}
    words = f"POST /{operation}: it has no place for MainExecutionTrackerId."
    assert reason(operation, described(operation, at("query", "IncludeLogs"))) == words


@pytest.mark.parametrize("missing", ["Type", "Configuration", "ZipFile"])
def test_a_start_needs_all_three(missing: str) -> None:
    members = {name: STRING for name in ("Type", "Configuration", "ZipFile") if name != missing}
    words = f"POST /StartExecution: it has no place for {missing}."
    assert reason(START, described(START, body(obj(**members)))) == words


def test_the_top_of_the_body_comes_before_the_inside_of_a_wrapper() -> None:
    schema = obj(Options=obj(**{TRACKER: STRING}), **{TRACKER: STRING})
    assert sent_body(asked(STOP, {TRACKER: "7"}, described(STOP, body(schema)))) == {TRACKER: "7"}


def test_a_wrapper_may_have_the_name_of_what_is_in_it() -> None:
    schema = obj(ExecutionId=obj(Id=STRING))
    assert sent_body(asked(STOP, {TRACKER: "7"}, described(STOP, body(schema)))) == {"ExecutionId": {"Id": "7"}}
    schema = obj(Type=STRING, JSON=STRING, File=obj(FileName=STRING, FileContent=BYTE))
    request = started(described(START, body(schema)), "{}")
    assert sent_body(request, "UEs=") == {"Type": "Import", "JSON": "{}", "File": {"FileContent": "UEs="}}


@pytest.mark.parametrize("name", ["Configuration", "JSON", "File"])
def test_a_wrapper_or_body_named_like_a_value_holds_all_the_values(name: str) -> None:
    inside = obj(Type=STRING, JSON=STRING, ZipFile=BYTE)
    wanted = {"Type": "Import", "JSON": "{}", "ZipFile": "UEs="}
    assert sent_body(started(described(START, body(obj(**{name: inside}))), "{}"), "UEs=") == {name: wanted}
    assert sent_body(started(described(START, body(inside, name=name)), "{}"), "UEs=") == wanted


def test_a_second_wrapper_is_not_looked_into() -> None:
    paths = described(STOP, body(obj(A=obj(B=obj(**{TRACKER: STRING})))))
    assert "it has no place for MainExecutionTrackerId" in reason(STOP, paths)


def test_create_connection_takes_whatever_single_values_are_described() -> None:
    paths = described(CREATE, at("query", "Kind"), body(obj("Name", Name=STRING, Target=obj(Url=STRING, Port=STRING))))
    operation = bound(CREATE, paths)
    assert {name: (field.place, field.path) for name, field in operation.places.items()} == {
        "Kind": (ParameterIn.QUERY, ()),
        "Name": (ParameterIn.BODY, ("Name",)),
        "Url": (ParameterIn.BODY, ("Target", "Url")),
        "Port": (ParameterIn.BODY, ("Target", "Port")),
    }
    assert operation.fields == tuple(operation.places.values())
