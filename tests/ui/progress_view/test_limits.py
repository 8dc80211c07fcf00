"""What the environment's API lacks cannot be pressed, and says why."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.binding import BUILT_IN_FILE
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Environment
from dmm_desktop.core.origin import Origin
from dmm_desktop.core.run_state import RunState
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.save_export import with_saved
from dmm_desktop.resources import resource
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.runs_panel.runs_panel import RunsPanel
from dmm_desktop.ui.widgets.banner import Banner
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_export, sample_runs

NO_STOP = "It cannot be stopped from here: the API has no usable StopExecution."
NO_EXPORT = "The export cannot be saved: the API has no usable GetExecutionOutputs."
NO_FILES = "There are no log files: the API has no usable GetExecutionOutputs."


@pytest.fixture
def view(services: SampleServices, shown: Callable[..., QWidget], qtbot: QtBot) -> ProgressView:
    """The view, beside an environment whose API can neither stop nor hand out logs."""
    description = json.loads(resource(BUILT_IN_FILE).read_bytes())
    del description["paths"]["/StopExecution"], description["paths"]["/GetExecutionOutputs"]
    environment = Environment("prod-2", "PROD-2", Address.parse("https://prod-2.acme.example"), Stage.PRODUCTION)
    with services.workspace().store() as store:
        store.environments.add(environment)
        store.environments.save_check(environment, replace(environment, description=json.dumps(description)))
    with qtbot.waitSignal(services.environments.changed):
        services.environments.load(lambda error: pytest.fail(str(error)))
    view = ProgressView(services)
    shown(view)
    return view


def _button(view: ProgressView, name: str) -> QAbstractButton:
    button = view.findChild(QAbstractButton, name)
    assert button is not None
    return button


def test_an_import_that_cannot_be_stopped(services: SampleServices, view: ProgressView) -> None:
    view.show_run(services.put_sample("running"))
    stop = _button(view, "stop_import")
    assert stop.isVisible() and not stop.isEnabled()
    assert stop.accessibleDescription() == NO_STOP
    assert view.offered is not None and view.offered.stop_reason == NO_STOP


@pytest.mark.parametrize("name", ["completed", "failed", "stopped"])
def test_logs_that_cannot_be_had(services: SampleServices, view: ProgressView, name: str) -> None:
    view.show_run(services.put_sample(name))
    save = _button(view, "save_logs")
    assert not save.isEnabled() and save.accessibleDescription() == NO_FILES


def test_saving_them_is_not_advised(services: SampleServices, view: ProgressView) -> None:
    view.show_run(services.put_sample("unverified"))
    banner = view.findChild(Banner, "banner")
    assert banner is not None
    assert banner.accessibleName() == "Warning: It is not known whether any entities failed. Look for errors in DMM."


def test_the_lines_that_were_read_can_be_saved(services: SampleServices, view: ProgressView) -> None:
    run, progress, watched = sample_runs()["completed"]
    services.put(run, progress, watched)
    services.view(run.id).log.append(["10:40:00 INFO begun"])
    view.show_run(run.id)
    assert _button(view, "save_logs").isEnabled()


def test_elsewhere_all_is_offered(services: SampleServices, view: ProgressView) -> None:
    run, progress, watched = sample_runs()["running"]
    root = Address.parse("https://elsewhere.example/DMMAPI/rest/v1")
    services.put(replace(run, environment_id=None, root=root), progress, watched)
    view.show_run(run.id)
    assert _button(view, "stop_import").isEnabled()


def test_an_export_that_is_saved_already_can_be_imported(
    services: SampleServices, view: ProgressView, shown: Callable[..., QWidget], tmp_path: Path
) -> None:
    panel = RunsPanel(services)
    shown(panel, 312, 600)
    export = replace(sample_export(RunState.COMPLETED), environment_id="prod-2")
    saved = with_saved(export, Origin("PROD-2", "prod-2.acme.example", export.tracker_id, "0"), tmp_path / "saved.zip")
    for run, can_import in ((export, False), (saved, True)):
        services.put(run)
        view.show_run(run.id)
        menu = find(panel, RunList, "runs").menu_of(services.view(run.id))
        by_button, by_menu = _button(view, "import_export"), find(menu, QAction, "menu_import_export")
        assert (by_button.isEnabled(), by_menu.isEnabled()) == (can_import, can_import)
        assert by_button.toolTip() == ("" if can_import else NO_EXPORT)
        assert not _button(view, "save_export").isEnabled()
        assert not find(menu, QAction, "menu_save_export").isEnabled()
        menu.deleteLater()
