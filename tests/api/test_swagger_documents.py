"""Which documents are read, which are refused with what words, and what damage costs only the operation that has it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.descriptions import (
    CREATE,
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
    document,
    obj,
    reason,
    sent_body,
)
from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import Source
from dmm_desktop.core.errors import ContractIncomplete, WrongInput

IN_QUERY = described(STOP, at("query", TRACKER))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "It is not JSON."),
        ("<html>", "It is not JSON."),
        ("swagger: '2.0'", "It is not JSON."),
        ("[" * 100_000, "It is not JSON."),
        ("[]", "It is neither Swagger 2.0 nor OpenAPI 3."),
        ("{}", "It is neither Swagger 2.0 nor OpenAPI 3."),
        ('{"swagger": "1.2"}', "It is neither Swagger 2.0 nor OpenAPI 3."),
        ('{"swagger": ["2.0"]}', "It is neither Swagger 2.0 nor OpenAPI 3."),
        ('{"openapi": "3.2.0", "paths": {}}', "It is OpenAPI 3.2.0."),
    ],
)
def test_what_is_not_swagger_2_is_refused_by_its_name(content: str, words: str) -> None:
    with pytest.raises(WrongInput) as caught:
        bind(content, Source.FILE, "x.json")
    assert str(caught.value.reason) == words
    assert "Swagger 2.0 or OpenAPI 3" in str(caught.value.advice)


def test_a_version_as_number_is_accepted() -> None:
    content = document(IN_QUERY).replace('"2.0"', "2.0")
    assert bind(content, Source.FILE, "x.json").has(STOP)


def test_a_document_without_any_operation_binds_nothing_and_says_so() -> None:
    odd: list[Any] = [{}, None, [], {"/a": None}, {"/a": {"get": "x", "parameters": {}}}]
    for paths in odd:
        found = contract(paths)
        assert not found.describes_dmm
        assert {str(missing.reason) for missing in found.missing} == {"The API description does not name it."}
        with pytest.raises(ContractIncomplete, match="has no usable StopExecution"):
            found.bound(STOP)


def test_host_schemes_and_base_path_are_ignored() -> None:
    elsewhere = {"host": "evil.example", "schemes": ["http"], "basePath": "/elsewhere"}
    assert bound(STOP, IN_QUERY, **elsewhere) == bound(STOP, IN_QUERY)


@pytest.mark.parametrize("path", ["StopExecution", "@evil.example/StopExecution", ".evil.example/StopExecution"])
def test_a_path_that_could_change_the_host_is_not_used(path: str) -> None:
    assert "must begin with /" in reason(STOP, described(STOP, at("query", TRACKER), path=path, operationId=STOP))


@pytest.mark.parametrize("path", ["/a?x=StopExecution", "/a#b"])
def test_a_path_with_a_query_or_fragment_is_not_used(path: str) -> None:
    assert "must not contain" in reason(STOP, described(STOP, at("query", TRACKER), path=path, operationId=STOP))


def test_references_to_definitions_and_parameters() -> None:
    paths = described(STOP, {"$ref": "#/parameters/The%20body"})
    top = {
        "parameters": {"The body": body({"$ref": "#/definitions/a~1b~0c"})},
        "definitions": {"a/b~c": {"$ref": "#/definitions/Last"}, "Last": obj(TRACKER, **{TRACKER: STRING})},
    }
    assert sent_body(asked(STOP, {TRACKER: "7"}, paths, **top)) == {TRACKER: "7"}


def test_a_reference_into_a_list() -> None:
    shared = {"/shared": {"get": {"parameters": [at("query", TRACKER)]}}}
    paths = described(STOP, {"$ref": "#/paths/~1shared/get/parameters/0"})
    assert asked(STOP, {TRACKER: "7"}, paths | shared).query == ((TRACKER, "7"),)


def test_all_of_merges_members_and_what_is_required() -> None:
    schema = {
        "allOf": [{"$ref": "#/definitions/Base"}, {"properties": {"Reason": STRING}}],
        "properties": {"Urgent": {"type": "boolean"}},
        "required": ["Urgent"],
    }
    base = obj(TRACKER, **{TRACKER: {"type": "integer"}})
    operation = bound(CREATE, described(CREATE, body(schema)), definitions={"Base": base})
    assert {(name, field.kind.value, field.required) for name, field in operation.places.items()} == {
        (TRACKER, "integer", True),
        ("Reason", "string", False),
        ("Urgent", "boolean", True),
    }


def test_all_of_around_a_value_keeps_what_the_value_is() -> None:
    """Generators wrap a reference this way to give it a description of its own."""
    kind = {"allOf": [{"$ref": "#/definitions/Kind"}], "description": "which"}
    paths = described(CREATE, body(obj(Kind=kind)))
    field = bound(CREATE, paths, definitions={"Kind": {"type": "string", "enum": ["A", "B"]}}).places["Kind"]
    assert (field.kind.value, field.enum, field.description) == ("string", ("A", "B"), "which")


def test_parameters_of_the_path_count_and_those_of_the_operation_win() -> None:
    paths = described(STATUS, at("query", TRACKER, type="integer"), method="get")
    paths[f"/{STATUS}"]["parameters"] = [at("query", TRACKER), at("query", "LogPage", type="integer")]
    request = asked(STATUS, {TRACKER: "5", "LogPage": 2}, paths)
    assert request.query == (("LogPage", "2"), (TRACKER, "5")) or request.query == ((TRACKER, "5"), ("LogPage", "2"))
    with pytest.raises(ContractIncomplete, match="of type integer"):
        asked(STATUS, {TRACKER: "a"}, paths)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"$ref": "#/definitions/Loop"}, "refers to itself"),
        ({"$ref": "#/definitions/Round"}, "refers to itself"),
        ({"allOf": [{"$ref": "#/definitions/Both"}]}, "refers to itself"),
        ({"$ref": "other.json#/definitions/A"}, "refers to another document (other.json#/definitions/A)"),
        ({"$ref": "https://example.com/a.json"}, "refers to another document (https://example.com/a.json)"),
        ({"$ref": "#/definitions/Gone"}, "refers to #/definitions/Gone, which is missing"),
        ({"$ref": "#/definitions/List/0"}, "refers to #/definitions/List/0, which is missing"),
        ({"$ref": "#/definitions/List/x"}, "refers to #/definitions/List/x, which is missing"),
        ({"$ref": "#/definitions/Wrong"}, "is damaged"),
        (None, "is damaged"),
        (["x"], "is damaged"),
        (obj(**{TRACKER: 5}), "is damaged"),  # type: ignore[arg-type]
    ],
)
def test_damage_is_named_and_costs_only_its_operation(schema: Any, words: str) -> None:
    definitions = {
        "Loop": {"$ref": "#/definitions/Loop"},
        "Round": {"$ref": "#/definitions/Loop2"},
        "Loop2": {"$ref": "#/definitions/Round"},
        "Both": {"allOf": [{"$ref": "#/definitions/Both"}, {"$ref": "#/definitions/Both"}]},
        "Wrong": "text",
        "List": [],
    }
    paths = described(STOP, body(schema)) | described(STATUS, at("query", TRACKER), method="get")
    assert words in reason(STOP, paths, definitions=definitions)
    assert contract(paths, definitions=definitions).has(STATUS)


def test_a_member_may_refer_to_the_object_that_it_stands_in() -> None:
    tree = obj(**{TRACKER: STRING, "Parent": {"$ref": "#/definitions/Tree"}})
    paths = described(STOP, body({"$ref": "#/definitions/Tree"}))
    assert sent_body(asked(STOP, {TRACKER: "7"}, paths, definitions={"Tree": tree})) == {TRACKER: "7"}


@pytest.mark.parametrize("damage", [True, 5, "x", {"a": 1}, [None, 5]])
@pytest.mark.parametrize(
    "place", ["required", "consumes", "enum", "properties", "tags", "operationId", "type", "format"]
)
def test_damage_beside_the_point_is_survived(place: str, damage: Any) -> None:
    schema = {"type": "object", "properties": {TRACKER: STRING}}
    other = obj(Extra={**STRING, place: damage})
    paths = described(STOP, body({**schema, **({place: damage} if place == "required" else {})}), **{place: damage})
    paths |= described(STATUS, at("query", TRACKER), body(other, required=False), method="get", operationId=STATUS)
    found = contract(paths)
    assert found.has(STATUS)
    assert found.has(STOP) or place == "consumes"


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        (at("cookie", TRACKER), f"its parameter {TRACKER} is in an unknown location"),
        ({"in": "query", "type": "string"}, "one of its parameters has no name"),
        ("text", "its description is damaged"),
        (at("path", "Id"), "its path has no place for its parameter Id"),
    ],
)
def test_parameters_that_cannot_be_used(parameter: Any, words: str) -> None:
    assert words in reason(STOP, described(STOP, at("query", TRACKER), parameter))


def test_two_bodies_are_one_too_many() -> None:
    bodies = body(obj(Id=STRING)), body(STRING, name="Other")
    assert "it describes more than one body" in reason(STOP, described(STOP, *bodies))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["$ref", "allOf", "type", "properties", "required", "enum", "in", "name", "schema", "x"]
                ),
                inner,
            )
        ),
    )
)
def test_no_damage_ends_in_anything_but_a_reason(damage: Any) -> None:
    paths = {f"/{STOP}": {"post": {"parameters": [damage]}, "get": damage, "parameters": [body(damage)]}}
    assert json.dumps([str(missing.reason) for missing in contract(paths, definitions=damage).missing])
