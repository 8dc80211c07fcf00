"""What the user changes in a description: which operation a request calls, where values go, and how it is called."""

import json

import pytest

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import BoundOperation, Operation, Source, UnboundOperation
from dmm_desktop.api.learned import BODIES, Learned, LearningChoices, Way, learned_from, read_given
from dmm_desktop.api.request import Configuration, HttpRequest, ZipContent, lay_out
from dmm_desktop.resources import resource

BUILT_IN = resource("dmm-api.swagger.json").read_text("utf-8")
START, STATUS, STOP = Operation.START_EXECUTION, Operation.GET_EXECUTION_STATUS, Operation.STOP_EXECUTION


def learned(content: str, choices: LearningChoices | None = None) -> Learned:
    return learned_from([read_given(content, "given")], "given", choices)


def again(found: Learned) -> dict[Operation, BoundOperation | UnboundOperation]:
    """The operations as the stored description binds them."""
    return dict(bind(found.description, Source.FILE, "stored").operations)


def sent(found: BoundOperation | UnboundOperation, **values: object) -> HttpRequest:
    assert isinstance(found, BoundOperation), str(found.reason)
    return lay_out(found, values)


def test_method_and_path_of_a_described_operation() -> None:
    choices = LearningChoices(ways={STATUS: Way("POST", "/status", "application/json")})
    found = learned(BUILT_IN, choices)
    for operations in (found.contract.operations, again(found)):
        request = sent(operations[STATUS], MainExecutionTrackerId="12", LogPage=2)
        assert (request.method, request.path, request.query) == ("POST", "/status", ())
        assert json.loads(request.head) == {"MainExecutionTrackerId": "12", "LogPage": 2}
    assert found.ways[STATUS] == Way("POST", "/status", "application/json")
    assert found.ways[STOP].path == "/StopExecution"


@pytest.mark.parametrize("body", [body for body in BODIES if body != "query"])
def test_every_body_of_start(body: str) -> None:
    found = learned(BUILT_IN, LearningChoices(ways={START: Way("PUT", "/run", body)}))
    values = {"Type": "Import", "Configuration": Configuration('{"a": 1}'), "ZipFile": ZipContent()}
    for operations in (found.contract.operations, again(found)):
        request = sent(operations[START], **values)
        assert (request.method, request.path) == ("PUT", "/run")
        assert request.content_type.split(";")[0] == body
        is_raw = body in ("application/zip", "application/octet-stream")
        assert dict(request.query) == ({"Type": "Import", "Configuration": '{"a":1}'} if is_raw else {})
    back = learned(found.description, LearningChoices(ways={START: Way("POST", "/StartExecution", "application/json")}))
    request = sent(back.contract.operations[START], **values)
    assert request.content_type == "application/json" and b'"ZipFile"' in request.head + request.tail


def test_a_zip_in_the_query_is_refused_with_the_reason() -> None:
    found = learned(BUILT_IN, LearningChoices(ways={START: Way("POST", "/StartExecution", "query")}))
    start = found.contract.operations[START]
    assert isinstance(start, UnboundOperation) and "expects ZipFile outside the body" in str(start.reason)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("status", "its path must begin with / and must not contain ? or #"),
        ("/status?x=1", "its path must begin with / and must not contain ? or #"),
        ("/../other", "its path could point outside the API"),
        ("/%2e%2e/other", "its path could point outside the API"),
        ("/status/{Other}", "it requires Other, for which there is no value"),
    ],
)
def test_a_path_that_cannot_be_used(path: str, reason: str) -> None:
    found = learned(BUILT_IN, LearningChoices(ways={STATUS: Way("GET", path)}))
    status = found.contract.operations[STATUS]
    assert isinstance(status, UnboundOperation) and reason in str(status.reason)


def test_a_path_without_the_place_of_its_id() -> None:
    line = "curl https://x.example/DMMAPI/rest/v1/StopExecution/12345 -X POST"
    found = learned(line, LearningChoices(ways={STOP: Way("PUT", "/stop")}))
    stop = found.contract.operations[STOP]
    assert isinstance(stop, UnboundOperation) and "its path has no place for its parameter" in str(stop.reason)
    moved = learned(line, LearningChoices(ways={STOP: Way("PUT", "/executions/{MainExecutionTrackerId}/stop")}))
    assert sent(again(moved)[STOP], MainExecutionTrackerId="7").path == "/executions/7/stop"


def test_a_described_operation_is_chosen_and_its_place() -> None:
    document = json.loads(BUILT_IN)
    path = document["paths"].pop("/StopExecution")
    path["post"]["operationId"] = "Executions_Stop"
    document["paths"]["/stops/"] = path
    content = json.dumps(document).replace('"MainExecutionTrackerId"', '"Handle"')
    before = learned(content)
    assert isinstance(before.contract.operations[STOP], UnboundOperation)
    (candidate,) = [one for one in before.candidates if one.path == "/stops/"]
    assert candidate.operation is None
    chosen = LearningChoices({candidate.numbers[0]: STOP})
    half = learned(content, chosen)
    stop = half.contract.operations[STOP]
    assert isinstance(stop, UnboundOperation) and "no place for MainExecutionTrackerId" in str(stop.reason)
    assert "body:Handle" in half.labels[STOP]
    found = learned(content, LearningChoices(chosen.operations, {(STOP, "MainExecutionTrackerId"): "body:Handle"}))
    bound = found.contract.bound(STOP)
    assert (str(bound.basis), str(bound.bases["MainExecutionTrackerId"])) == ("chosen by the user",) * 2
    request = sent(again(found)[STOP], MainExecutionTrackerId="7")
    assert (request.path, json.loads(request.head)) == ("/stops/", {"Handle": "7"})


def test_requests_of_one_address_are_one_candidate() -> None:
    base = "https://x.example/DMMAPI/rest/v1"
    lines = "\n".join(
        [f"curl {base}/logo.png"] + [f"curl {base}/GetExecutionStatus/{number}" for number in range(100, 160)]
    )
    found = learned(lines)
    assert [(len(one.numbers), one.operation) for one in found.candidates] == [(60, STATUS), (1, None)]
    other = learned(lines, LearningChoices({0: STOP, **dict.fromkeys(range(1, 61))}))
    assert not other.contract.has(STATUS)


def test_a_path_that_is_longer_than_a_description_may_have_names_no_operation() -> None:
    status = "curl -H 'X-DMM-Token: t' 'https://h.example/api/GetExecutionStatus?MainExecutionTrackerId=12'"
    stop = (
        f"curl -X POST -H 'X-DMM-Token: t' 'https://h.example/api/{'a' * 1000}/StopExecution?MainExecutionTrackerId=12'"
    )
    operations = again(learned(f"{status}\n{stop}"))
    assert isinstance(operations[STATUS], BoundOperation)
    assert isinstance(operations[STOP], UnboundOperation)
