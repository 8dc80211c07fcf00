"""The rows of a log, their filter and their search, also while the oldest lines go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.log_view.log_model import LEVEL, MESSAGE, TIME, LogModel
from dmm_desktop.ui.log_view.log_search import LogSearch
from dmm_desktop.ui.look.cells import CellRole
from dmm_desktop.ui.look.tokens import Tone


def _model(kept: int = 10) -> LogModel:
    model = LogModel(kept=kept)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def _messages(model: LogModel) -> list[str]:
    return [model.index(row, MESSAGE).data() for row in range(model.rowCount())]


def test_a_row_has_time_level_and_message(qtbot: QtBot) -> None:
    model = _model()
    model.append(["2026-06-30 10:41:03 ERROR CustomerNote: no match"])
    assert [model.index(0, column).data() for column in (TIME, LEVEL, MESSAGE)] == [
        "10:41:03",
        "Error",
        "CustomerNote: no match",
    ]
    assert model.index(0, TIME).data(Qt.ItemDataRole.AccessibleTextRole) == "Error, 10:41:03, CustomerNote: no match"
    assert model.index(0, LEVEL).data(CellRole.ICON) == "error"
    assert model.index(0, MESSAGE).data(CellRole.TINT) == Tone.ERR


def test_errors_only_leaves_out_the_rest_and_takes_the_tint_away(qtbot: QtBot) -> None:
    model = _model()
    model.append(["INFO a", "ERROR b"])
    model.show_errors_only(True)
    model.append(["INFO c", "ERROR d"])
    assert _messages(model) == ["b", "d"]
    assert model.index(0, MESSAGE).data(CellRole.TINT) is None
    assert (model.total, model.errors) == (4, 2)
    model.show_errors_only(False)
    assert _messages(model) == ["a", "b", "c", "d"]


def test_the_oldest_lines_go_and_the_counts_stay(qtbot: QtBot) -> None:
    model = _model(kept=3)
    dropped: list[int] = []
    model.about_to_drop.connect(dropped.append)
    for number in range(5):
        model.append([f"{'ERROR' if number % 2 else 'INFO'} {number}"])
    assert _messages(model) == ["2", "3", "4"]
    assert (model.total, model.errors, sum(dropped)) == (5, 2, 2)
    model.show_errors_only(True)
    assert _messages(model) == ["3"]
    model.append(["INFO 5", "INFO 6", "INFO 7"])
    assert _messages(model) == []
    assert model.raw_lines() == ["INFO 5", "INFO 6", "INFO 7"]


def test_a_very_long_line_is_cut_where_it_is_shown_only(qtbot: QtBot) -> None:
    model = _model()
    model.append(["x" * 2_000_000])
    assert len(model.index(0, MESSAGE).data()) == 1001
    assert len(model.raw_lines()[0]) == 2_000_000


def test_hits_are_found_in_new_lines_and_survive_dropped_ones(qtbot: QtBot) -> None:
    model, search = _model(kept=4), LogSearch()
    model.about_to_drop.connect(search.drop)
    model.append(["Needle 0", "hay 1", "NEEDLE 2", "hay 3"])
    search.begin("needle", model.lines)
    assert (search.count, search.next_after(-1), search.next_after(0), search.next_after(2)) == (2, 0, 2, 0)
    assert (search.last_before(0), search.last_before(2), search.place(2), search.place(1)) == (2, 0, 2, None)
    first = len(model.lines)
    model.rowsInserted.connect(lambda parent, begin, end: search.extend(model.lines, begin))
    model.append(["needle 4"])
    assert first == 4
    assert [model.lines[row].raw for row in (search.next_after(-1), search.last_before(0))] == ["NEEDLE 2", "needle 4"]
    search.begin("", model.lines)
    assert (search.count, search.next_after(0)) == (0, None)
