"""The runs as rows below headings, sorted, updated row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Slot

from ...core.runs import Run
from ..formats import clock, short_day
from ..run_words import file_name, percent_done, short_sentence, title
from ..services.run_controller import RunController, TrackedRun
from ..stage import stage_word
from ..widgets.painting import Index

#: How long an ended run is listed as just finished.
JUST = timedelta(minutes=15)


class Section(Enum):
    """The headings, from top to bottom. ATTENTION: only the user can find out what became of the import."""

    ATTENTION = "needs attention"
    RUNNING = "running"
    JUST_FINISHED = "just finished"
    TODAY = "earlier today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


#: A row of the list: a heading, or the id of a run.
Row = Section | str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows from top to bottom, and when they next change with time alone (None: never)."""

    rows: tuple[Row, ...]
    until: datetime | None


def moment(run: Run) -> datetime:
    """When a run ended, or was created if it has not."""
    return run.ended_at or run.created_at


def section(run: Run, now: datetime) -> Section:
    """The heading of a run; ``now`` in the zone of this workstation, whose days count."""
    if run.state.is_unsettled:
        return Section.ATTENTION
    if not run.state.is_final:
        return Section.RUNNING
    return _section_by_time(run, now)


def _section_by_time(run: Run, now: datetime) -> Section:
    if run.ended_at is not None and timedelta() <= now - run.ended_at < JUST:
        return Section.JUST_FINISHED
    days = (now.date() - moment(run).astimezone(now.tzinfo).date()).days
    if days <= 0:
        return Section.TODAY
    return Section.YESTERDAY if days == 1 else Section.EARLIER


def arrange(runs: Iterable[Run], now: datetime) -> Arrangement:
    """Sort the runs into sections, newest first."""
    ordered = sorted(runs, key=lambda run: (moment(run), run.id), reverse=True)
    rows: list[Row] = []
    for heading in Section:
        below = [run.id for run in ordered if section(run, now) is heading]
        rows += [heading, *below] if below else []
    ends = [run.ended_at + JUST for run in ordered if section(run, now) is Section.JUST_FINISHED and run.ended_at]
    if any(section(run, now) not in (Section.RUNNING, Section.EARLIER) for run in ordered):
        tomorrow = now.date() + timedelta(days=1)
        ends.append(datetime.combine(tomorrow, datetime.min.time(), now.tzinfo))
    return Arrangement(tuple(rows), min(ends, default=None))


_ROOT = QModelIndex()
_LONGEST_WAIT = 24 * 3600 * 1000


class RunRole(IntEnum):
    """Roles for the delegate; VIEW is None for a heading."""

    RUN_ID = Qt.ItemDataRole.UserRole + 1
    VIEW = Qt.ItemDataRole.UserRole + 2
    END_TEXT = Qt.ItemDataRole.UserRole + 3  # percentage, time or day
    IS_FIRST = Qt.ItemDataRole.UserRole + 4


def here_and_now() -> datetime:
    """The local time."""
    return datetime.now().astimezone()


class RunsModel(QAbstractListModel):
    """Follows the RunController. Rows are inserted, removed and moved; the model is never reset, so the selection
    stays."""

    def __init__(
        self, runs: RunController, parent: QObject | None = None, now: Callable[[], datetime] = here_and_now
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._now = now
        self._rows: list[Row] = []
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._until.timeout.connect(self.arrange)
        runs.list_changed.connect(self.arrange)
        runs.run_changed.connect(self._run_changed)
        self.arrange()

    def row_of(self, run_id: str) -> int | None:
        """The row of a run; None if it is not listed."""
        return self._rows.index(run_id) if run_id in self._rows else None

    @Slot()
    def arrange(self) -> None:
        """Move every row to its current place."""
        now = self._now()
        arrangement = arrange((view.run for view in self._runs.runs), now)
        wanted = arrangement.rows
        keep = set(wanted)
        for place in reversed(range(len(self._rows))):
            if self._rows[place] not in keep:
                self.beginRemoveRows(_ROOT, place, place)
                del self._rows[place]
                self.endRemoveRows()
        there = set(self._rows)
        for place, row in enumerate(wanted):
            if place < len(self._rows) and self._rows[place] == row:
                continue
            if row in there:
                self._move(self._rows.index(row, place), place)
            else:
                self.beginInsertRows(_ROOT, place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
        self._until.stop()
        if arrangement.until is not None:
            wait = int((arrangement.until - now).total_seconds() * 1000) + 1000
            self._until.start(min(max(wait, 1000), _LONGEST_WAIT))

    def _move(self, source: int, target: int) -> None:
        self.beginMoveRows(_ROOT, source, source, _ROOT, target)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    @Slot(object)
    def _run_changed(self, run_id: str) -> None:
        view, row = self._runs.find(run_id), self.row_of(run_id)
        if view is None or row is None:
            return
        if self._heading_above(row) is not section(view.run, self._now()):
            self.arrange()
            row = self._rows.index(run_id)
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def _heading_above(self, row: int) -> Row:
        return next(one for one in reversed(self._rows[:row]) if isinstance(one, Section))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings and runs."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can neither be selected nor be current."""
        if not index.isValid() or isinstance(self._rows[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's data. Screen readers get the whole row, title first."""
        row = self._rows[index.row()]
        if isinstance(row, Section):
            if role == RunRole.IS_FIRST:
                return index.row() == 0
            is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._heading(row) if is_text else None
        view = self._runs.find(row)
        if view is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title(view.run)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(view)
            case RunRole.RUN_ID:
                return row
            case RunRole.VIEW:
                return view
            case RunRole.END_TEXT:
                return self._end_text(view)
        return None

    def _end_text(self, view: TrackedRun) -> str:
        if not view.run.state.is_final:
            return percent_done(view)
        when, now = moment(view.run), self._now()
        if view.run.state.is_unsettled:  # the heading does not say on which day
            is_today = when.astimezone(now.tzinfo).date() == now.date()
            return clock(when) if is_today else short_day(when)
        return short_day(when) if section(view.run, now) is Section.EARLIER else clock(when)

    def _spoken(self, view: TrackedRun) -> str:
        sentence, _ = short_sentence(view)
        stage = stage_word(view.run.stage) if view.run.stage is not None else ""
        parts = (title(view.run), self._end_text(view), sentence, stage, file_name(view.run))
        return ", ".join(part for part in parts if part)

    def _heading(self, heading: Section) -> str:
        match heading:
            case Section.ATTENTION:
                return self.tr("Needs your attention")
            case Section.RUNNING:
                return self.tr("Running")
            case Section.JUST_FINISHED:
                return self.tr("Just finished")
            case Section.TODAY:
                return self.tr("Earlier today")
            case Section.YESTERDAY:
                return self.tr("Yesterday")
            case Section.EARLIER:
                return self.tr("Earlier")
