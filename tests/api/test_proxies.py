"""The system's proxies are used for other hosts, and see neither token."""

import base64
import os
import ssl
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from api.api_calls import AT_ONCE, KEY, ONE_TIME, Calls, in_thread, shown
from dmm_desktop.api.transport import Timeouts, proxy_for, proxy_in_settings
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.address import Address
from dmm_desktop.core.errors import ConnectionFailed, DmmError, NameNotFound, OutcomeUnknown
from dmm_desktop.core.job import Cancelled
from dmm_desktop.core.network import DIRECT, SYSTEM_NETWORK, Network, proxy_password
from dmm_desktop.core.network_errors import (
    CertificateRefused,
    ProxyFailed,
    ProxySignInNeeded,
    ProxyUnusable,
)
from dmm_desktop.core.text import text
from scripted_proxy import ScriptedProxy
from scripted_server import Exchange, ScriptedServer, answering, leaving_after, response

ELSEWHERE = "https://dmm.invalid"
QUEUED = answering({"Status": "Queued", "MainExecutionTrackerId": 77})
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
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]
) -> None:
    upload = upload_of(3_000_000)
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert Calls(ELSEWHERE).start(upload) == "77"
        assert base64.b64decode(server.starts[0].json()["ZipFile"]) == upload.path.read_bytes()
        assert not any(secret in str(vars(seen)) for seen in proxy.requests for secret in (KEY, ONE_TIME))


def test_a_cut_behind_the_proxy_after_the_last_byte_means_unknown(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]
) -> None:
    with ScriptedServer(leaving_after(None), tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        with pytest.raises(OutcomeUnknown):
            Calls(ELSEWHERE).start(upload_of(10_000))
        assert len(server.starts) == 1


@pytest.mark.parametrize("leave", [Exchange.close, Exchange.reset])
def test_a_cut_behind_the_proxy_is_not_called_a_refusal_of_the_proxy(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, leave: Callable[[Exchange], None]
) -> None:
    script = leaving_after(None, then=leave)
    with ScriptedServer(script, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert type(failure()) is ConnectionFailed
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "exception",
    ["dmm.invalid", ".invalid", "*", "other.example,dmm.invalid", "dmm.invalid.", "*.invalid", "DMM.invalid:443"],
)
@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_exceptions_from_the_proxy_are_respected(
    monkeypatch: pytest.MonkeyPatch, variable: str, exception: str
) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        monkeypatch.setenv(variable, exception)
        assert type(failure()) is NameNotFound
        assert proxy.connections == 0


@pytest.mark.parametrize(
    ("address", "exception"),
    [
        ("https://10.0.0.5:8443", "10.0.0.5:8443"),
        ("https://[fd00::5]", "fd00::/8"),
        ("https://[fd00::5]", "[fd00::5]"),
        ("https://dmm.invalid.", "dmm.invalid"),
    ],
)
def test_exceptions_are_respected_for_every_form_of_host(
    monkeypatch: pytest.MonkeyPatch, address: str, exception: str
) -> None:
    def asks_the_proxy(no_proxy: str) -> bool:
        monkeypatch.setenv("NO_PROXY", no_proxy)
        return proxy_for(Address.parse(address), SYSTEM_NETWORK) == "http://proxy.example:8080"

    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:8080")
    assert asks_the_proxy("other.example")
    assert not asks_the_proxy(exception)


def test_the_settings_of_windows_and_macos_have_exceptions_of_their_own() -> None:
    """In the forms in which urllib tells them: Linux has no such settings."""
    prod, excepted = Address.parse("https://prod.example"), Address.parse("https://excepted.example")

    def proxy(address: Address, **settings: str) -> str:
        return proxy_in_settings(address, settings, lambda host: host == "excepted.example")

    assert proxy(prod) == proxy(prod, http="http://plain.example:1") == ""
    assert proxy(prod, https="http://proxy.example:8080") == "http://proxy.example:8080"
    assert proxy(prod, all="proxy.example:8080") == "proxy.example:8080"
    assert proxy(excepted, https="http://proxy.example:8080") == ""


@pytest.mark.parametrize("status", [302, 400, 401, 403, 500, 502, 503, 504])
def test_a_proxy_that_refuses(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    with ScriptedProxy(refusal=response("<html>", status, "Proxy-Authenticate: Basic")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        error = failure()
    assert type(error) is ProxyFailed
    assert str(status) in error.details


def test_a_proxy_that_refuses_an_import(monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]) -> None:
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


def test_a_proxy_that_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:8080")
    assert type(failure()) is ProxyFailed


SOCKS = "SOCKS proxies are not supported."
NO_HOST = "Its host name is not valid."
PORT = "Its port is not a number from 1 to 65535."
UNUSABLE = {
    **dict.fromkeys(["socks://127.0.0.1:1", "socks5://127.0.0.1:1", "SOCKS5H://me:pa55wort@127.0.0.1:1"], SOCKS),
    **dict.fromkeys(["ftp://x:1", "file:///x", "http+unix://x"], "Only HTTP proxies can be used."),
    **dict.fromkeys(["http://", "http://[", "http://me:pa55wort@", "http://a$b:1", "::::"], NO_HOST),
    **dict.fromkeys(["127.0.0.1:99999", "http://me:pa55wort@127.0.0.1:port", "proxy:0"], PORT),
    **dict.fromkeys(
        ["http://127.0.0.1 :1", "http://me:pa55 wort@proxy:1"], "It contains spaces, line ends or invisible"
    ),
    **dict.fromkeys(
        ["http://me:pa55/wort@127.0.0.1:1", "http://me:#pa55wort@127.0.0.1:1"], "written as %2F, %3F and %23"
    ),
    "http://a..b:1": "Its host name begins with a dot or has two dots in a row.",
    "http://2130706433:1": "It looks like an IPv4 address",
}


@pytest.mark.parametrize(("proxy", "reason"), UNUSABLE.items())
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "all_proxy"])
def test_a_variable_that_cannot_be_used_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload], proxy: str, reason: str, variable: str
) -> None:
    monkeypatch.setenv(variable, proxy)
    (variable,) = (name for name in os.environ if name.lower() == variable.lower())  # as the system writes it
    error = failure()
    assert type(error) is ProxyUnusable
    assert str(error.title) == f"The proxy in the variable {variable} cannot be used."
    assert reason in str(error.reason)
    assert str(error.advice).startswith(f"No connection was made. Set {variable} to an HTTP proxy")
    assert "dmm.invalid to NO_PROXY" in str(error.advice)
    assert "pa55" not in shown(error) and "wort" not in shown(error)
    with pytest.raises(ProxyUnusable):
        Calls(ELSEWHERE).start(upload_of(1000))


def test_the_host_to_exempt_is_named_without_its_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every program that reads NO_PROXY knows ports."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(ProxyUnusable, match=r"or add dmm\.invalid to NO_PROXY\.$"):
        Calls("https://dmm.invalid:8443").status()


def test_nothing_is_contacted_where_the_proxy_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy.port}")
        assert type(failure()) is ProxyUnusable
        assert proxy.connections == 0


def test_a_setting_of_the_operating_system_that_cannot_be_used() -> None:
    assert str(ProxyUnusable("prod.example", "", text("SOCKS proxies are not supported."))) == (
        "The proxy in the settings of the operating system cannot be used. SOCKS proxies are not supported. "
        "No connection was made. Set an HTTP proxy there, or choose one for this environment."
    )


@pytest.mark.parametrize("own", ["socks5://127.0.0.1:1", "http://proxy:99999", "ftp://x:1"])
def test_a_proxy_of_ones_own_that_cannot_be_used(own: str) -> None:
    error = failure(network=Network(proxy=own, proxy_user="me", proxy_password=proxy_password("pa55wort")))
    assert type(error) is ProxyUnusable
    assert str(error.title) == "The proxy of this environment cannot be used."
    assert "pa55wort" not in shown(error)


def test_the_variable_that_counts_is_the_one_that_is_named(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")
    assert "variable https_proxy cannot" in str(failure())
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("https_proxy", proxy.address)
        monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
        assert Calls(ELSEWHERE).status().status == "Queued"
    monkeypatch.setenv("https_proxy", "")  # takes the one in capitals away, as for curl
    monkeypatch.delenv("ALL_PROXY")
    assert type(failure()) is NameNotFound


def test_an_unusable_proxy_is_no_matter_where_none_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    assert type(failure(network=Network(proxy=DIRECT))) is NameNotFound
    monkeypatch.setenv("NO_PROXY", "dmm.invalid")
    assert type(failure()) is NameNotFound
    monkeypatch.delenv("NO_PROXY")
    with ScriptedServer(QUEUED) as server:
        assert Calls(server.address).status().status == "Queued"


@pytest.mark.parametrize(
    "sign_in", ["me:pass%2Fword", "me:p@ss:w%C3%B6rd", "me", "me:", "me:100%", "corp%5Cme:%C3%A9", ":only"]
)
def test_a_sign_in_in_a_variable_may_be_written_in_any_way(
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, sign_in: str
) -> None:
    user, _, password = (unquote(part) for part in sign_in.partition(":"))
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{sign_in}@127.0.0.1:{proxy.port}/ignored")
        Calls(ELSEWHERE).status()
        given = proxy.requests[0].headers.get("proxy-authorization")
    expected = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    assert given == (expected if user else None)


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
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]
) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server, tls=tls()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert Calls(ELSEWHERE).status().status == "Queued"
        assert Calls(ELSEWHERE).start(upload_of(3_000_000)) == "77"


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
    trusted: None, tls: Tls, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "*")
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server) as proxy:
        calls = Calls(ELSEWHERE, network=Network(proxy=proxy.address))
        assert calls.status().status == "Queued"
        assert calls.start(upload_of(10_000)) == "77"
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
    trusted: None, tls: Tls, upload_of: Callable[[int], ZipUpload], user: str, password: str
) -> None:
    with (
        ScriptedServer(QUEUED, tls("dmm.invalid")) as server,
        ScriptedProxy(server, sign_in=(user, password)) as proxy,
    ):
        network = Network(proxy=proxy.address, proxy_user=user, proxy_password=proxy_password(password))
        assert Calls(ELSEWHERE, network=network).status().status == "Queued"
        assert Calls(ELSEWHERE, network=network).start(upload_of(10_000)) == "77"
        assert not any("proxy-authorization" in request.headers for request in server.requests)
    assert password not in repr(network) or len(password) == 1


def test_a_sign_in_that_is_missing_or_wrong_has_words_of_its_own(tls: Tls, trusted: None) -> None:
    with ScriptedServer(QUEUED, tls("dmm.invalid")) as server, ScriptedProxy(server, sign_in=("me", "right")) as proxy:
        missing = failure(network=Network(proxy=proxy.address))
        wrong_password = Network(proxy=proxy.address, proxy_user="me", proxy_password=proxy_password("wrong-7"))
        wrong = failure(network=wrong_password)
        assert server.requests == []
    assert isinstance(missing, ProxySignInNeeded) and isinstance(wrong, ProxySignInNeeded)
    assert str(missing.reason) == "The proxy requires a user name and a password."
    assert str(wrong.reason) == "The proxy did not accept the user name and password."
    assert "wrong-7" not in shown(wrong) and "407" in wrong.details
