"""No secret in the headers of requests is kept or shown, wherever and however else the requests send it."""

import base64
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from dmm_desktop.api.contract import Operation
from dmm_desktop.api.learned import LearningChoices, learned_from, notes_of, read_given

KEY = "key-81762/Qz+x"
HOST = "https://dev.example.com/DMMAPI"
FORMS: list[Callable[[str], str]] = [
    str,
    lambda key: quote(key, safe=""),
    lambda key: base64.b64encode(key.encode()).decode(),
    lambda key: base64.urlsafe_b64encode(f"user:{key}".encode()).decode(),
]


def sent(path: str, header: str = f"X-DMM-Token: {KEY}") -> str:
    return f"curl '{HOST}/{path}' -H '{header}'"


SIGN_IN = base64.b64encode(f"user:{KEY}".encode()).decode()
HEADERS = [
    f"X-DMM-Token: {KEY}",
    f'X-DMM-Token: "{KEY}"',
    f"X-DMM-Token: another' -H 'X-DMM-Token: {KEY}",
    f"X-DMM-Token-OTP: {KEY}",
    f"Authorization: Bearer {KEY}",
    f"Authorization: Basic {SIGN_IN}",
    f"Proxy-Authorization: Basic {SIGN_IN}",
    f"Accept: */*' -u 'user:{KEY}",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("header", HEADERS)
def test_a_key_in_a_query_is_no_constant(form: Callable[[str], str], header: str) -> None:
    source = sent(f"GetExecutionStatus/42?module=a&x={quote(form(KEY), safe='')}", header)
    every = frozenset((operation, "query:x") for operation in Operation)
    learned = learned_from([read_given(source, "given")], "given", LearningChoices(constants=every))
    assert [one.label for one in learned.constants] == ["query:module"]
    assert form(KEY) not in learned.description


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["{}/GetExecutionStatus/42", "GetExecutionStatus/42/{}", "{}/rest/v1/Other", "a/x{}"])
def test_a_key_in_a_path_is_neither_stored_nor_shown(form: Callable[[str], str], path: str) -> None:
    written = quote(form(KEY), safe="")
    learned = learned_from([read_given(sent(path.format(written)), "given")], "given")
    shown = [learned.description, learned.base, repr(learned.candidates), *map(str, notes_of(learned))]
    assert not any(one in text for text in shown for one in (written, form(KEY)))
    assert learned.key == (KEY if "Get" in path else "")


def test_a_key_as_the_name_of_a_field_is_neither_stored_nor_shown() -> None:
    body = json.dumps({"ConnectionName": "a", "ConnectionType": "b", KEY: "c"})
    source = f"{sent('CreateConnection')} -d '{body}'\n{sent(f'GetExecutionStatus/42?{quote(KEY)}=1')}"
    learned = learned_from([read_given(source, "given")], "given")
    shown = [learned.description, repr(learned.labels), repr(learned.constants), *map(str, notes_of(learned))]
    assert Operation.CREATE_CONNECTION in learned.contract.operations
    assert not any(KEY in text or quote(KEY) in text for text in shown)


def test_of_many_keys_those_in_paths_are_still_hidden() -> None:
    source = "\n".join(sent(f"key-{number}/Other", f"X-DMM-Token: key-{number}") for number in range(100))
    learned = learned_from([read_given(source, "given")], "given")
    assert "key-" not in repr(learned.candidates) + "".join(map(str, notes_of(learned)))


def _in_curl(url: str) -> str:
    return f"curl '{url}'"


def _in_har(url: str) -> str:
    return json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": url}}]}})


def _in_postman(url: str) -> str:
    return json.dumps({"info": {}, "item": [{"request": {"method": "GET", "url": url}}]})


@pytest.mark.parametrize("account", [f"user:{quote(KEY, safe='')}", quote(KEY, safe="")])
@pytest.mark.parametrize("source", [_in_curl, _in_har, _in_postman])
def test_the_password_in_an_address_is_no_constant(source: Callable[[str], str], account: str) -> None:
    url = f"https://{account}@dev.example.com/DMMAPI/GetExecutionStatus/42?module=a&x={quote(KEY, safe='')}"
    learned = learned_from([read_given(source(url), "given")], "given")
    assert learned.origin == "https://dev.example.com"
    assert [one.label for one in learned.constants] == ["query:module"]


@pytest.mark.parametrize(
    "auth",
    [
        {"type": "bearer", "bearer": [{"key": "token", "value": "{{secret}}"}]},
        {"type": "basic", "basic": [{"key": "username", "value": "a"}, {"key": "password", "value": KEY}]},
        {"type": "basic", "basic": {"username": "a", "password": KEY}},
    ],
)
def test_a_sign_in_of_postman_is_no_constant(auth: dict[str, object]) -> None:
    url = f"{HOST}/GetExecutionStatus/42?module=a&x={quote(KEY, safe='')}"
    items = [{"request": {"method": "GET", "url": url}}]
    source = {"info": {}, "variable": [{"key": "secret", "value": KEY}], "auth": auth, "item": items}
    learned = learned_from([read_given(json.dumps(source), "given")], "given")
    assert [one.label for one in learned.constants] == ["query:module"]


@pytest.mark.parametrize("account", ["", ":@", "@", "{{user}}:{{module}}@", "a@b:module@"])
def test_what_is_no_password_in_an_address_hides_nothing(account: str) -> None:
    url = f"https://{account}dev.example.com/DMMAPI/GetExecutionStatus/42?x=module&mail=a@b"
    learned = learned_from([read_given(_in_curl(url), "given")], "given")
    expected = ["query:mail"] if account.startswith("a@") else ["query:x", "query:mail"]
    assert [one.label for one in learned.constants] == expected


def test_half_a_character_in_a_sign_in_is_read() -> None:
    learned = learned_from([read_given(f"curl -u $'user:\\ud800x' '{HOST}/GetExecutionStatus/42'", "given")], "given")
    assert (learned.ignored, learned.origin) == (("--user",), "https://dev.example.com")
