"""A tracker id that is not of the type that the API description gives it is not used."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from api.api_calls import Calls
from api.descriptions import contract
from dmm_desktop.api.contract import Operation
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.errors import OutcomeUnknown, WrongInput
from dmm_desktop.core.tracker_ids import possible_tracker_ids
from scripted_server import ScriptedServer, answering

TRACKER_ID = "MainExecutionTrackerId"
GUID = "8d2f6a1c-1111-2222-3333-444455556666"
INTEGER = {"type": "integer", "format": "int64"}
NUMBER = {"type": "number"}
TEXT = {"type": "string"}
RECORD = {"type": "object", "properties": {"mainExecutionTrackerId": INTEGER, "Success": {"type": "boolean"}}}
WRAPPED = {"type": "object", "properties": {"Result": RECORD}}
DAMAGED = {"$ref": "#/definitions/Missing"}

UploadOf = Callable[..., ZipUpload]


def described(answer: Any, taken: dict[str, str] = TEXT) -> dict[str, Any]:
    """An API whose StartExecution answers like this, and whose GetExecutionStatus takes an id of this type."""
    record = {
        "type": "object",
        "properties": {"Type": TEXT, "Configuration": TEXT, "ZipFile": {"type": "string", "format": "byte"}},
    }
    start = {
        "operationId": Operation.START_EXECUTION,
        "parameters": [{"name": "Request", "in": "body", "required": True, "schema": record}],
        "responses": {"200": {"description": "Success", "schema": answer}},
    }
    status = {
        "operationId": Operation.GET_EXECUTION_STATUS,
        "parameters": [{"name": "ExecutionId", "in": "query", "required": True, **taken}],
    }
    return {"/StartExecution": {"post": start}, "/GetExecutionStatus": {"get": status}}


def start(upload: ZipUpload, answer: object, paths: dict[str, Any]) -> str:
    with ScriptedServer(answering(answer)) as server:
        return Calls(server.address, contract(paths)).start(upload)


@pytest.mark.parametrize(
    ("answer", "taken"),
    [(INTEGER, TEXT), (NUMBER, TEXT), (RECORD, TEXT), (WRAPPED, TEXT), (TEXT, INTEGER), (DAMAGED, INTEGER)],
)
@pytest.mark.parametrize(
    ("content", "offered"),
    [
        ({"MainExecutionTrackerId": "abc"}, ()),
        ({"MainExecutionTrackerId": GUID, "Success": True}, (GUID,)),
        ({"Answer": {"MainExecutionTrackerId": GUID}}, (GUID,)),
        ({"ExecutionId": "T-1", "Success": False, "ErrorMessage": "Busy."}, ("T-1",)),
        (GUID, (GUID,)),
    ],
)
def test_an_id_of_another_type_is_kept_and_offered_and_not_used(
    upload_of: UploadOf, answer: Any, taken: dict[str, str], content: object, offered: tuple[str, ...]
) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        start(upload_of(1000), content, described(answer, taken))
    kind = "number" if answer is NUMBER else "integer"
    reason = f"Its response cannot be read: its tracker id is not of type {kind}, which the API description requires."
    assert str(caught.value.reason) == reason
    assert caught.value.received.endswith(content if isinstance(content, str) else json.dumps(content))
    assert possible_tracker_ids(caught.value.received) == offered


@pytest.mark.parametrize("answer", [INTEGER, NUMBER, RECORD, WRAPPED, TEXT])
@pytest.mark.parametrize("taken", [INTEGER, NUMBER, TEXT])
@pytest.mark.parametrize("content", [{"MainExecutionTrackerId": 9007199254740993}, "9007199254740993"])
def test_an_integer_is_of_all_types(upload_of: UploadOf, answer: Any, taken: dict[str, str], content: object) -> None:
    assert start(upload_of(1000), content, described(answer, taken)) == "9007199254740993"


@pytest.mark.parametrize(
    "answer",
    [TEXT, {}, DAMAGED, {"type": "object"}, {"type": "array", "items": INTEGER}, {"type": "object", "properties": 5}],
)
def test_without_such_a_type_any_id_counts(upload_of: UploadOf, answer: Any) -> None:
    assert start(upload_of(1000), {"MainExecutionTrackerId": "abc"}, described(answer)) == "abc"


def test_the_built_in_description_leaves_the_type_open(upload_of: UploadOf) -> None:
    with ScriptedServer(answering({"MainExecutionTrackerId": "abc"})) as server:
        assert Calls(server.address).start(upload_of(1000)) == "abc"


@pytest.mark.parametrize("ask", [Calls.status, Calls.stop, Calls.outputs], ids=lambda ask: ask.__name__)
def test_an_id_that_the_environment_cannot_have_is_wrong_input(ask: Callable[[Calls], object]) -> None:
    """Not a fault of the environment, and nothing is sent."""
    paths = described(INTEGER) | {
        f"/{operation}": {
            "get": {
                "operationId": operation,
                "parameters": [{"name": TRACKER_ID, "in": "query", "required": True, **TEXT}],
            }
        }
        for operation in (Operation.STOP_EXECUTION, Operation.GET_EXECUTION_OUTPUTS)
    }
    with ScriptedServer(answering({})) as server:
        calls = Calls(server.address, contract(paths), tracker_id="abc")
        with pytest.raises(WrongInput, match="“abc” is not a tracker id of this environment"):
            ask(calls)
        assert server.requests == []
