"""The demo environment as a process beside the application, and as a saved environment in it."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..core.address import Address
from ..core.environment import Connection, Environment
from ..core.environment_names import name_key
from ..core.errors import LocalError
from ..core.job import CancelToken, Job, OnProgress
from ..core.lazy import Lazy
from ..core.text import Text, text
from ..core.token import Token
from ..storage.vault import TokenVault
from .workspace import Workspace

#: The zip that the demo offers, in the folder of its data.
SAMPLE = Path("samples") / "customers.zip"

_NAME = "DEMO"

#: How long the process may take to end by itself, in seconds; it is killed after that.
_ENDING = 5.0

#: On Windows, a console program opens no window of its own when one without a console starts it.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class DemoEnvironment:
    """Starts the demo environment and ends it again; it also ends by itself when this process does.

    ``command`` is what starts it, with the options that it shall have.
    """

    def __init__(self, workspace: Lazy[Workspace], vault: TokenVault, command: Sequence[str]) -> None:
        self._workspace = workspace
        self._vault = vault
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self.one_time_token = ""

    def prepare(self, folder: Path) -> Job[Environment]:
        """Start it, write the sample zips below a folder, save it with its connections, and keep its key.

        May be done again, after a failure or with the data of an earlier demo: what they have left is replaced.
        Fails with LocalError if the data folder cannot be used or the process does not start.
        """

        def job(cancel: CancelToken, report: OnProgress) -> Environment:
            self.close()
            workspace = self._workspace()
            self._write_samples((folder / SAMPLE).parent)
            started = self._start(cancel)
            cancel.check()
            self.one_time_token = str(started["one_time_token"])
            environment = Environment(
                str(uuid.uuid4()),
                _NAME,
                Address.parse(str(started["address"])),
                token_page=str(started["authentication_token_page"]),
            )
            with workspace.store() as store:
                for earlier in store.environments.list():
                    if name_key(earlier.name) == name_key(_NAME):
                        store.environments.remove(earlier.id)
                store.environments.add(environment)
                for name in started["connections"]:
                    store.connections.add(Connection(environment.id, str(name), "DataDestination"))
            self._vault.keep_for_session(environment.id, Token(str(started["token"])))
            return environment

        return job

    def close(self) -> None:
        """End the process and wait for it; kill it if it does not end. Does nothing where none runs."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None
        process.stdin.close()
        process.stdout.close()
        try:
            process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _write_samples(self, folder: Path) -> None:
        command = [*self._command, "--write-samples", str(folder)]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, creationflags=_NO_WINDOW)
        except OSError as error:
            raise _not_started(text("The operating system reports: {words}.", words=error), str(error)) from error
        if done.returncode != 0:
            reason = text("Its sample files cannot be written to {folder}.", folder=folder)
            raise _not_started(reason, done.stderr.decode(errors="replace"))

    def _start(self, cancel: CancelToken) -> Mapping[str, list[str] | str]:
        command = [*self._command, "--port", "0", "--exit-with-stdin"]
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_NO_WINDOW)
        except OSError as error:
            raise _not_started(text("The operating system reports: {words}.", words=error), str(error)) from error
        self._process = process
        assert process.stdout is not None
        with cancel.on_abandon(process.kill):
            line = process.stdout.readline()
        if not line:
            self.close()
            cancel.check()
            raise _not_started(text("Its process ended at once."), f"Exit code {process.returncode}")
        started: dict[str, list[str] | str] = json.loads(line)
        return started


def _not_started(reason: Text, details: str) -> LocalError:
    advice = text("Try again. If the problem persists, reinstall DMM Desktop.")
    return LocalError(text("The demo environment did not start."), reason, advice, details)
