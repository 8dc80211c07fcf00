"""Interprets a line of the log. All guessing is done here, because the format of log lines is not documented [assumed].

A wrong guess loses nothing: ``raw`` is the line as sent, which is searched and copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

#: Only the beginning of a line is examined; some lines are megabytes long.
_LOOKED_AT = 2000

_TIME = re.compile(
    r"\s*[\[(]?(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4})?[ T]?(\d{1,2}:\d\d:\d\d)(?:[.,]\d{1,9})?"
    r"(?:Z| ?[+-]\d\d:?\d\d)?[\])]?(?=[\s|:;,\[(-]|$)[\s|:;,-]*"
)
_WORDS = r"ERROR|ERR|FATAL|CRITICAL|SEVERE|DANGER|WARNING|WARN|INFORMATION|INFO|DEBUG|TRACE|SUCCESS"
#: In capitals, in brackets, or followed by a colon or bar; other words belong to the sentence.
_PREFIX = re.compile(rf"(?:[\[(<](?i:({_WORDS}))[\])>]|({_WORDS})(?=\s|:|\||-|$)|(?i:({_WORDS}))(?=\s*[:|]))[\s:|-]*")
_NONE_OF_THEM = re.compile(
    r"\b(?:no|0|zero|without(?: any)?)\s+(?:\w+\s+)?(?:errors?|failures?|exceptions?|warnings?)\b", re.IGNORECASE
)
_ERROR = re.compile(
    r"\b(?:errors?|fail(?:ed|ure|ures|s)?|fatal|critical|danger|aborted|\w*exception|could not|cannot)\b", re.IGNORECASE
)
_WARNING = re.compile(r"\bwarn(?:ing|ings)?\b", re.IGNORECASE)
#: A lower-case substring of every word that marks a line as an error.
_HINT = re.compile("err|fa(?:il|tal)|critical|severe|danger|aborted|exception|could not|cannot")
_SUCCESS = re.compile(r"\b(?:success(?:fully)?|succeeded)\b", re.IGNORECASE)


class Level(Enum):
    """The severity of a line; NONE if it has none."""

    NONE = "none"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_LEVELS = {
    "ERROR": Level.ERROR,
    "ERR": Level.ERROR,
    "FATAL": Level.ERROR,
    "CRITICAL": Level.ERROR,
    "SEVERE": Level.ERROR,
    "DANGER": Level.ERROR,
    "WARNING": Level.WARNING,
    "WARN": Level.WARNING,
    "SUCCESS": Level.SUCCESS,
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line, its time of day (empty if it has none), its level, and where the message begins."""

    raw: str
    time: str
    level: Level
    rest_at: int

    @property
    def message(self) -> str:
        """The line without leading time and level."""
        return self.raw[self.rest_at :]


def read_line(raw: str) -> LogLine:
    """Interpret a line."""
    beginning = raw[:_LOOKED_AT]
    time, rest_at = "", 0
    if found := _TIME.match(beginning):
        time, rest_at = found.group(1), found.end()
    if found := _PREFIX.match(beginning, rest_at):
        word = next(filter(None, found.groups())).upper()
        return LogLine(raw, time, _LEVELS.get(word, Level.INFO), found.end())
    return LogLine(raw, time, _level_by_words(beginning[rest_at:]), rest_at)


def _level_by_words(sentence: str) -> Level:
    sentence = _NONE_OF_THEM.sub("", sentence)
    if _ERROR.search(sentence):
        return Level.ERROR
    if _WARNING.search(sentence):
        return Level.WARNING
    return Level.SUCCESS if _SUCCESS.search(sentence) else Level.NONE


def error_lines(lines: Sequence[str]) -> Iterator[int]:
    """The indexes of the lines with level ERROR. Must be fast, because it runs on every line received."""
    for place, raw in enumerate(lines):
        beginning = raw[:_LOOKED_AT]
        # Outside ASCII, case-insensitive matching accepts more characters than lower() covers.
        if (not beginning.isascii() or _HINT.search(beginning.lower())) and read_line(raw).level is Level.ERROR:
            yield place
