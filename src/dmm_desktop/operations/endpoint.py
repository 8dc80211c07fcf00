"""An environment's API, found and ready to be called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..api.client import DmmClient
from ..api.contract import Contract
from ..api.discovery import Discovery, discover, load_description
from ..core.address import Address
from ..core.cancel import CancelToken
from ..core.environment import KeyVerdict
from ..core.errors import DmmError, TokenRefused
from ..core.job import Job
from ..core.text import Text
from ..core.token import Token

#: An execution that cannot exist, as text and as number: 0 is the platform's null id [platform].
_NO_SUCH_EXECUTION = "0"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the API is and how it is called."""

    root: Address
    contract: Contract

    def client(self, token: Token, cancel: CancelToken) -> DmmClient:
        return DmmClient(self.root, self.contract, token, cancel)


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """What is known about a key. ``reason`` says why it was refused or why nobody can tell."""

    verdict: KeyVerdict
    reason: Text | None = None


def find_endpoint(address: Address, contract_file: Path | None, cancel: CancelToken) -> tuple[Endpoint, Discovery]:
    """Read the description that the environment publishes, or the given file instead. Raises as those two do."""
    found = load_description(contract_file, address) if contract_file else discover(address, cancel)
    return Endpoint(found.root, found.contract), found


def locate(address: Address, contract_file: Path | None = None) -> Job[Endpoint]:
    """Find the API of an environment. Fails as :func:`find_endpoint` does."""
    return lambda cancel, report: find_endpoint(address, contract_file, cancel)[0]


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
