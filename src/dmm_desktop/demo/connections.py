"""The connections of the environment."""

import threading

from .arguments import Arguments
from .refusals import Failed
from .scenarios import BY_CONNECTION, RUNTIME_CONNECTION
from .shapes import CONNECTION_TYPES, DATABASE_TYPES

_DESTINATION = "DataDestination"


class Connections:
    """Names and types: Runtime Connection, one for each scenario, and those that were created."""

    def __init__(self) -> None:
        self._types = dict.fromkeys((RUNTIME_CONNECTION, *BY_CONNECTION), _DESTINATION)
        self._lock = threading.Lock()

    def create(self, arguments: Arguments) -> None:
        """Remember a new connection. Raises Failed."""
        name, kind, database = (arguments.text(item) for item in ("ConnectionName", "ConnectionType", "DatabaseType"))
        if not name.strip():
            raise Failed("ConnectionName must not be empty.")
        if kind not in CONNECTION_TYPES:
            raise Failed(f"ConnectionType must be one of {', '.join(CONNECTION_TYPES)}.")
        if database not in DATABASE_TYPES:
            raise Failed(f"DatabaseType must be one of {', '.join(DATABASE_TYPES)}.")
        if database == "MySQL" and kind == _DESTINATION:  # documented
            raise Failed("MySQL can only be a data source.")
        needed = ("EnvironmentURL", "RestAPIKey") if database == "DMMREST" else ("ConnectionString",)
        for field in needed:
            if not arguments.text(field):
                raise Failed(f"{field} is required for the database type {database}.")
        with self._lock:
            if name in self._types:
                raise Failed(f"A connection with the name '{name}' exists already.")
            self._types[name] = kind

    def check_destination(self, name: str) -> None:
        """Raises Failed unless data can be imported into the connection."""
        with self._lock:
            kind = self._types.get(name)
        if kind is None:
            raise Failed(f"The connection '{name}' does not exist.")
        if kind != _DESTINATION:
            raise Failed(f"The connection '{name}' is not a data destination.")
