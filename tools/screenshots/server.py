"""The environments of the pictures: every host below acme.example, over TLS, behind a proxy on this computer."""

from __future__ import annotations

import json
import ssl
import threading
from base64 import b64encode
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import trustme

from dmm_desktop.core.models import ExecutionReport
from dmm_desktop.resources import resource
from tools.screenshots.content import API_PATH, TRACKER_ID


class Environments(ThreadingHTTPServer):
    """Accept every key, and know one execution, with the status ``word``: each request for it gets the next of
    ``answers``, with the ``log`` if it asks for that. After the last one the answer never comes, or, if the server
    ``is_lost``, every connection is closed.
    """

    daemon_threads = True

    def __init__(
        self, folder: Path, word: str, answers: Sequence[ExecutionReport], log: Sequence[str], *, is_lost: bool
    ) -> None:
        """``folder`` receives the certificate of the authority."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.word = word
        self.answers = iter(answers)
        self.log = "".join(f"{line}\n" for line in log).encode()
        self.is_lost = is_lost
        self.closing = threading.Event()
        authority = trustme.CA()
        self.authorities = folder / "authorities.pem"
        authority.cert_pem.write_to_path(str(self.authorities))
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("*.acme.example").configure_cert(self.tls)

    def begin(self) -> None:
        """Serve. Set :attr:`variables` before: the clock's library reads variables on every thread, which must not
        happen while they change [platform]."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that lead the application here."""
        proxy = f"http://127.0.0.1:{self.server_port}"
        return {"https_proxy": proxy, "no_proxy": "", "SSL_CERT_FILE": str(self.authorities)}

    def close(self) -> None:
        """End everything."""
        self.closing.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Environments

    def do_CONNECT(self) -> None:
        """Be the host that the client asks the proxy for."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.setup()
        self.close_connection = False

    def do_GET(self) -> None:
        """Answer with the description of the API, or with a status."""
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == f"{API_PATH}/swagger.json":
            self._answer(200, resource("dmm-api.swagger.json").read_bytes())
        elif address.path != f"{API_PATH}/GetExecutionStatus":
            self._answer(404, b"{}")
        elif query["MainExecutionTrackerId"] != TRACKER_ID:
            self._answer(200, b'{"Status": "NotFound", "Success": true}')
        elif (report := next(self.server.answers, None)) is not None:
            self._answer(200, self._status(report, query))
        else:
            if not self.server.is_lost:
                self.server.closing.wait()
            self.close_connection = True

    def _status(self, report: ExecutionReport, query: dict[str, str]) -> bytes:
        answer: dict[str, object] = {
            "Status": self.server.word,
            "Success": True,
            "Report": {
                "ElapsedTime": str(report.elapsed),
                "CompletedRecords": report.completed_records,
                "TotalRecords": report.total_records,
                "CompletedInstructions": report.completed_instructions,
                "TotalInstructions": report.total_instructions,
            },
        }
        if query.get("IncludeLogs") == "true":
            lines = self.server.log if query.get("LogPage", "1") == "1" else b""
            answer |= {"LogNumPages": 1, "Logs": b64encode(lines).decode()}
        return json.dumps(answer).encode()

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def finish(self) -> None:
        """Close the connection, which may be another one than the server knows."""
        super().finish()
        self.request.close()

    def log_message(self, *_: object) -> None:
        """Print nothing."""
