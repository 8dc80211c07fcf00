"""Data files of any content: no failure, and a result that does not depend on how the file was cut into blocks."""

import codecs
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.data_files import Style, Table, read, styles, tables
from dmm_desktop.archive.contents.data_file import DataFile

PIECES = st.sampled_from(
    [
        *(
            b"Id;Name\r\n",
            b"Id,Name,Born\n",
            b"1;N'a'\r\n",
            b"2;N'b\r\n",
            b"N'",
            b"''",
            b"'",
            b'"',
            b'""',
            b";",
            b",",
            b"\t",
        ),
        *(b"\r", b"\n", b"\r\n", b"\0", b"\x1a", b"NULL", b"1", b"2026-02-30T00:00:00", b"a b", b"\xff", b"\xe9", b" "),
        *(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, "é;N'😀'\r\n".encode()),
        *("Id;N\r\n1;N'é'\r\n".encode("utf-16-le"), "7;N'x'\n".encode("utf-16-be"), b"\xd8\x00", b"\x00\xdc"),
    ]
)
CONTENT = st.lists(PIECES | st.binary(max_size=6), max_size=60).map(b"".join)


def outcome(file: DataFile) -> tuple[Any, ...]:
    return (
        file.rows,
        [(column.name, column.empty) for column in file.columns],
        file.separator,
        dict(file.tally.counts),
        sorted(file.tally.examples, key=lambda one: (one.fault, one.line, one.column)),
        file.notes,
        file.is_complete,
        file.has_text,
    )


@settings(max_examples=60)
@given(CONTENT, st.integers(1, 3), st.sampled_from([1, 7, 50]))
def test_any_bytes_give_a_result_that_does_not_depend_on_blocks(content: bytes, block: int, times: int) -> None:
    content *= times
    whole = read(content)
    lines = content.count(b"\r") + content.count(b"\n") + 1
    for example in whole.tally.examples:
        assert 1 <= example.line <= lines
        assert whole.tally.counts[example.fault] >= 1
    assert outcome(read(content, 1021 * block)) == outcome(whole)


@settings(max_examples=40)
@given(tables(least=2), styles(), st.data())
def test_a_damaged_right_file_is_read_to_its_end(table: Table, style: Style, data: st.DataObject) -> None:
    content = bytearray(table.written(style))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(PIECES)
    file = read(bytes(content), data.draw(st.sampled_from([1021, 128 * 1024])))
    assert file.rows is None or file.rows >= 0


def test_a_wide_table_with_ever_new_values_takes_no_more_than_its_size() -> None:
    """Each piece of the file makes another value usual in another column, and the pattern has 2,000 of them."""
    width = 2000
    header = ";".join(f"c{number}" for number in range(width))
    values = ["1", "2026-01-01T00:00:00", "1.5", "true", "a0b1", "N'x'"]
    rows = []
    for number in range(600):
        cells = ["NULL"] * width
        cells[number] = values[number % 6]
        rows.append(";".join(cells))
    began = time.process_time()
    file = read("\r\n".join([header, *rows, ""]).encode())
    assert file.rows == 600 and not file.tally.counts
    assert sum(column.empty for column in file.columns) == 600 * (width - 1)
    assert time.process_time() - began < 20
