"""The check before anything is sent, as an operation; its rules are tested with the archive."""

from pathlib import Path

import pytest

from dmm_desktop.archive.findings import ZipRejected
from dmm_desktop.core.errors import FileChanged, LocalError
from dmm_desktop.core.job import BytesProgress, Cancelled, CancelToken, Progress, ignore_progress
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.core.zip_check import CheckState, ZipCheck
from dmm_desktop.operations.check_zip import (
    CheckChoice,
    CheckProgress,
    Severity,
    check_zip,
    read_zip,
    repack_zip,
    require_importable,
    to_record,
)


def test_a_sound_zip(samples: Path) -> None:
    told: list[Progress] = []
    checked = read_zip(samples / "customers.zip", CancelToken(), told.append).checked()
    assert checked.errors == ()
    require_importable(checked, start_anyway=False)
    assert told and all(isinstance(one, BytesProgress) for one in told)


def test_a_faulty_zip_needs_a_decision(samples: Path) -> None:
    checked = read_zip(samples / "no-structure.zip", CancelToken(), ignore_progress).checked()
    with pytest.raises(ZipRejected) as caught:
        require_importable(checked, start_anyway=False)
    assert caught.value.checked is checked
    require_importable(checked, start_anyway=True)


def test_what_is_no_zip_cannot_be_started_anyway(tmp_path: Path) -> None:
    path = tmp_path / "import.zip"
    path.write_bytes(b"Id;Name\n1;x\n")
    checked = read_zip(path, CancelToken(), ignore_progress).checked()
    with pytest.raises(ZipRejected):
        require_importable(checked, start_anyway=True)


@pytest.mark.parametrize("start_anyway", [False, True])
def test_a_zip_that_changed_has_to_be_checked_again(samples: Path, tmp_path: Path, start_anyway: bool) -> None:
    path = tmp_path / "import.zip"
    path.write_bytes((samples / "small.zip").read_bytes())
    checked = read_zip(path, CancelToken(), ignore_progress).checked()
    path.write_bytes((samples / "customers.zip").read_bytes())
    with pytest.raises(FileChanged):
        require_importable(checked, start_anyway=start_anyway)
    path.unlink()
    with pytest.raises(LocalError):
        require_importable(checked, start_anyway=start_anyway)


def test_a_folder_inside_is_taken_away_in_a_copy(samples: Path, tmp_path: Path) -> None:
    checked = read_zip(samples / "folder.zip", CancelToken(), ignore_progress).checked()
    assert checked.blocks
    copy = repack_zip(Redaction(), checked, tmp_path / "copy.zip", CancelToken(), ignore_progress)
    assert read_zip(copy, CancelToken(), ignore_progress).checked().errors == ()


def test_it_can_be_cancelled(samples: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_zip(Redaction(), samples / "customers.zip", CheckChoice, cancel, ignore_progress)


def _first_with_all_beginnings(told: list[Progress]) -> CheckProgress:
    """A slow computer reports before it has read the beginning of every file."""
    for one in told:
        assert isinstance(one, CheckProgress)
        entities = one.results.checked(CheckChoice()).entities
        if entities and all(entity.facts and entity.facts.dialect for entity in entities if entity.data_size):
            return one
    raise AssertionError(told)


def test_the_first_results_come_before_the_rows_are_read(samples: Path) -> None:
    told: list[Progress] = []
    whole = check_zip(Redaction(), samples / "mistakes.zip", CheckChoice, CancelToken(), told.append)
    first = _first_with_all_beginnings(told)
    assert not first.results.is_finished and first.done < (first.total or 0)
    early = first.results.checked(CheckChoice())
    assert [finding.rule for finding in early.findings] == [5, 6, 15], "what structures and beginnings tell"
    assert {entity.name for entity in early.entities} == {entity.name for entity in whole.zip.checked().entities}
    assert whole.is_finished
    assert early.checked_at is None and whole.checked(CheckChoice()).checked_at is not None
    assert [finding.rule for finding in whole.checked(CheckChoice(keep_ids=True)).findings].count(10) == 2
    assert whole.checked(CheckChoice(strictly=True)).count(Severity.ERROR) == 7


@pytest.mark.parametrize("start_anyway", [False, True])
def test_what_is_recorded_with_a_run(samples: Path, start_anyway: bool) -> None:
    told: list[Progress] = []
    whole = check_zip(Redaction(), samples / "mistakes.zip", CheckChoice, CancelToken(), told.append).checked(
        CheckChoice()
    )
    assert to_record(whole, start_anyway=start_anyway) == ZipCheck(
        CheckState.FINISHED, 3, 5, started_anyway=start_anyway, rows=5_022
    )
    early = to_record(_first_with_all_beginnings(told).results.checked(CheckChoice()), start_anyway=False)
    assert early == ZipCheck(CheckState.NOT_FINISHED, 2, 1)
    sound = read_zip(samples / "small.zip", CancelToken(), ignore_progress).checked()
    assert to_record(sound, start_anyway=True) == ZipCheck(CheckState.FINISHED, rows=7), "there was nothing to ignore"
