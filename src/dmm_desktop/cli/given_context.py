"""The context of operations on the environment in the arguments. Importing this module is slow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..api.discovery import Discovery
from ..api.tls import read_authorities
from ..core.address import Address
from ..core.environment import Environment
from ..core.job import CancelToken
from ..core.kept_log import LogChoice
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.runs import Run
from ..core.token import Token
from ..operations.context import OperationContext
from ..operations.endpoint import Endpoint, find_endpoint
from ..operations.workspace import Workspace
from .context import CommandContext
from .log_choice import stored_log_choice


def given_context(command: CommandContext) -> GivenContext:
    """The context according to the command's arguments. Raises WrongInput or LocalError if the given authority
    certificate cannot be used."""
    arguments, runner = command.arguments, command.runner
    network = (
        Network(runner.read(lambda: read_authorities(arguments.ca, may_be_pipe=True)))
        if arguments.ca
        else SYSTEM_NETWORK
    )
    return GivenContext(lambda: command.workspace, runner.secrets, command.address, network, arguments.contract)


class GivenContext(OperationContext):
    """The context of operations on the environment in the arguments, saved or not.

    ``given_key`` is the key from the environment variable or the prompt; it is used only for this environment.
    """

    def __init__(
        self,
        workspace: Callable[[], Workspace],
        secrets: Redaction,
        address: Address,
        network: Network,
        description: Path | None,
    ) -> None:
        super().__init__(workspace, secrets)
        self.given_key: Token | None = None
        self._address = address
        self._network = network
        self._description = description
        self._discovered: dict[Environment | None, tuple[Endpoint, Discovery]] = {}

    @property
    def log_choice(self) -> LogChoice:
        """What the window has stored: it may be changed there while a command runs."""
        return stored_log_choice(self.workspace.paths.root)

    def key(self, environment: Environment | None) -> Token | None:
        """The given key."""
        return self.given_key

    def network(self, environment: Environment | None) -> Network:
        """The network settings from the arguments."""
        return self._network

    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """Search on the server, only once, or use the description in the arguments or the one loaded for the saved
        environment."""
        known = self._discovered.get(environment)
        if known is None:
            known = find_endpoint(address, self._description, cancel, environment, self._network, self.secrets)
            self._discovered[environment] = known
        return known

    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        """The API as already found by this command, else as the server describes it now."""
        for endpoint, _ in self._discovered.values():
            return endpoint
        return self.discover(address, environment, cancel)[0]

    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """The API and key of the environment in the arguments."""
        return self.locate(self._address, None, cancel), self.required_key(None, self._address.host_and_port)
