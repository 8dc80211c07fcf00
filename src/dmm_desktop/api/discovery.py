"""Finds an environment's DMM API and its description. No token is ever sent during the search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
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
from .answer_body import BEGINNING, is_page, without_blanks
from .answers import check_status
from .binding import bind, bind_operations, built_in_contract, built_in_description
from .contract import Contract, Source
from .learned import LearningChoices, learned_from, notes_of, read_given
from .request import HttpRequest
from .sources.description import base_path, operations_of, read_document
from .sources.given import MAX_SOURCE
from .transport import DEFAULT_TIMEOUTS, Timeouts, Transport

#: Possible paths of the API on a host, tried in this order [assumed].
ROOTS = ("/DMMAPI/rest/v1", "/DMM_API/rest/v1", "/DMMAPI/rest/DMMAPI")
#: How many segments of a path are removed when searching for the API above it.
_MOST_ABOVE = 4
#: Largest description that is read, in bytes.
MAX_DESCRIPTION = 16 * 1024 * 1024

#: The statuses of a server that is busy or cannot be reached by its gateway. They do not mean that there is no
#: description: falling back to the built-in one could send a zip and both tokens to an address that is not DMM's.
_BUSY = (429, 502, 503, 504)

#: Names of Swagger 2.0 and OpenAPI 3 that the built-in description does not contain.
_SWAGGER = frozenset(
    {
        *("additionalProperties", "allOf", "anyOf", "apiKey", "binary", "collectionFormat", "components", "contact"),
        *("content", "cookie", "deprecated", "discriminator", "encoding", "example", "examples", "explode"),
        *("externalDocs", "flows", "formData", "head", "headers", "host", "http", "https", "int32", "int64", "items"),
        *("license", "links", "maximum", "maxLength", "mediaType", "minimum", "minLength", "multipart/form-data"),
        *("nullable", "oneOf", "openapi", "options", "patch", "pattern", "put", "readOnly", "requestBodies"),
        *("requestBody", "schemas", "schemes", "security", "securityDefinitions", "securitySchemes", "servers"),
        *("style", "summary", "tags", "trace", "uniqueItems", "url", "variables", "writeOnly", "xml"),
    }
)

_DESCRIPTION = HttpRequest("GET", "/swagger.json", (), (), "")


class ProbeResult(StrEnum):
    """What was found at a place searched for a description."""

    DESCRIPTION = "a description of the DMM API"
    OTHER_DESCRIPTION = "a description of another API"
    WEB_PAGE = "a web page"
    REDIRECT = "a redirect"
    NOTHING = "nothing"
    REFUSED = "a refusal"
    UNREADABLE = "something that is not a description"


@dataclass(frozen=True, slots=True)
class Probe:
    """One place searched, and what was found there; ``status`` is the HTTP status."""

    place: str
    finding: ProbeResult
    status: int
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The root of the API and its contract. With the built-in contract the root is assumed, not found.

    ``notes`` are sentences about what a source given by the user contains and the contract leaves out.
    """

    root: Address
    contract: Contract
    probes: tuple[Probe, ...]
    description: str | None = None
    identity: ServerIdentity = UNKNOWN
    notes: tuple[Text, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether the contract comes from a description and is not assumed."""
        return self.contract.source is not Source.BUILT_IN

    @property
    def hidden_roots(self) -> tuple[Text, ...]:
        """A sentence about each path at which the description was refused although another path returned 404: an API
        whose description is not public may be there."""
        if self.is_found or all(probe.status != 404 for probe in self.probes):
            return ()
        refused = (probe for probe in self.probes if probe.finding is ProbeResult.REFUSED)
        roots = (probe.place.removesuffix(_DESCRIPTION.path) for probe in refused)
        return tuple(
            text(
                "{root} exists, but refuses access without a key. If the API is there, use this as the address.",
                root=root,
            )
            for root in roots
            if not Address.parse(root).is_bare
        )

    @property
    def others(self) -> tuple[Text, ...]:
        """A sentence about each description of another API found during the search."""
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
    """Search for the environment's own description at the address itself and, for a bare host, at the known paths.

    Falls back to the built-in contract if there is none. Raises the subclasses of Unreachable if the host does not
    answer at all, ServerBusy and ServerFailed if it is busy or a gateway cannot reach it, UnreadableAnswer if it does
    not speak HTTP, and Cancelled.
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
    """Search for the API above an address that was copied from a page: at each leading part of its path, the longest
    first, and at the known paths below it. None if it is not found.

    The result may belong to another environment on the same host, so the user must see it before it is used. Raises the
    errors of :func:`discover`.
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


def load_description(
    path: Path, address: Address, cancel: CancelToken | None = None, *, may_be_pipe: bool = False
) -> Discovery:
    """Use a file that the user provides: a description, or requests that worked. The description of the result is the
    one to store: it contains no secrets. ``may_be_pipe`` is that of :func:`read_file`.

    Raises WrongInput if it is neither, or has no operation of the DMM API, LocalError if it cannot be read, Cancelled.
    """
    given = read_given(read_text(path, MAX_SOURCE, may_be_pipe=may_be_pipe), path.name, cancel)
    learned = learned_from([given], path.name, LearningChoices(), address.path, cancel)
    found = _used(learned.contract, learned.base, learned.description, path.name, address)
    return replace(found, notes=notes_of(learned))


def use_description(content: str, name: str, address: Address) -> Discovery:
    """Use a stored description, called ``name``. Raises WrongInput as :func:`load_description` does."""
    document = read_document(content)
    contract = bind_operations(operations_of(document), Source.FILE, name)
    return _used(contract, base_path(document), content, name, address)


def _used(contract: Contract, base: str, description: str, name: str, address: Address) -> Discovery:
    """The address is the root of the API unchanged, unless it is only a host and the path of the API is known. Raises
    WrongInput for a path that the user could not enter."""
    if not contract.describes_dmm:
        none = text("It contains no usable operation of the DMM API.")
        raise WrongInput(
            text("{name} does not describe the DMM API.", name=name),
            joined(none, *contract.rest),
            text("Use the description of the environment's DMM API, or requests that call it."),
        )
    root = Address.parse(f"{address}/{base.lstrip('/')}") if address.is_bare and base else address
    return Discovery(root, contract, (), description)


def _identity(description: str, root: Address, issuer: str, shown: Callable[[str], str]) -> ServerIdentity:
    """The identity that the environment claims, for storage: limited in length, and without the secrets that ``shown``
    hides. ``description`` must be a JSON object."""

    def claimed(value: object) -> str:
        return shortened(shown(value)) if isinstance(value, str) else ""

    said = read(description)
    info = said.get("info")
    title = claimed(info.get("title") if isinstance(info, dict) else None)
    return ServerIdentity(claimed(said.get("host")), issuer, f"{title} ({root.path})".lstrip())


def built_in_root() -> str:
    """The path of the API on a host, if nothing specifies it [assumed]."""
    return str(json.loads(built_in_description())["basePath"])


@cache
def known_words() -> frozenset[str]:
    """Words of every API description, or of the documented one. A proxy's password may be one of them; hiding it would
    damage the description and protect nothing."""
    return _SWAGGER | frozenset(re.findall(r"\w+(?:[-/]\w+)*", built_in_description()))


def _look(transport: Transport, root: Address) -> tuple[Probe, tuple[str, Contract] | None]:
    """Look at one place; if it has a description of the DMM API, return its text and contract too. Both are stored and
    shown, so secrets that the server repeats in it are hidden."""
    place = f"{root}{_DESCRIPTION.path}"
    with transport.send(root, _DESCRIPTION, {}) as answer:
        status = answer.status
        if 300 <= status < 400:
            return Probe(place, ProbeResult.REDIRECT, status), None
        if status in (401, 403):
            return Probe(place, ProbeResult.REFUSED, status), None
        if status in _BUSY:
            check_status(answer, root.host_and_port)
        if status != 200:
            return Probe(place, ProbeResult.NOTHING, status), None
        kind, shown = answer.headers.get("Content-Type", ""), answer.shown
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
        description = shown.with_words_kept(decoded(content), known_words())
        contract = bind(description, Source.ENVIRONMENT, place)
    except WrongInput as error:
        return Probe(place, ProbeResult.UNREADABLE, status, error.reason), None
    if not contract.describes_dmm:
        reason = joined(*contract.rest) if contract.rest else text("It names no operation.")
        return Probe(place, ProbeResult.OTHER_DESCRIPTION, status, reason), None
    return Probe(place, ProbeResult.DESCRIPTION, status), (description, contract)
