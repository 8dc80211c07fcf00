"""Addresses of environments: what is accepted, and which ones a token may go to."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from .errors import WrongInput
from .text import Text, text

_DESCRIPTION = "/swagger.json"
_REMEDY = text("Enter it as https://environment.example.com, or with the path of its DMM API.")


def is_loopback(host: str) -> bool:
    """Whether the host is this computer itself: localhost, 127.0.0.0/8, ::1."""
    host = host.strip("[]").lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address: ``https`` (``http`` for loopback only), host, optional port and path, nothing else."""

    scheme: str
    host: str
    port: int | None
    path: str

    @staticmethod
    def parse(given: str) -> Address:
        """Read what a person gave. Raises WrongInput that names what is wrong with it.

        A missing scheme means https; ``/swagger.json`` at the end, a trailing slash and white space are dropped.
        """
        given = given.strip()
        if not given:
            raise WrongInput(text("The address is empty."), None, _REMEDY)
        if "@" in given:  # asked first and wherever it stands: no other message may repeat a password
            raise WrongInput(
                text("The address contains a user name or password."),
                text("What stands before the @ would be stored and shown in plain text."),
                _REMEDY,
            )
        try:
            parts = urlsplit(given if "://" in given else f"https://{given}")
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise _wrong(given, text("It cannot be read.")) from error
        if not host or not all(c.isalnum() or c in "-._:%" for c in host):
            raise _wrong(given, text("It has no valid host name."))
        if parts.query or parts.fragment or any(c.isspace() or not c.isprintable() for c in parts.path):
            raise _wrong(given, text("It has parts that an API address has not: spaces, ? or #."))
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
            raise _wrong(given, text("Tokens are sent over https only."))
        path = parts.path.rstrip("/")
        while path.lower().endswith(_DESCRIPTION):
            path = path[: -len(_DESCRIPTION)].rstrip("/")
        return Address(parts.scheme, host, port, path)

    @property
    def origin(self) -> str:
        """Scheme, host and port: where tokens may go."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port is not None else "")

    @property
    def is_bare(self) -> bool:
        """Whether it names a host only, so that the API's place has to be looked for."""
        return not self.path

    def with_path(self, path: str) -> Address:
        return Address(self.scheme, self.host, self.port, path.rstrip("/"))

    def __str__(self) -> str:
        return self.origin + self.path


def page_address(given: str) -> str:
    """The address of a page, for the browser: it is opened as it stands, so more is allowed than in that of an API.

    A missing scheme means https. Raises WrongInput as :meth:`Address.parse` does: nothing but a page is ever opened.
    """
    given = given.strip()
    Address.parse(given.partition("?")[0].partition("#")[0])
    return given if "://" in given else f"https://{given}"


def _wrong(given: str, reason: Text) -> WrongInput:
    return WrongInput(text("The address {given} cannot be used.", given=given), reason, _REMEDY)
