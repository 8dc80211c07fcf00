"""Lists and changes the saved environments with their connections and keys."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from ..core.environment import Connection, Environment, SavedEnvironment
from ..core.job import CancelToken, OnProgress
from ..core.key_store_errors import SecretsNotStored, SecretStoreError
from ..core.text import Text, joined, text
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
    cancelled until the key store has been unlocked. The problem of the placement is SecretsNotStored.
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
    _remove_secrets(
        context,
        left,
        refusal,
        text("The environment {name} was not saved.", name=environment.name),
        text("Its previous key or password may still be in the key store."),
        text("Unlock the key store or allow access and try again, or add a new environment."),
    )
    with context.workspace.store() as store:
        if before is None:
            store.environments.add(environment)
        else:
            moved = before.address != environment.address
            store.environments.update(environment.unchecked if moved else _agreed(environment))
        for connection in connections:
            store.connections.add(connection.copied_to(environment))
    return _keep_secrets(context, environment, given, refusal)


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
    _remove_secrets(
        context,
        stored.secret_ids,
        None,
        text("The environment {name} was not removed.", name=stored.name),
        text("Its key or password may still be in the key store."),
        text("Unlock the key store or allow access and try again."),
    )
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


def _remove_secrets(
    context: SavedContext,
    secret_ids: Iterable[str],
    refusal: SecretStoreError | None,
    problem: Text,
    reason: Text,
    advice: Text,
) -> None:
    """``refusal``: why the key store cannot be used now. The other texts tell what a secret that is left prevents."""
    try:
        for secret_id in secret_ids:
            if refusal is not None:
                raise refusal
            context.keys.remove(secret_id)
    except SecretStoreError as error:
        raise SecretStoreError(problem, joined(reason, error.title), advice, error.details) from error


def _keep_secrets(
    context: SavedContext, environment: Environment, secrets: Mapping[str, Token], refusal: SecretStoreError | None
) -> KeyPlacement | None:
    """Store the secrets; only for this session after a ``refusal`` of the key store. Returns where they are kept: the
    placement with a problem, if there is one."""
    problems: dict[str, SecretStoreError] = {}
    placements: list[KeyPlacement] = []
    for secret_id, secret in secrets.items():
        if refusal is None:
            placement = context.keys.put(secret_id, secret)
        else:
            placement = replace(context.keys.keep_for_session(secret_id, secret), problem=refusal)
        placements.append(placement)
        if placement.problem is not None:
            problems[secret_id] = placement.problem
    if not problems:
        return placements[0] if placements else None
    problem = next(iter(problems.values()))
    return KeyPlacement(KeyPlace.SESSION, SecretsNotStored(_kept(environment, problems), problem))


def _kept(environment: Environment, secret_ids: Container[str]) -> Text:
    """That these secrets are kept in memory only."""
    if environment.proxy_id not in secret_ids:
        return text("The environment is saved, but its REST API key is kept only until DMM Desktop closes.")
    if environment.key_id not in secret_ids:
        return text("The environment is saved, but its proxy password is kept only until DMM Desktop closes.")
    return text(
        "The environment is saved, but its REST API key and its proxy password are kept only until DMM Desktop closes."
    )


def _agreed(environment: Environment) -> Environment:
    """Saving accepts a changed identity of the server, which the dialog has shown."""
    return replace(environment, known_as=None) if environment.differences else environment
