"""A description is bounded: what it makes us look at, and what is shown of it."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest

from api.descriptions import CREATE, START, STOP, TRACKER, Json, at, body, bound, contract, described, obj, reason
from dmm_desktop.api.contract import Operation, Parameter
from dmm_desktop.api.sources.description import MAX_OPERATIONS
from dmm_desktop.api.sources.schemas import MAX_NAME
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.exact_json import MAX_VALUES
from dmm_desktop.core.text import MAX_MESSAGE

LONG = "A" * 5_000_000


def many(count: int, path: str = "/{n}", **operation: Any) -> Json:
    """The ``paths`` of so many operations."""
    return {path.replace("{n}", str(n)): {"get": operation} for n in range(count)}


def refused(paths: Json, **top: Any) -> str:
    with pytest.raises(WrongInput) as caught:
        contract(paths, **top)
    assert str(caught.value.title) == "The API description cannot be used."
    assert str(caught.value.advice) == "Use the description of the DMM API, in Swagger 2.0 or OpenAPI 3."
    return str(caught.value.reason)


def test_as_many_operations_as_are_allowed_are_read_and_no_more() -> None:
    paths = many(MAX_OPERATIONS - 1) | described(STOP, at("query", TRACKER))
    assert bound(STOP, paths).path == "/StopExecution"
    assert refused(paths | many(1, "/other")) == "It has more than 5,000 operations."


def test_the_values_in_it_are_limited() -> None:
    assert refused({}, others=[{}] * MAX_VALUES) == "It has more than 500,000 values."


@pytest.mark.parametrize(
    "make", [lambda size: many(1, "/" + "a" * (size - 1)), lambda size: many(1, operationId="a" * size)]
)
def test_paths_and_ids_have_a_largest_length(make: Callable[[int], Json]) -> None:
    contract(make(MAX_NAME))
    words = "One of its operations has a path or an operationId of more than 1,000 characters."
    assert refused(make(MAX_NAME + 1)) == words


@pytest.mark.parametrize(
    "make",
    [
        lambda name: at("query", name),
        lambda name: at("strange", name),
        lambda name: body(obj(**{name: {}}), required=False),
    ],
)
def test_names_of_values_have_a_largest_length(make: Callable[[str], Json]) -> None:
    tracker = at("query", TRACKER)
    if make("a").get("in") != "strange":
        bound(STOP, described(STOP, tracker, make("a" * MAX_NAME)))
    why = reason(STOP, described(STOP, tracker, make("a" * (MAX_NAME + 1))))
    assert why == "POST /StopExecution: one of its values has a name of more than 1,000 characters."


@pytest.mark.parametrize(
    "paths",
    [
        many(MAX_OPERATIONS, "/{n}/" + "a/" * 490),
        many(MAX_OPERATIONS, operationId="Start_Execution" * 60),
        many(MAX_OPERATIONS, operationId="\u202e" * MAX_NAME),
        many(MAX_OPERATIONS, "/{n}/" + "{" * 900),
        many(MAX_OPERATIONS, "/{n}/" + "a" * 900, operationId=STOP, parameters=[at("query", TRACKER)]),
        many(MAX_OPERATIONS, parameters=[{"$ref": "#/parameters/choice"}]),
        many(MAX_OPERATIONS, parameters=[body({"$ref": "#/definitions/choice"})]),
    ],
    ids=["segments", "words", "directions", "braces", "one name", "a choice", "a body"],
)
def test_nothing_takes_time_for_each_two_of_five_thousand_operations(paths: Json) -> None:
    """Nor for each of them and what the document holds for all."""
    choice = at("query", "choice", enum=["a"] * 100_000)
    began = time.process_time()
    read = contract(
        paths,
        consumes=["application/json"] * 100_000,
        parameters={"choice": choice},
        definitions={"choice": {"type": "object", "required": ["a"] * 100_000}},
    )
    assert time.process_time() - began < 20
    told = [*read.rest, *(missing.reason for missing in read.missing)]
    assert told and all(len(str(one)) < 2 * MAX_MESSAGE for one in told)


@pytest.mark.parametrize("schema", [{"enum": [LONG]}, obj(LONG, a={}), obj("a", **{LONG: {}})])
def test_long_texts_that_all_operations_share_cost_nothing(schema: Json) -> None:
    parameter, answer = body({"$ref": "#/definitions/shared"}), {"schema": {"$ref": "#/definitions/shared"}}
    paths = many(1000, operationId=START, parameters=[parameter], responses={"200": answer})
    began = time.process_time()
    contract(paths, consumes=["application/json", LONG], definitions={"shared": schema})
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("number", "schema"),
    [
        (3_400, {"description": LONG}),
        (8_400, {"description": "a" * MAX_MESSAGE}),
        (3_400, {"default": "a" * 5_000}),
        (17_000, {"enum": ["a" * MAX_NAME]}),
        (170, obj(**{f"{n:0{MAX_NAME}}": {} for n in range(100)})),
    ],
    ids=["a long description", "a description", "a default", "a choice", "names"],
)
def test_references_cannot_multiply_texts_without_bounds(number: int, schema: Json) -> None:
    """A hundred times the text of the document would take gigabytes: both are counted, values and their characters."""

    def paths(count: int) -> Json:
        members = {f"m{n}": {"$ref": "#/definitions/shared"} for n in range(count)}
        return described(STOP, at("query", TRACKER), body(obj(**members), required=False))

    assert reason(STOP, paths(number), definitions={"shared": schema}) == (
        "POST /StopExecution: its description is too large."
    )
    bound(STOP, paths(number * 9 // 10), definitions={"shared": schema})


def test_references_cannot_multiply_types_or_steps_without_bounds() -> None:
    """A description of half a megabyte took half a minute."""

    def paths(count: int, reference: str) -> Json:
        members = {f"m{n}": {"$ref": reference} for n in range(count)}
        return described(STOP, at("query", TRACKER), body(obj(**members), required=False))

    shared = {"type": [*["null"] * 1_000, "string"]}
    assert "too large" in reason(STOP, paths(210, "#/definitions/shared"), definitions={"shared": shared})
    bound(STOP, paths(180, "#/definitions/shared"), definitions={"shared": shared})
    nested: Json = {}
    for _ in range(100):
        nested = {"a": nested}
    reference = "#/definitions" + "/a" * 101
    assert "too large" in reason(STOP, paths(20_000, reference), definitions={"a": nested})
    bound(STOP, paths(10_000, reference), definitions={"a": nested})


@pytest.mark.parametrize("steps", ["%2Fa" * 240, "é%41" * 240])
def test_neither_can_they_multiply_what_is_encoded_in_them(steps: str) -> None:
    """Each step and each character that is decoded takes time. A description of 258 KB took 20 seconds."""
    nested: Json = {}
    for step in reversed(unquote(steps).split("/")):
        nested = {step: nested}

    def paths(count: int) -> Json:
        members = {f"m{n}": {"$ref": f"#/definitions/{steps}"} for n in range(count)}
        return described(STOP, at("query", TRACKER), body(obj(**members), required=False))

    assert "too large" in reason(STOP, paths(3_200), definitions=nested)
    bound(STOP, paths(2_900), definitions=nested)


@pytest.mark.parametrize(
    ("number", "path"),
    [(3_300, "/{n}/" + "a" * 985), (540, "/{n}/" + "{a}" * 320)],
    ids=["characters", "placeholders"],
)
def test_neither_can_operations_multiply_their_paths(number: int, path: str) -> None:
    def paths(count: int) -> Json:
        return many(count, path) | described(STOP, at("query", TRACKER))

    assert reason(STOP, paths(number)) == "POST /StopExecution: its description is too large."
    bound(STOP, paths(number * 9 // 10))


LONGEST = [f"{n:0{MAX_NAME}}" for n in range(100)]


@pytest.mark.parametrize(
    ("number", "operation"),
    [
        (1_100, {"parameters": [{"$ref": f"#/parameters/p{n}"} for n in range(20)]}),
        (230, {"parameters": [body({"$ref": "#/definitions/shared"})]}),
        (230, {"consumes": [f"a/{one[3:]}" for one in LONGEST]}),
    ],
    ids=["parameters", "required", "media types"],
)
def test_neither_can_they_multiply_long_names(number: int, operation: Json) -> None:
    def paths(count: int) -> Json:
        return many(count, **operation) | described(STOP, at("query", TRACKER))

    top = {
        "parameters": {f"p{n}": at("query", one) for n, one in enumerate(LONGEST)},
        "definitions": {"shared": {"required": LONGEST}},
    }
    assert "too large" in reason(STOP, paths(number), **top)
    bound(STOP, paths(number * 9 // 10), **top)


def test_neither_can_they_multiply_a_choice_that_is_missing() -> None:
    """The members beside it are copied before it is looked for. A description of a megabyte took 16 seconds."""
    shared = {f"m{n}": 0 for n in range(1_000)} | {"anyOf": [{"$ref": "#/definitions/missing"}]}

    def paths(count: int) -> Json:
        return many(count, parameters=[body({"$ref": "#/definitions/shared"})]) | described(STOP, at("query", TRACKER))

    assert "too large" in reason(STOP, paths(210), definitions={"shared": shared})
    bound(STOP, paths(180), definitions={"shared": shared})


def test_neither_can_the_name_of_an_object_that_is_in_the_path_of_each_member() -> None:
    def paths(members: int) -> Json:
        inner = obj(**{f"m{n}": {} for n in range(members)})
        return described(STOP, at("query", TRACKER), body(obj(**{"a" * MAX_NAME: inner}), required=False))

    assert reason(STOP, paths(17_000)) == "POST /StopExecution: its description is too large."
    bound(STOP, paths(16_000))


def test_texts_of_a_value_have_a_largest_length() -> None:
    def field(**schema: Any) -> Parameter:
        (found,) = bound(CREATE, described(CREATE, at("query", "a", **schema))).fields
        return found

    assert field(description="a" * MAX_MESSAGE).description == "a" * MAX_MESSAGE
    assert field(description="a" * (MAX_MESSAGE + 1)).description == "a" * MAX_MESSAGE + "…"
    assert field(default="a" * 5_000).default == "a" * 5_000
    assert field(default="a" * 5_001).default is None
    raw = at("body", "zip", description=LONG, schema={"type": "string", "description": LONG})
    paths = described(START, raw, at("query", "Configuration"), at("query", "Type"), consumes=["application/zip"])
    assert len(bound(START, paths).places["ZipFile"].description) == MAX_MESSAGE + 1


def test_what_is_required_is_told_in_part() -> None:
    names = [f"{n:0{MAX_NAME}}" for n in range(100)]
    why = reason(STOP, described(STOP, at("query", TRACKER), *(at("query", name, required=True) for name in names)))
    assert len(why) < 2 * MAX_MESSAGE
    assert Operation.STOP_EXECUTION in why
