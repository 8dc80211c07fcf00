"""Addresses of environments: which are accepted, and where a token may be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from .errors import WrongInput
from .host import UnusableHost, is_loopback, read_authority, split_address
from .text import Text, escape_controls, text

_DESCRIPTION = "/swagger.json"
_REMEDY = text("Enter it as https://environment.example.com, or with the path of its DMM API.")
_DEFAULT_PORTS = {"https": 443, "http": 80}
#: Path separators of at least one kind of server [platform].
_SEPARATORS = re.compile(r"[/\\]|%2f|%5c", re.IGNORECASE)
#: The pages of Service Center, which every environment has below its host [platform].
_SERVICE_CENTER = re.compile(r"(?<=[^/])/servicecenter(/.*)?$", re.IGNORECASE)
#: Longest address that is read, in characters.
MAX_ADDRESS = 2000
#: Maximum number of times a path may be percent-encoded.
_MOST_DECODINGS = 4


@dataclass(frozen=True, slots=True)
class Address:
    """A validated address: ``https`` (``http`` for loopback only), host, optional port and path, nothing else.

    It is normalized, so that two spellings of one place are equal: ``host`` is as returned by :func:`normal_host`,
    ``port`` is None for the scheme's default.
    """

    scheme: str
    host: str
    port: int | None
    path: str

    @staticmethod
    def parse(given: str) -> Address:
        """Parse an address entered by the user. Raises WrongInput with the reason.

        A missing scheme means https; a trailing ``/swagger.json``, trailing slashes and surrounding white space are
        dropped.
        """
        place, rest = _read(given, given)
        path = rest.rstrip("?#")
        if "?" in path or "#" in path:
            raise _wrong(given, text("It contains ? or #, which an API address cannot have."))
        if leads_elsewhere(path):
            raise _wrong(given, text("Its path contains a backslash or the parts . or .., which lead elsewhere."))
        path = path.rstrip("/")
        while path.lower().endswith(_DESCRIPTION):
            path = path[: -len(_DESCRIPTION)].rstrip("/")
        return place.with_path(path)

    @property
    def origin(self) -> str:
        """Scheme, host and port: where tokens may be sent."""
        return f"{self.scheme}://{self.host_and_port}"

    @property
    def host_and_port(self) -> str:
        """Host and port for display: an IPv6 address in brackets, the port only if it is not the scheme's default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def actual_port(self) -> int:
        """The port to connect to."""
        return self.port or _DEFAULT_PORTS[self.scheme]

    @property
    def is_bare(self) -> bool:
        """Whether it consists of a host only, so that the API must be searched for."""
        return not self.path

    def with_path(self, path: str) -> Address:
        return Address(self.scheme, self.host, self.port, path.rstrip("/"))

    def __str__(self) -> str:
        return self.origin + self.path


def entered_address(given: str) -> tuple[Address, str]:
    """Read an address of an API that may have been copied from a browser, and return it with what was left out of it.

    Query, fragment and a page of Service Center are left out. Raises WrongInput as :meth:`Address.parse` does.
    """
    given = given.strip()
    kept = given if "@" in given else _SERVICE_CENTER.sub("", re.split(r"[?#]", given, maxsplit=1)[0])
    return Address.parse(kept), given[len(kept) :]


def page_address(given: str) -> str:
    """The address of a web page for the browser: anything may follow the host, which an API address does not allow.

    A missing scheme means https. Raises WrongInput as :meth:`Address.parse` does, so that only web pages are ever
    opened.
    """
    place, rest = _read_page(given)
    return place.origin + rest


def page_place(given: str) -> Address:
    """Scheme, host and port of a page, without a path. Raises WrongInput as :func:`page_address` does."""
    return _read_page(given)[0]


def _read_page(given: str) -> tuple[Address, str]:
    return _read(given, given.partition("?")[0].partition("#")[0])


def _read(given: str, without_account: str) -> tuple[Address, str]:
    """The address without its path, and the rest. ``without_account`` must not contain ``@``."""
    given = given.strip()
    if len(given) > MAX_ADDRESS:
        raise WrongInput(
            text("The address cannot be used."),
            text("It has more than {limit} characters.", limit=MAX_ADDRESS),
            _REMEDY,
        )
    if not given:
        raise WrongInput(text("The address is empty."), None, _REMEDY)
    if "@" in without_account:  # checked first: no other message may repeat a password
        raise WrongInput(
            text("The address contains a user name or password."),
            text("The part before the @ would be stored and shown in plain text."),
            _REMEDY,
        )
    try:
        scheme, authority, rest = split_address(given, "https")
        host, port = read_authority(authority)
    except UnusableHost as error:
        raise _wrong(given, error.reason) from error
    if host in _DEFAULT_PORTS:  # https:/host, https//host, https://https://host
        raise _wrong(given, text("It does not begin with https:// exactly once."))
    if scheme != "https" and not (scheme == "http" and is_loopback(host)):
        raise _wrong(given, text("Tokens are sent over https only."))
    return Address(scheme, host, None if port == _DEFAULT_PORTS[scheme] else port, ""), rest


def leads_elsewhere(path: str) -> bool:
    """Whether any kind of server would take the path for one outside its beginning [platform].

    That is so with a backslash and with a part ``.`` or ``..``, however it is encoded: some servers decode twice, and
    others take what follows a semicolon for a parameter. A path encoded more often than any server decodes counts too.
    """
    for _ in range(_MOST_DECODINGS + 1):
        if "\\" in path or any(_is_step(part) for part in _SEPARATORS.split(path)):
            return True
        decoded = unquote(path)
        if decoded == path:
            return False
        path = decoded
    return True


def _is_step(part: str) -> bool:
    return part.partition(";")[0] in (".", "..")


def _wrong(given: str, reason: Text) -> WrongInput:
    title = text("“{given}” cannot be used as an address.", given=escape_controls(given))
    return WrongInput(title, reason, _REMEDY)
