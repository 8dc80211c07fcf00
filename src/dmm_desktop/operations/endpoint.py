"""Finds an environment's API and makes it ready to call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..api.client import DmmClient
from ..api.contract import Contract
from ..api.discovery import Discovery, discover, load_description, use_description
from ..core.address import Address
from ..core.blocking import unless_cancelled
from ..core.environment import Environment, KeyVerdict
from ..core.errors import DmmError, TokenRefused
from ..core.job import CancelToken
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.text import Text
from .stored_contract import LOADED, stored_contract

#: The id of an execution that cannot exist, as text and as number: 0 is the platform's null id [platform].
_NO_SUCH_EXECUTION = "0"
#: An arbitrary address: the content of a description does not depend on it.
_ANYWHERE = Address("https", "localhost", None, "")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The root of an API, its contract, and the network settings."""

    root: Address
    contract: Contract
    network: Network = SYSTEM_NETWORK


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """What is known about a key. ``reason`` says why it was refused or not sent, or why this is unknown."""

    verdict: KeyVerdict
    reason: Text | None = None


def find_endpoint(
    address: Address,
    contract_file: Path | None,
    cancel: CancelToken,
    environment: Environment | None = None,
    network: Network = SYSTEM_NETWORK,
    secrets: Redaction | None = None,
) -> tuple[Endpoint, Discovery]:
    """Read the description that the environment publishes now, or use the one provided by the user: the file, or the
    description loaded for the saved environment. Raises the errors of :mod:`dmm_desktop.api.discovery`."""
    if contract_file is not None:
        file = contract_file
        found = unless_cancelled(cancel, lambda: load_description(file, address, cancel, may_be_pipe=True))
    elif environment is not None and environment.description_is_loaded and environment.description is not None:
        found = use_description(environment.description, LOADED, address)
    else:
        found = discover(address, cancel, network=network, secrets=secrets)
    return Endpoint(found.root, found.contract, network), found


def stored_endpoint(environment: Environment, network: Network = SYSTEM_NETWORK) -> Endpoint | None:
    """The API as found by the last check, without asking the server. None if it was never found, or was found at
    another origin than the environment's address, because the key is sent only there."""
    if environment.root is None or environment.root.origin != environment.address.origin:
        return None
    contract = stored_contract(environment)
    return Endpoint(environment.root, contract, network) if contract is not None else None


def check_description(content: str, name: str) -> None:
    """Raise WrongInput if the text called ``name`` is not a description of the DMM API."""
    use_description(content, name, _ANYWHERE)


def check_key(client: DmmClient) -> KeyCheck:
    """Ask for an execution that cannot exist, because there is no documented way to test a key [assumed].

    Any answer with an execution status means accepted; 401 and 403 mean refused; everything else is inconclusive.
    """
    try:
        client.get_execution_status(_NO_SUCH_EXECUTION)
    except TokenRefused as error:
        return KeyCheck(KeyVerdict.REFUSED, error.reason)
    except DmmError as error:
        return KeyCheck(KeyVerdict.UNCLEAR, error.reason or error.title)
    return KeyCheck(KeyVerdict.ACCEPTED)
