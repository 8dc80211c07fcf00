"""A key store for tests without a desktop: keyring loads it as a back end, and it can be locked, or wait for its user.

It is used only while the variable `PYTHON_KEYRING_BACKEND` names it, which :func:`lockable_keys` sets.
"""

import os
from collections.abc import Iterator
from threading import Event
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked

from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys
from listener import PATIENCE

_VARIABLE, _NAME = "PYTHON_KEYRING_BACKEND", f"{__name__}.Lockable"


class _Priority:
    """None, and so not usable, for whoever has not asked for this back end."""

    def __get__(self, instance: object, owner: object) -> float:
        if os.environ.get(_VARIABLE) != _NAME:
            raise RuntimeError("not asked for")
        return 1


class Lockable(KeyringBackend):
    """Keeps keys in memory. ``reads``: the user names that were read; ``refused``: those that the user does not
    allow; ``answers``: as long as it is not set, every call waits; ``asked``: there was a call."""

    priority = _Priority()
    stored: ClassVar[dict[str, str]] = {}
    reads: ClassVar[list[str]] = []
    refused: ClassVar[set[str]] = set()
    answers: ClassVar[Event] = Event()
    asked: ClassVar[Event] = Event()
    is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """The key. Raises KeyringLocked and KeyringError."""
        self._wait()
        self.reads.append(username)
        if Lockable.is_locked:
            raise KeyringLocked("locked")
        if username in self.refused:
            raise KeyringError("not allowed")
        return self.stored.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store the key."""
        self._wait()
        self.stored[username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Remove the key."""
        self._wait()
        del self.stored[username]

    def _wait(self) -> None:
        self.asked.set()
        if not self.answers.wait(PATIENCE):
            raise TimeoutError("the test never let the key store answer")


Lockable.__module__ = "keyring.backends.SecretService"  # that of a desktop: no other is used


@pytest.fixture
def lockable_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionKeys]:
    """Keys that nothing has read yet, of environments by their ids: as after a restart."""
    monkeypatch.setenv(_VARIABLE, _NAME)
    Lockable.stored.clear()
    Lockable.reads.clear()
    Lockable.refused.clear()
    Lockable.is_locked = False
    Lockable.asked.clear()
    Lockable.answers.set()
    yield SessionKeys(SecretStore())
    Lockable.answers.set()
