"""How an environment is reached, besides its address: whom to trust, and through which proxy."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from .errors import WrongInput
from .text import Text, text
from .token import Token

#: In place of a proxy's address: what the operating system says, and none at all.
SYSTEM, DIRECT = "", "direct"

_REMEDY = text("Enter it as http://proxy.example.com:8080.")


@dataclass(frozen=True, slots=True)
class Network:
    """``authorities`` are certificates in PEM that count besides those of the operating system.

    ``proxy`` is SYSTEM, DIRECT, or an address as :func:`proxy_address` returns it, to which ``proxy_user`` and
    ``proxy_password`` belong. The password is percent-encoded, as it stands in a URL: :func:`proxy_password` does that.
    """

    authorities: str = field(default="", repr=False)
    proxy: str = SYSTEM
    proxy_user: str = ""
    proxy_password: Token | None = None

    @property
    def proxy_url(self) -> str:
        """The proxy's address with the sign-in. Never to be shown."""
        scheme, _, place = self.proxy.partition("://")
        if not self.proxy_user:
            return self.proxy
        password = self.proxy_password.reveal() if self.proxy_password else ""
        return f"{scheme}://{quote(self.proxy_user, safe='')}:{password}@{place}"


#: As the operating system says.
SYSTEM_NETWORK = Network()


def proxy_address(given: str) -> str:
    """Read the address of a proxy that a person gave. Raises WrongInput that names what is wrong with it."""
    given = given.strip()
    if "@" in given:  # asked first: no other message may repeat a password
        raise WrongInput(
            text("The proxy's address contains a user name or password."),
            text("What stands before the @ would be stored and shown in plain text."),
            text("Enter user name and password in the fields below."),
        )
    try:
        parts = urlsplit(given if "://" in given else f"http://{given}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _wrong(given, text("It cannot be read.")) from error
    if parts.scheme not in ("http", "https"):
        raise _wrong(given, text("Only HTTP proxies can be used."))
    if not host or not all(c.isalnum() or c in "-._:%" for c in host):
        raise _wrong(given, text("It has no valid host name."))
    if port is None:
        raise _wrong(given, text("It has no port."))
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise _wrong(given, text("It has more than host and port."))
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def proxy_password(entered: str) -> Token:
    """A password as a URL holds it. Raises WrongInput if it is empty."""
    return Token(quote(entered, safe=""))


def _wrong(given: str, reason: Text) -> WrongInput:
    return WrongInput(text("The proxy {given} cannot be used.", given=given), reason, _REMEDY)
