"""Which runs are listed: by words, environment, state and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from ...core.address import Address
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.search_words import search_key
from ...core.text import Text, text
from ..formats import day
from ..run_words import state_icon
from ..services.tracked_run import TrackedRun
from ..theme.tokens import Tone
from .arrangement import midnight, time_of


class StateChoice(Enum):
    """The states that can be chosen, by the sentence that names them."""

    ANY = text("All states")
    NOT_ENDED = text("Not ended")
    ATTENTION = text("Needs your attention")
    TROUBLED = text("With errors or warnings")
    CLEAN = text("Completed without errors or warnings")
    STOPPED = text("Stopped or not started")


class DateChoice(Enum):
    """The periods that can be chosen, by the sentence that names them. Runs that have not ended count from their
    start, others from their end."""

    ANY = text("Any date")
    TODAY = text("Today")
    WEEK = text("Last 7 days")
    MONTH = text("Last 30 days")
    YEAR = text("Last 365 days")


_DAYS = {DateChoice.TODAY: 1, DateChoice.WEEK: 7, DateChoice.MONTH: 30, DateChoice.YEAR: 365}
_STOPPED = (RunState.STOPPED, RunState.UPLOAD_STOPPED, RunState.NOT_STARTED, RunState.FOUND_NOT_STARTED)


class RunEnvironment(NamedTuple):
    """The environment of a run: the name that it had then, and the server. What the list calls it may change."""

    name: str
    root: Address | None

    @classmethod
    def of(cls, run: Run) -> RunEnvironment:
        """The environment of this run."""
        return cls(run.environment_name, run.root)


@dataclass(frozen=True, slots=True)
class RunFilter:
    """What a run must have to be listed. ``words``: all of them are found in the run; ``environment``: None for all."""

    words: tuple[str, ...] = ()
    environment: RunEnvironment | None = None
    state: StateChoice = StateChoice.ANY
    date: DateChoice = DateChoice.ANY

    @property
    def choices(self) -> tuple[Text, ...]:
        """The state and the date that are chosen, for the user."""
        states = () if self.state is StateChoice.ANY else (self.state.value,)
        dates = () if self.date is DateChoice.ANY else (self.date.value,)
        return (*states, *dates)

    @property
    def admits_all(self) -> bool:
        """Whether no run is hidden."""
        return not self.words and self.environment is None and not self.choices

    def admits_state(self, view: TrackedRun) -> bool:
        """Whether the state of the run is the chosen one."""
        state = view.run.state
        match self.state:
            case StateChoice.ANY:
                return True
            case StateChoice.NOT_ENDED:
                return not state.is_final
            case StateChoice.ATTENTION:
                return state.is_unsettled
            case StateChoice.TROUBLED:
                return state_icon(view)[1] in (Tone.WARN, Tone.ERR)
            case StateChoice.CLEAN:
                return state_icon(view)[1] is Tone.OK
            case StateChoice.STOPPED:
                return state in _STOPPED

    def admits_date(self, view: TrackedRun, now: datetime) -> bool:
        """Whether the run is from the chosen period; ``now`` in the time zone of this workstation."""
        if self.date is DateChoice.ANY:
            return True
        return time_of(view.run) >= midnight(now) - timedelta(days=_DAYS[self.date] - 1)


def searched_text(spoken: str, run: Run) -> str:
    """What is searched in a run: what the list shows of it, as ``spoken`` says it, and what identifies it elsewhere.
    Dates are found as shown (3 Jun 2026) and in ISO form (2026-06-03)."""
    at = time_of(run).astimezone()
    root = str(run.root) if run.root is not None else ""
    parts = (spoken, run.zip_path, run.connection, run.tracker_id, root, day(at), f"{at:%Y-%m-%d}")
    return search_key(" ".join(parts))
