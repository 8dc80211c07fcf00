"""Responses of the DMM API as values, with the documented names in Python spelling.

A missing field has its default, because platform responses may omit 0, "" and false [platform]. A field that cannot be
read is unknown: None. Negative counts cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .server_advice import advice_on
from .text import Text


class StatusWord(StrEnum):
    """The documented values of ``Status``; others are kept as received."""

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
    """``Report`` of GetExecutionStatus [documented]. Times are in the server's clock, without a time zone; None if
    missing."""

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
        """The share of records done, from 0 to 1; None if unknown, or if more are done than there are in total."""
        if self.completed_records is None or not self.total_records or self.completed_records > self.total_records:
            return None
        return self.completed_records / self.total_records


@dataclass(frozen=True, slots=True)
class FinalReport:
    """``Report`` of GetExecutionOutputs [documented]; volumes as received, unit not documented."""

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
    """One object of ``ErrorReport`` [documented]: an entity, its error, and the number of chunks with that error.
    ``is_cut``: one of its texts was longer than is kept, and ends with "…"."""

    entity: str
    error: str
    tip: str = ""
    stack_trace: str = ""
    first_seen: datetime | None = None
    count: int | None = 0
    is_cut: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What the server says of the entity."""
        return self.entity, self.error, self.tip, self.stack_trace

    @property
    def advice(self) -> Text | None:
        """Our advice on the error and its tip; None if their words are not recognized."""
        return advice_on(f"{self.error}\n{self.tip}")


@dataclass(frozen=True, slots=True)
class ExecutionStatus:
    """Response of GetExecutionStatus. ``log_pages`` is ``LogNumPages``, 0 if missing.

    The requested page of log lines is written, decoded, to the file passed in: ``log_size`` bytes; ``log_problem`` says
    why it could not be read, if so.
    """

    status: str
    result: str = ""
    error_message: str = ""
    report: ExecutionReport | None = None
    log_pages: int = 0
    log_size: int = 0
    log_problem: Text | None = None


@dataclass(frozen=True, slots=True)
class ExecutionOutputs:
    """Response of GetExecutionOutputs. Sizes are decoded bytes written to the files passed in, 0 if there were none;
    the problems say why a payload could not be read.

    ``failing_entities`` is None if the error report was not requested, not readable or missing; ``more_failing`` is the
    number of further entities it names. ``is_file``: the response is a non-empty file; then it has neither status nor
    reports, and never will.
    """

    status: str
    result: str = ""
    error_message: str = ""
    report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    more_failing: int = 0
    error_report_problem: Text | None = None
    logs_size: int = 0
    logs_problem: Text | None = None
    zip_file_size: int = 0
    zip_file_problem: Text | None = None
    is_file: bool = False
