"""Console, JSON, HTML and CSV say the same about a zip: the same findings, counts and entities."""

import csv
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import CommandLine
from cli.test_check import cli

__all__ = ["cli"]

NAMES, DATES = ("=x y", "N'a'"), ("1900-02-30T00:00:00", "NULL")
ORDERS = "".join(
    f"{number};{NAMES[number % 100 > 0]};{DATES[number % 3 > 0]};{number % 7}\r\n" for number in range(1, 2001)
)
FILES = {
    "Order_Struct.dmm": '{"Attributes": [{"Name": "Id"}, {"Name": "Name"}, {"Name": "Born"}, {"Name": "CustomerId"}]}',
    "Order_Data.csv": "Id;Name;Born;CustomerId\r\n" + ORDERS,
    "Customer_Struct.dmm": "?",
    "Customer_Data.csv": '"Id"\t"Name"\n"1"\t"N\'Zoë\'"\n"2"\t""\n'.encode("cp1252").decode("latin-1"),
    "Unclear_Struct.dmm": "?",
    "Unclear_Data.csv": "Id;Name,Other\r\n1;2,3\r\n4;5,6\r\n",
    "Alone_Struct.dmm": "?",
    "Lost_Data.csv": "Id\r1\r2\r",
}


class Tables(HTMLParser):
    """The cells of each table of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tables = list[list[list[str]]]()
        self._is_cell = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._is_cell = tag in ("td", "th") or (self._is_cell and tag in ("br", "span"))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag == "br" and self._is_cell:
            self.tables[-1][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._is_cell = self._is_cell and tag == "span"

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.tables[-1][-1][-1] += data


def plain(cell: str) -> str:
    return cell.removeprefix("'")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[plain(cell) for cell in row] for row in csv.reader(file)][2:]


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_every_output_says_the_same(tmp_path: Path, cli: CommandLine, strict: list[str]) -> None:
    path, page, findings_csv, references_csv = (tmp_path / name for name in ("a.zip", "p.html", "f.csv", "r.csv"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content.encode("latin-1"))
    saved = ["--html", page, "--csv", findings_csv, "--references-csv", references_csv]
    told = cli("check", path, "--references", *strict, *saved)
    document: dict[str, Any] = cli("check", path, "--references", *strict, "--json").json()
    assert told.code == document["exit_code"] == 3
    findings, entities, references = document["findings"], document["entities"], document["references"]
    assert {finding["rule"] for finding in findings} == {4, 8, 9, 15}

    as_cells = [
        [
            *(str(finding["rule"]), finding["severity"].capitalize(), finding["file"] or ""),
            *("" if finding["line"] is None else str(finding["line"]), finding["column"] or ""),
            *(finding["text"] or "", str(finding["count"]), finding["message"]),
        ]
        for finding in findings
    ]
    facts, found, entities_found, references_found = Tables(page.read_text("utf-8")).tables
    assert ["SHA-256", document["sha256"]] in facts and ["Rows", "not counted"] in facts
    assert document["rows"] is None and "Rows: not counted" in told.lines
    assert [[plain(cell) for cell in row] for row in found[1:]] == as_cells
    assert rows_of(findings_csv) == [*as_cells, *(["", "Note", *[""] * 5, note] for note in document["notes"])]
    for finding in findings:
        where = f" ({finding['file']})" if finding["file"] and finding["file"] not in finding["message"] else ""
        excerpt = f" Found: {finding['text']}" if finding["text"] else ""
        assert f"{finding['severity'].capitalize()}: {finding['message']}{where}{excerpt}" in told.lines

    counts = {kind: sum(f["count"] for f in findings if f["severity"] == kind) for kind in ("error", "warning")}
    assert sum(counts.values()) == 1 + 20 + 666 + 2
    ending = told.lines[-1]
    assert f"{counts['error']:,} error" in ending and f"{counts['warning']:,} warning" in ending
    assert ending in page.read_text("utf-8")

    assert [entity["name"] for entity in entities] == ["Order", "Customer", "Unclear", "Alone", "Lost"]
    for entity, row in zip(entities, entities_found[1:], strict=True):
        counted = "not counted" if entity["file"] and entity["rows"] is None else str(entity["rows"] or "")
        assert row[0].split("\n") == [entity["name"], *([entity["sha256"]] if entity["sha256"] else [])]
        assert row[1:4] == [entity["structure"], counted, str(entity["bytes"])]
        assert row[5:7] == [str(len(entity["columns"])), ", ".join(column["name"] for column in entity["columns"])]
        assert row[7] == "\n".join(f"{one['name']}: {one['empty']}" for one in entity["columns"] if one["empty"])
        [line] = [line for line in told.lines if line.startswith(f"{entity['name']}: ")]
        assert f"structure {entity['structure']}" in line
        if entity["rows"] is not None:
            numbers = ((entity["rows"], "row"), (len(entity["columns"]), "column"), (entity["bytes"], "byte"))
            assert ", ".join(f"{n:,} {word}" + "s" * (n != 1) for n, word in numbers) in line

    [reference] = references
    cells = [
        reference["file"],
        reference["column"],
        reference["target"],
        str(reference["ids"]),
        str(reference["missing"]),
    ]
    assert references_found[1:] == [cells]
    assert rows_of(references_csv) == [[*cells, ids["first"], ids["last"]] for ids in reference["listed"]]
    assert f"points to Customer: {reference['ids']} different ids, {reference['missing']} of them not in the zip." in (
        "".join(told.lines)
    )
