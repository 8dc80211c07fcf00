"""Rows below a CSV's header, whatever the blocks in which it comes."""

from hypothesis import given
from hypothesis import strategies as st

from dmm_desktop.archive.check import RecordFinder

BLANK = b" \t\r\n\0\x1a"


def found(blocks: list[bytes]) -> bool:
    finder = RecordFinder()
    for block in blocks:
        finder.feed(block)
    return finder.found


def lines_that_say_something(csv: bytes) -> int:
    return sum(1 for line in csv.replace(b"\r", b"\n").split(b"\n") if line.strip(BLANK))


@given(st.lists(st.text("ab;\r\n \0", max_size=6).map(str.encode), max_size=8))
def test_there_are_rows_where_a_second_line_says_something(blocks: list[bytes]) -> None:
    assert found(blocks) is (lines_that_say_something(b"".join(blocks)) > 1)


def test_utf_16_in_both_byte_orders() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert not found(["\ufeffId;Name\r\n".encode(encoding)])
        assert found(["\ufeffId;Name\r\n1;x".encode(encoding)])
