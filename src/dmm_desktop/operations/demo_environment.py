"""The demo environment as a process beside the application, and as a saved environment in it."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from pathlib import Path

from ..core.address import Address
from ..core.cancel import CancelToken
from ..core.environment import Connection, Environment
from ..core.errors import LocalError
from ..core.job import Job, Report
from ..core.text import text
from ..core.token import Token
from ..storage.vault import TokenVault
from .lazily import Lazily
from .workspace import Workspace

#: The zip that the demo offers, in the folder of its data.
SAMPLE = Path("samples") / "customers.zip"

_NAME = "DEMO"


class DemoEnvironment:
    """Starts the demo environment and ends it again; it also ends by itself when this process does."""

    def __init__(self, workspace: Lazily[Workspace], vault: TokenVault, options: tuple[str, ...] = ()) -> None:
        self._workspace = workspace
        self._vault = vault
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.one_time_token = ""

    def prepare(self, folder: Path) -> Job[Environment]:
        """Start it, write the sample zips below a folder, save it with its connections, and keep its key.

        Fails with LocalError if it does not start.
        """

        def job(cancel: CancelToken, report: Report) -> Environment:
            samples = (folder / SAMPLE).parent
            samples.mkdir(parents=True, exist_ok=True)
            subprocess.run([*_command(), "--write-samples", str(samples)], check=True, stdin=subprocess.DEVNULL)
            started = self._start()
            self.one_time_token = str(started["one_time_token"])
            environment = Environment(
                str(uuid.uuid4()),
                _NAME,
                Address.parse(str(started["address"])),
                token_page=str(started["authentication_token_page"]),
            )
            with self._workspace().store() as store:
                store.environments.add(environment)
                for name in started["connections"]:
                    store.connections.add(Connection(environment.id, str(name), "DataDestination"))
            self._vault.keep_for_session(environment.id, Token(str(started["token"])))
            return environment

        return job

    def close(self) -> None:
        """End the process and wait for it."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            process.stdout.close()
            process.wait(10)

    def _start(self) -> dict[str, list[str] | str]:
        command = [*_command(), "--port", "0", "--exit-with-stdin", *self._options]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise LocalError(
                text("The demo environment did not start."),
                text("Its process ended at once."),
                text("Start DMM Desktop again. If it stays so, look into the log."),
            )
        started: dict[str, list[str] | str] = json.loads(line)
        return started


def _command() -> list[str]:
    return [sys.executable, "-m", "dmm_desktop.demo"]
