"""The test server as a separate process: `with DemoProcess("--shape", "nested") as demo: ...`"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import python_processes
from dmm_server.answer_styles import STYLES
from dmm_server.layouts import LAYOUTS

#: The test server's command, and the environment it needs.
SERVER = [sys.executable, "-m", "dmm_server"]
PATHS = {"PYTHONPATH": os.pathsep.join(filter(None, (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))))}

#: Every request layout of the option `--shape`, except that of the platform.
SHAPES = tuple(LAYOUTS)
#: Every response style of the option `--answers`.
ANSWERS = STYLES


class DemoProcess:
    """Starts the server with `options` and ends it again. `command` may be that of the demo environment itself;
    ``is_new``: see `python_processes`.

    A run takes half a second unless `--pace` is among the options. Leaving the context fails if the process wrote more
    than its first line, did not exit by itself or left files behind, so that no error inside the server goes unnoticed.
    """

    def __init__(self, *options: str, command: Sequence[str] = SERVER, is_new: bool = False) -> None:
        pace = () if "--pace" in options else ("--pace", "0.02")
        self._is_new = is_new
        self._command = [*command, *pace, *options, "--exit-with-stdin"]

    def __enter__(self) -> Self:
        self._directory = tempfile.TemporaryDirectory(prefix="demo-process-")
        self._errors = tempfile.TemporaryFile()
        places = PATHS | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._directory.name)
        pipe = subprocess.PIPE
        self.process = python_processes.start(
            self._command, is_new=self._is_new, stdin=pipe, stdout=pipe, stderr=self._errors, env=os.environ | places
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.stop()
            raise AssertionError("The server did not start.")
        start: dict[str, Any] = json.loads(line)
        self.address: str = start["address"]
        self.root: str = start["root"]
        self.token: str = start["token"]
        self.one_time_token: str = start["one_time_token"]
        self.authentication_token_page: str = start["authentication_token_page"]
        self.pid: int = start["pid"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def host_and_port(self) -> str:
        """As messages name the server."""
        return urlsplit(self.address).netloc

    @property
    def headers(self) -> dict[str, str]:
        """Both tokens, as StartExecution requires them."""
        return {"X-DMM-Token": self.token, "X-DMM-Token-OTP": self.one_time_token}

    def received(self) -> dict[str, Any]:
        """What has arrived so far: `operations` (requests by operation), `starts` (one object per StartExecution) and
        `misplaced_tokens` (tokens sent where none belongs)."""
        received: dict[str, Any] = json.loads(self._get("/_demo/received"))
        return received

    def logs_zip(self, tracker_id: str | int) -> bytes:
        """The exact zip of logs that GetExecutionOutputs sends for an ended run."""
        return self._get(f"/_demo/logs/{tracker_id}.zip")

    def stop(self) -> None:
        """End the process by closing its standard input; a second call does nothing."""
        if self._errors.closed:
            return
        with self._errors:
            try:
                output, _ = self.process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
            self._errors.seek(0)
            errors = self._errors.read().decode()
        left = os.listdir(self._directory.name)
        self._directory.cleanup()
        assert (self.process.returncode, output, errors, left) == (0, b"", "", []), errors or self.process.returncode

    def kill(self) -> None:
        """Kill the process, like a crash of the server; stop() then does not check it."""
        self.process.kill()
        self.process.communicate()
        self._errors.close()
        self._directory.cleanup()

    def _get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection(self.host_and_port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, f"{path}: {answer.status}"
            return body
        finally:
            connection.close()
