"""List, view and title say the same at the same moment; captions are whole; what is not exact is called "about"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.formats import short_number
from dmm_desktop.ui.progress_view.metrics import Metrics, _span
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.rate_estimator import RateEstimator, Span, Unit
from dmm_desktop.ui.run_words import percent_done
from dmm_desktop.ui.runs_panel.run_delegate import tool_tip
from dmm_desktop.ui.runs_panel.runs_model import RunRole, RunsModel
from dmm_desktop.ui.widgets.labels import ElidedLabel, WrappedLabel
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run, sample_runs

Show = Callable[..., QWidget]


def _view(services: SampleServices, shown: Show, name: str, width: int = 712) -> ProgressView:
    view = ProgressView(services)
    shown(view, width)
    view.show_run(services.put_sample(name))
    return view


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (783.4, "783"),
        (999.4, "999"),
        (999.6, "1k"),
        (14_504, "14.5k"),
        (999_949, "999.9k"),
        (999_951, "1M"),
        (1_260_000, "1.3M"),
    ],
)
def test_short_numbers(value: float, said: str) -> None:
    assert short_number(value) == said


def test_the_rates_above_the_chart_are_never_cut(services: SampleServices, shown: Show) -> None:
    figures, meter = Metrics(), RateEstimator()
    for second in range(30):
        meter.answer(float(second), second * 14_504, float(second))
    shown(figures, 700, 200)
    run = sample_run("r", RunState.RUNNING, report=report(29 * 14_504, 800_000))
    figures.show_live(run, meter, stale=False, has_log=True)
    for width in (700, 620, 560, 500, 420):
        figures.resize(width, 200)
        figures.show_live(run, meter, stale=False, has_log=True)
        summary = find(figures, ElidedLabel, "throughput_summary")
        assert summary.text() == "14.5k records/s now · peak 14.5k"
        assert not summary.isVisible() or summary.shown_text == summary.text(), width


def test_a_rate_below_1_is_0_nowhere(services: SampleServices, shown: Show) -> None:
    figures, meter = Metrics(), RateEstimator()
    for second in range(30):
        meter.answer(second * 4.0, second, second * 4.0)
    shown(figures, 700, 200)
    figures.show_live(sample_run("r", RunState.RUNNING, report=report(29)), meter, stale=False, has_log=True)
    assert find(figures, QLabel, "rate").text().startswith("under 1")
    assert find(figures, ElidedLabel, "throughput_summary").text() == "under 1 records/s now · peak under 1"


def test_a_single_time_left_is_called_about(english: None) -> None:
    assert _span(Span(10, 10, Unit.SECONDS)) == ("about 10", "seconds")
    assert _span(Span(2, 3, Unit.MINUTES)) == ("2 to 3", "minutes")


def test_all_places_have_one_percentage(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    view = _view(services, shown, "running")
    model = RunsModel(services.runs, view)
    for done in (504, 505, 49_999):
        run = replace(services.view("running").run, report=report(done))
        services.put(run, WatchProgress(run, run.created_at), watched=True)
        expected = percent_done(services.view("running"))
        assert expected == f"{done * 100 // 50_000} %"
        row = model.row_of("running")
        assert row is not None and model.index(row).data(RunRole.END_TEXT) == expected
        qtbot.waitUntil(lambda expected=expected: find(view, QLabel, "percent").text() == expected)  # type: ignore[misc]


def test_news_without_an_end_is_shown_all_the_same(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    view = _view(services, shown, "running")
    told: list[int] = []
    view.changed.connect(lambda: told.append(1))
    view._changed("running")
    waiting = view._soon.remainingTime()
    view._changed("running")
    assert view._soon.isActive() and view._soon.remainingTime() <= max(waiting, 0)
    qtbot.waitUntil(lambda: told == [1])


def test_follow_is_on_for_each_run_wherever_the_log_before_was_scrolled_to(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    view = _view(services, shown, "running")
    services.view("running").log.append([f"INFO {n}" for n in range(300)])
    services.runs.run_changed.emit("running")
    viewer = view._log.viewer
    qtbot.waitUntil(lambda: viewer.model.total == 300)
    bar = viewer.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    bar.setValue(0)
    assert not viewer.toolbar.follow.isChecked()
    services.put_sample("lost")
    view.show_run("lost")
    assert viewer.toolbar.follow.isChecked()
    services.view("lost").log.append([f"INFO {n}" for n in range(300)])
    services.runs.run_changed.emit("lost")
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert viewer.toolbar.follow.isChecked()


@pytest.mark.parametrize(("name", "is_offered"), [("failed", True), ("completed", True), ("running", False)])
def test_a_run_that_has_ended_can_be_imported_again(
    services: SampleServices, shown: Show, qtbot: QtBot, name: str, is_offered: bool
) -> None:
    view = _view(services, shown, name)
    button = find(view, QAbstractButton, "import_again")
    assert (button.isVisible(), view.can_repeat) == (is_offered, is_offered)
    if is_offered:
        with qtbot.waitSignal(view.repeat_requested) as asked:
            button.click()
        assert asked.args == [services.view(name).run]


def test_one_that_was_started_elsewhere_cannot(services: SampleServices, shown: Show) -> None:
    run = replace(sample_runs()["completed"][0], zip_path="", configuration="")
    services.put(run)
    view = ProgressView(services)
    shown(view)
    view.show_run(run.id)
    assert not find(view, QAbstractButton, "import_again").isVisible() and not view.can_repeat


def test_records_of_a_failed_run_were_processed(services: SampleServices, shown: Show) -> None:
    view = _view(services, shown, "failed")
    said = find(view, QLabel, "second_line").text()
    assert said.startswith("30,118 of 50,000 records were processed. ") and "imported" not in said


def test_the_tool_tip_of_a_run_says_where_it_goes_and_how_it_stands(services: SampleServices) -> None:
    services.put_sample("running")
    assert tool_tip(services.view("running")).splitlines() == [
        "Import to PROD-2",
        "PROD-2, Production",
        "prod-2.acme.example/DMMAPI/rest/v1",
        "Importing… 21,040 of 50,000 records",
        "/data/customers-2024-q2.zip",
    ]


def test_a_sentence_never_ends_in_a_line_of_one_short_word(shown: Show) -> None:
    words = "Import completed. 50,000 records imported into POSTS dev in 28 seconds."
    label = WrappedLabel(words)
    shown(label, 800, 60)
    assert label.text() == label.accessibleName() == words
    assert QLabel.text(label).endswith("dev in\u00a028\u00a0seconds.")
    label.setText("Importing…")
    assert (QLabel.text(label), label.accessibleName()) == ("Importing…", "")
