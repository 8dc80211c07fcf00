"""Judges rows of the right width: counts rows and empty values, and finds wrong values and ids out of order."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TypeAlias

from .cells import QUOTED
from .columns import Column
from .facts import Fault
from .tally import Tally
from .values import TEXT

#: The groups of the row pattern for several rows: one sequence for each group, with an item for each row.
Groups: TypeAlias = Sequence[Sequence[bytes]]
#: Returns the physical line where a row begins, given its number among the rows judged together.
LineOf: TypeAlias = Callable[[int], int]

_ENCLOSED = re.compile(b"(?>" + TEXT + b"|" + QUOTED + rb")[^'\"]{0,2}")
_ID = re.compile(rb'"?+(-?+\d{1,18}+)"?+')
_LINE_ENDS = (b"\r\n", b"\n", b"\r")


class RowJudge:
    """Judges the rows of one file. ``id_column`` is the number of the column whose ids must ascend, if any."""

    def __init__(self, columns: Sequence[Column], separator: bytes, id_column: int | None, tally: Tally) -> None:
        self.rows = 0
        self._columns = columns
        self._separator = separator
        self._id_column = id_column
        self._tally = tally
        self._last_id: int | None = None
        last = len(columns) - 1
        self._empty = [
            tuple(value + stop for stop in (_LINE_ENDS if place == last else (separator,)) for value in (b"NULL", b""))
            for place in range(len(columns))
        ]

    def take(self, groups: Groups, line_of: LineOf) -> None:
        """Judge consecutive rows."""
        self._take(groups, self._unusual(groups), line_of)

    def take_if_sound(self, groups: Groups, line_of: LineOf) -> bool:
        """Judge the rows, unless a value has a stray quote, in which case an earlier text may be unclosed."""
        unusual = self._unusual(groups)
        if any(is_odd and any(map(has_odd_quote, self._values(groups, place))) for place, _, is_odd in unusual):
            return False
        self._take(groups, unusual, line_of)
        return True

    def groups_of(self, values: Sequence[bytes], line_end: bytes) -> tuple[bytes, ...]:
        """The groups for a row that was not matched by the pattern."""
        groups = [value + self._separator for value in values[:-1]] + [values[-1] + line_end]
        if self._id_column is not None:
            found = _ID.fullmatch(values[self._id_column])
            groups.insert(self._id_column, found[1] if found else b"")
        return (*groups, b"")

    def _unusual(self, groups: Groups) -> list[tuple[int, int, bool]]:
        """The columns with unusual values: how many of these are empty, and whether there are others."""
        count = len(groups[-1])
        found = []
        for place, empty in enumerate(self._empty):
            values = self._values(groups, place)
            unusual = count - values.count(b"")
            if unusual:
                missing = sum(map(values.count, empty))
                found.append((place, missing, missing < unusual))
        return found

    def _take(self, groups: Groups, unusual: list[tuple[int, int, bool]], line_of: LineOf) -> None:
        self.rows += len(groups[-1])
        for place, missing, is_odd in unusual:
            self._columns[place].empty += missing
            if is_odd:
                self._judge(place, self._values(groups, place), line_of)
        if self._id_column is not None:
            self._check_order(groups[self._id_column], line_of)

    def _values(self, groups: Groups, place: int) -> Sequence[bytes]:
        return groups[place + (self._id_column is not None and place >= self._id_column)]

    def _judge(self, place: int, values: Sequence[bytes], line_of: LineOf) -> None:
        column, empty = self._columns[place], self._empty[place]
        found = [
            (number, value[:-1] if self._separator and value.endswith(self._separator) else value.rstrip(b"\r\n"))
            for number, value in enumerate(values)
            if value and value not in empty
        ]
        if column.kind is None:
            column.decide(value for _, value in found)
        for number, value in found:
            fault = column.judge(value)
            if fault is not None and self._tally.wants(fault):
                self._tally.keep(fault, line_of(number), column.name, value)

    def _check_order(self, digits: Sequence[bytes], line_of: LineOf) -> None:
        numbers: Sequence[int] = range(len(digits))
        if b"" in digits:  # no id, or one that is not a number
            numbers = [number for number in numbers if digits[number]]
            digits = [digits[number] for number in numbers]
        ids = [*map(int, digits)]
        if not ids:
            return
        before = ids[0] - 1 if self._last_id is None else self._last_id
        if before >= ids[0] or not all(map(operator.lt, ids, ids[1:])):
            earlier = [before, *ids[:-1]]
            for fault, is_wrong in ((Fault.REPEATED_ID, operator.eq), (Fault.DESCENDING_ID, operator.lt)):
                places = [*compress(range(len(ids)), map(is_wrong, ids, earlier))]
                self._found_ids(fault, places, lambda place: line_of(numbers[place]), ids, earlier)
        self._last_id = ids[-1]

    def _found_ids(
        self, fault: Fault, places: Sequence[int], line_of: LineOf, ids: Sequence[int], earlier: Sequence[int]
    ) -> None:
        assert self._id_column is not None
        name = self._columns[self._id_column].name
        for kept, place in enumerate(places):
            if self._tally.has_enough(fault):
                self._tally.count(fault, len(places) - kept)
                return
            self._tally.wants(fault)
            self._tally.keep(fault, line_of(place), name, b"%d" % ids[place], before=earlier[place])


def has_odd_quote(value: bytes) -> bool:
    """Whether a value, with what ends it, has a quote but is not enclosed in quotes."""
    return (b"'" in value or b'"' in value) and not _ENCLOSED.fullmatch(value)
