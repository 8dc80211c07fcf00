"""*Say what happened*: what a person found out about an import whose answer never came."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.runs import RunState
from dmm_desktop.ui.look.banner import Banner
from dmm_desktop.ui.look.line_field import LineField
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from ui.progress_view.test_states import _check_readable
from ui.run_fixtures import Live
from ui.run_scenes import Scene, sample_run

Show = Callable[..., QWidget]


def _button(parent: QWidget, name: str) -> QAbstractButton:
    found = parent.findChild(QAbstractButton, name)
    assert found is not None and found.isVisible() and found.isEnabled(), name
    return found


def _asked(scene: Scene, shown: Show, run_id: str) -> tuple[ProgressView, QWidget]:
    view = ProgressView(scene.desk)
    shown(view)
    view.show_run(run_id)
    _button(view, "banner_action").click()
    dialog = view.findChild(QWidget, "finding_dialog")
    assert dialog is not None and dialog.isVisible()
    for _ in range(3):
        QApplication.processEvents()
    return view, dialog


def _state(scene: Scene, run_id: str) -> RunState:
    found = scene.desk.runs.find(run_id)
    assert found is not None
    return found.run.state


def test_it_was_not_started(scene: Scene, shown: Show, qtbot: QtBot) -> None:
    run = sample_run("r", RunState.OUTCOME_UNKNOWN, tracker_id="", message="It answered with status 504.")
    scene.workspace().add_run(run)
    scene.put(run)
    view, dialog = _asked(scene, shown, "r")
    _check_readable(dialog)
    _button(dialog, "finding_not_started").click()
    _button(dialog, "save_finding").click()
    qtbot.waitUntil(lambda: _state(scene, "r") is RunState.FOUND_NOT_STARTED)
    qtbot.waitUntil(lambda: "was not started" in view.findChild(QLabel, "status").text())
    banner = view.findChild(Banner, "banner")
    assert banner is not None and "the server was not asked" in banner.accessibleName()
    stored = scene.workspace().run("r")
    assert stored is not None and stored.state is RunState.FOUND_NOT_STARTED


def test_its_tracker_id_is_looked_up_and_it_is_watched(scene: Scene, shown: Show, live: Live, qtbot: QtBot) -> None:
    with DemoProcess() as demo:
        environment = live.environment(demo)
        first = live.start(demo, environment)
        qtbot.waitUntil(lambda: _state(scene, first).is_final)
        done = scene.desk.runs.find(first).run
        scene.desk.runs.remove(first, owner=scene, on_failure=lambda error: None)
        qtbot.waitUntil(lambda: scene.desk.runs.find(first) is None)
        run = sample_run(
            "r", RunState.OUTCOME_UNKNOWN, tracker_id="", environment_id=environment.id, root=done.root, message="504"
        )
        scene.workspace().add_run(run)
        scene.put(run)
        _, dialog = _asked(scene, shown, "r")
        tracker = dialog.findChild(LineField, "finding_tracker_id") or dialog.findChildren(LineField)[0]
        _button(dialog, "save_finding").click()
        assert tracker.error == "Enter the tracker id."
        tracker.set_text("999999")
        _button(dialog, "save_finding").click()
        qtbot.waitUntil(lambda: "knows no import with the tracker id 999999" in tracker.error)
        assert _state(scene, "r") is RunState.OUTCOME_UNKNOWN
        tracker.set_text(done.tracker_id)
        _button(dialog, "save_finding").click()
        qtbot.waitUntil(lambda: _state(scene, "r") is RunState.COMPLETED)
