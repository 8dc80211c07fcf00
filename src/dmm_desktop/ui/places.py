"""How the address of an environment is shown wherever it names the place of an import."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.address import Address


def shown_place(address: Address, others: Iterable[Address]) -> str:
    """The host; with port and path, and with the scheme if it is not https, where one of ``others`` has this host."""
    is_shared = any(other.host == address.host for other in others)
    return whole_place(address) if is_shared else address.host


def whole_place(address: Address) -> str:
    """The host, with port and path where they are not the ordinary ones; the scheme only where it is not https."""
    return str(address).removeprefix("https://")
