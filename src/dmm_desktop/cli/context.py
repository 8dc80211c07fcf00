"""The context of a command: its arguments, its streams, its jobs, and the context of its operations."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from ..core.address import Address, entered_address
from ..core.errors import LocalError
from ..core.job import CancelToken, OnProgress
from ..core.moved_runs import located
from ..core.runs import Run
from ..core.text import escape_controls, text
from ..core.token import Token
from ..operations.retrying import BRIEFLY, repeating
from ..operations.workspace import Workspace
from .console import Console, Transfers
from .exit_codes import ExitCode
from .runner import Runner
from .tokens import TOKENS, TokenNames, api_key

if TYPE_CHECKING:  # slow to import, and not needed by commands that contact no server
    from ..operations.endpoint import Endpoint
    from .given_context import GivenContext


class CommandContext:
    """The context of one command and one environment: a command that uses two has a context for each, with the
    arguments of that environment.

    ``tokens`` names the environment's tokens. ``member`` is the member of the JSON document that takes what is said
    about this environment; "" for the document itself.
    """

    def __init__(
        self,
        arguments: argparse.Namespace,
        console: Console,
        runner: Runner,
        tokens: TokenNames = TOKENS,
        member: str = "",
    ) -> None:
        self.arguments = arguments
        self.console = console
        self.runner = runner
        self.tokens = tokens
        self._member = member
        self._given: dict[str, Any] = {}
        self._workspace: Workspace | None = None

    def give(self, fields: Mapping[str, Any]) -> None:
        """Add fields to the JSON document, or to the member of it."""
        self._given |= fields
        self.console.give({self._member: self._given} if self._member else fields)

    @cached_property
    def address(self) -> Address:
        """The address in the arguments. Reports parts that were left out. Raises WrongInput."""
        address, left_out = entered_address(self.arguments.url)
        if left_out.strip("/?#"):
            part = escape_controls(left_out)
            self.console.note(text("“{part}” was left out: it is not part of the address of an API.", part=part))
        return address

    @property
    def workspace(self) -> Workspace:
        """The data folder; available inside :meth:`open_workspace`, or after :meth:`share_workspace`."""
        assert self._workspace is not None
        return self._workspace

    @cached_property
    def operations(self) -> GivenContext:
        """The context of the operations. Raises WrongInput or LocalError if the given authority certificate cannot be
        used."""
        from .given_context import given_context

        return given_context(self)

    @contextmanager
    def open_workspace(self) -> Iterator[Workspace]:
        """Open the data folder and show the notices from opening it. Raises LocalError."""
        self._workspace = self.runner.read(lambda: Workspace.open(self.arguments.data_dir))
        with self._workspace as workspace:
            for notice in workspace.notices:
                self.console.note(notice)
            yield workspace

    def share_workspace(self, workspace: Workspace) -> None:
        """Use the data folder that another context has opened."""
        self._workspace = workspace

    def ask_key(self, otherwise: Token | None = None) -> None:
        """Use the REST API key from the environment variable, or else this one or the prompt. Raises WrongInput and
        Cancelled."""
        self.operations.given_key = api_key(self.tokens, self.runner, otherwise)

    @property
    def patience(self) -> float:
        """How long the arguments allow a request to be repeated, in seconds."""
        return float(self.arguments.patience) * 60

    @property
    def briefly(self) -> float:
        """The same for a single request of a command that may wait much longer for a run."""
        return min(self.patience, BRIEFLY)

    def run_with_id(self, tracker_id: str) -> Run:
        """The run with this tracker id, from the database or as a run started elsewhere. The search for the API is
        repeated until the patience ends. Raises the errors of :meth:`OperationContext.discover`."""
        from ..operations.adopt_run import run_started_elsewhere

        def locate(cancel: CancelToken, report: OnProgress) -> Endpoint:
            return repeating(cancel, report, self.patience)(lambda: self.operations.locate(self.address, None, cancel))

        endpoint = self.runner.run(locate, Transfers(self.console).show)

        def known() -> Run:
            stored = self.workspace.find_run(endpoint.root, tracker_id)
            environment = self.workspace.environment_at(self.address)
            return stored or run_started_elsewhere(endpoint, tracker_id, environment)

        return self.runner.read(known)

    def located(self, run: Run) -> Run:
        """The run as :func:`.moved_runs.located` gives it for the environments that are saved now; as it is if they
        cannot be read."""
        with suppress(LocalError), self.workspace.store() as store:
            return located(run, store.environments.list())
        return run


Command: TypeAlias = Callable[[CommandContext], ExitCode]
