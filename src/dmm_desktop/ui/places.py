"""How the address of an environment is shown as the place of an import."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.address import Address


def shown_place(address: Address, others: Iterable[Address]) -> str:
    """The host. If one of ``others`` has the same host, also port and path, and the scheme if it is not https."""
    is_shared = any(other.host == address.host for other in others)
    return whole_place(address) if is_shared else address.host


def whole_place(address: Address) -> str:
    """The host, with port and path unless they are the defaults, and the scheme unless it is https."""
    return str(address).removeprefix("https://")
