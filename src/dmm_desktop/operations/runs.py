"""The operations on runs, for saved environments: the key comes from the vault, the API's place from the last check.

Besides what each operation fails with by itself: TokenMissing where the vault has no key, SecretStoreError where nobody
can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..core.address import Address
from ..core.cancel import CancelToken, Nudge
from ..core.errors import TokenMissing, WrongInput
from ..core.job import Job, Report
from ..core.models import ExecutionStatus
from ..core.runs import Run
from ..core.text import text
from ..core.token import Token
from ..storage.vault import TokenVault
from .adopt_run import run_started_elsewhere
from .endpoint import Endpoint, find_endpoint, stored_endpoint
from .log_reader import Deliver
from .read_log import read_log
from .save_logs import save_logs
from .start_import import ImportPlan, Started, start_import
from .stop_run import stop_run
from .watch_run import Pace, watch_run
from .workspace import Workspace


class SavedRuns:
    """Makes the jobs. The first one that needs the workspace opens it; all may fail with what that raises."""

    def __init__(self, workspace: Callable[[], Workspace], vault: TokenVault) -> None:
        self._open = workspace
        self._vault = vault

    @property
    def _workspace(self) -> Workspace:
        return self._open()

    def list(self) -> Job[tuple[Run, ...]]:
        """All runs, newest first."""
        return lambda cancel, report: self._workspace.runs()

    def read(self, run_id: str) -> Job[Run | None]:
        """The run as it is stored now; None if it was removed."""
        return lambda cancel, report: self._workspace.run(run_id)

    def remove(self, run_id: str) -> Job[None]:
        """Remove a run from this workstation; the server keeps what it has."""

        def job(cancel: CancelToken, report: Report) -> None:
            with self._workspace.store() as store:
                store.runs.remove(run_id)

        return job

    def adopt(self, environment_id: str, tracker_id: str) -> Job[Run]:
        """Keep an execution of a saved environment that was started elsewhere. Fails as :func:`find_endpoint` does."""

        def job(cancel: CancelToken, report: Report) -> Run:
            with self._workspace.store() as store:
                environment = store.environments.get(environment_id)
            assert environment is not None, "an execution is adopted for a saved environment"
            endpoint = stored_endpoint(environment) or find_endpoint(environment.address, None, cancel)[0]
            run = replace(
                run_started_elsewhere(endpoint, tracker_id),
                environment_id=environment.id,
                environment_name=environment.name,
                stage=environment.stage,
            )
            return self._workspace.adopt(run)

        return job

    def start(self, plan: ImportPlan, one_time_token: Token) -> Job[Started]:
        """As start_import, with the key of ``plan.environment``."""

        def job(cancel: CancelToken, report: Report) -> Started:
            environment = plan.environment
            assert environment is not None, "the window starts imports into saved environments only"
            token = self._key(environment.id, environment.name)
            return start_import(self._workspace, plan, token, one_time_token)(cancel, report)

        return job

    def watch(self, run: Run, deliver: Deliver, pace: Pace, nudge: Nudge) -> Job[Run]:
        """As watch_run."""

        def job(cancel: CancelToken, report: Report) -> Run:
            endpoint, token = self._called(run, cancel)
            return watch_run(self._workspace, run, endpoint, token, deliver, pace, nudge)(cancel, report)

        return job

    def stop(self, run: Run) -> Job[None]:
        """As stop_run."""

        def job(cancel: CancelToken, report: Report) -> None:
            endpoint, token = self._called(run, cancel)
            stop_run(self._workspace, endpoint, token, run.tracker_id)(cancel, report)

        return job

    def save_logs(self, run: Run, target: Path) -> Job[Path]:
        """As save_logs."""

        def job(cancel: CancelToken, report: Report) -> Path:
            endpoint, token = self._called(run, cancel)
            return save_logs(endpoint, token, run.tracker_id, target)(cancel, report)

        return job

    def read_log(self, run: Run, deliver: Deliver) -> Job[ExecutionStatus]:
        """As read_log, for runs of the past."""

        def job(cancel: CancelToken, report: Report) -> ExecutionStatus:
            endpoint, token = self._called(run, cancel)
            return read_log(self._workspace, endpoint, token, run.tracker_id, deliver)(cancel, report)

        return job

    def _called(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """Where to ask about the run, and with which key; that goes to the host the environment was saved with, and
        to no other. A description is asked for only if none is stored for the place where the run was started."""
        root = Address.parse(run.root)
        with self._workspace.store() as store:
            environment = store.environments.get(run.environment_id) if run.environment_id else None
        if environment is not None and environment.address.origin != root.origin:
            raise WrongInput(
                text("{name} has another address now.", name=environment.name),
                text("The import was started at {host}, and the key is not sent there any more.", host=root.host),
                text("Add an environment with the old address to follow this import."),
            )
        token = self._key(run.environment_id, run.environment_name)
        stored = stored_endpoint(environment) if environment else None
        if stored is not None and stored.root == root:
            return stored, token
        return find_endpoint(root, None, cancel)[0], token

    def _key(self, environment_id: str | None, name: str) -> Token:
        token = self._vault.get(environment_id) if environment_id else None
        if token is None:
            raise TokenMissing(name)
        return token
