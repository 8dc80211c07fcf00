"""Files of requests whose requests together would take minutes or gigabytes."""

import json
import time
import unicodedata
from contextlib import suppress
from typing import Any

import pytest

from dmm_desktop.api.binding import bind
from dmm_desktop.api.contract import Source
from dmm_desktop.api.learned import MAX_LEARNED, learned_from, plain_description, read_given
from dmm_desktop.api.sources.curl_words import MAX_TOKENS
from dmm_desktop.core.errors import WrongInput
from dmm_desktop.core.exact_json import MAX_VALUES
from dmm_desktop.core.job import Cancelled, CancelToken
from little_memory import MIB, memory_below

ROOT = "https://dev.example.com/DMMAPI/rest/v1"
#: Far more than linear work needs for these texts, and far less than quadratic work, in seconds.
SOON = 15.0


def request(number: int, name: str = "GetExecutionStatus", body: object = None) -> dict[str, Any]:
    found = {
        "method": "GET" if body is None else "POST",
        "url": f"{ROOT}/{name}" + (f"/{number}" if body is None else ""),
        "headers": [{"name": "X-DMM-Token", "value": f"key-of-{number:09}"}],
    }
    return found if body is None else {**found, "postData": {"mimeType": "application/json", "text": json.dumps(body)}}


def har(*requests: dict[str, Any]) -> str:
    return json.dumps({"log": {"entries": [{"request": one} for one in requests]}})


def curl(headers: int, addresses: int) -> str:
    words = [f"-H 'name-{number}: value'" for number in range(headers)]
    return " ".join(["curl", *words, *(f"{ROOT}/{number}" for number in range(addresses))])


def folders(count: int) -> str:
    """Postman folders that inherit many variables."""
    inside = {"item": [{"name": "a", "request": {"url": f"{ROOT}/a"}}], "variable": [{"key": "a", "value": "b"}]}
    return json.dumps(
        {
            "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
            "variable": [{"key": f"name-{number}", "value": "a"} for number in range(10_000)],
            "item": [{"item": [inside] * 5_000}] * (count // 5_000),
        }
    )


def merges(count: int) -> str:
    """YAML whose object has many members and merges as many empty objects."""
    names = "\n".join(f"  name-{number}: 1" for number in range(count))
    return f"openapi: 3.0.3\ne: &e {{}}\nx:\n{names}\n  <<: [{', '.join(['*e'] * count)}]\npaths: {{}}\n"


def empty_variables(requests: int) -> str:
    """A Postman collection whose requests inherit a key of variables that lead to each other and to nothing."""
    names = "abcdefg"
    key = [{"key": "key", "value": "X-DMM-Token"}, {"key": "value", "value": "{{a}}" * 199_000}]
    return json.dumps(
        {
            "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
            "auth": {"type": "apikey", "apikey": key},
            "variable": [
                {"key": name, "value": f"{{{{{after}}}}}" if after else ""}
                for name, after in zip(names, [*names[1:], ""], strict=True)
            ],
            "item": [{"name": "a", "request": {"url": f"{ROOT}/a"}}] * requests,
        }
    )


def marks(count: int) -> str:
    """Characters that Unicode sorts within a letter, in the reverse order."""
    classes = {unicodedata.combining(chr(one)): chr(one) for one in range(0x300, 0x1E00)}
    mixed = [classes[one] for one in sorted(classes, reverse=True) if one]
    return "".join(one * (count // len(mixed)) for one in mixed)


CASES = {
    "marks in a path": lambda: f"curl {ROOT}/{marks(99_000)}",
    "merges": lambda: merges(60_000),
    "empty variables": lambda: empty_variables(5_000),
    "requests": lambda: har(*map(request, range(20_000))),
    "keys and values": lambda: har(
        request(0, "StartExecution", {f"name-{number}": "value" * 20 for number in range(15_000)}),
        *map(request, range(1, 3_000)),
    ),
    "objects in a body": lambda: har(request(0, "CreateConnection", {f"a{n}": {f"b{n}": n} for n in range(10_000)})),
    "folders": lambda: folders(30_000),
    "options": lambda: f"curl {' '.join(f'--x{n}' for n in range(100_000))} {' '.join([ROOT] * 5_000)}",
}


@pytest.mark.parametrize("case", CASES)
def test_the_time_is_linear(case: str) -> None:
    content = CASES[case]()
    begun = time.process_time()
    with suppress(WrongInput):  # some have no operation
        learned_from([read_given(content, "given")], "given")
    assert time.process_time() - begun < SOON


def described(operations: int, constants: int) -> str:
    """Operations of one name that require constants."""
    fields = [
        {"name": f"name-{number}", "in": "query", "type": "string", "required": True, "enum": ["a"]}
        for number in range(constants)
    ]
    tracker = {"name": "MainExecutionTrackerId", "in": "query", "type": "string", "required": True}
    paths = {f"/a{number}/StopExecution": {"post": {"parameters": [tracker, *fields]}} for number in range(operations)}
    return json.dumps({"swagger": "2.0", "paths": paths})


@pytest.mark.parametrize("content", [described(4_000, 1), described(1, 15_000)], ids=["operations", "constants"])
def test_the_time_for_a_description_is_linear(content: str) -> None:
    begun = time.process_time()
    bind(content, Source.ENVIRONMENT, "here")
    with suppress(WrongInput):  # the result is too long to be stored
        learned_from([read_given(content, "given")], "given")
    plain_description(content, with_constants=False)
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("number", [100, 1_000])
def test_what_references_make_of_a_description_is_bounded(number: int) -> None:
    """The text would have 20 MB or 200 MB."""
    members = {f"m{place}": {"$ref": "#/definitions/shared"} for place in range(number)}
    tracker = {"name": "MainExecutionTrackerId", "in": "query", "type": "string"}
    body = {"name": "R", "in": "body", "schema": {"type": "object", "properties": members}}
    content = json.dumps(
        {
            "swagger": "2.0",
            "definitions": {"shared": {"description": "x" * 200_000}},
            "paths": {"/StopExecution": {"post": {"parameters": [tracker, body]}}},
        }
    )
    with memory_below(15 * MIB):
        given = read_given(content, "given")
        if number == 100:
            assert len(learned_from([given], "given").description) < MAX_LEARNED
            return
        with pytest.raises(WrongInput) as caught:
            learned_from([given], "given")
    assert str(caught.value.reason) == "With all references resolved, it has more than 1,000,000 characters."


def test_a_description_of_the_largest_length_is_written_whole() -> None:
    content = described(1, 1)
    written = plain_description(content, with_constants=True)
    assert plain_description(content, with_constants=True, most=len(written)) == written
    with pytest.raises(WrongInput):
        plain_description(content, with_constants=True, most=len(written) - 1)


@pytest.mark.parametrize(
    "content",
    [
        curl(4_000, 1_000),
        har(*[request(0, "StartExecution", [[]] * 200_000)] * 4),
        f"curl -d 'a={'x' * MIB}' " + f"{ROOT} " * 70,
    ],
    ids=["headers", "bodies", "texts"],
)
def test_what_the_requests_of_a_source_hold_together_is_bounded(content: str) -> None:
    with memory_below(150 * MIB), pytest.raises(WrongInput) as caught:
        read_given(content, "given")
    assert f"{MAX_VALUES:,}" in str(caught.value.reason)


@pytest.mark.parametrize("content", ["curl " + "a " * (MAX_TOKENS // 2 + 1), 'curl ^"' + "^a" * MAX_TOKENS])
def test_the_words_of_commands_are_bounded(content: str) -> None:
    with pytest.raises(WrongInput) as caught:
        read_given(content, "given")
    assert f"{MAX_TOKENS:,}" in str(caught.value.reason)


@pytest.mark.parametrize("content", [har(request(1), request(2)), curl(1, 1), "openapi: 3.0.0\npaths: {}\n"])
def test_cancel_is_heard_while_a_source_is_read_and_learned_from(content: str) -> None:
    cancel = CancelToken()
    given = read_given(content, "given", cancel)
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_given(content, "given", cancel)
    if given.requests:
        with pytest.raises(Cancelled):
            learned_from([given], "given", cancel=cancel)


def test_few_ignored_options_are_listed() -> None:
    commands = [f"curl {' '.join(f'--x{line}-{n}' for n in range(200))} {ROOT}" for line in range(5)]
    given = read_given("\n".join(commands), "given")
    assert len(given.requests) == 5 and len(given.ignored) == 300
    assert read_given(f"curl --\u001b[2J --insecure {ROOT}", "given").ignored == ("--insecure",)
