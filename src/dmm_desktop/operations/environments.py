"""The saved environments with their connections and keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..core.cancel import CancelToken
from ..core.environment import Connection, Environment, KeyVerdict
from ..core.job import Job, Report
from ..core.token import Token
from ..storage.vault import Placement, TokenVault
from .check_environment import EnvironmentCheck
from .endpoint import KeyCheck, check_key, find_endpoint
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class SavedEnvironment:
    """An environment and the connections in it that are known here, besides the Runtime Connection."""

    environment: Environment
    connections: tuple[Connection, ...]


def list_environments(workspace: Workspace) -> Job[tuple[SavedEnvironment, ...]]:
    """All environments by name."""

    def job(cancel: CancelToken, report: Report) -> tuple[SavedEnvironment, ...]:
        with workspace.store() as store:
            return tuple(SavedEnvironment(one, store.connections.list(one.id)) for one in store.environments.list())

    return job


def save_environment(
    workspace: Workspace, vault: TokenVault, environment: Environment, token: Token | None
) -> Job[Placement | None]:
    """Add the environment or save its changes, and its key if one is given. Returns where the key is kept.

    Everything that a check found out about another address is forgotten with it. Fails with DatabaseError.
    """

    def job(cancel: CancelToken, report: Report) -> Placement | None:
        with workspace.store() as store:
            before = store.environments.get(environment.id)
            if before is None:
                store.environments.add(environment)
            else:
                moved = before.address != environment.address
                store.environments.update(_unchecked(environment) if moved else environment)
        return vault.put(environment.id, token) if token is not None else None

    return job


def remove_environment(workspace: Workspace, vault: TokenVault, environment_id: str) -> Job[None]:
    """Remove the environment, its connections, and its key, first of all the key. Its runs stay.

    Fails with SecretStoreError if the key may still be in the key store; then nothing was removed.
    """

    def job(cancel: CancelToken, report: Report) -> None:
        vault.remove(environment_id)
        with workspace.store() as store:
            store.environments.remove(environment_id)

    return job


def check_saved_environment(
    workspace: Workspace, vault: TokenVault, environment: Environment
) -> Job[tuple[Environment, EnvironmentCheck]]:
    """Test a saved environment, and keep what was found with it. Fails as check_environment does; the environment then
    keeps what was known before."""

    def job(cancel: CancelToken, report: Report) -> tuple[Environment, EnvironmentCheck]:
        token = vault.get(environment.id)
        endpoint, found = find_endpoint(environment.address, None, cancel, environment)
        key = KeyCheck(KeyVerdict.NOT_CHECKED)
        if token is not None:
            with endpoint.client(token, cancel) as client:
                key = check_key(client)
        checked = replace(
            environment,
            root=found.root,
            description=found.description,
            checked_at=datetime.now(UTC),
            key_verdict=key.verdict,
        )
        with workspace.store() as store:
            store.environments.save_check(checked)
        return checked, EnvironmentCheck(endpoint, found, key)

    return job


def add_connection(workspace: Workspace, connection: Connection) -> Job[None]:
    """Remember a connection that exists in the environment already."""

    def job(cancel: CancelToken, report: Report) -> None:
        with workspace.store() as store:
            store.connections.add(connection)

    return job


def remove_connection(workspace: Workspace, connection: Connection) -> Job[None]:
    """Forget a connection here; in the environment it stays."""

    def job(cancel: CancelToken, report: Report) -> None:
        with workspace.store() as store:
            store.connections.remove(connection.environment_id, connection.name)

    return job


def _unchecked(environment: Environment) -> Environment:
    loaded = environment.description if environment.description_is_loaded else None
    return replace(environment, root=None, description=loaded, checked_at=None, key_verdict=KeyVerdict.NOT_CHECKED)
