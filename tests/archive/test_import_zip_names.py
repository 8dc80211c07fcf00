"""What the names in an import zip say: files that do not count, names that only look the same, backslashes."""

import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.zip_makers import GOOD, check, edit, header_at, make_zip, rules, sentence
from dmm_desktop.archive.layout import display_name, is_added_by_a_system
from dmm_desktop.archive.repack import repack
from dmm_desktop.core.job import CancelToken, ignore_progress

_ADDED = [
    "__MACOSX/._Customer_Struct.dmm",
    "__macosx/x",
    "._Customer_Struct.dmm",
    "._Order_Data.csv",
    "._exp",
    ".DS_Store",
    ".ds_store",
    "Thumbs.db",
    "THUMBS.DB",
    "ehthumbs.db",
    "Icon\r",
    "Desktop.ini",
    ".~lock.Customer_Data.csv#",
    ".Trashes/501/x.csv",
    "System Volume Information/x",
    "$RECYCLE.BIN/x",
]


def below(folder: str, files: dict[str, bytes] = GOOD) -> dict[str, bytes]:
    return {folder + name: content for name, content in files.items()}


@pytest.mark.parametrize("folder", ["", "deep/er/", "deep\\"])
def test_what_systems_add_and_empty_folders_are_ignored_and_named(tmp_path: Path, folder: str) -> None:
    added = below(folder, dict.fromkeys([*_ADDED, "empty/"], b"x"))
    checked = check(make_zip(tmp_path / "a.zip", GOOD | added))
    assert checked.findings == ()
    assert checked.ignored == tuple(display_name(name) for name in added)
    assert len(checked.entities) == 2


def test_what_systems_add_makes_no_import(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"._A_Struct.dmm": b"x", "._A_Data.csv": b"Id\n1\n"}))
    assert sentence(checked).startswith("The zip contains no files")
    assert checked.ignored == ("._A_Struct.dmm", "._A_Data.csv") and checked.entities == ()


def test_what_systems_add_beside_a_folder_does_not_hide_it(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", below("exp/") | {"._exp": b"x", "desktop.ini": b"x"}))
    assert (rules(checked), checked.common_folder) == ([2], "exp/")


@given(st.sampled_from(_ADDED), st.lists(st.sampled_from(["a/", "b.c\\", "__x/"])), st.booleans())
def test_what_is_added_is_known_in_any_folder_and_case(name: str, folders: list[str], upper: bool) -> None:
    assert is_added_by_a_system("".join(folders) + (name.upper() if upper else name))


@pytest.mark.parametrize(
    "name", ["A_Struct.dmm", "_._A", "a._b", "MACOSX/x", "x__MACOSX/x", "Thumbs.db/x", "xdesktop.ini", "", "a/"]
)
def test_what_only_resembles_it_counts(name: str) -> None:
    assert not is_added_by_a_system(name)


_NFC, _NFD = "Regi\u00e3o", unicodedata.normalize("NFD", "Regi\u00e3o")


@pytest.mark.parametrize(
    ("data", "structure", "difference"),
    [
        (_NFC, _NFD, "Accents are part of the letters in one name and separate characters in the other."),
        (_NFD, _NFC, "Accents are part of the letters in one name and separate characters in the other."),
        ("customer", "Customer", "They differ only in case."),
        ("My Table", "My\u00a0Table", "One has U+0020 where the other has U+00A0."),
        ("ﬁle", "file", "One has U+FB01 where the other has U+0066."),
    ],
)
def test_a_structure_whose_name_only_looks_the_same(tmp_path: Path, data: str, structure: str, difference: str) -> None:
    files = {f"{data}_Data.csv": b"Id\n1\n", f"{structure}_Struct.dmm": b"x"}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == [4]
    assert sentence(checked) == (
        f"{data}_Data.csv has no structure with exactly the same name, but there is "
        f"{structure}_Struct.dmm. {difference} Give both files the same name, or recreate the zip with another program."
    )
    assert checked.findings[0].file == f"{data}_Data.csv"
    assert checked.entities[0].data is None and checked.entities[1].structure == "", "they are no pair"


def written(path: Path, name: str, at: int, new: bytes) -> None:
    """Overwrite a part of an entry's name, in both of its places; the name is no longer marked as UTF-8."""
    for signature, flags, start in ((b"PK\1\2", 8, 46), (b"PK\3\4", 6, 30)):
        header = header_at(path, name, signature)
        edit(path, header + flags, b"\0\0")
        edit(path, header + start + at, new)


@pytest.mark.parametrize("unmarked", ["_Data.csv", "_Struct.dmm"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_only_one_of_a_pair_is_marked_as_utf_8(tmp_path: Path, encoding: str, unmarked: str) -> None:
    marked = {"_Data.csv": "_Struct.dmm", "_Struct.dmm": "_Data.csv"}[unmarked]
    new = "ã".encode(encoding)
    name = "S" + "x" * len(new) + "o"
    path = make_zip(tmp_path / "a.zip", {"São" + marked: b"Id\n1\n", name + unmarked: b"Id\n1\n"})
    written(path, name + unmarked, 1, new)
    checked = check(path)
    assert rules(checked) == [4]
    assert "but there is São_Struct.dmm. Both can be read as São, but they are encoded differently" in sentence(checked)
    assert checked.entities[0].data is None and checked.entities[1].structure == "", "they are no pair"


def test_a_name_that_is_not_marked_and_needs_no_mark(tmp_path: Path) -> None:
    """CP437, as the format prescribes."""
    path = make_zip(tmp_path / "a.zip", {"Grès_Struct.dmm": b"x", "Grxs_Data.csv": b"Id\n1\n"})
    written(path, "Grxs", 2, b"\x8a")
    checked = check(path)
    assert rules(checked) == [] and checked.entities[0].data == "Grès_Data.csv"


@pytest.mark.parametrize("folder", ["export\\", "a\\b\\", "a/b\\"])
def test_a_common_folder_with_backslashes_offers_a_repacked_copy(tmp_path: Path, folder: str) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {folder: b""} | below(folder) | {folder + "Thumbs.db": b"x"}))
    assert rules(checked) == [2]
    assert folder in sentence(checked)
    assert checked.common_folder == folder
    assert [entity.name for entity in checked.entities] == ["Customer", "ossys_User"]
    copy = check(repack(checked, tmp_path / "copy.zip", CancelToken(), ignore_progress))
    assert copy.findings == ()
    with zipfile.ZipFile(copy.path) as archive:
        assert {info.orig_filename: archive.read(info) for info in archive.infolist()} == GOOD


@pytest.mark.parametrize("files", [below("a\\") | below("b\\"), below("a/") | below("a\\"), GOOD | {"a\\b": b""}])
def test_backslashes_without_a_common_folder_are_told(tmp_path: Path, files: dict[str, bytes]) -> None:
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert set(rules(checked)) == {2, 7}
    assert checked.common_folder == ""


@pytest.mark.parametrize("folder", ["..\\", "C:\\"])
def test_a_common_folder_that_leads_out_of_the_zip_offers_no_copy(tmp_path: Path, folder: str) -> None:
    checked = check(make_zip(tmp_path / "a.zip", below(folder)))
    assert checked.blocks and checked.common_folder == ""


def test_the_root_written_with_a_dot_is_no_folder(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"./": b""} | below("./")))
    assert rules(checked) == [] and checked.common_folder == "" and checked.ignored == ()
    assert [(entity.name, entity.data) for entity in checked.entities] == [
        ("Customer", "./Customer_Data.csv"),
        ("ossys_User", "./ossys_User_Data.csv"),
    ]


def test_the_root_written_with_and_without_a_dot_is_the_same(tmp_path: Path) -> None:
    mixed = {("./" if name.endswith(".csv") else "") + name: content for name, content in GOOD.items()}
    assert check(make_zip(tmp_path / "a.zip", mixed)).findings == ()
    twice = check(make_zip(tmp_path / "b.zip", GOOD | {"./Customer_Data.csv": b"Id\n1\n"}))
    assert sentence(twice).startswith("Customer_Data.csv is in the zip 2 times")


def test_a_folder_below_the_root_written_with_a_dot_is_repacked(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", below("./export/")))
    assert (rules(checked), checked.common_folder) == ([2], "export/")
    copy = check(repack(checked, tmp_path / "copy.zip", CancelToken(), ignore_progress))
    assert copy.findings == () and [entity.structure for entity in copy.entities] == [
        "Customer_Struct.dmm",
        "ossys_User_Struct.dmm",
    ]


@pytest.mark.parametrize("new", ["\u00e9", "e\u0301"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "cp850", "windows-1252"])
def test_names_without_a_mark_in_any_encoding_are_pairs(tmp_path: Path, encoding: str, new: str) -> None:
    if not all(c.encode(encoding, "ignore") for c in new):
        pytest.skip("the encoding has no composing accents")
    written_name = new.encode(encoding)
    name = "Caf" + "x" * len(written_name)
    path = make_zip(tmp_path / "a.zip", {f"{name}_Struct.dmm": b"?", f"{name}_Data.csv": b"Id\n1\n"})
    for suffix in ("_Struct.dmm", "_Data.csv"):
        written(path, name + suffix, 3, written_name)
    checked = check(path)
    assert rules(checked) == [] and len(checked.entities) == 1
    if encoding != "windows-1252":
        assert checked.entities[0].name == f"Caf{new}"


def test_data_without_a_structure_is_an_entity_too(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", GOOD | {"Lost_Data.csv": b"Id\n1\n2\n"}))
    assert rules(checked) == [4]
    lost = checked.entities[-1]
    assert (lost.name, lost.structure, lost.data, lost.records) == ("Lost", "", "Lost_Data.csv", 2)
