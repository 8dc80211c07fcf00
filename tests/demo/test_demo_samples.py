"""The sample zips obey what is known about import zips."""

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from dmm_desktop.demo.samples import write_samples

FIT = ("customers", "small")
TEXT = re.compile(r"N'(?:[^']|'')*'", re.DOTALL)


def files(samples: Path, name: str) -> dict[str, str]:
    with zipfile.ZipFile(samples / f"{name}.zip") as archive:
        assert archive.testzip() is None
        return {item: archive.read(item).decode("utf-8") for item in archive.namelist()}


def rows(data: str) -> list[list[str]]:
    """The rows of a CSV, with each text wrapped in N'…' hidden from the separators."""
    texts: list[str] = []

    def hide(match: re.Match[str]) -> str:
        texts.append(match.group())
        return f"\x00{len(texts) - 1}"

    plain = csv.reader(io.StringIO(TEXT.sub(hide, data), newline=""))
    return [[texts[int(cell[1:])] if cell.startswith("\x00") else cell for cell in row] for row in plain]


@pytest.mark.parametrize("name", FIT)
def test_pairs_at_the_root(samples: Path, name: str) -> None:
    names = set(files(samples, name))
    structures = {item.removesuffix("_Struct.dmm") for item in names if item.endswith("_Struct.dmm")}
    data = {item.removesuffix("_Data.csv") for item in names if item.endswith("_Data.csv")}
    assert structures == data and len(names) == 2 * len(data)
    assert "ossys_User" in data
    assert not any("/" in item or "\\" in item for item in names)


@pytest.mark.parametrize("name", FIT)
def test_records_are_well_formed(samples: Path, name: str) -> None:
    seen_text = seen_date = 0
    for item, content in files(samples, name).items():
        if not item.endswith(".csv"):
            continue
        header, *records = rows(content)
        assert header[0] == "Id" and records
        assert all(len(record) == len(header) for record in records)
        ids = [int(record[0]) for record in records]
        assert ids == sorted(set(ids))
        for record in records:
            for cell in record:
                if cell.startswith("N'"):
                    assert TEXT.fullmatch(cell)
                    seen_text += 1
                elif "T" in cell:
                    datetime.strptime(cell, "%Y-%m-%dT%H:%M:%S")
                    seen_date += 1
                else:
                    assert cell == "NULL" or re.fullmatch(r"\d+(\.\d\d)?", cell), cell
    assert seen_text and seen_date


def test_customers_is_realistic(samples: Path) -> None:
    content = files(samples, "customers")
    counts = {item: len(rows(text)) - 1 for item, text in content.items() if item.endswith(".csv")}
    assert len(counts) == 6 and 4_500 < sum(counts.values()) < 5_500
    everything = "".join(content.values())
    for part in ("O''Brien", "ç", "\n", "NULL", ";", '"'):
        assert part in everything
    assert "\nsee the second line" in content["CustomerNote_Data.csv"], "a line end inside a text"


def test_references_point_to_records(samples: Path) -> None:
    content = files(samples, "customers")
    ids = {name: {row[0] for row in rows(content[f"{name}_Data.csv"])[1:]} for name in ("Region", "Customer", "Order")}
    for name, column, target in (("Customer", 3, "Region"), ("Order", 1, "Customer"), ("OrderLine", 1, "Order")):
        assert {row[column] for row in rows(content[f"{name}_Data.csv"])[1:]} <= ids[target]


def test_samples_that_break_one_rule_each(samples: Path) -> None:
    small = files(samples, "small")
    assert len(small) == 4
    folder = files(samples, "folder")
    assert {Path(item).name: text for item, text in folder.items()} == small
    assert len({item.split("/")[0] for item in folder}) == 1 and all(item.count("/") == 1 for item in folder)
    only_structure = files(samples, "only-structure")
    assert set(only_structure) == set(small)
    assert all(len(rows(text)) == 1 for item, text in only_structure.items() if item.endswith(".csv"))
    assert set(files(samples, "no-structure")) == {item for item in small if item.endswith("_Data.csv")}


def test_the_same_bytes_each_time(samples: Path, tmp_path: Path) -> None:
    write_samples(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "customers.zip",
        "damaged.zip",
        "folder.zip",
        "inflated.zip",
        "large.zip",
        "mistakes.zip",
        "names.zip",
        "no-structure.zip",
        "only-structure.zip",
        "small.zip",
    ]
    assert all((tmp_path / name).read_bytes() == (samples / name).read_bytes() for name in names)
