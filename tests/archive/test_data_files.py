"""Data files of every dialect that are right: nothing is found, and everything is counted."""

from hypothesis import given
from hypothesis import strategies as st

from archive.data_files import NOTHING, NULL, Style, Table, read, styles, tables

BLOCKS = st.sampled_from([1021, 16 * 1024, 128 * 1024])


@given(tables(), styles(), BLOCKS)
def test_a_right_file_has_no_fault_and_its_values_are_counted(table: Table, style: Style, block: int) -> None:
    file = read(table.written(style), block)
    assert not file.tally.counts and not file.notes and file.is_complete
    assert file.rows == len(table.rows)
    assert [column.name for column in file.columns] == [*table.names]
    columns = [*zip(*table.rows, strict=True)] or [()] * len(table.names)
    assert [column.empty for column in file.columns] == [
        sum(cell in (NULL, NOTHING) for cell in column) for column in columns
    ]
    assert file.separator == (style.separator.encode() if len(table.names) > 1 else b"")
    if table.rows or style.ends_last_line:
        assert file.line_end == style.line_end.encode()
    assert file.has_text == any(cell.startswith("N'") for row in table.rows for cell in row)
