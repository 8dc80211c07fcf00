"""Reads the values of an answer as the platform writes them: names in any case, defaults left out, numbers as strings.

An answer is rejected only for unreadable values that decide the outcome, which are read with
:meth:`AnswerObject.exact`. All other unreadable values count as unknown.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from ..core.exact_json import Number, read, write
from ..core.models import ExecutionReport, FinalReport, ServerMessage
from ..core.names import normal
from ..core.text import shortened, text
from ..core.text_encoding import decoded
from .unreadable import Unreadable

_SPAN = re.compile(r"(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)")
_NULL_DATE_YEAR = 1900  # [platform] a null date is 1900-01-01 00:00:00


class UnreadableValue(Unreadable):
    """A member that decides the outcome has a value that contradicts the API's documentation."""


class AnswerObject:
    """An object of an answer. Every getter returns the default where the member is missing or null [platform].

    ``shown`` makes the server's texts safe to show and store; it is applied to every text read here.
    """

    def __init__(self, values: Mapping[str, Any], shown: Callable[[str], str]) -> None:
        self._values: dict[str, Any] = {}
        for name, value in values.items():
            self._values[normal(str(name))] = agreed(self.raw(name), value)
        self._shown = shown

    def has(self, name: str) -> bool:
        """Whether the member has a value; an empty text does not count."""
        return self.raw(name) not in (None, "")

    def exact(self, name: str) -> str:
        """The text as received, for values that decide the outcome or are sent back to the server; numbers keep their
        original digits. Raises UnreadableValue if it is not a text, or occurs more than once with different values."""
        if self.is_contradictory(name):
            raise UnreadableValue(text("{name} has more than one value", name=name))
        if not self.is_text(name):
            raise UnreadableValue(text("{name} is not a text", name=name))
        return _written(self.raw(name))

    def is_contradictory(self, name: str) -> bool:
        """Whether the member occurs more than once with different values, perhaps with its name in a different case."""
        return isinstance(self.raw(name), Contradiction)

    def is_text(self, name: str) -> bool:
        """Whether the member is a text, a number, or missing."""
        return not isinstance(self.raw(name), bool | dict | list)

    def string(self, name: str) -> str:
        """The text, shortened if very long; any other value as JSON."""
        return shortened(self.whole(name))

    def whole(self, name: str) -> str:
        """The text at full length."""
        return self._shown(_written(self.raw(name)))

    def strings(self, name: str) -> tuple[str, ...]:
        """The texts of a list, or a single text."""
        value = self.raw(name)
        items = value if isinstance(value, list) else [value] if type(value) is str else []
        return tuple(shortened(self._shown(_written(item))) for item in items if item not in (None, ""))

    def flag(self, name: str) -> bool:
        value = self.raw(name)
        if isinstance(value, Number):
            return not value.is_zero
        if isinstance(value, str):
            return value.strip().lower() in ("true", "1")
        return bool(value) and not isinstance(value, Contradiction)

    def number(self, name: str) -> float | None:
        """The number; None if it is unreadable, negative or too large. The API documents no negative numbers."""
        exact = self._decimal(name)
        return float(exact) if exact is not None and exact < 2**63 else None

    def count(self, name: str) -> int | None:
        """A whole number of up to 64 bits, the platform's longest, also when written as a string or a decimal fraction.
        None if it is unreadable, negative or too large."""
        exact = self._decimal(name)
        return round(exact) if exact is not None and exact < 2**63 else None

    def _decimal(self, name: str) -> Decimal | None:
        value = self.raw(name)
        if value is None or value == "":
            return Decimal()
        if isinstance(value, bool):
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() and number >= 0 else None

    def moment(self, name: str) -> datetime | None:
        """A date and time without a zone, "yyyy-MM-dd HH:mm:ss"; None for the platform's null date and for anything
        else."""
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(_written(self.raw(name)).strip())
            return moment.replace(tzinfo=None) if moment.year > _NULL_DATE_YEAR else None
        return None

    def span(self, name: str) -> timedelta | None:
        """A duration "HH:mm:ss" [documented], including more than 24 hours, or "d.HH:mm:ss" as .NET writes those
        [platform]; None for anything else."""
        written = _written(self.raw(name)).strip()
        if not written:
            return timedelta()
        with contextlib.suppress(ValueError, OverflowError):
            if match := _SPAN.fullmatch(written):
                days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
                return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return None

    def child(self, name: str) -> AnswerObject | None:
        """The nested object; None for any other value, see :meth:`raw`."""
        value = self.raw(name)
        return AnswerObject(value, self._shown) if isinstance(value, dict) else None

    def raw(self, name: str) -> Any:
        return self._values.get(normal(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


def answer_members(
    parsed: object, known: frozenset[str], shown: Callable[[str], str], outside: Mapping[str, Any] | None = None
) -> AnswerObject:
    """The members of an answer: those of its object, or of the only object inside it if none of the ``known`` names is
    at the top level.

    ``outside`` holds values from elsewhere, such as headers; members of the object take precedence. Raises
    UnreadableValue if the answer is not an object.
    """
    if not isinstance(parsed, dict):
        raise UnreadableValue(text("it is not a JSON object"))
    names = {normal(name) for name in known}
    if len(parsed) == 1 and not names & {normal(name) for name in parsed}:
        inner = next(iter(parsed.values()))
        if isinstance(inner, dict):
            parsed = inner
    present = {normal(name) for name, value in parsed.items() if value is not None}
    more = {name: value for name, value in (outside or {}).items() if normal(name) not in present}
    return AnswerObject({**parsed, **more}, shown)


def _written(value: object) -> str:
    """The value as text, "" if there is none; an empty object or list may mean no value [platform]."""
    if value is None or value == {} or value == []:
        return ""
    return str(value) if isinstance(value, str | Number) else write(value)


#: How many contradictory values of one name are kept.
_MOST_KEPT = 10


class Contradiction(list[Any]):
    """The first values of a name that an object contains more than once; which one counts is unknown."""


def agreed(one: Any, other: Any) -> Any:
    """Merge two values of one name: null does not count, and different values are a Contradiction."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    return Contradiction([*(one if isinstance(one, Contradiction) else [one]), other][:_MOST_KEPT])


def parsed(content: str | bytes | bytearray) -> Any:
    """Parse JSON, with or without a byte order mark. Numbers keep their original digits: an id of 9007199254740993 or
    2e3 would change as a float. Raises ValueError if the content is not JSON.

    Texts may contain unescaped line ends; NaN and Infinity become texts. A wrongly encoded text must not hide the
    others, so bytes that are not UTF-8 are read as Windows-1252. Duplicate names are merged, see :func:`agreed`.
    """
    written = content if isinstance(content, str) else decoded(bytes(content))
    try:
        return read(written.removeprefix("\ufeff"), **LENIENT)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def agreed_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of these members; duplicate names are merged, see :func:`agreed`."""
    members: dict[str, Any] = {}
    for name, value in pairs:
        members[name] = agreed(members[name], value) if name in members else value
    return members


#: Arguments of json.JSONDecoder for reading an answer.
LENIENT: dict[str, Any] = {"strict": False, "parse_constant": str, "object_pairs_hook": agreed_members}


def status_word(answer: AnswerObject) -> str:
    """``Status``. Raises UnreadableValue if it is missing or not a text."""
    if not answer.exact("Status").strip():
        raise UnreadableValue(text("{name} is missing", name="Status"))
    return answer.string("Status").strip()


def execution_report(answer: AnswerObject) -> ExecutionReport | None:
    """``Report`` of GetExecutionStatus; None if there is none."""
    members = _report(answer)
    if members is None:
        return None
    return ExecutionReport(
        elapsed=members.span("ElapsedTime"),
        started_at=members.moment("StartedAt"),
        ended_at=members.moment("EndedAt"),
        total_duration_s=members.number("TotalDuration"),
        completed_records=members.count("CompletedRecords"),
        total_records=members.count("TotalRecords"),
        completed_instructions=members.count("CompletedInstructions"),
        total_instructions=members.count("TotalInstructions"),
        completed_bpt_records=members.count("CompletedBPTRecords"),
        total_bpt_records=members.count("TotalBPTRecords"),
        completed_bpt_volume=members.count("CompletedBPTVolume"),
        total_bpt_volume=members.count("TotalBPTVolume"),
        total_volume_kb=members.number("TotalVolumeKBs"),
        message=_message(members),
    )


def final_report(answer: AnswerObject) -> FinalReport | None:
    """``Report`` of GetExecutionOutputs; None if there is none."""
    members = _report(answer)
    if members is None:
        return None
    return FinalReport(
        configuration_type=members.string("ConfigurationType"),
        execution_date=members.string("ExecutionDate"),
        execution_duration=members.span("ExecutionDuration"),
        records=members.count("NRecords"),
        instructions=members.count("NInstructions"),
        bpt_records=members.count("NBPTRecords"),
        data_volume=members.string("DataVolume"),
        bpt_data_volume=members.string("BPTDataVolume"),
    )


def _report(answer: AnswerObject) -> AnswerObject | None:
    """The report; if it is not an object, everything in it is unknown, which does not mean that its counts are 0."""
    given = answer.raw("Report")
    if not given or isinstance(given, dict):
        return answer.child("Report")
    return _NothingKnown({}, str)


class _NothingKnown(AnswerObject):
    """Stands for a report that is not an object: every value is unknown."""

    def _decimal(self, name: str) -> None:
        return None

    def span(self, name: str) -> None:
        return None


def _message(report: AnswerObject) -> ServerMessage:
    """``Message``: an object [documented]; a text in its place is used as the message."""
    message = report.child("Message")
    if message is None:
        return ServerMessage(report.string("Message"))
    return ServerMessage(message.string("MessageText"), message.string("MessageType"))
