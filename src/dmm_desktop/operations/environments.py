"""The saved environments with their connections and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.environment import Connection, Environment, Identity, KeyVerdict, SavedEnvironment
from ..core.errors import TokenMissing
from ..core.form import FormFields
from ..core.job import CancelToken, Job, Report
from ..core.names import normal
from ..core.token import Token
from ..storage.vault import Place as KeyPlace
from ..storage.vault import Placement as KeyPlacement
from ..storage.vault import TokenVault
from .workspace import Workspace

if TYPE_CHECKING:  # jobs import what they need, so that an idle window has nothing of it
    from .check_environment import EnvironmentCheck
    from .endpoint import KeyCheck
    from .share_environments import SharedEnvironment

__all__ = ["CheckedEnvironment", "KeyPlace", "KeyPlacement", "SavedEnvironments"]


@dataclass(frozen=True, slots=True)
class CheckedEnvironment:
    """A test of an environment: the environment with what was found, the details, and where its key is kept, if that is
    known."""

    environment: Environment
    check: EnvironmentCheck
    key_place: KeyPlace | None


class SavedEnvironments:
    """Makes the jobs. The first one that needs the workspace opens it; all may fail with what that raises."""

    def __init__(self, workspace: Callable[[], Workspace], vault: TokenVault) -> None:
        self._open = workspace
        self._vault = vault

    @property
    def _workspace(self) -> Workspace:
        return self._open()

    def list(self) -> Job[tuple[SavedEnvironment, ...]]:
        """All environments by name."""

        def job(cancel: CancelToken, report: Report) -> tuple[SavedEnvironment, ...]:
            with self._workspace.store() as store:
                return tuple(SavedEnvironment(one, store.connections.list(one.id)) for one in store.environments.list())

        return job

    def save(self, environment: Environment, token: Token | None) -> Job[KeyPlacement | None]:
        """Add the environment or save its changes, and its key if one is given. Returns where the key is kept.

        What a check found out about another address is forgotten with it. Fails with DatabaseError.
        """

        def job(cancel: CancelToken, report: Report) -> KeyPlacement | None:
            with self._workspace.store() as store:
                before = store.environments.get(environment.id)
                if before is None:
                    store.environments.add(environment)
                else:
                    moved = before.address != environment.address
                    store.environments.update(_unchecked(environment) if moved else _agreed(environment))
            return self._put(environment, token)

        return job

    def _put(self, environment: Environment, token: Token | None) -> KeyPlacement | None:
        """Keep key and proxy password; returns where, and if it is not the same place the one with a problem."""
        placements: list[KeyPlacement] = []
        if token is not None:
            placements.append(self._vault.put(environment.id, token))
        if environment.network.proxy_password is not None:
            placements.append(self._vault.put(environment.proxy_id, environment.network.proxy_password))
        return next((one for one in placements if one.problem), placements[0] if placements else None)

    def remove(self, environment: Environment) -> Job[None]:
        """Remove the environment and its connections, but first its key. Its runs stay.

        Fails with SecretStoreError if the key may still be in the key store; then nothing was removed.
        """

        def job(cancel: CancelToken, report: Report) -> None:
            self._vault.remove(environment.id)
            if environment.network.proxy_user:
                self._vault.remove(environment.proxy_id)
            with self._workspace.store() as store:
                store.environments.remove(environment.id)

        return job

    def check(self, environment: Environment, token: Token | None = None) -> Job[CheckedEnvironment]:
        """Test the environment with the given key or its own. Nothing is stored: see :meth:`keep_check`.

        Fails as check_environment does, and with SecretStoreError.
        """

        def job(cancel: CancelToken, report: Report) -> CheckedEnvironment:
            from .check_environment import EnvironmentCheck
            from .endpoint import KeyCheck, check_key, find_endpoint, network_of

            key_used = token or self._vault.get(environment.id)
            network = network_of(environment, self._vault)
            endpoint, found = find_endpoint(environment.address, None, cancel, environment, network)
            key = KeyCheck(KeyVerdict.NOT_CHECKED)
            if key_used is not None:
                with endpoint.client(key_used, cancel) as client:
                    key = check_key(client)
            checked = replace(
                environment,
                root=found.root,
                description=found.description,
                checked_at=datetime.now(UTC),
                key_verdict=key.verdict,
                known_as=_known_as(environment, found.identity, key),
                answers_as=found.identity,
            )
            return CheckedEnvironment(
                checked, EnvironmentCheck(endpoint, found, key), self._vault.where(environment.id)
            )

        return job

    def check_and_keep(self, environment: Environment) -> Job[CheckedEnvironment]:
        """Test a saved environment as it is stored now, and store what was found with it."""

        def job(cancel: CancelToken, report: Report) -> CheckedEnvironment:
            with self._workspace.store() as store:
                stored = store.environments.get(environment.id) or environment
            checked = self.check(stored)(cancel, report)
            with self._workspace.store() as store:
                store.environments.save_check(checked.environment)
            return checked

        return job

    def read_description(self, path: Path) -> Job[str]:
        """As read_description of an endpoint."""

        def job(cancel: CancelToken, report: Report) -> str:
            from .endpoint import read_description

            return read_description(path, cancel, report)

        return job

    def read_authorities(self, path: Path) -> Job[str]:
        """As read_authorities."""

        def job(cancel: CancelToken, report: Report) -> str:
            from .authorities import read_authorities

            return read_authorities(path, cancel, report)

        return job

    def connection_form(self, environment: Environment) -> Job[FormFields]:
        """What a new connection needs, as the last test found it, or as the environment says now if there was none.

        Fails with ContractIncomplete where there is no CreateConnection, and as find_endpoint does.
        """

        def job(cancel: CancelToken, report: Report) -> FormFields:
            from .connection_form import connection_form
            from .endpoint import find_endpoint, network_of, stored_endpoint

            endpoint = stored_endpoint(environment)
            if endpoint is None:
                endpoint, _ = find_endpoint(
                    environment.address, None, cancel, environment, network_of(environment, self._vault)
                )
            return connection_form(endpoint.contract)

        return job

    def create_connection(self, environment: Environment, fields: Mapping[str, object]) -> Job[Connection]:
        """Create a connection in the environment and remember it here. Fails as create_connection does."""

        def job(cancel: CancelToken, report: Report) -> Connection:
            from .create_connection import create_connection
            from .endpoint import find_endpoint, network_of

            token = self._vault.get(environment.id)
            if token is None:
                raise TokenMissing(environment.name)
            network = network_of(environment, self._vault)
            endpoint, _ = find_endpoint(environment.address, None, cancel, environment, network)
            create_connection(endpoint, token, fields, cancel, report)
            connection = Connection(environment.id, *name_and_kind(fields))
            with self._workspace.store() as store:
                store.connections.add(connection)
            return connection

        return job

    def add_connection(self, connection: Connection) -> Job[None]:
        """Remember a connection that exists in the environment already."""

        def job(cancel: CancelToken, report: Report) -> None:
            with self._workspace.store() as store:
                store.connections.add(connection)

        return job

    def remove_connection(self, connection: Connection) -> Job[None]:
        """Forget a connection here; in the environment it stays."""

        def job(cancel: CancelToken, report: Report) -> None:
            with self._workspace.store() as store:
                store.connections.remove(connection.environment_id, connection.name)

        return job

    def export(self, environments: Sequence[SavedEnvironment], target: Path) -> Job[Path]:
        """As export_environments."""

        def job(cancel: CancelToken, report: Report) -> Path:
            from .share_environments import export_environments

            return export_environments(environments, target, cancel, report)

        return job

    def read_shared(self, source: Path) -> Job[tuple[SharedEnvironment, ...]]:
        """As read_environments."""

        def job(cancel: CancelToken, report: Report) -> tuple[SharedEnvironment, ...]:
            from .share_environments import read_environments

            return read_environments(self._workspace, source, cancel, report)

        return job

    def add_shared(self, environments: Sequence[SavedEnvironment]) -> Job[tuple[Environment, ...]]:
        """As add_environments."""

        def job(cancel: CancelToken, report: Report) -> tuple[Environment, ...]:
            from .share_environments import add_environments

            return add_environments(self._workspace, environments, cancel, report)

        return job


def name_and_kind(fields: Mapping[str, object]) -> tuple[str, str]:
    """What a connection is called and what it is, by the documented names of its fields [assumed]."""
    values = {normal(name): str(value).strip() for name, value in fields.items()}
    return values.get("connectionname") or values.get("name", ""), values.get("connectiontype", "")


def _unchecked(environment: Environment) -> Environment:
    loaded = environment.description if environment.description_is_loaded else None
    return replace(
        environment,
        root=None,
        description=loaded,
        checked_at=None,
        key_verdict=KeyVerdict.NOT_CHECKED,
        known_as=None,
        answers_as=None,
    )


def _agreed(environment: Environment) -> Environment:
    """Saving says yes to what has changed about the server; the dialog has shown it."""
    return replace(environment, known_as=None) if environment.differences else environment


def _known_as(environment: Environment, found: Identity, key: KeyCheck) -> Identity | None:
    """What a good check finds is remembered, and never replaced without a person."""
    if key.verdict is not KeyVerdict.ACCEPTED:
        return environment.known_as
    return environment.known_as.completed(found) if environment.known_as else found
