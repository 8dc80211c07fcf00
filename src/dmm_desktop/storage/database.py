"""The database: opened once per process, with a separate connection for every job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.environment import SavedEnvironment
from ..core.text import Text
from .environments import Connections, Environments
from .opening import make_usable
from .presets import Presets
from .runs import Runs
from .schema import MIGRATIONS
from .sql import Sql


class Store:
    """The repositories on one connection. Every method that changes data is one committed transaction, unless called
    inside :meth:`transaction`.

    All methods raise DatabaseError or DiskFull; uncommitted changes are lost.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self.environments = Environments(sql)
        self.connections = Connections(sql)
        self.presets = Presets(sql)
        self.runs = Runs(sql)

    def saved_environments(self) -> list[SavedEnvironment]:
        """All environments with their connections and presets, sorted by name."""
        return [
            SavedEnvironment(one, self.connections.list(one.id), self.presets.list(one.id))
            for one in self.environments.list()
        ]

    def transaction(self) -> AbstractContextManager[None]:
        """Commit all changes in the block at its end, or none if it raises."""
        return self._sql.transaction()


@dataclass(frozen=True, slots=True)
class Database:
    """A database file ready for use by several threads and processes at once.

    ``notice`` tells the user that a damaged file was set aside.
    """

    path: Path
    notice: Text | None = None

    @staticmethod
    def open(path: Path, migrations: tuple[str, ...] = MIGRATIONS) -> Database:
        """Create, check or upgrade the file; its folder must exist. Call this in a job, because it may take seconds.

        Raises DatabaseError for a database made by a newer version, and LocalError for every other obstacle.
        """
        path = path.absolute()
        return Database(path, make_usable(path, migrations))

    @contextmanager
    def session(self) -> Iterator[Store]:
        """A connection for the job on this thread. Raises DatabaseError if the database no longer exists."""
        sql = Sql(self.path)
        try:
            yield Store(sql)
        finally:
            sql.close()
