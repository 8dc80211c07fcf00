"""Whatever a description holds, reading it ends soon, in a contract or in WrongInput."""

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.descriptions import CREATE, STOP, TRACKER, at, body, described, document, reason
from dmm_desktop.api.binding import bind, built_in_contract
from dmm_desktop.api.contract import Contract, Operation, Source
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.operations.connection_form import fields_of
from dmm_desktop.resources import resource

BUILT_IN: dict[str, Any] = json.loads(resource("dmm-api.swagger.json").read_bytes())
WORDS = st.sampled_from(
    [
        *("swagger", "paths", "definitions", "parameters", "$ref", "allOf", "type", "format", "properties", "required"),
        *("enum", "in", "name", "schema", "default", "description", "consumes", "operationId", "post", "get", "info"),
        *("2.0", "/StartExecution", "StopExecution", "/{Id}/", "body", "path", "query", "header", "object", "string"),
        *("#/definitions/A", "#/paths", "#/", "", "Id", "Type", "A", "application/json", "application/zip", "byte"),
    ]
)
ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | WORDS
ANY = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5), max_leaves=30
)


def read(document: object) -> None:
    """Bind it, and show its form if there is one."""
    try:
        contract = bind(json.dumps(document), Source.FILE, "x")
    except WrongInput as error:
        assert error.reason is not None and error.advice is not None
        return
    assert set(contract.operations) == set(Operation)
    for missing in contract.missing:
        assert str(missing.reason)
    if contract.has(CREATE):
        fields_of(contract)


#: A busy machine may take its time to make an example.
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(ANY)
def test_any_json(value: Any) -> None:
    read(value)


@PATIENT
@given(st.dictionaries(WORDS, ANY, max_size=5), st.dictionaries(WORDS, ANY, max_size=5))
def test_any_document(paths: dict[str, Any], rest: dict[str, Any]) -> None:
    read({"swagger": "2.0", "paths": paths, "definitions": rest, "parameters": rest, **rest})


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(way for name, one in inner for way in places(one, (*path, name)))]


PLACES = places(BUILT_IN)


@PATIENT
@given(st.lists(st.tuples(st.sampled_from(PLACES[1:]), ANY), min_size=1, max_size=3))
def test_a_good_description_with_anything_put_into_it(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    changed = json.loads(json.dumps(BUILT_IN))
    for (*way, last), value in changes:
        target = changed
        for step in way:
            try:
                target = target[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            if isinstance(target, dict) or (isinstance(target, list) and last in range(len(target))):
                target[last] = value
    read(changed)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_that_are_text(content: bytes) -> None:
    try:
        bind(content.decode("utf-8", "replace"), Source.FILE, "x")
    except WrongInput:
        return


@pytest.mark.parametrize(
    "step", ["9" * 5000, "9" * 9, "1", "-1", "01", "٣", "1e3", "", "~", "~2", "%", "%zz", "%ff", "x" * 10_000]
)
def test_references_with_absurd_steps(step: str) -> None:
    paths = described(STOP, {"$ref": f"#/paths/~1StopExecution/post/parameters/{step}"})
    assert reason(STOP, paths).startswith("POST /StopExecution: its description ")


@pytest.mark.parametrize("reference", [5, None, ["#/"], {"$ref": "#/"}, "", "#", "#/", "/", "x" * 100_000])
def test_references_that_are_none(reference: object) -> None:
    paths = described(STOP, body({"$ref": reference, "properties": {"A": {"type": "string"}}}))
    assert reason(STOP, paths).startswith("POST /StopExecution: it")


def quickly(definitions: dict[str, Any], first: str = "D0") -> Contract:
    """Bind a description whose body is the first definition; fails if that takes as long as only a defect does."""
    content = document(described(STOP, body({"$ref": f"#/definitions/{first}"})), definitions=definitions)
    begun = time.monotonic()
    contract = bind(content, Source.FILE, "x")
    assert time.monotonic() - begun < 60
    return contract


@pytest.mark.parametrize("parts", [3, 10])
def test_a_short_description_that_unfolds_to_a_huge_one(parts: int) -> None:
    definitions = {
        f"D{n}": {"allOf": [{"$ref": f"#/definitions/D{n + 1}"}] * parts, "required": [f"A{n}"]} for n in range(15)
    }
    definitions["D15"] = {"type": "object", "properties": {TRACKER: {"type": "string"}}, "required": ["A"]}
    found = {missing.operation: str(missing.reason) for missing in quickly(definitions).missing}
    assert found[STOP] == "POST /StopExecution: its description is too large."


def test_an_object_of_many_members_that_all_are_the_same_large_object() -> None:
    large = {"type": "object", "properties": {f"M{n}": {"type": "string"} for n in range(3000)}}
    many = {"type": "object", "properties": {f"M{n}": {"$ref": "#/definitions/D1"} for n in range(3000)}}
    found = {missing.operation: str(missing.reason) for missing in quickly({"D0": many, "D1": large}).missing}
    assert found[STOP] == "POST /StopExecution: its description is too large."


def test_ten_thousand_fields_are_no_problem() -> None:
    fields = {f"Field{n}": {"type": "string"} for n in range(10_000)}
    paths = described(CREATE, body({"type": "object", "properties": fields, "required": list(fields)}))
    assert len(bind(document(paths), Source.FILE, "x").bound(CREATE).fields) == 10_000


def test_a_path_with_as_many_parameters() -> None:
    path = "".join(f"{{P{n}}}" for n in range(170))
    parameters = [at("path", f"p{n}") for n in range(170)]
    paths = described(CREATE, *parameters, path=f"/{path}", operationId="CreateConnection")
    assert len(bind(document(paths), Source.FILE, "x").bound(CREATE).fields) == 170


@pytest.mark.parametrize("place", ["default", "enum", "description", "type", "format", "required", "x"])
def test_values_nested_as_deeply_as_json_can_be_read(place: str) -> None:
    """Whatever depth the reader of JSON still takes must not be too deep for what comes after it."""
    for depth in (100, 500, 900, 940, 960, 980, 1000, 5000):
        nested = "[" * depth + "]" * depth
        content = document(described(CREATE, body({"type": "object", "properties": {"A": {place: "@"}}})))
        try:
            contract = bind(content.replace('"@"', nested), Source.FILE, "x")
        except WrongInput as error:
            assert str(error.reason) == "It is not JSON."
        else:
            fields_of(contract)


def test_a_number_of_any_length_is_json() -> None:
    fields = {"A": {"type": "integer", "default": 7}, "B": {"type": "number", "default": 7}}
    content = document(described(CREATE, body({"type": "object", "properties": fields})))
    contract = bind(content.replace("7", "9" * 5000, 1).replace("7", "1e400"), Source.FILE, "x")
    assert [len(str(field.default)) for field in fields_of(contract).fields] == [5000, 5]


def test_the_built_in_one_names_nothing_else() -> None:
    assert built_in_contract().rest == ()
