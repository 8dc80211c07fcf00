"""Lists and changes the saved environments with their connections and keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from ..core.environment import Connection, Environment, SavedEnvironment
from ..core.errors import SecretStoreError
from ..core.job import CancelToken, OnProgress
from ..core.text import joined, text
from ..core.token import Token
from ..storage.session_keys import KeyPlace, KeyPlacement
from .context import SavedContext

__all__ = [
    "KeyPlacement",
    "add_connection",
    "list_environments",
    "note_accepted",
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
    """Add the environment or save its changes, and its key if one is given; copy these connections to it. Returns
    where the key is kept.

    The results of checks of a previous address are removed, and before that the secrets that were saved for another
    host or proxy: a process that is killed in between leaves no secret rather than a wrong one. Raises NameTaken,
    DatabaseError, and SecretStoreError if such a secret may still be in the key store; then nothing was changed. Can be
    cancelled until the key store has been unlocked.
    """
    with context.workspace.store() as store:
        before = store.environments.get(environment.id)
        environment = environment.succeeding(before) if before is not None else environment
        if key is not None:
            environment = replace(environment, accepted_at=None)  # that was another key
        left = store.environments.secrets_left_by(environment)
    given = _given_secrets(environment, key)
    refusal = context.keys.unlock([*left, *given])
    cancel.commit()
    _remove_secrets_left_by(context, environment, left, refusal)
    with context.workspace.store() as store:
        if before is None:
            store.environments.add(environment)
        else:
            moved = before.address != environment.address
            store.environments.update(environment.unchecked if moved else _agreed(environment))
        for connection in connections:
            store.connections.add(connection.copied_to(environment))
    return _keep_secrets(context, given, refusal)


def note_accepted(
    context: SavedContext, environment: Environment, at: datetime, cancel: CancelToken, report: OnProgress
) -> None:
    """Save when the server accepted the key outside of tests (UTC), unless the environment or its key is another now.
    Raises DatabaseError."""
    with context.workspace.store() as store:
        store.environments.save_check(environment, replace(environment, accepted_at=at), ("accepted_at",))


def remove_environment(
    context: SavedContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> None:
    """Remove the secrets first, then the environment and its connections. Its runs stay.

    Raises SecretStoreError if a secret may still be in the key store, in which case the environment stays, and
    DatabaseError.
    """
    with context.workspace.store() as store:
        stored = store.environments.get(environment.id) or environment
    for secret_id in stored.secret_ids:
        context.keys.remove(secret_id)
    with context.workspace.store() as store:
        store.environments.remove(environment.id)


def add_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Save a connection that exists in the environment, or its changes here. Raises DatabaseError."""
    cancel.commit()
    with context.workspace.store() as store:
        store.connections.add(connection)


def remove_connection(context: SavedContext, connection: Connection, cancel: CancelToken, report: OnProgress) -> None:
    """Remove a connection here; it stays in the environment. Raises DatabaseError."""
    with context.workspace.store() as store:
        store.connections.remove(connection.environment_id, connection.name)


def _given_secrets(environment: Environment, key: Token | None) -> dict[str, Token]:
    """The key and the proxy password that are to be kept, by their ids."""
    secrets = {environment.key_id: key, environment.proxy_id: environment.network.proxy_password}
    return {secret_id: secret for secret_id, secret in secrets.items() if secret is not None}


def _remove_secrets_left_by(
    context: SavedContext, environment: Environment, secret_ids: Iterable[str], refusal: SecretStoreError | None
) -> None:
    """``refusal``: why the key store cannot be used now."""
    try:
        for secret_id in secret_ids:
            if refusal is not None:
                raise refusal
            context.keys.remove(secret_id)
    except SecretStoreError as error:
        raise SecretStoreError(
            text("The environment {name} was not saved.", name=environment.name),
            joined(text("Its previous key or password may still be in the key store."), error.title),
            text("Unlock the key store or allow access and try again, or add a new environment."),
            error.details,
        ) from error


def _keep_secrets(
    context: SavedContext, secrets: Mapping[str, Token], refusal: SecretStoreError | None
) -> KeyPlacement | None:
    """Store the secrets; only for this session after a ``refusal`` of the key store. Returns where they are kept: the
    placement with a problem, if there is one."""
    if refusal is not None:
        for secret_id, secret in secrets.items():
            context.keys.keep_for_session(secret_id, secret)
        return KeyPlacement(KeyPlace.SESSION, refusal) if secrets else None
    placements = [context.keys.put(secret_id, secret) for secret_id, secret in secrets.items()]
    return next((one for one in placements if one.problem), placements[0] if placements else None)


def _agreed(environment: Environment) -> Environment:
    """Saving accepts a changed identity of the server, which the dialog has shown."""
    return replace(environment, known_as=None) if environment.differences else environment
