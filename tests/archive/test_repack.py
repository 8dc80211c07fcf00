"""The repacked copy holds what counts, at the root, and the original is not touched."""

import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.zip_makers import GOOD, check, data_at, edit, make_zip
from dmm_desktop.archive.findings import CheckedZip
from dmm_desktop.archive.layout import is_added_by_a_system
from dmm_desktop.archive.repack import repack
from dmm_desktop.core.errors import ArchiveError, FileChanged, LocalError, WrongInput
from dmm_desktop.core.job import BytesProgress, Cancelled, CancelToken, Progress, ignore_progress
from links import make_link


def in_folder(path: Path, extra: dict[str, bytes] | None = None) -> CheckedZip:
    return check(make_zip(path, {"export/" + name: content for name, content in (GOOD | (extra or {})).items()}))


def test_the_copy_is_good_and_the_original_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    make_zip(path, {"export/": b"", "__MACOSX/x": b"x"} | {"export/" + name: text for name, text in GOOD.items()})
    before = path.read_bytes()
    target = tmp_path / "b.zip"
    assert repack(check(path), target, CancelToken(), ignore_progress) == target
    copy = check(target)
    assert (copy.findings, copy.ignored, [entity.name for entity in copy.entities]) == (
        (),
        (),
        ["Customer", "ossys_User"],
    )
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["a.zip", "b.zip"]


def test_dates_methods_modes_and_order_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, method in enumerate((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)):
            info = zipfile.ZipInfo(f"x/{9 - number}_Struct.dmm", (2020 + number, 1, 2, 3, 4, 6))
            info.external_attr = 0o100640 + number << 16
            archive.writestr(info, b"aaaaaaaaaaaaaaaaaaaaa", method)
    target = repack(check(path), tmp_path / "b.zip", CancelToken(), ignore_progress)
    with zipfile.ZipFile(path) as original, zipfile.ZipFile(target) as copy:
        assert [("x/" + info.filename, *described(info)) for info in copy.infolist()] == [
            (info.filename, *described(info)) for info in original.infolist()
        ]


def described(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return info.date_time, info.compress_type, info.external_attr, info.file_size, info.CRC


NAME_PARTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\:"), min_size=1, max_size=8)


@settings(max_examples=200)
@given(
    folder=NAME_PARTS.filter(lambda part: part not in (".", "..", "__MACOSX")),
    files=st.dictionaries(NAME_PARTS, st.binary(max_size=3000), max_size=5),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_the_contents_are_equal(folder: str, files: dict[str, bytes], method: int) -> None:
    files["A_Struct.dmm"] = b"x"
    with tempfile.TemporaryDirectory() as name:
        path = make_zip(Path(name) / "a.zip", {f"{folder}/{file}": content for file, content in files.items()}, method)
        checked = check(path)
        if not checked.common_folder:
            assert {finding.rule for finding in checked.findings} & {4, 7}
            return
        target = repack(checked, Path(name) / "b.zip", CancelToken(), ignore_progress)
        with zipfile.ZipFile(target) as copy:
            contents = {info.filename: copy.read(info) for info in copy.infolist()}
        assert contents == {file: content for file, content in files.items() if not is_added_by_a_system(file)}
        assert not check(target).blocks


@pytest.mark.parametrize("kind", ["same", "link", "hard link"])
def test_the_original_is_refused_as_the_target(tmp_path: Path, kind: str) -> None:
    checked = in_folder(tmp_path / "a.zip")
    before = checked.path.read_bytes()
    target = checked.path if kind == "same" else tmp_path / "b.zip"
    if kind == "link":
        make_link(target, checked.path)
    elif kind == "hard link":
        target.hardlink_to(checked.path)
    with pytest.raises(WrongInput, match="name of the original"):
        repack(checked, target, CancelToken(), ignore_progress)
    assert checked.path.read_bytes() == before


def test_without_a_common_folder_it_is_a_bug_to_call_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="common folder"):
        repack(check(make_zip(tmp_path / "a.zip")), tmp_path / "b.zip", CancelToken(), ignore_progress)


def test_an_original_that_changed_since_the_check(tmp_path: Path) -> None:
    checked = in_folder(tmp_path / "a.zip")
    with checked.path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(FileChanged):
        repack(checked, tmp_path / "b.zip", CancelToken(), ignore_progress)
    assert os.listdir(tmp_path) == ["a.zip"]


def test_an_original_that_changes_during_the_copy(tmp_path: Path) -> None:
    checked = in_folder(tmp_path / "a.zip")
    with pytest.raises(FileChanged):
        repack(checked, tmp_path / "b.zip", CancelToken(), lambda _: os.utime(checked.path, ns=(0, 0)))
    assert os.listdir(tmp_path) == ["a.zip"]


def test_an_original_that_is_damaged_unseen_since_the_check(tmp_path: Path) -> None:
    checked = in_folder(tmp_path / "a.zip")
    edit(checked.path, data_at(checked.path, "export/Customer_Data.csv"), b"\xff\xff")
    os.utime(checked.path, ns=(checked.mtime_ns, checked.mtime_ns))
    with pytest.raises(ArchiveError, match=r"a\.zip could not be repacked\. export/Customer_Data\.csv is damaged"):
        repack(checked, tmp_path / "b.zip", CancelToken(), ignore_progress)
    assert os.listdir(tmp_path) == ["a.zip"]


def test_progress_and_cancelling(tmp_path: Path) -> None:
    checked = in_folder(tmp_path / "a.zip", {"room.bin": os.urandom(6 << 20)})
    seen: list[Progress] = []
    repack(checked, tmp_path / "b.zip", CancelToken(), seen.append)
    last = seen[-1]
    assert isinstance(last, BytesProgress) and last.done == last.total and len(seen) > 6

    token = CancelToken()
    target = tmp_path / "c.zip"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        repack(checked, target, token, lambda progress: token.cancel())
    assert target.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["a.zip", "b.zip", "c.zip"]


def test_a_target_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="folder"):
        repack(in_folder(tmp_path / "a.zip"), tmp_path / "missing" / "b.zip", CancelToken(), ignore_progress)


def test_a_copy_that_the_disk_did_not_keep_is_refused(tmp_path: Path) -> None:
    checked = in_folder(tmp_path / "a.zip", {"room.bin": os.urandom(3 << 20)})
    target = tmp_path / "b.zip"

    def spoil(progress: Progress) -> None:
        assert isinstance(progress, BytesProgress) and progress.total is not None
        if progress.done > progress.total // 2 + (1 << 20):  # the copy is being read again
            [part] = tmp_path.glob("*.dmm-part")
            with part.open("r+b") as file:
                file.seek(-200_000, os.SEEK_END)
                file.write(bytes(100))

    with pytest.raises(ArchiveError, match=r"a\.zip could not be repacked\. room\.bin is damaged"):
        repack(checked, target, CancelToken(), spoil)
    assert os.listdir(tmp_path) == ["a.zip"]
