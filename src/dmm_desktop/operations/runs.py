"""The operations on runs, for saved environments: the key comes from the vault, the API's place from the last check.

Besides what each operation fails with by itself: TokenMissing where the vault has no key, SecretStoreError where nobody
can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment
from ..core.errors import TokenMissing, WrongInput
from ..core.job import CancelToken, Job, Nudge, Report, nobody
from ..core.models import ExecutionStatus
from ..core.network import SYSTEM_NETWORK
from ..core.runs import Run
from ..core.text import Text, text
from ..core.token import Token
from ..storage.paths import DataPaths
from ..storage.vault import TokenVault
from .log_lines import LogLines
from .workspace import Workspace

if TYPE_CHECKING:  # jobs import what they need, so that an idle window has nothing of it
    from .endpoint import Endpoint
    from .retrying import Pace
    from .start_import import ImportPlan, Started


@dataclass(frozen=True, slots=True)
class StoredRuns:
    """The runs of a data folder, and what its opening has found or had to do."""

    runs: tuple[Run, ...]
    notices: tuple[Text, ...]


class SavedRuns:
    """Makes the jobs. The first one that needs the workspace opens it; all may fail with what that raises."""

    def __init__(self, workspace: Callable[[], Workspace], vault: TokenVault) -> None:
        self._open = workspace
        self._vault = vault
        self._one_time_tokens: frozenset[Token] = frozenset()  # those of this session: servers may repeat them

    @property
    def _workspace(self) -> Workspace:
        return self._open()

    def list(self) -> Job[StoredRuns]:
        """All runs, newest first, and what a person has to be told about the opening of the data folder."""
        return lambda cancel, report: StoredRuns(self._workspace.runs(), self._workspace.notices)

    def read(self, run_id: str) -> Job[Run | None]:
        """The run as it is stored now, settled if the process that sent it has ended; None if it was removed."""

        def job(cancel: CancelToken, report: Report) -> Run | None:
            self._workspace.settle_abandoned()
            return self._workspace.run(run_id)

        return job

    def remove(self, run_id: str) -> Job[None]:
        """Remove a run from this workstation; the server keeps what it has."""

        def job(cancel: CancelToken, report: Report) -> None:
            with self._workspace.store() as store:
                store.runs.remove(run_id)

        return job

    def adopt(self, environment_id: str, tracker_id: str) -> Job[Run]:
        """Keep an execution of a saved environment that was started elsewhere. Fails as :func:`find_endpoint` does, and
        with WrongInput if the environment does not know it."""

        def job(cancel: CancelToken, report: Report) -> Run:
            from .adopt_run import adopt_run
            from .endpoint import find_endpoint, network_of, stored_endpoint

            with self._workspace.store() as store:
                environment = store.environments.get(environment_id)
            assert environment is not None, "an execution is adopted for a saved environment"
            network = network_of(environment, self._vault)
            endpoint = (
                stored_endpoint(environment, network)
                or (find_endpoint(environment.address, None, cancel, network=network)[0])
            )
            token = self._key(environment.id, environment.name)
            run = adopt_run(self._workspace, endpoint, token, tracker_id, cancel, report, environment=environment)
            if self._workspace.run(run.id) is None:
                raise WrongInput(
                    text("{name} does not know an import with this tracker id.", name=environment.name),
                    text("It was started elsewhere, or so long ago that it has been forgotten."),
                    text("Check the tracker id and the environment."),
                )
            return run

        return job

    def start(self, plan: ImportPlan, one_time_token: Token) -> Job[Started]:
        """As start_import, with the key of ``plan.environment``."""

        def job(cancel: CancelToken, report: Report) -> Started:
            from .endpoint import network_of
            from .start_import import start_import

            environment = plan.environment
            assert environment is not None, "the window starts imports into saved environments only"
            self._vault.known.add(one_time_token)
            self._one_time_tokens |= {one_time_token}
            token = self._key(environment.id, environment.name)
            network = network_of(environment, self._vault)
            reached = replace(plan, network=network)
            return start_import(self._workspace, reached, token, one_time_token, cancel, report)

        return job

    def watch(self, run: Run, log: LogLines, pace: Pace, nudge: Nudge) -> Job[Run]:
        """As watch_run; its log lines go to ``log``."""

        def job(cancel: CancelToken, report: Report) -> Run:
            from .watch_run import watch_run

            endpoint, token = self._called(run, cancel)
            log.folder = self._workspace.spool
            return watch_run(
                self._workspace, run, endpoint, token, cancel, report, deliver=log.append, pace=pace, nudge=nudge
            )

        return job

    def stop(self, run: Run) -> Job[None]:
        """As stop_run."""

        def job(cancel: CancelToken, report: Report) -> None:
            from .stop_run import stop_run

            endpoint, token = self._called(run, cancel)
            stop_run(self._workspace, endpoint, token, run.tracker_id, cancel, report)

        return job

    def settle(self, run: Run, *, tracker_id: str, started: bool) -> Job[Run]:
        """Keep what a person found of a run whose outcome is unknown. As note_tracker_id if there is one, else as
        note_finding."""

        def job(cancel: CancelToken, report: Report) -> Run:
            from .settle_run import note_finding, note_tracker_id

            if not tracker_id.strip():
                return note_finding(self._workspace, run, cancel, report, started=started)
            endpoint, token = self._called(run, cancel)
            return note_tracker_id(self._workspace, run, endpoint, token, tracker_id, cancel, report)

        return job

    def save_logs(self, run: Run, target: Path, most: int | None) -> Job[Path]:
        """As save_logs."""

        def job(cancel: CancelToken, report: Report) -> Path:
            from .save_logs import save_logs

            endpoint, token = self._called(run, cancel)
            return save_logs(endpoint, token, run.tracker_id, target, cancel, report, most=most)

        return job

    def support_bundle(self, run: Run | None, target: Path, folder: Path) -> Job[Path]:
        """As support_bundle, for a run or for none; also where the data folder ``folder`` cannot be opened."""

        def environments() -> tuple[Environment, ...]:
            with self._workspace.store() as store:
                return store.environments.list()

        def fetch_logs(to: Path, cancel: CancelToken) -> None:
            from .save_logs import save_logs

            assert run is not None
            endpoint, token = self._called(run, cancel)
            save_logs(endpoint, token, run.tracker_id, to, cancel, nobody)

        def job(cancel: CancelToken, report: Report) -> Path:
            from .support_bundle import support_bundle

            fetch = fetch_logs if run is not None and run.tracker_id and run.state.is_final else None
            write = support_bundle(DataPaths.at(folder), self._vault.known, target, environments, run, fetch)
            return write(cancel, report)

        return job

    def read_log(self, run: Run, log: LogLines) -> Job[ExecutionStatus]:
        """As read_log, for runs of the past; the lines go to ``log``."""

        def job(cancel: CancelToken, report: Report) -> ExecutionStatus:
            from .read_log import read_log

            endpoint, token = self._called(run, cancel)
            log.folder = self._workspace.spool
            return read_log(self._workspace, endpoint, token, run.tracker_id, log.append, cancel, report)

        return job

    def read_saved_log(self, path: Path, name: str, log: LogLines) -> Job[None]:
        """As read_saved_log."""

        def job(cancel: CancelToken, report: Report) -> None:
            from .read_log import read_saved_log

            log.folder = self._workspace.spool
            read_saved_log(path, name, log, cancel, report)

        return job

    def _called(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """Where to ask about the run, and with which key; that goes to the host the environment was saved with, and
        to no other. A description is asked for only if none is stored for the place where the run was started."""
        from .endpoint import find_endpoint, network_of, stored_endpoint

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
        network = network_of(environment, self._vault) if environment else SYSTEM_NETWORK
        stored = stored_endpoint(environment, network) if environment else None
        if stored is not None and stored.root == root:
            return stored.hiding(*self._one_time_tokens), token
        return find_endpoint(root, None, cancel, network=network)[0].hiding(*self._one_time_tokens), token

    def _key(self, environment_id: str | None, name: str) -> Token:
        token = self._vault.get(environment_id) if environment_id else None
        if token is None:
            raise TokenMissing(name)
        return token
