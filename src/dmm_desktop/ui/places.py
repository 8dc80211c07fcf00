"""How the address of an environment is shown as the place of an import."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile

from ..core.address import Address


def shown_place(address: Address, others: Iterable[Address]) -> str:
    """The host. If one of ``others`` has the same host, also the port; if that is the same too, :func:`whole_place`.
    What distinguishes two addresses would otherwise be lost where a long one is elided."""
    sharing = [other for other in others if other.host == address.host]
    if not sharing:
        return address.host
    beside = {other for other in sharing if other.host_and_port == address.host_and_port}
    return _at_length(beside | {address})[address]


def whole_place(address: Address) -> str:
    """The host, with port and path unless they are the defaults, and the scheme unless it is https."""
    return str(address).removeprefix("https://")


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """An address beside others under the same name: ``whole``, and ``part``, which is enough to tell them apart."""

    whole: str
    part: str


def told_apart(addresses: Collection[Address]) -> dict[Address, ToldPlace]:
    """How addresses under one name are shown. ``part`` leaves out the host if all share it, otherwise the domain that
    they share."""
    whole = _at_length(addresses)
    domain = _common_domain({one.host for one in addresses})
    parts = {one: _without(domain, one.host, words) for one, words in whole.items()}
    is_enough = len(set(parts.values())) == len(parts)
    return {one: ToldPlace(words, parts[one] if is_enough else words) for one, words in whole.items()}


def _at_length(addresses: Collection[Address]) -> dict[Address, str]:
    """Host and port of each address; :func:`whole_place` if that does not tell them all apart."""
    is_told_by_port = len({one.host_and_port for one in addresses}) == len(addresses)
    return {one: one.host_and_port if is_told_by_port else whole_place(one) for one in addresses}


def _common_domain(hosts: Collection[str]) -> str:
    """The end that all hosts have, from a dot on; the host itself if there is no other; "" if they have nothing in
    common."""
    if len(hosts) == 1:
        return next(iter(hosts))
    if any(":" in host or host.replace(".", "").isdigit() for host in hosts):
        return ""  # an IP address begins with what its network has in common
    labels = zip(*(reversed(host.split(".")) for host in hosts), strict=False)
    common = [found[0] for found in takewhile(lambda found: len(set(found)) == 1, labels)]
    return "".join(f".{label}" for label in reversed(common))


def _without(domain: str, host: str, words: str) -> str:
    """The words without the common end of their host; unchanged if nothing would be left."""
    before, _, after = words.partition(host)
    if host == domain:
        return after.removeprefix("]") or words
    return f"{before}{host.removesuffix(domain)}…{after}" if domain and host.endswith(domain) else words
