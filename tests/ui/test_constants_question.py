"""Values that a learned description always sends go into a file for others only if the user ticks it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.api.learned import learned_from, read_given
from dmm_desktop.operations.learn_description import LearningChoices, Operation
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from dmm_desktop.ui.error_banner import ErrorBanner
from dmm_desktop.ui.support_bundles import SupportBundles
from ui.environment_fixtures import SavedEnvironments, dialog_of, press, said
from ui.file_answers import FileAnswers
from ui.lookup import find
from ui.sample_runs import SampleServices

LINES = """curl https://dev.example.com/DMMAPI/rest/v1/StopExecution -d '{"Id": "12", "Reason": "tidy-up"}'
curl 'https://dev.example.com/DMMAPI/rest/v1/GetExecutionStatus?code=function-code-7'"""


@pytest.fixture
def learned(saved_environments: SavedEnvironments) -> None:
    """An environment whose description has a constant, and another one of an operation that cannot be used."""
    kept = {(Operation.STOP_EXECUTION, "body:Reason"), (Operation.GET_EXECUTION_STATUS, "query:code")}
    choices = LearningChoices(constants=frozenset(kept))
    description = learned_from([read_given(LINES, "lines")], "lines", choices).description
    assert "tidy-up" in description and "function-code-7" in description
    saved_environments.put("DEV-1", description=description, description_is_loaded=True)


def answer(qapp: QApplication, qtbot: QtBot, *, include: bool, button: str = "save_file_now") -> None:
    qtbot.waitUntil(
        lambda: any(one.objectName() == "constants_question" and one.isVisible() for one in qapp.topLevelWidgets())
    )
    question = dialog_of(qapp, "constants_question")
    assert isinstance(question, QMessageBox)
    assert "DEV-1: StopExecution, Reason = tidy-up" in question.informativeText()
    assert "DEV-1: GetExecutionStatus, code = function-code-7" in question.informativeText()
    box = find(question, QCheckBox, "include_constants")
    assert not box.isChecked()
    if include:
        box.click()
    press(question, button)


@pytest.mark.parametrize("include", [False, True])
def test_exported_environments(
    services: SampleServices,
    saved_environments: SavedEnvironments,
    learned: None,
    files: FileAnswers,
    shown: Callable[..., QWidget],
    qapp: QApplication,
    qtbot: QtBot,
    include: bool,
) -> None:
    panel = ConnectionsPanel(services, dialogs=files)
    shown(panel, 320, 600)
    panel.export_environments()
    answer(qapp, qtbot, include=include, button="save_nothing")
    saved_environments.settle()
    assert not files.path.exists()
    panel.export_environments()
    answer(qapp, qtbot, include=include)
    qtbot.waitUntil(lambda: "Saved as" in said(panel))
    content = files.path.read_text("utf-8")
    assert "StopExecution" in content and ("tidy-up" in content) is include


@pytest.mark.parametrize("include", [False, True])
def test_the_support_bundle(
    services: SampleServices,
    learned: None,
    shown: Callable[..., QWidget],
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    include: bool,
) -> None:
    banner, target = ErrorBanner("window_notice"), tmp_path / "bundle.zip"
    shown(banner, 600, 80)
    SupportBundles(services, services.workspace().paths.root, banner, banner.window(), FileAnswers(target)).save()
    answer(qapp, qtbot, include=include)
    qtbot.waitUntil(lambda: "Support bundle saved." in banner.accessibleName())
    with zipfile.ZipFile(target) as archive:
        content = b"".join(map(archive.read, archive.namelist()))
    assert b"StopExecution" in content and (b"tidy-up" in content) is include
