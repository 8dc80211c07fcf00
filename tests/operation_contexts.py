"""Contexts for operations on one server, whose API is given or discovered."""

from dataclasses import dataclass, replace
from pathlib import Path

from dmm_desktop.api.discovery import Discovery
from dmm_desktop.cli.given_context import GivenContext
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.network import SYSTEM_NETWORK, Network
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.runs import Run
from dmm_desktop.core.token import Token
from dmm_desktop.operations.adopt_run import run_started_elsewhere
from dmm_desktop.operations.context import OperationContext, SavedContext
from dmm_desktop.operations.endpoint import Endpoint
from dmm_desktop.operations.workspace import Workspace
from dmm_desktop.storage.session_keys import SessionKeys


class EndpointContext(OperationContext):
    """All environments and runs use this endpoint; nothing is discovered."""

    log_choice = LogChoice.EXCEPT_PRODUCTION

    def __init__(self, endpoint: Endpoint, key: Token, workspace: Workspace | None = None) -> None:
        def opened() -> Workspace:
            assert workspace is not None, "this test has no data folder"
            return workspace

        super().__init__(opened, Redaction())
        self._endpoint = endpoint
        self._key = key

    def key(self, environment: Environment | None) -> Token:
        return self._key

    def network(self, environment: Environment | None) -> Network:
        return self._endpoint.network

    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        return self._endpoint, Discovery(self._endpoint.root, self._endpoint.contract, (), None)

    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        return self._endpoint

    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        return self._endpoint, self._key


def given(
    address: Address, key: Token | None, workspace: Workspace | None = None, description: Path | None = None
) -> GivenContext:
    """The context of a command: the API is discovered on the server."""

    def opened() -> Workspace:
        assert workspace is not None, "this test has no data folder"
        return workspace

    context = GivenContext(opened, Redaction(), address, SYSTEM_NETWORK, description)
    context.given_key = key
    return context


def saved_context(workspace: Workspace | None, keys: SessionKeys | None = None) -> SavedContext:
    """The context of a window on this data folder."""

    def opened() -> Workspace:
        assert workspace is not None, "this test has no data folder"
        return workspace

    return SavedContext(opened, keys or SessionKeys(None))


def located(address: str) -> Endpoint:
    """The API at this address, according to its own description."""
    parsed = Address.parse(address)
    return given(parsed, None).locate(parsed, None, CancelToken())


def run_at(endpoint: Endpoint, tracker_id: str = "42") -> Run:
    """An import at this endpoint, started here."""
    return replace(run_started_elsewhere(endpoint, tracker_id), zip_path="/data/customers.zip")


@dataclass(frozen=True)
class Begun:
    """A run started on the server at this endpoint."""

    run: Run
    endpoint: Endpoint
