"""The database: opened once for a process, with a connection of its own for every job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.text import Text
from .environments import Connections, Environments
from .opening import make_usable
from .runs import Runs
from .schema import MIGRATIONS
from .sql import Sql


class Store:
    """The repositories over one connection. Every method that changes something is one committed transaction, unless it
    is called inside :meth:`transaction`.

    All methods raise DatabaseError or DiskFull; what they did not commit did not happen.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self.environments = Environments(sql)
        self.connections = Connections(sql)
        self.runs = Runs(sql)

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside the block are committed at its end, or none is if it raises."""
        return self._sql.transaction()


@dataclass(frozen=True, slots=True)
class Database:
    """A database file that is ready to be used, by several threads and processes at once.

    ``notice`` is what a person has to be told about it: that a damaged one was set aside.
    """

    path: Path
    notice: Text | None = None

    @staticmethod
    def open(path: Path, migrations: tuple[str, ...] = MIGRATIONS) -> Database:
        """Create, check or upgrade the file; its folder must exist. To be called in a job: it may take seconds.

        Raises DatabaseError for a database that a newer version made, and LocalError for all that hinders the work.
        """
        path = path.absolute()
        return Database(path, make_usable(path, migrations))

    @contextmanager
    def session(self) -> Iterator[Store]:
        """A connection for the job that runs on this thread. Raises DatabaseError if there is no database any more."""
        sql = Sql(self.path)
        try:
            yield Store(sql)
        finally:
            sql.close()
