"""The saved environments and their connections, except the Runtime Connection, which every environment has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..core.address import Address
from ..core.environment import CHECKED, Connection, Environment, FailedTest, KeyVerdict, ServerIdentity, environment_at
from ..core.environment_names import NameTaken, name_key, name_order, unique_name
from ..core.errors import DatabaseError, WrongInput
from ..core.stage import Stage
from ..core.text import text
from . import columns as column
from .columns import SqlTable
from .sql import Sql

#: An environment is unusable without its address. One with an unknown stage is marked as production.
ENVIRONMENTS = SqlTable(
    "environments",
    Environment,
    {
        "id": column.string(column.REQUIRED),
        "name": column.string(),
        "address": column.address(column.REQUIRED),
        "stage": column.word(Stage, Stage.PRODUCTION),
        "root": column.optional(column.address()),
        "description": column.optional(column.string()),
        "description_is_loaded": column.flag(),
        "token_page": column.optional(column.string()),
        "checked_at": column.optional(column.time()),
        "key_verdict": column.word(KeyVerdict, KeyVerdict.NOT_CHECKED),
        "network": column.network(),
        "known_as": column.optional(column.json(ServerIdentity)),
        "answers_as": column.optional(column.json(ServerIdentity)),
        "strict_check": column.flag(),
        "key_id": column.string(),
        "proxy_id": column.string(),
        "failed_test": column.optional(column.json(FailedTest)),
        "accepted_at": column.optional(column.time()),
    },
)


class Environments:
    """Stores environments. Every method that changes data is one committed transaction."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, environment: Environment) -> None:
        """Add an environment, replacing an unlisted one with the same name. Raises NameTaken."""
        values = ENVIRONMENTS.written(environment)
        with self._sql.transaction():
            self._require_unique(environment)
            for row in self._sql.rows("SELECT * FROM environments WHERE name = ?", [environment.name]):
                if ENVIRONMENTS.value(row) is None:
                    self.remove(row["id"])
            self._sql.change(ENVIRONMENTS.insert(values), [*values.values()])

    def update(self, environment: Environment) -> None:
        """Save all of the environment's fields. Raises NameTaken, and DatabaseError if it has been removed."""
        with self._sql.transaction():
            self._require_unique(environment)
            self._write(environment, tuple(ENVIRONMENTS.written(environment)))

    def _require_unique(self, environment: Environment) -> None:
        """Raise NameTaken if another environment has an equal name. Reads whole rows, which may hold large
        descriptions, only for equal names."""
        key = name_key(environment.name)
        for row in self._sql.rows("SELECT id, name FROM environments WHERE id != ?", [environment.id]):
            if name_key(str(row["name"])) == key and (other := self.get(row["id"])) is not None:
                raise NameTaken(other.name)

    def make_names_unique(self) -> tuple[tuple[str, str], ...]:
        """Rename environments that share the name of an older one, which an earlier version allowed; returns old and
        new names."""
        renamed: list[tuple[str, str]] = []
        with self._sql.transaction():
            seen: set[str] = set()
            given = [one.name for one in self.list()]
            for one in ENVIRONMENTS.values(self._sql.rows("SELECT * FROM environments ORDER BY rowid")):
                name = one.name
                if name_key(name) in seen:
                    name = unique_name(name, given)
                    given.append(name)
                    self._sql.change(ENVIRONMENTS.update(("name",)), [name, one.id])
                    renamed.append((one.name, name))
                seen.add(name_key(name))
        return tuple(renamed)

    def save_check(self, before: Environment, found: Environment, names: tuple[str, ...] = CHECKED) -> None:
        """Save what a check of ``before`` found: the fields named in :data:`CHECKED`, or others that say what became of
        the environment as it was before.

        Changes made by the user during the check are kept. If one of them decides what a check finds, such as the
        address, nothing is saved: it would undo the change, or belong to another server. Raises DatabaseError if the
        environment has been removed.
        """
        with self._sql.transaction():
            now = self.get(before.id)
            if now is None or now.is_checked_like(before):
                self._write(found, names)

    def _write(self, environment: Environment, names: tuple[str, ...]) -> None:
        written = ENVIRONMENTS.written(environment)
        values = [*(written[name] for name in names), environment.id]
        if not self._sql.change(ENVIRONMENTS.update(names), values):
            raise DatabaseError(
                text("The environment {name} could not be saved.", name=environment.name),
                text("It was removed in the meantime, perhaps in another window."),
                text("Add the environment again."),
            )

    def get(self, environment_id: str) -> Environment | None:
        return ENVIRONMENTS.value(self._sql.row("SELECT * FROM environments WHERE id = ?", [environment_id]))

    def list(self) -> tuple[Environment, ...]:
        """All environments by name."""
        environments = ENVIRONMENTS.values(self._sql.rows("SELECT * FROM environments"))
        return tuple(sorted(environments, key=lambda one: (name_order(one.name), one.id)))

    def secret_ids(self) -> tuple[str, ...]:
        """The ids of the secrets of all environments, including those that :meth:`list` omits."""
        return _secret_ids(self._sql.rows("SELECT key_id, proxy_id FROM environments"))

    def secrets_left_by(self, environment: Environment) -> tuple[str, ...]:
        """The ids of the secrets that no environment has once this one is saved: of its earlier state or, if it is new,
        of an unlisted one that it replaces. Raises NameTaken."""
        self._require_unique(environment)
        ids = "SELECT key_id, proxy_id FROM environments WHERE"
        before = self._sql.rows(f"{ids} id = ?", [environment.id])
        rows = before or self._sql.rows(f"{ids} name = ?", [environment.name])
        return tuple(one for one in _secret_ids(rows) if one not in environment.secret_ids)

    def unlisted(self) -> tuple[tuple[str, WrongInput], ...]:
        """The names of the environments that :meth:`list` omits, with the reasons why their addresses, which an earlier
        version accepted, are invalid."""
        found = []
        for row in self._sql.rows("SELECT name, address FROM environments"):
            try:
                Address.parse(str(row["address"]))
            except WrongInput as error:
                found.append((str(row["name"]), error))
        return tuple(found)

    def find(self, address: Address) -> Environment | None:
        """The environment with this address or API root, otherwise the only one with this origin.

        None if there is none, or if several share the origin and none has exactly this address.
        """
        return environment_at(address, self.list())

    def remove(self, environment_id: str) -> None:
        """Remove the environment and its connections. Its runs stay, with its id and name. The caller removes its
        secrets."""
        self._sql.change("DELETE FROM environments WHERE id = ?", [environment_id])


def _secret_ids(rows: Iterable[sqlite3.Row]) -> tuple[str, ...]:
    return tuple(str(one) for row in rows for one in row)


def environment_removed(name: str) -> DatabaseError:
    """The error for an attempt to save something with this name, such as a connection, in a removed environment."""
    return DatabaseError(
        text("“{name}” could not be saved.", name=name),
        text("Its environment was removed in the meantime, perhaps in another window."),
        text("Add the environment again."),
    )


#: A connection whose stage cannot be read is marked as production.
CONNECTIONS = SqlTable(
    "connections",
    Connection,
    {
        "environment_id": column.string(column.REQUIRED),
        "name": column.string(column.REQUIRED),
        "kind": column.string(),
        "stage": column.optional(column.word(Stage, Stage.PRODUCTION), Stage.PRODUCTION),
    },
)


class Connections:
    """Stores connections. Every method that changes data is one committed transaction."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, connection: Connection) -> None:
        """Add a connection, replacing one with the same name in the same environment.

        Raises DatabaseError if the environment has been removed.
        """
        with self._sql.transaction():
            if self._sql.row("SELECT 1 FROM environments WHERE id = ?", [connection.environment_id]) is None:
                raise environment_removed(connection.name)
            self._sql.change(*_delete(connection.environment_id, connection.name))
            values = CONNECTIONS.written(connection)
            self._sql.change(CONNECTIONS.insert(values), [*values.values()])

    def list(self, environment_id: str) -> tuple[Connection, ...]:
        """The connections of an environment by name."""
        rows = self._sql.rows("SELECT * FROM connections WHERE environment_id = ?", [environment_id])
        return tuple(sorted(CONNECTIONS.values(rows), key=lambda one: name_order(one.name)))

    def remove(self, environment_id: str, name: str) -> None:
        self._sql.change(*_delete(environment_id, name))


def _delete(environment_id: str, name: str) -> tuple[str, list[str]]:
    return "DELETE FROM connections WHERE environment_id = ? AND name = ?", [environment_id, name]
