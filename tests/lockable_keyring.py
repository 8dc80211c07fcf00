"""A key store for tests without a desktop: keyring loads it as a back end, and it can be locked.

It is used only while the variable `PYTHON_KEYRING_BACKEND` names it, which :func:`lockable_keys` sets.
"""

import os
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked

from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys

_VARIABLE, _NAME = "PYTHON_KEYRING_BACKEND", f"{__name__}.Lockable"


class _Priority:
    """None, and so not usable, for whoever has not asked for this back end."""

    def __get__(self, instance: object, owner: object) -> float:
        if os.environ.get(_VARIABLE) != _NAME:
            raise RuntimeError("not asked for")
        return 1


class Lockable(KeyringBackend):
    """Keeps keys in memory. ``reads``: the user names that were read; ``refused``: those that the user does not
    allow."""

    priority = _Priority()
    stored: ClassVar[dict[str, str]] = {}
    reads: ClassVar[list[str]] = []
    refused: ClassVar[set[str]] = set()
    is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """The key. Raises KeyringLocked and KeyringError."""
        self.reads.append(username)
        if Lockable.is_locked:
            raise KeyringLocked("locked")
        if username in self.refused:
            raise KeyringError("not allowed")
        return self.stored.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store the key."""
        self.stored[username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Remove the key."""
        del self.stored[username]


Lockable.__module__ = "keyring.backends.SecretService"  # that of a desktop: no other is used


@pytest.fixture
def lockable_keys(monkeypatch: pytest.MonkeyPatch) -> SessionKeys:
    """Keys that nothing has read yet, of environments by their ids: as after a restart."""
    monkeypatch.setenv(_VARIABLE, _NAME)
    Lockable.stored.clear()
    Lockable.reads.clear()
    Lockable.refused.clear()
    Lockable.is_locked = False
    return SessionKeys(SecretStore())
