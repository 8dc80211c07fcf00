"""What the frozen command line must do: import the demo's sample, and verify certificates."""

import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

#: Makes OpenSSL trust an authority. Windows and macOS use their own stores, to which this adds nothing.
_TRUST = "SSL_CERT_FILE"


def play_import(program: Path, demo: Sequence[str], output: Path) -> None:
    """Import the sample `customers.zip` into the demo environment, which ``demo`` starts; leaves `logs.zip` and
    `report.json` in ``output``. Raises AssertionError if a check fails.
    """
    logs, report = output / "logs.zip", output / "report.json"
    with tempfile.TemporaryDirectory(prefix="dmm-desktop-") as directory:
        samples, data = Path(directory) / "samples", Path(directory) / "data"
        subprocess.run([*demo, "--write-samples", samples], check=True, timeout=60)
        command = [*demo, "--port", "0", "--pace", "0.1", "--exit-with-stdin"]
        # Leaving the block closes the server's standard input, which ends it.
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            start = json.loads(server.stdout.readline() or "{}")
            assert start, "the demo environment did not start"
            arguments = ["--url", start["address"], "--zip", samples / "customers.zip", "--append"]
            arguments += ["--logs", logs, "--report", report, "--data-dir", data]
            secrets = {"DMM_TOKEN": start["token"], "DMM_TOKEN_OTP": start["one_time_token"]}
            done = subprocess.run(
                [program, "import", *arguments], env=os.environ | secrets, capture_output=True, text=True, timeout=300
            )
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stdout}{done.stderr}"
    assert server.returncode == 0, f"the demo environment ended with {server.returncode}"
    check_output(logs, report)


def check_output(logs: Path, report: Path) -> None:
    """Check logs and report without the application's own code. Raises AssertionError if they are not complete."""
    with zipfile.ZipFile(logs) as archive:
        assert archive.namelist() and archive.testzip() is None, f"{logs} is damaged or empty"
    status = json.loads(report.read_text(encoding="utf-8")).get("status")
    assert status == "Complete", f"the status in {report} is {status}, not Complete"


def check_certificates(program: Path) -> None:
    """Raises AssertionError if the certificate of an unknown authority is accepted, or, on Linux, that of a trusted one
    is refused."""
    authority = trustme.CA()
    with tempfile.TemporaryDirectory() as folder, _server(authority) as (port, requests):
        address = f"https://127.0.0.1:{port}"
        refused = _check_environment(program, address, folder)
        assert refused.returncode == 2 and "certificate" in refused.stderr, refused
        assert requests == [], "a request was sent to a server that is not trusted"
        if sys.platform == "linux":
            authorities = str(Path(folder) / "authorities.pem")
            authority.cert_pem.write_to_path(authorities)
            accepted = _check_environment(program, address, folder, **{_TRUST: authorities})
            assert accepted.returncode == 0 and requests, accepted


@contextmanager
def _server(authority: trustme.CA) -> Iterator[tuple[int, list[str]]]:
    """An environment behind TLS that knows no execution; yields its port and the paths of the requests."""
    requests: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def do_GET(self) -> None:
            requests.append(self.path)
            body = json.dumps({"Status": "NotFound", "Success": True}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # a client that refuses the certificate ends the handshake

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port, requests
        finally:
            server.shutdown()


def _check_environment(program: Path, address: str, folder: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != _TRUST} | {"DMM_TOKEN": "x"} | more
    command = [str(program), "check-environment", "--url", address, "--data-dir", str(Path(folder) / "data")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
