"""The runs as rows below headings, sorted, updated row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Slot

from ...core.address import Address
from ...core.runs import Run
from .. import run_words
from ..formats import clock, short_day
from ..places import whole_place
from ..run_words import file_name, percent_done, run_title, short_sentence
from ..services.run_controller import RunController
from ..services.tracked_run import TrackedRun
from ..stage import stage_word
from ..widgets.painting import Index

#: How long an ended run is listed as just finished.
JUST = timedelta(minutes=15)


class Section(Enum):
    """The headings, from top to bottom. ATTENTION: only the user can find out the outcome of the import."""

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
    """The rows from top to bottom, and the time of their next change if no run changes (None: never)."""

    rows: tuple[Row, ...]
    until: datetime | None


def time_of(run: Run) -> datetime:
    """When a run ended, or was created if it has not ended."""
    return run.ended_at or run.created_at


def section(run: Run, now: datetime) -> Section:
    """The heading of a run; ``now`` in the time zone of this workstation, which determines the days."""
    return _section(run, now, _midnight(now))


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date(), datetime.min.time(), now.tzinfo)


def _section(run: Run, now: datetime, midnight: datetime) -> Section:
    if run.state.is_unsettled:
        return Section.ATTENTION
    if not run.state.is_final:
        return Section.RUNNING
    if run.ended_at is not None and timedelta() <= now - run.ended_at < JUST:
        return Section.JUST_FINISHED
    at = time_of(run)
    if at >= midnight:
        return Section.TODAY
    return Section.YESTERDAY if at >= midnight - timedelta(days=1) else Section.EARLIER


def arrange(runs: Iterable[Run], now: datetime) -> Arrangement:
    """Sort the runs into sections, newest first."""
    midnight = _midnight(now)
    below: dict[Section, list[Run]] = {heading: [] for heading in Section}
    for run in sorted(runs, key=lambda run: (time_of(run), run.id), reverse=True):
        below[_section(run, now, midnight)].append(run)
    rows: list[Row] = []
    for heading, listed in below.items():
        rows += [heading, *(run.id for run in listed)] if listed else []
    ends = [run.ended_at + JUST for run in below[Section.JUST_FINISHED] if run.ended_at]
    if any(listed for heading, listed in below.items() if heading not in (Section.RUNNING, Section.EARLIER)):
        ends.append(midnight + timedelta(days=1))
    return Arrangement(tuple(rows), min(ends, default=None))


_ROOT = QModelIndex()
_LONGEST_WAIT = 24 * 3600 * 1000


class RunRole(IntEnum):
    """Roles for the delegate; VIEW is None for a heading."""

    RUN_ID = Qt.ItemDataRole.UserRole + 1
    VIEW = Qt.ItemDataRole.UserRole + 2
    END_TEXT = Qt.ItemDataRole.UserRole + 3  # percentage, time or day
    IS_FIRST = Qt.ItemDataRole.UserRole + 4
    PLACE = Qt.ItemDataRole.UserRole + 5  # the title without what all imports share
    ADDRESS = Qt.ItemDataRole.UserRole + 6  # the part of the title that distinguishes equal names; otherwise ""


def here_and_now() -> datetime:
    """The local time."""
    return datetime.now().astimezone()


def _differ_by_port(roots: set[Address | None]) -> bool:
    """Whether host and port are enough to tell these addresses apart."""
    return len({root.host_and_port for root in roots if root is not None}) == len(roots - {None})


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
        self._shared_names: dict[str, bool] = {}  # and whether host and port distinguish their addresses
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
        self._find_shared_names()
        arrangement = arrange((view.run for view in self._runs.runs), now)
        wanted = arrangement.rows
        keep = set(wanted)
        for place in reversed(range(len(self._rows))):
            if self._rows[place] not in keep:
                self.beginRemoveRows(_ROOT, place, place)
                del self._rows[place]
                self.endRemoveRows()
        there, place = set(self._rows), 0
        while place < len(wanted):
            row = wanted[place]
            if row not in there:
                place = self._insert(list(takewhile(lambda row: row not in there, wanted[place:])), place)
                continue
            if self._rows[place] != row:
                self._move(self._rows.index(row, place), place)
            place += 1
        self._until.stop()
        if arrangement.until is not None:
            wait = int((arrangement.until - now).total_seconds() * 1000) + 1000
            self._until.start(min(max(wait, 1000), _LONGEST_WAIT))

    def _find_shared_names(self) -> None:
        """Find the names that environments at different addresses have had: one was removed, or its address changed."""
        roots: dict[str, set[Address | None]] = {}
        for view in self._runs.runs:
            roots.setdefault(view.run.environment_name, set()).add(view.run.root)
        shared = {name: _differ_by_port(found) for name, found in roots.items() if len(found) > 1}
        if shared != self._shared_names:
            self._shared_names = shared
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _address(self, run: Run) -> str:
        is_told_by_port = self._shared_names.get(run.environment_name)
        if is_told_by_port is None or run.root is None:
            return ""
        return run.root.host_and_port if is_told_by_port else whole_place(run.root)

    def _title(self, run: Run) -> str:
        return ", ".join(part for part in (run_title(run), self._address(run)) if part)

    def _insert(self, rows: list[Row], place: int) -> int:
        """Insert rows at a place; returns the place below them."""
        end = place + len(rows)
        self.beginInsertRows(_ROOT, place, end - 1)
        self._rows[place:place] = rows
        self.endInsertRows()
        return end

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
        """Headings can be neither selected nor current."""
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
                return self._title(view.run)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(view)
            case RunRole.PLACE:
                return run_words.place(view.run)
            case RunRole.ADDRESS:
                return self._address(view.run)
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
        when, now = time_of(view.run), self._now()
        if view.run.state.is_unsettled:  # the heading does not give the day
            is_today = when.astimezone(now.tzinfo).date() == now.date()
            return clock(when) if is_today else short_day(when)
        return short_day(when) if section(view.run, now) is Section.EARLIER else clock(when)

    def _spoken(self, view: TrackedRun) -> str:
        sentence, _ = short_sentence(view)
        stage = stage_word(view.run.stage) if view.run.stage is not None else ""
        parts = (self._title(view.run), self._end_text(view), sentence, stage, file_name(view.run))
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
