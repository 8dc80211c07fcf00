"""Data files as DMM may write them, in every dialect, for property tests; written without the code under test."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from dmm_desktop.archive.contents.data_file import DataFile
from dmm_desktop.archive.contents.encoding import Encoding

#: What a value is, before it is written.
TEXT, INTEGER, DECIMAL, DATE, BOOLEAN, OPAQUE = "text", "integer", "decimal", "date", "boolean", "opaque"
NULL, NOTHING = "NULL", ""

#: The encodings that files are written in, with the bytes in front and the codec.
ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8-sig": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16-le unmarked": (b"", "utf-16-le"),
    "utf-16-be unmarked": (b"", "utf-16-be"),
    "utf-32-le": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "cp1252": (b"", "cp1252"),
}
#: Anything that cp1252 has, with what matters in a data file more often than the rest.
_CHARACTERS = st.sampled_from("'';,\t|\r\n\"N x\0\x1aé€") | st.characters(codec="cp1252")


@dataclass(frozen=True)
class Style:
    """How a table is written. ``quoting``: no value in double quotes, all, or those with a separator or line break."""

    separator: str = ";"
    line_end: str = "\r\n"
    encoding: str = "utf-8"
    quoting: str = "none"
    ends_last_line: bool = True

    def cell(self, value: str) -> str:
        needs = any(character in value for character in (self.separator, '"', "\r", "\n"))
        if self.quoting == "all" or (self.quoting == "minimal" and needs):
            return '"' + value.replace('"', '""') + '"'
        return value

    def write(self, lines: Sequence[Sequence[str]]) -> bytes:
        """The file; cells as they are written, but for double quotes."""
        rows = [self.separator.join(map(self.cell, cells)) for cells in lines]
        return self.encode(self.line_end.join(rows) + (self.line_end if self.ends_last_line else ""))

    def encode(self, content: str) -> bytes:
        mark, codec = ENCODINGS[self.encoding]
        return mark + content.encode(codec)


@dataclass(frozen=True)
class Table:
    """Cells as they are written, but for double quotes; ``kinds`` are those of the columns. The first one has ids."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def written(self, style: Style) -> bytes:
        return style.write([self.names, *self.rows])

    def with_row(self, number: int, cells: Sequence[str]) -> "Table":
        return replace(self, rows=(*self.rows[:number], tuple(cells), *self.rows[number + 1 :]))

    def line_of(self, number: int) -> int:
        """The physical line of a row, however its lines end."""
        before = "\n".join(";".join(cells) for cells in (self.names, *self.rows[:number]))
        return 2 + sum(before.replace("\r\n", "\n").count(character) for character in "\r\n")


def text(value: str) -> str:
    return "N'" + value.replace("'", "''") + "'"


_DATES = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}".rjust(19, "0"))
_VALUES: dict[str, st.SearchStrategy[str]] = {
    TEXT: st.text(_CHARACTERS, max_size=12).map(text),
    INTEGER: st.integers().map(str),
    DECIMAL: st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    DATE: _DATES,
    BOOLEAN: st.sampled_from("01"),
    OPAQUE: st.uuids().map(str),
}


@st.composite
def styles(draw: Any) -> Style:
    return Style(
        draw(st.sampled_from(";,\t|")),
        draw(st.sampled_from(["\r\n", "\n", "\r"])),
        draw(st.sampled_from([*ENCODINGS])),
        draw(st.sampled_from(["none", "all", "minimal"])),
        draw(st.booleans()),
    )


@st.composite
def tables(draw: Any, kinds: Sequence[str] = (), least: int = 0, most: int = 4) -> Table:
    """A table with these columns and up to ``most`` more, and at least so many rows; sometimes with very many."""
    more = draw(st.lists(st.sampled_from([*_VALUES]), max_size=most))
    all_kinds = (INTEGER, *kinds, *more)
    names = ("Id", *(f"Column{number}" for number in range(1, len(all_kinds))))
    missing = st.sampled_from([NULL, NOTHING])
    one = st.tuples(*(_VALUES[kind] | missing if kind not in kinds else _VALUES[kind] for kind in all_kinds[1:]))
    some = draw(st.lists(one, min_size=least, max_size=6))
    size = sum(len(cell) + 1 for row in some for cell in row) + 1
    times = draw(st.sampled_from([1, 1, 1, 1, 3, 3, 3, 150_000 // size + 1])) if some else 1
    rows = tuple((str(number + 1), *row) for number, row in enumerate(some * times))
    return Table(names, all_kinds, rows)


def read(content: bytes, block: int = 128 * 1024) -> DataFile:
    """Read a data file to its end."""

    def blocks() -> Any:
        return Encoding().readable(content[at : at + block] for at in range(0, len(content), block))

    file = DataFile(blocks)
    file.read_beginning()
    file.read_rows()
    return file
