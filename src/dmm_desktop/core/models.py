"""What the DMM API answers, as values. Names are the documented ones in Python's spelling.

A field that the server left out has its default: platform answers may omit 0, "" and false [platform].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ExecutionType(StrEnum):
    """``Type`` of StartExecution [documented]."""

    IMPORT = "Import"
    EXPORT = "Export"
    MIGRATION = "Migration"
    DELETE = "Delete"
    SCRAMBLE = "Scramble"


class StatusWord(StrEnum):
    """The documented values of ``Status``; others may come and are kept as they are."""

    QUEUED = "Queued"
    IN_PROGRESS = "InProgress"
    COMPLETE = "Complete"
    IN_ERROR = "InError"
    NOT_FOUND = "NotFound"


@dataclass(frozen=True, slots=True)
class ServerMessage:
    """``Report.Message``: ``kind`` is ``Danger``, ``Success``, ``Info``, ``Error`` [documented] or ""."""

    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionReport:
    """``Report`` of GetExecutionStatus [documented]. Times are the server's clock, without a zone."""

    elapsed: timedelta = timedelta()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    total_duration_s: float = 0.0
    completed_records: int = 0
    total_records: int = 0
    completed_instructions: int = 0
    total_instructions: int = 0
    completed_bpt_records: int = 0
    total_bpt_records: int = 0
    completed_bpt_volume: int = 0
    total_bpt_volume: int = 0
    total_volume_kb: float = 0.0
    message: ServerMessage = ServerMessage()


@dataclass(frozen=True, slots=True)
class FinalReport:
    """``Report`` of GetExecutionOutputs [documented]; volumes as the server gives them, unit not documented."""

    configuration_type: str = ""
    execution_date: str = ""
    execution_duration: timedelta = timedelta()
    records: int = 0
    instructions: int = 0
    bpt_records: int = 0
    data_volume: str = ""
    bpt_data_volume: str = ""


@dataclass(frozen=True, slots=True)
class FailingEntity:
    """One object of ``ErrorReport`` [documented]: an entity, its error, and in how many chunks it came."""

    entity: str
    error: str
    tip: str = ""
    stack_trace: str = ""
    first_seen: datetime | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class ExecutionStatus:
    """Answer of GetExecutionStatus. ``log_pages`` is ``LogNumPages``.

    The page of log lines that was asked for went, decoded, to the file that was handed in: ``log_size`` bytes;
    ``log_problem`` says why it could not be read, if so.
    """

    status: str
    result: str = ""
    error_message: str = ""
    report: ExecutionReport | None = None
    log_pages: int = 0
    log_size: int = 0
    log_problem: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionOutputs:
    """Answer of GetExecutionOutputs. Sizes are decoded bytes written to the files that were handed in, 0 if none came;
    the problems say why such a payload could not be read.

    ``failing_entities`` is None where the error report was not asked for or could not be read.
    """

    status: str
    result: str = ""
    error_message: str = ""
    report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    error_report_problem: str = ""
    logs_size: int = 0
    logs_problem: str = ""
    zip_file_size: int = 0
    zip_file_problem: str = ""
