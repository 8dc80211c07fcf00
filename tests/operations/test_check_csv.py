"""Findings and references saved as CSV: every cell, the note at the top, and nothing that a spreadsheet evaluates."""

import csv
from pathlib import Path

import pytest

from archive.zip_makers import make_zip
from dmm_desktop.archive.full_check import ReadZip, read_zip
from dmm_desktop.archive.references import MAX_LISTED, MissingIds, Reference, find_references
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.operations.check_csv import save_entities, save_findings, save_references

NOTHING = Redaction()  # no secret is known
NOTICE = ["This file quotes data from the zip. Handle it like the zip itself."]
FILES = {
    "Order_Struct.dmm": b"?",
    "Order_Data.csv": "Id;=Name;CustomerId;UserId\r\n1;=1+1;5;7\r\n2;N'Zoë';6;8\r\n3;N'x';9;\r\n".encode(),
    "Customer_Struct.dmm": b"?",
    "Customer_Data.csv": b"Id\n9\n",
    "ossys_Role_Struct.dmm": b"?",
    "ossys_Role_Data.csv": b"Id;Name,Other\r\n1;2,3\r\n",
}


def read(tmp_path: Path) -> ReadZip:
    return read_zip(make_zip(tmp_path / "a.zip", FILES), CancelToken(), ignore_progress)


def table(path: Path, separator: str = ",") -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


@pytest.mark.parametrize("separator", [",", ";"])
def test_findings_and_notes(tmp_path: Path, separator: str) -> None:
    checked = read(tmp_path).checked()
    target = tmp_path / "findings.csv"
    target.write_text("replaced")
    saved = save_findings(NOTHING, checked, target, str, CancelToken(), ignore_progress, separator=separator)
    assert saved == target
    [finding] = checked.findings
    assert finding.excerpt == "=1+1" and finding.column == "=Name"
    assert table(target, separator) == [
        NOTICE,
        ["Rule", "Severity", "File", "Line", "Column", "Found", "Count", "Problem"],
        ["8", "Warning", "Order_Data.csv", "2", "'=Name", "'=1+1", "1", str(finding.sentence)],
        [
            "",
            "Note",
            "",
            "",
            "",
            "",
            "",
            "The separator of ossys_Role_Data.csv is unclear, so its rows were not checked.",
        ],
    ]


def test_entities_with_what_is_known_of_their_files(tmp_path: Path) -> None:
    checked = read(tmp_path).checked()
    save_entities(NOTHING, checked, tmp_path / "entities.csv", str, CancelToken(), ignore_progress)
    rows = table(tmp_path / "entities.csv")
    assert rows[:2] == [
        NOTICE,
        [
            *("Entity", "Structure", "Rows", "Bytes", "Written with", "Columns"),
            *("Names of the columns", "NULL or empty values", "SHA-256"),
        ],
    ]
    digests = {entity.name: entity.facts.sha256 for entity in checked.entities if entity.facts}
    size = str(len(FILES["Order_Data.csv"]))
    written = "separated by “;”; utf-8; CR LF"
    names = "Id,' =Name, CustomerId, UserId"
    assert ["Order", "opaque", "3", size, written, "4", names, "UserId: 1", digests["Order"]] in rows
    assert {row[0] for row in rows[2:]} == digests.keys() == {"Order", "Customer", "ossys_Role"}


def test_references_with_each_missing_range(tmp_path: Path) -> None:
    references = find_references(read(tmp_path), CancelToken(), ignore_progress)
    target = tmp_path / "references.csv"
    save_references(NOTHING, references, target, str, CancelToken(), ignore_progress)
    assert table(target) == [
        NOTICE,
        [
            *("File", "Column", "Points to", "Different ids", "Not in the zip"),
            *("First id that is not in the zip", "Last id that is not in the zip"),
        ],
        ["Order_Data.csv", "CustomerId", "Customer", "3", "2", "5", "6"],
        ["Order_Data.csv", "UserId", "users", "2", "", "", ""],
    ]


def test_what_is_not_listed_or_not_counted_is_said(tmp_path: Path) -> None:
    listed = tuple(MissingIds(str(id_), str(id_)) for id_ in range(0, 2 * MAX_LISTED, 2))
    references = (
        Reference("A_Data.csv", "BId", "B", False, 30_000, MAX_LISTED + 7, listed),
        Reference("A_Data.csv", "CId", "C", False, None, None),
    )
    save_references(NOTHING, references, tmp_path / "a.csv", str, CancelToken(), ignore_progress)
    rows = table(tmp_path / "a.csv")[2:]
    assert len(rows) == MAX_LISTED + 2
    assert rows[-2] == ["A_Data.csv", "BId", "B", "30000", "10007", "7 more ids", ""]
    assert rows[-1] == ["A_Data.csv", "CId", "C", "not counted", "not counted", "", ""]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    checked = read(tmp_path).checked()
    with pytest.raises(LocalError):
        save_findings(NOTHING, checked, tmp_path / "no" / "a.csv", str, CancelToken(), ignore_progress)
    target, cancel = tmp_path / "a.csv", CancelToken()
    target.write_text("before")
    cancel.cancel()
    with pytest.raises(Cancelled):
        save_findings(NOTHING, checked, target, str, cancel, ignore_progress)
    assert target.read_text() == "before" and {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.zip"}
