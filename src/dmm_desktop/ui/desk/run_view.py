"""A run as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...core.cancel import Nudge
from ...core.errors import DmmError
from ...core.job import Progress
from ...core.runs import Run
from ...core.text import Text
from ...operations.log_lines import LogLines
from ...operations.retrying import Pace

if TYPE_CHECKING:  # what jobs report is imported by those that run
    from ...operations.watch_run import WatchProgress


@dataclass(slots=True)
class RunView:
    """A run with what is going on around it. ``error``: why it is not watched any more, or its storage failed;
    ``log_notice``: what has to be said about the lines in ``log``."""

    run: Run
    progress: Progress | None = None
    log: LogLines = field(default_factory=LogLines)
    pace: Pace = field(default_factory=Pace)
    nudge: Nudge = field(default_factory=Nudge)
    error: DmmError | None = None
    log_notice: Text | None = None

    @property
    def watch(self) -> WatchProgress | None:
        if self.progress is None:
            return None
        from ...operations.watch_run import WatchProgress

        return self.progress if isinstance(self.progress, WatchProgress) else None
