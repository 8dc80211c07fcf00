"""The hosts that NO_PROXY names: those that are reached past the proxy.

No standard says what may stand in it. Entries mean what they mean to curl, Go or Python's urllib [documented]; none
matches in the middle of a label.
"""

from __future__ import annotations

import ipaddress
import re

from .host import UnusableHost, normal_host, read_authority


def is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """Whether the host, in its normal form, is one of those that the value of NO_PROXY names.

    Entries are separated by commas and blanks. Each is ``*`` for every host, a name, which includes the names below it,
    with a dot in front or not, ``*.name`` for the names below it alone, an IP address, or a network such as
    ``10.0.0.0/8`` or ``fd00::/8``. All but a network may be followed by a port, and IPv6 may stand in brackets. Names
    are not looked up: a network names the addresses in it only where they are given as such. What is none of these
    names no host.
    """
    return any(_names(entry, host, port) for entry in re.split(r"[,\s]+", no_proxy) if entry)


def _names(entry: str, host: str, port: int) -> bool:
    if "/" in entry:
        return _is_inside(host, entry)
    name, only_port = _split_port(entry)
    if only_port not in (None, port):
        return False
    if name == "*":
        return True
    only_below = name.startswith("*.")
    try:
        named = normal_host(name.removeprefix("*" if only_below else "").lstrip("."))
    except UnusableHost:
        return False
    if _address(host) is not None:
        return named == host and not only_below
    return host.endswith(f".{named}") or (named == host and not only_below)


def _split_port(entry: str) -> tuple[str, int | None]:
    """The name without brackets, and the port if there is one."""
    if entry.startswith("["):
        try:
            return read_authority(entry)
        except UnusableHost:
            return entry, None
    name, colon, digits = entry.partition(":")
    if colon and digits.isascii() and digits.isdecimal():
        return name, int(digits)
    return entry, None  # without a port, IPv6, or a port that is not a number and so names no host


def _is_inside(host: str, network: str) -> bool:
    address = _address(host)
    try:
        return address is not None and address in ipaddress.ip_network(re.sub(r"[\[\]]", "", network), strict=False)
    except ValueError:
        return False


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
