"""The server process: starts, says where it is, and ends when it is told to."""

import json
import os
import signal
import sys
import tempfile
import threading
from pathlib import Path

from .handler import DemoServer
from .options import Options
from .scenarios import BY_CONNECTION
from .site import TOKEN_PAGE, Site


def serve(options: Options) -> None:
    """Serve on loopback until SIGTERM, SIGINT or, if wanted, the end of standard input."""
    with tempfile.TemporaryDirectory(prefix="dmm-demo-") as directory:
        site = Site(options, Path(directory))
        try:
            server = DemoServer(options.port, site)
        except OSError as error:
            sys.exit(f"The demo environment cannot listen on port {options.port}: {error.strerror}. Use another.")
        with server:
            _end_when_told(server, options.exit_with_stdin)
            print(json.dumps(_first_line(server.server_port, options.root, site)), flush=True)
            server.serve_forever(poll_interval=0.05)


def _first_line(port: int, root: str, site: Site) -> dict[str, object]:
    address = f"http://127.0.0.1:{port}"
    return {
        "address": address,
        "root": address + root,
        "token": site.environment.keys.token,
        "one_time_token": site.environment.keys.one_time_token,
        "authentication_token_page": address + TOKEN_PAGE,
        "connections": list(BY_CONNECTION),
        "pid": os.getpid(),
    }


def _end_when_told(server: DemoServer, with_stdin: bool) -> None:
    def end() -> None:
        # Must not be called in the thread that serves: it waits until serving has ended.
        threading.Thread(target=server.shutdown, daemon=True).start()

    def wait_for_end_of_stdin() -> None:
        while os.read(sys.stdin.fileno(), 4096):  # unbuffered: a buffer in use when the process ends would abort it
            pass
        end()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end())
    if with_stdin:
        threading.Thread(target=wait_for_end_of_stdin, daemon=True).start()
