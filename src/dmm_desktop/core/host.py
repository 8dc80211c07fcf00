"""Host names and IP addresses: which ones can exist, and the one form in which each is kept, compared and shown."""

from __future__ import annotations

import ipaddress
import re

from .text import Text, text

#: What starts an address, with the scheme and without.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://")
#: Names that name resolution takes for IPv4 addresses, going by the last label: 127.1, 0x7f.1, 2130706433 [platform].
_NUMERIC = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)", re.DOTALL)
#: Letters that the two standards for names beyond ASCII (IDNA 2003 and 2008) turn into different names [documented].
_AMBIGUOUS = "ßẞς"


class UnusableHost(Exception):
    """``reason`` says what is wrong, in words that fit any address."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def split_address(given: str, scheme: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest of an address; ``scheme`` is for one that has none.

    Drops nothing, unlike urlsplit of the standard library, which deletes tabs and line ends and so makes another host
    of ``ho<TAB>st``. Raises UnusableHost where there are any, or other spaces or invisible characters.
    """
    if any(character.isspace() or not character.isprintable() for character in given):
        raise UnusableHost(text("It contains spaces, line ends or invisible characters."))
    found = _SCHEME.match(given)
    rest = given[found.end() :] if found else given
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return found[1].lower() if found else scheme, authority, rest[len(authority) :]


def read_authority(authority: str) -> tuple[str, int | None]:
    """Host, as :func:`normal_host` returns it, and port. Raises UnusableHost."""
    if authority.startswith("["):
        inside, closed, after = authority[1:].partition("]")
        if not closed or not (after == "" or after.startswith(":")):
            raise UnusableHost(text("It has no valid host name."))
        return _normal_ipv6(inside), _port(after[1:])
    if _is_ipv6(authority):
        raise UnusableHost(text("Its IPv6 address needs brackets, as in [2001:db8::1]."))
    name, _, port = authority.partition(":")
    return normal_host(name), _port(port)


def normal_host(given: str) -> str:
    """The one form of a host: lower case, punycode, no dot at the end; an IPv6 address without brackets.

    The letters of other scripts that look like Latin ones are so told from them. Underscores are allowed: no standard
    wants them, and real hosts have them. Raises UnusableHost if there can be no such host, and for spellings of IP
    addresses that programs read differently.
    """
    if "%" in given:
        raise UnusableHost(text("Its host name contains a percent sign."))
    if ":" in given:
        return _normal_ipv6(given)
    name = _in_ascii(given).removesuffix(".")
    if not re.fullmatch(r"[a-z0-9._\-]+", name):
        raise UnusableHost(text("It has no valid host name."))
    labels = name.split(".")
    if "" in labels:
        raise UnusableHost(text("Its host name begins with a dot or has two dots in a row."))
    if any(len(label) > 63 for label in labels):
        raise UnusableHost(text("A part of its host name is longer than 63 characters."))
    if len(name) > 253:
        raise UnusableHost(text("Its host name is longer than 253 characters."))
    return _normal_ipv4(name) if _NUMERIC.fullmatch(name) else name


def is_loopback(host: str) -> bool:
    """Whether a host in its normal form is this computer itself: exactly localhost, 127.0.0.0/8, ::1.

    Any other name is what name resolution makes of it, ``anything.localhost`` included.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port(digits: str) -> int | None:
    """An empty port is the one of the scheme (RFC 3986)."""
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", digits) or not 0 < int(digits) < 65536:
        raise UnusableHost(text("Its port is not a number from 1 to 65535."))
    return int(digits)


def _in_ascii(name: str) -> str:
    """The name in lower case and, where it goes beyond ASCII, in punycode."""
    if name.isascii():
        return name.lower()
    if any(letter in name for letter in _AMBIGUOUS):
        raise UnusableHost(
            text("Its host name contains ß or ς, which not all programs look up alike. Enter its form with xn--.")
        )
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise UnusableHost(text("It has no valid host name.")) from error


def _normal_ipv4(given: str) -> str:
    try:
        return _of_one_computer(ipaddress.IPv4Address(given))
    except ipaddress.AddressValueError as error:
        raise UnusableHost(
            text("It looks like an IPv4 address, but that is four numbers from 0 to 255 without leading zeros.")
        ) from error


def _normal_ipv6(given: str) -> str:
    """One that stands for an IPv4 address (::ffff:127.0.0.1) becomes that: it is where the connection goes."""
    if "%" in given:
        raise UnusableHost(text("Its IPv6 address has a zone (the part from % on), which means something here only."))
    try:
        address = ipaddress.IPv6Address(given)
    except ipaddress.AddressValueError as error:
        raise UnusableHost(text("It has no valid IPv6 address.")) from error
    return _of_one_computer(address.ipv4_mapped or address)


def _is_ipv6(given: str) -> bool:
    try:
        ipaddress.IPv6Address(given)
    except ipaddress.AddressValueError:
        return False
    return True


def _of_one_computer(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.is_unspecified or address.is_multicast:  # 0.0.0.0 would be connected to this computer
        raise UnusableHost(text("Its IP address is not that of one computer."))
    return str(address)
