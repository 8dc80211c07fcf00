"""What many users do over a long day, done at once: everything many times, and nonsense in every field."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.window.main_window import MainWindow
from ui.sample_runs import SampleServices, report, sample_run
from ui.window.dialogs import NAMES, Dialogs
from workers.system_threads import system_threads

NONSENSE = {
    "long": "x" * 10_000,
    "right to left": "שלום עולם ‮ مرحبا",
    "control characters": "a\x00b\x07c\x1bd\x7fe\n\r\tf\u2028g\ufeff",
    "emoji": "🧨👩‍👩‍👧‍👦🏳️‍🌈 e̷̢͓x̸͎͝p̶̰̏",
    "lone surrogate and unassigned": "\ud800 \U0010fffe",
    "markup": "<b>bold</b> &amp; %1 {0} {name} %n \\ ' \" $(rm) ../../",
    "blank": " \t\u00a0\u200b ",
}


def counts(window: MainWindow) -> tuple[int, int]:
    """Widgets of the application, and objects below the window."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return len(QApplication.allWidgets()), len(window.findChildren(QObject))


def come_and_go(name: str, times: int, dialogs: Dialogs, qtbot: QtBot) -> None:
    """Open and close a dialog; what there is of objects and threads is no more than after the first two times."""
    dialogs.prepare(name)
    for _ in range(2):
        dialogs.look_at(name, _nothing)
    dialogs.settle()
    before, threads = counts(dialogs.window), len(system_threads())
    for _ in range(times):
        dialogs.look_at(name, _nothing)
    dialogs.settle()
    qtbot.waitUntil(lambda: counts(dialogs.window) <= before)
    qtbot.waitUntil(lambda: len(system_threads()) <= threads)


def test_every_dialog_a_few_times(dialogs: Dialogs, qtbot: QtBot) -> None:
    for name in NAMES:
        come_and_go(name, 3, dialogs, qtbot)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_dialog_a_hundred_times(name: str, dialogs: Dialogs, qtbot: QtBot) -> None:
    come_and_go(name, 100, dialogs, qtbot)


def _nothing(dialog: QWidget) -> None:
    assert dialog.isVisible()


def test_two_hundred_runs(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    """Half of them live and told of again and again; some are selected one after the other."""
    for number in range(200):
        state = RunState.RUNNING if number % 2 else RunState.COMPLETED
        services.put(sample_run(f"run {number}", state, report=report(number)))
    QApplication.processEvents()
    before = counts(window)
    for done in (10_000, 20_000, 30_000):
        for number in range(200):
            if number % 2:
                services.put(sample_run(f"run {number}", RunState.RUNNING, report=report(done + number)))
            if number % 20 == 19:
                window.runs.select_run(f"run {number}")
        QApplication.processEvents()
    assert window.progress.run_id == "run 199"
    qtbot.waitUntil(lambda: counts(window) <= before)
    assert len(services.runs.runs) == 200


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_in_every_field(text: str, dialogs: Dialogs, qtbot: QtBot) -> None:
    """Every button that goes on is pressed, with nonsense everywhere: nothing breaks, and nothing was stored."""
    for name in ("new connection", "watch an existing import", "what happened", "add environment", "edit environment"):
        dialogs.prepare(name)
        assert dialogs.look_at(name, lambda dialog: _fill_and_go_on(dialog, text)) > 0
        dialogs.settle()
    dialogs.look_at("import wizard", lambda wizard: _through_the_wizard(wizard, dialogs, text))
    dialogs.settle()
    window = dialogs.window
    for field in window.findChildren(QLineEdit):
        field.setText(text)
    QApplication.processEvents()
    assert not window.grab().isNull()


def _fill_and_go_on(dialog: QWidget, text: str) -> int:
    """Fill in every field, then press the button that Enter presses; how many fields there were."""
    more = dialog.findChild(QAbstractButton, "more_settings")
    if more is not None:
        more.click()
    fields = _fill(dialog, text)
    [go_on] = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
    go_on.click()
    QApplication.processEvents()
    assert not dialog.grab().isNull()
    return fields


def _fill(dialog: QWidget, text: str) -> int:
    fields = 0
    for line in dialog.findChildren(QLineEdit):
        if line.isVisible() and line.isEnabled() and not line.isReadOnly():
            line.setText(text)
            fields += 1
    for box in dialog.findChildren(QPlainTextEdit):
        if box.isVisible() and not box.isReadOnly():
            box.setPlainText(text)
            fields += 1
    return fields


def _through_the_wizard(wizard: QWidget, dialogs: Dialogs, text: str) -> None:
    assert isinstance(wizard, ImportWizard)
    wizard.set_target("PROD-2")
    press = _presser(wizard)
    press("next")
    assert _fill(wizard, text) == 1
    press("next")
    dialogs.settle()
    wizard.set_file(Path(dialogs.zip_path))
    dialogs.settle()
    press("next")
    press("json_view")
    assert _fill(wizard, text) == 1
    press("next")
    QApplication.processEvents()
    assert not wizard.grab().isNull()


def _presser(wizard: QWidget) -> Callable[[str], None]:
    def press(name: str) -> None:
        button = wizard.findChild(QAbstractButton, name)
        assert button is not None and button.isVisible(), name
        button.click()

    return press
