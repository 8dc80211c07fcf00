"""Each rule of the check on real zips: what breaks it, what does not, and what the finding says."""

import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from archive.zip_makers import GOOD, check, edit, header_at, make_zip, rules, sentence
from dmm_desktop.archive import rules as table
from dmm_desktop.archive.findings import EntityFiles, Severity, ZipRejected
from dmm_desktop.archive.full_check import read_zip
from dmm_desktop.core.errors import FileChanged, LocalError
from dmm_desktop.core.job import BytesProgress, Cancelled, CancelToken, Progress, ignore_progress
from not_on_windows import PERMISSIONS, PROC


def below(folder: str, files: dict[str, bytes] = GOOD) -> dict[str, bytes]:
    return {folder + name: content for name, content in files.items()}


def test_a_good_zip_has_no_findings_and_its_entities_are_listed(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip")
    checked = check(path)
    assert (checked.findings, checked.blocks, checked.ignored, checked.common_folder) == ((), False, (), "")
    assert tuple(replace(entity, facts=None) for entity in checked.entities) == (
        EntityFiles("Customer", "Customer_Struct.dmm", "Customer_Data.csv", 19, True, 1),
        EntityFiles("ossys_User", "ossys_User_Struct.dmm", "ossys_User_Data.csv", 5, True, 1),
    )
    assert (checked.path, checked.size, checked.mtime_ns) == (path, path.stat().st_size, path.stat().st_mtime_ns)


def test_an_empty_zip(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {}))
    assert rules(checked) == [1]
    assert sentence(checked).startswith("The zip contains no files")


@pytest.mark.parametrize("folder", ["export/", "a/b/"])
def test_one_common_folder_offers_a_repacked_copy(tmp_path: Path, folder: str) -> None:
    files = {folder: b""} | below(folder) | {"__MACOSX/export/._x": b"1", folder + ".DS_Store": b"2"}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == [2]
    assert folder in sentence(checked) and "Zip the files" in sentence(checked)
    assert checked.common_folder == folder
    assert checked.ignored == ("__MACOSX/export/._x", folder + ".DS_Store")
    assert [entity.name for entity in checked.entities] == ["Customer", "ossys_User"]


def test_no_repacked_copy_is_offered_where_other_errors_would_stay(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"export/Customer_Data.csv": b"Id\n1\n"}))
    assert rules(checked) == [2, 3, 4]
    assert checked.common_folder == ""


@pytest.mark.parametrize("files", [below("a/") | below("b/"), GOOD | {"docs/readme.txt": b"x"}])
def test_several_folders(tmp_path: Path, files: dict[str, bytes]) -> None:
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == [2]
    assert "in several folders" in sentence(checked)
    assert checked.findings[0].file in files
    assert checked.common_folder == ""


@pytest.mark.parametrize("name", ["readme.txt", "Customer_struct.dmm", "Customer_Struct.dmm.txt"])
def test_no_structure_at_all(tmp_path: Path, name: str) -> None:
    assert rules(check(make_zip(tmp_path / "a.zip", {name: b"x"}))) == [3]


def test_data_without_structure_is_named(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", GOOD | {"Order_Data.csv": b"Id\n1\n"}))
    assert rules(checked) == [4]
    assert checked.findings[0].file == "Order_Data.csv"
    assert "Order_Struct.dmm" in sentence(checked)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Customer_Data.csv", "2 times"),
        ("CUSTOMER_Data.csv", "differ only in case"),
        ("\\Notes.txt", "backslash"),
        ("Notes\x00.txt", "control characters"),
        ("Notes\x1b[2J.txt", "control characters"),
        ("C:Notes.txt", "drive letter"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_unsafe_names(tmp_path: Path, name: str, words: str) -> None:
    files = [*GOOD.items(), ("CUSTOMER_Struct.dmm", b"x")] if name.startswith("CUSTOMER") else [*GOOD.items()]
    checked = check(make_zip(tmp_path / "a.zip", [*files, (name, b"x")]))
    assert set(rules(checked)) == ({2, 7} if words == "backslash" else {7})
    assert words in str(checked.findings[-1].sentence)
    assert checked.blocks
    assert all(str(finding.sentence).isprintable() and finding.file.isprintable() for finding in checked.findings)


@pytest.mark.parametrize("name", ["/Notes.txt", "../Notes.txt", "a/../../Notes.txt", "..\\Notes.txt", "C:/Notes.txt"])
def test_names_that_lead_out_of_the_zip(tmp_path: Path, name: str) -> None:
    checked = check(make_zip(tmp_path / "a.zip", [*GOOD.items(), (name, b"x")]))
    assert any(finding.rule == 7 and "points outside the zip" in str(finding.sentence) for finding in checked.findings)


def test_names_with_dots_that_lead_nowhere_else_are_fine(tmp_path: Path) -> None:
    assert check(make_zip(tmp_path / "a.zip", GOOD | {"a..b.txt": b"x", "...": b"x"})).findings == ()


@pytest.mark.parametrize(("size", "expected"), [(20 << 20, []), ((20 << 20) + 1, [13])])
def test_a_large_zip_is_a_warning_only(tmp_path: Path, size: int, expected: list[int]) -> None:
    path = make_zip(tmp_path / "a.zip", GOOD, zipfile.ZIP_STORED)
    room = size - path.stat().st_size - len("room.bin") * 2 - 76
    checked = check(make_zip(path, GOOD | {"room.bin": bytes(room)}, zipfile.ZIP_STORED))
    assert checked.size == size
    assert rules(checked) == expected
    assert not checked.blocks


@pytest.mark.parametrize(
    "csv", [b"Id;Name", b"Id;Name\n", b"\xef\xbb\xbfId\r\n\r\n", "\ufeffId;Name\r\n".encode("utf-16-le")]
)
def test_headers_only_is_a_warning(tmp_path: Path, csv: bytes) -> None:
    files = {"A_Struct.dmm": b"x", "A_Data.csv": csv, "B_Struct.dmm": b"x", "B_Data.csv": b"Id\r\n"}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == [14]
    assert not checked.blocks and not any(entity.has_records for entity in checked.entities)


def test_one_entity_with_a_record_is_something_to_import(tmp_path: Path) -> None:
    files = {"A_Struct.dmm": b"x", "A_Data.csv": b"Id\n", "B_Struct.dmm": b"x", "B_Data.csv": b"Id\r1"}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == []
    assert [entity.has_records for entity in checked.entities] == [False, True]


def test_structures_only_is_nothing_to_import(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"A_Struct.dmm": b"x"}))
    assert rules(checked) == [14]
    assert checked.entities == (EntityFiles("A", "A_Struct.dmm", None, 0, False, 0),)


def test_damaged_data_is_not_called_nothing_to_import(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"A_Struct.dmm": b"x", "A_Data.csv": b"Id\n1\n"})
    edit(path, header_at(path, "A_Data.csv") + 10, b"\x0e")  # the compression method is LZMA now
    assert rules(check(path)) == [1]


def test_hundreds_of_findings_of_one_kind_are_counted(tmp_path: Path) -> None:
    files = GOOD | {f"E{n}_Data.csv": b"Id\n1\n" for n in range(table.MAX_PLACES + 300)}
    checked = check(make_zip(tmp_path / "a.zip", files))
    assert rules(checked) == [4] * (table.MAX_PLACES + 1)
    assert str(checked.findings[-1].sentence) == "300 more files have this problem."


def test_every_rule_has_the_severity_of_its_list_in_the_docs() -> None:
    errors = {rule.id for rule in table.RULES if rule.severity is Severity.ERROR}
    warnings = {rule.id for rule in table.RULES if rule.severity is Severity.WARNING}
    assert (errors, warnings) == ({1, 2, 3, 4, 5, 6, 7}, {8, 9, 10, 13, 14, 15, 16})


def test_a_rejected_zip_as_an_error(tmp_path: Path) -> None:
    checked = check(make_zip(tmp_path / "a.zip", {"x/A_Data.csv": b"Id\n"}))
    error = ZipRejected(checked)
    assert str(error).startswith("a.zip cannot be imported. The check found 3 errors. The first: All files are inside")
    assert len(error.details.splitlines()) == 3


def test_progress_counts_unpacked_bytes_and_ends_at_the_total(tmp_path: Path) -> None:
    files = {"A_Struct.dmm": b"x", "A_Data.csv": b"Id\n" + os.urandom(3 << 20), "B": b""}
    path = make_zip(tmp_path / "a.zip", files)
    seen: list[Progress] = []
    read_zip(path, CancelToken(), seen.append)
    with zipfile.ZipFile(path) as archive:
        total = sum(entry.file_size for entry in archive.infolist())
    steps = [progress for progress in seen if isinstance(progress, BytesProgress)]
    assert steps == seen and {step.total for step in steps} == {total}
    done = [step.done for step in steps]
    assert done == sorted(done) and done[-1] == total
    assert len(set(done)) >= 2


def test_cancelling_ends_the_check_at_the_next_block(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"A_Struct.dmm": b"x", "A_Data.csv": os.urandom(8 << 20)})
    token = CancelToken()
    seen: list[Progress] = []

    def cancel(progress: Progress) -> None:
        seen.append(progress)
        token.cancel()

    with pytest.raises(Cancelled):
        read_zip(path, token, cancel)
    assert len(seen) == 1


def test_a_file_that_changes_during_the_check(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip")

    def another_program_writes(_: Progress) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(FileChanged):
        read_zip(path, CancelToken(), another_program_writes)


def test_a_file_that_changes_or_goes_after_the_check(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip")
    checked = check(path)
    checked.verify_unchanged()
    os.utime(path, ns=(0, checked.mtime_ns + 1000))
    with pytest.raises(FileChanged):
        checked.verify_unchanged()
    path.unlink()
    with pytest.raises(LocalError, match="does not exist"):
        checked.verify_unchanged()


def test_what_is_no_readable_file_is_a_local_error_at_once(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    for path, words in (
        (tmp_path / "missing.zip", "does not exist"),
        (tmp_path, "folder"),
        (pipe, "device or pipe"),
        (Path("/dev/zero"), "device or pipe"),
        (tmp_path / "nul\0.zip", "could not be read"),
    ):
        with pytest.raises(LocalError, match=words):
            read_zip(path, CancelToken(), ignore_progress)


@pytest.mark.skipif(sys.platform != "linux", reason=PROC)
def test_a_file_that_cannot_be_sought_is_a_local_error() -> None:
    """As on a network drive that is gone: /proc/cpuinfo looks like a file and has no end."""
    with pytest.raises(LocalError, match=r"cpuinfo could not be read\. The operating system reports: Invalid argument"):
        check(Path("/proc/cpuinfo"))


def test_a_file_without_permission(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(PERMISSIONS)
    path = make_zip(tmp_path / "a.zip")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(LocalError, match="not have permission"):
            check(path)
    finally:
        if root:
            os.seteuid(0)
