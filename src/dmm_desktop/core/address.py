"""Addresses of environments: which are accepted, and where a token may be sent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from .errors import WrongInput
from .host import UnusableHost, is_loopback, read_authority, split_address
from .text import Text, escape_controls, text, visible

_DESCRIPTION = "/swagger.json"
_REMEDY = text("Enter it as https://environment.example.com, or with the path of its DMM API.")
_DEFAULT_PORTS = {"https": 443, "http": 80}
#: A percent sign that begins no escape, and the escapes that a server may decode after the first decoding [platform].
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%u?[0-9A-Fa-f]{2}")
#: What follows the name in a segment, once it is decoded: parameters, a query or a fragment.
_NAME_END = re.compile("[;?#]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
#: Slashes that NFKC keeps, but Windows turns into ASCII ones in its code pages [assumed].
_SLASHES = (("\u2044", "/"), ("\u2215", "/"), ("\u2216", "\\"))
#: The form of one character.
_compatible = partial(unicodedata.normalize, "NFKC")
#: The pages of Service Center, which every environment has below its host [platform].
_SERVICE_CENTER = re.compile(r"(?<=[^/])/servicecenter(/.*)?$", re.IGNORECASE)
#: Maximum length of an address, in characters.
MAX_ADDRESS = 2000


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
            raise _wrong(
                given,
                text(
                    "Its path contains a backslash, the parts . or .., or percent signs that servers interpret "
                    "differently. It could point elsewhere."
                ),
            )
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
        """Whether the address is only a host, so that the API must be searched for."""
        return not self.path

    def with_path(self, path: str) -> Address:
        return Address(self.scheme, self.host, self.port, path.rstrip("/"))

    def __str__(self) -> str:
        return self.origin + self.path


def entered_address(given: str) -> tuple[Address, str]:
    """Parse an API address that may have been copied from a browser. Returns it with the part that was left out.

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
        raise _wrong(given, text("It does not begin with a single https://."))
    if scheme != "https" and not (scheme == "http" and is_loopback(host)):
        raise _wrong(given, text("Tokens are sent only over HTTPS."))
    return Address(scheme, host, None if port == _DEFAULT_PORTS[scheme] else port, ""), rest


def leads_elsewhere(path: str) -> bool:
    """Whether servers could read the path as a place outside its beginning, or not all read it as the same place
    [platform].

    That is the case for a backslash and for a segment ``.`` or ``..``: percent-encoded, followed by ``;``, by an
    encoded ``?`` or ``#``, by dots or by spaces, which Windows drops, with invisible characters, which programs leave
    out, or in characters that Unicode calls compatible with them, or that Windows turns into slashes. Neither is a path
    safe with a percent sign that begins no escape (IIS reads ``%u002e``), bytes that are not UTF-8 (older servers read
    ``%c0%ae`` as a dot), control characters, or an escape that is encoded itself, because some servers decode twice.
    """
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeError:
        return True
    if _NO_ESCAPE.search(path) or _CONTROL.search(decoded):
        return True
    read = _in_ascii(decoded)
    return _ESCAPE.search(read) is not None or "\\" in read or any(map(_is_step, read.split("/")))


def as_servers_read(path: str) -> str:
    """The path for comparison, as the most lenient server reads it [platform]: decoded, without the characters that
    programs leave out, and with those that they take for ASCII characters as such."""
    return _in_ascii(unquote(path))


def segments_of(path: str) -> tuple[str, ...]:
    """The segments of a path for comparison, as the most lenient server reads them [platform].

    An encoded slash separates them too. What follows a name is left out: parameters, and the dots and spaces that
    Windows drops. So are empty segments.
    """
    given = re.split(r"[/\\]", as_servers_read(path))
    names = (_NAME_END.split(segment, maxsplit=1)[0].strip().rstrip(". ") for segment in given)
    return tuple(filter(None, names))


def require_below(root: str, url: str, host: str) -> None:
    """Raise WrongInput unless the address is below the API's root, both in the form in which they are sent. The part
    after the root comes from a description and an id, and could lead to another application on the host."""
    place, _, _ = url.partition("?")
    if not (place + "/").startswith(root.rstrip("/") + "/") or leads_elsewhere(urlsplit(place).path):
        raise WrongInput(
            text("Nothing was sent to {host}.", host=host),
            text("The request could leave the API at {root}: its address is {place}.", root=root, place=place),
            text("Check the tracker id, and have the API description corrected."),
        )


def _in_ascii(decoded: str) -> str:
    """A decoded path without invisible characters, and with the ASCII characters for which others may be taken.

    Each character is normalized by itself: no two become an ASCII one together, and a whole text can take quadratic
    time.
    """
    read = "".join(map(_compatible, visible(decoded)))
    for other, slash in _SLASHES:
        read = read.replace(other, slash)
    return read


def _is_step(segment: str) -> bool:
    name = _NAME_END.split(segment, maxsplit=1)[0]
    return "." in name and not name.strip(". ")


def _wrong(given: str, reason: Text) -> WrongInput:
    title = text("“{given}” cannot be used as an address.", given=escape_controls(given))
    return WrongInput(title, reason, _REMEDY)
