"""Hostile zips: constant memory, and an end."""

import struct
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.zip_makers import check, edit, header_at, make_zip, rules, sentence
from dmm_desktop.archive import directory
from dmm_desktop.archive.directory import UnreadableZip, open_zip
from dmm_desktop.archive.entries import unpack
from dmm_desktop.archive.log_zip import list_entries, texts_of, verify_zip
from dmm_desktop.core.job import CancelToken
from little_memory import MIB, memory_below


@pytest.fixture
def memory() -> Iterator[None]:
    """The test's Python code, C code below it included, never holds more than 24 MiB."""
    with memory_below(24 * MIB):
        yield


def make_long(path: Path, name: str, extra: bytes, comment: bytes = b"", zip_comment: bytes = b"") -> Path:
    """A zip with one entry that has this extra field and comment."""
    info = zipfile.ZipInfo(name)
    info.extra, info.comment = extra, comment
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = zip_comment
        archive.writestr(info, b"x")
    return path


def make_bomb(path: Path, size: int, block: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("A_Struct.dmm", b"x")
        with archive.open("A_Data.csv", "w") as stream:
            for _ in range(size // len(block)):
                stream.write(block)
    return path


def test_an_entry_that_unpacks_to_much_is_read_in_constant_memory(tmp_path: Path, memory: None) -> None:
    path = make_bomb(tmp_path / "a.zip", 200 * MIB, b"Id\n" + b"0" * (MIB - 3))
    assert path.stat().st_size < 2 * MIB
    assert rules(check(path)) == [16]


def test_a_huge_log_is_read_in_constant_memory(tmp_path: Path, memory: None) -> None:
    path = make_bomb(tmp_path / "a.zip", 60 * MIB, b"line" * (MIB // 4))
    assert sum(map(len, texts_of(path, list_entries(path)[1]))) == 60 * MIB


def test_an_entry_is_left_where_it_exceeds_its_size(tmp_path: Path, memory: None) -> None:
    path = make_bomb(tmp_path / "a.zip", 200 * MIB, bytes(MIB))
    edit(path, header_at(path, "A_Data.csv") + 24, struct.pack("<L", 10))
    assert rules(check(path)) == [1]
    came = 0
    with path.open("rb") as file, open_zip(file) as archive, pytest.raises(UnreadableZip):
        for block in unpack(archive, archive.getinfo("A_Data.csv")):
            came += len(block)
    assert came <= 11


def test_a_huge_file_that_calls_all_of_itself_the_directory(tmp_path: Path, memory: None) -> None:
    path = tmp_path / "a.zip"
    size = 3 << 30
    with path.open("wb") as file:
        file.truncate(size)  # no blocks on the disk
        file.seek(size)
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, size, 0, 0))
    assert "directory of the zip is larger than 16 MiB" in sentence(check(path))
    assert not check(path).is_hopeless


def test_more_entries_than_an_export_has(tmp_path: Path, memory: None) -> None:
    path = tmp_path / "a.zip"
    header = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    entries = directory.MAX_ENTRIES + 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, entries * len(header), 0, 0)
    path.write_bytes(header * entries + end)
    assert "lists more than 50,000 files" in sentence(check(path))


def test_extra_fields_without_number(tmp_path: Path) -> None:
    """zipfile takes a second for each 10 MiB of them."""
    path = make_long(tmp_path / "a.zip", "A_Struct.dmm", struct.pack("<HH", 0xCAFE, 0) * 10_000)
    assert "extra fields for A_Struct.dmm that cannot be read here" in sentence(check(path))
    assert not check(path).is_hopeless


def test_an_extra_field_that_is_longer_than_all_of_them(tmp_path: Path) -> None:
    path = make_long(tmp_path / "a.zip", "A_Struct.dmm", struct.pack("<HH", 0xCAFE, 7) + b"short")
    assert "extra fields for A_Struct.dmm that cannot be read here" in sentence(check(path))
    assert not check(path).is_hopeless


#: Lengths up to what two bytes hold.
LENGTHS = st.integers(0, 0xFFFF) | st.just(0xFFFF)


@settings(max_examples=60)
@given(
    name=LENGTHS.map(lambda length: "a" * (length - len("_Struct.dmm")) + "_Struct.dmm"),
    extra=st.lists(LENGTHS, max_size=4),
    comment=LENGTHS,
    zip_comment=LENGTHS,
)
@example("a" * (0xFFFF - 11) + "_Struct.dmm", [0xFFFB], 0xFFFF, 0xFFFF)
def test_headers_as_long_as_the_format_allows_are_read(
    name: str, extra: list[int], comment: int, zip_comment: int
) -> None:
    fields = b"".join(struct.pack("<HH", 0xCAFE, length) + bytes(length) for length in extra)
    if len(fields) > 0xFFFF:
        fields = fields[: 4 + extra[0]] if extra[0] <= 0xFFFB else b""
    with tempfile.TemporaryDirectory() as folder:
        path = make_long(Path(folder) / "a.zip", name, fields, b"c" * comment, b"c" * zip_comment)
        checked = check(path)
        assert rules(checked) == [14], "there is no data"
        assert [entity.structure for entity in checked.entities] == [name]
        assert verify_zip(path, CancelToken()) is None


def test_a_zip_that_says_it_unpacks_to_more_than_the_limit(tmp_path: Path) -> None:
    files = {f"E{n}_Struct.dmm": b"x" for n in range(20)}
    path = make_zip(tmp_path / "a.zip", files)
    for name in files:
        edit(path, header_at(path, name) + 24, struct.pack("<L", 2**32 - 2))
    assert "claims to unpack to more than 64 GiB" in sentence(check(path))


def test_names_made_of_folders_only_take_no_time(tmp_path: Path, memory: None) -> None:
    long = "/" * 4000
    files = [(long + f"{n}_Struct.dmm", b"") for n in range(800)] + [("a/" * 1900 + f"{n}/", b"") for n in range(800)]
    begin = time.process_time()  # what else the machine does is no fault of the check
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert time.process_time() - begin < 10
    assert {2, 7} <= set(rules(checked)) and len(checked.ignored) == 800
    assert all(len(finding.file) <= 200 for finding in checked.findings)
