"""The sample import zips of the demo environment, made without the check's code, give the findings they are for."""

from pathlib import Path

from archive.test_full_check import full
from archive.zip_makers import check, rules
from dmm_desktop.archive.repack import repack
from dmm_desktop.archive.rules import RULES
from dmm_desktop.core.job import CancelToken, ignore_progress

EXPECTED = {
    "customers.zip": [],
    "damaged.zip": [1],
    "small.zip": [],
    "folder.zip": [2],
    "inflated.zip": [16],
    "large.zip": [13],
    "no-structure.zip": [3, 4, 4],
    "only-structure.zip": [14],
    "mistakes.zip": [5, 5, 6, 8, 8, 9, 9],
    "names.zip": [2, 7, 7, 7, 7, 7, 7, 7, 7],
}
#: Rule, file, line and column of the mistakes, where ids are kept.
MISTAKES = [
    (5, "ossys_Role_Data.csv", 1, ""),
    (5, "OrderLine_Data.csv", 901, ""),
    (6, "Region_Data.csv", 1, "IsActive"),
    (8, "Customer_Data.csv", 41, "Name"),
    (8, "Customer_Data.csv", 221, "Name"),
    (9, "Order_Data.csv", 501, "PlacedOn"),
    (9, "Order_Data.csv", 701, "PlacedOn"),
    (10, "OrderLine_Data.csv", 1501, "Id"),
    (10, "OrderLine_Data.csv", 2001, "Id"),
    (15, "Archive_Struct.dmm", None, ""),
]


def test_every_sample_gives_exactly_its_findings(samples: Path) -> None:
    assert {path.name: rules(check(path)) for path in samples.iterdir()} == EXPECTED


def test_the_full_check_finds_each_mistake_and_no_other(samples: Path) -> None:
    checked = {path.name: full(path) for path in samples.iterdir()}
    found = checked["mistakes.zip"].findings
    assert [(one.rule, one.file, one.line, one.column) for one in found] == MISTAKES
    assert all(one.count == 1 for one in found)
    for name, expected in EXPECTED.items():
        assert name == "mistakes.zip" or rules(checked[name]) == expected
    assert {one.rule for sample in checked.values() for one in sample.findings} == {rule.id for rule in RULES}


def test_the_good_samples_have_entities_with_rows(samples: Path) -> None:
    for name, count in (("customers.zip", 6), ("small.zip", 2)):
        entities = check(samples / name).entities
        assert len(entities) == count and all(entity.has_records for entity in entities)


def test_the_sample_in_a_folder_is_good_when_it_is_repacked(samples: Path, tmp_path: Path) -> None:
    target = repack(check(samples / "folder.zip"), tmp_path / "copy.zip", CancelToken(), ignore_progress)
    assert check(target).findings == ()
    assert check(target).entities == check(samples / "small.zip").entities
