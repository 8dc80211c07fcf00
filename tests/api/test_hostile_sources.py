"""Files of requests that are made to exhaust memory or time, or to lead out of the API."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from dmm_desktop.api.discovery import load_description, use_description
from dmm_desktop.api.learned import learned_from, read_given
from dmm_desktop.api.sources.curl_words import Shell, commands, shell_of
from dmm_desktop.api.sources.given import MAX_SOURCE
from dmm_desktop.api.sources.postman import postman_requests
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import WrongInput
from little_memory import MIB, memory_below

URL = "https://dev.example.com/DMMAPI/rest/v1/StartExecution"
START = {"Type": "Import", "Configuration": "{}", "ZipFile": "UEsDBA=="}
#: Far more than a linear search needs for these texts, and far less than a quadratic one, in seconds.
SOON = 5.0


def collection(body: str, variables: dict[str, str], times: int = 1, url: str = URL) -> dict[str, Any]:
    request = {"method": "POST", "url": url, "body": {"mode": "raw", "raw": body}}
    return {
        "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "variable": [{"key": name, "value": value} for name, value in variables.items()],
        "item": [{"name": "StartExecution", "request": request}] * times,
    }


def har(url: str, body: str = json.dumps(START)) -> str:
    request = {"method": "POST", "url": url, "headers": [], "postData": {"mimeType": "application/json", "text": body}}
    return json.dumps({"log": {"version": "1.2", "entries": [{"request": request, "response": {"status": 200}}]}})


@pytest.mark.parametrize(
    ("body", "variables", "times"),
    [
        ("{{a}}" * 2000, {"a": "x" * 5_000_000}, 1),
        ("{{a}}" * 999, {"a": "x" * 1000}, 100),
        ("{{a}}", {"a": "x" * 900_000}, 100),
        ("{{a9}}", {"a0": "x" * 10} | {f"a{n}": f"{{{{a{n - 1}}}}}" * 10 for n in range(1, 10)}, 3),
        ("{{a}}", {"a": "{{a}}{{a}}"}, 25),
    ],
)
def test_variables_fill_no_memory(body: str, variables: dict[str, str], times: int) -> None:
    document = collection(body, variables, times)
    with memory_below(70 * MIB):
        assert len(list(postman_requests(document))) == times


def test_variables_are_still_replaced_inside_each_other() -> None:
    variables = {"root": "https://dev.example.com/{{ name }}", "name": "DMMAPI", "unused": "{{ missing }}"}
    document = collection("{{unused}} {{other}}", variables, url="{{root}}/rest/v1/StartExecution")
    [request] = postman_requests(document)
    assert (request.origin, request.segments[0]) == ("https://dev.example.com", "DMMAPI")
    assert "{{ missing }} {{other}}" in repr(
        next(postman_requests(collection('{"a": "{{unused}} {{other}}"}', variables)))
    )


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(collection("{{" + " " * 100_000 + "{", {"a": "b"})),
        har(URL, '{"a": ' + '\\"' * 100_000),
        f"curl {URL}" + "\n" * 100_000 + "y",
        f"curl.exe {URL}" + "\n" * 100_000 + "y",
        f"curl.exe {URL} `\n -d '\\\"" + "\\" * 100_000 + "x'",
    ],
)
def test_small_files_take_no_minutes(content: str) -> None:
    begun = time.process_time()
    learned_from([read_given(content, "given")], "given")
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("beginning", ["openapi: 3.0.0\n#", "{", "curl 'https://dev.example.com/' -d '"])
def test_a_pasted_text_is_no_longer_than_a_file(beginning: str) -> None:
    begun = time.process_time()
    with pytest.raises(WrongInput) as refused:
        read_given(beginning + "x" * MAX_SOURCE, "The text")
    assert "Text longer than 67,108,864 characters is not read." in str(refused.value)
    assert time.process_time() - begun < SOON


def test_the_shell_is_still_recognized() -> None:
    assert shell_of("\n\n  PS C:\\> curl.exe 'https://a.example'") is Shell.POWERSHELL
    assert shell_of("\n\tcurl.exe 'https://a.example'") is Shell.POWERSHELL
    assert shell_of("curl 'https://a.example'") is Shell.POSIX
    assert list(commands('curl.exe -d \'{\\"a\\": \\"\\\\x\\"}\'', Shell.POWERSHELL)) == [
        ["curl.exe", "-d", '{"a": "\\\\x"}']
    ]


@pytest.mark.parametrize(
    "path", ["/DMMAPI/../Other", "/DMMAPI/%2e%2e/Other", "/DMMAPI/..;x/Other", "/DMMAPI/%3Fa/v1", "/DMMAPI/%23a/v1"]
)
def test_recorded_requests_do_not_lead_out_of_the_host_s_api(tmp_path: Path, path: str) -> None:
    (tmp_path / "given.har").write_text(har(f"https://dev.example.com{path}/StartExecution"))
    with pytest.raises(WrongInput):
        load_description(tmp_path / "given.har", Address.parse("https://dev.example.com"))


@pytest.mark.parametrize("url", [f"https://dev.example.com/\ud800{{}}/{one}" for one in ("a", "StartExecution")])
def test_half_a_character_in_an_address_is_shown_as_one_that_is_missing(url: str) -> None:
    learned = learned_from([read_given(json.dumps(collection(json.dumps(START), {}, url=url)), "given")], "given")
    assert learned.candidates[0].path.startswith("/\ufffd{}/")
    assert "\\ud800" not in learned.description


@pytest.mark.parametrize("server", ["/a b", "/\u202ea", "/a\r\nX-Evil: 1"])
def test_a_path_of_the_api_is_one_that_the_user_could_enter(server: str) -> None:
    properties = {name: {"type": "string"} for name in START}
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": properties}}}}
    operation = {"operationId": "StartExecution", "requestBody": body, "responses": {}}
    description = {"openapi": "3.0.0", "servers": [{"url": server}], "paths": {"/Start": {"post": operation}}}
    with pytest.raises(WrongInput):
        use_description(json.dumps(description), "given", Address.parse("https://dev.example.com"))
    description["servers"] = [{"url": "/DMMAPI/rest/v1"}]
    found = use_description(json.dumps(description), "given", Address.parse("https://dev.example.com"))
    assert str(found.root) == "https://dev.example.com/DMMAPI/rest/v1"
