"""The panel itself: the tree, its buttons and menus, and the dialogs that they open."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, SavedEnvironment
from dmm_desktop.core.errors import DmmError

from ..connection_dialog.dialog import ConnectionDialog
from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..environment_dialog.dialog import EnvironmentDialog
from ..look.banner import Banner
from ..look.buttons import Button, Kind
from ..look.empty import EmptyNote
from ..look.surfaces import Hairline, Surface, set_surface
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .delegate import ConnectionDelegate
from .model import ConnectionsModel


class ConnectionsPanel(QWidget):
    """``selection_changed``: another environment or connection is selected. ``import_requested`` (environment id,
    connection name): the person wants to import there."""

    selection_changed = Signal()
    import_requested = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book = desk.environments
        self._selected = ("", "")
        self.setMinimumWidth(208)
        self.setMaximumWidth(400)
        set_surface(self, Surface.WINDOW)
        self._model = ConnectionsModel(self._book, self)
        self._tree = self._make_tree()
        self._note = EmptyNote(
            self.tr("No environments yet. Add the environment that you want to import into."), "no_environments"
        )
        self._banner = Banner("connections_banner")
        self._add = self._button(self.tr("Add environment…"), "add_environment", "plus", self.add_environment)
        self._new = self._button(self.tr("New connection…"), "new_connection", "plug", self.new_connection)
        self._test = self._button(self.tr("Test connection"), "test_connection", "test", self.test_selected)
        self._lay_out()
        self._model.modelReset.connect(self._restore)
        self._book.checking_changed.connect(self._update_buttons)
        self._tree.selectionModel().selectionChanged.connect(self._remember)
        self._restore()

    @property
    def selected_environment(self) -> SavedEnvironment | None:
        """The environment that is selected, or that of the selected connection."""
        return self._model.environment(self._tree.currentIndex())

    @property
    def selected_connection(self) -> Connection | None:
        """The connection that is selected, if it is one."""
        return self._model.connection(self._tree.currentIndex())

    def select(self, environment_id: str, connection_name: str = "") -> None:
        """Select an environment or a connection in it."""
        self._tree.setCurrentIndex(self._model.index_of(environment_id, connection_name))

    @Slot()
    def add_environment(self) -> None:
        """Open the dialog for a new environment."""
        self._open(EnvironmentDialog(self._desk, None, self.window()))

    @Slot()
    def edit_environment(self) -> None:
        """Open the dialog for the selected environment."""
        if self.selected_environment is not None:
            self._open(EnvironmentDialog(self._desk, self.selected_environment.environment, self.window()))

    @Slot()
    def new_connection(self) -> None:
        """Open the dialog for a connection in the selected environment."""
        if self.selected_environment is not None:
            self._open(ConnectionDialog(self._desk, self.selected_environment.environment, self.window()))

    @Slot()
    def test_selected(self) -> None:
        """Test the selected environment."""
        if self.selected_environment is not None:
            self._banner.hide()
            self._book.check(self.selected_environment.environment.id, on_failure=self._show_error)

    @Slot()
    def remove_selected(self) -> None:
        """Ask, then remove the selected connection or environment."""
        connection, saved = self.selected_connection, self.selected_environment
        if connection is not None and connection.name != RUNTIME_CONNECTION:
            question = self.tr("Remove the connection {name} from this list? In the environment it stays.")
            if self._agreed(question.format(name=connection.name)):
                self._book.remove_connection(connection, owner=self, on_failure=self._show_error)
        elif saved is not None:
            question = self.tr("Remove {name} and its REST API key from this computer? Its runs stay in the list.")
            if self._agreed(question.format(name=saved.environment.name)):
                self._book.remove(saved.environment, owner=self, on_failure=self._show_error)

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setObjectName("connections")
        tree.setAccessibleName(self.tr("Connections"))
        tree.setModel(self._model)
        tree.setItemDelegate(ConnectionDelegate(tree, self._model))
        tree.setHeaderHidden(True)
        tree.setIndentation(0)
        tree.setRootIsDecorated(False)
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setMouseTracking(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        tree.doubleClicked.connect(self._on_double_click)
        remove = QAction(self.tr("Remove…"), tree)
        remove.setShortcut(Qt.Key.Key_Delete)
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        remove.triggered.connect(self.remove_selected)
        tree.addAction(remove)
        return tree

    def _button(self, text: str, name: str, icon: str, action: object) -> Button:
        button = Button(text, name, icon_name=icon, kind=Kind.FLAT)
        button.clicked.connect(action)
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Connections"))
        set_role(title, Role.NAME)
        title.setContentsMargins(16, 0, 16, 0)
        title.setMinimumHeight(48)
        banner = QHBoxLayout()
        banner.setContentsMargins(8, 0, 8, 8)
        banner.addWidget(self._banner)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(8, 8, 8, 8)
        buttons.setSpacing(0)
        for button in (self._add, self._new, self._test):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addLayout(banner)
        column.addWidget(self._note)
        column.addWidget(self._tree, 1)
        column.addStretch(0)
        column.addWidget(Hairline())
        column.addLayout(buttons)

    @Slot()
    def _restore(self) -> None:
        """After the list was read anew: everything open, and the same row selected as before."""
        is_empty = self._model.rowCount() == 0
        self._note.setVisible(is_empty)
        self._tree.expandAll()
        index = self._model.index_of(*self._selected)
        if not index.isValid() and not is_empty:
            index = self._model.index(0, 0)
        self._tree.setCurrentIndex(index)
        self._update_buttons()

    @Slot()
    def _remember(self) -> None:
        saved, connection = self.selected_environment, self.selected_connection
        if saved is not None:
            self._selected = (saved.environment.id, connection.name if connection else "")
        self._update_buttons()
        self.selection_changed.emit()

    @Slot()
    def _update_buttons(self) -> None:
        saved = self.selected_environment
        self._new.setEnabled(saved is not None)
        is_testing = saved is not None and self._book.is_checking(saved.environment.id)
        self._test.setEnabled(saved is not None and not is_testing)
        reason = "" if saved is not None else self.tr("Add an environment first.")
        for button in (self._new, self._test):
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if not self._tree.indexAt(place).isValid():
            return
        menu = QMenu(self)
        connection = self.selected_connection
        can_import = connection is None or connection.kind != "DataSource"
        menu.addAction(self.tr("Import data here…"), self._request_import).setEnabled(can_import)
        menu.addSeparator()
        menu.addAction(self.tr("Test connection"), self.test_selected)
        menu.addAction(self.tr("New connection…"), self.new_connection)
        menu.addAction(self.tr("Edit environment…"), self.edit_environment)
        menu.addSeparator()
        menu.addAction(self.tr("Remove…"), self.remove_selected)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    @Slot()
    def _request_import(self) -> None:
        saved, connection = self.selected_environment, self.selected_connection
        if saved is not None:
            self.import_requested.emit(saved.environment.id, connection.name if connection else RUNTIME_CONNECTION)

    @Slot()
    def _on_double_click(self) -> None:
        if self.selected_connection is None:
            self.edit_environment()

    def _open(self, dialog: EnvironmentDialog | ConnectionDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _agreed(self, question: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Remove"), question, parent=self.window())
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is remove

    def _show_error(self, error: DmmError) -> None:
        self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), dismissible=True)
