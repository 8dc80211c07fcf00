"""The patterns of a data file's rows, built from the known facts about its columns, to match many rows in one call.

They never backtrack (every part is possessive or atomic), so the time is linear for all data. Each column has one
group, which is empty for a usual value. Otherwise it holds the value with the separator or line end after it:
``NULL;``, ``;`` for an empty value, or a value to be judged. A last group holds what is not a row of the right width.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .cells import BLANK_LINE, LINE_END, QUOTED, raw
from .columns import Column
from .values import PATTERNS, QUOTED_PATTERNS, TEXT, Form, number_pattern

_FORMS = list(PATTERNS)
#: What encloses values: how they begin, and the quote.
_QUOTES = ((b"N'", b"'"), (b'"', b'"'))
#: Ids with more digits are not compared: no database has them.
_ID = rb"-?+\d{1,18}+"
#: Anything else, up to a line end. It matches at every position, so that the search for the next row never continues in
#: the middle of one.
_REST = rb"([^\r\n]++(?>" + LINE_END + rb"|\Z)|" + LINE_END + b")"


@dataclass(frozen=True, slots=True)
class RowPattern:
    """``rows`` matches a row with its line end, or anything else up to a line end; ``usual`` matches only a row of
    usual values.

    The groups of ``rows``: one for each column, preceded for the id column by one with the digits of the id; the last
    group is the rest.
    """

    rows: re.Pattern[bytes]
    usual: re.Pattern[bytes]


def row_pattern(columns: Sequence[Column], separator: bytes, line_end: bytes, id_column: int | None) -> RowPattern:
    """The pattern for rows with these columns; ``line_end`` is b"" if it varies."""
    ends = _ends(columns, separator, line_end)
    others = [b"|".join((QUOTED + end, TEXT + end, raw(separator) + end)) for end in ends]
    usual = [
        b"(?>" + b"|".join(value + end for value in (*_known(column, separator), b'"?+NULL"?+', b"")) + b")"
        for column, end in zip(columns, ends, strict=True)
    ]
    return RowPattern(
        re.compile(_rows(columns, separator, id_column, ends, others) + b"|" + _REST),
        re.compile(_is_row(columns) + b"".join(usual)),
    )


def careful_pattern(
    columns: Sequence[Column],
    separator: bytes,
    line_end: bytes,
    id_column: int | None,
    usual: re.Pattern[bytes],
    unclosed: Iterable[int],
) -> re.Pattern[bytes]:
    """The pattern of the rows of a file with broken ones. It does not match a row with a stray quote.

    Two more groups come before the last one. The first holds consecutive lines without quotes that are blank or have
    the wrong number of fields; the second holds a row of one line in which a cell with one of the numbers
    ``unclosed`` is the first that is not closed, and ends with its line.
    """
    ends = _ends(columns, separator, line_end)
    stop = re.escape(separator)
    plain = b"[^" + stop + rb"\r\n'\"]"
    others = []
    for end in ends:
        enclosed = b"(?>" + b"|".join(_doubled(start, quote, stop) for start, quote in _QUOTES) + b")"
        one_more = enclosed + plain + rb"(?!\r\n)" + end
        others.append(b"|".join((QUOTED + end, TEXT + end, plain + b"*+" + end, one_more)))
    line = BLANK_LINE + LINE_END
    if len(columns) > 1:
        fields = (b"(?:" + plain + b"*+" + stop + b"){%d}" % (len(columns) - 1)) + plain + rb"*+[\r\n]"
        line = b"(?!" + fields + rb")[^'\"\r\n]*+" + LINE_END
    lines = b"((?>" + line + b")++)"
    same = [_unclosed(len(columns), stop, usual.pattern, number) for number in unclosed]
    broken = b"(" + b"|".join(same or [b"(?!)"]) + b")"
    return re.compile(b"|".join((_rows(columns, separator, id_column, ends, others), lines, broken, _REST)))


def _unclosed(width: int, stop: bytes, usual: bytes, number: int) -> bytes:
    """A row of one line in which the cell with this number is the first that is not closed, and ends with its line: it
    ends in a single quote, or the next row is usual or has the same fault. This is a part of what
    :class:`.BrokenRows` finds."""
    inside = b"[^" + stop + rb"\r\n]"
    end = b"(?=[" + stop + rb"\r\n])"
    rest = inside + b"*+"
    # A cell that begins like an enclosed value, but continues after it, ends at the next separator.
    continues = b"(?=(?>" + TEXT + b"|" + QUOTED + b")" + inside + b")"
    even = b"(?>" + b"|".join(_paired(start, quote, stop) + end for start, quote in _QUOTES) + b")"
    plain = b"(?!N'|\")" + rest
    enclosed = b"|".join(_doubled(start, quote, b"") + end for start, quote in _QUOTES)
    closed = b"(?>" + enclosed + b"|" + plain + b"|" + continues + even + b")"
    any_cell = b"(?>" + enclosed + b"|" + plain + b"|" + continues + rest + b")"
    is_open = continues + b"(?!" + even + b")"
    after = b"(?:" + stop + any_cell + b"){%d}" % (width - number - 1) + LINE_END
    before = b"(?:%s" + stop + b"){%d}" % number
    ended = b"(?>[^'" + stop + rb"\r\n]*+')++\"*+" + end + after
    follows = b"(?=" + usual + b"|" + before.replace(b"%s", any_cell) + is_open + rest + after + b")"
    return before.replace(b"%s", closed) + is_open + b"(?>" + ended + b"|" + rest + after + follows + b")"


def _doubled(start: bytes, quote: bytes, stop: bytes) -> bytes:
    """An enclosed value within a line, without separators, in which each quote is doubled."""
    inside = b"[^" + quote + stop + rb"\r\n]*+"
    return start + inside + b"(?>" + quote * 2 + inside + b")*+" + quote


def _paired(start: bytes, quote: bytes, stop: bytes) -> bytes:
    """An enclosed value within a cell, in which the number of quotes is even."""
    inside = b"[^" + quote + stop + rb"\r\n]*+"
    return start + b"(?>" + (inside + quote) * 2 + b")*+" + inside + quote


def _ends(columns: Sequence[Column], separator: bytes, line_end: bytes) -> list[bytes]:
    """What ends the value of each column."""
    return [re.escape(separator)] * (len(columns) - 1) + [re.escape(line_end) if line_end else LINE_END]


def _is_row(columns: Sequence[Column]) -> bytes:
    """An empty line is not a row."""
    return b"(?!" + BLANK_LINE + LINE_END + b")" if len(columns) == 1 else b""


def _known(column: Column, separator: bytes) -> list[bytes]:
    """The forms that are usual in a column."""
    forms = sorted(filter(_has_pattern, column.forms), key=_order)
    return [_written(form, quoted, separator) for form, quoted in forms]


def _rows(
    columns: Sequence[Column], separator: bytes, id_column: int | None, ends: Sequence[bytes], others: Sequence[bytes]
) -> bytes:
    """Rows with the right number of values: known ones, or others with what ends them."""
    rows = [_is_row(columns)]
    for place, (column, end, other) in enumerate(zip(columns, ends, others, strict=True)):
        known = _known(column, separator)
        if place == id_column:
            quote = rb'"?+' if any(quoted for _, quoted in column.forms) else b""
            known = [quote + b"(" + _ID + b")" + quote, *known]
        rows.append(b"(?>" + b"".join(value + end + b"|" for value in known) + b"(" + other + b"))")
    return b"".join(rows)


def _has_pattern(form: tuple[Form, bool]) -> bool:
    return form[0] in PATTERNS


def _order(form: tuple[Form, bool]) -> tuple[int, bool]:
    return _FORMS.index(form[0]), form[1]


def _written(form: Form, quoted: bool, separator: bytes) -> bytes:
    if quoted:
        return b'"' + QUOTED_PATTERNS[form] + b'"'
    return number_pattern(separator) if form is Form.NUMBER else PATTERNS[form]
