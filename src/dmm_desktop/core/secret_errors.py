"""The errors of the operating system's key store; a branch of the tree in :mod:`.errors`."""

from __future__ import annotations

from .errors import DmmError
from .text import text


class SecretStoreError(DmmError):
    """The key store of the operating system failed."""


class SecretStoreLocked(SecretStoreError):
    """The key store is locked and was not unlocked. Never to be shown as a wrong key."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("The key store of this computer is locked."),
            text("The REST API key is kept there and could not be read or written."),
            text("Unlock it and try again, or enter the key for this session only."),
            details,
        )


class SecretStoreRefused(SecretStoreError):
    """The key store is open and does not let this application in. Never to be shown as a wrong key."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("The key store of this computer refused access."),
            text("Its question was answered with no, or it does not allow DMM Desktop to use the key."),
            text("Allow it and try again, or enter the key for this session only."),
            details,
        )


class SecretStoreMissing(SecretStoreError):
    """There is no key store that can be used."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            text("This computer has no usable key store."),
            text("Keys are never written to a file."),
            text("The key is kept until the application closes. Install or start a key store to keep it longer."),
            details,
        )


class SecretTooLong(SecretStoreError):
    """The key does not fit into the key store (Windows holds 1,280 characters [platform])."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            text("The key is too long for the key store of this computer."),
            text("It has {length} characters; the store holds {limit}.", length=length, limit=limit),
            text("Check that you copied the key alone. Otherwise it is kept until the application closes."),
        )
