"""A zip with very many entities: what the GUI thread does at once does not grow with their number."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from dmm_desktop.core.job import CancelToken
from dmm_desktop.core.redaction import Redaction
from dmm_desktop.operations.check_zip import CheckChoice, CheckProgress, CheckResults, check_zip
from dmm_desktop.ui.import_wizard.entities_table import EntitiesTable

FEW, MANY = 100, 2000


def _zip(path: Path, entities: int) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(entities):
            rows = "1,N'Ana'\r\n" if number % 5 else "1,'Ana'\r\n"
            archive.writestr(f"Entity{number:05}_Struct.dmm", "{}")
            archive.writestr(f"Entity{number:05}_Data.csv", "Id,Name\r\n" + rows)
    return path


def _calls(work: Callable[[], object]) -> int:
    """The Python functions called by some work and by what it leaves to the event loop."""
    count = 0

    def calls(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(calls)
    try:
        work()
        for _ in range(3):  # a layout tells the one around it by an event
            QApplication.processEvents()
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture
def results(tmp_path: Path) -> list[list[CheckResults]]:
    """For a few and for many entities: the first results, and those at the end."""
    found = []
    for entities in (FEW, MANY):
        steps: list[CheckResults] = []

        def take(value: object, steps: list[CheckResults] = steps) -> None:
            assert isinstance(value, CheckProgress)
            steps.append(value.results)

        path = _zip(tmp_path / f"{entities}.zip", entities)
        whole = check_zip(Redaction(), path, CheckChoice, CancelToken(), take)
        found.append([steps[0], whole])
    return found


def test_showing_results_takes_as_long_for_many_entities(
    results: list[list[CheckResults]], shown: Callable[..., QWidget]
) -> None:
    calls = []
    for first, whole in results:
        table = EntitiesTable(is_full=True)
        shown(table, 400, 90)  # a few rows
        before, after = first.checked(CheckChoice()), whole.checked(CheckChoice())
        _calls(lambda: table.show_entities(before, is_running=True))  # noqa: B023
        calls.append(_calls(lambda: table.show_entities(after, is_running=True)))  # noqa: B023
        assert table.model().rowCount() == len(after.entities)
    few, many = calls
    assert 0 < many <= 1.1 * few + 100, (few, many)


def test_new_results_keep_the_current_entity(results: list[list[CheckResults]], shown: Callable[..., QWidget]) -> None:
    table = EntitiesTable(is_full=True)
    shown(table, 900, 400)
    first, whole = (step.checked(CheckChoice()) for step in results[0])
    table.show_entities(first, is_running=True)
    table.setCurrentIndex(table.model().index(5, 0))
    table.show_entities(whole, is_running=False)
    assert table.currentIndex().data() == "Entity00005"
    last = table.model().columnCount() - 1
    cells = [table.model().index(row, last).data() for row in (4, 5)]
    assert cells == ["No findings", "1 finding"]
    table.show_entities(None, is_running=False)
    assert table.model().rowCount() == 0


def test_the_same_results_are_not_judged_twice(results: list[list[CheckResults]]) -> None:
    whole = results[0][1]
    assert whole.checked(CheckChoice()) is whole.checked(CheckChoice())
    checked = whole.checked(CheckChoice())
    assert checked.entity_results is checked.entity_results
    assert checked.records == FEW and len(checked.files) == FEW // 5
