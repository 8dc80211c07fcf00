"""The dialog by keyboard, read out, in other sizes and colours, and many times."""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.core.environment import KeyVerdict
from dmm_desktop.core.stage import Stage
from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
from dmm_desktop.ui.theme.theme import Appearance, Theme
from ui.environment_fixtures import (
    SavedEnvironments,
    cut_labels,
    press,
    results,
    tabbed,
    unnamed,
)
from ui.lookup import find
from ui.sample_runs import SampleServices

Show = Callable[..., QWidget]
Opened = Callable[..., EnvironmentDialog]


def test_everything_works_by_keyboard(
    opened: Opened, demo: DemoProcess, saved_environments: SavedEnvironments, qtbot: QtBot, qapp: QApplication
) -> None:
    opened()
    for text in ("DEMO-1", demo.address):
        qtbot.keyClicks(qapp.focusWidget(), text)
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(qapp.focusWidget(), demo.token)
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
    saved_environments.settle()
    (stored,) = saved_environments.in_database()
    assert (stored.name, stored.stage, stored.key_verdict) == ("DEMO-1", Stage.TEST, KeyVerdict.ACCEPTED)


def test_tab_reaches_every_control_and_each_has_a_name(opened: Opened, qtbot: QtBot, qapp: QApplication) -> None:
    dialog = opened()
    press(dialog, "more_settings")
    find(dialog, QWidget, "environment_name").setFocus()
    order = tabbed(dialog, qapp, qtbot)
    named = ["environment_name", "environment_address", "stage_development", "rest_api_key", "token_page"]
    rest = ["learn_from_request", "test_connection", "cancel_environment", "save_environment"]
    assert [name for name in order if name in named + rest] == named + rest
    assert unnamed(dialog) == []


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_larger_text_is_never_cut(
    opened: Opened,
    saved_environments: SavedEnvironments,
    demo: DemoProcess,
    theme: Theme,
    qapp: QApplication,
    qtbot: QtBot,
    appearance: Appearance,
) -> None:
    larger = qapp.font()
    larger.setPixelSize(20)
    qapp.setFont(larger)
    theme.use(appearance)
    dialog = opened(saved_environments.put("DEMO-1", demo.address, "wrong-key"))
    press(dialog, "more_settings")
    press(dialog, "test_connection")
    qtbot.waitUntil(lambda: bool(results(dialog)))
    saved_environments.settle()
    qtbot.waitUntil(lambda: cut_labels(dialog) == [])  # once the layout has made room for the results


def test_opening_and_closing_again_and_again_leaves_nothing(
    services: SampleServices, saved_environments: SavedEnvironments, demo: DemoProcess, qtbot: QtBot, qapp: QApplication
) -> None:
    environment = saved_environments.put("DEMO-1", demo.address, demo.token)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_and_close(times: int) -> int:
        for _ in range(times):
            dialog = EnvironmentDialog(services, environment, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            with qtbot.waitSignal(dialog.destroyed):
                dialog.reject()
        gc.collect()  # of other tests, too
        return len(qapp.allWidgets())

    assert open_and_close(2) == open_and_close(5)
