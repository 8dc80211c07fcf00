"""Finds out where an environment's DMM API is and what it looks like. No token is ever sent while looking."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..core.address import Address
from ..core.environment import UNKNOWN, ServerIdentity
from ..core.errors import Unreachable, UnreadableAnswer, WrongInput
from ..core.exact_json import read
from ..core.job import CancelToken
from ..core.local_files import read_text
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.text import Text, joined, shortened, text
from ..core.text_encoding import decoded
from ..resources import resource
from .answer_body import BEGINNING, is_page, without_blanks
from .answers import check_status
from .binding import BUILT_IN_FILE, bind, built_in_contract
from .contract import Contract, Source
from .request import HttpRequest
from .transport import DEFAULT_TIMEOUTS, Timeouts, Transport

#: Where the API may be below a bare host, tried in this order [assumed].
ROOTS = ("/DMMAPI/rest/v1", "/DMM_API/rest/v1", "/DMMAPI/rest/DMMAPI")
#: How many parts of a path are taken away when the API is looked for above it.
_MOST_ABOVE = 4
#: Largest description that is read, in bytes.
MAX_DESCRIPTION = 16 * 1024 * 1024

#: What comes from a server that is busy, or that a gateway does not reach. It says nothing about the description: with
#: the built-in one instead, a zip and both tokens could go to an address that is not DMM's.
_BUSY = (429, 502, 503, 504)

_DESCRIPTION = HttpRequest("GET", "/swagger.json", (), (), "")


class ProbeResult(StrEnum):
    """What was at a place where a description was looked for."""

    DESCRIPTION = "a description of the DMM API"
    OTHER_DESCRIPTION = "a description of another API"
    WEB_PAGE = "a web page"
    REDIRECT = "a redirect"
    NOTHING = "nothing"
    REFUSED = "a refusal"
    UNREADABLE = "something that is not a description"


@dataclass(frozen=True, slots=True)
class Probe:
    """One place that was looked at, and what was there; ``status`` is the HTTP status."""

    place: str
    finding: ProbeResult
    status: int
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where the API is and its contract. With the built-in contract the root is assumed, not found."""

    root: Address
    contract: Contract
    probes: tuple[Probe, ...]
    description: str | None = None
    identity: ServerIdentity = UNKNOWN

    @property
    def is_found(self) -> bool:
        """Whether the contract is a description and not our assumption."""
        return self.contract.source is not Source.BUILT_IN

    @property
    def others(self) -> tuple[Text, ...]:
        """A sentence about each description of another API that was where the environment's was looked for."""
        return tuple(
            text("{place} describes another API. {reason}", place=probe.place, reason=probe.reason)
            for probe in self.probes
            if probe.finding is ProbeResult.OTHER_DESCRIPTION
        )


def discover(
    address: Address,
    cancel: CancelToken,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    network: Network = SYSTEM_NETWORK,
    secrets: Redaction | None = None,
) -> Discovery:
    """Look for the environment's own description, at the address itself and below a bare host at the known places.

    The built-in contract is used where none is found. Raises the errors below Unreachable where the host does not
    answer at all, ServerBusy and ServerFailed where it is busy or not reached, UnreadableAnswer where it does not speak
    HTTP, and Cancelled.
    """
    roots = [address, *(address.with_path(path) for path in ROOTS)] if address.is_bare else [address]
    probes: list[Probe] = []
    shown = (secrets or Redaction()).within()
    with Transport(address.origin, cancel, timeouts, shown, network) as transport:
        for root in roots:
            probe, found = _look(transport, root)
            probes.append(probe)
            if found is not None:
                content, contract = found
                identity = _identity(content, root, transport.issuer, shown)
                return Discovery(root, contract, tuple(probes), content, identity)
        identity = ServerIdentity(issuer=transport.issuer)
    root = address.with_path(built_in_root()) if address.is_bare else address
    return Discovery(root, built_in_contract(), tuple(probes), identity=identity)


def find_above(
    address: Address,
    cancel: CancelToken,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    network: Network = SYSTEM_NETWORK,
    secrets: Redaction | None = None,
) -> Address | None:
    """Look for the API above an address that was copied from a page: at what its path begins with, the longest first,
    and at the known places below that. None if it is not there.

    What is found may belong to another environment on the same host: the user has to see it before it is used. Raises
    as :func:`discover` does.
    """
    with Transport(address.origin, cancel, timeouts, (secrets or Redaction()).within(), network) as transport:
        path = address.path
        for _ in range(_MOST_ABOVE):
            path = path.rpartition("/")[0]
            for root in (address.with_path(path + place) for place in ("", *ROOTS)):
                if _look(transport, root)[1] is not None:
                    return root
            if not path:
                break
    return None


def load_description(path: Path, address: Address) -> Discovery:
    """Use a Swagger file that the user gives; the address is then the API root as it is.

    Raises WrongInput if it is not Swagger 2.0 or describes no operation of the DMM API, LocalError if it cannot be
    read.
    """
    return use_description(read_text(path, MAX_DESCRIPTION), path.name, address)


def use_description(content: str, name: str, address: Address) -> Discovery:
    """Use the content of a Swagger file that was loaded under this name. Raises WrongInput as above."""
    contract = bind(content, Source.FILE, name)
    if not contract.describes_dmm:
        none = text("None of its operations can be used as one of the DMM API's.")
        raise WrongInput(
            text("{name} does not describe the DMM API.", name=name),
            joined(none, *contract.rest),
            text("Load the swagger.json of the environment's DMM API. Operations are found by their operationId."),
        )
    return Discovery(address, contract, (), content)


def _identity(description: str, root: Address, issuer: str, shown: Callable[[str], str]) -> ServerIdentity:
    """The identity that the environment claims, for storing: bounded, and without the secrets that ``shown`` hides.
    ``description`` is known to be a JSON object."""

    def claimed(value: object) -> str:
        return shortened(shown(value)) if isinstance(value, str) else ""

    said = read(description)
    info = said.get("info")
    title = claimed(info.get("title") if isinstance(info, dict) else None)
    return ServerIdentity(claimed(said.get("host")), issuer, f"{title} ({root.path})".lstrip())


def built_in_root() -> str:
    """The path of the API below a host, where nothing tells it [assumed]."""
    return str(json.loads(resource(BUILT_IN_FILE).read_bytes())["basePath"])


def _look(transport: Transport, root: Address) -> tuple[Probe, tuple[str, Contract] | None]:
    """What is at a place, and if that is a description of the DMM API its text and contract."""
    place = f"{root}{_DESCRIPTION.path}"
    with transport.send(root, _DESCRIPTION, {}) as answer:
        status = answer.status
        if 300 <= status < 400:
            return Probe(place, ProbeResult.REDIRECT, status), None
        if status in (401, 403):
            return Probe(place, ProbeResult.REFUSED, status), None
        if status in _BUSY:
            check_status(answer, root.host)
        if status != 200:
            return Probe(place, ProbeResult.NOTHING, status), None
        kind = answer.headers.get("Content-Type", "")
        received = bytearray()
        try:
            for piece in answer.pieces:
                received += piece
                if len(received) > MAX_DESCRIPTION:
                    return Probe(place, ProbeResult.UNREADABLE, status, text("It is too large.")), None
        except (Unreachable, UnreadableAnswer) as error:
            return Probe(place, ProbeResult.UNREADABLE, status, error.reason), None
    content = bytes(received)
    beginning = without_blanks(content)
    if is_page(beginning[:BEGINNING], kind):
        return Probe(place, ProbeResult.WEB_PAGE, status), None
    if beginning.startswith(b"<"):
        return Probe(place, ProbeResult.UNREADABLE, status, text("It is XML.")), None
    try:
        description = decoded(content)
        contract = bind(description, Source.ENVIRONMENT, place)
    except WrongInput as error:
        return Probe(place, ProbeResult.UNREADABLE, status, error.reason), None
    if not contract.describes_dmm:
        reason = joined(*contract.rest) if contract.rest else text("It names no operation.")
        return Probe(place, ProbeResult.OTHER_DESCRIPTION, status, reason), None
    return Probe(place, ProbeResult.DESCRIPTION, status), (description, contract)
