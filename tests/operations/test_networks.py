"""A private authority and a proxy with sign-in of one environment, from the first test to the saved logs."""

import base64
import io
import ssl
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from dmm_desktop.api.tls import authority_names, read_authorities
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment, KeyVerdict
from dmm_desktop.core.errors import LocalError, WrongInput
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.network import Network, proxy_address, proxy_password
from dmm_desktop.core.network_errors import CertificateRefused, ProxySignInNeeded
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.token import Token
from dmm_desktop.operations.check_environment import check_saved
from dmm_desktop.operations.environments import remove_environment, save_environment
from dmm_desktop.operations.save_logs import save_logs
from dmm_desktop.operations.start_import import start_import
from dmm_desktop.operations.watch_run import watch_run
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.resources import resource
from dmm_desktop.storage.session_keys import SessionKeys
from not_on_windows import CERTIFICATES
from operation_contexts import saved_context
from operations.watching import FAST, plan_of
from scripted_proxy import ScriptedProxy
from scripted_server import ScriptedServer, answering, by_operation

KEY = Token("key-4Qz81-secret")
NAME = "dmm.invalid"


def logs() -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.log", "line")
    return base64.b64encode(packed.getvalue()).decode()


COMPLETE = {"Status": "Complete", "Success": True, "Report": {"CompletedRecords": 7, "TotalRecords": 7}}
ANSWERS = by_operation(
    {"swagger.json": answering(resource("dmm-api.swagger.json").read_bytes())},
    StartExecution=answering({"MainExecutionTrackerId": 42}),
    GetExecutionStatus=answering(COMPLETE),
    GetExecutionOutputs=answering({**COMPLETE, "Logs": logs(), "ErrorReport": "W10=", "Report": {"NRecords": 7}}),
)


@pytest.fixture
def company() -> trustme.CA:
    return trustme.CA(organization_name="Company")


@pytest.fixture
def server(company: trustme.CA) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    company.issue_cert(NAME).configure_cert(context)
    with ScriptedServer(ANSWERS, context) as server:
        yield server


def test_everything_goes_the_environments_own_way(
    workspace: Workspace, company: trustme.CA, server: ScriptedServer, tmp_path: Path
) -> None:
    if sys.platform == "win32":
        pytest.skip(CERTIFICATES)
    authority = company.cert_pem.bytes().decode()
    keys = SessionKeys(None)
    context = saved_context(workspace, keys)
    (tmp_path / "import.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    with ScriptedProxy(server, sign_in=("me", "pass word")) as proxy:

        def tested(network: Network) -> Environment:
            given = Environment("e1", "PROD", Address.parse(f"https://{NAME}"), network=network)
            save_environment(context, given, KEY, CancelToken(), ignore_progress)
            return check_saved(context, given, CancelToken(), ignore_progress).environment

        with pytest.raises(CertificateRefused):
            tested(Network("", proxy.address, "me", proxy_password("pass word")))
        with pytest.raises(ProxySignInNeeded):
            tested(Network(authority, proxy.address))
        with pytest.raises(ProxySignInNeeded):
            tested(Network(authority, proxy.address, "me", proxy_password("wrong")))
        tested(Network(authority, proxy.address, "me", proxy_password("pass word")))
        with workspace.store() as store:
            [environment] = store.environments.list()
        assert environment.network.proxy_password is None, "it is kept among the session keys only"
        assert environment.key_verdict is KeyVerdict.ACCEPTED
        assert environment.known_as is not None and environment.known_as.issuer == "Company"
        plan = replace(
            plan_of(server, tmp_path / "import.zip", environment=environment, start_anyway=True),
            address=environment.address,
        )
        started = start_import(context, plan, Token("otp-93172-secret"), CancelToken(), ignore_progress)
        ended = watch_run(context, started.run, CancelToken(), ignore_progress, policy=FAST)
        assert ended.state is RunState.COMPLETED
        saved = save_logs(context, ended, tmp_path / "logs.zip", CancelToken(), ignore_progress)
        assert zipfile.ZipFile(saved.path).namelist() == ["a.log"]
        assert {request.target for request in proxy.requests} == {f"{NAME}:443"}
        assert not any(KEY.reveal() in str(vars(request)) for request in proxy.requests)
    remove_environment(context, environment, CancelToken(), ignore_progress)
    assert keys.get(environment.proxy_id) is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda ca: b"", "It contains no certificate."),
        (lambda ca: b"PK\x03\x04\xff\0", "It contains no certificate."),
        (lambda ca: "no PEM".encode("utf-16"), "It contains no certificate."),
        (lambda ca: b"\x30\x03abc", "It contains a damaged certificate."),
        (lambda ca: ca.cert_pem.bytes().replace(b"MII", b"XXI"), "damaged"),
        (lambda ca: ca.issue_cert("a.example").cert_chain_pems[0].bytes(), "that of a server, not of an authority"),
    ],
)
def test_what_is_no_certificate_of_an_authority_is_named(
    company: trustme.CA, tmp_path: Path, make: Callable[[trustme.CA], bytes], words: str
) -> None:
    (tmp_path / "ca.pem").write_bytes(make(company))
    with pytest.raises(WrongInput, match=words):
        read_authorities(tmp_path / "ca.pem")
    with pytest.raises(LocalError):
        read_authorities(tmp_path / "missing.pem")


def test_of_a_file_only_the_certificates_are_kept(company: trustme.CA, tmp_path: Path) -> None:
    pem = company.cert_pem.bytes()
    other = trustme.CA(organization_name="Other")
    whole = b"# comment\r\n" + company.private_key_pem.bytes() + pem.replace(b"\n", b"\r\n") + other.cert_pem.bytes()
    (tmp_path / "ca.pem").write_bytes(whole)
    found = read_authorities(tmp_path / "ca.pem")
    assert authority_names(found) == ("Company", "Other")
    assert "PRIVATE KEY" not in found and "comment" not in found
    (tmp_path / "ca.der").write_bytes(ssl.PEM_cert_to_DER_cert(pem.decode()))
    assert authority_names(read_authorities(tmp_path / "ca.der")) == ("Company",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_certificates_are_found_in_every_encoding_that_text_may_have(
    company: trustme.CA, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "ca.pem").write_text("# Größe\r\n" + company.cert_pem.bytes().decode(), encoding)
    if encoding == "utf-32":
        with pytest.raises(LocalError, match=r"ca\.pem could not be read\. It is not text in UTF-8"):
            read_authorities(tmp_path / "ca.pem")
    else:
        assert authority_names(read_authorities(tmp_path / "ca.pem")) == ("Company",)
    (tmp_path / "ca.pem").write_bytes("# Größe\n".encode("latin-1") + company.cert_pem.bytes())
    assert authority_names(read_authorities(tmp_path / "ca.pem")) == ("Company",)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("proxy.example.com:8080", "http://proxy.example.com:8080"),
        (" https://proxy.example.com:3128/ ", "https://proxy.example.com:3128"),
        ("http://[::1]:1", "http://[::1]:1"),
        ("Proxy.Example.com.:80", "http://proxy.example.com:80"),
        ("b\u00fccher.example:8080", "http://xn--bcher-kva.example:8080"),
    ],
)
def test_addresses_of_proxies(given: str, address: str) -> None:
    assert proxy_address(given) == address == proxy_address(address)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("socks5://proxy.example.com:1080", "SOCKS proxies are not supported."),
        ("ftp://proxy.example.com:1", "Only HTTP proxies can be used."),
        ("", "Its host name is not valid."),
        ("::::", "Its host name is not valid."),
        ("proxy.example.com", "It has no port."),
        ("proxy.example.com:99999", "Its port is not a number from 1 to 65535."),
        ("proxy..example.com:1", "Its host name begins with a dot or has two dots in a row."),
        ("pro\txy:8080", "It contains spaces, line ends or invisible characters."),
        ("proxy:8080/path", "It contains more than host and port."),
        ("me:geheim@proxy:8080", "The part before the @ would be stored and shown in plain text."),
        ("socks5://me:geheim@proxy:8080", "The part before the @ would be stored and shown in plain text."),
    ],
)
def test_what_is_no_address_of_a_proxy_is_refused(given: str, reason: str) -> None:
    with pytest.raises(WrongInput) as caught:
        proxy_address(given)
    assert str(caught.value.reason) == reason
    assert "geheim" not in str(caught.value)
