"""The environments and their connections as a two-level tree, all of them or those that a filter finds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Slot

from ...core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment, SavedEnvironment
from ...core.stage import Stage
from ..drops import FILES
from ..listed_environments import ListedEnvironment, listed_environments
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..stage import stage_word
from ..stricter_stage import why_stricter
from ..widgets.labels import plain_tip
from ..widgets.painting import Index
from .environment_summary import EnvironmentSummary, current_summary, kind_word

_NONE = QModelIndex()
#: The internal id of an environment; a connection has the row of its environment plus one.
_TOP = 0


class ConnectionsModel(QAbstractItemModel):
    """Follows the EnvironmentController. Its rows are those of :func:`listed_environments`."""

    def __init__(self, controller: EnvironmentController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._wanted = ""
        self._environments = listed_environments(controller.environments)
        controller.changed.connect(self.reload)
        controller.checking_changed.connect(self._refresh)

    def environment(self, index: Index) -> SavedEnvironment | None:
        """The environment at an index, or the one a connection belongs to."""
        if not index.isValid():
            return None
        top = index.row() if index.internalId() == _TOP else index.internalId() - 1
        return self._environments[top].saved

    def connection(self, index: Index) -> Connection | None:
        """The connection at an index, including the Runtime Connection; None for an environment."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._environments[index.internalId() - 1].connections[index.row()]

    def destination(self, index: Index) -> Destination | None:
        """The destination of an import into this row: the environment, or a connection that can receive records."""
        saved = self.environment(index)
        if saved is None:
            return None
        connection = self.connection(index) or Connection(saved.environment.id, RUNTIME_CONNECTION)
        return Destination(saved.environment, connection) if connection.receives else None

    def own_stage(self, index: Index) -> Stage | None:
        """The stage of a connection if it differs from its environment's; None otherwise."""
        saved, connection = self.environment(index), self.connection(index)
        if saved is None or connection is None:
            return None
        stage = self._target(saved, connection).stage
        return stage if stage is not saved.environment.stage else None

    def stage(self, index: Index, saved: SavedEnvironment) -> Stage:
        """The stage of the environment at an index: that of its Runtime Connection if no row below shows it."""
        return saved.environment.stage if self.hasChildren(index) else self._target(saved, None).stage

    def _target(self, saved: SavedEnvironment, connection: Connection | None) -> Destination:
        """What an execution there uses, with the strictest stage that it may have."""
        connection = connection or Connection(saved.environment.id, RUNTIME_CONNECTION)
        return self._controller.strictest(Destination(saved.environment, connection))

    @property
    def wanted(self) -> str:
        """The words of the filter; "" if all environments are shown."""
        return self._wanted

    def show_only(self, wanted: str) -> None:
        """Filter the environments."""
        self._wanted = wanted
        self.reload()

    @property
    def is_compact(self) -> bool:
        """Whether there are so many environments that a row says no more than necessary."""
        return self._controller.has_many

    def place(self, environment: Environment) -> str:
        """The address of an environment whose host is not unique; otherwise ""."""
        place = self._controller.place(environment)
        return place if place != environment.address.host else ""

    def environment_summary(self, environment: Environment) -> EnvironmentSummary:
        """A one-line summary of an environment."""
        return current_summary(self._controller, environment)

    def hides(self, environment_id: str, connection_name: str = "") -> bool:
        """Whether the filter hides an environment, or a connection in it. What is not known yet is not hidden."""
        saved = self._controller.find(environment_id)
        if saved is None or (connection_name and saved.connection(connection_name) is None):
            return False
        index = self.index_of(environment_id, connection_name)
        return not index.isValid() or (bool(connection_name) and self.hasChildren(index))

    def index_of(self, environment_id: str, connection_name: str = "") -> QModelIndex:
        """The index of an environment, or of a connection in it."""
        for row, listed in enumerate(self._environments):
            if listed.saved.environment.id == environment_id:
                top = self.index(row, 0)
                names = [connection.name for connection in listed.connections]
                return self.index(names.index(connection_name), 0, top) if connection_name in names else top
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """The index of a row, for Qt."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NONE) -> Any:
        """The environment of a connection."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NONE) -> int:
        """The number of environments, or of connections in one."""
        if not parent.isValid():
            return len(self._environments)
        return len(self._environments[parent.row()].connections) if parent.internalId() == _TOP else 0

    def columnCount(self, parent: Index = _NONE) -> int:
        """One column: the delegate paints the rest."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and the full text of the row for screen readers."""
        saved, connection = self.environment(index), self.connection(index)
        if saved is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return connection.name if connection else saved.environment.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            stage = self.stage(index, saved) if connection is None else self.own_stage(index)
            return self._spoken(saved, connection, stage)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(saved, connection)
        return None

    def mimeTypes(self) -> list[str]:
        """Accept files; the tree handles the drop."""
        return [FILES]

    def _spoken(self, saved: SavedEnvironment, connection: Connection | None, stage: Stage | None) -> str:
        environment, word = saved.environment, stage_word(stage) if stage is not None else ""
        if connection is not None:
            parts = [connection.name, word, kind_word(connection), environment.name]
        else:
            summary = self.environment_summary(environment)
            parts = [environment.name, word, self.place(environment), summary.spoken]
        return ", ".join(part for part in parts if part)

    def _tool_tip(self, saved: SavedEnvironment, connection: Connection | None) -> str:
        """Text that the row elides or omits, and why its stage is stricter than the saved one. The name may come from a
        file, so it is never treated as HTML."""
        why = why_stricter(self._controller, self._target(saved, connection))
        if connection is not None:
            return plain_tip("\n".join(part for part in (connection.name, kind_word(connection), why) if part))
        environment, failure = saved.environment, self._controller.failure(saved.environment.id)
        lines = [environment.name, str(environment.address), self.environment_summary(environment).sentence]
        lines += [part for part in (tr_text(failure.error.title) if failure else "", why) if part]
        return plain_tip("\n".join(lines))

    @Slot()
    def reload(self) -> None:
        """Reload the list; if the rows are the same, only repaint them, so that selection and expansion stay."""
        environments = listed_environments(self._controller.environments, self._wanted)
        if _shape(environments) == _shape(self._environments):
            self._environments = environments
            for row in range(len(environments)):
                top = self.index(row, 0)
                self.dataChanged.emit(top, top)
                if self.hasChildren(top):
                    self.dataChanged.emit(self.index(0, 0, top), self.index(self.rowCount(top) - 1, 0, top))
            return
        self.beginResetModel()
        self._environments = environments
        self.endResetModel()

    @Slot(object)
    def _refresh(self, environment_id: str) -> None:
        index = self.index_of(environment_id)
        if index.isValid():  # a new environment is tested once stored, and listed a moment later
            self.dataChanged.emit(index, index)


def _shape(environments: tuple[ListedEnvironment, ...]) -> list[tuple[str, list[str]]]:
    return [(one.saved.environment.id, [connection.name for connection in one.connections]) for one in environments]
