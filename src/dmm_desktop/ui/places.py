"""How the address of an environment is shown as the place of an import."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..core.address import Address

_PARTS = re.compile(r"((?:http://)?)([^/:\[]+)((?:[:/].*)?)")  # scheme, host, port and path


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


def shorter_places(shown: str) -> Iterator[str]:
    """What :func:`shown_place` has returned with ever fewer labels of its host, the first label at last. Hosts of one
    company differ in the first ones: "mycompany-dev…". None for an IP address."""
    if (parts := _PARTS.fullmatch(shown)) is None:
        return
    scheme, host, after = parts.groups()
    labels = host.split(".")
    if labels[-1].isdigit():
        return
    for count in reversed(range(1, len(labels))):
        yield f"{scheme}{'.'.join(labels[:count])}…{after}"


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """An address beside others under the same name: ``whole``, and ``part``, which is enough to tell them apart."""

    whole: str
    part: str


def told_apart(addresses: Collection[Address]) -> dict[Address, ToldPlace]:
    """How addresses under one name are shown. ``part`` leaves out the host if several share it, otherwise the last
    labels of each host."""
    whole = _at_length(addresses)
    shorter = {one: [words, *shorter_places(words)] for one, words in whole.items()}
    ways = [
        {one: places[-labels:][0] for one, places in shorter.items()}
        for labels in range(1, max(map(len, shorter.values()), default=0))
    ]
    if len(addresses) > 1 == len({one.host for one in addresses}):
        ways.insert(0, {one: _without_host(one, words) for one, words in whole.items()})
    parts = next((way for way in ways if len(set(way.values())) == len(way)), whole)
    return {one: ToldPlace(words, parts[one]) for one, words in whole.items()}


def _at_length(addresses: Collection[Address]) -> dict[Address, str]:
    """Host and port of each address; :func:`whole_place` if that does not tell them all apart."""
    is_told_by_port = len({one.host_and_port for one in addresses}) == len(addresses)
    return {one: one.host_and_port if is_told_by_port else whole_place(one) for one in addresses}


def _without_host(address: Address, words: str) -> str:
    """What follows the host; all words if nothing does."""
    return words.partition(address.host)[2].removeprefix("]") or words
