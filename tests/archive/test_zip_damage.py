"""Rule 1: every way in which a zip cannot be read has a sentence of its own, and none goes unseen."""

import io
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.zip_makers import GOOD, check, data_at, edit, header_at, make_zip, rules, sentence
from dmm_desktop.core.errors import DmmError

NAME = "Customer_Data.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_zip(tmp_path / "a.zip")


def only_rule_1(path: Path) -> str:
    checked = check(path)
    assert rules(checked) == [1] and checked.blocks
    return sentence(checked)


def test_an_empty_file(path: Path) -> None:
    path.write_bytes(b"")
    assert "is empty (0 bytes)" in only_rule_1(path)
    assert check(path).is_hopeless


@pytest.mark.parametrize("content", [b"P", b"Id;Name\n1;x\n", b"Rar!\x1a\x07", b"\x1f\x8b" + bytes(100_000), b"PK"])
def test_not_a_zip(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a zip" in only_rule_1(path)
    assert check(path).is_hopeless


def test_a_zip_that_was_cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60])
    assert "incomplete: the directory at its end is missing" in only_rule_1(path)
    assert check(path).is_hopeless


def test_a_zip_that_lost_bytes_in_the_middle(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:50] + data[57:])
    assert "incomplete: 7 bytes are missing" in only_rule_1(path)


def test_a_zip_with_something_before_it(path: Path) -> None:
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + path.read_bytes())
    assert "19 bytes before the zip do not belong to it" in only_rule_1(path)
    assert not check(path).is_hopeless, "a server may read it all the same"


def test_a_zip_with_a_comment_or_something_after_it_is_fine(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"made by hand"
    assert check(path).findings == ()
    path.write_bytes(path.read_bytes() + b"\r\n")
    assert check(path).findings == ()


@pytest.mark.parametrize("offset", [0, 28, 30, 32], ids=["signature", "name", "extra", "comment"])
def test_a_damaged_directory(path: Path, offset: int) -> None:
    edit(path, header_at(path, NAME) + offset, b"\x05")
    assert "directory of the zip is damaged" in only_rule_1(path)


def test_a_directory_that_is_larger_than_the_file(path: Path) -> None:
    edit(path, -22 + 12, struct.pack("<L", path.stat().st_size + 100))
    assert "incomplete" in only_rule_1(path)


def test_a_directory_with_another_number_of_entries(path: Path) -> None:
    edit(path, -22 + 10, b"\x03")
    assert "directory of the zip is damaged" in only_rule_1(path)


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", GOOD | {"é.txt": b"x"})
    edit(path, header_at(path, "é.txt") + 46, b"\xff")
    assert only_rule_1(path).startswith(
        "The name \ufffd\ufffd.txt is marked as UTF-8 in the zip, but is not valid UTF-8."
    )
    assert not check(path).is_hopeless, "the server may read it"


def test_entries_that_share_their_bytes(path: Path) -> None:
    edit(path, header_at(path, NAME) + 42, struct.pack("<L", 5))
    assert "directory of the zip is damaged" in only_rule_1(path)


def test_an_entry_beyond_the_end(path: Path) -> None:
    edit(path, header_at(path, "ossys_User_Data.csv") + 42, struct.pack("<L", path.stat().st_size + 9))
    assert "directory of the zip is damaged" in only_rule_1(path)


def test_one_part_of_a_split_zip(path: Path) -> None:
    edit(path, -22 + 4, b"\x01\x00\x01\x00")
    assert "one part of a split zip" in only_rule_1(path)


def test_a_newer_kind_of_zip(path: Path) -> None:
    edit(path, header_at(path, NAME) + 6, b"\x7f")
    assert "newer format" in only_rule_1(path)
    assert not check(path).is_hopeless


def test_an_encrypted_entry_is_named(path: Path) -> None:
    edit(path, header_at(path, NAME) + 8, b"\x01")
    assert only_rule_1(path) == "Customer_Data.csv is encrypted. Create the zip without a password."


@pytest.mark.parametrize(
    ("method", "word"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA"), (9, "Deflate64"), (200, "200")]
)
def test_an_unsupported_compression_is_named(path: Path, method: int, word: str) -> None:
    edit(path, header_at(path, NAME) + 10, bytes([method]))
    assert f"{NAME} is compressed with a method ({word})" in only_rule_1(path)


def test_a_wrong_checksum(path: Path) -> None:
    edit(path, header_at(path, NAME) + 16, b"\x00\x00\x00\x00")
    assert "Customer_Data.csv is damaged: its contents do not match their checksum." in only_rule_1(path)
    assert not check(path).is_hopeless, "the other files are sound"


def test_contents_that_cannot_be_unpacked(path: Path) -> None:
    edit(path, data_at(path, NAME), b"\xff\xff\xff")
    assert "Customer_Data.csv is damaged: its contents cannot be unpacked." in only_rule_1(path)


def test_a_local_header_of_another_name(path: Path) -> None:
    edit(path, header_at(path, NAME, b"PK\3\4") + 30, b"X")
    assert "the header before its contents does not match the directory" in only_rule_1(path)


@pytest.mark.parametrize("change", [-1, 1])
def test_an_entry_that_holds_more_or_less_than_it_says(path: Path, change: int) -> None:
    edit(path, header_at(path, NAME) + 24, struct.pack("<L", len(GOOD[NAME]) + change))
    assert "Customer_Data.csv is damaged" in only_rule_1(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("beyond", [0, 1])
def test_an_entry_that_goes_on_after_a_size_and_checksum_that_fit(tmp_path: Path, method: int, beyond: int) -> None:
    content = b"Id\n1\n" + bytes(100)
    path = make_zip(tmp_path / "a.zip", {"A_Struct.dmm": b"x", "A_Data.csv": content}, method)
    at = header_at(path, "A_Data.csv")
    edit(path, at + 16, struct.pack("<L", zlib.crc32(content[: 5 + beyond])))
    edit(path, at + 24, struct.pack("<L", 5))
    assert "A_Data.csv is damaged" in only_rule_1(path)


def test_every_damaged_entry_is_a_finding_of_its_own(path: Path) -> None:
    edit(path, header_at(path, NAME) + 8, b"\x01")
    edit(path, header_at(path, "ossys_User_Struct.dmm") + 16, b"\0\0\0\0")
    checked = check(path)
    assert rules(checked) == [1, 1]
    assert [finding.file for finding in checked.findings] == [NAME, "ossys_User_Struct.dmm"]


def as_zip64(data: bytes) -> bytes:
    """The same zip with a Zip64 end record, its ordinary one saying only "look there"."""
    body, end = data[:-22], struct.unpack("<4s4H2LH", data[-22:])
    entries, size, offset = end[4], end[5], end[6]
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(body), 1)
    return body + record + locator + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)


def test_a_zip64_is_read_like_any_other(path: Path) -> None:
    path.write_bytes(as_zip64(path.read_bytes()))
    checked = check(path)
    assert checked.findings == () and len(checked.entities) == 2


def test_an_entry_with_zip64_fields_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in GOOD.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                stream.write(content)
    assert check(path).findings == ()


@pytest.mark.parametrize("lost", [22 + 20, 22 + 20 + 56], ids=["locator", "record"])
def test_a_zip64_without_its_record(path: Path, lost: int) -> None:
    path.write_bytes(as_zip64(path.read_bytes()))
    edit(path, -lost, b"XXXX")
    assert "its Zip64 record is damaged" in only_rule_1(path)


def base() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        files = GOOD | {"folder/": b"", "folder/é.txt": bytes(range(256)) * 40}
        return make_zip(Path(folder) / "a.zip", files).read_bytes()


BASE = base()
BASES = st.sampled_from([BASE, as_zip64(BASE)])


def check_bytes(data: bytes) -> list[int]:
    """Rules broken by these bytes; every sentence is written out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(data)
        try:
            checked = check(path)
        except DmmError as error:
            pytest.fail(f"a zip is never a failure of this computer: {error}")
        assert all(str(finding.sentence).isprintable() for finding in checked.findings)
        return rules(checked)


@settings(max_examples=800)
@given(BASES, st.lists(st.tuples(st.integers(0, 10**4), st.integers(0, 7)), min_size=1, max_size=6))
def test_flipped_bits_never_do_more_than_give_findings(data: bytes, flips: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for at, bit in flips:
        broken[at % len(broken)] ^= 1 << bit
    check_bytes(bytes(broken))


@settings(max_examples=500)
@given(BASES, st.integers(0, 10**4), st.integers(0, 10**4), st.binary(max_size=40))
def test_replaced_pieces_never_do_more_than_give_findings(data: bytes, start: int, length: int, new: bytes) -> None:
    start %= len(data)
    broken = data[:start] + new + data[start + length % 200 :]
    if broken != data:
        check_bytes(broken)


@settings(max_examples=300)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"PK\1\2"]), st.sampled_from([b"", BASE[-22:]]))
def test_garbage_is_rule_1(garbage: bytes, head: bytes, tail: bytes) -> None:
    assert check_bytes(head + garbage + tail) == [1]


@settings(max_examples=500)
@given(st.binary(min_size=1, max_size=400), st.booleans(), st.integers(0, 10**4), st.integers(0, 7))
def test_damaged_contents_are_always_found(content: bytes, compressed: bool, at: int, bit: int) -> None:
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with tempfile.TemporaryDirectory() as folder:
        path = make_zip(Path(folder) / "a.zip", {"A_Struct.dmm": content}, method)
        begin, end = data_at(path, "A_Struct.dmm"), header_at(path, "A_Struct.dmm")
        at = begin + at % (end - begin)
        edit(path, at, bytes([path.read_bytes()[at] ^ 1 << bit]))
        if 1 not in rules(check(path)):  # only a bit that Deflate does not use can go unseen
            assert compressed
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                assert archive.read("A_Struct.dmm") == content
