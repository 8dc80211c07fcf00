"""An environment's API, found and ready to be called."""

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

#: An execution that cannot exist, as text and as number: 0 is the platform's null id [platform].
_NO_SUCH_EXECUTION = "0"
#: Where the API is plays no part in what a description says.
_ANYWHERE = Address("https", "localhost", None, "")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the API is, how it is called and reached."""

    root: Address
    contract: Contract
    network: Network = SYSTEM_NETWORK


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """What is known about a key. ``reason`` says why it was refused or why that is unknown."""

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
    """Read the description that the environment publishes now, or use the one that a person gives instead: the file, or
    the one that was loaded for the saved environment. Raises as :mod:`dmm_desktop.api.discovery` does."""
    if contract_file is not None:
        file = contract_file
        found = unless_cancelled(cancel, lambda: load_description(file, address))  # it may be a pipe
    elif environment is not None and environment.description_is_loaded and environment.description is not None:
        found = use_description(environment.description, LOADED, address)
    else:
        found = discover(address, cancel, network=network, secrets=secrets)
    return Endpoint(found.root, found.contract, network), found


def stored_endpoint(environment: Environment, network: Network = SYSTEM_NETWORK) -> Endpoint | None:
    """The API as the last check found it, without asking the server; None if it was never found, or elsewhere than at
    the environment's address: the key goes nowhere else."""
    if environment.root is None or environment.root.origin != environment.address.origin:
        return None
    contract = stored_contract(environment)
    return Endpoint(environment.root, contract, network) if contract is not None else None


def description_in(path: Path) -> str:
    """The text of a Swagger file. Raises WrongInput if it does not describe the DMM API, and LocalError."""
    return load_description(path, _ANYWHERE).description or ""


def check_description(content: str, name: str) -> None:
    """Raises WrongInput if the text called ``name`` is not a Swagger description of the DMM API."""
    use_description(content, name, _ANYWHERE)


def check_key(client: DmmClient) -> KeyCheck:
    """Ask for an execution that cannot exist: there is no documented way to try a key [assumed].

    Any answer with a status counts as accepted; 401, 403 as refused; everything else says nothing about the key.
    """
    try:
        client.get_execution_status(_NO_SUCH_EXECUTION)
    except TokenRefused as error:
        return KeyCheck(KeyVerdict.REFUSED, error.reason)
    except DmmError as error:
        return KeyCheck(KeyVerdict.UNCLEAR, error.reason or error.title)
    return KeyCheck(KeyVerdict.ACCEPTED)
