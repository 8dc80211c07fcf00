"""The connections of the environments, apart from the Runtime Connection, which every environment has."""

from __future__ import annotations

from ..core.environment import Connection
from . import columns as column
from .environments import removed_meanwhile
from .sql import Sql
from .table import Table

CONNECTIONS = Table(
    "connections",
    Connection,
    {
        "environment_id": column.string(column.REQUIRED),
        "name": column.string(column.REQUIRED),
        "kind": column.string(),
    },
)


class Connections:
    """Every method that changes something is one committed transaction."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, connection: Connection) -> None:
        """Add it; one with the same name in the same environment is replaced.

        Raises DatabaseError if the environment was removed meanwhile.
        """
        with self._sql.transaction():
            if self._sql.row("SELECT 1 FROM environments WHERE id = ?", [connection.environment_id]) is None:
                raise removed_meanwhile(connection.name)
            self._sql.change(*_delete(connection.environment_id, connection.name))
            values = CONNECTIONS.written(connection)
            self._sql.change(CONNECTIONS.insert(values), [*values.values()])

    def list(self, environment_id: str) -> tuple[Connection, ...]:
        """The connections of an environment by name, whatever the case."""
        rows = self._sql.rows("SELECT * FROM connections WHERE environment_id = ?", [environment_id])
        return tuple(sorted(CONNECTIONS.values(rows), key=lambda one: (one.name.casefold(), one.name)))

    def remove(self, environment_id: str, name: str) -> None:
        self._sql.change(*_delete(environment_id, name))


def _delete(environment_id: str, name: str) -> tuple[str, list[str]]:
    return "DELETE FROM connections WHERE environment_id = ? AND name = ?", [environment_id, name]
