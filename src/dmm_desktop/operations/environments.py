"""The saved environments with their connections and keys."""

from __future__ import annotations

from dataclasses import replace

from ..core.environment import Connection, Environment, KeyVerdict, SavedEnvironment
from ..core.job import CancelToken, OnProgress
from ..core.token import Token
from ..storage.vault import KeyPlacement
from .context import SavedContext

__all__ = [
    "KeyPlacement",
    "add_connection",
    "list_environments",
    "remove_connection",
    "remove_environment",
    "save_environment",
]


def list_environments(context: SavedContext, cancel: CancelToken, report: OnProgress) -> tuple[SavedEnvironment, ...]:
    """All environments by name. Raises DatabaseError."""
    with context.workspace.store() as store:
        return tuple(SavedEnvironment(one, store.connections.list(one.id)) for one in store.environments.list())


def save_environment(
    context: SavedContext, environment: Environment, key: Token | None, cancel: CancelToken, report: OnProgress
) -> KeyPlacement | None:
    """Add the environment or save its changes, and its key if one is given. Returns where the key is kept.

    What a check found out about another address is forgotten. Raises NameTaken and DatabaseError.
    """
    with context.workspace.store() as store:
        before = store.environments.get(environment.id)
        if before is None:
            store.environments.add(environment)
        else:
            moved = before.address != environment.address
            store.environments.update(_unchecked(environment) if moved else _agreed(environment))
    return _keep_secrets(context, environment, key)


def remove_environment(
    context: SavedContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> None:
    """Remove the environment and its connections, but first its key. Its runs stay.

    Raises SecretStoreError if the key may still be in the key store; then nothing was removed. Raises DatabaseError.
    """
    context.vault.remove(environment.id)
    if environment.network.proxy_user:
        context.vault.remove(environment.proxy_id)
    with context.workspace.store() as store:
        store.environments.remove(environment.id)


def add_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Remember a connection that exists in the environment, or what has changed about it here. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.connections.add(connection)


def remove_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Forget a connection here; in the environment it stays. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.connections.remove(connection.environment_id, connection.name)


def _keep_secrets(context: SavedContext, environment: Environment, key: Token | None) -> KeyPlacement | None:
    """Keep key and proxy password; returns where, and if it is not the same place the one with a problem."""
    placements: list[KeyPlacement] = []
    if key is not None:
        placements.append(context.vault.put(environment.id, key))
    if environment.network.proxy_password is not None:
        placements.append(context.vault.put(environment.proxy_id, environment.network.proxy_password))
    return next((one for one in placements if one.problem), placements[0] if placements else None)


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
    """Saving accepts what has changed about the server; the dialog has shown it."""
    return replace(environment, known_as=None) if environment.differences else environment
