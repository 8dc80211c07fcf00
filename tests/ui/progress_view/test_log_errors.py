"""Errors in the log and failing entities are two numbers, and both are there to the end."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.kept_log import LogChoice
from dmm_desktop.core.log_counts import LogCounts
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.runs import Run
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.services.tracked_run import TrackedRun
from dmm_desktop.ui.theme.tokens import Tone
from dmm_desktop.ui.widgets.metric_tile import MetricTile
from ui.lookup import find
from ui.progress_view.test_states import _check_readable
from ui.run_fixtures import Live
from ui.sample_runs import LOG, SampleServices, report, sample_run

Show = Callable[..., QWidget]

WHOLE = LogCounts(1_234, 13, is_whole=True)


def completed(**changes: object) -> Run:
    values: dict[str, object] = {"report": report(50_000), "failing_entities": (), "log_counts": WHOLE}
    return sample_run("r", RunState.COMPLETED, **(values | changes))


def view_of(services: SampleServices, shown: Show, run: Run, width: int = 712) -> ProgressView:
    services.put(run)
    view = ProgressView(services)
    shown(view, width, 740)
    view.show_run(run.id)
    for _ in range(5):
        QApplication.processEvents()
    return view


def texts(view: QWidget) -> tuple[str, str]:
    return find(view, QLabel, "failing_count").text(), find(view, QLabel, "log_errors").text()


@pytest.mark.parametrize("width", [560, 712, 1100])
def test_a_run_that_logged_errors_does_not_end_with_none(services: SampleServices, shown: Show, width: int) -> None:
    view = view_of(services, shown, completed(), width)
    assert texts(view) == ("0", "13")
    captions = [label.text() for tile in view.findChildren(MetricTile) for label in tile.findChildren(QLabel)]
    assert "Failing entities" in captions and "Errors in the log" in captions and "Errors" not in captions
    show = find(view, QAbstractButton, "show_log_errors")
    assert show.isVisible() and show.accessibleName() == "Show the errors in the log"
    _check_readable(view)


@pytest.mark.parametrize(
    ("counts", "words", "has_link"),
    [
        (None, "–", False),
        (LogCounts(1_234, 0, is_whole=True), "0", False),
        (LogCounts(1_000, 0), "–", False),
        (LogCounts(1_000, 11), "at least 11", True),
        (LogCounts(2_468, 26, is_whole=True, is_exact=False), "about 26", True),
    ],
)
def test_the_number_is_called_what_it_is(
    services: SampleServices, shown: Show, counts: LogCounts | None, words: str, has_link: bool
) -> None:
    view = view_of(services, shown, completed(log_counts=counts))
    assert find(view, QLabel, "log_errors").text() == words
    assert find(view, QAbstractButton, "show_log_errors").isVisible() is has_link


def test_while_it_runs_it_is_the_same_number(services: SampleServices, shown: Show) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100), log_counts=LogCounts(1_000, 11))
    view = view_of(services, shown, run)
    assert find(view, QLabel, "log_errors").text() == "11"
    assert not find(view, QLabel, "failing_count").isVisible(), "the server names failing entities at the end"


def test_the_link_switches_errors_only_on(services: SampleServices, shown: Show) -> None:
    run = completed(log_counts=LogCounts(len(LOG), 1, is_whole=True))
    services.put(run)
    services.view("r").log.append(LOG)
    view = view_of(services, shown, run)
    find(view, QAbstractButton, "show_log_errors").click()
    assert find(view, QCheckBox, "errors_only").isChecked()
    assert find(view, QLabel, "log_lines").text() == "1 of 15 lines"


@pytest.mark.parametrize("by_user", [False, True])
def test_what_the_link_switches_on_ends_with_the_run(services: SampleServices, shown: Show, by_user: bool) -> None:
    run = completed(log_counts=LogCounts(len(LOG), 1, is_whole=True))
    for one in (run, replace(run, id="other", tracker_id="48214")):
        services.put(one)
        services.view(one.id).log.append(LOG)
    view = view_of(services, shown, run)
    errors_only = find(view, QCheckBox, "errors_only")
    find(view, QAbstractButton, "show_log_errors").click()
    if by_user:
        errors_only.click()
        errors_only.click()
    assert errors_only.isChecked()
    view.show_run("other")
    assert errors_only.isChecked() is by_user
    assert find(view, QLabel, "log_lines").text() == ("1 of 15 lines" if by_user else "15 lines")


def test_after_a_restart_the_link_reads_the_log_first(
    services: SampleServices, shown: Show, live: Live, qtbot: QtBot
) -> None:
    services.context.log_choice = LogChoice.NEVER
    view = ProgressView(services)
    shown(view)
    with DemoProcess("--scenario", "entity-errors") as demo:
        run_id = live.start(demo, live.environment(demo), "customers.zip")
        view.show_run(run_id)
        tracked = services.view(run_id)
        qtbot.waitUntil(lambda: tracked.run.log_counts is not None and tracked.run.log_counts.is_whole)
        counts, lines = tracked.run.log_counts, tracked.log.counts()
        assert counts is not None and (counts.lines, counts.errors) == lines and counts.errors > 0
        qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
        stored = services.workspace().run(run_id)
        assert stored is not None and stored.log_counts == counts
        tracked.log = type(tracked.log)()  # as it is when the window is opened again
        services.runs.run_changed.emit(run_id)
        link = find(view, QAbstractButton, "show_log_errors")
        qtbot.waitUntil(find(view, QAbstractButton, "load_log").isVisible)
        assert link.isVisible()
        link.click()
        qtbot.waitUntil(lambda: tracked.log.counts() == lines)
    assert find(view, QCheckBox, "errors_only").isChecked()


@pytest.mark.parametrize(
    ("run", "words", "tone"),
    [
        (completed(), "Completed · 13 errors in the log · 50,000 records", Tone.WARN),
        (completed(log_counts=LogCounts(9, 0, is_whole=True)), "Completed · 50,000 records", Tone.TEXT),
        (completed(log_counts=None), "Completed · 50,000 records", Tone.TEXT),
        (
            replace(completed(failing_entities=None), state=RunState.COMPLETED_UNVERIFIED),
            "Completed · 13 errors in the log · errors unknown",
            Tone.WARN,
        ),
    ],
)
def test_the_row_of_a_run_that_completed_says_it(qapp: QApplication, run: Run, words: str, tone: Tone) -> None:
    assert short_sentence(TrackedRun(run)) == (words, tone)
