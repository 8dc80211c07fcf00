"""The environment behind the API: its keys, its connections, its runs, and the five operations."""

import itertools
import secrets
import threading
import uuid
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from .answers import Json, Writer
from .arguments import Arguments
from .connections import Connections
from .import_zip import Entity, NotAnImportZip, read_import_zip
from .layout import TRACKER
from .logs import log_page
from .options import Options
from .outputs import Outputs
from .plan import make_plan
from .received import Received, Start
from .refusals import ConnectionLost, Failed, WrongKey
from .reports import status_report
from .runs import Moment, Run
from .scenarios import BY_CONNECTION, SCENARIOS, Scenario
from .shapes import EXECUTION_TYPES, SHAPES

TOKEN_HEADER = "X-DMM-Token"
ONE_TIME_TOKEN_HEADER = "X-DMM-Token-OTP"


@dataclass(frozen=True)
class Keys:
    """What a client has to know; made anew for each process."""

    token: str
    one_time_token: str

    @classmethod
    def make(cls) -> "Keys":
        return cls(str(uuid.uuid4()), secrets.token_urlsafe(18))

    def check(self, headers: Message, one_time_token_too: bool) -> None:
        """Raises WrongKey."""
        if not _same(headers.get(TOKEN_HEADER), self.token):
            raise WrongKey(TOKEN_HEADER, is_missing=TOKEN_HEADER not in headers)
        if one_time_token_too and not _same(headers.get(ONE_TIME_TOKEN_HEADER), self.one_time_token):
            raise WrongKey(ONE_TIME_TOKEN_HEADER, is_missing=ONE_TIME_TOKEN_HEADER not in headers)


def _same(given: str | None, key: str) -> bool:
    return given is not None and secrets.compare_digest(given.encode("utf-8", "replace"), key.encode())


class Environment:
    """All state of the process. The methods named like operations return an answer or raise a Refusal."""

    def __init__(self, options: Options, directory: Path, writer: Writer) -> None:
        self.keys = Keys.make()
        self.received = Received()
        self._outputs = Outputs(directory, options.logs_size, writer)
        self._options = options
        self._connections = Connections()
        self._runs: dict[str, Run] = {}
        self._refused: set[str] = set()
        # As numbers, ids are Long Integers that no floating-point number can hold: the odd ones above 2^53.
        self._has_integer_ids = SHAPES[options.shape].has_integer_ids
        first = (1 << 53) + 1 if self._has_integer_ids else 10_001
        self._numbers = itertools.count(first + 2 * secrets.randbelow(40_000), 2)
        self._lock = threading.Lock()

    def create_connection(self, arguments: Arguments) -> Json:
        self._connections.create(arguments)
        return {"Success": True, "ErrorMessage": ""}

    def start_execution(self, arguments: Arguments, start: Start) -> Json:
        """`start` is the record of this request; it learns the tracker id."""
        scenario = BY_CONNECTION.get(start.connection or "", SCENARIOS[self._options.scenario])
        self._maybe_refuse_one_time_token(scenario)
        entities = _entities_to_import(arguments, start, self._connections)
        with self._lock:
            number = next(self._numbers)
            tracker_id = str(uuid.uuid4()) if "guid-ids" in self._options.answers else str(number)
            plan = make_plan(entities, scenario)
            self._runs[tracker_id] = Run(tracker_id, plan, scenario, self._options.pace, self._options.stop_status)
            start.tracker_id = number if self._has_integer_ids else tracker_id
            start.started = True
        return {TRACKER: start.tracker_id, "Success": True, "ErrorMessage": ""}

    def stop_execution(self, arguments: Arguments) -> Json:
        run = self._run(arguments)
        if run is None:
            raise Failed("The execution was not found.")
        if not run.stop():
            raise Failed("The execution has already ended.")
        return {"Success": True, "ErrorMessage": ""}

    def get_execution_status(self, arguments: Arguments) -> Json:
        run = self._run(arguments)
        moment = run.now() if run else None
        if run is None or moment is None or moment.status == "NotFound":
            return {"Status": "NotFound", "Result": "OK", "Success": True, "ErrorMessage": "", "LogNumPages": 0}
        answer = _head(moment)
        if arguments.flag("IncludeLogs"):
            answer["Logs"], answer["LogNumPages"] = log_page(
                run.log_lines(moment), arguments.number("LogRecords"), arguments.number("LogPage"), self._options
            )
        else:
            answer["Logs"], answer["LogNumPages"] = "", 0
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
        return _head(moment) | self._outputs.of(run, moment, arguments)

    def logs_of(self, tracker_id: str) -> Path | None:
        """The zip of logs that the outputs of a run send; None until the run has ended."""
        with self._lock:
            run = self._runs.get(tracker_id)
        moment = run.now() if run else None
        return self._outputs.logs(run, moment) if run and moment and moment.is_final else None

    def _run(self, arguments: Arguments) -> Run | None:
        with self._lock:
            run = self._runs.get(arguments.text(TRACKER))
        if run is not None and run.is_cut_off():
            raise ConnectionLost
        return run

    def _maybe_refuse_one_time_token(self, scenario: Scenario) -> None:
        """Refuse the first right one-time token, accept the next; and so on, for whoever wants to see it again."""
        if not scenario.refuses_one_time_token:
            return
        with self._lock:
            if scenario.name in self._refused:
                self._refused.remove(scenario.name)
                return
            self._refused.add(scenario.name)
        raise WrongKey(ONE_TIME_TOKEN_HEADER)


def _head(moment: Moment) -> Json:
    return {
        "Status": moment.status,
        "Result": "ERROR" if moment.status == "InError" else "OK",
        "Success": True,
        "ErrorMessage": "",
    }


def _entities_to_import(arguments: Arguments, start: Start, connections: Connections) -> tuple[Entity, ...]:
    """What the zip holds, if it can be imported with this configuration. Raises Failed."""
    kind = arguments.text("Type")
    if kind not in EXECUTION_TYPES:
        raise Failed(f"Type must be one of {', '.join(EXECUTION_TYPES)}.")
    if kind != "Import":
        raise Failed(f"The demo environment runs imports only, not the type {kind}.")
    configuration = arguments.configuration or {}
    if not start.connection:
        raise Failed("The configuration has no DestinationDBConnection.")
    connections.check_destination(start.connection)
    if not isinstance(configuration.get("DataAppendMode", False), bool):
        raise Failed("DataAppendMode in the configuration must be true or false.")
    if arguments.upload is None:
        raise Failed("An import needs a zip file.")
    try:
        return read_import_zip(arguments.upload.path)
    except NotAnImportZip as error:
        raise Failed(str(error)) from error
