"""In which order runs stand in the list, and under which heading. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from ...core.runs import Run

#: How long a run that has ended counts as just finished.
JUST = timedelta(minutes=15)


class Section(Enum):
    """The headings, from top to bottom."""

    RUNNING = "running"
    JUST_FINISHED = "just finished"
    TODAY = "earlier today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


#: A row of the list: a heading, or the id of a run.
Row = Section | str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows from top to bottom, and when time alone will change them (None: never)."""

    rows: tuple[Row, ...]
    until: datetime | None


def moment(run: Run) -> datetime:
    """When a run ended, else when it began."""
    return run.ended_at or run.created_at


def section(run: Run, now: datetime) -> Section:
    """The heading of a run; ``now`` in the zone of this workstation, whose days count."""
    if not run.state.is_final:
        return Section.RUNNING
    if run.ended_at is not None and timedelta() <= now - run.ended_at < JUST:
        return Section.JUST_FINISHED
    days = (now.date() - moment(run).astimezone(now.tzinfo).date()).days
    if days <= 0:
        return Section.TODAY
    return Section.YESTERDAY if days == 1 else Section.EARLIER


def arrange(runs: Iterable[Run], now: datetime) -> Arrangement:
    """Put runs in order, the newest first in each section."""
    ordered = sorted(runs, key=lambda run: (moment(run), run.id), reverse=True)
    rows: list[Row] = []
    for heading in Section:
        below = [run.id for run in ordered if section(run, now) is heading]
        rows += [heading, *below] if below else []
    ends = [run.ended_at + JUST for run in ordered if section(run, now) is Section.JUST_FINISHED and run.ended_at]
    if any(section(run, now) in (Section.TODAY, Section.YESTERDAY, Section.JUST_FINISHED) for run in ordered):
        tomorrow = now.date() + timedelta(days=1)
        ends.append(datetime.combine(tomorrow, datetime.min.time(), now.tzinfo))
    return Arrangement(tuple(rows), min(ends, default=None))
