"""What operations work with: the data folder, the keys, how servers are reached, and the secrets to hide.

Operations are functions whose first argument is an :class:`OperationContext` and whose last ones are ``cancel`` and
``report``; :func:`functools.partial` makes a Job of them. The window and the command line call the same ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment
from ..core.errors import TokenMissing, WrongInput
from ..core.job import CancelToken
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.runs import Run
from ..core.text import text
from ..core.token import Token
from ..storage.vault import TokenVault
from .workspace import Workspace

if TYPE_CHECKING:  # imported by the first job that needs the network: an idle window needs nothing of it
    from ..api.client import DmmClient
    from ..api.discovery import Discovery
    from .endpoint import Endpoint


class OperationContext(ABC):
    """``secrets`` hides every key, one-time token and password of this process, in what it logs and in what servers
    repeat."""

    def __init__(self, workspace: Callable[[], Workspace], secrets: Redaction) -> None:
        """``workspace`` is called by the operations that need the data folder; the first call opens it."""
        self._open_workspace = workspace
        self.secrets = secrets

    @property
    def workspace(self) -> Workspace:
        """The data folder. Raises LocalError if it cannot be opened."""
        return self._open_workspace()

    @abstractmethod
    def key(self, environment: Environment | None) -> Token | None:
        """The REST API key, None if there is none. Raises SecretStoreError."""

    @abstractmethod
    def network(self, environment: Environment | None) -> Network:
        """How the environment is reached, with the proxy's password. Raises SecretStoreError."""

    @abstractmethod
    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """Ask the server where its API is, unless a description was given. Raises as :mod:`dmm_desktop.api.discovery`
        does."""

    @abstractmethod
    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        """The API as it was found before, else as :meth:`discover` finds it."""

    @abstractmethod
    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """Where to ask about the run, and with which key. Raises as :meth:`discover`, TokenMissing, SecretStoreError,
        and WrongInput if the key may not be sent there."""

    def required_key(self, environment: Environment | None, name: str) -> Token:
        """The key of the environment called ``name``. Raises TokenMissing and SecretStoreError."""
        key = self.key(environment)
        if key is None:
            raise TokenMissing(name)
        return key

    def client(self, run: Run, cancel: CancelToken) -> DmmClient:
        """A client for questions about the run. Raises as :meth:`endpoint`."""
        return self.client_at(*self.endpoint(run, cancel), cancel)

    def client_at(self, endpoint: Endpoint, key: Token, cancel: CancelToken) -> DmmClient:
        """A client for this API."""
        from ..api.client import DmmClient

        return DmmClient(endpoint.root, endpoint.contract, key, cancel, secrets=self.secrets, network=endpoint.network)


class SavedContext(OperationContext):
    """The context of the window: saved environments, whose keys are in the vault and whose API is where the last check
    found it."""

    def __init__(self, workspace: Callable[[], Workspace], vault: TokenVault) -> None:
        super().__init__(workspace, vault.secrets)
        self.vault = vault

    def key(self, environment: Environment | None) -> Token | None:
        """The key in the vault."""
        return self.vault.get(environment.id) if environment is not None else None

    def network(self, environment: Environment | None) -> Network:
        """The settings that are saved with the environment."""
        if environment is None:
            return SYSTEM_NETWORK
        network = environment.network
        if not network.proxy_user:
            return network
        return replace(network, proxy_password=network.proxy_password or self.vault.get(environment.proxy_id))

    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """Ask the server, or use the description that was loaded for the environment."""
        from .endpoint import find_endpoint

        return find_endpoint(address, None, cancel, environment, self.network(environment), self.secrets)

    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        """The API as the last check of the environment found it, or as the server describes it now."""
        from .endpoint import stored_endpoint

        stored = stored_endpoint(environment, self.network(environment)) if environment else None
        return stored or self.discover(address, environment, cancel)[0]

    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """The key goes to the host with which the environment was saved, and to no other. The server is asked for its
        description only if none is stored for the place where the run was started."""
        from .endpoint import find_endpoint, stored_endpoint

        root = Address.parse(run.root)
        environment = self._environment(run.environment_id)
        if environment is not None and environment.address.origin != root.origin:
            raise WrongInput(
                text("{name} has another address now.", name=environment.name),
                text("The import was started at {host}, and the key is not sent there any more.", host=root.host),
                text("Add an environment with the old address to follow this import."),
            )
        key = self.required_key(environment, run.environment_name)
        network = self.network(environment)
        stored = stored_endpoint(environment, network) if environment else None
        if stored is not None and stored.root == root:
            return stored, key
        return find_endpoint(root, None, cancel, network=network, secrets=self.secrets)[0], key

    def _environment(self, environment_id: str | None) -> Environment | None:
        if environment_id is None:
            return None
        with self.workspace.store() as store:
            return store.environments.get(environment_id)
