"""The state of the visible run, as shown by the sentence row and the bar. No widgets, no rules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from ...core.outcomes import destination, in_unit, last_seen, remark, sentence
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import counted, text
from ...operations.start_import import Uploading
from ..formats import clock, day_and_time, moment, size_done
from ..messages import tr_text
from ..run_words import fraction, is_lost, percent_done, records_done, state_icon
from ..services.run_controller import TrackedRun
from ..theme.tokens import Tone


class Phase(Enum):
    """The phase shown by the bar; it restarts with each."""

    UPLOAD = "upload"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """``note`` is beside the sentence, ``second_line`` below it. ``icon`` is empty until the run has ended."""

    sentence: str
    note: str = ""
    second_line: str = ""
    percent: str = ""
    icon: str = ""
    tone: Tone = Tone.TEXT
    phase: Phase | None = None
    fraction: float = 0.0
    stale: bool = False


def run_summary(view: TrackedRun, *, watched: bool, stopping: bool) -> RunSummary:
    """Summarize a run; ``stopping``: a stop was requested and the run has not ended."""
    run = view.run
    if run.state.is_final:
        icon, tone = state_icon(view)
        closing_remark = remark(run)
        lines = (_afterwards(run), tr_text(closing_remark) if closing_remark is not None else "")
        second = " ".join(line for line in lines if line)
        return RunSummary(tr_text(sentence(run)), second_line=second, icon=icon, tone=tone)
    done = fraction(view)
    sending = run.state.is_sending
    stale = not sending and (is_lost(view) or not watched)
    return RunSummary(
        _present(view),
        note=_note(view, stopping=stopping, stale=stale),
        percent=percent_done(view),
        phase=Phase.UPLOAD if sending else Phase.IMPORT,
        fraction=done or 0.0,
        stale=stale,
    )


def _present(view: TrackedRun) -> str:
    progress = view.progress
    if view.run.state is RunState.UPLOADING and isinstance(progress, Uploading):
        return tr_text(text("Uploading {size}", size=size_done(progress.done, progress.total)))
    return tr_text(sentence(view.run))


def _note(view: TrackedRun, *, stopping: bool, stale: bool) -> str:
    run = view.run
    if stale and view.watch is not None and view.watch.answered_at is not None:
        return tr_text(text("as of {time}; more may have been done since", time=clock(view.watch.answered_at)))
    if stale and run.answered_at is not None:
        return tr_text(text("last seen {when}, may be further by now", when=moment(run.answered_at)))
    if stale:
        return tr_text(text("as last seen"))
    if view.watch is not None and view.watch.is_unlisted:
        return tr_text(text("not listed by the server yet; retrying for up to a minute"))
    if stopping:
        return tr_text(text("Stop requested. What is being imported right now may still finish."))
    if run.state is RunState.UPLOADING:
        return tr_text(text("to {place}", place=run.environment_name))
    if run.report is not None and run.report.total_records:
        place = destination(run.environment_name, run.connection)
        return tr_text(text("{total} records into {place}", total=run.report.total_records, place=place))
    return ""


def _afterwards(run: Run) -> str:
    """The line below the sentence: what was imported, or when it was."""
    seen = last_seen(run, _at(run.counts_seen_at) if run.counts_seen_at else "")
    if seen is not None:
        return tr_text(seen)
    ended = _ended_at(run.known_end) if run.known_end else ""
    if run.state.is_recordable:
        return _begun(run)
    if run.state.tells_counts:
        return ended
    return " ".join(part for part in (_imported(run), ended) if part)


def _at(at: datetime) -> str:
    if at.astimezone().date() == datetime.now().astimezone().date():
        return tr_text(text("at {time}", time=clock(at)))
    return tr_text(text("on {day}", day=day_and_time(at)))


def _begun(run: Run) -> str:
    if run.sent_at is not None:
        return tr_text(text("Sent on {day}.", day=day_and_time(run.sent_at)))
    if not run.zip_path:
        return tr_text(text("Started elsewhere. Added here on {day}.", day=day_and_time(run.created_at)))
    return tr_text(text("Begun on {day}.", day=day_and_time(run.created_at)))


def _ended_at(at: datetime) -> str:
    if at.astimezone().date() == datetime.now().astimezone().date():
        return tr_text(text("Ended at {time}.", time=clock(at)))
    return tr_text(text("Ended on {day}.", day=day_and_time(at)))


def _imported(run: Run) -> str:
    records = records_done(run)
    if not records or run.records_done is None:
        return ""
    place = destination(run.environment_name, run.connection)
    elapsed = (run.report.elapsed if run.report else None) or timedelta()
    if run.state is RunState.FAILED:  # what the server counts then may not have stayed
        return tr_text(text("{records} were processed.", records=records))
    if elapsed > timedelta():
        return tr_text(
            text(
                "{records} were processed in {place} in {time}.",
                records=records,
                place=place,
                time=in_words(elapsed),
            )
        )
    return tr_text(text("{records} were processed in {place}.", records=records, place=place))


def in_words(elapsed: timedelta) -> str:
    """A duration in the largest unit that fits: 6 minutes."""
    match in_unit(elapsed):
        case "minutes", int(n):
            return tr_text(counted("1 minute", "{n} minutes", n))
        case "minutes", minutes:
            return tr_text(text("{minutes} minutes", minutes=minutes))
        case "hours", int(n):
            return tr_text(counted("1 hour", "{n} hours", n))
        case "hours", hours:
            return tr_text(text("{hours} hours", hours=hours))
        case _, seconds:
            return tr_text(counted("1 second", "{n} seconds", int(seconds)))


def lost_since(view: TrackedRun, first_trouble: datetime) -> datetime:
    """Since when there has been no response: since the last one, or the first request that failed."""
    answered = view.watch.answered_at if view.watch else None
    return answered or first_trouble
