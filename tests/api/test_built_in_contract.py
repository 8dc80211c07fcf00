"""The built-in contract: all five operations as docs/dmm-api.md (Operations) assumes them, all assumptions marked."""

import json
from typing import Any

from api.descriptions import CREATE, OUTPUTS, START, STATUS, STOP, TRACKER
from dmm_desktop.api.binding import BUILT_IN_FILE, built_in_contract
from dmm_desktop.api.contract import Operation, Source
from dmm_desktop.resources import resource

DOCUMENTED_INPUTS = {
    "Type",
    TRACKER,
    "IncludeReports",
    "IncludeLogs",
    "LogRecords",
    "LogPage",
    "IncludeFiles",
    "IncludeErrorReport",
    "X-DMM-Token",
    "X-DMM-Token-OTP",
}


def document() -> dict[str, Any]:
    loaded = json.loads(resource(BUILT_IN_FILE).read_bytes())
    assert isinstance(loaded, dict)
    return loaded


def test_all_five_operations_are_bound_with_nothing_unplaced() -> None:
    contract = built_in_contract()
    assert contract.missing == () and contract.source is Source.BUILT_IN
    assert [contract.bound(operation).unplaced for operation in Operation] == [()] * 5


def test_methods_paths_and_places_are_the_assumed_ones() -> None:
    contract = built_in_contract()
    found = {operation: contract.bound(operation) for operation in Operation}
    assert {name: operation.path for name, operation in found.items()} == {name: f"/{name}" for name in Operation}
    assert {name for name, operation in found.items() if operation.method == "GET"} == {STATUS, OUTPUTS}
    assert {name for name, operation in found.items() if operation.method == "POST"} == {START, STOP, CREATE}
    kinds = {key: (field.place.value, field.kind.value, field.path) for key, field in found[START].places.items()}
    assert kinds == {
        "Type": ("body", "string", ("Type",)),
        "Configuration": ("body", "string", ("Configuration",)),
        "ZipFile": ("body", "base64", ("ZipFile",)),
    }
    assert {field.place.value for field in found[STATUS].places.values()} == {"query"}
    assert {field.place.value for field in found[OUTPUTS].places.values()} == {"query"}


def test_the_connection_has_the_assumed_fields_and_hides_its_secrets() -> None:
    places = built_in_contract().bound(CREATE).places
    names = ["ConnectionName", "ConnectionType", "DatabaseType", "ConnectionString", "EnvironmentURL", "RestAPIKey"]
    assert list(places) == names
    assert places["ConnectionType"].enum == ("DataSource", "DataDestination")
    assert places["DatabaseType"].enum == ("SQLServer", "Oracle", "MySQL", "DMMREST")
    assert [name for name, field in places.items() if field.is_secret] == ["ConnectionString", "RestAPIKey"]


def test_methods_and_paths_are_marked_as_assumed() -> None:
    for path, item in document()["paths"].items():
        for operation in item.values():
            assert operation["description"].startswith("[assumed] Method, path"), path


def test_every_input_is_marked_as_documented_or_assumed() -> None:
    content = document()
    inputs = dict(content["parameters"].items())
    for item in content["paths"].values():
        for operation in item.values():
            inputs |= {p["name"]: p for p in operation["parameters"] if "$ref" not in p}
    for definition in ("NewConnection", "NewExecution", "ExecutionToStop"):
        inputs |= content["definitions"][definition]["properties"]
    for name, described in inputs.items():
        documented = described.get("name", name) in DOCUMENTED_INPUTS
        assert documented or described["description"].startswith("[assumed]"), name
        assert not documented or "ocumented" in described["description"] or "[assumed]" in described["description"], (
            name
        )
    assert "[assumed]" in inputs[TRACKER]["description"]


def test_outcomes_are_marked_as_assumed() -> None:
    definitions = document()["definitions"]
    assert definitions["Outcome"]["description"].startswith("[assumed]")
    for name in ("Success", "ErrorMessage"):
        assert definitions["StartedExecution"]["properties"][name]["description"].startswith("[assumed]")
