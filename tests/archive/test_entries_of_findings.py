"""Which entries of the zip a finding is about, and which entries the rules leave alone."""

from pathlib import Path

import pytest

from archive.zip_makers import GOOD, check, make_zip, rules
from dmm_desktop.archive.rules import MAX_PLACES


@pytest.mark.parametrize("ignored", ["__MACOSX/._A_Data.csv", "._A_Data.csv", "__MACOSX/A_Data.csv"])
def test_records_in_an_ignored_file_are_nothing_to_import(tmp_path: Path, ignored: str) -> None:
    files = {"A_Struct.dmm": b"x", "A_Data.csv": b"Id\n", ignored: b"Mac OS X\n\n2\nATTR\n"}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert checked.ignored == (ignored,)
    assert rules(checked) == [14]


@pytest.mark.parametrize("name", ["Order", "Order" * 30, "Or\x1bder"])
def test_a_finding_names_its_entry_as_in_the_zip(tmp_path: Path, name: str) -> None:
    checked = check(make_zip(tmp_path / "a.zip", GOOD | {f"{name}_Data.csv": b"Id\n1\n"}))
    assert {finding.entries for finding in checked.findings} == {(f"{name}_Data.csv",)}
    assert all(finding.file.isprintable() and len(finding.file) <= 125 for finding in checked.findings)


def test_a_finding_about_the_whole_zip_names_no_entry(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"a.txt": b"x"}))
    assert rules(checked) == [3]
    assert checked.findings[0].entries == () and checked.findings[0].file == ""


def test_the_finding_that_counts_the_others_names_their_entries(tmp_path: Path) -> None:
    names = [f"E{n}_Data.csv" for n in range(MAX_PLACES + 3)]
    checked = check(make_zip(tmp_path / "a.zip", GOOD | dict.fromkeys(names, b"Id\n1\n")))
    assert checked.findings[-1].entries == tuple(names[MAX_PLACES:])
    assert checked.findings[-1].file == ""


def test_an_entity_is_named_as_it_can_be_shown(tmp_path: Path) -> None:
    files = {"A\x1bB_Struct.dmm": b"x", "A\x1bB_Data.csv": b"Id\n1\n"}
    [entity] = check(make_zip(tmp_path / "a.zip", files)).entities
    assert entity.name.isprintable() and entity.name.startswith("A")
    assert (entity.structure, entity.data) == tuple(files)
