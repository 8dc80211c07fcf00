"""How many records a CSV has, as far as its lines tell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.archive.check import RecordCounter


def count(*blocks: bytes) -> int | None:
    counter = RecordCounter()
    for block in blocks:
        counter.feed(block)
    return counter.records


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (b"", 0),
        (b"Id;Name\r\n", 0),
        (b"Id;Name", 0),
        (b"Id;Name\r\n1;N'Ada'\r\n", 1),
        (b"Id;Name\n1;N'Ada'\n\n2;N'O''Hara'\n \n", 2),
        (b'Id;Name\n1;"Ada"\n2;"O\'Hara"', None),  # the other kind of quote, or a value that goes on
        (b"Id;Name\n1;N'first\nsecond'\n", None),
        (b'Id;Name\n1;"first\nsecond"\n', None),
        (b"Id\r1\r2", None),
        ("\ufeffId\r\n1\r\n".encode("utf-16-le"), None),
    ],
)
def test_records_are_counted_where_each_line_is_one(content: bytes, records: int | None) -> None:
    assert count(content) == records
    assert count(*(content[at : at + 1] for at in range(len(content)))) == records


@given(
    st.lists(st.lists(st.text("a;\n'\"", max_size=4), min_size=1, max_size=3), min_size=1, max_size=6),
    st.integers(1, 9),
)
def test_a_count_is_that_of_a_reader_of_csv(rows: list[list[str]], size: int) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    content = file.getvalue().encode()
    found = count(*(content[at : at + size] for at in range(0, len(content), size)))
    assert found in (None, len(rows) - 1)
    if not any(character in value for row in rows for value in row for character in "\n'\""):
        assert found == len(rows) - 1
