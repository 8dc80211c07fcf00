"""Tables for spreadsheets: the only writer for anything copied or saved as rows.

Spreadsheets evaluate cells that begin like a formula, even pasted ones, so text from a server or data file could start
programs or send data away. Such cells get a leading apostrophe, which marks them as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: The beginning of a formula, in the widths of Latin and East Asian scripts; some programs skip leading white space. A
#: quote is taken for the beginning of a quoted cell, whose content is evaluated.
_FORMULA = re.compile(r"\s*[=+\-@\"\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
#: Numbers are harmless, and an apostrophe would turn them into text.
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")

#: The same for a line of a text, whose quotes and indentation are its own; and what is harmless among those lines, such
#: as ``--- End of inner exception stack trace ---``.
_FORMULA_LINE = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_RULE = re.compile(r"\s*-[A-Za-z -]*")  # one dash only before the set: "-+" would take quadratic time
#: What ends a cell in a pasted text: a tab, and every character that some program takes for the end of a line. HTML
#: turns a carriage return into a line feed.
_CELL_END = re.compile("([\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029])")


def harmless_cell(value: str) -> str:
    """The value as a cell that no spreadsheet evaluates."""
    if _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def harmless_lines(content: str) -> str:
    """Mark every line of a text that a spreadsheet would evaluate when the text is pasted, and every part of a line
    after a tab, which becomes a cell of its own."""
    return "".join(map(_harmless_line, _CELL_END.split(content)))


def _harmless_line(line: str) -> str:
    if _FORMULA_LINE.match(line) and not _RULE.fullmatch(line.rstrip()) and not _NUMBER.fullmatch(line.strip(" ,")):
        return "'" + line
    return line


def pasteable(rows: Iterable[Sequence[str]]) -> str:
    """Rows for the clipboard: cells separated by tabs, white space in a cell collapsed."""
    return "\n".join("\t".join(harmless_cell(" ".join(cell.split())) for cell in row) for row in rows)
