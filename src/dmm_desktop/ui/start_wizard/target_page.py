"""First page of a wizard: environment and connection, with stage, host and last test."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from ...core.address import Address
from ...core.environment import RUNTIME_CONNECTION, Connection, Destination
from ...core.errors import DmmError
from ...core.runs import Run
from ...core.sentence_parts import destination
from ..error_banner import ErrorBanner
from ..keys import FILTER_ENVIRONMENTS
from ..messages import escaped, tr_text
from ..services.app_services import AppServices
from ..stricter_stage import why_stricter
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind
from ..widgets.fields import FieldHint, in_a_row
from ..widgets.labels import WrappedLabel
from ..widgets.line_field import FilterField
from .page import Page
from .start_draft import StartDraft
from .target_card import TargetCard
from .target_list import TargetList, Targets


@dataclass(frozen=True, slots=True)
class TargetWords:
    """What the page says about destinations or sources. ``kind`` begins the object names; ``missing``, ``unusable`` and
    ``moved`` are templates."""

    kind: str
    step: str
    list_name: str
    heading: str
    hint: str
    choose: str
    add: str
    missing: str
    unusable: str
    moved: str


class TargetPage(Page):
    """Shows the connections. ``environment_wanted``, ``connection_wanted``: the user wants to add one. ``completed``:
    the environments that *Next* waited for have been read. ``zip_dropped`` (path): on the list; if it was dropped on a
    row, its connection is chosen.

    A choice that no longer exists is never replaced by another one: the user must choose again.
    """

    environment_wanted = Signal()
    connection_wanted = Signal()
    completed = Signal()
    zip_dropped = Signal(object)

    def __init__(self, services: AppServices, draft: StartDraft) -> None:
        super().__init__(services, draft)
        self._words = words = self.words()
        self._missing = ""
        self._added: tuple[str, str] | None = None  # environment and connection, until they are in the list
        self.must_ask = False
        self._is_awaited = self._is_filter_wanted = False
        self.heading.setText(words.heading)
        hint = WrappedLabel(words.hint)
        set_role(hint, Role.BODY, Tone.MUTED)
        self._model = Targets(services.environments, draft.type, self.remark, self)
        filter_words = self.tr("Filter environments")
        self._filter = FilterField("wizard_filter_environments", filter_words, filter_words)
        self._filter.setAcceptDrops(False)  # the wizard accepts dropped files instead
        self._list = TargetList(self._model, f"{words.kind}s", words.list_name)
        self._hint = FieldHint()
        self._add = Button(
            self.tr("Add environment…"), "wizard_add_environment", icon_name="plus", kind=ButtonKind.FLAT
        )
        self._new = Button(self.tr("New connection…"), "wizard_new_connection", icon_name="plug", kind=ButtonKind.FLAT)
        self.banner = ErrorBanner(f"{words.kind}_banner")
        self._card = TargetCard(words.kind)
        self.column.setSpacing(8)
        self.column.addWidget(hint)
        self.column.addWidget(self._filter)
        self.column.addWidget(self._list, 1)
        self.column.addWidget(self._hint)
        self.buttons = in_a_row(self._add, self._new)
        self.column.addLayout(self.buttons)
        self.column.addWidget(self.banner)
        self.column.addStretch(0)
        self.column.addSpacing(12)
        self.column.addWidget(self._card)
        self._connect()
        self.restore()

    @property
    def step_name(self) -> str:
        """The name of the page in the list of steps."""
        return self._words.step

    @abstractmethod
    def words(self) -> TargetWords:
        """What the page says."""

    def remark(self, target: Destination) -> str:
        """What the user should know of a connection in the list; "" if nothing."""
        return ""

    def warning(self, target: Destination) -> str:
        """What the user should know of the chosen connection; "" if nothing."""
        return ""

    def leave(self) -> None:
        """Stop waiting for the environments."""
        self._is_awaited = False

    def enter(self) -> None:
        """Focus the list, so that arrow keys choose; if it is empty, and not only still being read, what can change
        that."""
        is_empty = not self._model.rowCount() and self.services.environments.is_loaded
        way_out = self._filter if self._model.wanted else self._add
        (way_out if is_empty else self._list).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether a connection is chosen, and the filter does not hide it: users who filter are looking for another
        one. If the environments are still being read, ``completed`` follows."""
        if (target := self.draft.target) is not None:
            if self._model.index_of(target.environment.id, self.draft.connection).isValid():
                return True
            words = self.tr("The filter hides {place}, which is chosen. Clear the filter, or choose from the list.")
            place = tr_text(destination(target.environment.name, self.draft.connection))
            self._show_problem(words.format(place=place))
            self.enter()
            return False
        if not self.services.environments.is_loaded:
            if self.services.environments.is_unreadable:
                self._show_unreadable()
                return False
            self._is_awaited = True
            self._show_hint(self.tr("Environments are still loading; this will continue automatically."))
            return False
        if self.services.environments.environments:
            self._show_problem(self._missing or self._words.choose)
        else:
            self._show_problem(self._words.add)
        self.enter()
        return False

    def choose(self, environment_id: str, connection: str) -> None:
        """Preselect a connection, or show that it is missing."""
        self._filter.clear()
        saved = self.services.environments.find(environment_id)
        if saved is None:
            self.choose_none(self._words.choose)
            return
        self._added = None
        found = saved.connection(connection) or Connection(environment_id, connection)
        self._set_target(Destination(saved.environment, found))
        self.restore()

    def choose_again(self, run: Run) -> None:
        """Preselect the connection of a run. If its environment was removed or now has a different address, preselect
        nothing and say why."""
        controller = self.services.environments
        saved = controller.find(run.environment_id or "")
        if saved is None:
            self.choose_none(self._why_missing(run))
        elif controller.is_at(run, saved.environment):
            self.choose(saved.environment.id, run.connection)
        else:
            name, now = saved.environment.name, str(saved.environment.address)
            self.choose_none(self._words.moved.format(before=run.root or "?", name=name, now=now))

    def _why_missing(self, run: Run) -> str:
        """What to say of the environment of a run, which is not in the list."""
        controller, name = self.services.environments, run.environment_name
        if name and run.environment_id is not None:
            return self._removed(name, run.root)
        # Without an environment, the name is the host, which the list may show.
        is_shown = any(controller.is_at(run, one.environment) for one in controller.environments)
        return self._words.choose if is_shown or not name else self._words.missing.format(name=name)

    def _removed(self, name: str, root: Address | None) -> str:
        """What to say of an environment that was removed, also if another one has its name now."""
        namesake = self.services.environments.named(name, besides="")
        if namesake is None:
            return self._words.missing.format(name=name)
        words = (
            self.tr("The earlier {name} was removed. Another environment in the list has its name and address.")
            if root is not None and namesake.has_root(root)
            else self.tr("The earlier {name} was removed. Another environment in the list has its name.")
        )
        return f"{words.format(name=name)} {self._words.choose}"

    def choose_added(self, environment_id: str, connection: str) -> None:
        """Choose what the user has added from here, once it is in the list; until then nothing is chosen. Say why if it
        cannot be chosen, and do not preselect what has a remark."""
        self._added, self._missing, self.draft.target = (environment_id, connection), "", None
        self._filter.clear()
        self.restore()

    def _choose_added(self, environment_id: str, connection: str) -> None:
        saved = self.services.environments.find(environment_id)
        found = saved.connection(connection) if saved is not None else None
        if saved is None or found is None:
            return
        self._added = None
        target = Destination(saved.environment, found)
        if not self._model.has(environment_id, connection):
            self._missing = self._words.unusable.format(name=connection)
        elif self.remark(target):
            self._missing = self._words.choose
        else:
            self._set_target(target)
            return
        row = self._model.index_of(environment_id, connection, is_to_choose=False)
        self._list.scrollTo(row, TargetList.ScrollHint.PositionAtCenter)
        self._show_problem(self._missing)

    def choose_none(self, reason: str) -> None:
        """Preselect nothing, and say why."""
        self._missing = reason
        self.draft.target = self._added = None
        self.restore()
        self._show_problem(reason)

    def _set_target(self, target: Destination | None) -> None:
        """Set the draft's target, with the strictest stage that its server has under any name."""
        strictest = self.services.environments.strictest
        self.draft.target = strictest(target) if target is not None else None

    def ask(self) -> None:
        """Preselect no connection, unless there is only one."""
        self.must_ask = True
        self.draft.target = self._added = None
        self.restore()

    @Slot()
    def restore(self) -> None:
        """Show the environments with the draft's choice selected."""
        draft, environments = self.draft, self.services.environments.environments
        if self._added is not None:
            self._choose_added(*self._added)
        elif draft.target is None and not self._missing:
            self._set_target(self._obvious())
        self._list.clearSelection()
        if draft.target is not None:
            environment = draft.target.environment
            index = self._model.index_of(environment.id, draft.connection)
            if index.isValid():  # otherwise no row would be current, where keys begin
                self._list.setCurrentIndex(index)
                self._list.scrollTo(index)
            if not self._model.has(environment.id, draft.connection):
                self._missing = (
                    self._removed(environment.name, environment.root or environment.address)
                    if self.services.environments.find(environment.id) is None
                    else self._words.missing.format(name=tr_text(destination(environment.name, draft.connection)))
                )
                self._show_problem(self._missing)
                draft.target = None
        self._new.setVisible(bool(environments))
        self._show_filter()
        self._choose()

    def _obvious(self) -> Destination | None:
        """The connection to preselect without a choice: the only environment itself, or after :meth:`ask` the only
        connection."""
        environments = self.services.environments.environments
        if self.must_ask:
            only = self._model.only_target
            return None if only is None or self.remark(only) else only
        if len(environments) != 1:
            return None
        environment = environments[0].environment
        return Destination(environment, Connection(environment.id, RUNTIME_CONNECTION))

    def _connect(self) -> None:
        self._add.clicked.connect(self.environment_wanted)
        self._new.clicked.connect(self.connection_wanted)
        self._card.test_requested.connect(self._start_test)
        for keys in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence(FILTER_ENVIRONMENTS)):
            QShortcut(keys, self).activated.connect(self._find_environment)
        self._filter.textChanged.connect(self._show_only)
        self._filter.list_wanted.connect(self._go_to_list)
        self._filter.stepped_down.connect(self._list.choose_focused)
        self._model.modelReset.connect(self.restore)
        self.services.environments.changed.connect(self._on_environments_loaded)
        self.services.environments.load_failed.connect(self._end_waiting)
        self._list.selectionModel().selectionChanged.connect(self._choose)
        if self._list.drops is not None:
            self._list.drops.dropped.connect(self._take_drop)
        self.services.environments.checking_changed.connect(self._show_choice)
        self.services.day_change.changed.connect(self.show_remarks)

    @Slot()
    def show_remarks(self) -> None:
        """Show remarks, warning and the last tests as they are now."""
        self._model.refresh()
        self._show_choice()

    @Slot(str)
    def _show_only(self, wanted: str) -> None:
        self._list.scrollToTop()  # the reset of the model scrolls to the choice, if the filter finds it
        self._model.show_only(wanted)
        is_empty = bool(self._model.wanted) and not self._model.rowCount()
        words = self.tr("No environment matches “{filter}”.").format(filter=escaped(wanted))
        self._show_hint(words if is_empty else "")

    @Slot()
    def _find_environment(self) -> None:
        """Show the filter and give it the keyboard."""
        self._is_filter_wanted = bool(self.services.environments.environments)
        self._show_filter()
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _show_filter(self) -> None:
        """Show the filter if there are many environments, if the user wants it, or if it has a text."""
        has_many = self.services.environments.has_many
        self._filter.setVisible(has_many or self._is_filter_wanted or bool(self._model.wanted))

    @Slot()
    def _go_to_list(self) -> None:
        """Go from the filter to the list, unless it is empty. Nothing is chosen yet: the choice may be hidden."""
        if self._model.rowCount():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_environments_loaded(self) -> None:
        if self.window().focusWidget() is self._list:
            self.enter()  # the list may be empty
        is_awaited, self._is_awaited = self._is_awaited, False
        if is_awaited:
            self._show_hint("")
            self.completed.emit()

    @Slot()
    def _end_waiting(self) -> None:
        if self._is_awaited:
            self._is_awaited = False
            self._show_unreadable()

    def _show_unreadable(self) -> None:
        self._show_problem(self.tr("The saved environments could not be read. The main window says why."))

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
        if row is not None and row.target is not None:
            if self.draft.environment is None or self.draft.environment.id != row.environment.id:
                self.banner.hide()  # it concerns the previously chosen environment
            self._set_target(row.target)
            self._missing, self._added = "", None
            self._show_problem("")
        self._show_choice()
        self.changed.emit()

    @Slot()
    def _show_choice(self) -> None:
        target = self.draft.target
        self._card.setVisible(target is not None)
        if target is not None:
            environment = target.environment
            is_checking = self.services.environments.is_checking(environment.id)
            current = self._model.environment_summary(environment)
            place = self.services.environments.place(environment)
            why = "\n".join(
                one for one in (why_stricter(self.services.environments, target), self.warning(target)) if one
            )
            self._card.show_target(target, place, current, why=why, is_checking=is_checking)

    @Slot(object, object)
    def _take_drop(self, path: Path, index: QPersistentModelIndex) -> None:
        destination = self._model.dropped_on(index)
        if destination is not None:
            self.choose(destination.environment.id, destination.connection.name)
        self.zip_dropped.emit(path)

    @Slot()
    def _start_test(self) -> None:
        if self.draft.environment is not None:
            self.banner.hide()
            tested = self.draft.environment
            self.services.environments.check(
                tested, owner=self, on_failure=lambda error: self._show_error(tested.id, error)
            )

    def _show_error(self, environment_id: str, error: DmmError) -> None:
        """Show why a test failed, unless another environment has been chosen since."""
        if self.draft.environment is not None and self.draft.environment.id == environment_id:
            self.banner.show_error(error, dismissible=True)
