"""Files of broken rows take about as little work as sound ones: most rows are counted together."""

import sys
from typing import Any

import pytest

from archive.data_files import read
from dmm_desktop.archive.contents.facts import Fault

HEAD = b"Id;Name;Email\r\n" + b"".join(b"%d;N'a';N'b'\r\n" % number for number in range(1, 401))
SIZE = 300_000


def calls(content: bytes) -> int:
    """The number of functions called to read the file: the work, whatever else the machine does."""
    count = 0

    def on_event(_frame: object, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        read(content)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "row",
    [
        b"\n",
        b"\r\n",
        b"  \r\n",
        b"a\r\n",
        b";\r\n",
        b"1;N'a;N'b'\r\n",
        b"1;N'a';N'b\r\n",
        b"1;N'O'Brien';N'b'\r\n",
        b"1;N'a;N'b'\r\n2;N'a';N'b'\r\n",
        b";;;;;;;",
        b"'",
        b'"',
    ],
)
def test_most_broken_rows_are_counted_together(row: bytes) -> None:
    read(HEAD + row * 100)  # compiles the patterns that do not depend on the file
    few, many = calls(HEAD + row * (SIZE // len(row))), calls(HEAD + row * (4 * SIZE // len(row)))
    assert many - few < SIZE / 20


def test_each_broken_row_is_counted() -> None:
    rows = 50_000
    tally = read(HEAD + b"1;N'a;N'b'\r\n" * rows).tally
    assert tally.counts[Fault.NOT_CLOSED] == rows
    assert [one.line for one in tally.examples if one.fault is Fault.NOT_CLOSED] == [402, 403, 404, 405, 406]
    tally = read(HEAD + b"a;b\r\n\r\n" * rows).tally
    assert tally.counts == {Fault.FIELD_COUNT: rows}
    assert [(one.line, one.excerpt) for one in tally.examples] == [(402 + 2 * number, "a;b") for number in range(5)]
    assert all(one.numbers == {"found": 2, "expected": 3} for one in tally.examples)


def test_a_row_of_very_many_values_is_counted_without_keeping_them() -> None:
    fields = 5_000_000
    file = read(HEAD + b"1;N'a';" + b";" * (fields - 3) + b"\r\n" + b"401;N'a';N'b'\r\n")
    [example] = file.tally.examples
    assert (example.fault, example.line, example.numbers) == (Fault.FIELD_COUNT, 402, {"found": fields, "expected": 3})
    assert file.rows == 402
