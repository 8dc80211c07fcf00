"""Looking for an environment's own description: where, in what order, with no token, and what if there is none."""

import copy
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.api_calls import KEY, ROOT, Calls
from dmm_desktop.api.contract import Operation, Source
from dmm_desktop.api.discovery import Discovery, ProbeResult, discover, load_description
from dmm_desktop.api.learned import plain_description
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import (
    ConnectionFailed,
    ContractIncomplete,
    DmmError,
    LocalError,
    NameNotFound,
    ServerBusy,
    ServerFailed,
    TimedOut,
    UnreadableAnswer,
    WrongInput,
)
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.network_errors import CertificateRefused
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.resources import resource
from scripted_server import Exchange, Script, ScriptedServer, answering, leaving_after, response, sending

DESCRIPTION: dict[str, Any] = json.loads(resource("dmm-api.swagger.json").read_bytes())
PLACES = ["", "/DMMAPI/rest/v1", "/DMM_API/rest/v1", "/DMMAPI/rest/DMMAPI"]
OTHER_API = {"swagger": "2.0", "paths": {"/Pets": {"get": {"responses": {}}}}}


def with_status_at(path: str) -> dict[str, Any]:
    """A description that names one operation only, at a path of its own."""
    description = copy.deepcopy(DESCRIPTION)
    description["paths"] = {path: description["paths"]["/GetExecutionStatus"]}
    return description


def found(script: Script, path: str = "", timeouts: Timeouts | None = None) -> tuple[Discovery, ScriptedServer]:
    """What looking at a server's address, with the path, finds. No request for it carries a token."""
    with ScriptedServer(script) as server:
        address = Address.parse(server.address + path)
        discovery = discover(address, CancelToken(), timeouts or Timeouts())
    for request in server.requests:
        assert request.method == "GET"
        assert request.target.endswith("/swagger.json")
        assert request.body == b""
        assert set(request.headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
    return discovery, server


def at(path: str, script: Script) -> Script:
    """The script at one path, a 404 everywhere else."""

    def chosen(exchange: Exchange) -> None:
        (script if exchange.request.target == f"{path}/swagger.json" else answering(b"", 404))(exchange)

    return chosen


@pytest.mark.parametrize("place", PLACES)
def test_a_bare_host_is_searched_in_order_until_a_description_is_found(place: str) -> None:
    discovery, server = found(at(place, answering(DESCRIPTION)))
    looked_at = PLACES[: PLACES.index(place) + 1]
    assert [request.target for request in server.requests] == [f"{path}/swagger.json" for path in looked_at]
    assert [probe.place for probe in discovery.probes] == [f"{server.address}{path}/swagger.json" for path in looked_at]
    assert [probe.finding for probe in discovery.probes][:-1] == [ProbeResult.NOTHING] * (len(looked_at) - 1)
    assert discovery.probes[-1].finding is ProbeResult.DESCRIPTION
    assert str(discovery.root) == server.address + place
    assert discovery.contract.source is Source.ENVIRONMENT
    assert discovery.contract.origin == discovery.probes[-1].place
    assert discovery.description is not None
    assert json.loads(discovery.description) == DESCRIPTION


def test_a_bare_host_without_a_description_gets_the_built_in_contract() -> None:
    discovery, server = found(answering(b"", 404))
    assert [request.target for request in server.requests] == [f"{path}/swagger.json" for path in PLACES]
    assert str(discovery.root) == server.address + ROOT
    assert discovery.contract.source is Source.BUILT_IN
    assert discovery.contract.missing == ()
    assert discovery.description is None


@pytest.mark.parametrize("path", ["/My/rest/api", "/My/rest/api/", "/My/rest/api/swagger.json"])
def test_a_full_root_is_looked_at_itself_and_nowhere_else(path: str) -> None:
    discovery, server = found(answering(b"", 404), path)
    assert [request.target for request in server.requests] == ["/My/rest/api/swagger.json"]
    assert str(discovery.root) == f"{server.address}/My/rest/api"
    assert discovery.contract.source is Source.BUILT_IN


def test_the_environments_own_description_is_used_from_then_on() -> None:
    def script(exchange: Exchange) -> None:
        if exchange.request.operation == "swagger.json":
            exchange.answer(with_status_at("/v7/Executions/GetExecutionStatus"))
        else:
            exchange.answer({"Status": "Queued"})

    with ScriptedServer(script) as server:
        discovery = discover(Address.parse(server.address + "/root"), CancelToken())
        with Calls(server.address, contract=discovery.contract).client() as client:
            assert client.get_execution_status("77").status == "Queued"
            assert client.pages_logs
            assert not client.tells_errors
            with pytest.raises(ContractIncomplete, match="GetExecutionOutputs"):
                client.get_execution_outputs("77")
        asked = server.of("GetExecutionStatus")
    assert [request.target.partition("?")[0] for request in asked] == [f"{ROOT}/v7/Executions/GetExecutionStatus"]
    assert asked[0].headers["x-dmm-token"] == KEY
    assert [missing.operation for missing in discovery.contract.missing] == [
        operation for operation in Operation if operation is not Operation.GET_EXECUTION_STATUS
    ]


NOT_A_DESCRIPTION: dict[str, tuple[Script, ProbeResult, int]] = {
    "web page": (answering("<!DOCTYPE html>", 200, "Content-Type: text/html"), ProbeResult.WEB_PAGE, 200),
    "web page after blanks": (answering("\ufeff" + " \r\n" * 500 + "<HTML>"), ProbeResult.WEB_PAGE, 200),
    "redirect": (answering(b"", 302, "Location: http://127.0.0.2:9/login"), ProbeResult.REDIRECT, 302),
    "not modified": (answering(b"", 304, length=None), ProbeResult.REDIRECT, 304),
    "401": (answering({"Errors": ["No."]}, 401), ProbeResult.REFUSED, 401),
    "403": (answering("<html>", 403), ProbeResult.REFUSED, 403),
    "404": (answering("<html>", 404), ProbeResult.NOTHING, 404),
    "204": (answering(b"", 204, length=None), ProbeResult.NOTHING, 204),
    "500": (answering({"Errors": ["Boom."]}, 500), ProbeResult.NOTHING, 500),
    "empty": (answering(b""), ProbeResult.UNREADABLE, 200),
    "other JSON": (answering({"hello": "world"}), ProbeResult.UNREADABLE, 200),
    "list": (answering(b"[]"), ProbeResult.UNREADABLE, 200),
    "text": (answering(b"swagger: '2.0'"), ProbeResult.UNREADABLE, 200),
    "not UTF-8": (answering(b"\xff\xfe{\x00}\x00"), ProbeResult.UNREADABLE, 200),
    "nested": (answering(b"[" * 100_000), ProbeResult.UNREADABLE, 200),
    "OpenAPI 4": (answering({"openapi": "4.0.1", "paths": {}}), ProbeResult.UNREADABLE, 200),
    "other API": (answering(OTHER_API), ProbeResult.OTHER_DESCRIPTION, 200),
    "no paths": (answering({"swagger": "2.0"}), ProbeResult.OTHER_DESCRIPTION, 200),
    "cut": (sending(response(DESCRIPTION)[:-1]), ProbeResult.UNREADABLE, 200),
    "reset": (sending(response(DESCRIPTION)[:500], then=Exchange.reset), ProbeResult.UNREADABLE, 200),
    "cut chunk": (sending(response(DESCRIPTION, chunked=100)[:-20]), ProbeResult.UNREADABLE, 200),
    "silent": (sending(response(DESCRIPTION)[:-1], then=Exchange.hold), ProbeResult.UNREADABLE, 200),
    "damaged gzip": (answering(b"no gzip", 200, "Content-Encoding: gzip"), ProbeResult.UNREADABLE, 200),
    "too large": (answering(b" " * (16 * 1024 * 1024 + 1)), ProbeResult.UNREADABLE, 200),
}


@pytest.mark.parametrize(("script", "finding", "status"), NOT_A_DESCRIPTION.values(), ids=NOT_A_DESCRIPTION)
def test_what_is_no_description_is_noted_and_the_next_place_is_tried(
    script: Script, finding: ProbeResult, status: int
) -> None:
    def first_this(exchange: Exchange) -> None:
        (script if exchange.request.target == "/swagger.json" else at(PLACES[2], answering(DESCRIPTION)))(exchange)

    discovery, server = found(first_this, timeouts=Timeouts(read=0.3))
    assert (discovery.probes[0].finding, discovery.probes[0].status) == (finding, status)
    assert discovery.probes[-1].finding is ProbeResult.DESCRIPTION
    assert str(discovery.root) == server.address + PLACES[2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xe4", "not JSON"),
        (OTHER_API, "It names GET /Pets."),
        ({"openapi": "4.0.1"}, "OpenAPI 4.0.1"),
        (b"nonsense", "not JSON"),
        (b" " * (16 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_a_probe_says_why_a_description_cannot_be_used(content: object, reason: str) -> None:
    discovery, _ = found(answering(content), "/root")
    assert reason in str(discovery.probes[0].reason)
    assert discovery.contract.source is Source.BUILT_IN


def test_operations_that_only_look_like_documented_ones_are_named_and_not_used() -> None:
    description = copy.deepcopy(DESCRIPTION)
    for name, other in (("StartExecution", "Execution_Start"), ("GetExecutionStatus", "Executions_GetStatus")):
        description["paths"][f"/{other}/"] = description["paths"].pop(f"/{name}")
        description["paths"][f"/{other}/"]["post" if name == "StartExecution" else "get"]["operationId"] = other
    for name in ("CreateConnection", "StopExecution", "GetExecutionOutputs"):
        del description["paths"][f"/{name}"]
    discovery, _ = found(answering(description), "/root")
    assert discovery.contract.source is Source.BUILT_IN
    assert (discovery.probes[0].finding, str(discovery.probes[0].reason)) == (
        ProbeResult.OTHER_DESCRIPTION,
        "Execution_Start looks like StartExecution. Executions_GetStatus looks like GetExecutionStatus.",
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_description_in_any_encoding_that_files_may_have(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    content = (mark + json.dumps(DESCRIPTION)).encode(encoding)
    discovery, _ = found(answering(content), "/root")
    (tmp_path / "own.json").write_bytes(content)
    loaded = load_description(tmp_path / "own.json", Address.parse("https://environment.example"))
    assert discovery.description == json.dumps(DESCRIPTION)
    assert loaded.description == plain_description(json.dumps(DESCRIPTION), with_constants=True)


@pytest.mark.parametrize("how", [{"gzipped": True}, {"chunked": 100}, {"bom": True}, {"length": None}])
def test_a_description_is_read_however_it_travels(how: dict[str, Any]) -> None:
    discovery, _ = found(answering(DESCRIPTION, **how), "/root")
    assert discovery.contract.source is Source.ENVIRONMENT
    assert discovery.description is not None
    assert json.loads(discovery.description) == DESCRIPTION


def test_a_description_in_tiny_pieces_is_read_in_time() -> None:
    discovery, _ = found(answering(json.dumps(DESCRIPTION) + " " * 200_000, chunked=1), "/root")
    assert discovery.contract.source is Source.ENVIRONMENT


def test_a_host_that_redirects_everything_is_followed_nowhere() -> None:
    with ScriptedServer(answering(DESCRIPTION)) as elsewhere:
        discovery, _ = found(answering(b"", 301, f"Location: {elsewhere.address}/swagger.json"))
        assert {probe.finding for probe in discovery.probes} == {ProbeResult.REDIRECT}
        assert elsewhere.connections == 0


def looking_at(address: str, timeouts: Timeouts | None = None) -> DmmError:
    with pytest.raises(DmmError) as caught:
        discover(Address.parse(address), CancelToken(), timeouts or Timeouts())
    return caught.value


def test_a_refused_connection() -> None:
    with ScriptedServer(answering()) as server:
        address = server.address
    assert type(looking_at(address)) is ConnectionFailed


@pytest.mark.parametrize("host", ["nonexistent.invalid", "a_b.invalid", "xn--mnchen-3ya.invalid"])
def test_an_unknown_name(host: str) -> None:
    error = looking_at(f"https://{host}")
    assert type(error) is NameNotFound
    assert host in str(error)


@pytest.mark.parametrize("leave", [Exchange.close, Exchange.reset])
def test_a_connection_that_is_cut(leave: Callable[[Exchange], None]) -> None:
    with ScriptedServer(leaving_after(None, then=leave)) as server:
        assert type(looking_at(server.address)) is ConnectionFailed
        assert server.connections == 1


def test_silence() -> None:
    with ScriptedServer(leaving_after(None, then=Exchange.hold)) as server:
        error = looking_at(server.address, Timeouts(read=0.2))
    assert type(error) is TimedOut
    assert "0.2 seconds" in str(error)


@contextmanager
def full_port() -> Iterator[int]:
    """A port that takes no more connections: whoever connects waits."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, ExitStack() as stack:
        port: int = server.getsockname()[1]
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", port))
        yield port


def test_a_connection_that_is_never_made() -> None:
    with full_port() as port:
        error = looking_at(f"http://127.0.0.1:{port}", Timeouts(connect=0.2))
    assert type(error) is TimedOut
    assert "0.2 seconds" in str(error)


def test_a_host_that_takes_the_connection_and_never_shakes_hands() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        error = looking_at(f"https://127.0.0.1:{server.getsockname()[1]}", Timeouts(connect=0.2))
    assert type(error) is TimedOut
    assert "0.2 seconds" in str(error)


def test_a_host_that_speaks_something_else() -> None:
    with ScriptedServer(sending(b"220 mail.example ESMTP\r\n")) as server:
        assert type(looking_at(server.address)) is UnreadableAnswer


def test_a_certificate_that_is_not_trusted(tls: Callable[..., ssl.SSLContext]) -> None:
    with ScriptedServer(answering(DESCRIPTION), tls()) as server:
        assert type(looking_at(server.address)) is CertificateRefused
        assert server.requests == []


def test_a_description_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(with_status_at("/X/GetExecutionStatus")).encode())
    address = Address.parse("https://environment.example/My/rest/api")
    discovery = load_description(path, address)
    assert discovery.root == address
    assert (discovery.contract.source, discovery.contract.origin) == (Source.FILE, "own.json")
    assert discovery.contract.has(Operation.GET_EXECUTION_STATUS)
    assert discovery.probes == ()
    assert discovery.description is not None
    assert json.loads(discovery.description)["openapi"] == "3.0.3"


@pytest.mark.parametrize(
    "content", [b"", b"no JSON", b"{}", json.dumps({"openapi": "3.1"}).encode(), json.dumps(OTHER_API).encode()]
)
def test_a_file_that_does_not_describe_the_api(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(content)
    with pytest.raises(WrongInput):
        load_description(path, Address.parse("https://environment.example"))


@pytest.mark.parametrize(("name", "problem"), [("missing.json", "could not be read."), (".", "It is a folder.")])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(LocalError) as caught:
        load_description(tmp_path / name, Address.parse("https://environment.example"))
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"), [(429, ServerBusy), (503, ServerBusy), (502, ServerFailed), (504, ServerFailed)]
)
def test_a_busy_server_is_not_one_without_a_description(status: int, kind: type[DmmError]) -> None:
    """The built-in contract could send a zip and both tokens to an address that is not DMM's."""
    with ScriptedServer(answering(b"", status, "Retry-After: 7")) as server:
        with pytest.raises(kind) as caught:
            discover(Address.parse(server.address + "/rest/v1"), CancelToken())
        assert len(server.requests) == 1
    assert "7 seconds" in str(caught.value.advice)


def test_a_place_that_refuses_beside_others_that_do_not_exist_may_be_the_api() -> None:
    refusing = answering({"Errors": ["No."]}, 401)
    discovery, server = found(at("/DMM_API/rest/v1", refusing))
    assert discovery.contract.source is Source.BUILT_IN
    said = (
        f"{server.address}/DMM_API/rest/v1 exists, but refuses access without a key. If the API is there, use this as "
    )
    assert [str(one) for one in discovery.hidden_roots] == [said + "the address."]
    everywhere, _ = found(refusing)
    assert everywhere.hidden_roots == (), "a gateway refuses anything"
    host, _ = found(at("", refusing))
    assert host.hidden_roots == (), "only the host refuses"
    described, _ = found(at("/DMMAPI/rest/DMMAPI", answering(DESCRIPTION)))
    assert described.hidden_roots == ()


@pytest.mark.parametrize(
    "secret", ["string", "post", "password", "parameters", "required", "ErrorMessage", "multipart"]
)
def test_a_secret_that_is_a_word_of_every_description_damages_none(secret: str) -> None:
    """The password of a proxy: what a description has to say is no secret. Other secrets in it are hidden."""
    secrets = Redaction()
    secrets.add_text(secret)
    secrets.add_text("tidy-Up-4711")
    description = json.dumps(DESCRIPTION | {"info": {"title": f"password: {secret}, tidy-Up-4711", "version": "1"}})
    with ScriptedServer(answering(json.loads(description))) as server:
        network = Network(proxy_user="alice", proxy_password=proxy_password(secret))
        found = discover(Address.parse(server.address), CancelToken(), secrets=secrets, network=network)
    assert found.description is not None
    assert json.loads(found.description)["paths"] == DESCRIPTION["paths"]
    assert "tidy" not in found.description and "(hidden)" in found.description


def test_a_short_secret_that_is_no_such_word_is_hidden_in_a_description() -> None:
    secrets = Redaction()
    secrets.add_text("4711")
    said = DESCRIPTION | {"info": {"title": "password: 4711", "version": "1"}}
    with ScriptedServer(answering(said)) as server:
        found = discover(Address.parse(server.address), CancelToken(), secrets=secrets)
    assert found.description is not None and "4711" not in found.description
