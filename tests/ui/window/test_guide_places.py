"""F1 opens the part of the guide about the place where the focus is; every dialog has one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

import dmm_desktop.ui
from dmm_desktop.core.errors import NotKnown
from dmm_desktop.core.execution_type import ExecutionType
from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.error_details import ErrorDetails, show_error
from dmm_desktop.ui.guide.guide_places import ABOUT_RUNS, FIELDS, PARTS, part_about, part_about_run
from dmm_desktop.ui.guide.guide_text import GuidePart
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.progress_view.failing_entities import FailingEntities
from dmm_desktop.ui.widgets.details_dialog import DetailsDialog
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find
from ui.sample_runs import SampleServices

#: They are subclassed, and never shown themselves.
_BASES = {"Dialog", "Question", "StartWizard"}


def _classes() -> Iterator[type[QWidget]]:
    """Every widget that the window has."""
    for module in pkgutil.walk_packages(dmm_desktop.ui.__path__, "dmm_desktop.ui."):
        for one in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(one) and issubclass(one, QWidget) and one.__module__ == module.name:
                yield one


def test_every_dialog_has_its_part() -> None:
    """But the details of a row, which are about the place of the row."""
    dialogs = {one.__name__ for one in _classes() if issubclass(one, QDialog) and one is not DetailsDialog}
    assert dialogs - _BASES - set(PARTS) == set()


def test_every_place_exists() -> None:
    names = {one.__name__ for one in _classes()}
    assert set(PARTS) | set(ABOUT_RUNS) <= names


def test_every_part_about_a_place_can_be_reached() -> None:
    """The others are reached from the contents."""
    reached = {*PARTS.values(), *FIELDS.values(), *map(part_about_run, RunState)}
    others = {GuidePart.COMMAND_LINE, GuidePart.NOT_KNOWN, GuidePart.SHORTCUTS}
    assert set(GuidePart) - reached == others


def test_each_page_of_the_wizard_has_its_part(window: MainWindow) -> None:
    find(window, QAction, "menu_import").trigger()
    wizard = find(window, ImportWizard, "import_wizard")
    next_button = find(wizard, QWidget, "next")
    found = []
    for number in range(4):
        wizard.go_to(number)
        found.append(part_about(next_button, None))
    assert found == [GuidePart.IMPORT, GuidePart.CHECK, GuidePart.IDS, GuidePart.IMPORT]
    assert part_about(find(wizard, QWidget, "one_time_token"), None) is GuidePart.TOKENS
    wizard.reject()


def test_the_panes_have_their_parts(window: MainWindow, services: SampleServices) -> None:
    assert part_about(window.welcome, None) is GuidePart.OVERVIEW
    assert part_about(window.connections, None) is GuidePart.ENVIRONMENT
    assert part_about(None, None) is GuidePart.OVERVIEW
    window.runs.select_run(services.put_sample("unknown"))
    for place in (window.runs, window.progress):
        child = next(one for one in place.findChildren(QWidget) if part_about(one, None) is GuidePart.OVERVIEW)
        assert part_about(child, RunState.OUTCOME_UNKNOWN) is GuidePart.UNKNOWN
        assert part_about(child, RunState.RUNNING) is GuidePart.WATCH


def test_the_details_of_a_row_are_about_the_place_of_the_row(window: MainWindow, services: SampleServices) -> None:
    window.runs.select_run(services.put_sample("errors"))
    window.progress.findChildren(FailingEntities)[0].table.setFocus()
    details = DetailsDialog(window, "Details", "", "", "Null value")
    details.open()
    assert part_about(details, RunState.COMPLETED_WITH_ERRORS) is GuidePart.OUTCOME
    details.accept()
    show_error(window, NotKnown("prod-2.acme.example", ExecutionType.IMPORT))
    error = find(window, ErrorDetails, "details_dialog")
    assert part_about(error, RunState.COMPLETED_WITH_ERRORS) is GuidePart.TROUBLE
    error.accept()


@pytest.mark.parametrize(
    ("state", "part"),
    [
        (RunState.UPLOADING, GuidePart.WATCH),
        (RunState.RUNNING, GuidePart.WATCH),
        (RunState.COMPLETED_WITH_ERRORS, GuidePart.OUTCOME),
        (RunState.NOT_STARTED, GuidePart.OUTCOME),
        (RunState.OUTCOME_UNKNOWN, GuidePart.UNKNOWN),
        (RunState.NO_LONGER_KNOWN, GuidePart.UNKNOWN),
    ],
)
def test_the_state_of_a_run_decides(state: RunState, part: GuidePart) -> None:
    assert part_about_run(state) is part
