"""A million rows: without a fault nothing is found; one of each kind, at random places, is found at its line."""

import random
from pathlib import Path

import pytest

from archive.test_full_check import full
from archive.zip_makers import make_zip

pytestmark = pytest.mark.long

ROWS = 1_000_000
FAULTS = (
    (5, "", b";", b";7;"),
    (8, "Name", b"N'", b""),
    (8, "Name", b"';", b";"),
    (9, "Born", b"T", b" "),
    (9, "Born", b"-02-", b"-13-"),
    (10, "Id", None, None),
)


def rows() -> list[bytes]:
    dice = random.Random(15)
    names = (b"Ana", b"O''Hara; Jr", b"two\r\nlines", b'"q"', "Zoë".encode())
    return [
        b"%d;N'%s';20%02d-02-%02dT00:00:00;%s\r\n"
        % (number, dice.choice(names), dice.randrange(100), dice.randrange(1, 29), dice.choice((b"NULL", b"1.5", b"")))
        for number in range(1, ROWS + 1)
    ]


def test_one_fault_of_each_kind_among_a_million_rows(tmp_path: Path) -> None:
    lines = rows()
    header = b"Id;Name;Born;Level\r\n"

    def zipped(name: str) -> Path:
        data = header + b"".join(lines)
        system = {"ossys_User_Struct.dmm": b"?", "ossys_User_Data.csv": b"Id\r\n1\r\n"}
        return make_zip(tmp_path / name, {"A_Struct.dmm": b"?", "A_Data.csv": data, **system})

    clean = full(zipped("clean.zip"))
    assert clean.findings == () and clean.entities[0].records == ROWS
    facts = clean.entities[0].facts
    assert facts is not None
    empty = sum(line.endswith((b";NULL\r\n", b";\r\n")) for line in lines)
    assert [column.empty for column in facts.columns] == [0, 0, 0, empty]

    dice = random.Random()
    expected = set()
    for (rule, column, old, new), number in zip(FAULTS, sorted(dice.sample(range(1, ROWS), len(FAULTS))), strict=True):
        while (
            rule == 8 and b"N'Ana'" not in lines[number]
        ):  # without its quotes, a separator or line break in it counts
            number += 1
        line = lines[number]
        if old is None or new is None:
            line = line.replace(b"%d;" % (number + 1), b"%d;" % number, 1)
        else:
            line = line.replace(old, new, 1)
        assert line != lines[number]
        expected.add((rule, column, number))
        lines[number] = line
    at = 2
    line_of = {}
    wanted = {number for _, _, number in expected}
    for number, line in enumerate(lines):
        if number in wanted:
            line_of[number] = at
        at += line.count(b"\n")
    found = full(zipped("faults.zip"))
    assert {(one.rule, one.column, one.line) for one in found.findings} == {
        (rule, column, line_of[number]) for rule, column, number in expected
    }, expected
    assert all(one.count == 1 for one in found.findings)
    assert found.entities[0].records == ROWS
