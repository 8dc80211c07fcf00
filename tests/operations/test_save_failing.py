"""Failing entities saved as CSV: every cell, what the file is about, and nothing that a spreadsheet evaluates."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dmm_desktop.core.errors import LocalError
from dmm_desktop.core.job import Cancelled, CancelToken, ignore_progress
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.operations.save_failing import save_failing_entities

NOTICE = "This file quotes what the server reported. Handle it like the data of the environment."
TITLES = ["Entity", "Error", "Tip", "First seen", "Count", "Stack trace"]
ENTITIES = (
    FailingEntity("Café", "=1+1", "-1;=2", "at A.B()\r\n=cmd|' /C calc'!A1\n   at C.D()", datetime(2026, 6, 30, 10), 7),
    FailingEntity("Order", 'said "no"', count=None),
)


def failed(entities: tuple[FailingEntity, ...] | None = ENTITIES, more: int = 0) -> Run:
    return Run("1", None, datetime.now(UTC), RunState.FAILED, failing_entities=entities, more_failing=more)


def table(path: Path, separator: str = ",") -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


@pytest.mark.parametrize("separator", [",", ";"])
def test_each_entity_is_a_row_of_harmless_cells(tmp_path: Path, separator: str) -> None:
    target = tmp_path / "failing.csv"
    target.write_text("replaced")
    saved = save_failing_entities(failed(), target, str, CancelToken(), ignore_progress, separator=separator)
    assert saved == target
    trace = "at A.B()\r\n'=cmd|' /C calc'!A1\n   at C.D()"
    assert table(target, separator) == [
        [NOTICE],
        TITLES,
        ["Café", "'=1+1", "'-1;'=2", "2026-06-30 10:00:00", "7", trace],
        ["Order", 'said "no"', "", "", "unknown", ""],
    ]


def test_all_that_are_kept_are_saved_and_the_file_says_how_many_more_there_are(tmp_path: Path) -> None:
    entities = tuple(FailingEntity(f"E{number}", "failed", count=1) for number in range(10_000))
    save_failing_entities(failed(entities, 2_345), tmp_path / "a.csv", str, CancelToken(), ignore_progress)
    notice, titles, *rows = table(tmp_path / "a.csv")
    assert notice == [f"{NOTICE} It has 10,000 of 12,345 failing entities: the others were not kept."]
    assert titles == TITLES and [row[0] for row in rows] == [entity.entity for entity in entities]


def test_the_file_says_that_texts_were_cut(tmp_path: Path) -> None:
    cut = FailingEntity("Order", "It fai…", count=1, is_cut=True)
    save_failing_entities(failed((*ENTITIES, cut)), tmp_path / "a.csv", str, CancelToken(), ignore_progress)
    notice, _, *rows = table(tmp_path / "a.csv")
    assert notice == [f"{NOTICE} Texts that end with “…” were longer: the rest was not kept."]
    assert rows[-1][1] == "It fai…"


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(LocalError):
        save_failing_entities(failed(), tmp_path / "no" / "a.csv", str, CancelToken(), ignore_progress)
    target, cancel = tmp_path / "a.csv", CancelToken()
    target.write_text("before")
    cancel.cancel()
    with pytest.raises(Cancelled):
        save_failing_entities(failed(), target, str, cancel, ignore_progress)
    assert target.read_text() == "before" and list(tmp_path.iterdir()) == [target]
