"""Zips made by other programs, in ``other_programs/`` with the commands that made them, are read without a finding."""

from pathlib import Path

import pytest

from archive.test_full_check import full

ZIPS = sorted((Path(__file__).parent / "other_programs").glob("*.zip"))


def test_there_are_zips_of_five_programs() -> None:
    programs = {path.name.split("-")[0].removesuffix(".zip") for path in ZIPS}
    assert programs == {"info", "7", "jar", "bsdtar", "like"}


@pytest.mark.parametrize("path", ZIPS, ids=lambda path: path.stem)
def test_a_zip_of_another_program_has_no_finding(path: Path) -> None:
    checked = full(path)
    assert checked.findings == () and checked.is_complete
    assert [entity.records for entity in checked.entities] in ([3, 1], [1, 3])
    region = next(entity.facts for entity in checked.entities if entity.name != "ossys_User")
    assert region is not None
    assert [(column.name, column.empty) for column in region.columns] == [("Id", 0), ("Name", 1), ("Born", 2)]
