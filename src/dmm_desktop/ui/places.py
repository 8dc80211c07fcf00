"""How the address of an environment is shown as the place of an import."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.address import Address


def shown_place(address: Address, others: Iterable[Address]) -> str:
    """The host. If one of ``others`` has the same host, also the port; if that is the same too, :func:`whole_place`.
    What distinguishes two addresses would otherwise be lost where a long one is elided."""
    sharing = [other for other in others if other.host == address.host]
    if not sharing:
        return address.host
    is_told_by_port = all(other.host_and_port != address.host_and_port for other in sharing if other != address)
    return address.host_and_port if is_told_by_port else whole_place(address)


def whole_place(address: Address) -> str:
    """The host, with port and path unless they are the defaults, and the scheme unless it is https."""
    return str(address).removeprefix("https://")
