"""How an environment is reached, besides its address: whom to trust, and through which proxy."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from .errors import WrongInput
from .host import UnusableHost, read_authority, split_address
from .legible import legible
from .text import Text, text
from .token import Token

#: In place of a proxy's address: what the operating system says, and none at all.
SYSTEM, DIRECT = "", "direct"

#: The ports of proxies whose address names none.
_PORTS = {"http": 80, "https": 443}
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


class UnusableProxy(Exception):
    """``reason`` says what is wrong with the address of a proxy, and repeats nothing of it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def proxy_address(given: str) -> str:
    """Read the address of a proxy that the user entered. Raises WrongInput that names what is wrong with it."""
    given = given.strip()
    if "@" in given:  # checked first: no other message may repeat a password
        raise WrongInput(
            text("The proxy's address contains a user name or password."),
            text("What stands before the @ would be stored and shown in plain text."),
            text("Enter user name and password in the fields below."),
        )
    try:
        scheme, _, host, port, rest = _read(given)
    except UnusableProxy as error:
        raise _wrong(given, error.reason) from error
    if port is None:
        raise _wrong(given, text("It has no port."))
    if rest.strip("/?#"):
        raise _wrong(given, text("It has more than host and port."))
    return _url(scheme, "", host, port)


def checked_proxy(setting: str) -> str:
    """A proxy's address with the sign-in, as it stands in variables and in the settings of the operating system: never
    to be shown.

    Without a port it is the scheme's, and what follows the port is dropped, as other programs do. Raises UnusableProxy.
    """
    scheme, account, host, port, _ = _read(setting.strip())
    return _url(scheme, account, host, port or _PORTS[scheme])


def _read(given: str) -> tuple[str, str, str, int | None, str]:
    """Scheme, user name and password, host, port, and what follows them."""
    try:
        scheme, authority, rest = split_address(given, "http")
        if scheme.startswith("socks"):
            raise UnusableProxy(text("SOCKS proxies are not supported."))
        if scheme not in _PORTS:
            raise UnusableProxy(text("Only HTTP proxies can be used."))
        if "@" in rest:
            raise UnusableProxy(
                text("In its user name and password, /, ? and # have to be written as %2F, %3F and %23.")
            )
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
    """Percent-encoded, whether it was so before or not."""
    return quote(unquote(part), safe="")


def proxy_password(entered: str) -> Token:
    """A password as a URL holds it. Raises WrongInput if it is empty."""
    return Token(quote(entered, safe=""))


def _wrong(given: str, reason: Text) -> WrongInput:
    return WrongInput(text("The proxy {given} cannot be used.", given=legible(given)), reason, _REMEDY)
