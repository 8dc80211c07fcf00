"""Tests an environment: its address, its API and its key."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import CheckProblem, Environment, FailedTest, KeyVerdict, ServerIdentity
from ..core.errors import DatabaseError, DmmError, Unreachable
from ..core.job import CancelToken, OnProgress
from ..core.key_store_errors import SecretStoreError
from ..core.text import text
from ..core.token import Token
from ..storage.session_keys import KeyPlace
from .context import OperationContext, SavedContext

if TYPE_CHECKING:
    from ..api.discovery import Discovery
    from .endpoint import Endpoint, KeyCheck

__all__ = [
    "CheckedEnvironment",
    "EnvironmentCheck",
    "KeyPlace",
    "check_environment",
    "check_saved",
    "failed_test",
    "try_out",
]


@dataclass(frozen=True, slots=True)
class EnvironmentCheck:
    """The API, how it was found, and what is known about the key."""

    endpoint: Endpoint
    discovery: Discovery
    key: KeyCheck


@dataclass(frozen=True, slots=True)
class CheckedEnvironment:
    """The result of a test: the environment with what was found, the details, and where the tested key is kept, if
    anywhere."""

    environment: Environment
    check: EnvironmentCheck
    key_place: KeyPlace | None


def check_environment(
    context: OperationContext,
    address: Address,
    cancel: CancelToken,
    report: OnProgress,
    *,
    environment: Environment | None = None,
    key: Token | None = None,
    look_above: bool = False,
) -> EnvironmentCheck:
    """Search for the API, then try ``key`` or, without it, the environment's key if it has one. With ``look_above``, an
    API that is not found at the address is searched for above it; no key is sent there. Raises the subclasses of
    Unreachable, SecretStoreError, and WrongInput or LocalError if the given description cannot be used."""
    from ..api.discovery import find_above
    from .endpoint import KeyCheck, check_key

    key, withheld = key or context.key(environment), None
    endpoint, discovery = context.discover(address, environment, cancel)
    if look_above and not discovery.is_found and not address.is_bare:
        root = find_above(address, cancel, network=context.network(environment), secrets=context.secrets)
        if root is not None:
            endpoint, discovery = context.discover(root, environment, cancel)
            if key is not None:  # it may be another application: the user must see the address before a key is sent
                withheld = text("The key was not sent, because the API was found above the address that you entered.")
                key = None
    if key is None:
        return EnvironmentCheck(endpoint, discovery, KeyCheck(KeyVerdict.NOT_CHECKED, withheld))
    with context.client_at(endpoint, key, cancel) as client:
        return EnvironmentCheck(endpoint, discovery, check_key(client))


def try_out(
    context: SavedContext, environment: Environment, key: Token | None, cancel: CancelToken, report: OnProgress
) -> CheckedEnvironment:
    """Test an environment as entered, with the given key or its own; nothing is stored. If the API is found only above
    its address, the returned environment has the address of the API. Raises the errors of :func:`check_environment`."""
    return _tried(context, environment, key, cancel, report, look_above=True)


def _tried(
    context: SavedContext,
    environment: Environment,
    key: Token | None,
    cancel: CancelToken,
    report: OnProgress,
    *,
    look_above: bool,
) -> CheckedEnvironment:
    check = check_environment(
        context, environment.address, cancel, report, environment=environment, key=key, look_above=look_above
    )
    found = check.discovery
    is_below = f"{found.root}/".startswith(f"{environment.address}/")
    checked = replace(
        environment,
        address=environment.address if is_below else found.root,
        root=found.root,
        description=found.description,
        checked_at=datetime.now(UTC),
        key_verdict=check.key.verdict,
        known_as=_known_as(environment, found.identity, check.key),
        answers_as=found.identity,
        failed_test=None,
    )
    return CheckedEnvironment(checked, check, context.keys.where(environment.key_id, key))


def check_saved(
    context: SavedContext, environment: Environment, cancel: CancelToken, report: OnProgress
) -> CheckedEnvironment:
    """Test a saved environment as it is stored now, and store the result with it, or that the test failed. Raises the
    errors of :func:`check_environment`, and DatabaseError."""
    with context.workspace.store() as store:
        stored = store.environments.get(environment.id) or environment
    try:
        checked = _tried(context, stored, None, cancel, report, look_above=False)
    except DmmError as error:
        failed = failed_test(datetime.now(UTC), error)
        with suppress(DatabaseError), context.workspace.store() as store:  # the failure itself is what matters
            store.environments.save_check(stored, replace(stored, failed_test=failed), ("failed_test",))
        raise
    with context.workspace.store() as store:
        store.environments.save_check(stored, checked.environment)
    return checked


def failed_test(at: datetime, error: DmmError) -> FailedTest:
    """What is stored of a test that failed at this time (UTC)."""
    if isinstance(error, Unreachable):
        return FailedTest(at, CheckProblem.NO_RESPONSE)
    return FailedTest(at, CheckProblem.KEY_STORE if isinstance(error, SecretStoreError) else CheckProblem.OTHER)


def _known_as(environment: Environment, found: ServerIdentity, key: KeyCheck) -> ServerIdentity | None:
    """The server identity to store: the first one found by a successful check, which only the user can replace."""
    if key.verdict is not KeyVerdict.ACCEPTED:
        return environment.known_as
    return environment.known_as.completed(found) if environment.known_as else found
