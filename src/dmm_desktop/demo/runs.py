"""A run: its state at a moment, from its script, the time and a stop."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from .api import IMPORT
from .run_script import RunScript, RunStep

_STOP_TAKES = 1.5  # seconds at pace 1 between a stop and the final status, because stopping is not immediate
_LOSES_AT = 0.35  # the share of the import after which a request finds the connection lost
_LOST_FOR = 6.0  # seconds at pace 1
_STOPPED = "The execution was stopped by a user."
_NOT_REVERTED = " What was already imported was not reverted."


@dataclass(frozen=True)
class Moment:
    """A run at one moment. Times are seconds at pace 1 since its creation: `elapsed` is constant once the run has
    ended, `worked` once it has been stopped."""

    status: str
    elapsed: float
    worked: float
    stopped_at: float | None

    @property
    def is_final(self) -> bool:
        return self.status not in ("Queued", "InProgress", "NotFound")


class DemoRun:
    """One execution. With a pace below 1 its clock runs faster than real time: everything it reports (elapsed time, log
    times, its end) is as at pace 1."""

    def __init__(self, tracker_id: str, script: RunScript, pace: float) -> None:
        self.tracker_id = tracker_id
        self.script = script
        self.created = datetime.now().replace(microsecond=0)
        self._pace = pace
        self._zero = time.monotonic()
        self._lock = threading.Lock()
        self._stopped_at: float | None = None
        self._lost_until: float | None = None

    def now(self) -> Moment:
        """The current state of the run."""
        with self._lock:
            return self._at(self._elapsed())

    def stop(self) -> bool:
        """Run no further chunk; returns False if the run has already ended."""
        with self._lock:
            elapsed = self._elapsed()
            if self._at(elapsed).status not in ("Queued", "InProgress"):
                return False
            if self._stopped_at is None:
                self._stopped_at = elapsed
            return True

    def is_cut_off(self) -> bool:
        """Whether a request about this run finds the connection lost.

        The loss begins with the first request after a share of the import, so that even a client that polls rarely
        encounters it.
        """
        if not self.script.scenario.loses_connection:
            return False
        with self._lock:
            elapsed = self._elapsed()
            if self._lost_until is None:
                if elapsed < self.script.begins + self.script.scenario.importing * _LOSES_AT:
                    return False
                self._lost_until = elapsed + _LOST_FOR
            return elapsed < self._lost_until

    def steps_done(self, moment: Moment) -> list[RunStep]:
        """The steps finished by `moment`, including failed ones."""
        return [step for step in self.script.steps if step.ends <= moment.worked]

    def log_lines(self, moment: Moment) -> list[str]:
        """All lines logged until `moment`, oldest first. Later logs extend earlier ones."""
        lines = [self._line(0.0, f"INFO  Execution {self.tracker_id} was queued")]
        if moment.worked >= self.script.begins:
            lines.append(
                self._line(
                    self.script.begins, f"INFO  {self.script.kind} of {len(self.script.entities)} entities started"
                )
            )
        for step in self.script.steps:
            if step.begins <= moment.worked:
                lines.append(self._line(step.begins, step.begin_line))
            if step.ends <= moment.worked:
                lines.append(self._line(step.ends, step.end_line))
        if moment.stopped_at is not None:
            lines.append(self._line(moment.stopped_at, "WARN  Stop was requested, no more chunks will run"))
        if moment.is_final:
            level = "ERROR" if moment.status == "InError" else "INFO "
            lines.append(self._line(moment.elapsed, f"{level} {self.message(moment)[0]}"))
        return lines

    def message(self, moment: Moment) -> tuple[str, str]:
        """Text and documented type of the message in a status report."""
        if moment.is_final:
            text = self.script.scenario.message_of(self.script.kind) if moment.stopped_at is None else self._stopped
            return text, {"Complete": "Success", "InError": "Danger"}.get(moment.status, "Info")
        if moment.worked < self.script.begins:
            return "The execution waits for its turn.", "Info"
        current = [step for step in self.script.steps if step.begins <= moment.worked][-1]
        return current.begin_line.split(maxsplit=1)[1], "Info"

    @property
    def _stopped(self) -> str:
        return _STOPPED + (_NOT_REVERTED if self.script.kind == IMPORT else "")

    def time_at(self, elapsed: float) -> str:
        """The server's local time at `elapsed`, in the documented format without a time zone."""
        return f"{self.created + timedelta(seconds=int(elapsed)):%Y-%m-%d %H:%M:%S}"

    def _line(self, elapsed: float, text: str) -> str:
        return f"{self.time_at(elapsed)} {text}"

    def _elapsed(self) -> float:
        return (time.monotonic() - self._zero) / self._pace

    def _at(self, elapsed: float) -> Moment:
        stopped_at = self._stopped_at
        works_until = self.script.ends if stopped_at is None else stopped_at
        ends = self.script.ends if stopped_at is None else stopped_at + _STOP_TAKES
        worked = min(elapsed, works_until)
        if elapsed >= ends:
            status = self.script.scenario.ends_as if stopped_at is None else self.script.scenario.stopped_as
        else:
            status = "InProgress" if worked >= self.script.begins else "Queued"
        return Moment(status, min(elapsed, ends), worked, stopped_at)
