"""Whoever cannot see or use a mouse finds everything: each control has a name and is reached by Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.window.main_window import MainWindow
from ui.environment_fixtures import press
from ui.sample_runs import SampleServices, sample_runs
from ui.window.dialogs import NAMES, Dialogs


def controls(window: QWidget) -> list[QWidget]:
    """What can be seen and used in a window, but the parts that Qt makes its own controls of."""
    kinds = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.window() is window
        and (isinstance(one, kinds) or one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(one, QScrollArea | QHeaderView)  # the rows of a table say what the header does
        and not one.objectName().startswith("qt_")
        and not isinstance(one.parentWidget(), QLineEdit)
    ]


def spoken(control: QWidget) -> str:
    """The name as a screen reader reads it."""
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def unnamed(window: QWidget) -> list[str]:
    """Controls without a name."""
    return [f"{type(one).__name__} {one.objectName()!r}" for one in controls(window) if not spoken(one).strip()]


def nameless_objects(window: QWidget) -> list[str]:
    """Controls without an objectName."""
    return [f"{type(one).__name__} {spoken(one)!r}" for one in controls(window) if not one.objectName()]


def unreached(window: QWidget) -> list[str]:
    """Controls that Tab never comes to. Of radio buttons Tab reaches one, the arrow keys the others."""
    wanted = [one for one in controls(window) if one.isEnabled() and not _is_left_to_arrow_keys(one)]
    start = window.focusWidget() or window
    reached: list[QWidget] = []
    at = start
    while at is not None and at not in reached:
        reached.append(at)
        window.focusNextChild()
        at = window.focusWidget()
    reached_or_proxied = [*reached, *(one.focusProxy() for one in reached)]
    return [f"{type(one).__name__} {one.objectName()!r}" for one in wanted if one not in reached_or_proxied]


def _is_left_to_arrow_keys(control: QWidget) -> bool:
    is_in_group = isinstance(control, QRadioButton) or (
        isinstance(control, QAbstractButton) and control.group() is not None
    )
    return is_in_group and not control.isChecked()  # type: ignore[attr-defined]


def complaints(window: QWidget) -> list[str]:
    """All that is wrong with a window."""
    return [
        *(f"has no accessible name: {one}" for one in unnamed(window)),
        *(f"has no objectName: {one}" for one in nameless_objects(window)),
        *(f"Tab does not reach it: {one}" for one in unreached(window)),
    ]


def test_the_window_without_runs(window: MainWindow) -> None:
    assert complaints(window) == []


def test_the_window_with_runs_in_every_state(window: MainWindow, services: SampleServices, qapp: QApplication) -> None:
    wrong = {}
    for name in sample_runs():
        window.runs.select_run(services.put_sample(name))
        qapp.processEvents()
        wrong[name] = complaints(window)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_every_dialog(dialogs: Dialogs) -> None:
    wrong = {}
    for name in NAMES:
        dialogs.prepare(name)
        wrong[name] = dialogs.look_at(name, complaints)
    assert {name: found for name, found in wrong.items() if found} == {}


#: The handles that design and documentation promise: accessible name, and objectName where the two differ.
_BUTTONS = (
    "Import data",
    "Add environment",
    "New connection",
    "Test connection",
    "Try the demo",
    "Save logs",
    "Try now",
    "Save environment",
    "Next",
    "Back",
    "Start import",
    "Stop now",
    "Keep running",
)
_FIELDS = (
    "Environment name",
    "Environment address",
    "REST API key",
    "Stage",
    "Zip file",
    "Data append mode",
    "Configuration",
    "One-time token",
    "Confirm environment name",
)
_LISTS = ("Connections", "Runs", "Log", "Failing entities", "Findings", "Progress")
_VALUES = ("status", "records", "time_left", "tracker_id")


def handles(window: QWidget) -> set[tuple[str, str]]:
    """Accessible name and objectName of everything that can be seen."""
    return {(spoken(one), one.objectName()) for one in window.findChildren(QWidget) if one.isVisible()}


def test_the_promised_names(dialogs: Dialogs, services: SampleServices, qtbot: QtBot, qapp: QApplication) -> None:
    window = dialogs.window
    found = handles(window)
    for state in ("running", "lost", "errors"):
        run_id = services.put_sample(state)
        view = services.runs.find(run_id)
        assert view is not None
        view.log.append(["2026-06-30 10:41:08 INFO  Order: chunk 8 of 12 started"])
        window.runs.select_run(run_id)
        qtbot.waitUntil(window.progress.isVisible)
        qapp.processEvents()
        found |= handles(window)
        if state == "running":
            found |= dialogs.look_at("stop an import", handles)
            values = {name: text for text, name in found if name in _VALUES}
    found |= dialogs.look_at("add environment", handles)
    found |= dialogs.look_at("import wizard", lambda wizard: pages(wizard, dialogs))
    promised = {(name, name.lower().replace(" ", "_").replace("-", "_")) for name in _BUTTONS + _FIELDS + _LISTS}
    promised.add(("Stop", "stop_import"))  # what it stops is not always an import
    assert promised - found == set()
    assert spoken(window) == "DMM Desktop"
    assert sorted(values) == sorted(_VALUES) and values["tracker_id"] == "48213"


def pages(wizard: QWidget, dialogs: Dialogs) -> set[tuple[str, str]]:
    """The handles of all four pages."""
    assert isinstance(wizard, ImportWizard)
    wizard.set_target("PROD-2")
    wizard.set_file(dialogs.zip_path)
    found = handles(wizard)
    press(wizard, "next")
    dialogs.settle()
    found |= handles(wizard)
    press(wizard, "next")
    press(wizard, "json_view")
    found |= handles(wizard)
    press(wizard, "next")
    return found | handles(wizard)
