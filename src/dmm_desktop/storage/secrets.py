"""REST API keys, stored only in the operating system's key store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ..core.errors import WrongInput
from ..core.key_store_errors import (
    SecretStoreError,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretStoreRefused,
    SecretTooLong,
)
from ..core.text import text
from ..core.token import Token

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: The service name of the keys in the key store; the user name is the id of the secret.
SERVICE = "dmm-desktop"

#: The keyring modules that use a key store of the operating system or desktop. Others store secrets in files, drop
#: them, or choose among several.
_STORES = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)

#: Seconds to wait for the key store before telling the user about the delay.
PATIENCE = 3.0

#: Capacity of a key store in characters: Windows allows 2,560 bytes, and keyring writes UTF-16 [platform].
LIMITS: Mapping[str, int] = {"keyring.backends.Windows": 1280}

# By name rather than imported, because the available libraries depend on the operating system.
_LOCKED = {"KeyringLocked", "LockedException"}
_DISMISSED = "PromptDismissedException"
#: The first step, which finds or creates a collection of keys, failed. Unless an unlock prompt is among the causes, the
#: service is not a usable key store.
_NOT_OPENED = "InitError"
_REFUSED = {"KeychainDenied", "SecAuthFailure", "PermissionError"}
# D-Bus, Windows, and keyring when KeePassXC is open and withholds one key [platform]
_REFUSED_WORDS = ("org.freedesktop.DBus.Error.AccessDenied", "Access is denied", "Failed to unlock the item")
_MISSING = {"NoKeyringError", "SecretServiceNotAvailableException"}


class SecretStore:
    """The operating system's key store. Safe to use from several threads.

    Any call may open a prompt and then block, with no time limit, until the user answers, so call only from a job.
    Raises SecretStoreMissing if there is no real key store, SecretStoreLocked if it stays locked, SecretStoreRefused if
    it denies access, and SecretStoreError for its other failures. ``waits`` is called on a separate thread with True if
    a response takes more than ``patience`` seconds, and with False once it has arrived.
    """

    def __init__(
        self,
        service: str = SERVICE,
        limits: Mapping[str, int] = LIMITS,
        waits: Callable[[bool], None] = lambda waiting: None,
        patience: float = PATIENCE,
    ) -> None:
        self._waits = waits
        self._patience = patience
        self._service = service
        self._limits = limits
        self._lock = threading.Lock()

    def read(self, secret_id: str) -> Token | None:
        """The key; None if there is none."""
        stored = self._ask(lambda backend: backend.get_password(self._service, secret_id))
        if stored is None:
            return None
        try:
            return Token(stored)
        except WrongInput:  # edited by the user or another program; entering it again repairs it
            _log.warning("The secret %s in the key store cannot be used.", secret_id)
            return None

    def unlock(self, secret_id: str) -> None:
        """Let the user unlock the key store and allow access to the key, which need not exist."""
        self._ask(lambda backend: backend.get_password(self._service, secret_id))

    def write(self, secret_id: str, token: Token) -> None:
        """Store the key and verify that it can be read. Also raises SecretTooLong."""

        def write_and_compare(backend: KeyringBackend) -> None:
            limit = self._limits.get(type(backend).__module__)
            if limit is not None and len(token.reveal()) > limit:
                raise SecretTooLong(len(token.reveal()), limit)
            backend.set_password(self._service, secret_id, token.reveal())
            if backend.get_password(self._service, secret_id) != token.reveal():
                raise SecretStoreError(
                    text("The REST API key could not be stored."),
                    text("The key store of this computer did not return what was stored in it."),
                    text("Try again, or enter the key for this session only."),
                )

        self._ask(write_and_compare)

    def delete(self, secret_id: str) -> None:
        """Remove the key if there is one."""

        def delete_if_there(backend: KeyringBackend) -> None:
            from keyring.backends.SecretService import Keyring as SecretService

            if isinstance(backend, SecretService):
                self._delete_there(backend, secret_id)
            elif backend.get_password(self._service, secret_id) is not None:
                backend.delete_password(self._service, secret_id)

        self._ask(delete_if_there)

    def _delete_there(self, backend: Any, secret_id: str) -> None:
        """Delete the key after unlocking on the same connection: KeePassXC requires it, but keyring does so only for
        reading. Which names its attributes have is a setting of keyring, which may have changed since it was stored."""
        collection = backend.get_preferred_collection()
        with closing(collection.connection):
            for names in backend.schemes.values():
                stored = {names["service"]: self._service, names["username"]: secret_id}
                for item in collection.search_items(stored):
                    backend.unlock(item)
                    item.delete()

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        """Send one request at a time, so that the user sees one prompt and its result serves the other requests."""
        with self._lock, self._watched():
            try:
                return question(_backend())
            except SecretStoreError:
                raise
            except Exception as error:  # D-Bus, sockets, Windows and plug-ins have no common error class
                raise _as_secret_store_error(error) from error

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Report if the block takes a long time, because its prompt may be hidden."""
        is_reported = threading.Event()

        def report_waiting() -> None:
            is_reported.set()
            self._waits(True)

        timer = threading.Timer(self._patience, report_waiting)
        timer.name = "key store"
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            if is_reported.is_set():
                self._waits(False)


def _backend() -> KeyringBackend:
    import keyring.core  # 113 ms

    try:
        keyring.core.init_backend(_is_store)
    except Exception as error:  # a setting names a module that is missing or does not work
        raise SecretStoreMissing(f"{type(error).__name__}: {error}") from error
    backend = keyring.core.get_keyring()
    if not _is_store(backend):
        raise SecretStoreMissing(f"keyring offers {type(backend).__module__}.{type(backend).__name__} only")
    return backend


def _is_store(backend: KeyringBackend) -> bool:
    return type(backend).__module__ in _STORES


def _as_secret_store_error(error: Exception) -> SecretStoreError:
    causes = list(_causes(error))
    kinds = {type(cause).__name__ for cause in causes}
    details = "; ".join(f"{type(cause).__name__}: {cause}" for cause in causes)
    if kinds & _MISSING:
        return SecretStoreMissing(details)
    is_declined = _DISMISSED in kinds and _NOT_OPENED not in kinds
    if is_declined or kinds & _REFUSED or any(words in details for words in _REFUSED_WORDS):
        return SecretStoreRefused(details)
    if kinds & {*_LOCKED, _DISMISSED} or "IsLocked" in details:
        return SecretStoreLocked(details)
    if _NOT_OPENED in kinds:
        return SecretStoreMissing(details)
    return SecretStoreError(
        text("The key store of this computer failed."),
        text("Reported error: {words}.", words=str(error).rstrip(".") or type(error).__name__),
        text("Try again, or enter the key for this session only."),
        details,
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
