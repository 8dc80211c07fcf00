"""Every state of a run: its sentence, what can be done, and that everything can be read and reached."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dmm_desktop.core.errors import ConnectionFailed, TokenMissing
from dmm_desktop.core.key_store_errors import SecretStoreLocked
from dmm_desktop.core.models import FailingEntity
from dmm_desktop.core.run_state import RunState
from dmm_desktop.operations.watch_run import WatchProgress
from dmm_desktop.ui.progress_view.failing_entities import FailingEntitiesModel
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.reports.report_page import report_page
from dmm_desktop.ui.theme.theme import Appearance, Theme
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.labels import ElidedLabel
from tools.screenshots.content import FAILING
from ui.sample_runs import SampleServices, report, sample_run, sample_runs

Show = Callable[..., QWidget]
T = TypeVar("T", bound=QWidget)

SENTENCES = {
    "uploading": "Uploading 120 of 300 MB",
    "sent": "The import was sent; the server has not responded yet.",
    "started": "The import was started.",
    "queued": "Waiting in the queue of PROD-2.",
    "running": "Importing…",
    "other": "The server reports: Undocumented",
    "stopping": "Importing…",
    "lost": "Importing…",
    "completed": "Import completed. 50,000 records imported into PROD-2 in 6 minutes.",
    "errors": "Import completed with errors. 3 entities have errors.",
    "nothing": "The import finished but no records were imported.",
    "unverified": "Import completed. 50,000 records imported into PROD-2 in 6 minutes. "
    "It is not known whether any entities have errors.",
    "failed": "Import failed. The transaction log of the destination database is full.",
    "stopped": "Import stopped. 12,340 of 50,000 records were imported and stay in PROD-2.",
    "ended": "The import ended with an undocumented status: Suspended",
    "not started": "The import was not started. prod-2.acme.example refused the one-time token. "
    "The token (X-DMM-Token-OTP) may be wrong, have been used before or have expired. "
    "Nothing was started. Get a new one from the environment's Authentication Token page and start again.",
    "upload stopped": "Upload stopped. Nothing was imported.",
    "unknown": "The server sent no usable response after the import was sent, so the import may be running. "
    "Check PROD-2 before starting it again.",
    "found not started": "The server did not respond. A user checked PROD-2: the import was not started.",
    "found started": "The server did not respond. A user checked PROD-2: the import was started.",
    "forgotten": "The server no longer knows this import. It may still be running. "
    "Check DMM on PROD-2 before you start it again.",
    "another": "According to the server, the execution with the tracker id 48213 is not an import, so it is another "
    "one. What became of the import is not known. Check DMM on PROD-2 before you start it again.",
    "not watched": "Importing…",
}
#: Where Stop is there; the value is whether it can be pressed.
STOP = {
    "uploading": True,
    "sent": False,
    "started": True,
    "queued": True,
    "running": True,
    "other": True,
    "stopping": True,  # the request is harmless when repeated, and may not have been accepted
    "lost": True,
    "not watched": True,
}
SAVE_LOGS = {"completed", "errors", "nothing", "unverified", "failed", "stopped", "ended"}


def _find(view: QWidget, kind: type[T], name: str) -> T:
    found = view.findChild(kind, name)
    assert found is not None, name
    return found


def _shown(services: SampleServices, shown: Show, name: str, width: int = 712) -> ProgressView:
    view = ProgressView(services)
    shown(view, width, 740)
    view.show_run(services.put_sample(name))
    for _ in range(5):  # a layout tells the one around it by an event
        QApplication.processEvents()
    return view


def _check_readable(view: QWidget) -> None:
    """Every control has a name, is inside the view, and no text is cut off unless it says so itself."""
    for button in view.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName() and not button.objectName().startswith("qt_"):
            assert button.accessibleName(), button.objectName()
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.objectName()
    for other in view.findChildren(QWidget):
        is_control = isinstance(other, QLineEdit | QAbstractItemView | QProgressBar) and not isinstance(
            other, QHeaderView
        )
        if is_control and other.isVisible():
            assert other.accessibleName(), other.objectName()
    for label in view.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, (label.objectName(), label.text(), label.height(), needed)
        if not label.wordWrap():
            assert label.width() >= label.minimumSizeHint().width(), (label.objectName(), label.text())


def test_the_table_is_complete() -> None:
    assert SENTENCES.keys() == sample_runs().keys()
    assert {run.state for run, _, _ in sample_runs().values()} == set(RunState)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_state(name: str, services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, name)
    assert _find(view, QLabel, "status").text() == SENTENCES[name]
    stop = _find(view, QAbstractButton, "stop_import")
    assert stop.accessibleName() == stop.text()
    assert stop.isVisible() == (name in STOP)
    if name in STOP:
        assert stop.isEnabled() == STOP[name]
        assert bool(stop.accessibleDescription()) != STOP[name]
    save = _find(view, QAbstractButton, "save_logs")
    assert save.accessibleName() == "Save logs" and save.isVisible()
    assert save.isEnabled() == (name in SAVE_LOGS)
    assert bool(save.toolTip()) == bool(save.accessibleDescription()) == (name not in SAVE_LOGS)
    assert _find(view, QAbstractButton, "report").isEnabled()
    bar = _find(view, QProgressBar, "progress")
    assert bar.accessibleName() == "Progress"
    assert bar.isVisible() == (name in STOP)
    _check_readable(view)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_state_in_the_dark_with_larger_text(name: str, services: SampleServices, shown: Show, theme: Theme) -> None:
    larger = QApplication.font()
    larger.setPixelSize(20)
    QApplication.setFont(larger)
    theme.use(Appearance.DARK)
    view = _shown(services, shown, name)
    assert _find(view, QLabel, "status").text() == SENTENCES[name]
    _check_readable(view)
    image = view.grab().toImage()
    assert image.pixelColor(4, image.height() - 4).lightness() < 60


def test_what_a_running_import_shows(services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, "running")
    texts = {
        name: _find(view, QLabel, name).text()
        for name in ("percent", "records", "instructions", "log_errors", "elapsed", "rate", "time_left", "tracker_id")
    }
    assert texts == {
        "percent": "42 %",
        "records": "21,040 of 50,000",
        "instructions": "311 of 740",
        "log_errors": "–",
        "elapsed": "00:02:31",
        "rate": "–",
        "time_left": "–",
        "tracker_id": "48213",
    }
    assert _find(view, QProgressBar, "progress").value() == 42
    assert _find(view, QLabel, "file").text() == "customers-2024-q2.zip"
    assert _find(view, QLabel, "file_size").text() == "18.4 MB"
    assert _find(view, QWidget, "stage_band").accessibleName() == "Production, PROD-2"


def test_the_tracker_id_is_copied(services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, "running")
    _find(view, QAbstractButton, "copy_tracker_id").click()
    assert QApplication.clipboard().text() == "48213"


def test_a_lost_connection_counts_down_and_can_be_tried_now(
    services: SampleServices, shown: Show, qtbot: QtBot
) -> None:
    view = _shown(services, shown, "lost")
    banner = _find(view, Banner, "banner")
    words = banner.accessibleName()
    assert "No response from PROD-2 since " in words and "The import may still be running on the server." in words
    assert "Trying again in 8 seconds. No response within 30 seconds." in words
    assert _find(view, QLabel, "note").text().startswith("as of ")
    qtbot.waitUntil(lambda: "Trying again in 7 seconds." in banner.accessibleName())
    noted = replace(services.view("lost").run, note="second attempt")
    services.put(noted, services.view("lost").watch)  # as another change of the run, which announces no other attempt
    view._show()
    assert "Trying again in 7 seconds." in banner.accessibleName()
    action = _find(view, QAbstractButton, "try_now")
    assert action.accessibleName() == "Try now"
    wake_up = services.view("lost").wake_up
    action.click()
    assert wake_up._event.is_set()
    _find(view, QAbstractButton, "banner_details").click()
    details = view.findChild(QWidget, "details_dialog")
    assert details is not None and details.isVisible()
    details.close()


def test_nothing_runs_once_the_connection_is_back(services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, "lost")
    assert view._second.isActive()
    view.show_run(services.put_sample("running"))
    assert not view._second.isActive()


def test_the_bar_agrees_with_the_percentage(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    view = _shown(services, shown, "uploading")
    bar, percent = _find(view, QProgressBar, "progress"), _find(view, QLabel, "percent")
    assert (bar.value(), percent.text()) == (40, "40 %")
    run = replace(sample_runs()["running"][0], id="uploading")
    for done, total, shown_percent in ((50_000, 50_000, 100), (50_000, 160_000, 31), (50_000, 1_600_000, 3)):
        seen = replace(run, report=replace(report(done), total_records=total))  # the server finds more to do
        services.put(seen, WatchProgress(seen, None))
        qtbot.waitUntil(lambda value=shown_percent: bar.value() == value)  # type: ignore[misc]
        assert percent.text() == f"{shown_percent} %"
    services.put(replace(run, report=None))
    with qtbot.waitSignal(view.changed):
        services.runs.run_changed.emit("uploading")
    assert (bar.value(), percent.isVisible()) == (0, False), "how much is done is not known"


@pytest.mark.parametrize("width", [480, 560, 640, 712, 1200])
def test_a_long_note_leaves_the_sentence_beside_it_whole(services: SampleServices, shown: Show, width: int) -> None:
    view = _shown(services, shown, "stopping", width)
    status, note = _find(view, QLabel, "status"), _find(view, ElidedLabel, "note")
    second = _find(view, QLabel, "second_line")
    assert status.height() < 2 * status.fontMetrics().height(), "one line"
    assert note.isVisible() != second.isVisible()
    assert note.shown_text == note.text() if note.isVisible() else second.text() == note.text()
    _check_readable(view)


@pytest.mark.parametrize(
    ("error", "action", "wanted"),
    [
        (TokenMissing("PROD-2"), "Enter key", "prod-2"),
        (SecretStoreLocked(), "Watch again", None),
        (ConnectionFailed("prod-2.acme.example"), "Watch again", None),
    ],
)
def test_a_run_that_cannot_be_watched_says_why(
    error: Exception, action: str, wanted: str | None, services: SampleServices, shown: Show
) -> None:
    view = ProgressView(services)
    shown(view)
    requested: list[object] = []
    view.environment_requested.connect(requested.append)
    run = sample_run("r", RunState.RUNNING)
    services.runs._take(run, None)
    services.runs._take(run, None, error)  # type: ignore[arg-type]
    view.show_run("r")
    banner = _find(view, Banner, "banner")
    assert str(error).split(". ")[0] in banner.accessibleName()
    button = _find(view, QAbstractButton, "banner_action")
    assert button.accessibleName() == action
    if wanted:
        button.click()
        assert requested == [wanted]


def test_failing_entities(services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, "errors")
    table = _find(view, QAbstractItemView, "failing_entities")
    assert table.accessibleName() == "Failing entities" and table.isVisible()
    model = table.model()
    assert model.rowCount() == len(FAILING)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "CustomerNote, The value of Author has no match in User., "
        "Import the users first, or turn on SynchronizeUsers., first time 10:41:03, count 7"
    )
    assert _find(view, QLabel, "failing_count").text() == "3"
    _find(view, QAbstractButton, "entity_details").click()
    dialog = view.findChild(QWidget, "details_dialog")
    assert dialog is not None
    _find(dialog, QAbstractButton, "copy_details").click()
    assert "at Importer.Chunk(Int32 number)" in QApplication.clipboard().text()
    dialog.close()
    _find(view, QAbstractButton, "copy_failing_entities").click()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0] == "Entity\tError\tTip\tFirst seen\tCount\tStack trace"
    assert copied[2].split("\t")[0::4] == ["Address", "3"]


def test_more_failing_entities_than_are_kept(services: SampleServices, shown: Show) -> None:
    run = replace(sample_runs()["errors"][0], more_failing=29_997)
    services.put(run)
    view = ProgressView(services)
    shown(view)
    view.show_run(run.id)
    assert _find(view, QLabel, "failing_count").text() == "30,000"
    assert _find(view, QLabel, "failing_entities_count").text() == "3 of 30,000 failing entities are shown."
    assert "<p>3 of 30,000 failing entities are shown.</p>" in report_page(run, run.created_at)


def test_a_copied_table_holds_no_formula(qtbot: QtBot) -> None:
    model = FailingEntitiesModel()
    model.show_entities((FailingEntity("=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1)", count=-3),))
    assert model.as_text(range(model.rowCount())).splitlines()[1].split("\t") == [
        "'=HYPERLINK(1)",
        "'+cmd|' /C calc'!A0",
        "'@SUM(1)",
        "",
        "-3",
        "",
    ]


def test_it_fits_into_its_smallest_width(services: SampleServices, shown: Show) -> None:
    view = _shown(services, shown, "running", 480)
    assert view.minimumSizeHint().width() <= 480 and view.width() == 480
    assert not _find(view, QWidget, "throughput").isVisible()
    _check_readable(view)
    wide = _shown(services, shown, "running")
    assert _find(wide, QWidget, "throughput").isVisible()


def test_a_run_that_goes_away_leaves_an_empty_view(services: SampleServices, shown: Show, qtbot: QtBot) -> None:
    view = _shown(services, shown, "completed")
    services.runs.remove("completed", owner=view, on_failure=lambda error: None)
    qtbot.waitUntil(lambda: view.run_id == "")
    assert not _find(view, QLabel, "status").isVisible()


def test_a_run_that_the_server_does_not_list_yet_says_what_is_waited_for(services: SampleServices, shown: Show) -> None:
    run = sample_run("started", RunState.STARTED)
    services.put(run, WatchProgress(run, None, is_unlisted=True), watched=True)
    view = ProgressView(services)
    shown(view)
    view.show_run("started")
    note = _find(view, QLabel, "note")
    assert note.text() == "not listed by the server yet; retrying for up to a minute"
