"""Test an environment: its address, its API, its key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..api.discovery import Discovery
from ..core.address import Address
from ..core.environment import KeyVerdict
from ..core.job import CancelToken, Report
from ..core.network import SYSTEM_NETWORK, Network
from ..core.token import Token
from .endpoint import Endpoint, KeyCheck, check_key, find_endpoint


@dataclass(frozen=True, slots=True)
class EnvironmentCheck:
    """What was found where, and what is known about the key."""

    endpoint: Endpoint
    discovery: Discovery
    key: KeyCheck


def check_environment(
    address: Address,
    token: Token | None,
    cancel: CancelToken,
    report: Report,
    *,
    contract_file: Path | None = None,
    network: Network = SYSTEM_NETWORK,
) -> EnvironmentCheck:
    """Look for the API and try the key, if there is one. Raises the errors below Unreachable, and WrongInput or
    LocalError for the given file."""
    endpoint, discovery = find_endpoint(address, contract_file, cancel, network=network)
    if token is None:
        return EnvironmentCheck(endpoint, discovery, KeyCheck(KeyVerdict.NOT_CHECKED))
    with endpoint.client(token, cancel) as client:
        return EnvironmentCheck(endpoint, discovery, check_key(client))
