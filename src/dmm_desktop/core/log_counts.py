"""How many lines of a log look like errors, and how far that number can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .text import Text, counted


class Accuracy(StrEnum):
    """How accurate a number of lines is. The string values are part of the report."""

    EXACT = "exact"
    AT_LEAST = "at least"  # the log was not read to its end
    ABOUT = "about"  # lines may have been read twice, or not at all


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How many lines were read, and how many of them look like errors, as :mod:`.log_line` guesses [assumed].

    ``is_whole``: they were read to the end, after the execution had ended. ``is_exact``: each was read once, as far as
    the reader can determine.
    """

    lines: int
    errors: int
    is_whole: bool = False
    is_exact: bool = True

    @property
    def accuracy(self) -> Accuracy:
        """How accurate the numbers are."""
        if not self.is_exact:
            return Accuracy.ABOUT
        return Accuracy.EXACT if self.is_whole else Accuracy.AT_LEAST

    @property
    def known_errors(self) -> int | None:
        """The number of errors; None if it is 0 but only a part of the log was read, because the rest may have some."""
        return self.errors if self.errors or self.is_whole else None


def fuller(one: LogCounts | None, other: LogCounts | None) -> LogCounts | None:
    """The more informative of two counts of the same log: a whole log beats a part, then an exact count beats an
    inexact one, then more lines beat fewer."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda counts: (counts.is_whole, counts.is_whole and counts.is_exact, counts.lines))


def errors_in_words(counts: LogCounts | None) -> Text | None:
    """The number of errors as a short phrase; None if unknown."""
    if counts is None or counts.known_errors is None:
        return None
    match counts.accuracy:
        case Accuracy.EXACT:
            return counted("1 error in the log", "{n} errors in the log", counts.errors)
        case Accuracy.AT_LEAST:
            return counted("at least 1 error in the log", "at least {n} errors in the log", counts.errors)
        case Accuracy.ABOUT:
            return counted("about 1 error in the log", "about {n} errors in the log", counts.errors)


def errors_sentence(counts: LogCounts | None) -> Text | None:
    """A sentence with the number of errors, which it calls an estimate; None if unknown."""
    if counts is None or counts.known_errors is None:
        return None
    n, lines = counts.errors, counts.lines
    match counts.accuracy:
        case Accuracy.EXACT:
            return counted(
                "1 of {lines} log lines looks like an error.",
                "{n} of {lines} log lines look like errors.",
                n,
                lines=lines,
            )
        case Accuracy.AT_LEAST:
            return counted(
                "At least 1 log line looks like an error. The log was not read to its end.",
                "At least {n} log lines look like errors. The log was not read to its end.",
                n,
            )
        case Accuracy.ABOUT:
            return counted(
                "About 1 log line looks like an error. Some lines may have been read twice, or not at all.",
                "About {n} log lines look like errors. Some lines may have been read twice, or not at all.",
                n,
            )
