"""What goes to this computer goes past every proxy, needs no TLS, and gets nowhere else, whatever names resolve to."""

import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from api.api_calls import KEY, Calls
from api.elsewhere import asked_elsewhere
from dmm_desktop.api.adapter import connected_here
from dmm_desktop.core.errors import ConnectionFailed, WrongInput
from dmm_desktop.core.host import is_loopback
from dmm_desktop.core.network_errors import ElsewhereConnected, ProxyFailed
from mounts import with_hosts
from scripted_proxy import ScriptedProxy
from scripted_server import ScriptedServer, answering, response

QUEUED = answering({"Status": "Queued", "MainExecutionTrackerId": 77})
VARIABLES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]

Tls = Callable[..., ssl.SSLContext]


class Ipv6Server(ScriptedServer):
    host = "::1"


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_this_computer_is_never_reached_through_the_proxy(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    with ScriptedServer(QUEUED) as server, ScriptedProxy(server) as proxy:
        for variable in VARIABLES:
            monkeypatch.setenv(variable, proxy.address)
        assert Calls(f"http://{host}:{server.port}").status().status == "Queued"
        assert proxy.connections == 0


def test_this_computer_is_never_reached_through_the_proxy_over_tls_either(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(QUEUED, tls()) as server, ScriptedProxy(server) as proxy:
        for variable in VARIABLES:
            monkeypatch.setenv(variable, proxy.address)
        assert Calls(server.address).status().status == "Queued"
        assert proxy.connections == 0


def test_a_name_below_localhost_is_a_host_like_any(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with pytest.raises(ProxyFailed):
            Calls("https://anything.localhost").status()
        assert [request.target for request in proxy.requests] == ["anything.localhost:443"]
    with pytest.raises(WrongInput, match="Tokens are sent only over HTTPS"):
        Calls("http://anything.localhost").status()


@pytest.mark.parametrize("hosts", ["", "192.0.2.1 localhost\n", "0.0.0.0 localhost\n::2 localhost\n"])
def test_name_resolution_does_not_decide_where_localhost_is(tmp_path: Path, hosts: str) -> None:
    program = with_hosts(hosts, tmp_path)
    with ScriptedServer(QUEUED) as server:
        for name in ("localhost", "LOCALHOST."):
            assert asked_elsewhere(f"http://{name}:{server.port}", program) == ["", "Queued"]
        assert {request.headers["host"] for request in server.requests} == {f"localhost:{server.port}"}
        assert server.requests[0].headers["x-dmm-token"] == KEY


@pytest.mark.skipif(not has_ipv6(), reason="this computer has no IPv6")
def test_localhost_is_found_at_its_ipv6_address_too() -> None:
    with Ipv6Server(QUEUED) as server:
        assert Calls(server.address).status().status == "Queued"
        assert Calls(f"http://localhost:{server.port}").status().status == "Queued"
        assert server.requests[1].headers["host"] == f"localhost:{server.port}"


@pytest.mark.skipif(not has_ipv6(), reason="this computer has no IPv6")
def test_localhost_is_asked_at_its_ipv4_address_first() -> None:
    """As docs/security.md says: another user may listen at the address that the service does not use."""
    with (
        ScriptedServer(QUEUED) as server,
        socket.create_server(("::1", server.port), family=socket.AF_INET6) as other,
    ):
        other.setblocking(False)
        assert Calls(f"http://localhost:{server.port}").status().status == "Queued"
        with pytest.raises(BlockingIOError):
            other.accept()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_where_nothing_listens(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(ConnectionFailed) as caught:
        Calls(f"http://{host}:{port}").status()
    assert type(caught.value) is ConnectionFailed
    assert "refused" in caught.value.details or "Cannot assign" in caught.value.details


def test_a_socket_that_leads_to_another_address_is_not_used() -> None:
    """As a filter of the operating system could make it. No header was sent: there is no request yet."""
    other = _other_address()
    if other is None:
        pytest.skip("this computer has no address but its loopback ones")
    with socket.create_server((other, 0)) as server:
        connected = socket.create_connection(server.getsockname()[:2])
        with pytest.raises(ElsewhereConnected) as caught:
            connected_here(connected, "localhost:9310")
        assert connected.fileno() == -1
        accepted, _ = server.accept()
        assert accepted.recv(1) == b""
        accepted.close()
    assert str(caught.value).startswith(
        f"The connection to localhost:9310 failed. It led to another computer, {other}. Nothing was sent to it. "
    )


def test_a_socket_that_leads_here_is_used() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as connected:
        assert connected_here(connected, "localhost:9310") is connected


def _other_address() -> str | None:
    """An IPv4 address of this computer that is not a loopback one. Nothing is sent: only a route is looked for."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as anywhere:
        try:
            anywhere.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(anywhere.getsockname()[0])
    return None if is_loopback(address) else address
