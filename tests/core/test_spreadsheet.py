"""Cells that no spreadsheet evaluates."""

import csv
import io
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmm_desktop.core.spreadsheet import csv_lines, harmless_cell, pasteable


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://x.example","see")',
        "=cmd|' /C calc'!A0",
        "+1+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\uff1d1+1",
        "--1",
        '"=1+1"',
        '"',
    ],
)
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless_cell(cell) == "'" + cell
    assert pasteable([[cell]]).startswith("'")


@pytest.mark.parametrize("cell", ["", "Customer", "-5", "+3.25", "-1,000.5", "a=b", "2 - 1", "'=1"])
def test_everything_else_stays(cell: str) -> None:
    assert harmless_cell(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_pasted_table_has_its_shape(rows: list[list[str]]) -> None:
    lines = pasteable(rows).split("\n")
    assert [len(line.split("\t")) for line in lines] == [len(row) for row in rows]
    for line in lines:
        for cell in line.split("\t"):
            assert harmless_cell(cell) == cell


SEPARATORS = st.sampled_from([",", ";", "\t"])
CELLS = st.text(st.sampled_from("=+-@;,\t\n\r\"' 1a\0\u200b\u2028\uff1d") | st.characters(codec="utf-8"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4)
PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?")


#: A number and the next cell of a file for another separator. No formula has a quote after a separator outside
#: parentheses.
NUMBER_BEFORE_A_CELL = re.compile(rf'{PLAIN.pattern}[,;\t]"')


def is_evaluated(cell: str) -> bool:
    """Whether a spreadsheet would evaluate the cell, however it treats spaces, quotes and invisible characters."""
    bare = "".join(c for c in cell if not c.isspace() and unicodedata.category(c) != "Cc" and c not in '"\u200b\ufeff')
    return bare.startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20")) and not (
        PLAIN.fullmatch(bare) or NUMBER_BEFORE_A_CELL.match(cell)
    )


@given(ROWS, SEPARATORS)
def test_a_csv_file_has_its_cells_and_none_is_evaluated(rows: list[list[str]], separator: str) -> None:
    content = "".join(csv_lines(rows, separator))
    found = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True))
    assert [[cell.replace("'", "") for cell in row] for row in found] == [
        [cell.replace("'", "") for cell in row] for row in rows
    ]
    assert not [cell for row in found for cell in row if is_evaluated(cell)]


@given(ROWS, SEPARATORS, SEPARATORS)
@example([["-0", ""]], ",", ";")
def test_no_cell_is_evaluated_where_another_separator_is_expected(
    rows: list[list[str]], separator: str, expected: str
) -> None:
    content = "".join(csv_lines(rows, separator))
    found = csv.reader(io.StringIO(content, newline=""), delimiter=expected)
    assert not [cell for row in found for cell in row if is_evaluated(cell)]


@given(st.from_regex(PLAIN, fullmatch=True) | st.integers().map(str) | st.floats(allow_nan=False).map(str))
def test_plain_numbers_stay(number: str) -> None:
    if "inf" not in number:
        assert harmless_cell(number) == number
        assert "".join(csv_lines([[number, f"a;{number};b"]])) == f'"{number}","a;{number};b"\r\n'


@pytest.mark.parametrize("make", ["1," * 50_000 + "x", ";-1" + ",1" * 50_000 + "x", ";" * 100_000, '"' * 100_000])
def test_the_time_is_linear_whatever_the_cell(make: str) -> None:
    started = time.process_time()
    "".join(csv_lines([[make, " " * 50_000 + make, make + "=1"]]))
    assert time.process_time() - started < 5
