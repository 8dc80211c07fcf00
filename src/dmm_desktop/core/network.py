"""How to reach an environment: trusted certificates, proxies, and the hosts in NO_PROXY."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from .errors import WrongInput
from .host import UnusableHost, normal_host, read_authority, split_address
from .redaction import Redaction
from .text import Text, escape_controls, text
from .token import Token

#: Instead of a proxy's address: the system's settings, and no proxy.
SYSTEM, DIRECT = "", "direct"

#: Default ports of proxies.
_PORTS = {"http": 80, "https": 443}
_REMEDY = text("Enter it as http://proxy.example.com:8080.")


@dataclass(frozen=True, slots=True)
class Network:
    """``authorities`` are certificates in PEM, trusted in addition to the operating system's.

    ``proxy`` is SYSTEM, DIRECT, or an address as returned by :func:`proxy_address`, to which ``proxy_user`` and
    ``proxy_password`` belong. The password is percent-encoded by :func:`proxy_password`, as in a URL.
    """

    authorities: str = field(default="", repr=False)
    proxy: str = SYSTEM
    proxy_user: str = ""
    proxy_password: Token | None = None

    @property
    def signs_in_as(self) -> tuple[str, str] | None:
        """The proxy and the user that the password is for; None without a sign-in."""
        return (self.proxy, self.proxy_user) if self.proxy_user else None

    @property
    def proxy_url(self) -> str:
        """The proxy's address including the sign-in. Never show this."""
        scheme, _, place = self.proxy.partition("://")
        if not self.proxy_user:
            return self.proxy
        password = self.proxy_password.reveal() if self.proxy_password else ""
        return f"{scheme}://{quote(self.proxy_user, safe='')}:{password}@{place}"


#: The operating system's settings.
SYSTEM_NETWORK = Network()


class UnusableProxy(Exception):
    """``reason`` is the problem with a proxy's address, without quoting any of it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def proxy_address(given: str) -> str:
    """Parse a proxy address entered by the user. Raises WrongInput with the reason."""
    given = given.strip()
    if "@" in given:  # checked first: no other message may repeat a password
        raise WrongInput(
            text("The proxy's address contains a user name or password."),
            text("The part before the @ would be stored and shown in plain text."),
            text("Enter user name and password in the fields below."),
        )
    try:
        scheme, _, host, port, rest = _read(given)
    except UnusableProxy as error:
        raise _wrong(given, error.reason) from error
    if port is None:
        raise _wrong(given, text("It has no port."))
    if rest.strip("/?#"):
        raise _wrong(given, text("It contains more than host and port."))
    return _url(scheme, "", host, port)


def checked_proxy(setting: str) -> str:
    """Normalize a proxy's address including the sign-in, as in variables and system settings. Never show the result.

    The port defaults to the scheme's; the rest after the port is dropped, as by other programs. Raises UnusableProxy.
    """
    scheme, account, host, port, _ = _read(setting.strip())
    return _url(scheme, account, host, port or _PORTS[scheme])


def add_variables(secrets: Redaction) -> None:
    """Hide the sign-ins in the variables that name proxies (HTTPS_PROXY, ALL_PROXY), whatever their form."""
    for name, setting in os.environ.items():
        if name.lower().endswith("_proxy") and "@" in setting:
            secrets.add_sign_in(setting if "://" in setting else f"http://{setting}")


def _read(given: str) -> tuple[str, str, str, int | None, str]:
    """Scheme, user name and password, host, port, and the rest."""
    try:
        scheme, authority, rest = split_address(given, "http")
        if scheme.startswith("socks"):
            raise UnusableProxy(text("SOCKS proxies are not supported."))
        if scheme not in _PORTS:
            raise UnusableProxy(text("Only HTTP proxies can be used."))
        if "@" in rest:
            raise UnusableProxy(text("In its user name and password, /, ? and # must be written as %2F, %3F and %23."))
        account, _, place = authority.rpartition("@")
        host, port = read_authority(place)
    except UnusableHost as error:
        raise UnusableProxy(error.reason) from error
    return scheme, account, host, port, rest


def _url(scheme: str, account: str, host: str, port: int) -> str:
    user, _, password = account.partition(":")
    sign_in = f"{_encoded(user)}:{_encoded(password)}@" if account else ""
    return f"{scheme}://{sign_in}{f'[{host}]' if ':' in host else host}:{port}"


def _encoded(part: str) -> str:
    """Percent-encode a part, whether or not it already is."""
    return quote(unquote(part), safe="")


def proxy_password(entered: str) -> Token:
    """Percent-encode a password for a URL. Raises WrongInput if it is empty."""
    return Token(quote(entered, safe=""))


def _wrong(given: str, reason: Text) -> WrongInput:
    return WrongInput(text("The proxy “{given}” cannot be used.", given=escape_controls(given)), reason, _REMEDY)


def is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """Whether a normalized host is excepted by the value of NO_PROXY.

    Entries are separated by commas and blanks. Each is ``*`` for every host, a name, which includes the names below it,
    with or without a leading dot, ``*.name`` for the names below it alone, an IP address, or a network such as
    ``10.0.0.0/8`` or ``fd00::/8``. All except networks may have a port, and IPv6 addresses may be in brackets. Names
    are not resolved, so a network matches only hosts given as addresses. Other entries match nothing.
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
    return entry, None  # without a port, IPv6, or with a port that is not a number and so matches no host


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
