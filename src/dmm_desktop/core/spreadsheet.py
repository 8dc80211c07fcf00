"""Tables for spreadsheets: the only writer for anything that is copied as rows or saved as CSV.

Spreadsheets evaluate cells that begin like a formula, even pasted ones, so text from a server or data file could start
programs or send data away. Such cells get a leading apostrophe, which marks them as text. Plain numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

#: What some programs skip at the beginning of a cell: white space that ends no cell, and characters of no width.
_SKIPPED = r"\0-\x08\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\xad\u061c\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"  # in the widths of Latin and East Asian scripts
_END = r"\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"  # a tab, and every character that some program treats as a line end
#: The beginning of a formula. A quote is taken for the beginning of a quoted cell, whose content is evaluated.
_FORMULA = re.compile(rf"[{_SKIPPED}{_END}]*+(?:{_SIGN}|\")|[\t\r\n]")
#: Numbers are harmless, and an apostrophe would turn them into text.
_NUMBER = re.compile(r"[+-]?+(?:\d++(?>[.,]\d++)*+|[.,]\d++)(?>[eE][+-]?+\d++)?+")
#: Where a formula begins inside a cell of a CSV file for programs that expect another separator: they end the cell
#: there, whatever its quotes.
_FORMULA_INSIDE = re.compile(
    rf"(?<=[;,{_END}])(?=[{_SKIPPED}\"]*+{_SIGN})"
    rf"(?![{_SKIPPED}\"]*+{_NUMBER.pattern}[{_SKIPPED}\"]*+(?:[;,{_END}]|\Z))"
)

#: The same for a line of a text, where other quotes and indentation belong to the text; and harmless lines among those,
#: such as ``--- End of inner exception stack trace ---``.
_FORMULA_LINE = re.compile(rf"[{_SKIPPED}\"]*+{_SIGN}")
_RULE = re.compile(r"\s*-[A-Za-z -]*")  # one dash only before the set: "-+" would take quadratic time
#: What ends a cell in a pasted text. HTML turns a carriage return into a line feed.
_CELL_END = re.compile(f"([{_END}])")


def harmless_cell(value: str) -> str:
    """The value as a cell that no spreadsheet evaluates."""
    if _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def harmless_lines(content: str) -> str:
    """Mark every line of a text that a spreadsheet would evaluate when the text is pasted, and every part of a line
    after a tab, which becomes a separate cell."""
    return "".join(map(_harmless_line, _CELL_END.split(content)))


def _harmless_line(line: str) -> str:
    if _FORMULA_LINE.match(line) and not _RULE.fullmatch(line.rstrip()) and not _NUMBER.fullmatch(line.strip(' ,"')):
        return "'" + line
    return line


def pasteable(rows: Iterable[Sequence[str]]) -> str:
    """Rows for the clipboard: cells separated by tabs, white space in a cell collapsed."""
    return "\n".join("\t".join(harmless_cell(" ".join(cell.split())) for cell in row) for row in rows)


def csv_lines(rows: Iterable[Sequence[str]], separator: str = ",") -> Iterator[str]:
    """Rows as lines of a CSV file [RFC 4180], with every cell in quotes. Spreadsheets expect the separator of their
    language: a semicolon where a comma is the decimal sign."""
    for row in rows:
        yield separator.join(f'"{_harmless_in_csv(cell)}"' for cell in row) + "\r\n"


def _harmless_in_csv(cell: str) -> str:
    return _FORMULA_INSIDE.sub("'", harmless_cell(cell)).replace('"', '""')
