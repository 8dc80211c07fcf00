"""Names that have the words of a documented one in another order or number: told, never bound."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.descriptions import START, STATUS, STOP, TRACKER, Json, at, contract, described, reason
from dmm_desktop.api.contract import Operation, UnboundOperation

NOT_NAMED = "The API description does not name it."


def called(*names: str) -> Json:
    """The ``paths`` of operations that would stop an execution if they were bound."""
    paths: Json = {}
    for number, name in enumerate(names):
        paths |= described(STOP, at("query", TRACKER), path=f"/{number}", operationId=name)
    return paths


def normal(name: str) -> str:
    return name.replace("_", "").lower()


@st.composite
def other_spellings(draw: st.DrawFn, operation: Operation) -> str:
    """The words of the name in any order, number and style."""
    words = [word.lower() for word in re.findall("[A-Z][a-z]+", operation)]
    words = list(draw(st.sampled_from(list(permutations(words)))))
    words = [word + draw(st.sampled_from(("", "s"))) if not word.endswith("s") else word for word in words]
    if draw(st.booleans()):
        words = [word.removesuffix("s") if word == "outputs" else word for word in words]
    styles: dict[str, str] = {
        "camel": words[0] + "".join(map(str.title, words[1:])),
        "pascal": "".join(map(str.title, words)),
        "snake": "_".join(words),
        "kebab": "-".join(words),
        "studio": "_".join(map(str.title, words)),
        "upper": "_".join(words).upper(),
        "lower": "".join(words),
    }
    return styles[draw(st.sampled_from(sorted(styles)))]


@given(st.data(), st.sampled_from(list(Operation)))
def test_the_words_in_another_order_or_number_are_told_and_not_bound(data: st.DataObject, operation: Operation) -> None:
    name = data.draw(other_spellings(operation))
    found = contract(called(name)).operations[operation]
    if normal(name) == normal(operation):
        assert NOT_NAMED not in str(getattr(found, "reason", ""))
        return
    assert isinstance(found, UnboundOperation)
    assert str(found.reason) == f"{NOT_NAMED} {name} looks like {operation}."
    for other in set(Operation) - {operation}:
        assert "looks like" not in str(reason(other, called(name)))


@given(st.text(max_size=40), st.sampled_from(list(Operation)))
def test_no_other_name_binds_or_fails(name: str, operation: Operation) -> None:
    found = contract(called(name)).operations[operation]
    assert normal(name) == normal(operation) or isinstance(found, UnboundOperation)


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("Execution_Start", START),
        ("Executions_GetStatus", STATUS),
        ("GetExecutionStatuses", STATUS),
        ("get-execution-outputs", Operation.GET_EXECUTION_OUTPUTS),
        ("execution.stop", STOP),
        ("CREATE CONNECTIONS", Operation.CREATE_CONNECTION),
    ],
)
def test_some_that_were_seen(name: str, operation: Operation) -> None:
    assert reason(operation, called(name)) == f"{NOT_NAMED} {name} looks like {operation}."
    assert [str(one) for one in contract(called(name)).rest] == [f"{name} looks like {operation}."]


@pytest.mark.parametrize("name", ["DMM_StartExecution", "StartExecutionNow", "Start", "ExecutionStarted", "Xtart"])
def test_names_with_other_words_only_stand_in_the_list(name: str) -> None:
    assert reason(START, called(name)) == f"{NOT_NAMED} It names {name}."


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("post", "/executions/{Id}/stop/", "POST /executions/{Id}/stop/ looks like StopExecution."),
        ("get", "/executions/{Id}/status", "GET /executions/{Id}/status looks like GetExecutionStatus."),
        ("post", "/executions/{Id}/status", None),
    ],
)
def test_a_path_may_look_like_it_too(method: str, path: str, told: str | None) -> None:
    paths = described(STOP, method=method, path=path, operationId="Run")
    assert [str(one) for one in contract(paths).rest] == [told or "It names Run."]


def test_the_first_few_are_listed_those_about_executions_first() -> None:
    paths = called(*(f"Pet_{number}" for number in range(6)), "DMM_StartExecution", "Connection_List")
    listed = "It names DMM_StartExecution, Connection_List, Pet_0, Pet_1, Pet_2 and 3 more."
    assert reason(STOP, paths) == f"{NOT_NAMED} {listed}"
    assert [str(one) for one in contract(paths).rest] == [listed]


def test_operations_that_are_bound_are_not_told_for_others() -> None:
    paths = called("StopExecution", "Execution_Start")
    assert reason(START, paths) == f"{NOT_NAMED} Execution_Start looks like StartExecution."
    assert reason(STATUS, paths) == f"{NOT_NAMED} It names Execution_Start."
    assert reason(STATUS, called("StopExecution")) == NOT_NAMED


def test_one_that_is_named_and_cannot_be_used_is_told_with_the_reason() -> None:
    paths = described(STOP, path="/StopExecution")
    assert [str(one) for one in contract(paths).rest] == [
        f"StopExecution cannot be used. POST /StopExecution: it has no place for {TRACKER}."
    ]


def test_names_that_would_hide_something_are_spelled_out_and_cut() -> None:
    name = "Execution\u202e_Start"
    assert reason(START, called(name)) == rf"{NOT_NAMED} Execution\u202e_Start looks like StartExecution."
    assert reason(START, called("x" * 1000)) == f"{NOT_NAMED} It names {'x' * 60}…."
