"""Checks that a frozen command line verifies certificates, against an environment of its own behind TLS."""

import os
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path

import trustme

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from scripted_server import ScriptedServer, answering  # noqa: E402

#: What makes OpenSSL trust an authority. Windows and macOS ask their own stores, to which a test adds nothing.
TRUST = "SSL_CERT_FILE"


def check(program: Path) -> None:
    """Raises AssertionError if a stranger's certificate is accepted, or on Linux one of a trusted authority is not."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    answers = answering({"Status": "NotFound", "Success": True})
    with tempfile.TemporaryDirectory() as folder, ScriptedServer(answers, context) as server:
        address = f"https://127.0.0.1:{server.port}"
        refused = _ask(program, address, folder)
        assert refused.returncode == 2 and "certificate" in refused.stderr, refused
        assert server.requests == [], "something was said to a server that nobody trusts"
        if sys.platform == "linux":
            authorities = str(Path(folder) / "authorities.pem")
            authority.cert_pem.write_to_path(authorities)
            accepted = _ask(program, address, folder, **{TRUST: authorities})
            assert accepted.returncode == 0 and server.requests, accepted


def _ask(program: Path, address: str, folder: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != TRUST} | {"DMM_TOKEN": "x"} | more
    command = [str(program), "check-environment", "--url", address, "--data-dir", str(Path(folder) / "data")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
