"""The state of the visible run, as shown by the sentence row and the bar. No widgets and no rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ...core.execution_type import by_known_type, by_type
from ...core.legend import legend
from ...core.outcomes import last_seen, sentence
from ...core.remarks import remarks
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.sentence_parts import destination_of, duration_words, records_processed
from ...core.text import Text, text
from ...core.zip_check import started_anyway
from ...operations.start_import import Uploading
from ..formats import clock, day_and_time, is_today, moment, size_done
from ..messages import tr_text
from ..run_words import begun, fraction, is_last_seen, is_sending_here, percent_done, state_icon
from ..services.tracked_run import TrackedRun
from ..theme.tokens import Tone

#: How long an accepted stop may take, in the window, before it says that the run has not ended [assumed].
_STOPS_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The state of a run in words. ``note`` is shown beside the sentence, ``second_line`` below it, ``meaning`` if the
    user wants to see it. ``icon`` is empty and ``fraction``, the length of the bar from 0 to 1, is set until the run
    has ended."""

    sentence: str
    note: str = ""
    second_line: str = ""
    meaning: tuple[str, ...] = ()
    percent: str = ""
    icon: str = ""
    tone: Tone = Tone.TEXT
    fraction: float | None = None
    stale: bool = False


def run_summary(view: TrackedRun, *, watched: bool, stopping: bool, awake: bool = False) -> RunSummary:
    """Summarize a run. ``stopping``: a request to stop it is under way; ``awake``: the computer is kept awake while
    something is uploaded or saved."""
    run = view.run
    if run.state.is_final:
        icon, tone = state_icon(view)
        lines = (_afterwards(run), *(tr_text(remark) for remark in remarks(run)), _started_anyway(run))
        second = " ".join(line for line in lines if line)
        meaning = tuple(tr_text(one) for one in legend(run, day_and_time))
        words = tr_text(sentence(run))
        return RunSummary(words, second_line=second, meaning=meaning, icon=icon, tone=tone)
    stale = not run.state.is_sending and (is_last_seen(view) or not watched)
    return RunSummary(
        _present(view),
        note=" · ".join(words for words in (_note(view, stopping=stopping, stale=stale), _awake(view, awake)) if words),
        second_line=_started_anyway(run),
        percent=percent_done(view),
        fraction=None if run.is_over else fraction(view) or 0.0,
        stale=stale,
    )


def _present(view: TrackedRun) -> str:
    progress = view.progress
    if view.run.state is RunState.UPLOADING and isinstance(progress, Uploading):
        return tr_text(text("Uploading {size}", size=size_done(progress.done, progress.total)))
    return tr_text(sentence(view.run))


def _note(view: TrackedRun, *, stopping: bool, stale: bool) -> str:
    run = view.run
    if run.is_over:
        return ""
    seen = _last_seen(view, stale=stale)
    if stopping:
        stop: Text | None = text("Requesting the stop…")
    else:
        stop = _stop_note(run) if seen is None else _past_stop(run)
    if seen is not None or stop is not None:
        return " · ".join(tr_text(words) for words in (seen, stop) if words is not None)
    if run.state is RunState.UPLOADING:
        name = run.told_environment
        return tr_text(
            by_type(run.type, for_import=text("to {place}", place=name), for_export=text("from {place}", place=name))
        )
    if run.report is not None and run.report.total_records:
        place, total = destination_of(run), run.report.total_records
        return tr_text(
            by_known_type(
                run.known_type,
                for_import=text("{total} records into {place}", total=total, place=place),
                for_export=text("{total} records from {place}", total=total, place=place),
                for_execution=text("{total} records", total=total),
            )
        )
    return ""


def _last_seen(view: TrackedRun, *, stale: bool) -> Text | None:
    """How old the figures are; None if they are those of now."""
    run, watch = view.run, view.watch
    if watch is not None and watch.is_unlisted and watch.trouble is None:
        if not run.was_seen:
            return text("not listed by the server yet; retrying for up to a minute")
        if (at := view.answered_at) is None:
            return text("the server does not know it at the moment; retrying for up to a minute")
        return text(
            "last seen {when}; the server does not know it at the moment; retrying for up to a minute", when=moment(at)
        )
    if not stale:
        return None
    if watch is not None and watch.answered_at is not None and is_today(watch.answered_at):
        return text("as of {time}; it may have progressed since", time=clock(watch.answered_at))
    if (at := view.answered_at) is not None:
        return text("last seen {when}; it may have progressed since", when=moment(at))
    return text("as last seen")


def _past_stop(run: Run) -> Text | None:
    """What is known about a stop request if it is not known whether the run continues."""
    if run.stop_accepted_at is not None:
        return text("the server accepted the stop {when}", when=moment(run.stop_accepted_at))
    if run.stop_requested_at is not None:
        return text("stop requested; it is not known whether the server accepted it")
    return None


def _awake(view: TrackedRun, awake: bool) -> str:
    return tr_text(text("this computer is kept awake")) if awake and is_sending_here(view) else ""


def _stop_note(run: Run) -> Text | None:
    """What is known about a stop request while the run continues."""
    if run.stop_requested_at is None:
        return None
    if run.stop_accepted_at is None:
        return text("Stop requested. It is not known whether the server accepted it.")
    if run.answered_at is not None and run.answered_at - run.stop_accepted_at > _STOPS_WITHIN:
        when = moment(run.stop_accepted_at)
        return by_known_type(
            run.known_type,
            for_import=text("The server accepted the stop {when}, but the import has not ended.", when=when),
            for_export=text("The server accepted the stop {when}, but the export has not ended.", when=when),
            for_execution=text("The server accepted the stop {when}, but the execution has not ended.", when=when),
        )
    return by_known_type(
        run.known_type,
        for_import=text("Stop requested and accepted. What is being imported right now may still finish."),
        for_export=text("Stop requested and accepted. What is being exported right now may still finish."),
        for_execution=text("Stop requested and accepted. What is being processed right now may still finish."),
    )


def _started_anyway(run: Run) -> str:
    said = started_anyway(run.zip_check)
    return "" if said is None else tr_text(said)


def _afterwards(run: Run) -> str:
    """The line below the sentence: how many records were processed, or when."""
    seen = last_seen(run, _at(run.counts_seen_at) if run.counts_seen_at else "")
    if seen is not None:
        return tr_text(seen)
    ended = _ended(run)
    if run.state.is_recordable:
        return begun(run)
    if run.state.tells_counts:
        return ended
    return " ".join(part for part in (_processed(run), ended) if part)


def _at(at: datetime) -> str:
    if is_today(at):
        return tr_text(text("at {time}", time=clock(at)))
    return tr_text(text("on {day}", day=day_and_time(at)))


def _ended(run: Run) -> str:
    if (at := run.known_end) is None:
        return ""
    if run.ended_unwatched:
        seen = text("Found to have ended at {time}.", time=clock(at))
        return tr_text(seen if is_today(at) else text("Found to have ended on {day}.", day=day_and_time(at)))
    return tr_text(
        text("Ended at {time}.", time=clock(at)) if is_today(at) else text("Ended on {day}.", day=day_and_time(at))
    )


def _processed(run: Run) -> str:
    report = run.report
    if report is None or not (report.completed_records or report.total_records) or run.records_done is None:
        return ""
    records = records_processed(report.completed_records or 0, report.total_records)
    if run.state is RunState.FAILED:  # the server may not have kept the records that it counted
        return tr_text(text("{records}.", records=records))
    place = destination_of(run)
    if (spent := duration_words(report.elapsed or timedelta())) is not None:
        return tr_text(text("{records} in {place} in {time}.", records=records, place=place, time=spent))
    return tr_text(text("{records} in {place}.", records=records, place=place))
