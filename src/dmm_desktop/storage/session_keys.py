"""The REST API keys and proxy passwords of this session: read once from the key store, then kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from ..core.key_store_errors import SecretStoreError, SecretStoreLocked, SecretStoreMissing, SecretStoreRefused
from ..core.redaction import Redaction
from ..core.token import Token
from .secrets import SecretStore


class KeyPlace(Enum):
    """Where a key is kept."""

    KEYRING = "keyring"  # in the key store of the operating system
    SESSION = "session"  # in memory, until the application closes


@dataclass(frozen=True, slots=True)
class KeyPlacement:
    """Where a key was put. ``problem`` is why it is not in the key store although it should be; show it to the user."""

    place: KeyPlace
    problem: SecretStoreError | None = None


class SessionKeys:
    """The keys by their ids in the key store, for all threads of the application.

    Without a store it keeps keys for this session only. With one, the first request for a key reads the store, once for
    any number of concurrent requests; that may block without limit while a prompt is open, so call it in a job only. A
    missing key is remembered too. A failure is not: the next request tries again.

    ``secrets`` collects every key that passes through, so that it can be hidden in logs and crash reports.
    """

    def __init__(self, store: SecretStore | None, secrets: Redaction | None = None) -> None:
        self.secrets = secrets or Redaction()
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Token, KeyPlace] | None] = {}
        self._reads: dict[str, Future[Token | None]] = {}

    def get(self, secret_id: str) -> Token | None:
        """The key; None if there is none. Raises SecretStoreLocked or another SecretStoreError if that cannot be
        determined.

        On a computer without a key store the result is None, not an error.
        """
        with self._lock:
            if secret_id in self._known or self._store is None:
                return self._token(secret_id)
            read = self._reads.get(secret_id)
            is_first = read is None
            if read is None:
                read = self._reads[secret_id] = Future()
        if is_first:
            self._read(self._store, secret_id, read)
        found = read.result()
        with self._lock:  # a key put while the store was being read takes precedence
            return self._token(secret_id) if secret_id in self._known else found

    def _token(self, secret_id: str) -> Token | None:
        known = self._known.get(secret_id)
        return known[0] if known else None

    def _read(self, store: SecretStore, secret_id: str, read: Future[Token | None]) -> None:
        """Read the store for all threads waiting for ``read``."""
        try:
            found = _read_if_any(store, secret_id)
            if found is not None:
                self.secrets.add(found)
        except BaseException as error:
            with self._lock:
                self._end(secret_id, read)
            read.set_exception(error)
            return
        with self._lock:
            if self._end(secret_id, read):
                self._known[secret_id] = (found, KeyPlace.KEYRING) if found else None
        read.set_result(found)

    def _end(self, secret_id: str, read: Future[Token | None]) -> bool:
        """End a read. Returns whether the result still counts: the key was neither put nor removed since it began."""
        counts = self._reads.get(secret_id) is read
        if counts:
            del self._reads[secret_id]
        return counts

    def unlock(self, secret_ids: Sequence[str]) -> SecretStoreError | None:
        """Let the key store ask its user now, about one of these secrets, and not while they are written or removed:
        until then a job can be cancelled. Returns why it is still locked, or what it refused."""
        if self._store is not None and secret_ids:
            try:
                self._store.unlock(secret_ids[0])
            except (SecretStoreLocked, SecretStoreRefused) as refusal:
                return refusal
            except SecretStoreError:
                pass  # writing may succeed, or says why not
        return None

    def put(self, secret_id: str, token: Token) -> KeyPlacement:
        """Store the key in the key store and in memory; in memory only if the key store does not accept it."""
        self._keep(secret_id, token, KeyPlace.SESSION)
        if self._store is None:
            return KeyPlacement(KeyPlace.SESSION)
        try:
            self._store.write(secret_id, token)
        except SecretStoreError as problem:
            return KeyPlacement(KeyPlace.SESSION, problem)
        with self._lock:
            if self._known.get(secret_id) == (token, KeyPlace.SESSION):  # no other key was put in between
                self._known[secret_id] = token, KeyPlace.KEYRING
        return KeyPlacement(KeyPlace.KEYRING)

    def keep_for_session(self, secret_id: str, token: Token) -> KeyPlacement:
        """Keep the key in memory only. One already in the key store stays there."""
        self._keep(secret_id, token, KeyPlace.SESSION)
        return KeyPlacement(KeyPlace.SESSION)

    def _keep(self, secret_id: str, token: Token, place: KeyPlace) -> None:
        self.secrets.add(token)
        with self._lock:
            self._known[secret_id] = token, place
            self._reads.pop(secret_id, None)

    def where(self, secret_id: str, key: Token | None = None) -> KeyPlace | None:
        """Where the key is kept, if it was read or put in this session; None if not, or if it differs from a given
        ``key``."""
        with self._lock:
            known = self._known.get(secret_id)
            return known[1] if known and key in (None, known[0]) else None

    def remove(self, secret_id: str) -> None:
        """Remove the key from memory and the key store.

        Raises SecretStoreLocked or another SecretStoreError if it may still be in the key store; it then stays in
        memory, too.
        """
        if self._store is not None:
            with suppress(SecretStoreMissing):  # it can be read from none either
                self._store.delete(secret_id)
        with self._lock:
            self._known.pop(secret_id, None)
            self._reads.pop(secret_id, None)


def _read_if_any(store: SecretStore, secret_id: str) -> Token | None:
    try:
        return store.read(secret_id)
    except SecretStoreMissing:
        return None
