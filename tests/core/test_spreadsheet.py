"""Cells that no spreadsheet evaluates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.core.spreadsheet import harmless_cell, pasteable


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
