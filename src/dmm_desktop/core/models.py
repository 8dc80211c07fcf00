"""What the DMM API answers, as values. Names are the documented ones in Python's spelling.

A field that the server left out has its default: platform answers may omit 0, "" and false [platform]. One that it sent
and that cannot be read is unknown: None. A negative count cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


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
    """``Report`` of GetExecutionStatus [documented]. Times are the server's clock, without a zone; None also stands for
    those that it does not give."""

    elapsed: timedelta | None = timedelta()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    total_duration_s: float | None = 0.0
    completed_records: int | None = 0
    total_records: int | None = 0
    completed_instructions: int | None = 0
    total_instructions: int | None = 0
    completed_bpt_records: int | None = 0
    total_bpt_records: int | None = 0
    completed_bpt_volume: int | None = 0
    total_bpt_volume: int | None = 0
    total_volume_kb: float | None = 0.0
    message: ServerMessage = ServerMessage()

    @property
    def share(self) -> float | None:
        """The share of the records that is done, from 0 to 1 also where more than all are counted; None if unknown."""
        if self.completed_records is None or not self.total_records:
            return None
        return min(1.0, self.completed_records / self.total_records)


@dataclass(frozen=True, slots=True)
class FinalReport:
    """``Report`` of GetExecutionOutputs [documented]; volumes as the server gives them, unit not documented."""

    configuration_type: str = ""
    execution_date: str = ""
    execution_duration: timedelta | None = timedelta()
    records: int | None = 0
    instructions: int | None = 0
    bpt_records: int | None = 0
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
    count: int | None = 0


@dataclass(frozen=True, slots=True)
class ExecutionStatus:
    """Answer of GetExecutionStatus. ``log_pages`` is ``LogNumPages``, 0 if the server does not tell.

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

    ``failing_entities`` is None where the error report was not asked for, could not be read or did not come;
    ``more_failing`` is how many it names besides those.
    ``is_file``: the answer is a file, and not an empty one; then it has neither status nor reports, and never will.
    """

    status: str
    result: str = ""
    error_message: str = ""
    report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    more_failing: int = 0
    error_report_problem: str = ""
    logs_size: int = 0
    logs_problem: str = ""
    zip_file_size: int = 0
    zip_file_problem: str = ""
    is_file: bool = False
