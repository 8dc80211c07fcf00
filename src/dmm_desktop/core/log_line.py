"""What a line of the log says: the only place that guesses, as the format of log lines is not documented [assumed].

Nothing is lost by a wrong guess: ``raw`` is the line as the server sent it, and that is what is searched and copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

#: Guesses look at the beginning of a line only; some lines are megabytes long.
_LOOKED_AT = 2000

_TIME = re.compile(
    r"\s*[\[(]?(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4})?[ T]?(\d{1,2}:\d\d:\d\d)(?:[.,]\d{1,9})?"
    r"(?:Z| ?[+-]\d\d:?\d\d)?[\])]?(?=[\s|:;,\[(-]|$)[\s|:;,-]*"
)
_WORDS = r"ERROR|ERR|FATAL|CRITICAL|SEVERE|DANGER|WARNING|WARN|INFORMATION|INFO|DEBUG|TRACE|SUCCESS"
#: In capitals, in brackets, or with a colon or bar after it: a word of the sentence itself is none of these.
_PREFIX = re.compile(rf"(?:[\[(<](?i:({_WORDS}))[\])>]|({_WORDS})(?=\s|:|\||-|$)|(?i:({_WORDS}))(?=\s*[:|]))[\s:|-]*")
_NONE_OF_THEM = re.compile(
    r"\b(?:no|0|zero|without(?: any)?)\s+(?:\w+\s+)?(?:errors?|failures?|exceptions?|warnings?)\b", re.IGNORECASE
)
_ERROR = re.compile(
    r"\b(?:errors?|fail(?:ed|ure|ures|s)?|fatal|critical|danger|aborted|\w*exception|could not|cannot)\b", re.IGNORECASE
)
_WARNING = re.compile(r"\bwarn(?:ing|ings)?\b", re.IGNORECASE)
#: Part of every word, in small letters, that can make a line an error.
_HINT = re.compile("err|fa(?:il|tal)|critical|severe|danger|aborted|exception|could not|cannot")
_SUCCESS = re.compile(r"\b(?:success(?:fully)?|succeeded)\b", re.IGNORECASE)


class Level(Enum):
    """How much a line matters; NONE where it does not say."""

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
    """A line, the time of day in it (empty if it has none), its level, and where the rest of it begins."""

    raw: str
    time: str
    level: Level
    rest_at: int

    @property
    def message(self) -> str:
        """The line without the time and the level word at its beginning; all of it where it begins otherwise."""
        return self.raw[self.rest_at :]


def read_line(raw: str) -> LogLine:
    """Guess what a line says."""
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
    """The places of the lines whose level is ERROR, without reading the others: asked of every line that comes."""
    for place, raw in enumerate(lines):
        beginning = raw[:_LOOKED_AT]
        # Outside ASCII more characters count as the same letter than lower() knows.
        if (not beginning.isascii() or _HINT.search(beginning.lower())) and read_line(raw).level is Level.ERROR:
            yield place
