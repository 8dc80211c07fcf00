"""The window stays open past midnight: what was today is yesterday, everywhere, and without another event."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.errors import ConnectionFailed
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.formats import clock, day_and_time, moment, near_day
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.run_words import short_sentence
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.widgets.banner import Banner
from ui.environment_fixtures import SavedEnvironments, spoken, tree_of
from ui.lookup import find
from ui.sample_runs import SampleServices, report, sample_run
from ui.wizard_user import WizardUser

Show = Callable[..., QWidget]
NextDay = Callable[[], None]


@pytest.fixture
def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture
def user(services: SampleServices, qtbot: QtBot) -> Iterator[WizardUser]:
    with closing(WizardUser(services, qtbot)) as user:
        yield user


def _label(widget: QWidget, name: str) -> str:
    return find(widget, QLabel, name).text()


def test_the_date_is_looked_at_again_and_again(services: SampleServices) -> None:
    """A wait for midnight would not be over in time after the computer has slept, or in another time zone."""
    timer = services.day_change.findChild(QTimer)
    assert timer is not None and timer.isActive() and not timer.isSingleShot() and timer.interval() <= 60_000


def test_a_day_begins_once(services: SampleServices, next_day: NextDay, qtbot: QtBot) -> None:
    days: list[None] = []
    services.day_change.changed.connect(lambda: days.append(None))
    services.day_change.look()
    assert days == []
    next_day()
    services.day_change.look()
    assert days == [None]


def test_the_page_of_an_ended_run(
    services: SampleServices, shown: Show, next_day: NextDay, an_hour_ago: datetime
) -> None:
    services.put(sample_run("r", RunState.COMPLETED, created_at=an_hour_ago, ended_at=an_hour_ago))
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert f"ended at {clock(an_hour_ago)}." in _label(view, "second_line")
    next_day()
    assert f"ended on {day_and_time(an_hour_ago)}." in _label(view, "second_line")


def test_the_page_of_a_run_without_connection(
    services: SampleServices, shown: Show, next_day: NextDay, an_hour_ago: datetime
) -> None:
    run = sample_run("r", RunState.RUNNING, report=report(100), created_at=an_hour_ago, answered_at=an_hour_ago)
    lost = WatchProgress(run, an_hour_ago, trouble=ConnectionFailed("h"), next_try=8.0)
    services.put(run, lost, watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    time = clock(an_hour_ago)
    assert f"No response from PROD-2 since {time}." in find(view, Banner, "banner").accessibleName()
    assert _label(view, "note") == f"as of {time}; it may have progressed since"
    next_day()
    since = f"No response from PROD-2 since {day_and_time(an_hour_ago)}."
    assert since in find(view, Banner, "banner").accessibleName()
    assert _label(view, "note") == f"last seen {moment(an_hour_ago)}; it may have progressed since"
    assert moment(an_hour_ago).startswith("yesterday")


def test_the_page_of_a_run_that_goes_on_after_an_accepted_stop(
    services: SampleServices, shown: Show, next_day: NextDay, an_hour_ago: datetime
) -> None:
    now = datetime.now(UTC)
    stop = {"stop_requested_at": an_hour_ago, "stop_accepted_at": an_hour_ago}
    run = sample_run("r", RunState.RUNNING, report=report(100), created_at=an_hour_ago, answered_at=now, **stop)
    services.put(run, WatchProgress(run, now), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("r")
    assert _label(view, "note").startswith(f"The server accepted the stop today at {clock(an_hour_ago)}, but")
    next_day()
    assert _label(view, "note").startswith(f"The server accepted the stop yesterday at {clock(an_hour_ago)}, but")


def test_the_list_of_runs(services: SampleServices, shown: Show, next_day: NextDay, an_hour_ago: datetime) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    services.put(sample_run("unknown", RunState.OUTCOME_UNKNOWN, created_at=an_hour_ago, ended_at=an_hour_ago))
    services.put(sample_run("done", RunState.COMPLETED, created_at=an_hour_ago, ended_at=an_hour_ago))
    late = sample_run("late", RunState.RUNNING, report=report(100), created_at=an_hour_ago, answered_at=an_hour_ago)
    services.put(late, watched=True)
    view = find(panel, QListView, "runs")

    def headings() -> list[str]:
        rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
        return [str(one.data()) for one in rows if one.data() and not one.data().startswith("Import")]

    assert headings()[-1] == "Earlier today"
    assert short_sentence(services.view("late"))[0].startswith(f"As of {clock(an_hour_ago)}: ")
    changed: list[range] = []
    view.model().dataChanged.connect(lambda top, bottom, roles: changed.append(range(top.row(), bottom.row() + 1)))
    next_day()
    assert headings()[-1] == "Yesterday"
    assert short_sentence(services.view("late"))[0].startswith(f"As of {near_day(an_hour_ago)}: ")
    assert range(view.model().rowCount()) in changed, "all are painted anew"


def test_the_list_of_environments(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Show,
    next_day: NextDay,
    an_hour_ago: datetime,
) -> None:
    panel = ConnectionsPanel(services)
    shown(panel, 256, 740)
    saved_environments.put("TEST-1", checked_at=an_hour_ago, key_verdict=KeyVerdict.ACCEPTED)
    tree = tree_of(panel)
    assert "checked today at" in spoken(panel)[0]
    before = _painted(tree)
    changed: list[object] = []
    tree.model().dataChanged.connect(lambda top, bottom, roles: changed.append(top.row()))
    next_day()
    assert "checked yesterday at" in spoken(panel)[0]
    assert changed and _painted(tree) != before


def _painted(tree: QWidget) -> QImage:
    return tree.grab().toImage()


def test_the_wizard(
    user: WizardUser,
    saved_environments: SavedEnvironments,
    next_day: NextDay,
    an_hour_ago: datetime,
    samples: Path,
) -> None:
    path, address = samples / "small.zip", "https://dev-1.acme.example"
    times = {"created_at": an_hour_ago, "ended_at": an_hour_ago}
    file = {"zip_path": str(path), "zip_sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    place = {"environment_id": "DEV-1", "environment_name": "DEV-1", "root": f"{address}/DMMAPI/rest/v1"}
    user.services.put(sample_run("same", RunState.COMPLETED, **place, **file, **times))
    other = sample_run("other", RunState.COMPLETED, **place, **(file | {"zip_sha256": "ab" * 32}), **times)
    saved_environments.put("DEV-1", address, checked_at=an_hour_ago, key_verdict=KeyVerdict.ACCEPTED)
    user.open()
    user.wizard.repeat(other)
    user.press("Next")
    user.at_page(2)
    user.idle()
    for page in (3, 4):
        user.press("Next")
        user.at_page(page)

    labels = user.wizard.findChildren(QLabel)
    before, today = [label.text() for label in labels], moment(an_hour_ago)
    dated = [words for words in before if today in words]
    assert len(dated) == 5, "the last test; another zip, on two pages; earlier imports, in the card and in the banner"
    next_day()
    yesterday = moment(an_hour_ago)
    assert [label.text() for label in labels] == [words.replace(today, yesterday) for words in before]


def test_dialogs(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    shown: Show,
    next_day: NextDay,
    an_hour_ago: datetime,
) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, created_at=an_hour_ago, ended_at=an_hour_ago)
    services.put(run)
    asked = OutcomeDialog(services, run, None)
    shown(asked)
    saved = saved_environments.put("TEST-1", checked_at=an_hour_ago, key_verdict=KeyVerdict.ACCEPTED)
    edited = EnvironmentDialog(services, saved)
    shown(edited)

    def are_true() -> bool:
        is_asked = any(f"sent {moment(an_hour_ago)}." in label.text() for label in asked.findChildren(QLabel))
        return is_asked and _label(edited, "tested") == f"Checked {moment(an_hour_ago)}"

    assert are_true()
    next_day()
    assert moment(an_hour_ago).startswith("yesterday") and are_true()
