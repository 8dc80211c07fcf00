"""The records of the sample zips: the customers of a small trading company, invented by a fixed seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Row = list[str]


@dataclass(frozen=True)
class Table:
    """One entity with its records, values already written as in an import zip."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    """Names and types, the identifier first."""
    rows: tuple[Row, ...]


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


def text(value: str) -> str:
    """A text as an import zip writes it: N'…', with quotes doubled."""
    return "N'" + value.replace("'", "''") + "'"


def date(value: datetime) -> str:
    """A date and time as an import zip writes it."""
    return f"{value:%Y-%m-%dT%H:%M:%S}"


class _Dice:
    """Draws that are the same in every Python version: only `random()` is promised to be."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, below: int) -> int:
        return int(self._random.random() * below)

    def one(self, values: Sequence[str]) -> str:
        return values[self.number(len(values))]

    def day(self, days: int) -> datetime:
        return _FIRST_DAY + timedelta(days=self.number(days), seconds=self.number(36_000))


def users(count: int) -> Table:
    """The users that notes are written by; a system table."""
    dice = _Dice(1)
    rows = []
    for number in range(1, count + 1):
        name = f"{dice.one(_FIRST_NAMES)} {dice.one(_LAST_NAMES)}"
        rows.append([str(number), text(name), text(f"user{number}@example.com"), date(dice.day(300)), "1"])
    attributes = (("Id", "Integer"), ("Name", "Text"), ("Email", "Email"), ("Creation_Date", "Date Time"))
    return Table("ossys_User", (*attributes, ("Is_Active", "Boolean")), tuple(rows))


def regions() -> Table:
    """The regions, the same every time."""
    rows = [[str(number), text(name), "1"] for number, name in enumerate(_REGIONS, 1)]
    return Table("Region", (("Id", "Integer"), ("Name", "Text"), ("IsActive", "Boolean")), tuple(rows))


def customers(count: int) -> Table:
    """As many customers, each in a region."""
    dice = _Dice(2)
    rows = []
    for number in range(1, count + 1):
        name = f"{dice.one(_FIRST_NAMES)} {dice.one(_LAST_NAMES)}"
        credit = f"{dice.number(20_000)}.{dice.number(100):02}"
        email = text(f"customer{number}@example.com") if dice.number(8) else "NULL"
        region = str(1 + dice.number(len(_REGIONS)))
        rows.append([str(number), text(name), email, region, credit, date(dice.day(400)), str(dice.number(2))])
    attributes = (
        ("Id", "Long Integer"),
        ("Name", "Text"),
        ("Email", "Email"),
        ("RegionId", "Region Identifier"),
        ("CreditLimit", "Currency"),
        ("CreatedOn", "Date Time"),
        ("IsActive", "Boolean"),
    )
    return Table("Customer", attributes, tuple(rows))


def orders(count: int, customers: int) -> Table:
    """As many orders, each of a customer."""
    dice = _Dice(3)
    rows = []
    for number in range(1, count + 1):
        placed = _FIRST_DAY + timedelta(days=400, minutes=37 * number)
        shipped = date(placed + timedelta(days=1 + dice.number(9))) if dice.number(5) else "NULL"
        reference = text(f"SO-{2024_0000 + number}")
        rows.append([str(number), str(1 + dice.number(customers)), reference, date(placed), shipped])
    attributes = (
        ("Id", "Long Integer"),
        ("CustomerId", "Customer Identifier"),
        ("Reference", "Text"),
        ("PlacedOn", "Date Time"),
        ("ShippedOn", "Date Time"),
    )
    return Table("Order", attributes, tuple(rows))


def order_lines(count: int, orders: int) -> Table:
    """As many lines, each of an order."""
    dice = _Dice(4)
    rows = []
    for number in range(1, count + 1):
        order = 1 + (number - 1) * orders // count
        price = f"{1 + dice.number(900)}.{dice.number(100):02}"
        rows.append([str(number), str(order), text(dice.one(_PRODUCTS)), str(1 + dice.number(12)), price])
    attributes = (
        ("Id", "Long Integer"),
        ("OrderId", "Order Identifier"),
        ("Product", "Text"),
        ("Quantity", "Integer"),
        ("Price", "Currency"),
    )
    return Table("OrderLine", attributes, tuple(rows))


def notes(count: int, customers: int) -> Table:
    """As many notes on customers, by users."""
    dice = _Dice(5)
    rows = [
        [str(number), str(1 + dice.number(customers)), text(dice.one(_NOTES)), date(dice.day(500))]
        for number in range(1, count + 1)
    ]
    attributes = (("Id", "Long Integer"), ("CustomerId", "Customer Identifier"), ("Note", "Text"))
    return Table("CustomerNote", (*attributes, ("WrittenOn", "Date Time")), tuple(rows))
