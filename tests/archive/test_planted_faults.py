"""One fault in a data file of any dialect gives exactly that fault, at its line and column."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from archive.data_files import DATE, INTEGER, TEXT, Style, Table, read, styles, tables
from dmm_desktop.archive.contents.facts import Example, Fault

BLOCKS = st.sampled_from([1021, 16 * 1024, 128 * 1024])


def only_fault(content: bytes, block: int) -> Example:
    file = read(content, block)
    [example] = file.tally.examples
    assert file.tally.counts == {example.fault: 1}, file.tally.examples
    assert file.is_complete and not file.notes
    return example


@st.composite
def places(draw: Any, kind: str, least: int = 3) -> tuple[Table, int]:
    """A table whose second column is of that kind, and the number of a row."""
    table = draw(tables([kind, INTEGER], least))
    return table, draw(st.integers(0, len(table.rows) - 1))


@given(places(INTEGER), styles(), BLOCKS, st.booleans())
def test_a_value_too_few_or_too_many(place: tuple[Table, int], style: Style, block: int, is_more: bool) -> None:
    table, number = place
    row = table.rows[number]
    cells = (*row, "5") if is_more else row[:-1]
    found = only_fault(table.with_row(number, cells).written(style), block)
    assert (found.fault, found.line, found.column) == (Fault.FIELD_COUNT, table.line_of(number), "")
    assert found.numbers == {"found": len(cells), "expected": len(row)}


@given(places(TEXT), styles(), BLOCKS, st.sampled_from(["Ada", "two words", "12", "Zoë", "x@y.z"]))
def test_a_text_that_is_not_wrapped(place: tuple[Table, int], style: Style, block: int, value: str) -> None:
    table, number = place
    row = table.rows[number]
    found = only_fault(table.with_row(number, (row[0], value, *row[2:])).written(style), block)
    assert found == Example(Fault.NOT_WRAPPED, table.line_of(number), "Column1", style.cell(value))


@given(places(TEXT), styles(), BLOCKS)
def test_a_text_that_is_not_closed(place: tuple[Table, int], style: Style, block: int) -> None:
    table, number = place
    row = table.rows[number]
    # Otherwise the quote before it closes the text, and the rows between them are one of too few values.
    ends = tuple(f"N'{end}" for end in (style.separator, "\r", "\n"))
    assume(not any(cell.startswith(ends) for later in table.rows for cell in later))
    found = only_fault(table.with_row(number, (row[0], row[1][:-1], *row[2:])).written(style), block)
    assert (found.fault, found.line, found.column) == (Fault.NOT_CLOSED, table.line_of(number), "Column1")


@given(
    places(DATE), styles(), BLOCKS, st.sampled_from(["28/03/2026", "2026-03-28", "2026-03-28 14:30:00", "soon", "7"])
)
def test_a_date_in_another_notation(place: tuple[Table, int], style: Style, block: int, value: str) -> None:
    table, number = place
    row = table.rows[number]
    found = only_fault(table.with_row(number, (row[0], value, *row[2:])).written(style), block)
    assert found == Example(Fault.NOT_A_DATE, table.line_of(number), "Column1", style.cell(value))


@given(places(DATE), styles(), st.sampled_from(["2023-02-29", "2026-02-30", "1900-02-29", "2026-04-31", "0000-01-01"]))
def test_a_date_that_does_not_exist(place: tuple[Table, int], style: Style, day: str) -> None:
    table, number = place
    row = table.rows[number]
    value = f"{day}T00:00:00"
    found = only_fault(table.with_row(number, (row[0], value, *row[2:])).written(style), 128 * 1024)
    assert found == Example(Fault.IMPOSSIBLE_DATE, table.line_of(number), "Column1", style.cell(value))


@given(places(INTEGER), styles(), BLOCKS, st.integers(0, 3))
def test_an_id_that_repeats_or_descends(place: tuple[Table, int], style: Style, block: int, step: int) -> None:
    table, number = place
    number = max(1, number)
    row, before = table.rows[number], int(table.rows[number - 1][0])
    found = only_fault(table.with_row(number, (str(before - step), *row[1:])).written(style), block)
    fault = Fault.DESCENDING_ID if step else Fault.REPEATED_ID
    assert (found.fault, found.line, found.column) == (fault, table.line_of(number), "Id")
