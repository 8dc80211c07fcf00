"""Descriptions and requests whose names would add lines to what is shown."""

import json
from typing import Any

import pytest

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import BoundOperation, Contract, Operation, Source, UnboundOperation
from dmm_desktop.api.learned import learned_from, notes_of, read_given
from dmm_desktop.api.request import connection_values
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.text import Text, joined, on_one_line, text

#: Characters that begin a line, or change the direction of a text, somewhere.
LINES = "\n\r\t\v\f\x1b\x85\u2028\u2029\u202e"
EVIL = f"x{LINES}The key was verified."
TRACKER = {"name": "MainExecutionTrackerId", "in": "query", "type": "string", "required": True}


def swagger(path: str, method: str = "get", **operation: Any) -> str:
    return json.dumps({"swagger": "2.0", "paths": {path: {method: operation}}})


def body(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "body", "required": True, "schema": schema}]}


def sentences(contract: Contract) -> list[str]:
    reasons = [one.reason for one in contract.operations.values() if isinstance(one, UnboundOperation)]
    return [str(one) for one in (*reasons, *contract.rest)]


@pytest.mark.parametrize(
    "content",
    [
        swagger(f"/{EVIL}", operationId="StartExecution"),
        swagger(f"/{EVIL}/GetExecutionStatus"),
        swagger("/other", operationId=f"Execution{EVIL}"),
        swagger(f"/executions/{EVIL}/status"),
        swagger("/other", operationId=EVIL),
        swagger("/StartExecution", "post", **body("b", {"$ref": f"#/{EVIL}"})),
        swagger("/StartExecution", "post", **body("b", {"$ref": EVIL})),
        swagger(
            "/StopExecution", parameters=[TRACKER, {"name": EVIL, "in": "query", "type": "string", "required": True}]
        ),
        swagger("/StopExecution", parameters=[{"name": EVIL, "in": "path", "type": "string", "required": True}]),
        swagger("/StopExecution", parameters=[{"name": EVIL, "in": "header", "type": "string", "required": True}]),
        swagger("/StopExecution", **{"x-dmm-problem": EVIL}),
    ],
)
def test_a_description_adds_no_line(content: str) -> None:
    shown = sentences(bind(content, Source.ENVIRONMENT, "here"))
    assert any("The key was verified." in one for one in shown)
    assert not [one for one in shown if set(one) & set(LINES)]


def test_operations_of_one_address_add_no_line() -> None:
    paths = {f"/{{{EVIL}}}": {"get": {"operationId": "StopExecution"}, "post": {"operationId": "GetExecutionStatus"}}}
    paths["/{b}"] = {"post": {"operationId": "StopExecution"}}
    shown = sentences(bind(json.dumps({"swagger": "2.0", "paths": paths}), Source.ENVIRONMENT, "here"))
    assert not [one for one in shown if set(one) & set(LINES)]


def test_recorded_requests_add_no_line() -> None:
    url = "https://dev.example.com/DMMAPI/rest/v1"
    key = [{"name": "X-DMM-Token", "value": "k" * 20}]
    requests = [
        {"method": "GET", "url": f"{url}/Other%0AThe key was verified.", "headers": key},
        {"method": "GET", "url": f"{url}/StopExecution?TrackerId=1&a%0AThe+key+was+verified.=1", "headers": key},
    ]
    content = json.dumps({"log": {"entries": [{"request": one} for one in requests]}})
    learned = learned_from([read_given(content, "given")], "given")
    shown = [*map(str, notes_of(learned)), *sentences(learned.contract)]
    assert len([one for one in shown if "The key was verified." in one]) == 3
    assert not [one for one in shown if set(one) & set(LINES)]


@pytest.mark.parametrize("given", [{"Other": "a"}, {"Name": "a"}], ids=["unknown", "missing"])
def test_the_fields_of_a_connection_add_no_line_and_no_megabytes(given: dict[str, object]) -> None:
    names = {EVIL: {"type": "string"}, **{f"name-{number}": {"type": "string"} for number in range(1000)}}
    schema = {"type": "object", "properties": {"Name": {"type": "string"}, **names}, "required": [*names]}
    bound = bind(swagger("/CreateConnection", "post", **body("b", schema)), Source.ENVIRONMENT, "here")
    operation = bound.operations[Operation.CREATE_CONNECTION]
    assert isinstance(operation, BoundOperation)
    with pytest.raises(WrongInput) as caught:
        connection_values(operation, given)
    shown = str(caught.value.sentences)
    assert "The key was verified." in shown and len(shown) < 2500
    assert not set(shown) & set(LINES)


def test_values_inside_values_are_escaped_and_numbers_stay() -> None:
    sentence = joined(text("{a} and {n}", a="1\n2", n=3), text("{b}", b=text("{c}", c="\u202e")))
    assert isinstance(sentence, Text)
    assert str(on_one_line(sentence)) == "1\\n2 and 3 \\u202e"
    assert on_one_line(text("{n}", n=3)) == text("{n}", n=3)
