"""The system's proxies are used for other hosts and never for this computer; they see neither token."""

import base64
import ssl
from collections.abc import Callable

import pytest

from client.api_calls import AT_ONCE, KEY, ONE_TIME, Calls, in_thread, shown
from client.local_name import local_name
from dmm_desktop.api.transport import Timeouts
from dmm_desktop.api.upload import Upload
from dmm_desktop.core.cancel import Cancelled
from dmm_desktop.core.errors import DmmError, NameNotFound, OutcomeUnknown
from dmm_desktop.core.network import DIRECT, SYSTEM_NETWORK, Network, proxy_password
from dmm_desktop.core.network_errors import CertificateRefused, ProxyFailed, ProxySignInNeeded
from scripted_proxy import ScriptedProxy
from scripted_server import Exchange, ScriptedServer, answering, leaving_after, response

ELSEWHERE = "https://dmm.invalid"
QUEUED = answering({"Status": "Queued", "MainExecutionTrackerId": 42})
VARIABLES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]

Tls = Callable[..., ssl.SSLContext]


def failure(timeouts: Timeouts | None = None, network: Network = SYSTEM_NETWORK) -> DmmError:
    with pytest.raises(DmmError) as caught:
        Calls(ELSEWHERE, timeouts=timeouts or Timeouts(), network=network).status()
    assert KEY not in shown(caught.value)
    return caught.value


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("form", ["http://127.0.0.1:{port}", "127.0.0.1:{port}", "http://127.0.0.1:{port}/"])
def test_other_hosts_are_reached_through_the_proxy(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, variable: str, form: str
) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv(variable, form.format(port=proxy.port))
        assert Calls(ELSEWHERE).status().status == "Queued"
        assert server.requests[0].headers["x-dmm-token"] == KEY
        assert server.requests[0].headers["host"] == "dmm.invalid"
        [seen] = proxy.requests
    assert (seen.method, seen.target) == ("CONNECT", "dmm.invalid:443")
    assert set(seen.headers) <= {"host", "user-agent", "proxy-connection", "connection"}


def test_an_import_goes_through_the_proxy(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], Upload]
) -> None:
    upload = upload_of(3_000_000)
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert Calls(ELSEWHERE).start(upload) == "42"
        assert base64.b64decode(server.starts[0].json()["ZipFile"]) == upload.path.read_bytes()
        assert not any(secret in str(vars(seen)) for seen in proxy.requests for secret in (KEY, ONE_TIME))


def test_a_cut_behind_the_proxy_after_the_last_byte_means_unknown(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], Upload]
) -> None:
    with ScriptedServer(leaving_after(None), tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with pytest.raises(OutcomeUnknown):
            Calls(ELSEWHERE).start(upload_of(10_000))
        assert len(server.starts) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", local_name("localhost"), local_name("LOCALHOST")])
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


@pytest.mark.parametrize("exception", ["dmm.invalid", ".invalid", "*", "other.example,dmm.invalid"])
@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_exceptions_from_the_proxy_are_respected(
    monkeypatch: pytest.MonkeyPatch, variable: str, exception: str
) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        monkeypatch.setenv(variable, exception)
        assert type(failure()) is NameNotFound
        assert proxy.connections == 0


@pytest.mark.parametrize("status", [302, 400, 401, 403, 500, 502, 503, 504])
def test_a_proxy_that_refuses(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    with ScriptedProxy(refusal=response("<html>", status, "Proxy-Authenticate: Basic")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        error = failure()
    assert type(error) is ProxyFailed
    assert str(status) in error.details


def test_a_proxy_that_refuses_an_import(monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], Upload]) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with pytest.raises(ProxyFailed):
            Calls(ELSEWHERE).start(upload_of(10_000))
        assert proxy.connections == 1


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy() as proxy:
        address = proxy.address
    monkeypatch.setenv("HTTPS_PROXY", address)
    assert type(failure()) is ProxyFailed


def test_a_proxy_that_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def script(exchange: Exchange) -> None:
        exchange.reset()

    with ScriptedServer(script) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert type(failure()) is ProxyFailed


def test_a_proxy_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(leaving_after(0, then=Exchange.hold)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert type(failure(Timeouts(connect=0.2))) is ProxyFailed


@pytest.mark.parametrize(
    "proxy",
    ["http://proxy.invalid:8080", "socks5://127.0.0.1:1", "http://", "http://[", "http://127.0.0.1:port", "ftp://x"],
)
def test_a_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    assert type(failure()) is ProxyFailed


def test_the_proxys_password_goes_to_the_proxy_alone_and_is_not_shown(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:pass%2Fword@127.0.0.1:{proxy.port}")
        Calls(ELSEWHERE).status()
        wanted = "Basic " + base64.b64encode(b"me:pass/word").decode()
        assert proxy.requests[0].headers["proxy-authorization"] == wanted
        assert "proxy-authorization" not in server.requests[0].headers
    assert not any(secret in shown(failure()) for secret in ("pass/word", "pass%2Fword", wanted))


def test_a_certificate_behind_the_proxy_is_verified_as_any(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(QUEUED, tls("other.example")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        error = failure()
        assert type(error) is CertificateRefused
        assert "not valid for 'dmm.invalid'" in error.details
        assert server.requests == []


def test_a_proxy_that_is_itself_reached_over_tls(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], Upload]
) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server, tls=tls()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert Calls(ELSEWHERE).status().status == "Queued"
        assert Calls(ELSEWHERE).start(upload_of(3_000_000)) == "42"


def test_a_proxy_over_tls_whose_certificate_is_not_trusted(tls: Tls, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy(tls=tls()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert type(failure()) is ProxyFailed
        assert proxy.requests == []


@pytest.mark.parametrize("secure_proxy", [False, True])
def test_a_question_through_a_proxy_ends_at_once(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, secure_proxy: bool
) -> None:
    silent = leaving_after(None, then=Exchange.hold)
    with (
        ScriptedServer(silent, tls("dmm.invalid")) as server,
        ScriptedProxy(server, tls=tls() if secure_proxy else None) as proxy,
    ):
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        calls = Calls(ELSEWHERE)
        with in_thread(calls.status) as asked:
            server.wait()
            calls.cancel.cancel()
            with pytest.raises(Cancelled):
                asked.result(AT_ONCE)


def test_a_proxy_of_ones_own_goes_before_that_of_the_system(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], Upload]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "*")
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        calls = Calls(ELSEWHERE, network=Network(proxy=proxy.address))
        assert calls.status().status == "Queued"
        assert calls.start(upload_of(10_000)) == "42"
        assert len(proxy.requests) == 2
    with ScriptedServer(QUEUED) as here, ScriptedProxy() as proxy:
        assert Calls(here.address, network=Network(proxy=proxy.address)).status().status == "Queued"
        assert proxy.connections == 0, "this computer is never reached through a proxy"


def test_the_systems_proxy_can_be_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert type(failure(network=Network(proxy=DIRECT))) is NameNotFound
        assert proxy.connections == 0


@pytest.mark.parametrize(("user", "password"), [("me", "pass/word: 1"), ("corp\\me", "é"), ("a@b", "p@:%")])
def test_a_sign_in_is_told_to_the_proxy_alone(
    trusted: None, tls: Tls, upload_of: Callable[[int], Upload], user: str, password: str
) -> None:
    with (
        ScriptedServer(QUEUED, tls("dmm.invalid")) as server,
        ScriptedProxy(server, sign_in=(user, password)) as proxy,
    ):
        network = Network(proxy=proxy.address, proxy_user=user, proxy_password=proxy_password(password))
        assert Calls(ELSEWHERE, network=network).status().status == "Queued"
        assert Calls(ELSEWHERE, network=network).start(upload_of(10_000)) == "42"
        assert not any("proxy-authorization" in request.headers for request in server.requests)
    assert password not in repr(network) or len(password) == 1


def test_a_sign_in_that_is_missing_or_wrong_has_words_of_its_own(tls: Tls, trusted: None) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server, sign_in=("me", "right")) as proxy:
        missing = failure(network=Network(proxy=proxy.address))
        wrong_password = Network(proxy=proxy.address, proxy_user="me", proxy_password=proxy_password("wrong-7"))
        wrong = failure(network=wrong_password)
        assert server.requests == []
    assert isinstance(missing, ProxySignInNeeded) and isinstance(wrong, ProxySignInNeeded)
    assert str(missing.reason) == "The proxy wants a user name and a password."
    assert str(wrong.reason) == "The proxy did not accept the user name and password."
    assert "wrong-7" not in shown(wrong) and "407" in wrong.details
