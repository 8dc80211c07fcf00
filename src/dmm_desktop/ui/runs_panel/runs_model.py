"""The runs as rows below headings, sorted, updated row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import IntEnum
from itertools import islice, takewhile
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot

from ...core.address import Address
from ...core.environment_names import name_order
from ...core.runs import Run
from ...core.search_words import has_all_words
from .. import run_words
from ..formats import clock, here_and_now, near_day
from ..places import ToldPlace, told_apart, whole_place
from ..run_words import by_name, file_name, percent_done, run_title, short_sentence
from ..services.run_controller import RunController
from ..services.tracked_run import TrackedRun
from ..stage import stage_word
from ..widgets.painting import Index
from .arrangement import (
    Arrangement,
    EnvironmentHeading,
    Heading,
    ListRow,
    NameOf,
    Section,
    arrange,
    heading_of,
    time_of,
)
from .run_filter import RunEnvironment, RunFilter, searched_text

_ROOT = QModelIndex()
_AT_ONCE = 100  # runs whose texts are made between two events


class RunRole(IntEnum):
    """Roles for the delegate; VIEW is None for a heading."""

    RUN_ID = Qt.ItemDataRole.UserRole + 1
    VIEW = Qt.ItemDataRole.UserRole + 2
    END_TEXT = Qt.ItemDataRole.UserRole + 3  # percentage, time or day
    IS_FIRST = Qt.ItemDataRole.UserRole + 4
    ADDRESS = Qt.ItemDataRole.UserRole + 5  # distinguishes equal names; otherwise ""
    SHORT_ADDRESS = Qt.ItemDataRole.UserRole + 6  # the part of it that does so


class RunsModel(QAbstractListModel):
    """Follows the RunController. Rows are inserted, removed and moved; only another filter or grouping resets the
    model, and the list then selects the same run again. ``arranged``: runs may have been listed or hidden,
    or a hidden one has changed."""

    arranged = Signal()

    def __init__(
        self, runs: RunController, parent: QObject | None = None, now: Callable[[], datetime] = here_and_now
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._now = now
        self._rows: list[ListRow] = []
        self._shared_names: dict[str, dict[Address, ToldPlace]] = {}  # and how their addresses are shown
        self._filter = RunFilter()
        self._is_grouped = False
        self._is_doubtful = False  # see _find_doubt
        self._hidden: tuple[TrackedRun, ...] = ()
        self._searched: dict[str, tuple[Run, str, str]] = {}  # ended runs by id: address, and what was searched
        self._unread: Iterator[TrackedRun] = iter(())  # whose texts are still to be made before a search
        self._ahead = QTimer(self)  # without an interval: whenever there are no events
        self._ahead.timeout.connect(self._read_ahead)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._until.timeout.connect(self.arrange)
        runs.list_changed.connect(self.arrange)
        runs.run_changed.connect(self._run_changed)
        self.arrange()

    def row_of(self, listed: ListRow) -> int | None:
        """The row of a run, by its id, or of a heading; None if it is not listed."""
        return self._rows.index(listed) if listed in self._rows else None

    @property
    def filter(self) -> RunFilter:
        """Which runs are listed."""
        return self._filter

    def set_filter(self, chosen: RunFilter) -> None:
        """List other runs."""
        if chosen != self._filter:
            self._filter = chosen
            self._list_anew()

    @property
    def is_grouped(self) -> bool:
        """Whether past runs are grouped by environment, not by time."""
        return self._is_grouped

    def group(self, is_grouped: bool) -> None:
        """Group past runs by environment, or by time."""
        if is_grouped != self._is_grouped:
            self._is_grouped = is_grouped
            self._list_anew()

    @property
    def hidden(self) -> tuple[TrackedRun, ...]:
        """The runs that the filter hides."""
        return self._hidden

    @property
    def total(self) -> int:
        """The number of runs, listed or hidden."""
        return len(self._runs.runs)

    def is_hidden(self, run_id: str) -> bool:
        """Whether the filter hides a run."""
        return any(view.run.id == run_id for view in self._hidden)

    def environments(self) -> dict[RunEnvironment, str]:
        """The environments of all runs and that of the filter, and what the list calls them, sorted by that."""
        found = {RunEnvironment.of(view.run): self._environment(view.run) for view in self._runs.runs}
        if (chosen := self._filter.environment) is not None:
            found.setdefault(chosen, self.chosen_environment)
        return dict(sorted(found.items(), key=lambda one: name_order(one[1])))

    @property
    def chosen_environment(self) -> str:
        """What the list calls the environment of the filter; empty if all are listed."""
        if (chosen := self._filter.environment) is None:
            return ""
        runs = (view.run for view in self._runs.runs)
        names = (self._environment(run) for run in runs if RunEnvironment.of(run) == chosen)
        return next(names, chosen.name or self.tr("Environment not known"))  # its last run was removed

    def prepare_search(self) -> None:
        """Make the texts that are searched in steps: with thousands of runs, the first key would wait for them."""
        self._unread = iter(self._runs.runs)
        self._ahead.start()

    @Slot()
    def _read_ahead(self) -> None:
        some = list(islice(self._unread, _AT_ONCE))
        for view in some:
            self._text_of(view)
        if not some:
            self._ahead.stop()

    def _list_anew(self) -> None:
        now = self._now()
        self._find_shared_names()
        self.beginResetModel()
        arrangement = self._arrangement(now)
        self._rows = list(arrangement.rows)
        self.endResetModel()
        self._await_change(arrangement.until, now)

    @Slot()
    def arrange(self) -> None:
        """Move every row to its current place."""
        now = self._now()
        self._find_shared_names()
        arrangement = self._arrangement(now)
        wanted = arrangement.rows
        keep = set(wanted)
        for place in reversed(range(len(self._rows))):
            if self._rows[place] not in keep:
                self.beginRemoveRows(_ROOT, place, place)
                del self._rows[place]
                self.endRemoveRows()
        there, place = set(self._rows), 0
        rank = {row: number for number, row in enumerate(wanted)}
        while place < len(wanted):
            row = wanted[place]
            if row not in there:
                place = self._insert(list(takewhile(lambda row: row not in there, wanted[place:])), place)
                continue
            if self._rows[place] != row:
                source = self._rows.index(row, place)
                if source == place + 1:  # one row goes down, not all those below it up
                    self._move(place, self._place_below(rank, place))
                else:
                    self._move(source, place)
            place += 1
        self._await_change(arrangement.until, now)

    @Slot()
    def begin_day(self) -> None:
        """Move every row to its place of today, and show the time of each run as it is said today."""
        self._searched.clear()
        self.arrange()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _place_below(self, rank: dict[ListRow, int], place: int) -> int:
        """The place of the first row that stays below the row at ``place`` when that one goes down."""
        here = rank[self._rows[place]]
        below = range(place + 1, len(self._rows))
        return next((at for at in below if rank[self._rows[at]] > here), len(self._rows))

    def _find_doubt(self) -> None:
        """Find out whether a run below the heading *Running* is only as last seen; the heading then says so."""
        row = self.row_of(Section.RUNNING)
        if row is None:
            return
        below = takewhile(lambda one: isinstance(one, str), self._rows[row + 1 :])
        views = map(self._runs.find, map(str, below))
        is_doubtful = any(view is not None and run_words.is_last_seen(view) for view in views)
        if is_doubtful != self._is_doubtful:
            self._is_doubtful = is_doubtful
            self.dataChanged.emit(self.index(row), self.index(row))

    def _await_change(self, until: datetime | None, now: datetime) -> None:
        """Arrange the runs again when one is no longer just finished."""
        self._find_doubt()
        self._until.stop()
        if until is not None:
            self._until.start(int((until - now).total_seconds() * 1000) + 1000)
        self.arranged.emit()

    def _arrangement(self, now: datetime) -> Arrangement:
        listed, hidden = list[Run](), list[TrackedRun]()
        for view in self._runs.runs:
            if self._admits(view, now):
                listed.append(view.run)
            else:
                hidden.append(view)
        self._hidden = tuple(hidden)
        return arrange(listed, now, self._grouped_by)

    @property
    def _grouped_by(self) -> NameOf | None:
        return self._environment if self._is_grouped else None

    def _admits(self, view: TrackedRun, now: datetime) -> bool:
        chosen = self._filter
        return (
            (chosen.environment is None or chosen.environment == RunEnvironment.of(view.run))
            and chosen.admits_state(view)
            and chosen.admits_date(view, now)
            and (not chosen.words or has_all_words(self._text_of(view), chosen.words))
        )

    def _text_of(self, view: TrackedRun) -> str:
        """What is searched in a run."""
        run, address = view.run, self._address(view.run)
        run_before, address_before, text = self._searched.get(run.id, (None, "", ""))
        if run_before is not run or address_before != address:
            text = searched_text(self._spoken(view), run)
            if run.state.is_final:  # otherwise more than the run and its address decides what is shown
                self._searched[run.id] = run, address, text
        return text

    def _find_shared_names(self) -> None:
        """Find the names that environments at different addresses have had: one was removed, or its address changed."""
        roots: dict[str, set[Address | None]] = {}
        for view in self._runs.runs:
            roots.setdefault(view.run.environment_name, set()).add(view.run.root)
        shared = {name: told_apart([one for one in found if one]) for name, found in roots.items() if len(found) > 1}
        if shared != self._shared_names:
            self._shared_names = shared
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _environment(self, run: Run) -> str:
        name = run.environment_name or self.tr("Environment not known")
        return ", ".join(part for part in (name, self._address(run)) if part)

    def _address(self, run: Run) -> str:
        told = self._told(run)
        return told.whole if told is not None else ""

    def _told(self, run: Run) -> ToldPlace | None:
        shared, root = self._shared_names.get(run.environment_name), run.root
        if root is None:
            return None
        if shared is None:
            return told_apart([root])[root] if run.has_moved else None
        return shared.get(root) or ToldPlace(whole_place(root), whole_place(root))  # reported before it is listed

    def _title(self, run: Run) -> str:
        return ", ".join(part for part in (run_title(by_name(run)), self._address(run)) if part)

    def _insert(self, rows: list[ListRow], place: int) -> int:
        """Insert rows at a place; returns the place below them."""
        end = place + len(rows)
        self.beginInsertRows(_ROOT, place, end - 1)
        self._rows[place:place] = rows
        self.endInsertRows()
        return end

    def _move(self, source: int, target: int) -> None:
        """Move a row above the one that is at the target now."""
        self.beginMoveRows(_ROOT, source, source, _ROOT, target)
        row = self._rows.pop(source)
        self._rows.insert(target if target < source else target - 1, row)
        self.endMoveRows()

    @Slot(object)
    def _run_changed(self, run_id: str) -> None:
        view, row, now = self._runs.find(run_id), self.row_of(run_id), self._now()
        if view is None:
            return
        is_listed, is_admitted = row is not None, self._filter.admits_all or self._admits(view, now)
        if is_listed != is_admitted or (row is not None and self._is_misplaced(view.run, row, now)):
            self.arrange()
            row = self.row_of(run_id)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)
        elif not is_listed:
            self.arranged.emit()
        self._find_doubt()

    def _is_misplaced(self, run: Run, row: int, now: datetime) -> bool:
        above = next(one for one in reversed(self._rows[:row]) if not isinstance(one, str))
        return above != heading_of(run, now, self._grouped_by)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings and runs."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be neither selected nor current."""
        if not index.isValid() or not isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's data. Screen readers get the whole row, title first."""
        row = self._rows[index.row()]
        if not isinstance(row, str):
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
            case RunRole.ADDRESS:
                return self._address(view.run)
            case RunRole.SHORT_ADDRESS:
                told = self._told(view.run)
                return told.part if told is not None else ""
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
        heading = heading_of(view.run, now, self._grouped_by)
        if heading is Section.ATTENTION or isinstance(heading, EnvironmentHeading):  # which do not give the day
            is_today = when.astimezone(now.tzinfo).date() == now.date()
            return clock(when) if is_today else near_day(when, now)
        return near_day(when, now) if heading is Section.EARLIER else clock(when)

    def _spoken(self, view: TrackedRun) -> str:
        run, (sentence, _) = view.run, short_sentence(view)
        stage = stage_word(run.stage) if run.stage is not None else ""
        parts = (self._title(run), self._end_text(view), sentence, stage, file_name(run), run.reference, run.note)
        return ", ".join(part for part in parts if part)

    def _heading(self, heading: Heading) -> str:
        match heading:
            case EnvironmentHeading():
                return heading.name
            case Section.ATTENTION:
                return self.tr("Needs your attention")
            case Section.RUNNING:
                return self.tr("Running or last seen running") if self._is_doubtful else self.tr("Running")
            case Section.JUST_FINISHED:
                return self.tr("Just finished")
            case Section.TODAY:
                return self.tr("Earlier today")
            case Section.YESTERDAY:
                return self.tr("Yesterday")
            case Section.EARLIER:
                return self.tr("Earlier")
