"""The check before anything is sent, as an operation; its rules are tested with the archive."""

from pathlib import Path

import pytest

from dmm_desktop.archive.findings import ZipRejected
from dmm_desktop.core.errors import FileChanged, LocalError
from dmm_desktop.core.job import BytesProgress, Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.operations.check_zip import check_zip, repack_zip, require_importable


def test_a_sound_zip(samples: Path) -> None:
    told: list[Progress] = []
    checked = check_zip(samples / "customers.zip", CancelToken(), told.append)
    assert checked.errors == ()
    require_importable(checked, start_anyway=False)
    assert told and all(isinstance(one, BytesProgress) for one in told)


def test_a_faulty_zip_needs_a_decision(samples: Path) -> None:
    checked = check_zip(samples / "no-structure.zip", CancelToken(), ignore_progress)
    with pytest.raises(ZipRejected) as caught:
        require_importable(checked, start_anyway=False)
    assert caught.value.checked is checked
    require_importable(checked, start_anyway=True)


def test_what_is_no_zip_cannot_be_started_anyway(tmp_path: Path) -> None:
    path = tmp_path / "import.zip"
    path.write_bytes(b"Id;Name\n1;x\n")
    checked = check_zip(path, CancelToken(), ignore_progress)
    with pytest.raises(ZipRejected):
        require_importable(checked, start_anyway=True)


@pytest.mark.parametrize("start_anyway", [False, True])
def test_a_zip_that_changed_has_to_be_checked_again(samples: Path, tmp_path: Path, start_anyway: bool) -> None:
    path = tmp_path / "import.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    checked = check_zip(path, CancelToken(), ignore_progress)
    path.write_bytes((samples / "customers.zip").read_bytes())
    with pytest.raises(FileChanged):
        require_importable(checked, start_anyway=start_anyway)
    path.unlink()
    with pytest.raises(LocalError):
        require_importable(checked, start_anyway=start_anyway)


def test_a_folder_inside_is_taken_away_in_a_copy(samples: Path, tmp_path: Path) -> None:
    checked = check_zip(samples / "folder.zip", CancelToken(), ignore_progress)
    assert checked.blocks
    copy = repack_zip(checked, tmp_path / "copy.zip", CancelToken(), ignore_progress)
    assert check_zip(copy, CancelToken(), ignore_progress).errors == ()


def test_it_can_be_cancelled(samples: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_zip(samples / "customers.zip", cancel, ignore_progress)
