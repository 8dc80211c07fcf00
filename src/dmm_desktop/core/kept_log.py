"""Logs that are kept on this computer: of which runs, and how much of a log is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .stage import Stage
from .text import Text, text

#: The file in the data folder with the user's preferences, and the name of the :class:`LogChoice` in it.
PREFERENCES_FILE, LOG_CHOICE = "preferences.ini", "kept_logs"


class LogChoice(StrEnum):
    """The runs whose logs are kept. The string values are stored."""

    NEVER = "never"
    EXCEPT_PRODUCTION = ""
    ALWAYS = "always"

    def includes(self, stage: Stage | None) -> bool:
        """Whether logs of runs in this stage are kept. A stage that is not known may be Production."""
        if self is LogChoice.EXCEPT_PRODUCTION:
            return stage not in (None, Stage.PRODUCTION)
        return self is LogChoice.ALWAYS


@dataclass(frozen=True, slots=True)
class LogLimits:
    """The largest file, its text, and all files together, in bytes, and how long they are kept. A server can send a log
    that compresses a thousandfold: showing it would fill the disk."""

    file: int = 20_000_000
    text: int = 1_000_000_000
    folder: int = 500_000_000
    age: timedelta = timedelta(days=90)


class LogEnd(StrEnum):
    """Where a kept log ends. The string values are stored."""

    WHOLE = "whole"  # the log was read to its end after the run had ended
    PART = "part"  # it was not read any further
    FULL = "full"  # it was read further, but no more of a log is kept
    FAILED = "failed"  # it was read further, but could not be written
    NOT_RECORDED = "not recorded"  # the process that read it ended before it recorded how far


@dataclass(frozen=True, slots=True)
class KeptLog:
    """What one reading of a run's log has left in the folder of kept logs.

    ``file``: its name there; ``lines``: how many are in it; ``read_at`` (UTC): when the last of them was read, or the
    end of the log was found. ``is_exact``: each line was read once, as far as the reader can determine; ``notice``: why
    that may not be so, or what was not read.
    """

    file: str
    lines: int
    read_at: datetime
    end: LogEnd
    is_exact: bool = True
    notice: Text | None = None

    def replaces(self, earlier: KeptLog) -> bool:
        """Whether to keep this reading instead of an earlier one of the same log. A whole log beats a part, an exact
        whole log beats an inexact one, and otherwise more lines beat fewer, as in :func:`.log_counts.fuller`. If both
        are equal, the later one is kept."""
        return self._worth >= earlier._worth

    @property
    def _worth(self) -> tuple[bool, bool, int]:
        is_whole = self.end is LogEnd.WHOLE
        return is_whole, is_whole and self.is_exact, self.lines

    @property
    def missing_end(self) -> Text | None:
        """A sentence about the end of the log, if it may be missing; otherwise None."""
        match self.end:
            case LogEnd.WHOLE:
                return None
            case LogEnd.PART:
                return text("The log was not read to its end.")
            case LogEnd.FULL:
                return text("The end of the log was not kept: the log is too long.")
            case LogEnd.FAILED:
                return text("The end of the log was not kept: it could not be written.")
            case LogEnd.NOT_RECORDED:
                return text("The application ended while it read the log. Lines may be missing, or shown twice.")
