"""The lines around a row, with the value marked that a finding is about: in any encoding, and in rows of any size."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.zip_makers import make_zip
from dmm_desktop.archive.full_check import ReadZip, read_zip
from dmm_desktop.archive.row_context import LINES_AFTER, LINES_BEFORE, RowContext, read_row_context
from dmm_desktop.core.errors import FileChanged
from dmm_desktop.core.job import CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.token import Token

FILE = "A_Data.csv"
KEY = "Kq7vX92bZsecretKEYwR5abcdefghi"


def _read(path: Path, data: bytes, secrets: Redaction | None = None) -> ReadZip:
    make_zip(path, {"A_Struct.dmm": b"?", FILE: data, "ossys_User_Struct.dmm": b"?", "ossys_User_Data.csv": b"Id\n1\n"})
    return read_zip(path, CancelToken(), ignore_progress, secrets=secrets)


def _marked(context: RowContext) -> dict[int, str]:
    found = {}
    for line in context.lines:
        if line.marked is not None:
            found[line.number] = line.text[slice(*line.marked)]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_value_is_marked_in_its_line(tmp_path: Path, encoding: str, end: str) -> None:
    rows = ["Id;Name;On", *(f"{n};N'Zoë {n}';2024-01-02T03:04:05" for n in range(2, 30))]
    rows[20] = "21;'Zoë';2024-01-02T03:04:05"
    content = end.join((*rows, "")).encode(encoding)
    read = _read(tmp_path / "a.zip", codecs.BOM_UTF16_BE + content if encoding == "utf-16-be" else content)
    [finding] = read.checked().findings
    assert (finding.line, finding.column, finding.excerpt) == (21, "Name", "'Zoë'")
    context = read_row_context(read, FILE, 21, "Name", CancelToken())
    assert _marked(context) == {21: "'Zoë'"}
    assert [line.number for line in context.lines] == [*range(21 - LINES_BEFORE, 21 + LINES_AFTER + 1)]
    assert [line.text for line in context.lines] == rows[20 - LINES_BEFORE : 21 + LINES_AFTER]
    assert context.values == (("Id", "21"), ("Name", "'Zoë'"), ("On", "2024-01-02T03:04:05"))


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=60),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.data(),
)
def test_any_row_is_found_by_its_line(
    tmp_path_factory: pytest.TempPathFactory, breaks: list[int], end: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.zip"
    rows = [f"{number};N'a{end * count}b'" for number, count in enumerate(breaks)]
    number = data.draw(st.integers(0, len(rows) - 1))
    line = 2 + number + sum(breaks[:number])
    read = _read(path, end.join(("Id;Name", *rows, "")).encode())
    context = read_row_context(read, FILE, line, "Name", CancelToken())
    assert dict(context.values)["Id"] == str(number)
    shown = _marked(context)
    assert [*shown] == [*range(line, line + 1 + breaks[number])]
    assert "\n".join(shown.values()) == "N'a" + "\n" * breaks[number] + "b'"


def test_a_row_of_another_width_is_marked_as_a_whole(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.zip", b"Id;Name\n1;N'a'\n2;N'b';3\n4;N'd'\n")
    context = read_row_context(read, FILE, 3, "", CancelToken())
    assert _marked(context) == {3: "2;N'b';3"}
    assert context.values == (("Id", "2"), ("Name", "N'b'"), ("", "3"))


def test_a_long_line_is_cut_around_the_mark(tmp_path: Path) -> None:
    long = "x" * 50_000
    read = _read(tmp_path / "a.zip", f"Id;Text;Name\n1;N'{long}';N'a'\n2;N'{long}';'b'\n".encode())
    context = read_row_context(read, FILE, 3, "Name", CancelToken())
    assert _marked(context) == {3: "'b'"}
    assert max(len(line.text) for line in context.lines) < 5000
    assert context.lines[2].text.startswith("…")


@pytest.mark.parametrize("cut_at", range(0, len(KEY) + 1, 5))
def test_a_key_is_hidden_where_a_long_line_is_cut(tmp_path: Path, cut_at: int) -> None:
    before, after = "x" * 5000, "y" * (200 - len("';") - cut_at)
    data = f"Id;Text;Name\n1;N'a';N'a'\n2;N'{before}{KEY}{after}';'b'\n".encode()
    read = _read(tmp_path / "a.zip", data, Redaction(Token(KEY)))
    context = read_row_context(read, FILE, 3, "Name", CancelToken())
    assert _marked(context) == {3: "'b'"}
    text = context.lines[2].text
    assert not any(KEY[at : at + 5] in text for at in range(len(KEY) - 4))


def test_a_file_that_has_changed_is_not_read(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.zip", b"Id\n1\n2\n")
    _read(tmp_path / "a.zip", b"Id\n1\n2\n3\n4\n")
    with pytest.raises(FileChanged):
        read_row_context(read, FILE, 2, "", CancelToken())


def test_control_characters_are_shown_escaped(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.zip", b"Id;Name\n1;'\x1b[31m'\n2;N'a'\n")
    assert _marked(read_row_context(read, FILE, 2, "Name", CancelToken())) == {2: "'\\x1b[31m'"}
