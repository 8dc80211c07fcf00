"""The sample import zips of the demo environment, made without the check's code, give the findings they are for."""

from pathlib import Path

from archive.zip_makers import check, rules
from dmm_desktop.archive.repack import repack
from dmm_desktop.core.job import CancelToken, ignore_progress

EXPECTED = {
    "customers.zip": [],
    "small.zip": [],
    "folder.zip": [2],
    "no-structure.zip": [3, 4, 4],
    "only-structure.zip": [14],
}


def test_every_sample_gives_exactly_its_findings(samples: Path) -> None:
    assert {path.name: rules(check(path)) for path in samples.iterdir()} == EXPECTED


def test_the_good_samples_have_entities_with_rows(samples: Path) -> None:
    for name, count in (("customers.zip", 6), ("small.zip", 2)):
        entities = check(samples / name).entities
        assert len(entities) == count and all(entity.has_records for entity in entities)


def test_the_sample_in_a_folder_is_good_when_it_is_repacked(samples: Path, tmp_path: Path) -> None:
    target = repack(check(samples / "folder.zip"), tmp_path / "copy.zip", CancelToken(), ignore_progress)
    assert check(target).findings == ()
    assert check(target).entities == check(samples / "small.zip").entities
