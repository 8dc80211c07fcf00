"""Writes the sample import zips: records of a small trading company, generated from a fixed seed.

They follow the known facts about the format. The content of `.dmm` files is not documented; the JSON used here is
assumed.
"""

import json
import random
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

_ZIP_DATE = (2024, 1, 2, 8, 0, 0)
_REGIONS = (
    "Norte",
    "Centro",
    "Sul",
    "Açores",
    "Madeira",
    "Île-de-France",
    "Bayern",
    "Übersee",
    "Flanders",
    "Andalucía",
)
_FIRST_NAMES = ("Ana", "João", "Søren", "Zoë", "Miguel", "Inês", "Łukasz", "Mary-Jane", "Chloé", "Björn", "Siobhán")
_LAST_NAMES = ("Silva", "O'Brien", "D'Angelo", "Müller", "Gonçalves", "van der Berg", "Nowak", "Lefèvre", "Smith")
_PRODUCTS = ("Desk, oak", "Lamp 40 W", 'Screen 27"', "Chair; padded", "Shelf 2 m", "Cable Ø 3 mm", "Painter's kit")
_NOTES = (
    "Called, wants an offer until Friday.",
    "Said: 'not before spring'.",
    "Moved to a new address,\nsee the second line.",
    "Prefers e-mail; never phones.",
    "Good customer \u2013 10 % discount",
)
_FIRST_DAY = datetime(2024, 1, 2, 8, 0, 0)

_Row = list[str]


@dataclass(frozen=True)
class _Table:
    """One entity with its records, in the notation of an import zip."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    """Names and types, the identifier first."""
    rows: tuple[_Row, ...]


def write_samples(directory: Path) -> None:
    """Write all samples to `directory`, creating it if needed; always the same bytes.

    `customers.zip` holds about 5,000 records of 6 entities and `small.zip` a few of 2; both can be imported.
    `folder.zip` has its files in a folder, `only-structure.zip` no records, and `no-structure.zip` no structures.
    `mistakes.zip` has mistakes of most kinds that the check finds inside the files, and `names.zip` those of names.
    `damaged.zip` has a wrong checksum. `large.zip` is larger than most servers accept, and `inflated.zip` unpacks to
    far more than exports do.
    """
    directory.mkdir(parents=True, exist_ok=True)
    small = (_customers(5), _users(2))
    many = _many()
    _write(directory / "customers.zip", _files(many))
    _write(directory / "small.zip", _files(small))
    _write(directory / "folder.zip", {f"Export_20240102/{name}": text for name, text in _files(small).items()})
    _write(directory / "only-structure.zip", _files(_Table(table.name, table.attributes, ()) for table in small))
    data_only = {name: text for name, text in _files(small).items() if name.endswith(".csv")}
    _write(directory / "no-structure.zip", data_only)
    _write(directory / "mistakes.zip", _with_mistakes(_files(many)))
    _write(directory / "names.zip", _with_names(_files(small)))
    _write(directory / "damaged.zip", _files(small))
    _damage(directory / "damaged.zip")
    _write(directory / "large.zip", _files(small), pictures=21, method=zipfile.ZIP_STORED)
    _write(directory / "inflated.zip", _files(small), pictures=101)


def sample_entities() -> tuple[str, ...]:
    """The names of the entities in `customers.zip`, which an export finds in the demo environment."""
    return tuple(table.name for table in _many())


def write_export(path: Path, entities: Collection[str], *, only_structure: bool) -> None:
    """Write the zip of an export of these entities, with the records of `customers.zip`; always the same bytes."""
    tables = [table for table in _many() if table.name in entities]
    _write(path, _files(replace(table, rows=()) if only_structure else table for table in tables))


@cache
def _many() -> tuple[_Table, ...]:
    return (_regions(), _customers(640), _orders(1500, 640), _order_lines(2600, 1500), _notes(260, 640), _users(12))


def _with_mistakes(files: dict[str, str]) -> dict[str, str]:
    """The files of the large sample with mistakes of many kinds, far from each other."""
    mistakes = (
        ("Customer_Data.csv", 40, ",N'", ",'"),  # a text without N'…'
        ("Customer_Data.csv", 220, "',", ","),  # a text that is not closed
        ("Order_Data.csv", 500, "T", " "),  # a date in another notation
        ("Order_Data.csv", 700, "-02-23T", "-02-30T"),  # a date that does not exist
        ("OrderLine_Data.csv", 900, ",N'", ",7,N'"),  # one value too many
        ("OrderLine_Data.csv", 1500, "1500,", "1499,"),  # an id that repeats
        ("OrderLine_Data.csv", 2000, "2000,", "12,"),  # an id lower than the one before
    )
    for file, number, old, new in mistakes:
        lines = files[file].split("\r\n")
        assert old in lines[number], (file, number, lines[number])
        lines[number] = lines[number].replace(old, new, 1)
        files[file] = "\r\n".join(lines)
    regions = [line.split(",") for line in files["Region_Data.csv"].split("\r\n")]
    files["Region_Data.csv"] = "\r\n".join(",".join((*cells[:1], *reversed(cells[1:]))) for cells in regions)
    files["Archive_Struct.dmm"] = _structure(_Table("Archive", (("Id", "Integer"),), ()))  # without data
    files["ossys_Role_Struct.dmm"] = files["ossys_User_Struct.dmm"]
    files["ossys_Role_Data.csv"] = ""  # not even a header
    return files


def _with_names(files: dict[str, str]) -> dict[str, str]:
    """The files, and copies under names that do not belong into an import zip."""
    structure, data = files["Customer_Struct.dmm"], files["Customer_Data.csv"]
    for entity in ("customer", "C:Customer", "/Customer", "../Customer"):
        files |= {f"{entity}_Struct.dmm": structure, f"{entity}_Data.csv": data}
    return files


def _damage(path: Path) -> None:
    """Change a byte of the last entry, whose checksum is then wrong."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        last = archive.infolist()[-1]
    content[last.header_offset + 30 + len(last.filename) + last.compress_size // 2] ^= 1
    path.write_bytes(content)


def _files(tables: Iterable[_Table]) -> dict[str, str]:
    files = {}
    for table in tables:
        files[f"{table.name}_Struct.dmm"] = _structure(table)
        files[f"{table.name}_Data.csv"] = _data(table)
    return files


def _structure(table: _Table) -> str:
    attributes = [
        {"Name": name, "Type": kind, "IsIdentifier": number == 0}
        for number, (name, kind) in enumerate(table.attributes)
    ]
    return json.dumps({"Entity": table.name, "Attributes": attributes}, indent=2) + "\n"


def _data(table: _Table) -> str:
    header = [name for name, _ in table.attributes]
    return "".join(",".join(row) + "\r\n" for row in (header, *table.rows))


def _write(path: Path, files: dict[str, str], pictures: int = 0, method: int = zipfile.ZIP_DEFLATED) -> None:
    """Write the files and, if there are to be any, pictures of 1 MiB each, all of them black."""
    with zipfile.ZipFile(path, "w") as archive:

        def add(name: str, pieces: Iterable[str]) -> None:
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = method
            member.create_system = 3  # the same on every system
            with archive.open(member, "w") as entry:
                for piece in pieces:
                    entry.write(piece.encode())

        for name, text in files.items():
            add(name, [text])
        if pictures:
            table = _Table("Picture", (("Id", "Long Integer"), ("Content", "Text")), ())
            black = _text("A" * (1 << 20))
            add("Picture_Struct.dmm", [_structure(table)])
            add(
                "Picture_Data.csv",
                chain([_data(table)], (f"{number},{black}\r\n" for number in range(1, pictures + 1))),
            )


def _text(value: str) -> str:
    """A text in the notation of an import zip: N'…', with quotes doubled."""
    return "N'" + value.replace("'", "''") + "'"


def _date(value: datetime) -> str:
    """A date and time in the notation of an import zip."""
    return f"{value:%Y-%m-%dT%H:%M:%S}"


class _Random:
    """Random numbers that are the same in every Python version, which Python guarantees only for `random()`."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, below: int) -> int:
        return int(self._random.random() * below)

    def one(self, values: Sequence[str]) -> str:
        return values[self.number(len(values))]

    def day(self, days: int) -> datetime:
        return _FIRST_DAY + timedelta(days=self.number(days), seconds=self.number(36_000))


def _users(count: int) -> _Table:
    """The authors of the notes; a system table."""
    dice = _Random(1)
    rows = []
    for number in range(1, count + 1):
        name = f"{dice.one(_FIRST_NAMES)} {dice.one(_LAST_NAMES)}"
        rows.append([str(number), _text(name), _text(f"user{number}@example.com"), _date(dice.day(300)), "1"])
    attributes = (("Id", "Integer"), ("Name", "Text"), ("Email", "Email"), ("Creation_Date", "Date Time"))
    return _Table("ossys_User", (*attributes, ("Is_Active", "Boolean")), tuple(rows))


def _regions() -> _Table:
    """The regions, always the same."""
    rows = [[str(number), _text(name), "1"] for number, name in enumerate(_REGIONS, 1)]
    return _Table("Region", (("Id", "Integer"), ("Name", "Text"), ("IsActive", "Boolean")), tuple(rows))


def _customers(count: int) -> _Table:
    """Customers, each in a region."""
    dice = _Random(2)
    rows = []
    for number in range(1, count + 1):
        name = f"{dice.one(_FIRST_NAMES)} {dice.one(_LAST_NAMES)}"
        credit = f"{dice.number(20_000)}.{dice.number(100):02}"
        email = _text(f"customer{number}@example.com") if dice.number(8) else "NULL"
        region = str(1 + dice.number(len(_REGIONS)))
        rows.append([str(number), _text(name), email, region, credit, _date(dice.day(400)), str(dice.number(2))])
    attributes = (
        ("Id", "Long Integer"),
        ("Name", "Text"),
        ("Email", "Email"),
        ("RegionId", "Region Identifier"),
        ("CreditLimit", "Currency"),
        ("CreatedOn", "Date Time"),
        ("IsActive", "Boolean"),
    )
    return _Table("Customer", attributes, tuple(rows))


def _orders(count: int, customers: int) -> _Table:
    """Orders, each of a customer."""
    dice = _Random(3)
    rows = []
    for number in range(1, count + 1):
        placed = _FIRST_DAY + timedelta(days=400, minutes=37 * number)
        shipped = _date(placed + timedelta(days=1 + dice.number(9))) if dice.number(5) else "NULL"
        reference = _text(f"SO-{2024_0000 + number}")
        rows.append([str(number), str(1 + dice.number(customers)), reference, _date(placed), shipped])
    attributes = (
        ("Id", "Long Integer"),
        ("CustomerId", "Customer Identifier"),
        ("Reference", "Text"),
        ("PlacedOn", "Date Time"),
        ("ShippedOn", "Date Time"),
    )
    return _Table("Order", attributes, tuple(rows))


def _order_lines(count: int, orders: int) -> _Table:
    """Order lines, each of an order."""
    dice = _Random(4)
    rows = []
    for number in range(1, count + 1):
        order = 1 + (number - 1) * orders // count
        price = f"{1 + dice.number(900)}.{dice.number(100):02}"
        rows.append([str(number), str(order), _text(dice.one(_PRODUCTS)), str(1 + dice.number(12)), price])
    attributes = (
        ("Id", "Long Integer"),
        ("OrderId", "Order Identifier"),
        ("Product", "Text"),
        ("Quantity", "Integer"),
        ("Price", "Currency"),
    )
    return _Table("OrderLine", attributes, tuple(rows))


def _notes(count: int, customers: int) -> _Table:
    """Notes on customers, by users."""
    dice = _Random(5)
    rows = [
        [str(number), str(1 + dice.number(customers)), _text(dice.one(_NOTES)), _date(dice.day(500))]
        for number in range(1, count + 1)
    ]
    attributes = (("Id", "Long Integer"), ("CustomerId", "Customer Identifier"), ("Note", "Text"))
    return _Table("CustomerNote", (*attributes, ("WrittenOn", "Date Time")), tuple(rows))
