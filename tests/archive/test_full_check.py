"""The full check of whole zips: each rule that looks inside, what it says, and what it leaves alone."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from archive.zip_makers import GOOD, data_at, edit, make_zip, rules
from dmm_desktop.archive.contents.facts import ColumnFacts, Dialect
from dmm_desktop.archive.findings import CheckedZip, Finding, Severity
from dmm_desktop.archive.full_check import ReadingProgress, read_zip
from dmm_desktop.archive.rules import RULES
from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, Progress, ignore_progress

NAMES = ("Id", "Name", "Born", "Level")
ROWS = b"1;N'Ada';1815-12-10T00:00:00;1.5\r\n2;NULL;;2\r\n3;N'O''Hara; Jr';1900-01-01T08:30:00;\r\n"
PEOPLE = ";".join(NAMES).encode() + b"\r\n" + ROWS
USERS = {"ossys_User_Struct.dmm": b"?", "ossys_User_Data.csv": b"Id;Name\r\n1;N'x'\r\n"}


def people(data: bytes, names: tuple[str, ...] = ()) -> Mapping[str, bytes]:
    structure = {"Attributes": [{"Name": name} for name in names]} if names else {"Opaque": 1}
    return {"Person_Struct.dmm": json.dumps(structure).encode(), "Person_Data.csv": data, **USERS}


def full(path: Path, *, keep_ids: bool = True, strictly: bool = False) -> CheckedZip:
    return read_zip(path, CancelToken(), ignore_progress).checked(keep_ids=keep_ids, strictly=strictly)


def place(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.severity.value, finding.file, finding.line, finding.column, finding.excerpt


def test_a_good_zip_is_counted_to_the_last_value(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", people(PEOPLE, NAMES))
    checked = full(path)
    assert checked.findings == () and checked.is_complete
    assert checked.sha256 == sha256(path.read_bytes()).hexdigest()
    assert checked.notes == ()
    person, user = checked.entities
    assert (person.name, person.records, person.attributes) == ("Person", 3, NAMES)
    assert (user.name, user.records, user.attributes) == ("ossys_User", 1, ())
    assert person.facts is not None
    assert person.facts.sha256 == sha256(PEOPLE).hexdigest() and person.facts.size == len(PEOPLE)
    assert person.facts.dialect == Dialect(";", False, "utf-8", "\r\n")
    assert person.facts.columns == (
        ColumnFacts("Id", 0),
        ColumnFacts("Name", 1),
        ColumnFacts("Born", 1),
        ColumnFacts("Level", 1),
    )


@pytest.mark.parametrize("usual", [b"3f2b9c1e-0000", b"0xAB12", b"true", b"1", b"1.5", b"1900-01-01T00:00:00", b"N'x'"])
@pytest.mark.parametrize("null", [b"NULL", b"null", b"nil", b"None", b"", b'"NULL"', b"(null)"])
def test_null_is_counted_beside_values_of_every_form(tmp_path: Path, usual: bytes, null: bytes) -> None:
    rows = b"".join(b"%d;%s;x9\r\n" % (number, null if number % 3 else usual) for number in range(1, 10_001))
    checked = full(make_zip(tmp_path / "a.zip", people(b"Id;Value;Other\r\n" + rows)))
    assert checked.findings == () and checked.entities[0].facts is not None
    assert [column.empty for column in checked.entities[0].facts.columns] == [0, 6667, 0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (PEOPLE, b"", (5, "error", "Person_Data.csv", 1, "", "")),
        (PEOPLE, ROWS, (5, "error", "Person_Data.csv", 1, "", "1;N'Ada';1815-12-10T00:00:00;1.5")),
        (b"2;NULL;;2", b"2;NULL;2", (5, "error", "Person_Data.csv", 3, "", "2;NULL;2")),
        (b"N'Ada'", b"Ada", (8, "warning", "Person_Data.csv", 2, "Name", "Ada")),
        (b"N'Ada'", b"N'Ada", (8, "warning", "Person_Data.csv", 2, "Name", "N'Ada")),
        (b"1900-01-01T08:30:00", b"1900-01-01", (9, "warning", "Person_Data.csv", 4, "Born", "1900-01-01")),
        (b"1815-12-10", b"1815-02-30", (9, "warning", "Person_Data.csv", 2, "Born", "1815-02-30T00:00:00")),
        (b"\n3;", b"\n2;", (10, "warning", "Person_Data.csv", 4, "Id", "2")),
        (b"\n3;", b"\n1;", (10, "warning", "Person_Data.csv", 4, "Id", "1")),
    ],
)
@pytest.mark.parametrize("names", [NAMES, ()])
def test_each_fault_is_found_where_it_is(
    tmp_path: Path, old: bytes, new: bytes, expected: tuple[object, ...], names: tuple[str, ...]
) -> None:
    assert old in PEOPLE
    [finding] = full(make_zip(tmp_path / "a.zip", people(PEOPLE.replace(old, new), names))).findings
    assert place(finding) == expected
    assert finding.count == 1 and finding.entries == ("Person_Data.csv",)
    assert finding.excerpt == "" or finding.excerpt not in str(finding.sentence)  # sentences may be stored


@pytest.mark.parametrize(
    ("names", "columns", "lines"),
    [
        ((*NAMES, "Age"), ["Age"], [None]),
        (NAMES[:3], ["Level"], [1]),
        (("Id", "Born", "Name", "Level"), ["Name"], [1]),
        (("Id", "name", "Born", "Level"), ["name", "Name"], [None, 1]),
    ],
)
def test_columns_that_differ_from_the_structure(
    tmp_path: Path, names: tuple[str, ...], columns: list[str], lines: list[int | None]
) -> None:
    findings = full(make_zip(tmp_path / "a.zip", people(PEOPLE, names))).findings
    assert [finding.rule for finding in findings] == [6] * len(columns)
    assert [finding.column for finding in findings] == columns
    assert [finding.line for finding in findings] == lines


def test_a_structure_that_was_misread_is_no_reason_for_a_finding(tmp_path: Path) -> None:
    assert full(make_zip(tmp_path / "a.zip", people(PEOPLE, ("A", "B", "Id")))).findings == ()


def test_ids_matter_only_where_they_are_kept(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", people(PEOPLE.replace(b"\n3;", b"\n1;")))
    assert rules(full(path, keep_ids=False)) == []


@pytest.mark.parametrize(("old", "new"), [(b"N'Ada'", b"Ada"), (b"1815-12", b"1815-13"), (b"\n3;", b"\n1;")])
def test_warnings_about_the_contents_are_errors_where_the_user_wants_that(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    path = make_zip(tmp_path / "a.zip", people(PEOPLE.replace(old, new)))
    assert not full(path).blocks
    checked = full(path, strictly=True)
    assert checked.blocks and [finding.severity for finding in checked.findings] == [Severity.ERROR]
    assert checked.is_blocked_by_choice
    assert {rule.severity for rule in RULES if rule.is_strict} == {Severity.WARNING}


def test_a_zip_without_any_wrapped_text_looks_like_a_plain_export(tmp_path: Path) -> None:
    files = {"A_Struct.dmm": b"?", "A_Data.csv": b"Id,Name\n1,Ada Lovelace\n2,Bob\n", "ossys_B_Struct.dmm": b"?"}
    findings = full(make_zip(tmp_path / "a.zip", files | {"ossys_B_Data.csv": b"Id\n1\n"})).findings
    assert [(finding.rule, finding.file, finding.count) for finding in findings] == [(8, "", 2)]
    assert "plain export" in str(findings[0].sentence)


def test_some_faults_of_a_file_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    rows = b"".join(b"%d;Ada;;\r\n" % number for number in range(10, 1010))
    findings = full(make_zip(tmp_path / "a.zip", people(PEOPLE + rows))).findings
    assert [finding.line for finding in findings] == [5, 6, 7, 8, 9, None]
    assert [finding.count for finding in findings] == [1, 1, 1, 1, 1, 995]
    assert str(findings[-1].sentence) == "Person_Data.csv: 995 more rows have this problem."


def test_entities_without_data_and_zips_without_system_tables(tmp_path: Path) -> None:
    files = {"A_Struct.dmm": b"?", "A_Data.csv": b"Id;N\n1;N'a'\n", "B_Struct.dmm": b"?"}
    findings = full(make_zip(tmp_path / "a.zip", files)).findings
    assert [(finding.rule, finding.severity.value, finding.file) for finding in findings] == [
        (15, "warning", "B_Struct.dmm"),
        (15, "warning", ""),
    ]


def test_a_suspicious_ratio(tmp_path: Path) -> None:
    findings = full(make_zip(tmp_path / "a.zip", GOOD | {"zeros.bin": bytes(101 << 20)})).findings
    assert [(finding.rule, finding.file) for finding in findings] == [(16, "zeros.bin")]


def test_an_unclear_separator_is_a_note_and_never_a_finding(tmp_path: Path) -> None:
    checked = full(make_zip(tmp_path / "a.zip", people(b"Id;Name,Other\r\n1;2,3\r\n4;5,6\r\n")))
    assert checked.findings == () and checked.is_complete
    assert str(checked.notes[0]) == "The separator of Person_Data.csv is unclear, so its rows were not checked."
    assert checked.entities[0].records is None


def test_rows_of_thousands_of_columns_are_not_checked(tmp_path: Path) -> None:
    """Python's pattern of 20,000 columns takes a quarter of a minute, in which nobody hears Cancel."""
    checked = full(make_zip(tmp_path / "a.zip", people(b"a;" * 5000 + b"b\r\n" + b"1;" * 5000 + b"2\r\n")))
    assert checked.findings == () and checked.is_complete
    assert str(checked.notes[0]) == "Person_Data.csv has too many columns, so its rows were not checked."
    assert checked.entities[0].records is None


def test_what_was_read_before_the_damage_is_kept(tmp_path: Path) -> None:
    rows = b"".join(b"%d;N'a';;\r\n" % number for number in range(10, 100_000))
    path = make_zip(tmp_path / "a.zip", people(PEOPLE + rows), zipfile.ZIP_STORED)
    edit(path, data_at(path, "Person_Data.csv") + (PEOPLE + rows).index(b"'a'", 1_000_000) + 1, b"b")
    checked = full(path)
    assert rules(checked) == [1] and not checked.is_complete
    facts = checked.entities[0].facts
    assert facts is not None and not facts.is_complete and facts.sha256 == ""


def test_a_file_that_is_no_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"nothing")
    checked = full(path)
    assert rules(checked) == [1] and checked.is_hopeless and not checked.is_complete
    assert checked.sha256 == sha256(b"nothing").hexdigest()
    with pytest.raises(LocalError):
        full(tmp_path / "missing.zip")


def test_results_come_while_the_zip_is_read(tmp_path: Path) -> None:
    seen = list[ReadingProgress]()

    def report(progress: Progress) -> None:
        assert isinstance(progress, ReadingProgress)
        seen.append(progress)

    rows = b"".join(b"%d;N'a';;\r\n" % number for number in range(10, 100_000))
    read = read_zip(make_zip(tmp_path / "a.zip", people(PEOPLE + rows)), CancelToken(), report)
    assert seen[0].done < seen[-1].done == seen[-1].total
    assert seen[-1].zip.facts == read.facts
    assert not seen[0].zip.checked().is_complete


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    path = make_zip(tmp_path / "a.zip", people(PEOPLE * 10_000))
    with pytest.raises(Cancelled):
        read_zip(path, cancel, lambda _: cancel.cancel())
