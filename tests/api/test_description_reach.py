"""How far a description reaches: below the API's root, and not into headers that are not an API's."""

import re
import string
from urllib.parse import unquote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.api_calls import ROOT, Calls
from api.descriptions import CREATE, STATUS, STOP, TRACKER, at, body, bound, contract, described, obj, reason
from dmm_desktop.api.calls import status_request
from dmm_desktop.api.curl_command import curl_command
from dmm_desktop.core.address import leads_elsewhere
from dmm_desktop.core.errors import ContractIncomplete, WrongInput
from scripted_server import ScriptedServer, answering

OTHER = "Other/rest/StopExecution/collect"


@pytest.mark.parametrize(
    "path",
    [
        f"/../../../{OTHER}",
        f"/%2e%2e/%2E%2e/{OTHER}",
        f"/.%2e/{OTHER}",
        f"/%252e%252e/{OTHER}",
        f"/..;/{OTHER}",
        f"/..%2f..%2f{OTHER}",
        f"/..\\{OTHER}",
        f"/..%5c{OTHER}",
        f"/a/./../../{OTHER}",
        "/StopExecution/..",
        "/StopExecution;jsessionid=1",
        "/StopExecution%3b",
        "/StopExecution\uff1b1",
        "/StopExecution%3Fa/b",
        "/StopExecution\uff1fa/b",
        "/StopExecution%23a/GetExecutionStatus",
        f"/%u002e%u002e/{OTHER}",
        f"/%c0%ae%c0%ae/{OTHER}",
        f"/%25c0%25ae/{OTHER}",
        f"/.. /{OTHER}",
        f"/...%20/{OTHER}",
        f"/\uff0e\uff0e\uff0f{OTHER}",
        f"/\u2025/{OTHER}",
        f"/a\uff3c..\uff3c{OTHER}",
        f"/..\u2215..\u2044{OTHER}",
        f"/..%E2%88%95{OTHER}",
        f"/a\u2216..\u2216{OTHER}",
        f"/\uff052e\uff052e/{OTHER}",
        "/StopExecution%",
        "/StopExecution%0",
        "/StopExecution%00",
        "/StopExecution%0d%0aX-Injected:%201",
        "/StopExecution%C2%85",
        "/StopExecution%FF",
        "/StopExecution%2541",
    ],
)
def test_a_path_that_leads_out_of_the_api_is_not_bound(path: str) -> None:
    paths = described(STOP, body(obj(**{TRACKER: {"type": "string"}})), path=path, operationId="StopExecution")
    assert "its path could point outside the API" in reason(STOP, paths)
    with ScriptedServer(answering({})) as server:
        with pytest.raises(ContractIncomplete):
            Calls(server.address, contract(paths)).stop()
        assert server.requests == []


@pytest.mark.parametrize(
    "tracker_id",
    ["a/../b", "..\\x", "x/..;/y", "%2e%2e/x", "a/%2e%2e%2fb", "%u002e%u002e", "a\x01", "\u2025", "..\u2215b"],
)
def test_nor_does_a_tracker_id_lead_out_of_it(tracker_id: str) -> None:
    paths = described(STATUS, at("path", TRACKER), method="get", path=f"/runs/{{{TRACKER}}}/GetExecutionStatus")
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        with (
            pytest.raises(WrongInput, match="could leave the API") as caught,
            Calls(server.address, contract(paths)).client() as client,
        ):
            client.get_execution_status(tracker_id)
        assert str(caught.value.title) == f"Nothing was sent to {server.host_and_port}."
        assert server.requests == []


@pytest.mark.parametrize(
    ("above", "path", "tracker_id"),
    [
        ("/StopExecution", f"/{{{TRACKER}}}", "77"),
        ("/stop_Execution", "/status", "77"),
        ("", f"/{{{TRACKER}}}", "StopExecution"),
        ("", f"/runs/{{{TRACKER}}}", "x/StopExecution"),
        ("", f"/Stop{{{TRACKER}}}", "Execution."),
    ],
)
def test_neither_root_nor_id_makes_it_the_address_of_another_operation(above: str, path: str, tracker_id: str) -> None:
    place = at("path" if "{" in path else "query", TRACKER)
    found = contract(described(STATUS, place, path=path, operationId=STATUS))
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        calls = Calls(server.address + above, found)
        with (
            pytest.raises(WrongInput, match="its address is that of StopExecution") as caught,
            calls.client() as client,
        ):
            client.get_execution_status(tracker_id)
        assert str(caught.value.title) == f"Nothing was sent to {server.host_and_port}."
        assert "Check the address of the environment" in str(caught.value.advice)
        assert server.requests == []
        with pytest.raises(WrongInput, match="its address is that of StopExecution"), calls.client() as client:
            curl_command(status_request(found, tracker_id), client.root, str)


def test_two_values_side_by_side_are_no_step_up() -> None:
    paths = described(
        STATUS, at("path", TRACKER), at("path", "LogPage"), method="get", path=f"/{{{TRACKER}}}{{LogPage}}"
    )
    paths = {path: {"get": {**one["get"], "operationId": STATUS}} for path, one in paths.items()}
    with (
        ScriptedServer(answering({"Status": "Queued"})) as server,
        Calls(server.address, contract(paths)).client() as client,
    ):
        client.get_execution_status(".5")
        assert [one.target for one in server.requests] == [f"{ROOT}/.50"]


PIECES = st.lists(
    st.text(string.ascii_letters + string.digits + "-_.~/%;\\é\x00 \uff0e\uff0f", max_size=8)
    | st.sampled_from([".", "..", "%2e", "%2F", "%5C", "%25", "u002e", "%c0%ae", "%e0%80%ae", "%00", "%C3%A9", "%"]),
    max_size=8,
).map("".join)


@given(PIECES)
def test_what_is_sent_is_always_below_the_root(path: str) -> None:
    """Whatever path a description has: it is refused, or each kind of server finds it below the root, however it
    decodes escapes and however often."""
    if leads_elsewhere(path):
        return
    for decode in (unquote, lambda one: unquote(one, "latin-1"), _as_older_servers, _as_iis):
        read = path
        for _ in range(3):
            assert not re.search(r"[\\\x00-\x1f\x7f]", read)
            assert not [part for part in re.split("/", read) if part.partition(";")[0].rstrip() in (".", "..")]
            read = decode(read)


def _as_iis(path: str) -> str:
    return unquote(re.sub("%u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), path))


def _as_older_servers(path: str) -> str:
    """Decoded as UTF-8 without a look at how many bytes a character needs."""
    octets = unquote_to_bytes(path).decode("latin-1")
    two = re.sub("[\xc0\xc1]([\x80-\xbf])", lambda match: chr(ord(match[0][0]) & 1 << 6 | ord(match[1]) & 63), octets)
    return re.sub("\xe0[\x80\x81]([\x80-\xbf])", lambda match: chr(ord(match[1]) & 63), two)


def test_what_a_usual_api_has_in_its_path_stays() -> None:
    for path in (
        "/DMM_API/rest/v1/Start.Execution",
        "/a%20b/%C3%A9",
        "/é/~a/.well-known",
        "/100%25",
        "/a..b/v1.2/a%2Fb",
    ):
        assert not leads_elsewhere(path)


@pytest.mark.parametrize(
    "name",
    [
        "Cookie",
        "authorization",
        "Proxy-Authorization",
        "Transfer-Encoding",
        "Connection",
        "Upgrade",
        "Cookie2",
        "HTTP2-Settings",
        "X-Host",
        "X_Original_Host",
        "X Y",
        "X:Y",
        "Ünö",
        "A\r\nX-Injected: 1",
        "",
    ],
)
def test_headers_that_are_not_an_apis_are_never_set(name: str) -> None:
    fields = (at("query", "ConnectionName"), at("header", name))
    found = bound(CREATE, described(CREATE, *fields))
    assert [field.name for field in found.fields] == ["ConnectionName"]
    required = (at("query", "ConnectionName"), at("header", name, required=True))
    assert "which a description cannot set" in reason(CREATE, described(CREATE, *required))


def test_a_header_of_the_api_itself_is_set() -> None:
    fields = (at("query", "ConnectionName"), at("header", "X-Tenant"))
    assert [field.name for field in bound(CREATE, described(CREATE, *fields)).fields] == ["ConnectionName", "X-Tenant"]


@pytest.mark.parametrize("name", ["X-DMM-Token", "x_dmm_token", "X_DMM-Token_OTP", "Host", "Content_Length"])
def test_headers_that_every_request_has_are_not_set_in_any_spelling(name: str) -> None:
    """Some servers treat an underscore as a hyphen."""
    fields = (at("query", "ConnectionName"), at("header", name, required=True))
    found = bound(CREATE, described(CREATE, *fields))
    assert [field.name for field in found.fields] == ["ConnectionName"]
