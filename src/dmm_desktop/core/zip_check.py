"""What the check of a zip had found when its import was started; only numbers are stored with the run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .text import Text, counted, joined, text


class CheckState(StrEnum):
    """The state of the check when the import was started. INCOMPLETE: it had ended, but a data file could not be read
    to its end."""

    FINISHED = "finished"
    INCOMPLETE = "incomplete"
    NOT_FINISHED = "not finished"


@dataclass(frozen=True, slots=True)
class ZipCheck:
    """The check as of the start. ``started_anyway``: the user started although there were errors. ``rows`` are those of
    all data files, without headers; None if one was not counted, or not yet, or by an earlier version."""

    state: CheckState
    errors: int = 0
    warnings: int = 0
    started_anyway: bool = False
    rows: int | None = None


def number_of_findings(errors: int, warnings: int) -> Text:
    """How many problems there are: "1 error, 3 warnings"."""
    if not errors and not warnings:
        return text("no problems")
    error_words, warning_words = (
        counted("1 error", "{n} errors", errors),
        counted("1 warning", "{n} warnings", warnings),
    )
    if errors and warnings:
        return text("{errors}, {warnings}", errors=error_words, warnings=warning_words)
    return error_words if errors else warning_words


def check_sentence(check: ZipCheck) -> Text:
    """The check in one line."""
    found = number_of_findings(check.errors, check.warnings)
    match check.state:
        case CheckState.FINISHED:
            said = text("All rows checked: {found}.", found=found)
        case CheckState.INCOMPLETE:
            said = text("Checked as far as it can be read: {found}.", found=found)
        case _:
            said = text("Not finished when the import was started; until then: {found}.", found=found)
    return joined(said, text("Started anyway.")) if check.started_anyway else said


def started_anyway(check: ZipCheck | None) -> Text | None:
    """That the user started although there were errors; None if it is not so."""
    if check is None or not check.started_anyway:
        return None
    return counted(
        "You chose to start although the check found 1 error.",
        "You chose to start although the check found {n} errors.",
        check.errors,
    )
