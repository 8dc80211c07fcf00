"""The context of operations: the data folder, the keys, the network settings, and the secrets to hide.

Operations are functions that take an :class:`OperationContext` first and ``cancel`` and ``report`` last;
:func:`functools.partial` turns them into jobs. The window and the command line call the same functions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.address import Address
from ..core.environment import Environment
from ..core.errors import EnvironmentRemoved, LocalError, TokenMissing, WrongInput
from ..core.job import CancelToken
from ..core.kept_log import LogChoice
from ..core.key_store_errors import SecretStoreError, SecretStoreLocked
from ..core.network import SYSTEM_NETWORK, Network
from ..core.redaction import Redaction
from ..core.runs import Run
from ..core.text import Text, joined, text
from ..core.token import Token
from ..storage.session_keys import SessionKeys
from .workspace import Workspace

if TYPE_CHECKING:  # imported by the first job that uses the network: an idle window does not need it
    from ..api.client import DmmClient
    from ..api.discovery import Discovery
    from .endpoint import Endpoint


class OperationContext(ABC):
    """``secrets`` hides every key, one-time token and password of this process in its log and in texts of servers,
    which may repeat them."""

    def __init__(self, workspace: Callable[[], Workspace], secrets: Redaction) -> None:
        """``workspace`` is called by the operations that need the data folder; the first call opens it."""
        self._open_workspace = workspace
        self.secrets = secrets

    @property
    def workspace(self) -> Workspace:
        """The data folder. Raises LocalError if it cannot be opened."""
        return self._open_workspace()

    @property
    @abstractmethod
    def log_choice(self) -> LogChoice:
        """Which of the logs that are read are kept, as the user wants it now."""

    @abstractmethod
    def key(self, environment: Environment | None) -> Token | None:
        """The environment's REST API key, or None. Raises SecretStoreError."""

    @abstractmethod
    def network(self, environment: Environment | None) -> Network:
        """The environment's network settings, including the proxy's password. Raises SecretStoreError."""

    @abstractmethod
    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """Search for the API on the server, unless a description was given. Raises the errors of
        :mod:`dmm_desktop.api.discovery`."""

    @abstractmethod
    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        """The API as found before, else as :meth:`discover` finds it."""

    @abstractmethod
    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """The API to ask about the run, and the key to use. Raises the errors of :meth:`discover`, TokenMissing,
        EnvironmentRemoved, SecretStoreError, and WrongInput if the key must not be sent there."""

    def required_key(self, environment: Environment | None, name: str) -> Token:
        """The key of the environment called ``name``. Raises TokenMissing and SecretStoreError."""
        key = self.key(environment)
        if key is None:
            raise TokenMissing(name)
        return key

    def know_secrets(self, environments: Iterable[Environment]) -> None:
        """Read the keys and proxy passwords of these environments, so that they are hidden in what is written next.

        Raises SecretStoreError if one cannot be read; those after it are read all the same, unless the key store is
        locked: it would ask for its password again and again.
        """
        problem: SecretStoreError | None = None
        for one in environments:
            for read in (self.key, self.network):
                try:
                    read(one)
                except SecretStoreLocked:
                    raise
                except SecretStoreError as error:
                    problem = problem or error
        if problem is not None:
            raise problem

    def environments_of(self, run: Run) -> tuple[Environment, ...]:
        """The saved environments that the run was sent to, or may be at by its address. Raises LocalError."""
        with self.workspace.store() as store:
            saved = store.environments.list()
        there = Environment("", "", run.root) if run.root is not None else None
        return tuple(one for one in saved if one.id == run.environment_id or (there is not None and one.may_be(there)))

    def client(self, run: Run, cancel: CancelToken) -> DmmClient:
        """A client for queries about the run. Raises the errors of :meth:`endpoint`."""
        return self.client_at(*self.endpoint(run, cancel), cancel)

    def client_at(self, endpoint: Endpoint, key: Token, cancel: CancelToken) -> DmmClient:
        """A client for this API."""
        from ..api.client import DmmClient

        return DmmClient(endpoint.root, endpoint.contract, key, cancel, secrets=self.secrets, network=endpoint.network)


def unread_secrets(context: OperationContext, of: Run | Environment | None) -> Text | None:
    """Read the secrets of an environment, of that of a run, or, for None, of all that are saved, so that they are
    hidden in what is written next. Returns what to tell the user if they cannot all be read."""
    try:
        if isinstance(of, Environment):
            environments: Iterable[Environment] = (of,)
        elif of is not None:
            environments = context.environments_of(of)
        else:
            with context.workspace.store() as store:
                environments = store.environments.list()
        context.know_secrets(environments)
    except (LocalError, SecretStoreError) as error:
        return joined(error.title, text("Keys and passwords that could not be read are not hidden."))
    return None


class SavedContext(OperationContext):
    """The window's context: saved environments, with the keys of this session and their API as found by the last
    check."""

    log_choice = LogChoice.EXCEPT_PRODUCTION

    def __init__(self, workspace: Callable[[], Workspace], keys: SessionKeys) -> None:
        super().__init__(workspace, keys.secrets)
        self.keys = keys

    def key(self, environment: Environment | None) -> Token | None:
        """The key, from the keys of this session."""
        return self.keys.get(environment.key_id) if environment is not None else None

    def network(self, environment: Environment | None) -> Network:
        """The settings saved with the environment."""
        if environment is None:
            return SYSTEM_NETWORK
        network = environment.network
        if not network.proxy_user:
            return network
        return replace(network, proxy_password=network.proxy_password or self.keys.get(environment.proxy_id))

    def discover(
        self, address: Address, environment: Environment | None, cancel: CancelToken
    ) -> tuple[Endpoint, Discovery]:
        """Search on the server, or use the description that was loaded for the environment."""
        from .endpoint import find_endpoint

        return find_endpoint(address, None, cancel, environment, self.network(environment), self.secrets)

    def locate(self, address: Address, environment: Environment | None, cancel: CancelToken) -> Endpoint:
        """The API as found by the last check of the environment, else as the server describes it now."""
        from .endpoint import stored_endpoint

        stored = stored_endpoint(environment, self.network(environment)) if environment else None
        return stored or self.discover(address, environment, cancel)[0]

    def endpoint(self, run: Run, cancel: CancelToken) -> tuple[Endpoint, Token]:
        """The API to ask about the run. The key is sent only to the host saved with the environment. If the run's
        environment has moved or is not saved, another one saved with the run's address is used. The server is asked for
        its description only if none is stored for the address at which the run was started."""
        root, environment = self._place(run)
        key = self.required_key(environment, environment.name)
        return self._api(root, environment, cancel), key

    def api(self, run: Run, cancel: CancelToken) -> Endpoint:
        """The API to ask about the run, without a key. Raises the errors of :meth:`endpoint`, except TokenMissing."""
        return self._api(*self._place(run), cancel)

    def _api(self, root: Address, environment: Environment, cancel: CancelToken) -> Endpoint:
        from .endpoint import find_endpoint, stored_endpoint

        network = self.network(environment)
        stored = stored_endpoint(environment, network)
        if stored is not None and stored.root == root:
            return stored
        return find_endpoint(root, None, cancel, network=network, secrets=self.secrets)[0]

    def _place(self, run: Run) -> tuple[Address, Environment]:
        """The address of the run's API, and the environment whose key and settings are used there."""
        root = run.root
        if root is None:
            raise WrongInput(
                text("This run can be neither watched nor stopped here."),
                text("The address stored with it is not usable."),
                text("Look for it in DMM."),
            )
        own = self._environment(run.environment_id)
        if own is not None and own.address.origin == root.origin:
            return root, own
        environment = self._environment_at(root)
        if environment is None:
            raise _nowhere(run, root, own)
        return root, environment

    def _environment(self, environment_id: str | None) -> Environment | None:
        if environment_id is None:
            return None
        with self.workspace.store() as store:
            return store.environments.get(environment_id)

    def _environment_at(self, root: Address) -> Environment | None:
        with self.workspace.store() as store:
            return store.environments.find(root)


def _nowhere(run: Run, root: Address, own: Environment | None) -> EnvironmentRemoved | WrongInput:
    """Why no environment has the address of a run. ``own``: its environment, which is elsewhere by now."""
    if own is not None:
        return WrongInput(
            text("{name} has a different address now.", name=own.name),
            text(
                "The run was started at {host}, but the key is sent only to the current address. So the run "
                "can be neither watched nor stopped here.",
                host=root.host_and_port,
            ),
            text("Add an environment with the old address to watch or stop this run."),
        )
    if run.environment_id is not None:
        return EnvironmentRemoved(run.told_environment, root.host_and_port)
    return WrongInput(
        text("No environment here has the address of this run."),
        text("Its address is {address}.", address=root),
        text("Add an environment with this address, and try again."),
    )
