"""Through mitmproxy, a proxy that inspects traffic and wants a sign-in, as companies have them."""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from api.api_calls import CONFIGURATION, KEY, ONE_TIME, Calls
from dmm_desktop.api.tls import authority_names, read_authorities
from dmm_desktop.api.upload import ZipUpload
from dmm_desktop.core.network import Network, proxy_password
from dmm_desktop.core.network_errors import CertificateRefused, ProxyFailed, ProxySignInNeeded
from scripted_proxy import ScriptedProxy
from scripted_server import ScriptedServer, answering

pytestmark = pytest.mark.long

NAME = "dmm.invalid"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def mitmdump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mitmproxy in a virtual environment of its own: what it needs does not go with what we need."""
    folder = tmp_path_factory.mktemp("mitmproxy")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=300)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", "mitmproxy"], check=True, timeout=900)
    return folder / "bin" / "mitmdump"


@contextmanager
def company_proxy(mitmdump: Path, folder: Path, lead_to: ScriptedServer, authority: trustme.CA) -> Iterator[str]:
    """The proxy at work; yields its address. It finds the host by way of another proxy, as the name has no address."""
    authority.cert_pem.write_to_path(str(folder / "upstream.pem"))
    with ScriptedProxy(lead_to) as upstream:
        options = ["--proxyauth", "me:pass word", "--listen-host", "127.0.0.1", "--listen-port", "0"]
        options += ["--mode", f"upstream:{upstream.address}", "--set", f"confdir={folder}"]
        options += ["--set", f"ssl_verify_upstream_trusted_ca={folder / 'upstream.pem'}"]
        command = [str(mitmdump), *options, "--set", "termlog_verbosity=info", "--set", "flow_detail=0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout is not None
        lines: list[str] = []
        listening = threading.Event()

        def read() -> None:
            for line in process.stdout or ():
                lines.append(line)
                if "listening at" in line:
                    listening.set()

        reader = threading.Thread(target=read)
        reader.start()
        try:
            assert listening.wait(PATIENCE), lines
            port = re.search(r"listening at (?:http://)?(?:[\d.*]+):(\d+)", "".join(lines))
            assert port is not None, lines
            yield f"http://127.0.0.1:{port[1]}"
        finally:
            process.terminate()
            process.wait(PATIENCE)
            reader.join(PATIENCE)
            process.stdout.close()


def test_an_import_through_a_proxy_that_inspects_traffic(mitmdump: Path, tmp_path: Path) -> None:
    issuer = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(NAME).configure_cert(context)
    path = tmp_path / "import.zip"
    path.write_bytes(b"zip" * 1_000_000)
    answers = answering({"Status": "Queued", "Success": True, "MainExecutionTrackerId": 77})
    with (
        ScriptedServer(answers, context) as server,
        company_proxy(mitmdump, tmp_path, server, issuer) as address,
    ):
        own = read_authorities(tmp_path / "mitmproxy-ca-cert.pem")
        assert authority_names(own) == ("mitmproxy",)

        def calls(**network: object) -> Calls:
            return Calls(f"https://{NAME}", network=Network(proxy=address, **network))  # type: ignore[arg-type]

        password = proxy_password("pass word")
        fails: list[tuple[type[ProxyFailed] | type[CertificateRefused], Calls]] = [
            (ProxySignInNeeded, calls()),
            (ProxySignInNeeded, calls(proxy_user="me", proxy_password=proxy_password("wrong"))),
            (CertificateRefused, calls(proxy_user="me", proxy_password=password)),
        ]
        for error, failing in fails:
            with pytest.raises(error):
                failing.status()
        assert server.requests == []
        right = calls(authorities=own, proxy_user="me", proxy_password=password)
        assert right.status().status == "Queued"
        upload = ZipUpload(path, path.stat().st_size, path.stat().st_mtime_ns)
        assert right.start(upload) == "77"
        [start] = server.starts
        assert start.headers["x-dmm-token"] == KEY and start.headers["x-dmm-token-otp"] == ONE_TIME
        assert start.json()["Configuration"] == CONFIGURATION
        assert not any("proxy-authorization" in request.headers for request in server.requests)
