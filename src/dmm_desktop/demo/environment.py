"""The environment behind the API: its keys, connections, runs, and the five operations."""

import itertools
import secrets
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from .api import (
    CONNECTION_TYPES,
    DATABASE_TYPES,
    EXECUTION_TYPES,
    EXPORT,
    IMPORT,
    ONE_TIME_TOKEN_HEADER,
    TOKEN_HEADER,
    TRACKER,
)
from .arguments import Arguments
from .export_data import export_data, leaves_file
from .http_messages import Base64, Json, write_json
from .import_zip import Entity, NotAnImportZip, read_import_zip
from .refusals import ConnectionLost, Failed, WrongKey
from .reports import error_report, output_report, status_report, write_logs_zip, write_small_zip
from .run_script import write_script
from .runs import DemoRun, Moment
from .scenarios import BY_CONNECTION, RUNTIME_CONNECTION, Scenario

DEFAULT_RECORDS = 10  # [documented] without LogRecords and LogPage only the first ten lines are returned
_DESTINATION = "DataDestination"
_DONE: Json = {"Success": True, "ErrorMessage": ""}


@dataclass(frozen=True)
class Keys:
    """The secrets that a client needs; new for each process."""

    token: str
    one_time_token: str

    @classmethod
    def make(cls) -> "Keys":
        return cls(str(uuid.uuid4()), secrets.token_urlsafe(18))

    def check(self, headers: Message, one_time_token_too: bool) -> None:
        """Check the tokens among the headers. Raises WrongKey."""
        if not _same(headers.get(TOKEN_HEADER), self.token):
            raise WrongKey(TOKEN_HEADER)
        if one_time_token_too and not _same(headers.get(ONE_TIME_TOKEN_HEADER), self.one_time_token):
            raise WrongKey(ONE_TIME_TOKEN_HEADER)


def _same(given: str | None, key: str) -> bool:
    return given is not None and secrets.compare_digest(given.encode("utf-8", "replace"), key.encode())


class _Connections:
    """Names and types: Runtime Connection, one per scenario, and those created."""

    def __init__(self) -> None:
        self._types = dict.fromkeys((RUNTIME_CONNECTION, *BY_CONNECTION), _DESTINATION)
        self._lock = threading.Lock()

    def create(self, arguments: Arguments) -> None:
        """Add a new connection. Raises Failed."""
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
        if self._type_of(name) != _DESTINATION:
            raise Failed(f"The connection '{name}' is not a data destination.")

    def check_source(self, name: str) -> None:
        """Raises Failed unless data can be exported from the connection: all that exist from the start lead to the
        environment itself."""
        if self._type_of(name) == _DESTINATION and name != RUNTIME_CONNECTION and name not in BY_CONNECTION:
            raise Failed(f"The connection '{name}' is not a data source.")

    def _type_of(self, name: str) -> str:
        with self._lock:
            kind = self._types.get(name)
        if kind is None:
            raise Failed(f"The connection '{name}' does not exist.")
        return kind


class EnvironmentState:
    """All state of the process. Files of runs are in `directory`."""

    def __init__(self, directory: Path, scenario: Scenario, pace: float) -> None:
        self.directory = directory
        self.keys = Keys.make()
        self._scenario = scenario
        self._pace = pace
        self._connections = _Connections()
        self._runs: dict[str, DemoRun] = {}
        self._refused: set[str] = set()
        self._numbers = itertools.count(10_001 + 2 * secrets.randbelow(40_000), 2)
        self._lock = threading.Lock()
        self._lock_of_files = threading.Lock()

    def carry_out(self, operation: str, arguments: Arguments) -> Json:
        """The response of an operation. Raises WrongKey, Failed and ConnectionLost."""
        method: Callable[[Arguments], Json] = {
            "CreateConnection": self.create_connection,
            "StartExecution": self.start_execution,
            "StopExecution": self.stop_execution,
            "GetExecutionStatus": self.get_execution_status,
            "GetExecutionOutputs": self.get_execution_outputs,
        }[operation]
        return method(arguments)

    def create_connection(self, arguments: Arguments) -> Json:
        self._connections.create(arguments)
        return dict(_DONE)

    def start_execution(self, arguments: Arguments) -> Json:
        scenario = self.scenario_of(arguments.connection)
        self._maybe_refuse_one_time_token(scenario)
        kind = arguments.text("Type")
        if kind not in EXECUTION_TYPES:
            raise Failed(f"Type must be one of {', '.join(EXECUTION_TYPES)}.")
        with self._lock:
            tracker_id = self.new_tracker_id()
        if kind == IMPORT:
            entities = _entities_to_import(arguments, self._connections)
        elif kind == EXPORT:
            entities = self._export(tracker_id, arguments)
        else:
            raise Failed(f"The demo environment runs imports and exports only, not the type {kind}.")
        run = DemoRun(tracker_id, write_script(kind, entities, scenario), self._pace)
        with self._lock:
            self._runs[tracker_id] = run
        return {TRACKER: tracker_id, **_DONE}

    def stop_execution(self, arguments: Arguments) -> Json:
        run = self._run(arguments)
        if run is None:
            raise Failed("The execution was not found.")
        if not run.stop():
            raise Failed("The execution has already ended.")
        return dict(_DONE)

    def get_execution_status(self, arguments: Arguments) -> Json:
        run = self._run(arguments)
        moment = run.now() if run else None
        if run is None or moment is None or moment.status == "NotFound":
            return {"Status": "NotFound", "Result": "OK", **_DONE, "LogNumPages": 0}
        answer = _head(moment) | {"Logs": "", "LogNumPages": 0}
        if arguments.flag("IncludeLogs"):
            lines, pages = self.log_page(
                run.log_lines(moment), arguments.number("LogRecords") or 0, arguments.number("LogPage")
            )
            answer |= {"Logs": Base64("\n".join(lines).encode()), "LogNumPages": pages}
        if arguments.flag("IncludeReports"):
            answer["Report"] = status_report(run, moment)
        return answer

    def get_execution_outputs(self, arguments: Arguments) -> Json:
        run = self._run(arguments)
        moment = run.now() if run else None
        if run is None or moment is None or moment.status == "NotFound":
            raise Failed("The execution was not found.", "NotFound")
        if not moment.is_final:
            raise Failed("The execution has not ended yet.", moment.status)
        answer = _head(moment) | {"Logs": "", "ZipFile": "", "ErrorReport": ""}
        if arguments.flag("IncludeLogs"):
            answer["Logs"] = Base64(self._logs(run, moment))
        if arguments.flag("IncludeFiles"):
            answer["ZipFile"] = self._zip_file(run, moment)
        if arguments.flag("IncludeErrorReport") and (rows := error_report(run, moment)):
            answer["ErrorReport"] = Base64(b"".join(write_json(rows)))
        if arguments.flag("IncludeReports"):
            answer["Report"] = output_report(run, moment)
        return answer

    def logs_of(self, tracker_id: str) -> Path | None:
        """The zip of logs sent with a run's outputs; None until the run has ended."""
        with self._lock:
            run = self._runs.get(tracker_id)
        moment = run.now() if run else None
        return self._logs(run, moment) if run and moment and moment.is_final else None

    def scenario_of(self, connection: str) -> Scenario:
        """The scenario of a run with this destination."""
        return BY_CONNECTION.get(connection, self._scenario)

    def new_tracker_id(self) -> str:
        """An unused id."""
        return str(next(self._numbers))

    def log_page(self, lines: list[str], records: int, page: int | None) -> tuple[list[str], int]:
        """The lines of a page, where 1 is the first [assumed], and the current number of pages.

        Without `records`, or with 0, a page has the documented number of lines; without `page` it is the first.
        """
        size = records if records > 0 else DEFAULT_RECORDS
        start = 0 if page is None else (page - 1) * size
        return lines[start : start + size] if start >= 0 else [], -(-len(lines) // size)

    def write_logs(self, path: Path, run: DemoRun, moment: Moment) -> None:
        """Write the zip of logs of an ended run."""
        write_logs_zip(path, run, moment)

    def _logs(self, run: DemoRun, moment: Moment) -> Path:
        return self._file(run, "logs", lambda path: self.write_logs(path, run, moment))

    def _file(self, run: DemoRun, kind: str, write: Callable[[Path], None]) -> Path:
        """A file of a run: written once, so that it has the same bytes each time."""
        path = self._path(kind, run.tracker_id)
        with self._lock_of_files:
            if not path.exists():
                write(path)
        return path

    def _path(self, kind: str, tracker_id: str) -> Path:
        return self.directory / f"{kind}-{tracker_id}.zip"

    def _zip_file(self, run: DemoRun, moment: Moment) -> Base64 | str:
        """`ZipFile` of the outputs: what a complete export has exported, and for an import a list of its entities."""
        if run.script.kind == IMPORT:
            return Base64(self._file(run, "file", lambda path: write_small_zip(path, run)))
        path = self._path("export", run.tracker_id)
        return Base64(path) if moment.status == "Complete" and path.exists() else ""

    def _export(self, tracker_id: str, arguments: Arguments) -> tuple[Entity, ...]:
        """Write the zip of an export, and return the entities in it. Raises Failed."""
        if not arguments.connection:
            raise Failed("The configuration has no DBConnection.")
        self._connections.check_source(arguments.connection)
        if arguments.upload is not None and arguments.upload.size:
            raise Failed("An export takes no zip file.")
        path = self._path("export", tracker_id)
        export_data(path, arguments.configuration)
        entities = read_import_zip(path)
        if not leaves_file(arguments.configuration):
            path.unlink()
        return entities

    def _run(self, arguments: Arguments) -> DemoRun | None:
        with self._lock:
            run = self._runs.get(arguments.text(TRACKER))
        if run is not None and run.is_cut_off():
            raise ConnectionLost
        return run

    def _maybe_refuse_one_time_token(self, scenario: Scenario) -> None:
        """Refuse every other correct one-time token, for users who want to see that case."""
        if not scenario.refuses_one_time_token:
            return
        with self._lock:
            if scenario.name in self._refused:
                self._refused.remove(scenario.name)
                return
            self._refused.add(scenario.name)
        raise WrongKey(ONE_TIME_TOKEN_HEADER)


def _head(moment: Moment) -> Json:
    return {"Status": moment.status, "Result": "ERROR" if moment.status == "InError" else "OK", **_DONE}


def _entities_to_import(arguments: Arguments, connections: _Connections) -> tuple[Entity, ...]:
    """The entities in the zip, if it can be imported with this configuration. Raises Failed."""
    if not arguments.connection:
        raise Failed("The configuration has no DestinationDBConnection.")
    connections.check_destination(arguments.connection)
    if not isinstance(arguments.configuration.get("DataAppendMode", False), bool):
        raise Failed("DataAppendMode in the configuration must be true or false.")
    if arguments.upload is None:
        raise Failed("An import needs a zip file.")
    try:
        return read_import_zip(arguments.upload.path)
    except NotAnImportZip as error:
        raise Failed(str(error)) from error
