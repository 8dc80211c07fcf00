"""First page: environment and connection, with stage, host and last test."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal, Slot

from ...core.environment import RUNTIME_CONNECTION, Connection, Destination
from ...core.errors import DmmError
from ...core.runs import Run
from ..error_banner import ErrorBanner
from ..services.app_services import AppServices
from ..stage import twin_words
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind
from ..widgets.fields import FieldHint, in_a_row
from ..widgets.labels import WrappedLabel
from .destination_card import DestinationCard
from .destination_list import DestinationList, Destinations
from .draft import Draft
from .page import Page


class DestinationPage(Page):
    """Shows the destinations. ``environment_wanted``, ``connection_wanted``: the user wants to add one. ``completed``:
    the environments that *Next* waited for have been read. ``zip_dropped`` (path): on the list; if it was dropped on a
    row, that row's destination is chosen.

    A choice that no longer exists is never replaced by another destination: the user must choose again.
    """

    environment_wanted = Signal()
    connection_wanted = Signal()
    completed = Signal()
    zip_dropped = Signal(object)

    def __init__(self, services: AppServices, draft: Draft) -> None:
        super().__init__(services, draft)
        self._missing = ""
        self._must_ask = False
        self._is_awaited = False
        self.heading.setText(self.tr("Where should the data go?"))
        hint = WrappedLabel(self.tr("Choose the connection that receives the records."))
        set_role(hint, Role.BODY, Tone.MUTED)
        self._model = Destinations(services.environments, self)
        self._list = DestinationList(self._model)
        self._hint = FieldHint()
        self._add = Button(
            self.tr("Add environment…"), "wizard_add_environment", icon_name="plus", kind=ButtonKind.FLAT
        )
        self._new = Button(self.tr("New connection…"), "wizard_new_connection", icon_name="plug", kind=ButtonKind.FLAT)
        self._banner = ErrorBanner("destination_banner")
        self._card = DestinationCard()
        self.column.setSpacing(8)
        self.column.addWidget(hint)
        self.column.addWidget(self._list, 1)
        self.column.addWidget(self._hint)
        self.column.addLayout(in_a_row(self._add, self._new))
        self.column.addWidget(self._banner)
        self.column.addStretch(0)
        self.column.addSpacing(12)
        self.column.addWidget(self._card)
        self._connect()
        self.restore()

    def leave(self) -> None:
        """Stop waiting for the environments."""
        self._is_awaited = False

    def enter(self) -> None:
        """Focus the list, so that arrow keys choose."""
        (self._list if self._model.rowCount() else self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether a destination is chosen. If the environments are still being read, ``completed`` follows."""
        if self.draft.destination is not None:
            return True
        if not self.services.environments.is_loaded:
            self._is_awaited = True
            self._show_hint(self.tr("Environments are still loading; this will continue automatically."))
            return False
        if self._model.rowCount():
            self._show_problem(self._missing or self.tr("Choose where the data should go."))
        else:
            self._show_problem(self.tr("Add the environment you want to import into."))
        self.enter()
        return False

    def choose(self, environment_id: str, connection: str, environment_name: str = "") -> None:
        """Preselect a destination, or show that it is missing."""
        saved = self.services.environments.find(environment_id)
        if saved is None:
            self.draft.destination = None
            self._report_missing(environment_name)
        else:
            found = saved.connection(connection) or Connection(environment_id, connection)
            self._set_destination(Destination(saved.environment, found))
        self.restore()

    def choose_again(self, run: Run) -> None:
        """Preselect the destination of a run. If its environment now has a different address, preselect nothing and say
        why."""
        controller = self.services.environments
        saved = controller.find(run.environment_id or "")
        if saved is None or controller.is_at(run, saved.environment):
            self.choose(run.environment_id or "", run.connection, run.environment_name)
            return
        moved = self.tr(
            "The earlier import was sent to {before}, but {name} is now {now}. Choose where the data should go."
        )
        name, now = saved.environment.name, str(saved.environment.address)
        self._missing = moved.format(before=run.root or "?", name=name, now=now)
        self.draft.destination = None
        self.restore()
        self._show_problem(self._missing)

    def _set_destination(self, destination: Destination | None) -> None:
        """Set the draft's destination, with the strictest stage that its server has under any name."""
        strictest = self.services.environments.strictest
        self.draft.destination = strictest(destination) if destination is not None else None

    def ask(self) -> None:
        """Preselect no destination, unless there is only one."""
        self._must_ask = True
        self.draft.destination = None
        self.restore()

    @Slot()
    def restore(self) -> None:
        """Show the environments with the draft's choice selected."""
        draft, environments = self.draft, self.services.environments.environments
        if draft.destination is None and not self._missing:
            self._set_destination(self._obvious())
        if draft.destination is None:
            self._list.clearSelection()
        else:
            environment = draft.destination.environment
            index = self._model.index_of(environment.id, draft.connection)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)
            if not index.isValid():
                is_there = self.services.environments.find(environment.id) is not None
                self._report_missing(draft.connection if is_there else environment.name)
                draft.destination = None
        self._new.setVisible(bool(environments))
        self._choose()

    def _obvious(self) -> Destination | None:
        """The destination to preselect without a choice: the only environment itself, or after :meth:`ask` the only
        destination."""
        environments = self.services.environments.environments
        if self._must_ask:
            return self._model.only_destination
        if len(environments) != 1:
            return None
        environment = environments[0].environment
        return Destination(environment, Connection(environment.id, RUNTIME_CONNECTION))

    def _connect(self) -> None:
        self._add.clicked.connect(self.environment_wanted)
        self._new.clicked.connect(self.connection_wanted)
        self._card.test_requested.connect(self._start_test)
        self._model.modelReset.connect(self.restore)
        self.services.environments.changed.connect(self._on_environments_loaded)
        self._list.selectionModel().selectionChanged.connect(self._choose)
        self._list.drops.dropped.connect(self._take_drop)
        self.services.environments.checking_changed.connect(self._show_choice)

    def _report_missing(self, name: str) -> None:
        missing = self.tr("{name} is no longer in the list. Choose where the data should go.")
        self._missing = missing.format(name=name)
        self._show_problem(self._missing)

    @Slot()
    def _on_environments_loaded(self) -> None:
        is_awaited, self._is_awaited = self._is_awaited, False
        if is_awaited:
            self._show_hint("")
            self.completed.emit()

    def _show_hint(self, hint: str) -> None:
        self._hint.set_hint(hint)
        self._list.setAccessibleDescription(hint)

    def _show_problem(self, reason: str) -> None:
        self._hint.set_error(reason)
        self._list.setAccessibleDescription(reason)

    @Slot()
    def _choose(self) -> None:
        # The selected row, not the current one: Qt makes a row current when the list gets the focus.
        row = next((self._model.at(index) for index in self._list.selectionModel().selectedIndexes()), None)
        if row is not None and row.destination is not None:
            if self.draft.environment is None or self.draft.environment.id != row.environment.id:
                self._banner.hide()  # it concerns the previously chosen environment
            self._set_destination(row.destination)
            self._missing = ""
            self._show_problem("")
        self._show_choice()
        self.changed.emit()

    @Slot()
    def _show_choice(self) -> None:
        destination = self.draft.destination
        self._card.setVisible(destination is not None)
        if destination is not None:
            environment = destination.environment
            is_checking = self.services.environments.is_checking(environment.id)
            current = self._model.environment_summary(environment)
            place = self.services.environments.place(environment)
            why = self._why_stricter(destination)
            self._card.show_destination(destination, place, current, why=why, is_checking=is_checking)

    def _why_stricter(self, destination: Destination) -> str:
        """Why the destination's stage is stricter than the one it is saved with; "" if it is not."""
        if self.services.environments.own_stage(destination) is destination.stage:
            return ""
        twins = self.services.environments.twins(destination)
        strict = [twin_words(twin) for twin in twins if twin.stage is destination.stage]
        words = self.tr("The strictest stage applies: {name} may be the same server as {others}.")
        return words.format(name=destination.environment.name, others=", ".join(strict))

    @Slot(object, object)
    def _take_drop(self, path: Path, index: QPersistentModelIndex) -> None:
        destination = self._model.dropped_on(index)
        if destination is not None:
            self.choose(destination.environment.id, destination.connection.name)
        self.zip_dropped.emit(path)

    @Slot()
    def _start_test(self) -> None:
        if self.draft.environment is not None:
            self._banner.hide()
            tested = self.draft.environment
            self.services.environments.check(
                tested, owner=self, on_failure=lambda error: self._show_error(tested.id, error)
            )

    def _show_error(self, environment_id: str, error: DmmError) -> None:
        """Show why a test failed, unless another environment has been chosen since."""
        if self.draft.environment is not None and self.draft.environment.id == environment_id:
            self._banner.show_error(error, dismissible=True)
