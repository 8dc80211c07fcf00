"""The REST API keys of this session: read once from the key store, then kept in memory."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum

from ..core.errors import SecretStoreError, SecretStoreMissing
from ..core.redaction import Redaction
from ..core.token import Token
from .secrets import SecretStore


class KeyPlace(Enum):
    """Where a key is."""

    KEYRING = "keyring"  # in the key store of the operating system
    SESSION = "session"  # in memory, until the application closes


@dataclass(frozen=True, slots=True)
class KeyPlacement:
    """Where a key was put. ``problem`` is why it is not in the key store, if it should be: to be told to the person."""

    place: KeyPlace
    problem: SecretStoreError | None = None


class TokenVault:
    """The keys by environment id, for all threads of the application.

    Without a store it keeps keys for this session only. With one, the first question for a key reads the store, once,
    however many ask at the same time; that may block without limit while a prompt is open, so ask in a job only. A key
    that the store has not is asked for once as well. A failure is not kept: the next question tries again.

    ``secrets`` learns every key that passes here, so that it can be hidden in logs and crash reports.
    """

    def __init__(self, store: SecretStore | None, secrets: Redaction | None = None) -> None:
        self.secrets = secrets or Redaction()
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Token, KeyPlace] | None] = {}
        self._reads: dict[str, Future[Token | None]] = {}

    def get(self, environment_id: str) -> Token | None:
        """The key, None if there is none. Raises SecretStoreLocked or another SecretStoreError if it cannot tell.

        A computer without a key store holds no key: that is None, not an error.
        """
        with self._lock:
            if environment_id in self._known or self._store is None:
                return self._token(environment_id)
            read = self._reads.get(environment_id)
            leads = read is None
            if read is None:
                read = self._reads[environment_id] = Future()
        if leads:
            self._read(self._store, environment_id, read)
        found = read.result()
        with self._lock:  # a key that was put while the store was read is the newer one
            return self._token(environment_id) if environment_id in self._known else found

    def _token(self, environment_id: str) -> Token | None:
        known = self._known.get(environment_id)
        return known[0] if known else None

    def _read(self, store: SecretStore, environment_id: str, read: Future[Token | None]) -> None:
        """Read the store for everybody who waits for ``read``."""
        try:
            found = _read_if_any(store, environment_id)
            if found is not None:
                self.secrets.add(found)
        except BaseException as error:
            with self._lock:
                self._end(environment_id, read)
            read.set_exception(error)
            return
        with self._lock:
            if self._end(environment_id, read):
                self._known[environment_id] = (found, KeyPlace.KEYRING) if found else None
        read.set_result(found)

    def _end(self, environment_id: str, read: Future[Token | None]) -> bool:
        """Whether the answer still counts: the key was not put or removed since the reading began."""
        counts = self._reads.get(environment_id) is read
        if counts:
            del self._reads[environment_id]
        return counts

    def put(self, environment_id: str, token: Token) -> KeyPlacement:
        """Store the key in the key store and keep it in memory; in memory only where the key store does not take it."""
        self._keep(environment_id, token, KeyPlace.SESSION)
        if self._store is None:
            return KeyPlacement(KeyPlace.SESSION)
        try:
            self._store.write(environment_id, token)
        except SecretStoreError as problem:
            return KeyPlacement(KeyPlace.SESSION, problem)
        with self._lock:
            if self._known.get(environment_id) == (token, KeyPlace.SESSION):  # nobody put another one meanwhile
                self._known[environment_id] = token, KeyPlace.KEYRING
        return KeyPlacement(KeyPlace.KEYRING)

    def keep_for_session(self, environment_id: str, token: Token) -> KeyPlacement:
        """Keep the key in memory only. One that is in the key store already stays there."""
        self._keep(environment_id, token, KeyPlace.SESSION)
        return KeyPlacement(KeyPlace.SESSION)

    def _keep(self, environment_id: str, token: Token, place: KeyPlace) -> None:
        self.secrets.add(token)
        with self._lock:
            self._known[environment_id] = token, place
            self._reads.pop(environment_id, None)

    def where(self, environment_id: str) -> KeyPlace | None:
        """Where the key is, as far as it was read or put in this session; None if it was not or there is none."""
        with self._lock:
            known = self._known.get(environment_id)
            return known[1] if known else None

    def remove(self, environment_id: str) -> None:
        """Remove the key from memory and from the key store.

        Raises SecretStoreLocked or another SecretStoreError if it may still be in the key store.
        """
        try:
            if self._store is not None:
                self._store.delete(environment_id)
        except SecretStoreMissing:
            pass  # there is nothing that could hold it
        finally:
            with self._lock:
                self._known.pop(environment_id, None)
                self._reads.pop(environment_id, None)


def _read_if_any(store: SecretStore, environment_id: str) -> Token | None:
    try:
        return store.read(environment_id)
    except SecretStoreMissing:
        return None
