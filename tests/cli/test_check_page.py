"""``check --html``: a page with the same numbers, which escapes everything and loads nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli.command_line import CommandLine
from cli.test_check import cli, made

__all__ = ["cli"]


class Page(HTMLParser):
    """Collects what is said, and every tag."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words = list[str]()
        self.tags = set[str]()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


def test_the_page_says_the_same_and_escapes_what_is_in_the_zip(tmp_path: Path, cli: CommandLine) -> None:
    value = "<script>alert(1)</script> & more"
    path = made(tmp_path, Person=f"Id;Name;<b>\r\n1;{value};\r\n2;N'a';\r\n")
    done = cli("check", path, "--html", tmp_path / "page.html", "--json")
    assert done.code == 4
    content = (tmp_path / "page.html").read_text("utf-8")
    page = Page(content)
    [finding] = done.json()["findings"]
    assert value in page.words and finding["message"] in page.words
    assert done.json()["sha256"] in page.words and "All rows checked: 1 warning." in page.words
    assert not page.tags & {"script", "img", "link", "a", "iframe", "b"}
    assert "This page quotes data from the zip. Handle it like the zip itself." in page.words
    assert not cli.data.exists()


def test_no_line_of_a_cell_is_a_formula(tmp_path: Path, cli: CommandLine) -> None:
    """A spreadsheet that opens the page makes a cell of each line."""
    path = made(tmp_path, Person="Id;Name;=cmd|' /C calc'!A0\r\n1;;\r\n2;;\r\n")
    assert cli("check", path, "--html", tmp_path / "page.html").code in (0, 4)
    page = Page((tmp_path / "page.html").read_text("utf-8"))
    [line] = [one for one in page.words if one.endswith("A0: 2")]
    assert line.startswith("'=cmd")


@pytest.mark.parametrize("target", ["import.zip", "no/such/folder/page.html"])
def test_a_page_that_cannot_be_saved_there(tmp_path: Path, cli: CommandLine, target: str) -> None:
    path = made(tmp_path)
    before = path.read_bytes()
    assert cli("check", path, "--html", tmp_path / target).code == 1
    assert path.read_bytes() == before


def test_long_names_break_so_that_the_page_fits_a_sheet_of_paper(tmp_path: Path, cli: CommandLine) -> None:
    name, column = "A" * 90, "B" * 90
    path = made(tmp_path, **{name: f"Id;{column}\r\n1;{'x' * 90}\r\n2;N'a'\r\n3;\r\n"})
    assert cli("check", path, "--html", tmp_path / "page.html", "--reference", "R" * 90).code == 3
    content = (tmp_path / "page.html").read_text("utf-8")
    style, _, body = content.partition("</style>")
    assert "td.name, td.value, table.facts td { overflow-wrap: anywhere }" in style
    cells = re.findall(r"<td([^>]*)>((?:(?!</td>).)*)</td>", body)
    long = [kind for kind, cell in cells if re.search(r"A{90}|B{90}|x{60}", cell)]
    assert len(long) >= 6 and set(long) == {' class="name"', ' class="value"'}
    assert f'<table class="facts"><tbody>\n<tr><th>Reference</th><td>{"R" * 90}</td></tr>' in body
