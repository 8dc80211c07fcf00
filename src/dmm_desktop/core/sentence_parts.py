"""The parts that the sentences about runs of all types have in common."""

from __future__ import annotations

from datetime import timedelta

from .environment import RUNTIME_CONNECTION
from .runs import Run
from .text import Text, counted, text, whole


def destination(environment: Text | str, connection: str) -> Text:
    """The destination, to be used after "into": the environment itself or one of its connections; "" means unknown."""
    if not connection:
        return text("an unknown connection of {place}", place=environment)
    if connection == RUNTIME_CONNECTION:
        return text("{place}", place=environment)
    if "(" in str(environment):
        return text("{connection} on {place}", connection=connection, place=environment)
    return text("{connection} ({place})", connection=connection, place=environment)


def destination_of(run: Run) -> Text:
    """The connection that the run imports into or exports from; the environment if the type of the run is not known."""
    connection = run.connection if run.known_type is not None else RUNTIME_CONNECTION
    return destination(run.told_environment, connection)


def ended_without_results(run: Run) -> Text:
    """For a run whose end was reported, but whose results are not known."""
    return text("The server reports “{status}”. Its results have not been read yet.", status=run.status_word)


def records_counted(run: Run) -> tuple[int, int]:
    """The numbers of records processed and in total; 0 if unknown."""
    return run.records_done or 0, (run.report.total_records if run.report else 0) or 0


def records_processed(done: int, total: int | None) -> Text:
    """ "30 of 50 records were processed", to be continued; ``total`` is 0 or None if it is not known."""
    if not total:
        return counted("1 record was processed", "{n} records were processed", done)
    return counted("1 of {total} records was processed", "{n} of {total} records were processed", done, total=total)


def in_time(elapsed: timedelta) -> Text | str:
    """The duration; "" if unknown."""
    match in_unit(elapsed):
        case "", _:
            return ""
        case "seconds", int(n):
            return counted(" in 1 second", " in {n} seconds", n)
        case "minutes", int(n):
            return counted(" in 1 minute", " in {n} minutes", n)
        case "minutes", minutes:
            return text(" in {minutes} minutes", minutes=minutes)
        case _, int(n):
            return counted(" in 1 hour", " in {n} hours", n)
        case _, hours:
            return text(" in {hours} hours", hours=hours)


def in_unit(elapsed: timedelta) -> tuple[str, int | float]:
    """A duration as unit and number: seconds, minutes or hours; whole if one decimal would add nothing, and always from
    five minutes on. "" if unknown."""
    seconds = round(elapsed.total_seconds())
    if seconds <= 0:
        return "", 0
    if seconds < 90:
        return "seconds", seconds
    if seconds < 90 * 60:
        return "minutes", _rounded(seconds / 60 if seconds < 300 else round(seconds / 60))
    return "hours", _rounded(seconds / 3600)


def duration_words(elapsed: timedelta) -> Text | None:
    """A duration in the largest unit that fits: 6 minutes; None if it is unknown or below half a second."""
    match in_unit(elapsed):
        case "", _:
            return None
        case "minutes", int(n):
            return counted("1 minute", "{n} minutes", n)
        case "minutes", minutes:
            return text("{minutes} minutes", minutes=minutes)
        case "hours", int(n):
            return counted("1 hour", "{n} hours", n)
        case "hours", hours:
            return text("{hours} hours", hours=hours)
        case _, seconds:
            return counted("1 second", "{n} seconds", int(seconds))


def _rounded(number: float) -> int | float:
    rounded = round(float(number), 1)
    return int(rounded) if rounded.is_integer() else rounded


def cause_of(run: Run) -> Text:
    """Why the run failed, if the server gave no message: the number of failing entities, if any."""
    if run.failing_count:
        return counted("1 entity has errors.", "{n} entities have errors.", run.failing_count)
    return text("The server gave no reason.")


def unverified_sentence(run: Run, told: Text, *, no_count: Text, neither: Text) -> Text:
    """What the server reported besides Complete, and what it did not: ``told`` says how many records were processed,
    ``no_count`` that this is not known, ``neither`` that it is not known whether any entities have errors either."""
    if run.records_done is None:
        return neither if run.failing_entities is None else no_count
    if run.failing_entities is None:
        return text("{told} It is not known whether any entities have errors.", told=told)
    reason = message_of_run(run) or text("It gave no reason.")
    return text("{told} However, the server reports the result ERROR. {reason}", told=told, reason=reason)


def message_of_run(run: Run) -> Text | str:
    """The application's message, or the server's as a sentence."""
    return run.message if isinstance(run.message, Text) else whole(run.message)
