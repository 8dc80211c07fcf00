"""How far a description reaches: below the API's root, and not into headers that are not an API's."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.api_calls import ROOT, Calls
from api.descriptions import CREATE, STATUS, STOP, TRACKER, at, body, bound, contract, described, obj, reason
from dmm_desktop.core.address import Address, leads_elsewhere
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
    ],
)
def test_a_path_that_leads_out_of_the_api_is_not_bound(path: str) -> None:
    paths = described(STOP, body(obj(**{TRACKER: {"type": "string"}})), path=path, operationId="StopExecution")
    assert "its path leads out of the API" in reason(STOP, paths)
    with ScriptedServer(answering({})) as server:
        with pytest.raises(ContractIncomplete):
            Calls(server.address, contract(paths)).stop()
        assert server.requests == []


@pytest.mark.parametrize("tracker_id", ["a/../b", "..\\x", "x/..;/y", "%2e%2e/x", "a/%2e%2e%2fb"])
def test_nor_does_a_tracker_id_lead_out_of_it(tracker_id: str) -> None:
    paths = described(STATUS, at("path", TRACKER), method="get", path=f"/runs/{{{TRACKER}}}/GetExecutionStatus")
    with ScriptedServer(answering({"Status": "Queued"})) as server:
        with (
            pytest.raises(WrongInput, match="would leave the API") as caught,
            Calls(server.address, contract(paths)).client() as client,
        ):
            client.get_execution_status(tracker_id)
        assert "Nothing was sent" in str(caught.value)
        assert server.requests == []


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


@given(st.text(alphabet=string.ascii_letters + string.digits + "-_.~/%;\\é ", max_size=30))
def test_what_is_sent_is_always_below_the_root(tail: str) -> None:
    """Whatever path a description has: it is refused, or a server that resolves every step finds it below the root."""
    if leads_elsewhere(tail):
        return
    steps = Address.parse("https://x.example/a/b").path.split("/")[1:]
    for part in tail.split("/"):
        assert part not in (".", "..")
        steps.append(part)
    assert steps[:2] == ["a", "b"]


@pytest.mark.parametrize(
    "name",
    [
        "Cookie",
        "authorization",
        "Proxy-Authorization",
        "Transfer-Encoding",
        "Connection",
        "Upgrade",
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
