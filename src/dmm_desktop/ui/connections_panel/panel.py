"""The panel: tree, buttons, menu, and the dialogs they open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.environment import RUNTIME_CONNECTION, Connection, Environment, SavedEnvironment
from ...core.errors import DmmError, WrongInput
from ...core.execution_type import ExecutionType, by_type
from ...core.text import counted
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..services.tracked_run import TrackedRun
from ..theme.tokens import Tone
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Hairline
from ..widgets.context_menu import ContextMenu, MenuPlace
from ..widgets.current_question import CurrentQuestion
from ..widgets.line_field import FilterField
from ..widgets.placeholder import EmptyNote
from .model import ConnectionsModel
from .outline import ConnectionsOutline
from .remove_question import EnvironmentRemoval, RemoveEnvironmentQuestion
from .sharing import Sharing
from .tree import ConnectionTree

if TYPE_CHECKING:
    from ..connection_dialog.dialog import ConnectionDialog
    from ..connection_dialog.edit_dialog import EditConnectionDialog
    from ..environment_dialog.dialog import EnvironmentDialog


_LONGEST_HOST = 64  # letters in a menu; a longer host is elided in the middle


class ConnectionsPanel(ConnectionsOutline):
    """Shows the environments and their connections. ``selection_changed``: another environment or connection is
    selected. ``import_requested``, ``export_requested`` (environment id, connection name): the user wants to import
    there, or to export from there. ``zip_dropped`` (path, environment id, connection name): the user wants to import a
    zip; id and name are empty if it was not dropped on a row.
    ``folded`` are the ids of the environments whose connections are hidden."""

    selection_changed = Signal()
    import_requested = Signal(object, object)
    export_requested = Signal(object, object)
    zip_dropped = Signal(object, object, object)

    def __init__(
        self,
        services: AppServices,
        parent: QWidget | None = None,
        *,
        dialogs: SystemDialogs | None = None,
        folded: Iterable[str] = (),
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._controller = services.environments
        self._dialogs = dialogs or services.dialogs
        self._model = ConnectionsModel(self._controller, self)
        self._tree = ConnectionTree(self._model, folded=folded)
        self._note = EmptyNote(
            self.tr("No environments yet. Add the one that you want to import into or export from."), "no_environments"
        )
        words = self.tr("Filter environments")
        self._filter = FilterField("filter_environments", words, words)
        self._is_filter_wanted = False
        self._no_match = EmptyNote("", "no_matching_environments")
        self._banner = ErrorBanner("connections_banner")
        self._failed_test: tuple[str, DmmError | None] = "", None  # the environment and the error of the last one
        self._sharing = Sharing(services, self._dialogs, self)
        self._add = self._button(self.tr("Add environment…"), "add_environment", "plus", self.add_environment)
        self._new = self._button(self.tr("New connection…"), "new_connection", "plug", self.new_connection)
        self._test = self._button(self.tr("Test connection"), "test_connection", "test", self.test_selected)
        self._lay_out()
        self._connect()
        self._show_emptiness()

    @property
    def selected_environment(self) -> SavedEnvironment | None:
        """The selected environment, or the environment of the selected connection."""
        return self._model.environment(self._tree.selected_index)

    @property
    def selected_connection(self) -> Connection | None:
        """The selected connection; None if the selected row is not a connection."""
        return self._model.connection(self._tree.selected_index)

    @property
    def folded(self) -> set[str]:
        """The ids of the environments whose connections are hidden."""
        return self._tree.folded

    @property
    def is_filtered(self) -> bool:
        """Whether a filter may hide the row that was selected."""
        return bool(self._model.wanted)

    def select(self, environment_id: str, connection_name: str = "") -> None:
        """Select an environment or a connection in it, once it is in the list; a filter that hides it is cleared."""
        if self._model.hides(environment_id, connection_name):
            self._filter.clear()
        self._tree.select(environment_id, connection_name)

    @Slot()
    def _show_awaited(self) -> None:
        """Clear a filter that hides what is to be selected and is known by now."""
        if self._model.hides(*self._tree.awaited):
            self._filter.clear()

    @Slot()
    def add_environment(self) -> EnvironmentDialog:
        """Open the dialog for a new environment."""
        return self._open_environment(None)

    @Slot()
    def edit_environment(self) -> None:
        """Open the dialog for the selected environment."""
        if self.selected_environment is not None:
            self._open_environment(self.selected_environment.environment)

    @Slot()
    def duplicate_environment(self) -> None:
        """Open the dialog for a new environment that is like the selected one."""
        if self.selected_environment is not None:
            self._open_environment(None, original=self.selected_environment)

    @Slot()
    def open_in_browser(self) -> None:
        """Open the address of the selected environment in the browser."""
        if self.selected_environment is None:
            return
        self._banner.hide()
        try:
            error: DmmError | None = self._dialogs.open_page(str(self.selected_environment.environment.address))
        except WrongInput as refused:
            error = refused
        if error is not None:
            self._show_error(error)

    @property
    def browser_words(self) -> str:
        """The menu's words for :meth:`open_in_browser`, which name the host."""
        if self.selected_environment is None:
            return self.tr("Open in the browser")
        host = self.selected_environment.environment.address.host_and_port
        if len(host) > _LONGEST_HOST:
            host = f"{host[: _LONGEST_HOST // 2]}…{host[-_LONGEST_HOST // 2 :]}"
        return self.tr("Open {host} in the browser").format(host=host)

    @Slot()
    def copy_address(self) -> None:
        """Copy the address of the selected environment."""
        if self.selected_environment is not None:
            QGuiApplication.clipboard().setText(str(self.selected_environment.environment.address))

    @Slot()
    def find_environment(self) -> None:
        """Show the filter and give it the keyboard."""
        self._is_filter_wanted = bool(self._controller.environments)
        self._show_filter()
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    @Slot()
    def new_connection(self) -> ConnectionDialog | None:
        """Open the dialog for a connection in the selected environment; None if no environment is selected."""
        if self.selected_environment is None:
            return None
        from ..connection_dialog.dialog import ConnectionDialog

        dialog = ConnectionDialog(self._services, self.selected_environment.environment, self.window())
        dialog.added.connect(self._select_connection)
        self._open(dialog)
        return dialog

    @Slot()
    def edit_selected(self) -> None:
        """Open the dialog for the selected connection, or for the environment if its Runtime Connection or the
        environment itself is selected."""
        connection, saved = self.selected_connection, self.selected_environment
        if saved is None or connection is None or connection.name == RUNTIME_CONNECTION:
            self.edit_environment()
            return
        from ..connection_dialog.edit_dialog import EditConnectionDialog

        self._open(EditConnectionDialog(self._services, saved.environment, connection, self.window()))

    @Slot()
    def test_selected(self) -> None:
        """Test the selected environment."""
        if self.selected_environment is not None:
            self._banner.hide()
            environment = self.selected_environment.environment
            failed = partial(self._show_failed_test, environment.id)
            self._controller.check(environment, owner=self, on_failure=failed)

    @Slot()
    def remove_selected(self) -> None:
        """Ask, then remove the selected connection, or the environment if its Runtime Connection is selected."""
        connection, saved = self.selected_connection, self.selected_environment
        if saved is None:
            return
        if connection is not None and connection.name == RUNTIME_CONNECTION:
            connection = None
        removed = saved.environment.id
        CurrentQuestion(
            lambda: self._removal(removed, connection),
            lambda removal: RemoveEnvironmentQuestion(removal, self.window()),
            lambda *_: self._remove(saved.environment, connection),
        ).ask()

    def _removal(self, environment_id: str, connection: Connection | None) -> EnvironmentRemoval | None:
        saved = self._controller.find(environment_id)
        if saved is None:
            return None
        return EnvironmentRemoval.of(saved.environment, connection, self._left_without_key(saved.environment))

    def _left_without_key(self, environment: Environment) -> list[TrackedRun]:
        """The unfinished runs that can only be followed and stopped with the environment's key."""
        follower = self._controller.follower
        return [
            view
            for view in self._services.runs.unfinished
            if follower(view.run) == environment and follower(view.run, without=environment.id) is None
        ]

    @Slot()
    def export_environments(self) -> None:
        """Write all environments to a file for a colleague, without their keys."""
        self._sharing.export()

    @Slot()
    def import_environments(self) -> None:
        """Show the contents of such a file, and add them if the user agrees."""
        self._sharing.import_from()

    def _button(self, text: str, name: str, icon: str, action: Callable[[], object]) -> Button:
        button = Button(text, name, icon_name=icon, kind=ButtonKind.FLAT)
        button.clicked.connect(action)
        return button

    def _lay_out(self) -> None:
        banner = QHBoxLayout()
        banner.setContentsMargins(8, 8, 8, 8)
        banner.addWidget(self._banner)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(8, 8, 8, 8)
        buttons.setSpacing(0)
        for button in (self._add, self._new, self._test):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        filter_row = QHBoxLayout()
        filter_row.setContentsMargins(12, 0, 12, 8)
        filter_row.addWidget(self._filter)
        self._filter_row = QWidget()
        self._filter_row.setLayout(filter_row)
        column = self.column
        column.addWidget(self._filter_row)
        column.addWidget(self._no_match)
        column.addWidget(self._note)
        column.addWidget(self._tree, 1)
        column.addStretch(0)
        column.addLayout(banner)
        column.addWidget(Hairline())
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._tree.selected.connect(self._on_selected)
        self._tree.edit_requested.connect(self.edit_selected)
        self._tree.drops.dropped.connect(self._take_drop)
        self._tree.remove_requested.connect(self.remove_selected)
        self._tree.menu_requested.connect(self._show_menu)
        self._model.modelReset.connect(self._show_emptiness)
        self._services.day_change.changed.connect(self._model.reload)
        self._controller.changed.connect(self._show_emptiness)  # also if the rows are the same: none
        self._controller.changed.connect(self._show_awaited)
        self._filter.textChanged.connect(self._show_only)
        self._filter.list_wanted.connect(self._leave_filter)
        self._filter.dismissed.connect(self._dismiss_filter)
        self._controller.checking_changed.connect(self._update_buttons)
        self._controller.checking_changed.connect(self._drop_old_error)
        self._sharing.message.connect(self._show_message)
        self._sharing.saved.connect(self._show_saved)
        self._sharing.failed.connect(self._show_error)
        self._sharing.added.connect(self.select)

    @Slot(str)
    def _show_only(self, wanted: str) -> None:
        self._model.show_only(wanted)
        self._show_emptiness()  # also if the rows are the same: none

    @Slot()
    def _show_emptiness(self) -> None:
        count, shown = len(self._controller.environments), self._model.rowCount()
        self._note.setVisible(count == 0 and self._controller.is_loaded)
        self._no_match.setVisible(count > 0 and shown == 0)
        self._no_match.setText(self.tr("No environment matches “{filter}”.").format(filter=escaped(self._model.wanted)))
        self._tree.setVisible(shown > 0)
        said = counted("{shown} of 1 environment", "{shown} of {n} environments", count, shown=shown)
        self._filter.setAccessibleDescription(tr_text(said) if self._model.wanted else "")
        self._show_filter()
        self._update_buttons()

    @Slot()
    def _show_filter(self) -> None:
        """Show the filter if there are many environments, if the user wants it, or if it has a text."""
        is_useful = self._controller.has_many or self._is_filter_wanted or bool(self._filter.text())
        self._filter_row.setVisible(is_useful and bool(self._controller.environments))

    @Slot()
    def _leave_filter(self) -> None:
        """Go to the list, unless it is empty."""
        if self._model.rowCount():
            self._tree.focus_first()

    @Slot()
    def _dismiss_filter(self) -> None:
        self._is_filter_wanted = False
        self._leave_filter()
        self._show_filter()

    @Slot()
    def _on_selected(self) -> None:
        self._update_buttons()
        self.selection_changed.emit()

    @Slot()
    def _update_buttons(self) -> None:
        saved = self.selected_environment
        is_testing = saved is not None and self._controller.is_checking(saved.environment.id)
        self._new.setEnabled(saved is not None)
        self._test.set_available(saved is not None and not is_testing)
        reason = ""
        if saved is None:
            is_empty = not self._controller.environments
            reason = self.tr("Add an environment first.") if is_empty else self.tr("Select an environment first.")
        for button in (self._new, self._test):
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def make_menu(self) -> ContextMenu:
        """The menu of the selected row; it is deleted when it closes."""
        connection = self.selected_connection
        is_own = connection is not None and connection.name != RUNTIME_CONNECTION
        menu = ContextMenu("connection_menu", self)
        for type in ExecutionType:
            words, name, signal = by_type(
                type,
                for_import=(self.tr("Import data here…"), "import_here", self.import_requested),
                for_export=(self.tr("Export data from here…"), "export_here", self.export_requested),
            )
            is_usable = connection is None or connection.serves(type)
            menu.add(words, name, partial(self._request, signal), enabled=is_usable)
        menu.addSeparator()
        menu.add(self.tr("Test connection"), "test_here", self.test_selected, enabled=self._test.isEnabled())
        menu.add(self.tr("New connection…"), "new_connection_here", self.new_connection)
        if is_own:
            menu.add(self.tr("Edit connection…"), "edit_connection_here", self.edit_selected)
        menu.add(self.tr("Edit environment…"), "edit_here", self.edit_environment)
        if not is_own:
            menu.add(self.tr("Duplicate environment…"), "duplicate_here", self.duplicate_environment)
        menu.addSeparator()
        menu.add(self.browser_words, "open_in_browser", self.open_in_browser)
        menu.add(self.tr("Copy address"), "copy_address", self.copy_address)
        menu.addSeparator()
        remove = self.tr("Remove connection…") if is_own else self.tr("Remove environment…")
        menu.add(remove, "remove_here", self.remove_selected)
        return menu

    @Slot(object)
    def _show_menu(self, place: MenuPlace) -> None:
        self.make_menu().open_at(place)

    def _request(self, signal: SignalInstance) -> None:
        saved, connection = self.selected_environment, self.selected_connection
        if saved is not None:
            signal.emit(saved.environment.id, connection.name if connection else RUNTIME_CONNECTION)

    def enter_key(self) -> None:
        """Open the dialog for the key of the selected environment."""
        if self.selected_environment is not None:
            self._open_environment(self.selected_environment.environment, asks_for_key=True)

    def _open_environment(
        self,
        environment: Environment | None,
        *,
        asks_for_key: bool = False,
        original: SavedEnvironment | None = None,
    ) -> EnvironmentDialog:
        from ..environment_dialog.dialog import EnvironmentDialog

        window, dialogs = self.window(), self._dialogs
        dialog = EnvironmentDialog(self._services, environment, window, dialogs=dialogs, original=original)
        dialog.saved.connect(self.select)
        self._open(dialog)
        if asks_for_key:
            dialog.ask_for_key()
        return dialog

    @Slot(object, object)
    def _take_drop(self, path: Path, index: QPersistentModelIndex) -> None:
        destination = self._model.destination(index)
        if destination is None:
            self.zip_dropped.emit(path, "", "")
        else:
            self.zip_dropped.emit(path, destination.environment.id, destination.connection.name)

    def _open(self, dialog: EnvironmentDialog | ConnectionDialog | EditConnectionDialog) -> None:
        self._banner.hide()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _remove(self, environment: Environment, connection: Connection | None) -> None:
        self._banner.hide()
        if connection is not None:
            self._controller.remove_connection(connection, owner=self, on_failure=self._show_error)
        else:
            self._controller.remove(environment, owner=self, on_failure=self._show_error)

    @Slot(object)
    def _select_connection(self, connection: Connection) -> None:
        self.select(connection.environment_id, connection.name)

    @Slot(object, object)
    def _show_message(self, title: str, explanation: str) -> None:
        self._banner.show_message(Tone.INFO, title, explanation, dismissible=True)

    @Slot(object, object, object)
    def _show_saved(self, path: Path, title: str, explanation: str) -> None:
        self._banner.show_saved(path, self._dialogs, title, explanation, narrow=True)

    @Slot(object)
    def _show_error(self, error: DmmError) -> None:
        """Show only the title in the narrow panel; cause and remedy are in the details."""
        self._banner.show_error(error, short=True, dismissible=True)

    def _show_failed_test(self, environment_id: str, error: DmmError) -> None:
        self._show_error(error)
        self._failed_test = environment_id, error

    @Slot(object)
    def _drop_old_error(self, environment_id: str) -> None:
        """Hide the error of a test once something newer is known of its environment."""
        shown, failure = self._banner.error, self._controller.failure(environment_id)
        if self._failed_test == (environment_id, shown) and (failure is None or failure.error is not shown):
            self._banner.clear()
