"""TLS and proxies, as the command line meets them."""

import ssl
import sys
from pathlib import Path

import pytest
import trustme

from cli.command_line import CommandLine
from cli.scripted_api import COMPLETED, NOT_FOUND, STARTED, api, outputs, status
from not_on_windows import CERTIFICATES
from scripted_proxy import ScriptedProxy
from scripted_server import Script, ScriptedServer, answering, in_turn, response

if sys.platform == "win32":
    pytest.skip(CERTIFICATES, allow_module_level=True)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The only issuer of certificates that the test's commands trust."""
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(str(tmp_path / "authorities.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authorities.pem"))
    return issuer


def whole_import() -> Script:
    answers = in_turn(NOT_FOUND, answering(status("Complete", 7, 7)))
    return api(STARTED, answers, answering(outputs("Complete", records=7)))


def secured(issuer: trustme.CA, name: str, script: Script) -> ScriptedServer:
    """A server over TLS, with a certificate for this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(name).configure_cert(context)
    return ScriptedServer(script, context)


def test_an_import_over_tls(lone_cli: CommandLine, authority: trustme.CA, small: Path) -> None:
    with secured(authority, "127.0.0.1", whole_import()) as server:
        assert server.address.startswith("https://")
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
        assert (done.code, done.lines, len(server.starts)) == (0, COMPLETED, 1)


@pytest.mark.parametrize("name", ["127.0.0.1", "another.example.com"])
def test_a_certificate_that_is_not_trusted(
    lone_cli: CommandLine, authority: trustme.CA, small: Path, name: str
) -> None:
    issuer = authority if name != "127.0.0.1" else trustme.CA()
    with secured(issuer, name, whole_import()) as server:
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append", "--json")
        assert server.requests == []
    said = f"A secure connection to {server.host_and_port} could not be established."
    assert (done.code, done.failure()) == (2, said)
    assert f"Error: {said}" in done.notes
    assert "The import was not started." in done.notes


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_no_proxy_gets_what_is_meant_for_this_computer(
    lone_cli: CommandLine, small: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    with ScriptedProxy() as proxy, ScriptedServer(whole_import()) as server:
        monkeypatch.setenv(variable, proxy.address)
        done = lone_cli("import", "--url", server.address, "--zip", small, "--append")
        assert (done.code, done.lines) == (0, COMPLETED)
        assert proxy.connections == 0


def test_a_proxy_that_refuses(lone_cli: CommandLine, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy(refusal=response(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        done = lone_cli("import", "--url", "https://environment.invalid", "--zip", small, "--append")
        assert [request.target for request in proxy.requests] == ["environment.invalid:443"]
    assert (done.code, done.out) == (2, "")
    assert "Error: environment.invalid could not be reached through the proxy." in done.notes


def test_a_proxy_that_cannot_be_used(lone_cli: CommandLine, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedProxy() as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5h://me:pa55wort@127.0.0.1:{proxy.port}")
        done = lone_cli("import", "--url", "https://environment.invalid", "--zip", small, "--append")
        assert proxy.connections == 0
    assert (done.code, done.out) == (1, "")
    assert done.notes[done.notes.index("Error: The proxy in the variable ALL_PROXY cannot be used.") :] == [
        "Error: The proxy in the variable ALL_PROXY cannot be used.",
        "  SOCKS proxies are not supported.",
        "  No connection was made. Set ALL_PROXY to an HTTP proxy, such as http://proxy.example.com:8080, or add "
        "environment.invalid to NO_PROXY.",
        "The import was not started.",
    ]
    assert not any("pa55" in note for note in done.notes)


def test_a_name_that_nobody_knows(lone_cli: CommandLine, small: Path) -> None:
    done = lone_cli("import", "--url", "https://environment.invalid", "--zip", small, "--append")
    assert (done.code, done.out) == (2, "")
    assert "Error: environment.invalid was not found." in done.notes


def test_an_authority_can_be_trusted_for_one_command(
    lone_cli: CommandLine, authority: trustme.CA, small: Path, tmp_path: Path
) -> None:
    company, file = trustme.CA(organization_name="Company"), tmp_path / "company.pem"
    company.cert_pem.write_to_path(str(file))
    with secured(company, "127.0.0.1", whole_import()) as server:
        words = ("--url", server.address, "--zip", small, "--append")
        refused = lone_cli("import", *words)
        assert (refused.code, server.requests) == (2, [])
        assert any("choose its file for this environment" in note for note in refused.notes)
        done = lone_cli("import", *words, "--ca", file)
        assert (done.code, done.lines, len(server.starts)) == (0, COMPLETED, 1)
    wrong = lone_cli("import", *words, "--ca", small)
    assert (wrong.code, wrong.notes[0]) == (1, f"Error: {small.name} cannot be used.")
