"""The full check of large and odd zips: right counts, little memory, an end."""

import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from archive.data_files import ENCODINGS
from archive.test_full_check import full
from archive.zip_makers import data_at, edit, make_zip, rules
from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.core.job import CancelToken, ignore_progress
from little_memory import MIB, memory_below

pytestmark = pytest.mark.long

SYSTEM = {"ossys_User_Struct.dmm": b"?", "ossys_User_Data.csv": b"Id\r\n1\r\n"}


def streamed(path: Path, blocks: Iterable[bytes]) -> Path:
    """A zip whose only entity is written block by block."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (SYSTEM | {"A_Struct.dmm": b"?"}).items():
            archive.writestr(name, content)
        with archive.open("A_Data.csv", "w", force_zip64=True) as data:
            for block in blocks:
                data.write(block)
    return path


def test_ten_thousand_entries(tmp_path: Path) -> None:
    files = dict(SYSTEM)
    for number in range(5000):
        files |= {f"E{number}_Struct.dmm": b"?", f"E{number}_Data.csv": b"Id;Name\r\n1;N'a'\r\n2;NULL\r\n"}
    checked = full(make_zip(tmp_path / "a.zip", files))
    assert checked.findings == () and checked.is_complete and len(checked.entities) == 5001
    assert sum(entity.records or 0 for entity in checked.entities) == 10_001


@pytest.mark.parametrize(
    "piece", [b"x" * 1000, b"a;''b\r\n" * 100 + b"\0\xe9", b"''" * 500], ids=["plain", "odd", "quotes"]
)
def test_a_field_of_100_mb(tmp_path: Path, piece: bytes) -> None:
    times = 100_000_000 // len(piece)
    blocks = [b"Id;Name;Born\r\n1;N'a';\r\n2;N'", *[piece * 100] * (times // 100), b"';\r\n3;NULL;\r\n4;two words;\r\n"]
    path = streamed(tmp_path / "a.zip", blocks)
    with memory_below(64 * MIB):
        checked = read_zip(path, CancelToken(), ignore_progress, processes=False).checked()
    [found] = [finding for finding in checked.findings if finding.rule != 16]
    line = 5 + piece.count(b"\n") * (times // 100) * 100
    assert (found.rule, found.line, found.column, found.excerpt) == (8, line, "Name", "two words")
    entity = next(entity for entity in checked.entities if entity.name == "A")
    assert entity.records == 4 and checked.is_complete


def test_more_than_4_gib(tmp_path: Path) -> None:
    text = random.Random(15).randbytes(6000).hex().encode()
    row = b"%d;N'" + text + b"';1900-01-01T00:00:00\r\n"
    rows = (4 << 30) // len(row % 1_000_000) + 1000

    def blocks() -> Iterable[bytes]:
        yield b"Id;Name;Born\r\n"
        for first in range(1, rows, 50):
            yield b"".join(row % number for number in range(first, min(first + 50, rows)))
        yield b"%d;N'a';28/03/2026\r\n" % rows

    checked = full(streamed(tmp_path / "a.zip", blocks()))
    assert [(one.rule, one.line) for one in checked.findings if one.rule in (5, 8, 9, 10)] == [(9, rows + 1)]
    entity = next(entity for entity in checked.entities if entity.name == "A")
    assert entity.records == rows and entity.data_size > 4 << 30 and checked.is_complete


@pytest.mark.parametrize("encoding", [*ENCODINGS])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_each_encoding_in_a_file_of_many_blocks(tmp_path: Path, encoding: str, line_end: str) -> None:
    mark, codec = ENCODINGS[encoding]
    rows = [f"{number};N'Zoë; O''Hara{line_end}é';1900-01-01T00:00:00" for number in range(1, 60_001)]
    rows[41_234] = rows[41_234].replace("T", " ")
    content = mark + line_end.join(["Id;Name;Born", *rows, ""]).encode(codec)
    checked = full(make_zip(tmp_path / "a.zip", SYSTEM | {"A_Struct.dmm": b"?", "A_Data.csv": content}))
    assert checked.entities[-1].records == 60_000 and checked.is_complete
    assert [(one.rule, one.line, one.column) for one in checked.findings] == [(9, 2 + 2 * 41_234, "Born")]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("processes", [True, False])
def test_damage_far_inside_a_member(tmp_path: Path, method: int, processes: bool) -> None:
    dice = random.Random(15)
    rows = b"".join(b"%d;N'%d'\r\n" % (number, dice.randrange(10**9)) for number in range(1, 400_001))
    path = make_zip(tmp_path / "a.zip", SYSTEM | {"A_Struct.dmm": b"?", "A_Data.csv": b"Id;Name\r\n" + rows}, method)
    edit(path, data_at(path, "A_Data.csv") + 1_500_000, b"\xff" * 200)
    checked = read_zip(path, CancelToken(), ignore_progress, processes=processes).checked()
    assert 1 in rules(checked) and not checked.is_complete
    assert {one.file for one in checked.findings} == {"A_Data.csv"}
