"""Serves the log of executions that never end: `python -m benchmarks.servers.log RATE LINES`.

Prints its port and ends when its input does. An execution begins with the first request for it; its log grows by RATE
lines a second, up to LINES.
"""

import json
import sys
import threading
import time
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

_PAGE = 1000


def line(number: int) -> str:
    """A line of the log."""
    level = "ERROR" if number % 1000 == 999 else "INFO "
    return (
        f"2026-06-30 10:40:14 {level} Order: chunk {number} of the entity was written, {number * 7919 % 9973} records"
    )


class Handler(BaseHTTPRequestHandler):
    """Answers GetExecutionStatus; everything else is not there."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536
    rate = lines = 0
    begun: ClassVar[dict[str, float]] = {}

    def do_GET(self) -> None:
        """The page of the log as it is now."""
        address = urlsplit(self.path)
        if not address.path.endswith("/GetExecutionStatus"):
            return self._answer(404, b"{}")
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        began = self.begun.setdefault(query["MainExecutionTrackerId"], time.monotonic())
        there = min(self.lines, int((time.monotonic() - began) * self.rate))
        answer: dict[str, object] = {"Status": "InProgress", "Success": True, "Report": {"CompletedRecords": there}}
        if query.get("IncludeLogs") == "true":
            size = int(query.get("LogRecords", _PAGE))
            page = int(query.get("LogPage", 1))
            numbers = range((page - 1) * size, min(page * size, there)) if page > 0 else range(0)
            answer["LogNumPages"] = -(-there // size)
            answer["Logs"] = b64encode("".join(f"{line(n)}\r\n" for n in numbers).encode()).decode()
        return self._answer(200, json.dumps(answer).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


def main() -> None:
    """Serve each connection on a thread."""
    Handler.rate, Handler.lines = map(int, sys.argv[1:])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
