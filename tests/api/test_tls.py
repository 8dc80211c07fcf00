"""Certificates are verified against those that the operating system trusts, before anything else is said."""

import os
import socket
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from api.api_calls import KEY, Calls, shown
from api.elsewhere import asked_elsewhere
from dmm_desktop.api.tls import issuer_of, name_of, unverified
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.network import SYSTEM_NETWORK, Network
from dmm_desktop.core.network_errors import CertificateRefused, Distrust, TlsFailed
from not_on_windows import CERTIFICATES
from scripted_server import ScriptedServer, answering, response

if sys.platform == "win32":
    pytest.skip(CERTIFICATES, allow_module_level=True)

QUEUED = answering({"Status": "Queued", "MainExecutionTrackerId": 77})
YESTERDAY = datetime.now(UTC) - timedelta(days=1)

Tls = Callable[..., ssl.SSLContext]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_certificate_of_a_trusted_authority_is_accepted(trusted: None, tls: Tls, host: str) -> None:
    with ScriptedServer(QUEUED, tls(host)) as server:
        assert Calls(f"https://{host}:{server.port}").status().status == "Queued"
        assert server.requests[0].headers["x-dmm-token"] == KEY


def test_trust_comes_from_the_operating_system_alone(authority: trustme.CA, tls: Tls, tmp_path: Path) -> None:
    """SSL_CERT_FILE stands for it here; what only requests or curl know counts neither for nor against."""
    authorities = str(tmp_path / "authorities.pem")
    authority.cert_pem.write_to_path(authorities)
    with ScriptedServer(QUEUED, tls()) as server:
        of_requests = {"REQUESTS_CA_BUNDLE": authorities, "CURL_CA_BUNDLE": authorities}
        broken = {"REQUESTS_CA_BUNDLE": "/nonexistent", "CURL_CA_BUNDLE": "/nonexistent"}
        assert asked_elsewhere(server.address, **of_requests)[0] == "CertificateRefused"
        assert server.requests == []
        assert asked_elsewhere(server.address, SSL_CERT_FILE=authorities, **broken) == ["", "Queued"]


def refused(server: ScriptedServer, host: str, upload: ZipUpload) -> list[str]:
    """The causes that two calls end with; neither has said anything to the server."""
    calls = Calls(f"https://{host}:{server.port}")
    causes = []
    for call in (calls.status, lambda: calls.start(upload)):
        with pytest.raises(TlsFailed) as caught:
            call()
        assert KEY not in shown(caught.value)
        causes.append(str(caught.value.reason))
    assert server.requests == []
    return causes


def sending(issued: trustme.LeafCert, *chain: trustme.Blob) -> ssl.SSLContext:
    """What a server needs that sends this certificate and, after it, these."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = b"".join(blob.bytes() for blob in (issued.private_key_pem, issued.cert_chain_pems[0], *chain))
    with trustme.Blob(pem).tempfile() as file:
        context.load_cert_chain(file)
    return context


def company_chain() -> tuple[trustme.Blob, trustme.Blob, trustme.LeafCert]:
    """A root, an intermediate authority, and a certificate for this computer that it issued."""
    root = trustme.CA(organization_name="Company")
    intermediate = root.create_child_ca()
    return root.cert_pem, intermediate.cert_pem, intermediate.issue_cert("127.0.0.1")


def test_an_unknown_authority(upload_of: Callable[[int], ZipUpload]) -> None:
    root, intermediate, issued = company_chain()
    for chain in ((intermediate,), (intermediate, root)):
        with ScriptedServer(QUEUED, sending(issued, *chain)) as server:
            for cause in refused(server, "127.0.0.1", upload_of(1000)):
                assert cause == "Its certificate was issued by an authority that this computer does not trust."


NOT_SENT = (
    "Its certificate was issued by an authority that this computer does not know, and the server did not send the "
    "certificate of that authority with it."
)


def test_a_server_that_leaves_out_its_intermediate_certificate(upload_of: Callable[[int], ZipUpload]) -> None:
    root, intermediate, issued = company_chain()
    unrelated = trustme.CA().cert_pem
    for chain in ((), (root,), (unrelated,)):
        with ScriptedServer(QUEUED, sending(issued, *chain)) as server:
            for network in (SYSTEM_NETWORK, Network(root.bytes().decode())):
                with pytest.raises(CertificateRefused) as caught:
                    Calls(server.address, network=network).status()
                assert caught.value.distrust is Distrust.ISSUER_NOT_SENT
                assert str(caught.value.reason) == NOT_SENT
                assert "the administrator of 127.0.0.1 must install its certificate there too" in str(caught.value)
            assert server.requests == []
    with ScriptedServer(QUEUED, sending(issued, intermediate)) as server:
        assert Calls(server.address, network=Network(root.bytes().decode())).status().status == "Queued"


def test_an_intermediate_authority_of_ones_own_is_enough(trusted: None, upload_of: Callable[[int], ZipUpload]) -> None:
    root, intermediate, issued = company_chain()
    network = Network(intermediate.bytes().decode())
    for chain in ((), (intermediate,), (intermediate, root)):
        with ScriptedServer(QUEUED, sending(issued, *chain)) as server:
            calls = Calls(server.address, network=network)
            assert calls.status().status == "Queued"
            assert calls.start(upload_of(1000)) == "77"
    foreign = sending(company_chain()[2])
    with ScriptedServer(QUEUED, foreign) as server, pytest.raises(CertificateRefused):
        Calls(server.address, network=network).status()


def test_an_intermediate_authority_in_the_systems_store_without_its_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upload_of: Callable[[int], ZipUpload]
) -> None:
    """Code 2 of OpenSSL."""
    _, intermediate, issued = company_chain()
    intermediate.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))
    with ScriptedServer(QUEUED, sending(issued, intermediate)) as server:
        for cause in refused(server, "127.0.0.1", upload_of(1000)):
            assert cause == "Its certificate was issued by an authority that this computer does not trust."


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("place", ["", "/dev/null", "missing", "empty folder", "text"])
def test_a_variable_without_certificates_is_named(
    tls: Tls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "text").write_text("no certificate")
    monkeypatch.setenv(variable, place)
    with ScriptedServer(QUEUED, tls()) as server, pytest.raises(CertificateRefused) as caught:
        Calls(server.address).status()
    expected = (
        f"The variable {variable} points to a place without certificates, which may be the cause. Correct or unset it."
    )
    assert str(caught.value.advice).startswith(expected)
    assert "choose its file for this environment" in str(caught.value.advice)


def test_a_variable_with_certificates_is_not_named(
    trusted: None, tls: Tls, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    authority.cert_pem.write_to_path(str(tmp_path / "folder" / "0123abcd.0"))
    monkeypatch.setenv("SSL_CERT_DIR", os.pathsep.join(["/nonexistent", str(tmp_path / "folder")]))
    _, intermediate, issued = company_chain()
    expired = tls(not_before=YESTERDAY - timedelta(days=9), not_after=YESTERDAY)
    with ScriptedServer(QUEUED, sending(issued, intermediate)) as server, pytest.raises(CertificateRefused) as caught:
        Calls(server.address).status()
    assert "SSL_CERT" not in str(caught.value)
    monkeypatch.setenv("SSL_CERT_DIR", "/nonexistent")
    with ScriptedServer(QUEUED, expired) as server, pytest.raises(CertificateRefused) as caught:
        Calls(server.address).status()
    assert "SSL_CERT" not in str(caught.value), "it is not why"
    with ScriptedServer(QUEUED, tls()) as server:
        assert Calls(server.address).status().status == "Queued"


def test_a_lone_certificate_of_an_unknown_root(tls: Tls, upload_of: Callable[[int], ZipUpload]) -> None:
    """It looks like one whose intermediate is missing."""
    with ScriptedServer(QUEUED, tls()) as server:
        for cause in refused(server, "127.0.0.1", upload_of(1000)):
            assert cause == NOT_SENT


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("name", ["dmm.example", "127.0.0.2", "localhost.example"])
def test_a_certificate_for_another_host(
    trusted: None, tls: Tls, upload_of: Callable[[int], ZipUpload], host: str, name: str
) -> None:
    with ScriptedServer(QUEUED, tls(name)) as server:
        for cause in refused(server, host, upload_of(1000)):
            assert cause == "Its certificate is for another host."


def test_an_expired_certificate(trusted: None, tls: Tls, upload_of: Callable[[int], ZipUpload]) -> None:
    expired = tls("127.0.0.1", not_before=YESTERDAY - timedelta(days=9), not_after=YESTERDAY)
    with ScriptedServer(QUEUED, expired) as server:
        for cause in refused(server, "127.0.0.1", upload_of(1000)):
            assert cause == "Its certificate has expired."


def test_each_distrust_has_a_remedy_of_its_own(trusted: None, tls: Tls) -> None:
    """And none of them is to go on without verification."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    _, intermediate, issued = company_chain()
    servers = {
        Distrust.EXPIRED: (tls(not_before=YESTERDAY - timedelta(days=9), not_after=YESTERDAY), "date and time"),
        Distrust.NOT_YET_VALID: (tls(not_before=tomorrow, not_after=tomorrow + timedelta(days=9)), "date and time"),
        Distrust.OTHER_HOST: (tls("dmm.example"), "another server may be answering"),
        Distrust.UNKNOWN_ISSUER: (sending(issued, intermediate), "Your company may inspect traffic"),
        Distrust.ISSUER_NOT_SENT: (sending(issued), "the server's setup is incomplete"),
    }
    for distrust, (context, remedy) in servers.items():
        with ScriptedServer(QUEUED, context) as server, pytest.raises(CertificateRefused) as caught:
            Calls(server.address).status()
        assert caught.value.distrust is distrust
        assert remedy in str(caught.value.advice)
        assert "CERTIFICATE_VERIFY_FAILED" in caught.value.details
        assert server.requests == []


def test_an_authority_of_ones_own_counts_besides_those_of_the_system(
    trusted: None, tls: Tls, upload_of: Callable[[int], ZipUpload]
) -> None:
    company = trustme.CA(organization_name="Company")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    company.issue_cert("127.0.0.1").configure_cert(context)
    network = Network(company.cert_pem.bytes().decode())
    for used in (context, tls()):
        with ScriptedServer(QUEUED, used) as server:
            calls = Calls(server.address, network=network)
            assert calls.status().status == "Queued"
            assert calls.start(upload_of(1000)) == "77"
    with ScriptedServer(QUEUED, context) as server:
        assert refused(server, "127.0.0.1", upload_of(1000))
        for wrong in (tls("other.example"), tls(not_before=YESTERDAY - timedelta(days=9), not_after=YESTERDAY)):
            with ScriptedServer(QUEUED, wrong) as other, pytest.raises(CertificateRefused):
                Calls(other.address, network=network).status()


def test_the_issuer_of_a_servers_certificate_is_known(trusted: None, tls: Tls, authority: trustme.CA) -> None:
    """By both ways: Python's own, and the one for systems where Python does not verify."""
    with ScriptedServer(QUEUED, tls()) as server, Calls(server.address).client() as client:
        client.get_execution_status("77")
        connected = client._transport._connection.sock  # type: ignore[union-attr, unused-ignore]
        assert issuer_of(connected).startswith("trustme v")
        assert name_of(unverified(connected)["issuer"]) == issuer_of(connected)
    with ScriptedServer(QUEUED) as plain, Calls(plain.address).client() as client:
        client.get_execution_status("77")
        assert client._transport.issuer == ""


def test_a_server_without_tls(upload_of: Callable[[int], ZipUpload]) -> None:
    class Refusing(ScriptedServer):
        """Answers at once, as servers answer what is no HTTP."""

        def serve(self, connection: socket.socket) -> None:
            connection.recv(100_000)
            connection.sendall(response(b"", 400))

    with Refusing(QUEUED) as server:
        for cause in refused(server, "127.0.0.1", upload_of(1000)):
            assert cause == "The server does not speak TLS (https) there."


def test_a_server_that_hangs_up_on_tls(upload_of: Callable[[int], ZipUpload]) -> None:
    class Leaving(ScriptedServer):
        def serve(self, connection: socket.socket) -> None:
            connection.recv(100_000)

    with Leaving(QUEUED) as server:
        for cause in refused(server, "127.0.0.1", upload_of(1000)):
            assert cause == "The server does not speak TLS (https) there."


def test_a_server_that_wants_to_know_the_clients_certificate(trusted: None, tls: Tls) -> None:
    context = tls()
    context.verify_mode = ssl.CERT_REQUIRED
    with ScriptedServer(QUEUED, context) as server:
        with pytest.raises(TlsFailed) as caught:
            Calls(server.address).status()
        assert "certificate required" in str(caught.value.reason)
        assert server.requests == []
