"""The saved environments, as the window shows them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...core.environment import Connection, Destination, Environment, KeyVerdict, SavedEnvironment, strictest_stage
from ...core.environment_names import name_key, unique_name
from ...core.errors import DmmError, TokenRefused, Unreachable
from ...core.form import FormFields
from ...core.job import Job
from ...core.moved_runs import located
from ...core.presets import ImportPreset
from ...core.runs import Run, follower_of
from ...core.stage import Stage
from ...core.token import Token
from ...operations.check_environment import CheckedEnvironment, check_saved, try_out
from ...operations.context import SavedContext
from ...operations.environments import (
    KeyPlacement,
    add_connection,
    list_environments,
    note_accepted,
    remove_connection,
    remove_environment,
    save_environment,
)
from ...operations.presets import remove_preset, save_preset
from ...operations.read_files import read_authority_file
from ...workers.delivery import do_nothing
from ...workers.runner import TaskRunner, Withdraw
from ..listed_environments import MANY_ENVIRONMENTS
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
    """Keeps the list of environments and runs the jobs on them. Callbacks are dropped with their ``owner``. What a
    dialog starts can be withdrawn.

    ``changed``: the list has changed; ``load_failed``: it could not be read; ``checking_changed`` (environment id): a
    test began or ended, or its result no longer applies; ``key_accepted`` and ``key_saved`` (environment id): a test
    was successful, or a key was stored.
    """

    changed = Signal()
    load_failed = Signal()
    checking_changed = Signal(object)
    key_accepted = Signal(object)
    key_saved = Signal(object)

    def __init__(self, context: SavedContext, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._environments: tuple[SavedEnvironment, ...] = ()
        self._strictest: dict[Destination, Destination] = {}
        self._failures: dict[str, FailedCheck] = {}
        self._accepted: dict[str, datetime] = {}  # when a key was first seen to be accepted after a test or a failure
        self._check_again: dict[str, Callable[[], None]] = {}
        self._load_again = False
        self._is_loaded = False
        self.is_unreadable = False  # the last attempt to read the list has failed

    @property
    def environments(self) -> tuple[SavedEnvironment, ...]:
        return self._environments

    @property
    def has_many(self) -> bool:
        """Whether there are so many environments that lists are compact and have a filter."""
        return len(self._environments) > MANY_ENVIRONMENTS

    @property
    def is_loaded(self) -> bool:
        """Whether the list has been read; until then an empty list does not mean that there are no environments."""
        return self._is_loaded

    def find(self, environment_id: str) -> SavedEnvironment | None:
        return next((one for one in self._environments if one.environment.id == environment_id), None)

    def named(self, name: str, *, besides: str) -> Environment | None:
        """The environment whose name counts as equal to ``name``, except the one with the id ``besides``."""
        key = name_key(name)
        others = (one.environment for one in self._environments if one.environment.id != besides)
        return next((one for one in others if name_key(one.name) == key), None)

    def unused_name(self, name: str) -> str:
        """The name, with a number if an environment has it already."""
        return unique_name(name, [one.environment.name for one in self._environments])

    def strictest(self, destination: Destination) -> Destination:
        """The destination with the strictest stage of any saved environment that may be the same server. It is compared
        with all of them once for each list that is loaded: rows ask again whenever they are shown or laid out."""
        if destination not in self._strictest:
            self._strictest[destination] = destination.strictest(self._environments)
        return self._strictest[destination]

    def destination(self, environment: Environment, name: str) -> Destination:
        """The connection with this name, with the strictest stage that it may have."""
        saved = self.find(environment.id)
        known = saved.connection(name) if saved is not None else None
        if known is None:
            return Destination(environment, Connection(environment.id, name, stage=self.strictest_stage(environment)))
        return self.strictest(Destination(environment, known))

    def strictest_stage(self, environment: Environment) -> Stage:
        """The strictest stage of anything that an execution on an unknown connection of this environment may change."""
        return strictest_stage(environment, self._environments)

    def twins(self, destination: Destination) -> tuple[Destination, ...]:
        """What the destination is in the other environments that may be the same server, each with its stage there."""
        return self._as_saved(destination).twins(self._environments)

    def spelled_otherwise(self, destination: Destination) -> tuple[Destination, ...]:
        """The saved connections that the destination may be under another spelling of its name."""
        return destination.spelled_otherwise(self._environments)

    def own_stage(self, destination: Destination) -> Stage:
        """The stage with which the destination is saved, whatever it is in other environments."""
        return self._as_saved(destination).stage

    def _as_saved(self, destination: Destination) -> Destination:
        environment, name = destination.environment, destination.connection.name
        saved = self.find(environment.id)
        own = saved.connection(name) if saved is not None else None
        return Destination(environment, own or Connection(environment.id, name))

    def name_to_confirm(self, destination: Destination) -> str:
        """What the user types to confirm an import into the destination."""
        return destination.name_to_confirm(self._environments)

    def follower(self, run: Run, *, without: str = "") -> Environment | None:
        """The environment whose key is used to follow and stop the run; ``without``: ignore the environment with this
        id."""
        return follower_of(run, (one.environment for one in self._environments if one.environment.id != without))

    def located(self, run: Run) -> Run:
        """The run, with what is known of its place: see :func:`.moved_runs.located`."""
        return located(run, [one.environment for one in self._environments])

    def is_at(self, run: Run, environment: Environment) -> bool:
        """Whether the run may have been sent to the environment's current address."""
        return run.root is not None and environment.has_root(run.root)

    def place(self, environment: Environment) -> str:
        """The host of an environment, with as much of its address as distinguishes it from others on that host."""
        others = (one.environment for one in self._environments if one.environment.id != environment.id)
        return shown_place(environment.address, (other.address for other in others))

    def place_of(self, run: Run) -> str:
        """The host as :meth:`place` shows it, for the environment of a run; "" if its address cannot be read."""
        if run.root is None:
            return ""
        saved = self.find(run.environment_id or "")
        if saved is not None and saved.environment.address.origin == run.root.origin:
            return self.place(saved.environment)
        others = (one.environment for one in self._environments if not one.environment.has_root(run.root))
        return shown_place(run.root, (other.address for other in others))

    def load(self, on_failure: Failed) -> None:
        """Read the list; emits ``changed``, or ``load_failed``."""

        def failed(error: DmmError) -> None:
            self.is_unreadable = True
            self.load_failed.emit()
            on_failure(error)

        def ended() -> None:
            if self._load_again:
                self._load_again = False
                self.load(on_failure)

        started = self._runner.start(
            "list environments",
            partial(list_environments, self._context),
            owner=self,
            on_success=self._loaded,
            on_failure=failed,
            on_end=ended,
        )
        self._load_again = not started
        if started:
            self.is_unreadable = False

    def save(
        self,
        environment: Environment,
        token: Token | None,
        *,
        connections: Sequence[Connection] = (),
        owner: QObject,
        on_success: Callable[[KeyPlacement | None], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Add or change an environment; store its key if one is given, and these connections of it."""

        def saved(placement: KeyPlacement | None) -> None:
            if token is not None:
                self._forget_failure(environment.id, TokenRefused)
                self._accepted.pop(environment.id, None)
                self.key_saved.emit(environment.id)
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(placement)

        job = partial(save_environment, self._context, environment, token, connections=connections)
        failed = while_alive(owner, on_failure)
        key = ("save", environment.id)
        return self._runner.start_withdrawable(key, job, owner=self, on_success=saved, on_failure=failed)

    def remove(self, environment: Environment, *, owner: QObject, on_failure: Failed) -> None:
        """Remove the environment with its connections and key; its runs stay."""
        self._change(
            ("save", environment.id), partial(remove_environment, self._context, environment), owner, on_failure
        )

    def check(self, environment: Environment, *, owner: QObject, on_failure: Failed) -> None:
        """Test a saved environment; the list then holds the result, or :meth:`failure` the error. A test that is still
        running is cancelled: it began before the environment or its key was saved."""
        test = partial(self._check, environment, while_alive(owner, on_failure))
        if self.is_checking(environment.id):
            self._check_again[environment.id] = test
            self._runner.cancel(("check", environment.id))
        else:
            test()

    def _check(self, environment: Environment, failed: Failed) -> None:
        environment_id = environment.id

        def answered(checked: CheckedEnvironment) -> None:
            self._failures.pop(environment_id, None)
            if checked.environment.key_verdict is KeyVerdict.ACCEPTED:
                self.key_accepted.emit(environment_id)

        def not_answered(error: DmmError) -> None:
            self._failures[environment_id] = FailedCheck(datetime.now(UTC), error)
            failed(error)

        def ended() -> None:
            self.checking_changed.emit(environment_id)
            self.load(failed)
            self._check_again.pop(environment_id, do_nothing)()

        if self._runner.start(
            ("check", environment_id),
            partial(check_saved, self._context, environment),
            owner=self,
            on_success=answered,
            on_failure=not_answered,
            on_end=ended,
        ):
            self.checking_changed.emit(environment_id)

    def note_failure(self, environment_id: str, error: DmmError) -> None:
        """Note that a request other than a test has failed in a way that concerns the environment, such as a refused
        key."""
        if self.find(environment_id) is not None:
            self._failures[environment_id] = FailedCheck(datetime.now(UTC), error)
            self.checking_changed.emit(environment_id)

    def note_answer(self, environment_id: str, at: datetime) -> None:
        """A request with the key was answered at this time (UTC): an earlier refusal or failure no longer applies,
        whether from this session or stored."""
        failure = self._failures.get(environment_id)
        if failure is not None and failure.at < at:
            self._forget_failure(environment_id, TokenRefused, Unreachable)
        saved, before = self.find(environment_id), self.accepted_at(environment_id)
        seen = saved.environment.tested_at if saved is not None else None
        if saved is not None and seen is not None and seen < at and (before is None or before <= seen):
            self._accepted[environment_id] = at
            self.checking_changed.emit(environment_id)
            job = partial(note_accepted, self._context, saved.environment, at)
            self._runner.start(("accepted", environment_id), job, owner=self, on_failure=do_nothing)

    def _forget_failure(self, environment_id: str, *kinds: type[DmmError]) -> None:
        """Forget the failure of an environment if it is of one of these kinds."""
        failure = self._failures.get(environment_id)
        if failure is not None and isinstance(failure.error, kinds):
            del self._failures[environment_id]
            self.checking_changed.emit(environment_id)

    def failure(self, environment_id: str) -> FailedCheck | None:
        """The error of the last test in this session, if it failed, or of a later request passed to
        :meth:`note_failure`."""
        return self._failures.get(environment_id)

    def accepted_at(self, environment_id: str) -> datetime | None:
        """When the server first accepted the key outside of tests after the last test (UTC)."""
        saved = self.find(environment_id)
        return self._accepted.get(environment_id) or (saved.environment.accepted_at if saved is not None else None)

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

        Returns False if such a test is already running.
        """
        return self._runner.start(
            ("try out", environment.id),
            partial(try_out, self._context, environment, token),
            owner=owner,
            on_success=on_success,
            on_failure=on_failure,
            on_end=on_end,
        )

    def read_authorities(
        self, path: Path, *, owner: QObject, on_success: Callable[[str], None], on_failure: Failed
    ) -> None:
        """Read a certificate chosen by the user."""
        job = partial(read_authority_file, path)
        self._runner.start(("authorities", path), job, owner=owner, on_success=on_success, on_failure=on_failure)

    def cancel_try_out(self, environment_id: str) -> None:
        """Cancel such a test; its result is not delivered, and another one can begin at once."""
        self._runner.withdraw(("try out", environment_id))

    def connection_form(
        self,
        environment: Environment,
        *,
        owner: QObject,
        on_success: Callable[[FormFields], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Read which fields a new connection in the environment needs; returns None if this is already running."""
        from ...operations.connection_form import connection_form

        return self._runner.start_withdrawable(
            ("connection form", environment.id),
            partial(connection_form, self._context, environment),
            owner=owner,
            on_success=on_success,
            on_failure=on_failure,
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
    ) -> Withdraw | None:
        """Create a connection in the environment; returns None if one is already being created there."""

        def created(connection: Connection) -> None:
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(connection)

        from ...operations.create_connection import create_and_save

        return self._runner.start_withdrawable(
            ("create connection", environment.id),
            partial(create_and_save, self._context, environment, fields, stage),
            owner=self,
            on_success=created,
            on_failure=while_alive(owner, on_failure),
        )

    def add_connection(
        self, connection: Connection, *, owner: QObject, on_success: Callable[[], None], on_failure: Failed
    ) -> Withdraw | None:
        """Store a connection that exists in the environment, or changes to what is stored about it."""
        job = partial(add_connection, self._context, connection)
        key = ("connection", connection.environment_id, connection.name)
        return self._change(key, job, owner, on_failure, on_success)

    def remove_connection(self, connection: Connection, *, owner: QObject, on_failure: Failed) -> None:
        """Remove a connection from the list; it stays in the environment."""
        key = ("connection", connection.environment_id, connection.name)
        self._change(key, partial(remove_connection, self._context, connection), owner, on_failure)

    def save_preset(
        self,
        preset: ImportPreset,
        replaced: str,
        *,
        owner: QObject,
        on_success: Callable[[], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Store a preset, in place of the one called ``replaced`` if that is not ""."""
        job = partial(save_preset, self._context, preset, replaced)
        key = ("preset", preset.environment_id, preset.name)
        return self._change(key, job, owner, on_failure, on_success)

    def remove_preset(self, preset: ImportPreset, *, owner: QObject, on_failure: Failed) -> None:
        """Remove a preset."""
        key = ("preset", preset.environment_id, preset.name)
        self._change(key, partial(remove_preset, self._context, preset), owner, on_failure)

    def export(
        self,
        target: Path,
        *,
        with_constants: bool,
        owner: QObject,
        on_success: Callable[[Path], None],
        on_failure: Failed,
    ) -> None:
        """Write all environments to a file, without their keys. ``with_constants``: include values in learned
        descriptions whose meaning is not known."""
        from ...operations.share_environments import export_environments

        job = partial(export_environments, self._context, self._environments, target, with_constants=with_constants)
        self._runner.start("export environments", job, owner=owner, on_success=on_success, on_failure=on_failure)

    def read_shared(
        self,
        source: Path,
        *,
        owner: QObject,
        on_success: Callable[[tuple[SharedEnvironment, ...]], None],
        on_failure: Failed,
    ) -> None:
        """Read a file of environments without adding any."""
        from ...operations.share_environments import read_environments

        job = partial(read_environments, self._context, source)
        self._runner.start("read environments", job, owner=owner, on_success=on_success, on_failure=on_failure)

    def add_shared(
        self,
        environments: Sequence[SavedEnvironment],
        presets: Sequence[ImportPreset],
        *,
        owner: QObject,
        on_success: Callable[[tuple[Environment, ...]], None],
        on_failure: Failed,
    ) -> Withdraw | None:
        """Add environments from a file, and presets to those already here; ``on_success`` receives the new
        environments."""
        from ...operations.share_environments import add_environments

        def added(environments: tuple[Environment, ...]) -> None:
            self.load(while_alive(owner, on_failure))
            while_alive(owner, on_success)(environments)

        job = partial(add_environments, self._context, environments, presets=presets)
        return self._runner.start_withdrawable(
            "add environments", job, owner=self, on_success=added, on_failure=while_alive(owner, on_failure)
        )

    def _change(
        self,
        key: Hashable,
        job: Job[None],
        owner: QObject,
        on_failure: Failed,
        on_success: Callable[[], None] = do_nothing,
    ) -> Withdraw | None:
        failed = while_alive(owner, on_failure)

        def changed(_: None) -> None:
            self.load(failed)
            while_alive(owner, on_success)()

        return self._runner.start_withdrawable(key, job, owner=self, on_success=changed, on_failure=failed)

    def _loaded(self, environments: tuple[SavedEnvironment, ...]) -> None:
        self._environments = environments
        self._strictest.clear()
        self._is_loaded = True
        self.changed.emit()
