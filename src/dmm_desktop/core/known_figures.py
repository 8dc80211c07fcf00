"""What tells one execution from another with the same tracker id: ids repeat after an environment has been restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .models import ExecutionReport


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The start time, total and count that reports about an execution have told last; None and 0 if none has. A report
    that leaves one of them out says nothing about it: a count that was left out is read as 0 [platform]."""

    started_at: datetime | None = None
    total_records: int = 0
    completed_records: int = 0

    def fit(self, report: ExecutionReport | None) -> bool:
        """Whether a later report may be about the same execution: the start time is the same, and neither the total nor
        the count is lower."""
        now = self.after(report)
        is_less = now.total_records < self.total_records or now.completed_records < self.completed_records
        return not is_less and self.started_at in (None, now.started_at)

    def after(self, report: ExecutionReport | None) -> KnownFigures:
        """These figures, brought up to date with what a report tells."""
        if report is None:
            return self
        return KnownFigures(
            report.started_at or self.started_at,
            report.total_records or self.total_records,
            report.completed_records or self.completed_records,
        )
