"""A proxy that repeats its sign-in does not make it public, whoever gave it and in whatever form."""

import base64
import ssl
from collections.abc import Callable

import pytest

from api.api_calls import KEY, ROOT, Calls
from dmm_desktop.api.binding import built_in_contract
from dmm_desktop.api.client import DmmClient
from dmm_desktop.api.discovery import discover
from dmm_desktop.api.releases import newest_release
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.network_errors import ProxySignInNeeded
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token
from scripted_proxy import ScriptedProxy
from scripted_server import ScriptedServer, answering

ELSEWHERE = "https://dmm.invalid"
USER, PASSWORD = "alice", "4711"
PACKED = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
REPEATED = f"HTTP/1.1 407 Basic {PACKED}; {PACKED}; pw {PASSWORD}; {USER}:{PASSWORD}@\r\nContent-Length: 0\r\n\r\n"
HIDDEN = "407 Basic (hidden); (hidden); pw (hidden); (hidden)@"

Asked = Callable[[Redaction, Network], object]


def client_status(secrets: Redaction, network: Network) -> object:
    root = Address.parse(ELSEWHERE + ROOT)
    with DmmClient(root, built_in_contract(), Token(KEY), CancelToken(), secrets=secrets, network=network) as client:
        return client.get_execution_status("1")


def description(secrets: Redaction, network: Network) -> object:
    return discover(Address.parse(ELSEWHERE), CancelToken(), network=network, secrets=secrets)


def release(secrets: Redaction, network: Network) -> object:
    return newest_release(Address.parse(ELSEWHERE), CancelToken())


@pytest.mark.parametrize("ask", [client_status, description, release])
@pytest.mark.parametrize("in_variable", [True, False])
def test_what_a_proxy_repeats_is_hidden(monkeypatch: pytest.MonkeyPatch, ask: Asked, in_variable: bool) -> None:
    if ask is release and not in_variable:
        pytest.skip("it has no settings of its own")
    with ScriptedProxy(refusal=REPEATED.encode()) as proxy:
        network = Network(proxy=proxy.address, proxy_user=USER, proxy_password=proxy_password(PASSWORD))
        if in_variable:
            network = Network()
            monkeypatch.setenv("HTTPS_PROXY", f"http://{USER}:{PASSWORD}@127.0.0.1:{proxy.port}")
        secrets = Redaction()
        with pytest.raises(ProxySignInNeeded) as caught:
            ask(secrets, network)
        assert proxy.requests[0].headers["proxy-authorization"] == f"Basic {PACKED}"
    assert HIDDEN in caught.value.details
    if ask is not release:
        assert secrets(f"Basic {PACKED} {USER}:{PASSWORD}@ 4711") == "Basic (hidden) (hidden)@ 4711"


def test_the_number_stays_in_what_the_environment_says(
    trusted: None, tls: Callable[..., ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never sees the sign-in, so it cannot repeat it."""
    said = answering({"Status": "InError", "ErrorMessage": f"{PASSWORD} records, {USER}:{PASSWORD}@"})
    with ScriptedServer(said, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{USER}:{PASSWORD}@127.0.0.1:{proxy.port}")
        assert Calls(ELSEWHERE).status().error_message == "4711 records, (hidden)@"


def test_a_short_key_is_hidden_in_the_answers_to_it_alone() -> None:
    process = Redaction()
    with ScriptedServer(answering({"Status": "InError", "ErrorMessage": "key 4711, key 0815"})) as server:
        root = Address.parse(server.address + ROOT)
        for key, expected in (("4711", "key (hidden), key 0815"), ("0815", "key 4711, key (hidden)")):
            with DmmClient(root, built_in_contract(), Token(key), CancelToken(), secrets=process) as client:
                assert client.get_execution_status("42").error_message == expected


def test_a_short_key_is_hidden_in_the_details_of_an_error() -> None:
    with ScriptedServer(answering({"Errors": ["4711"]}, 400)) as server:
        root = Address.parse(server.address + ROOT)
        client = DmmClient(root, built_in_contract(), Token("4711"), CancelToken())
        with client, pytest.raises(DmmError) as caught:
            client.get_execution_status("42")
    told = f"{caught.value.sentences} {caught.value.details}"
    assert "4711" not in told and "(hidden)" in told
