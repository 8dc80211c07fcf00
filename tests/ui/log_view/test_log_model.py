"""The rows of a log, its filter and its search, also while lines come and when the rows lie on disk."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dmm_desktop.operations.log_lines import LogLines
from dmm_desktop.ui.log_view.log_model import LEVEL, MESSAGE, TIME, LogModel
from dmm_desktop.ui.log_view.log_search import LogSearch
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.tables import CellRole
from dmm_desktop.workers.runner import TaskRunner

#: Far more than fits into memory.
MANY = [
    f"2026-06-30 10:40:14 {'ERROR' if n % 5_000 == 7 else 'INFO '} Order: chunk {n} of 50000" for n in range(50_000)
]


@pytest.fixture
def lines(tmp_path: Path) -> LogLines:
    """An empty log that goes to the test's folder."""
    lines = LogLines(lambda: tmp_path)
    return lines


@pytest.fixture
def model(lines: LogLines, runner: TaskRunner) -> LogModel:
    """Its rows, tested for what Qt expects of a model."""
    model = LogModel(lines, runner, runner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def _messages(model: LogModel) -> list[str]:
    return [model.index(row, MESSAGE).data() for row in range(model.rowCount())]


def test_a_row_has_time_level_and_message(model: LogModel, lines: LogLines) -> None:
    lines.append(["2026-06-30 10:41:03 ERROR CustomerNote: no match"])
    assert model.catch_up() and not model.catch_up()
    assert [model.index(0, column).data() for column in (TIME, LEVEL, MESSAGE)] == [
        "10:41:03",
        "Error",
        "CustomerNote: no match",
    ]
    assert model.index(0, TIME).data(Qt.ItemDataRole.AccessibleTextRole) == "Error, 10:41:03, CustomerNote: no match"
    assert model.index(0, LEVEL).data(CellRole.ICON) == "error"
    assert model.index(0, MESSAGE).data(CellRole.TINT) == Tone.ERR


def test_errors_only_leaves_out_the_rest_and_takes_the_tint_away(model: LogModel, lines: LogLines) -> None:
    lines.append(["INFO a", "ERROR b"])
    model.catch_up()
    model.show_errors_only(True)
    lines.append(["INFO c", "ERROR d"])
    model.catch_up()
    assert _messages(model) == ["b", "d"]
    assert model.index(0, MESSAGE).data(CellRole.TINT) is None
    assert (model.total, model.errors) == (4, 2)
    assert [model.number_of(row) for row in (-1, 0, 1)] == [-1, 1, 3]
    assert [model.row_of(number) for number in (1, 3)] == [0, 1]
    model.show_errors_only(False)
    assert _messages(model) == ["a", "b", "c", "d"]


def test_a_very_long_line_is_cut_where_it_is_shown_only(model: LogModel, lines: LogLines) -> None:
    lines.append(["x" * 2_000_000])
    model.catch_up()
    assert len(model.index(0, MESSAGE).data()) == 1001
    assert len(lines.recent(0) or "") == 2_000_000


def test_rows_on_disk_come_when_they_are_looked_at(runner: TaskRunner, lines: LogLines, qtbot: QtBot) -> None:
    model = LogModel(lines, runner, runner)  # without the tester, which looks at every row
    lines.append(MANY)
    lines.append(["INFO last"])
    model.catch_up()
    assert model.rowCount() == 50_001
    assert model.index(50_000, MESSAGE).data() == "last"
    for row in (0, 25_000, 40_000):
        with qtbot.waitSignal(model.dataChanged):
            assert model.index(row, MESSAGE).data() is None
        assert model.index(row, MESSAGE).data() == f"Order: chunk {row} of 50000"
        assert model.index(row + 40, MESSAGE).data() == f"Order: chunk {row + 40} of 50000", "its neighbours come too"
    model.show_errors_only(True)
    assert model.rowCount() == 10
    with qtbot.waitSignal(model.dataChanged):
        assert set(_messages(model)) > {None}
    assert _messages(model) == [f"Order: chunk {n} of 50000" for n in range(7, 50_000, 5_000)]


def test_rows_that_cannot_be_read_are_told(runner: TaskRunner, lines: LogLines, qtbot: QtBot) -> None:
    model = LogModel(lines, runner, runner)
    lines.append(MANY)
    lines.append(["INFO last"])
    model.catch_up()
    assert lines._spool is not None
    with open(os.devnull, "wb") as unreadable:
        os.dup2(unreadable.fileno(), lines._spool._file.fileno())
    with qtbot.waitSignal(model.rows.failed):
        assert model.index(0, MESSAGE).data() is None


def test_hits_are_found_in_what_is_there_and_in_what_comes(runner: TaskRunner, lines: LogLines, qtbot: QtBot) -> None:
    search = LogSearch(runner, runner)
    arrived: list[int] = []
    search.arrived.connect(arrived.append)

    def went(number: int, *, forward: bool) -> int:
        arrived.clear()
        search.go(number, forward=forward)
        qtbot.waitUntil(lambda: bool(arrived))
        return arrived[0]

    lines.append(["Needle 0", "hay 1", "NEEDLE 2", "hay 3"])
    search.begin("needle", lines, 4, errors_only=False)
    assert not search.is_over
    assert [went(number, forward=True) for number in (-1, 0, 1, 2, 3)] == [0, 2, 2, 0, 0]
    assert [went(number, forward=False) for number in (-1, 0, 1, 2, 3)] == [2, 2, 0, 0, 2]
    assert (search.count, search.place(2), search.place(1)) == (2, 2, None)
    lines.append(["needle 4"])
    search.extend(5)
    assert went(2, forward=True) == 4
    search.begin("chunk 49999", lines, 5, errors_only=False)
    lines.append(MANY)
    search.extend(lines.total)
    assert went(-1, forward=True) == lines.total - 1
    search.begin("chunk", lines, lines.total, errors_only=True)
    assert went(-1, forward=False) == 45_007 + 5
    qtbot.waitUntil(lambda: search.is_over)
    assert search.count == 10
    search.begin("", lines, lines.total, errors_only=False)
    search.go(-1, forward=True)
    assert (search.count, search.wanted) == (0, "")
    qtbot.waitUntil(lambda: not runner.busy)
