"""Writes the sample import zips. They follow what is known of the format; the inside of a `.dmm` file is not known, so
the JSON in those here is an assumption."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .sample_rows import Table, customers, notes, order_lines, orders, regions, users

_DATE = (2024, 1, 2, 8, 0, 0)


def write_samples(directory: Path) -> None:
    """Write all samples to `directory`, which is made if it is missing; the same bytes each time.

    `customers.zip` holds about 5,000 records of 6 entities and `small.zip` a handful of 2, both fit for an import.
    `folder.zip` has its files in a folder, `only-structure.zip` no records, and `no-structure.zip` no structures.
    """
    directory.mkdir(parents=True, exist_ok=True)
    small = (customers(5), users(2))
    many = (regions(), customers(640), orders(1500, 640), order_lines(2600, 1500), notes(260, 640), users(12))
    _write(directory / "customers.zip", _files(many))
    _write(directory / "small.zip", _files(small))
    _write(directory / "folder.zip", {f"Export_20240102/{name}": text for name, text in _files(small).items()})
    _write(directory / "only-structure.zip", _files(Table(table.name, table.attributes, ()) for table in small))
    data_only = {name: text for name, text in _files(small).items() if name.endswith(".csv")}
    _write(directory / "no-structure.zip", data_only)


def _files(tables: Iterable[Table]) -> dict[str, str]:
    files = {}
    for table in tables:
        files[f"{table.name}_Struct.dmm"] = _structure(table)
        files[f"{table.name}_Data.csv"] = _data(table)
    return files


def _structure(table: Table) -> str:
    attributes = [
        {"Name": name, "Type": kind, "IsIdentifier": number == 0}
        for number, (name, kind) in enumerate(table.attributes)
    ]
    return json.dumps({"Entity": table.name, "Attributes": attributes}, indent=2) + "\n"


def _data(table: Table) -> str:
    header = [name for name, _ in table.attributes]
    return "".join(",".join(row) + "\r\n" for row in (header, *table.rows))


def _write(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # whatever system it is written on
            archive.writestr(member, text)
