"""The progress view beside the demo environment: a success, failing entities, a lost connection, a stop, saved logs."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMessageBox, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.log_view.saved_logs_dialog import SavedLogsDialog
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.progress_view.saving import suggested_name
from dmm_desktop.ui.progress_view.watch_dialog import WatchDialog
from dmm_desktop.ui.widgets.banner import Banner
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.run_fixtures import Live
from ui.sample_runs import SampleServices

Show = Callable[..., QWidget]


def _text(view: QWidget, name: str) -> str:
    label = view.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _press(view: QWidget, name: str) -> None:
    button = view.findChild(QAbstractButton, name)
    assert button is not None and button.isEnabled() and button.isVisible(), name
    button.click()


def _state(services: SampleServices, run_id: str) -> RunState:
    view = services.runs.find(run_id)
    assert view is not None
    return view.run.state


def _view(services: SampleServices, shown: Show, answers: FileAnswers) -> ProgressView:
    view = ProgressView(services, answers)
    shown(view)
    return view


def test_a_success_with_its_logs_and_reports(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    bar = view.findChild(QProgressBar, "progress")
    assert bar is not None
    with DemoProcess("--pace", "0.1") as demo:
        run_id = live.start(demo, live.environment(demo))
        view.show_run(run_id)
        values: list[int] = []
        bar.valueChanged.connect(values.append)
        qtbot.waitUntil(lambda: _state(services, run_id).is_final)
        assert _state(services, run_id) is RunState.COMPLETED
        qtbot.waitUntil(lambda: _text(view, "status").startswith("Import completed. "))
        assert sum(later < earlier for earlier, later in pairwise(values)) <= 1, values  # it restarts once
        qtbot.waitUntil(lambda: _text(view, "log_lines").endswith("lines"))
        assert _text(view, "average_rate").endswith("records/s")

        _press(view, "save_logs")
        banner = view.findChild(Banner, "notice")
        assert banner is not None
        qtbot.waitUntil(lambda: "Logs saved." in banner.accessibleName())
        title, name, kinds = answers.asked[0]
        assert (title, kinds) == ("Save logs", "Zip files (*.zip)")
        assert re.fullmatch(r"small-DEMO-1-\d{4}-\d\d-\d\d-\d{6}-logs\.zip", name)
        tracker_id = services.view(run_id).run.tracker_id
        assert (answers.folder / name).read_bytes() == demo.logs_zip(tracker_id)
        assert banner.accessibleName().startswith("Success: Logs saved.")
        _press(view, "show_in_folder")
        assert answers.folders_shown == [answers.folder / name]
        _press(view, "notice_details")
        dialog = view.findChild(SavedLogsDialog)
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.viewer.model.total > 0)
        dialog.close()

        view.save_report_as_json()
        view.save_report_as_html()
        qtbot.waitUntil(lambda: not services.runner.busy)
        saved = json.loads((answers.folder / name.replace("logs.zip", "report.json")).read_text())
        assert saved["tracker_id"] == tracker_id
        qtbot.waitUntil((answers.folder / name.replace("logs.zip", "report.html")).exists)


def test_failing_entities_appear_at_the_end(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    with DemoProcess("--scenario", "entity-errors") as demo:
        run_id = live.start(demo, live.environment(demo), "customers.zip")
        view.show_run(run_id)
        qtbot.waitUntil(lambda: _state(services, run_id) is RunState.COMPLETED_WITH_ERRORS)
        table = view.findChild(QAbstractItemView, "failing_entities")
        assert table is not None
        qtbot.waitUntil(table.isVisible)
        assert table.model().rowCount() == 3
        assert _text(view, "status") == "Import completed with errors. 3 entities have errors."


def test_a_lost_connection_comes_back(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    with DemoProcess("--scenario", "lost-connection", "--pace", "0.1") as demo:
        run_id = live.start(demo, live.environment(demo))
        view.show_run(run_id)
        banner = view.findChild(Banner, "banner")
        assert banner is not None
        qtbot.waitUntil(banner.isVisible)
        assert "No response from DEMO-1 since " in banner.accessibleName()
        stop = view.findChild(QAbstractButton, "stop_import")
        assert stop is not None and stop.isEnabled()
        _press(view, "try_now")
        qtbot.waitUntil(lambda: _state(services, run_id) is RunState.COMPLETED)
        qtbot.waitUntil(lambda: not banner.isVisible())


def test_a_run_is_stopped_after_a_question(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    with DemoProcess("--scenario", "slow", "--pace", "0.2") as demo:
        run_id = live.start(demo, live.environment(demo))
        view.show_run(run_id)
        qtbot.waitUntil(lambda: _state(services, run_id) is RunState.RUNNING)
        _press(view, "stop_import")
        question = view.findChild(QMessageBox, "stop_question")
        assert question is not None
        run = services.view(run_id).run
        assert question.text() == f"Stop the import of {Path(run.zip_path).name} to DEMO-1 on 127.0.0.1?"
        said = f"Records that were already imported stay there.\n\nTracker id: {run.tracker_id}"
        assert run.zip_path and run.tracker_id and question.informativeText() == said
        assert question.defaultButton().accessibleName() == "Keep running"
        qtbot.keyPress(question, Qt.Key.Key_Return)  # the box is gone before the key is released
        assert demo.received()["operations"].get("StopExecution", 0) == 0
        qtbot.waitUntil(lambda: view.findChild(QMessageBox, "stop_question") is None)
        stop = view.findChild(QAbstractButton, "stop_import")
        assert stop is not None
        stop.setFocus()
        _press(view, "stop_import")
        question = view.findChild(QMessageBox, "stop_question")
        assert question is not None
        _press(question, "stop_now")
        qtbot.waitUntil(lambda: _state(services, run_id) is RunState.STOPPED)
        assert demo.received()["operations"]["StopExecution"] == 1
        qtbot.waitUntil(lambda: _text(view, "status").startswith("Import stopped. "))
        focused = view.window().focusWidget()
        assert focused is not None and focused.objectName() == "report"  # not carried off to another pane


def test_a_stop_that_failed_does_not_matter_once_the_run_has_ended(
    services: SampleServices, shown: Show, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    run_id = services.put_sample("running")
    view.show_run(run_id)
    _press(view, "stop_import")
    question = view.findChild(QMessageBox, "stop_question")
    assert question is not None
    _press(question, "stop_now")
    notice = view.findChild(Banner, "notice")
    assert notice is not None
    qtbot.waitUntil(notice.isVisible, timeout=20_000)  # nobody knows the environment
    assert notice.accessibleName().startswith("Error: ")
    run = services.view(run_id).run
    services.put(replace(run, state=RunState.COMPLETED, failing_entities=()))
    qtbot.waitUntil(lambda: not notice.isVisible(), timeout=20_000)


def test_log_lines_can_be_saved_while_it_runs(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    view = _view(services, shown, answers)
    with DemoProcess("--scenario", "slow", "--pace", "0.2") as demo:
        run_id = live.start(demo, live.environment(demo))
        view.show_run(run_id)
        save = view.findChild(QAbstractButton, "save_logs")
        assert save is not None
        qtbot.waitUntil(save.isEnabled)
        save.click()
        target = answers.folder / suggested_name(services.view(run_id).run, "log.txt")
        qtbot.waitUntil(target.exists)
        assert "was queued" in target.read_text()
        view.stop_watching()
        qtbot.waitUntil(lambda: not services.runs.is_watched(run_id))
        banner = view.findChild(Banner, "banner")
        assert banner is not None
        qtbot.waitUntil(lambda: "not being watched" in banner.accessibleName())
        _press(view, "banner_action")
        qtbot.waitUntil(lambda: not banner.isVisible())


def test_an_import_that_was_started_elsewhere_is_watched(
    services: SampleServices, shown: Show, live: Live, answers: FileAnswers, qtbot: QtBot
) -> None:
    with DemoProcess() as demo:
        environment = live.environment(demo)
        first = live.start(demo, environment)
        qtbot.waitUntil(lambda: _state(services, first).is_final)
        tracker_id = services.view(first).run.tracker_id
        services.runs.remove(first, owner=services, on_failure=lambda error: None)
        qtbot.waitUntil(lambda: services.runs.find(first) is None)
        dialog = WatchDialog(services, None, environment.id)
        shown(dialog, 560, 280)
        _press(dialog, "watch_import")
        tracker = dialog.findChild(QWidget, "watch_tracker_id")
        assert tracker is not None and tracker.accessibleDescription() == "Enter the tracker id."
        qtbot.keyClicks(tracker, f" {tracker_id} ")
        watched: list[str] = []
        dialog.watching.connect(watched.append)
        _press(dialog, "watch_import")
        banner = find(dialog, Banner, "watch_banner")
        qtbot.waitUntil(lambda: bool(watched) or banner.isVisible())
        assert watched, banner.accessibleName()
        [run_id] = watched
        qtbot.waitUntil(lambda: _state(services, run_id).is_final)
        assert _state(services, run_id) is RunState.COMPLETED
        view = _view(services, shown, answers)
        view.show_run(run_id)
        assert _text(view, "file") == "Started elsewhere; the file is unknown"
