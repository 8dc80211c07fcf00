"""The saved environments, as the window shows them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...core.address import Address
from ...core.environment import Connection, Environment, SavedEnvironment, Stage
from ...core.environment_names import name_key
from ...core.errors import DmmError, WrongInput
from ...core.form import FormFields
from ...core.job import Job
from ...core.runs import Run
from ...core.token import Token
from ...operations.check_environment import CheckedEnvironment, check_saved, try_out
from ...operations.context import SavedContext
from ...operations.environments import (
    KeyPlacement,
    add_connection,
    list_environments,
    remove_connection,
    remove_environment,
    save_environment,
)
from ...operations.read_files import read_authorities, read_description
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner
from ..places import shown_place
from .callbacks import while_alive

if TYPE_CHECKING:
    from ...operations.share_environments import SharedEnvironment

Failed = Callable[[DmmError], None]


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A connection test that failed: when, and why. ``at`` is UTC."""

    at: datetime
    error: DmmError


class EnvironmentController(QObject):
    """Keeps the list of environments and runs the jobs on them. Callbacks are dropped with their ``owner``.

    ``changed``: the list has changed; ``checking_changed`` (environment id): a test began or ended.
    """

    changed = Signal()
    checking_changed = Signal(object)

    def __init__(self, context: SavedContext, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._environments: tuple[SavedEnvironment, ...] = ()
        self._failures: dict[str, FailedCheck] = {}
        self._load_again = False
        self._is_loaded = False

    @property
    def environments(self) -> tuple[SavedEnvironment, ...]:
        return self._environments

    @property
    def is_loaded(self) -> bool:
        """Whether the list has been read; until then an empty list does not mean that there are no environments."""
        return self._is_loaded

    def find(self, environment_id: str) -> SavedEnvironment | None:
        return next((one for one in self._environments if one.environment.id == environment_id), None)

    def named(self, name: str, *, besides: str) -> Environment | None:
        """Another environment, besides the one of this id, whose name is the same for a user."""
        key = name_key(name)
        others = (one.environment for one in self._environments if one.environment.id != besides)
        return next((one for one in others if name_key(one.name) == key), None)

    def at(self, address: Address, *, besides: str) -> Environment | None:
        """Another environment, besides the one of this id, with this address."""
        others = (one.environment for one in self._environments if one.environment.id != besides)
        return next((one for one in others if one.address == address), None)

    def place(self, environment: Environment) -> str:
        """The host of an environment; with port and path where another environment has that host."""
        others = (one.environment for one in self._environments if one.environment.id != environment.id)
        return shown_place(environment.address, (other.address for other in others))

    def place_of(self, run: Run) -> str:
        """The same for the place where a run was started; "" where that cannot be read."""
        try:
            root = Address.parse(run.root)
        except WrongInput:
            return ""
        saved = self.find(run.environment_id or "")
        if saved is not None and saved.environment.address.origin == root.origin:
            return self.place(saved.environment)
        return shown_place(root, (one.environment.address for one in self._environments))

    def load(self, on_failure: Failed) -> None:
        """Read the list; emits ``changed``."""

        def ended() -> None:
            if self._load_again:
                self._load_again = False
                self.load(on_failure)

        started = self._runner.start(
            "list environments",
            partial(list_environments, self._context),
            owner=self,
            on_success=self._loaded,
            on_failure=on_failure,
            on_end=ended,
        )
        self._load_again = not started

    def save(
        self,
        environment: Environment,
        token: Token | None,
        *,
        owner: QObject,
        on_success: Callable[[KeyPlacement | None], None],
        on_failure: Failed,
    ) -> None:
        """Add or change an environment; store its key if one is given."""

        def saved(placement: KeyPlacement | None) -> None:
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(placement)

        job = partial(save_environment, self._context, environment, token)
        failed = while_alive(owner, on_failure)
        self._runner.start(("save", environment.id), job, owner=self, on_success=saved, on_failure=failed)

    def remove(self, environment: Environment, *, owner: QObject, on_failure: Failed) -> None:
        """Remove the environment with its connections and key; its runs stay."""
        self._change(
            ("save", environment.id), partial(remove_environment, self._context, environment), owner, on_failure
        )

    def check(self, environment: Environment, *, owner: QObject, on_failure: Failed) -> None:
        """Test a saved environment; the list then holds the result, or :meth:`failure` the error."""
        environment_id, failed = environment.id, while_alive(owner, on_failure)

        def answered(_: CheckedEnvironment) -> None:
            self._failures.pop(environment_id, None)

        def not_answered(error: DmmError) -> None:
            self._failures[environment_id] = FailedCheck(datetime.now(UTC), error)
            failed(error)

        def ended() -> None:
            self.checking_changed.emit(environment_id)
            self.load(failed)

        if self._runner.start(
            ("check", environment_id),
            partial(check_saved, self._context, environment),
            owner=self,
            on_success=answered,
            on_failure=not_answered,
            on_end=ended,
        ):
            self.checking_changed.emit(environment_id)

    def failure(self, environment_id: str) -> FailedCheck | None:
        """The error of the last test in this session, if it failed."""
        return self._failures.get(environment_id)

    def is_checking(self, environment_id: str) -> bool:
        return self._runner.is_running(("check", environment_id))

    def try_out(
        self,
        environment: Environment,
        token: Token | None,
        *,
        owner: QObject,
        on_success: Callable[[CheckedEnvironment], None],
        on_failure: Failed,
        on_end: Callable[[], None] = do_nothing,
    ) -> bool:
        """Test an environment as entered in a dialog, with the key entered there or the stored one; stores nothing.

        Returns False if such a test is running already.
        """
        return self._runner.start(
            ("try out", environment.id),
            partial(try_out, self._context, environment, token),
            owner=owner,
            on_success=on_success,
            on_failure=on_failure,
            on_end=on_end,
        )

    def read_description(
        self, path: Path, *, owner: QObject, on_success: Callable[[str], None], on_failure: Failed
    ) -> None:
        """Read a Swagger file chosen by the user."""
        job = partial(read_description, path)
        self._runner.start(("description", path), job, owner=owner, on_success=on_success, on_failure=on_failure)

    def read_authorities(
        self, path: Path, *, owner: QObject, on_success: Callable[[str], None], on_failure: Failed
    ) -> None:
        """Read a certificate chosen by the user."""
        job = partial(read_authorities, path)
        self._runner.start(("authorities", path), job, owner=owner, on_success=on_success, on_failure=on_failure)

    def cancel_try_out(self, environment_id: str) -> None:
        self._runner.cancel(("try out", environment_id))

    def connection_form(
        self,
        environment: Environment,
        *,
        owner: QObject,
        on_success: Callable[[FormFields], None],
        on_failure: Failed,
        on_end: Callable[[], None] = do_nothing,
    ) -> bool:
        """Find out what a new connection in the environment needs; returns False if that is running already."""
        from ...operations.connection_form import connection_form

        return self._runner.start(
            ("connection form", environment.id),
            partial(connection_form, self._context, environment),
            owner=owner,
            on_success=on_success,
            on_failure=on_failure,
            on_end=on_end,
        )

    def create_connection(
        self,
        environment: Environment,
        fields: Mapping[str, object],
        stage: Stage | None,
        *,
        owner: QObject,
        on_success: Callable[[Connection], None],
        on_failure: Failed,
        on_end: Callable[[], None] = do_nothing,
    ) -> bool:
        """Create a connection in the environment; returns False if one is being created there already."""

        def created(connection: Connection) -> None:
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(connection)

        from ...operations.create_connection import create_and_save

        return self._runner.start(
            ("create connection", environment.id),
            partial(create_and_save, self._context, environment, fields, stage),
            owner=self,
            on_success=created,
            on_failure=while_alive(owner, on_failure),
            on_end=while_alive(owner, on_end),
        )

    def add_connection(
        self, connection: Connection, *, owner: QObject, on_success: Callable[[], None], on_failure: Failed
    ) -> None:
        """Remember a connection that exists in the environment, or what has changed about it here."""
        job = partial(add_connection, self._context, connection)
        self._change(("connection", connection), job, owner, on_failure, on_success)

    def remove_connection(self, connection: Connection, *, owner: QObject, on_failure: Failed) -> None:
        """Forget a connection here; it stays in the environment."""
        self._change(
            ("connection", connection), partial(remove_connection, self._context, connection), owner, on_failure
        )

    def export(self, target: Path, *, owner: QObject, on_success: Callable[[Path], None], on_failure: Failed) -> None:
        """Write all environments to a file, without their keys."""
        from ...operations.share_environments import export_environments

        job = partial(export_environments, self._environments, target)
        self._runner.start("export environments", job, owner=owner, on_success=on_success, on_failure=on_failure)

    def read_shared(
        self,
        source: Path,
        *,
        owner: QObject,
        on_success: Callable[[tuple[SharedEnvironment, ...]], None],
        on_failure: Failed,
    ) -> None:
        """Read such a file without adding anything."""
        from ...operations.share_environments import read_environments

        job = partial(read_environments, self._context, source)
        self._runner.start("read environments", job, owner=owner, on_success=on_success, on_failure=on_failure)

    def add_shared(
        self,
        environments: Sequence[SavedEnvironment],
        *,
        owner: QObject,
        on_success: Callable[[tuple[Environment, ...]], None],
        on_failure: Failed,
    ) -> None:
        """Add environments from such a file; ``on_success`` gets those that are new."""
        from ...operations.share_environments import add_environments

        def added(environments: tuple[Environment, ...]) -> None:
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(environments)

        job = partial(add_environments, self._context, environments)
        self._runner.start(
            "add environments", job, owner=self, on_success=added, on_failure=while_alive(owner, on_failure)
        )

    def _change(
        self,
        key: Hashable,
        job: Job[None],
        owner: QObject,
        on_failure: Failed,
        on_success: Callable[[], None] = do_nothing,
    ) -> None:
        failed = while_alive(owner, on_failure)

        def changed(_: None) -> None:
            self.load(failed)
            while_alive(owner, on_success)()

        self._runner.start(key, job, owner=self, on_success=changed, on_failure=failed)

    def _loaded(self, environments: tuple[SavedEnvironment, ...]) -> None:
        self._environments = environments
        self._is_loaded = True
        self.changed.emit()
