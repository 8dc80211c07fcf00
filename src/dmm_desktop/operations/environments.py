"""Lists and changes the saved environments with their connections and keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..core.environment import Connection, Environment, SavedEnvironment
from ..core.job import CancelToken, OnProgress
from ..core.token import Token
from ..storage.session_keys import KeyPlacement
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
    """All environments, sorted by name. Raises DatabaseError."""
    with context.workspace.store() as store:
        return tuple(store.saved_environments())


def save_environment(
    context: SavedContext,
    environment: Environment,
    key: Token | None,
    cancel: CancelToken,
    report: OnProgress,
    *,
    connections: Iterable[Connection] = (),
) -> KeyPlacement | None:
    """Add the environment or save its changes, and its key if one is given; add these connections to it. Returns where
    the key is kept.

    The results of checks of a previous address are removed. Raises NameTaken and DatabaseError.
    """
    with context.workspace.store() as store:
        before = store.environments.get(environment.id)
        if before is None:
            store.environments.add(environment)
        else:
            moved = before.address != environment.address
            store.environments.update(environment.unchecked if moved else _agreed(environment))
        for connection in connections:
            store.connections.add(replace(connection, environment_id=environment.id))
    return _keep_secrets(context, environment, key)


def remove_environment(
    context: SavedContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> None:
    """Remove the key first, then the environment and its connections. Its runs stay.

    Raises SecretStoreError if the key may still be in the key store, in which case nothing was removed, and
    DatabaseError.
    """
    context.keys.remove(environment.id)
    if environment.network.proxy_user:
        context.keys.remove(environment.proxy_id)
    with context.workspace.store() as store:
        store.environments.remove(environment.id)


def add_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Save a connection that exists in the environment, or its changes here. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.connections.add(connection)


def remove_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Remove a connection here; it stays in the environment. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.connections.remove(connection.environment_id, connection.name)


def _keep_secrets(context: SavedContext, environment: Environment, key: Token | None) -> KeyPlacement | None:
    """Store the key and the proxy password. Returns where they are kept: the placement with a problem, if there is
    one."""
    placements: list[KeyPlacement] = []
    if key is not None:
        placements.append(context.keys.put(environment.id, key))
    if environment.network.proxy_password is not None:
        placements.append(context.keys.put(environment.proxy_id, environment.network.proxy_password))
    return next((one for one in placements if one.problem), placements[0] if placements else None)


def _agreed(environment: Environment) -> Environment:
    """Saving accepts a changed identity of the server, which the dialog has shown."""
    return replace(environment, known_as=None) if environment.differences else environment
