"""All connections by environment, as the rows among which a destination is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt, Slot

from dmm_desktop.core.environment import RUNTIME_CONNECTION, Connection, Environment

from ..connections_panel.standing import Standing, kind_word, standing
from ..desk.environment_book import EnvironmentBook
from ..look.rows import Index
from ..look.stage import stage_word

_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Destination:
    """A row: an environment as a heading, or a connection in it."""

    environment: Environment
    connection: Connection | None = None

    @property
    def receives(self) -> bool:
        """Whether records can go there: a Data Source only gives them [documented]."""
        return self.connection is not None and self.connection.kind != "DataSource"


class Destinations(QAbstractListModel):
    """Follows the environment book."""

    def __init__(self, book: EnvironmentBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._rows: list[Destination] = []
        book.changed.connect(self._reload)
        book.checking_changed.connect(self._refresh)
        self._reload()

    def at(self, index: Index) -> Destination | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def standing(self, environment: Environment) -> Standing:
        """What the last test of an environment says about it."""
        is_checking, failure = self._book.is_checking(environment.id), self._book.failure(environment.id)
        return standing(environment, is_checking=is_checking, failure=failure)

    def index_of(self, environment_id: str, connection: str) -> QModelIndex:
        """Where a connection that can receive is; invalid if there is no such one any more."""
        for number, row in enumerate(self._rows):
            if row.environment.id == environment_id and row.connection and row.connection.name == connection:
                return self.index(number) if row.receives else QModelIndex()
        return QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Headings and connections."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what can receive can be chosen."""
        row = self.at(index)
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if row is not None and row.receives else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and the whole row as assistive tools read it."""
        row = self.at(index)
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        name = row.connection.name if row.connection else row.environment.name
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        rest = [row.environment.name, note(row)] if row.connection else [self.standing(row.environment).spoken]
        return ", ".join(part for part in (name, *rest, stage_word(row.environment.stage)) if part)

    @Slot()
    def _reload(self) -> None:
        self.beginResetModel()
        self._rows = []
        for saved in self._book.environments:
            runtime = Connection(saved.environment.id, RUNTIME_CONNECTION)
            self._rows.append(Destination(saved.environment))
            self._rows += [Destination(saved.environment, one) for one in (runtime, *saved.connections)]
        self.endResetModel()

    @Slot()
    def _refresh(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


def note(row: Destination) -> str:
    """What a connection is, in words."""
    if row.connection is None:
        return ""
    if row.connection.name == RUNTIME_CONNECTION:
        return QCoreApplication.translate("Destinations", "The environment itself")
    if not row.receives:
        return QCoreApplication.translate("Destinations", "Data Source, cannot receive data")
    return kind_word(row.connection)
