"""What is known of the execution that a run is thought to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .known_figures import KnownFigures
from .log_counts import LogCounts
from .models import ExecutionReport, FailingEntity, FinalReport
from .run_state import RunState
from .text import Text


@dataclass(frozen=True, slots=True)
class SeenExecution:
    """The fields of a run that a user replaces by entering another tracker id. They are named as in
    :class:`.runs.Run`."""

    state: RunState
    tracker_id: str = ""
    status_word: str = ""
    message: Text | str = ""
    ended_at: datetime | None = None
    stop_requested_at: datetime | None = None
    stop_accepted_at: datetime | None = None
    report: ExecutionReport | None = None
    final_report: FinalReport | None = None
    failing_entities: tuple[FailingEntity, ...] | None = None
    more_failing: int = 0
    answered_at: datetime | None = None
    log_counts: LogCounts | None = None
    may_be_another: bool = False
    going_on_at: datetime | None = None
    known_figures: KnownFigures | None = None
