"""What no request can carry is refused by name, wherever it would stand, and never crashes."""

from dataclasses import replace

import pytest

from api.descriptions import BYTE, CREATE, START, STOP, STRING, TRACKER, Json, at, body, bound, described, obj
from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.contract import Operation
from dmm_desktop.api.request import Configuration, connection_values, lay_out
from dmm_desktop.core.errors import ContractIncomplete, WrongInput

#: As Python gives an argument that is not UTF-8, and as JSON may escape half a character.
HALVES = ["\udcff", "77\ud83d", "a\udc80b"]
EVERYWHERE = {
    "query": described(STOP, at("query", TRACKER)),
    "path": described(STOP, at("path", TRACKER, required=True), path=f"/StopExecution/{{{TRACKER}}}", operationId=STOP),
    "header": described(STOP, at("header", TRACKER)),
    "body": described(STOP, body(obj(**{TRACKER: STRING}))),
}


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize("value", HALVES)
def test_an_id_that_is_not_text(place: str, value: str) -> None:
    with pytest.raises(WrongInput) as caught:
        lay_out(bound(STOP, EVERYWHERE[place]), {TRACKER: value})
    assert str(caught.value).startswith(f"{TRACKER} cannot be sent. It contains invalid or incomplete characters")
    str(caught.value).encode()


@pytest.mark.parametrize("kind", [STRING, BYTE, {"type": "object"}])
@pytest.mark.parametrize("value", HALVES)
def test_a_configuration_that_is_not_text(kind: Json, value: str) -> None:
    operation = bound(START, described(START, body(obj(Type=STRING, Configuration=kind, ZipFile=BYTE))))
    with pytest.raises(WrongInput, match="Configuration cannot be sent"):
        lay_out(operation, {"Configuration": Configuration(f'{{"A": "{value}"}}')})


@pytest.mark.parametrize("value", HALVES)
def test_a_connection_that_is_not_text(value: str) -> None:
    operation = built_in_contract().bound(Operation.CREATE_CONNECTION)
    fields = {"ConnectionName": value, "ConnectionType": "DataDestination", "DatabaseType": "DMMREST"}
    with pytest.raises(WrongInput, match="ConnectionName cannot be sent"):
        lay_out(operation, connection_values(operation, fields))
    free = bound(CREATE, described(CREATE, body({"type": "object"})))
    for given in ({"Name": value}, {value: "Name"}, {"Names": [{"Name": value}]}):
        with pytest.raises(WrongInput, match="cannot be sent"):
            lay_out(free, connection_values(free, given))


@pytest.mark.parametrize("value", [" 77", "77 ", " "])
def test_a_header_would_lose_blanks(value: str) -> None:
    with pytest.raises(ContractIncomplete, match="cannot carry leading or trailing spaces"):
        lay_out(bound(STOP, EVERYWHERE["header"]), {TRACKER: value})


@pytest.mark.parametrize("name", ["Main Execution Tracker Id", "MainExecutionTrackerId:", "MainExecutionTrackerÏd"])
def test_a_description_with_a_header_that_cannot_be_sent(name: str) -> None:
    operation = bound(STOP, EVERYWHERE["header"])
    field = replace(operation.places[TRACKER], name=name)
    with pytest.raises(ContractIncomplete, match="cannot be sent in an address or a header name"):
        lay_out(replace(operation, places={TRACKER: field}), {TRACKER: "77"})


@pytest.mark.parametrize("path", ["/Stop\ud800", "/\udcff"])
def test_a_description_with_a_path_that_cannot_be_sent(path: str) -> None:
    operation = replace(bound(STOP, EVERYWHERE["query"]), path=path)
    with pytest.raises(ContractIncomplete, match="cannot be sent in an address"):
        lay_out(operation, {TRACKER: "77"})
