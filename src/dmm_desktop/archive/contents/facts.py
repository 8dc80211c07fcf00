"""The facts about a data file that has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """The possible faults of a data file; archive/rules.py defines their sentences and severity."""

    NO_HEADER = "no header"
    DATA_AS_HEADER = "data as header"
    FIELD_COUNT = "field count"
    NOT_WRAPPED = "not wrapped"
    NOT_CLOSED = "not closed"
    NOT_A_DATE = "not a date"
    IMPOSSIBLE_DATE = "impossible date"
    REPEATED_ID = "repeated id"
    DESCENDING_ID = "descending id"


@dataclass(frozen=True, slots=True)
class Example:
    """One occurrence of a fault. ``line`` is the physical line where the row begins, counted from 1; ``column`` is the
    name of the column, "" for the whole row; ``excerpt`` the beginning of the faulty text. All are safe to show.
    ``numbers`` are values for the sentence."""

    fault: Fault
    line: int
    column: str = ""
    excerpt: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column: its name, safe to show, and how many of its values are NULL or empty; ``N''`` is neither."""

    name: str
    empty: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a data file is written. ``separator`` is "" if there is only one column, None if it is unclear. ``quotes``:
    whether any value is enclosed in double quotes. ``line_end`` is ``"\\r\\n"``, ``"\\n"``, ``"\\r"``, "mixed", or ""
    for a single line. ``encoding`` is a name of Python's, or "single-byte" for bytes that are not UTF-8.
    """

    separator: str | None
    quotes: bool
    encoding: str
    line_end: str


class Note(StrEnum):
    """What could not be determined; archive/rules.py defines the sentences."""

    SEPARATOR = "separator unclear"
    COLUMNS = "too many columns"
    ALL_COLUMNS = "too many columns in all"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class DataFacts:
    """A data file, named as in the zip. ``size`` and ``sha256`` refer to its unpacked content.

    ``dialect`` is None if it has only blank lines. ``rows`` is None, and ``columns`` is empty, if the separator is
    unclear, or there are too many columns in the file or the zip; ``width`` is the number of columns in any case.
    ``has_text``: whether any value is written ``N'…'``. ``counts`` counts all faults, ``examples`` has some of each.
    ``is_complete`` is False if the file or its rows were not read to the end.
    """

    file: str
    size: int
    sha256: str
    dialect: Dialect | None
    rows: int | None
    columns: tuple[ColumnFacts, ...]
    width: int
    has_text: bool
    counts: Mapping[Fault, int]
    examples: tuple[Example, ...]
    is_complete: bool
    notes: tuple[Note, ...] = ()
