"""The demo environment: its process, and its record among the saved environments."""

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
from ..core.local_files import own_folder
from ..core.text import Text, text
from ..core.token import Token
from ..storage.session_keys import SessionKeys
from .workspace import Workspace

#: The sample zips, relative to the demo's data folder: a good one, and one with mistakes of many kinds.
SAMPLE = Path("samples") / "customers.zip"
FAULTY_SAMPLE = Path("samples") / "mistakes.zip"

_NAME = "DEMO"

#: How long the process may take to end by itself, in seconds, before it is killed.
_ENDING = 5.0

#: Prevents a console window on Windows when a program without a console starts a console program.
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class DemoEnvironment:
    """Starts and ends the demo environment, which also ends by itself when this process does.

    ``command`` starts it, including its options.
    """

    def __init__(self, workspace: Lazy[Workspace], keys: SessionKeys, command: Sequence[str]) -> None:
        self._workspace = workspace
        self._keys = keys
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self.one_time_token = ""

    def prepare(self, folder: Path) -> Job[Environment]:
        """Start the demo environment, write the sample zips below a folder, save the environment with its connections,
        and keep its key.

        Can be repeated after a failure or with the data of an earlier demo, which are replaced. The job raises
        LocalError if the data folder cannot be used or the process does not start.
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
                        for secret_id in earlier.secret_ids:
                            self._keys.remove(secret_id)
                        store.environments.remove(earlier.id)
                store.environments.add(environment)
                for name in started["connections"]:
                    store.connections.add(Connection(environment.id, str(name), "DataDestination"))
            self._keys.keep_for_session(environment.key_id, Token(str(started["token"])))
            return environment

        return job

    def close(self) -> None:
        """End the process and wait for it; kill it if it does not end. Does nothing if none is running."""
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
            own_folder(folder)
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
