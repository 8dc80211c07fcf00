"""In which order the runs are listed, and below which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from ...core.environment_names import name_order
from ...core.runs import Run

#: How long an ended run is listed as just finished: only one that cannot have ended before.
JUST = timedelta(minutes=15)


class Section(Enum):
    """The headings, from top to bottom. ATTENTION: only the user can find out the outcome of the import."""

    ATTENTION = "needs attention"
    RUNNING = "running"
    JUST_FINISHED = "just finished"
    TODAY = "earlier today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class EnvironmentHeading:
    """The heading of the past runs in one environment."""

    name: str


#: A heading, or the id of a run.
Heading = Section | EnvironmentHeading
ListRow = Heading | str
#: The name of the environment of a run, as the list shows it.
NameOf = Callable[[Run], str]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows from top to bottom, and when the first of them is no longer just finished (None: none of them is)."""

    rows: tuple[ListRow, ...]
    until: datetime | None


def time_of(run: Run) -> datetime:
    """When a run ended, or was created if it has not ended."""
    return run.ended_at or run.created_at


def midnight(now: datetime) -> datetime:
    """The start of the day, in the time zone of ``now``."""
    return datetime.combine(now.date(), datetime.min.time(), now.tzinfo)


def heading_of(run: Run, now: datetime, grouped_by: NameOf | None = None) -> Heading:
    """The heading of a run; ``now`` in the time zone of this workstation, which determines the days. ``grouped_by``:
    past runs are grouped by environment, not by time."""
    return _heading_of(run, now, midnight(now), grouped_by)


def _heading_of(run: Run, now: datetime, today: datetime, grouped_by: NameOf | None) -> Heading:
    if run.state.is_unsettled:
        return Section.ATTENTION
    if not run.state.is_final:
        return Section.RUNNING
    if grouped_by is not None:
        return EnvironmentHeading(grouped_by(run))
    at = time_of(run)
    # First by the time that all runs have at hand: there may be thousands.
    if timedelta() <= now - at < JUST and (ended := run.ended_after) is not None and now - ended < JUST:
        return Section.JUST_FINISHED
    if at >= today:
        return Section.TODAY
    return Section.YESTERDAY if at >= today - timedelta(days=1) else Section.EARLIER


def arrange(runs: Iterable[Run], now: datetime, grouped_by: NameOf | None = None) -> Arrangement:
    """Sort the runs below their headings, newest first; environments by name."""
    today = midnight(now)
    below: dict[Heading, list[Run]] = {heading: [] for heading in Section}
    for run in sorted(runs, key=lambda run: (time_of(run), run.id), reverse=True):
        below.setdefault(_heading_of(run, now, today, grouped_by), []).append(run)
    rows: list[ListRow] = []
    for heading in sorted(below, key=_rank):
        if listed := below[heading]:
            rows += [heading, *(run.id for run in listed)]
    ends = [run.ended_after + JUST for run in below[Section.JUST_FINISHED] if run.ended_after]
    return Arrangement(tuple(rows), min(ends, default=None))


_ORDER = {heading: number for number, heading in enumerate(Section)}


def _rank(heading: Heading) -> tuple[int, tuple[list[tuple[str, int]], str]]:
    if isinstance(heading, Section):
        return _ORDER[heading], name_order("")
    return len(_ORDER), name_order(heading.name)
