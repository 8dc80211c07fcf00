"""Host names and IP addresses: which are valid, and the normal form in which they are stored, compared and shown."""

from __future__ import annotations

import ipaddress
import re

from .text import Text, text

#: The scheme at the start of an address.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://")
#: Names that resolvers take for IPv4 addresses because of the last label: 127.1, 0x7f.1, 2130706433 [platform].
_NUMERIC = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)", re.DOTALL)
#: The addresses tried for localhost, in this order: few programs listen only on ::1, and a refused connection takes
#: seconds on Windows [platform].
LOCALHOST = ("127.0.0.1", "::1")
#: Letters that the two standards for non-ASCII names (IDNA 2003 and 2008) map differently [documented].
_AMBIGUOUS = "ßẞς"


class UnusableHost(Exception):
    """``reason`` is the problem, worded for any address."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def split_address(given: str, scheme: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest of an address; ``scheme`` is the default.

    Unlike the standard library's urlsplit, it drops nothing: urlsplit deletes tabs and line ends, which turns
    ``ho<TAB>st`` into another host. Raises UnusableHost for those, other spaces and invisible characters.
    """
    if any(character.isspace() or not character.isprintable() for character in given):
        raise UnusableHost(text("It contains spaces, line ends or invisible characters."))
    found = _SCHEME.match(given)
    rest = given[found.end() :] if found else given
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return found[1].lower() if found else scheme, authority, rest[len(authority) :]


def read_authority(authority: str) -> tuple[str, int | None]:
    """Host, as returned by :func:`normal_host`, and port. Raises UnusableHost."""
    if authority.startswith("["):
        inside, closed, after = authority[1:].partition("]")
        if not closed or not (after == "" or after.startswith(":")):
            raise UnusableHost(text("Its host name is not valid."))
        return _normal_ipv6(inside), _port(after[1:])
    if _is_ipv6(authority):
        raise UnusableHost(text("Its IPv6 address needs brackets, as in [2001:db8::1]."))
    name, _, port = authority.partition(":")
    return normal_host(name), _port(port)


def normal_host(given: str) -> str:
    """The normal form of a host: lower case, punycode, no trailing dot; an IPv6 address without brackets.

    This distinguishes letters of other scripts that look like Latin ones. Underscores are allowed: standards forbid
    them, but real hosts have them. Raises UnusableHost for impossible hosts, and for IP addresses in spellings that
    programs read differently.
    """
    if "%" in given:
        raise UnusableHost(text("Its host name contains a percent sign."))
    if ":" in given:
        return _normal_ipv6(given)
    name = _in_ascii(given).removesuffix(".")
    if not re.fullmatch(r"[a-z0-9._\-]+", name):
        raise UnusableHost(text("Its host name is not valid."))
    labels = name.split(".")
    if "" in labels:
        raise UnusableHost(text("Its host name begins with a dot or has two dots in a row."))
    if any(len(label) > 63 for label in labels):
        raise UnusableHost(text("A part of its host name is longer than 63 characters."))
    if len(name) > 253:
        raise UnusableHost(text("Its host name is longer than 253 characters."))
    return _normal_ipv4(name) if _NUMERIC.fullmatch(name) else name


def is_loopback(host: str) -> bool:
    """Whether a normalized host is this computer: localhost, 127.0.0.0/8 or ::1.

    Any other name depends on name resolution, including ``anything.localhost``.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port(digits: str) -> int | None:
    """The port; None, meaning the scheme's default, if it is empty (RFC 3986)."""
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", digits) or not 0 < int(digits) < 65536:
        raise UnusableHost(text("Its port is not a number from 1 to 65535."))
    return int(digits)


def _in_ascii(name: str) -> str:
    """The name in lower case, in punycode if it is not ASCII."""
    if name.isascii():
        return name.lower()
    if any(letter in name for letter in _AMBIGUOUS):
        raise UnusableHost(
            text("Its host name contains ß or ς, which programs resolve differently. Enter its xn-- form.")
        )
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise UnusableHost(text("Its host name is not valid.")) from error


def _normal_ipv4(given: str) -> str:
    try:
        return _of_one_computer(ipaddress.IPv4Address(given))
    except ipaddress.AddressValueError as error:
        raise UnusableHost(
            text("It looks like an IPv4 address, but is not four numbers from 0 to 255 without leading zeros.")
        ) from error


def _normal_ipv6(given: str) -> str:
    """Normalize an IPv6 address; an address that maps an IPv4 address (::ffff:127.0.0.1) becomes the latter, because
    the connection goes there."""
    if "%" in given:
        raise UnusableHost(
            text("Its IPv6 address has a zone (the part from % on), which is valid on this computer only.")
        )
    try:
        address = ipaddress.IPv6Address(given)
    except ipaddress.AddressValueError as error:
        raise UnusableHost(text("Its IPv6 address is not valid.")) from error
    return _of_one_computer(address.ipv4_mapped or address)


def _is_ipv6(given: str) -> bool:
    try:
        ipaddress.IPv6Address(given)
    except ipaddress.AddressValueError:
        return False
    return True


def _of_one_computer(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.is_unspecified or address.is_multicast:  # 0.0.0.0 would connect to this computer
        raise UnusableHost(text("Its IP address is not that of one computer."))
    return str(address)
