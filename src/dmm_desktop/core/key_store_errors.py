"""Errors of the key store of the operating system; a branch of the tree in :mod:`.errors`."""

from __future__ import annotations

from .errors import DmmError
from .text import Text, joined, text


class SecretStoreError(DmmError):
    """The key store of the operating system failed."""


class SecretStoreLocked(SecretStoreError):
    """The key store is locked and was not unlocked. Never show this as a wrong key."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("The key store of this computer is locked."),
            text("Until it is unlocked, REST API keys can be neither read nor stored."),
            text("Unlock it and try again, or enter the key for this session only."),
            details,
        )


class SecretStoreRefused(SecretStoreError):
    """The key store denied access. Never show this as a wrong key."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("The key store of this computer denied access."),
            text("Its prompt was declined, or it does not allow DMM Desktop to use the key."),
            text("Allow it and try again, or enter the key for this session only."),
            details,
        )


class SecretStoreMissing(SecretStoreError):
    """There is no usable key store."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("This computer has no usable key store."),
            text("Keys are never written to a file."),
            text("Install or start one, or enter the key for this session only."),
            details,
        )


class SecretTooLong(SecretStoreError):
    """The key or password does not fit into the key store (Windows allows 1,280 characters [platform])."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            text("The key or password is too long for the key store of this computer."),
            text("It has {length} characters; the store holds {limit}.", length=length, limit=limit),
        )


class SecretsNotStored(SecretStoreError):
    """The environment is saved, but what is secret in it is kept in memory only. ``kept`` says so; ``problem``: why the
    key store did not take it."""

    def __init__(self, kept: Text, problem: SecretStoreError) -> None:
        match problem:
            case SecretStoreLocked():
                advice = text("Unlock the key store, then save again.")
            case SecretStoreRefused():
                advice = text("Allow access, then save again.")
            case SecretStoreMissing():
                advice = text("Install or start a key store, then save again.")
            case SecretTooLong():
                advice = text("Check that you copied nothing else.")
            case _:
                advice = text("Save again.")
        reasons = (part for part in (problem.title, problem.reason) if part is not None)
        super().__init__(kept, joined(*reasons), advice, problem.details)
