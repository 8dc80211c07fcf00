"""A value that the user chose is in a request once: no description repeats it, under whatever name servers accept."""

import json

import pytest

from api.descriptions import (
    BYTE,
    OUTPUTS,
    START,
    STATUS,
    STOP,
    STRING,
    TRACKER,
    Json,
    asked,
    at,
    body,
    bound,
    described,
    obj,
    reason,
    sent_body,
    started,
    strings,
)
from dmm_desktop.api.contract import Operation
from dmm_desktop.api.sources.schemas import MEANING

DELETE: Json = {**STRING, "enum": ["Delete"]}
OTHER: Json = {**STRING, "enum": [json.dumps({"DestinationDBConnection": "PROD-DB"})]}
MEMBERS = {"Type": STRING, "Configuration": STRING, "ZipFile": BYTE}


@pytest.mark.parametrize(
    ("name", "schema", "twice"),
    [
        ("type", DELETE, "Type"),
        ("_Type", DELETE, "Type"),
        ("configuration", OTHER, "Configuration"),
        ("JSON", OTHER, "Configuration"),
        ("json_configuration", OTHER, "Configuration"),
        ("zip", {**STRING, "enum": ["UEs="]}, "ZipFile"),
        ("Request", obj("Type", Type=DELETE), "Type"),
        ("Request", obj("config", config=DELETE, JSON=OTHER), ""),
        ("Request", obj("JSON", config=DELETE, JSON=OTHER), "Configuration"),
        ("configuration", obj("DestinationDBConnection", DestinationDBConnection=OTHER), "Configuration"),
        ("JSON", obj("DestinationDBConnection", DestinationDBConnection=OTHER), "Configuration"),
        ("DestinationDBConnection", OTHER, "DestinationDBConnection"),
        ("data_append_mode", OTHER, "data_append_mode"),
        ("ExportToDatabase", OTHER, "ExportToDatabase"),
        ("Options", obj("DBConnection", DBConnection=OTHER), "DBConnection"),
        ("ScramblingEntities", obj("Name", Name=OTHER), "ScramblingEntities"),
    ],
)
def test_a_constant_repeats_no_value_of_a_start(name: str, schema: Json, twice: str) -> None:
    paths = described(START, body(obj(name, **MEMBERS, **{name: schema})))
    if not twice:
        assert sent_body(started(paths))["Request"] == {"config": "Delete"}
        return
    assert reason(START, paths) == f"POST /StartExecution: it has more than one place for {twice}."


def test_nor_one_whose_place_the_description_states() -> None:
    stated = {**MEMBERS, "Kind": {**STRING, MEANING: "Type"}}
    for name, schema in (("Type", DELETE), ("Other", {**DELETE, MEANING: "Type"})):
        paths = described(START, body(obj(name, **{**stated, name: schema})))
        assert "it has more than one place for Type." in reason(START, paths)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("ConfigurationJson", STRING), ("JSON", BYTE), ("Configuration", {**STRING, MEANING: "Configuration"})],
)
@pytest.mark.parametrize("constant", ["DestinationDBConnection", "Kind"])
def test_nor_a_configuration_in_the_object_that_holds_it(outer: str, inner: Json, constant: str) -> None:
    """A server could read that object as the configuration."""
    name = "Text" if MEANING in inner else "Configuration"
    holder = obj(name, constant, **{name: inner, constant: OTHER})
    paths = described(START, body(obj(outer, Type=STRING, ZipFile=BYTE, **{outer: holder})))
    assert reason(START, paths) == "POST /StartExecution: it has more than one place for Configuration."


def test_nor_in_the_object_around_another_value() -> None:
    holder = obj("ZipFile", "Kind", ZipFile=BYTE, Kind=OTHER)
    paths = described(START, body(obj("JSON", Type=STRING, Configuration=STRING, JSON=holder)))
    assert reason(START, paths) == "POST /StartExecution: it has more than one place for Configuration."


def test_nor_outside_the_body_in_which_an_object_has_the_name() -> None:
    paths = described(STOP, body(obj("Id", Id=obj(**strings(TRACKER)))), at("query", "Id", required=True, enum=["999"]))
    assert reason(STOP, paths) == f"POST /StopExecution: it has more than one place for {TRACKER}."


@pytest.mark.parametrize("operation", [STOP, STATUS, OUTPUTS])
@pytest.mark.parametrize("place", ["query", "formData"])
@pytest.mark.parametrize("name", ["mainExecutionTrackerId", "Main_Execution_Tracker_Id", "ExecutionId", "id"])
def test_nor_the_id_of_another_execution(operation: Operation, place: str, name: str) -> None:
    paths = described(operation, at("query", TRACKER), at(place, name, required=True, enum=["999"]))
    assert reason(operation, paths) == f"POST /{operation}: it has more than one place for {TRACKER}."


@pytest.mark.parametrize("wrapper", ["Request", "Id", "Execution"])
def test_a_value_in_an_object_is_not_repeated_in_another_spelling_of_it(wrapper: str) -> None:
    second = obj("Reason", Reason={**STRING, "enum": ["tidy-up"]})
    members = {wrapper: obj(**strings(TRACKER)), wrapper.lower(): second}
    twice = TRACKER if wrapper == "Id" else wrapper.lower()
    words = f"POST /StopExecution: it has more than one place for {twice}."
    assert reason(STOP, described(STOP, body(obj(*members, **members)))) == words


def test_two_values_never_share_a_name() -> None:
    """The number of a page would be taken for the id."""
    paths = described(STATUS, at("query", TRACKER), {**at("query", TRACKER.lower()), MEANING: "LogPage"})
    assert f"it has more than one place for {TRACKER.lower()}." in reason(STATUS, paths)


def test_what_is_not_sent_may_have_any_name() -> None:
    paths = described(STOP, at("query", TRACKER), at("query", "id", enum=["999"]), at("header", "Id", enum=["9"]))
    assert asked(STOP, {TRACKER: "7"}, paths).query == ((TRACKER, "7"),)


def test_a_constant_beside_a_value_in_an_object_with_an_accepted_name_is_sent() -> None:
    file = obj("FileName", FileName={**STRING, "enum": ["import.zip"]}, FileContent=BYTE)
    request = started(described(START, body(obj("File", Type=STRING, JSON=STRING, File=file))), "{}")
    wanted = {"Type": "Import", "JSON": "{}", "File": {"FileName": "import.zip", "FileContent": "UEs="}}
    assert sent_body(request, "UEs=") == wanted


@pytest.mark.parametrize("name", ["Type", "DBConnection"])
def test_a_name_of_another_operation_may_be_that_of_a_constant(name: str) -> None:
    paths = described(STOP, at("query", TRACKER), at("query", name, required=True, enum=["Stop"]))
    assert [one.name for one in bound(STOP, paths).constants] == [name]
