"""The menus offer what there is something to do with; the keys of what they close stay."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from demo_process import DemoProcess
from dmm_desktop.operations.save_log_lines import LineSelection
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.preferences_dialog import PreferencesDialog
from dmm_desktop.ui.progress_view.outcome_dialog import OutcomeDialog
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import spoken
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused
from ui.sample_runs import LOG, SampleServices

_OF_THE_SELECTED = (
    "menu_edit_environment",
    "menu_duplicate",
    "menu_test",
    "menu_new_connection",
    "menu_open_in_browser",
    "menu_copy_address",
    "menu_filter_environments",
    "menu_remove",
)
_OF_A_RUN = ("menu_stop", "menu_stop_watching", "menu_save_logs", "menu_report")


def _open_ones(window: MainWindow, names: tuple[str, ...]) -> list[str]:
    """Which of these can be chosen once their menu is open."""
    actions = [action for name in names if (action := window.findChild(QAction, name)) is not None]
    assert len(actions) == len(names)
    menu = next(menu for menu in window.findChildren(QMenu) if actions[0] in menu.actions())
    menu.aboutToShow.emit()  # to open one for real is beyond the platform of the tests
    found = [action.objectName() for action in actions if action.isEnabled()]
    menu.aboutToHide.emit()
    assert all(action.isEnabled() for action in actions), "a key of a closed menu has to work"
    return found


def test_the_selected_environment_is_what_its_menu_is_about(window: MainWindow) -> None:
    assert _open_ones(window, _OF_THE_SELECTED) == list(_OF_THE_SELECTED)
    assert _open_ones(window, ("menu_add_environment",)) == ["menu_add_environment"]


def test_without_a_run_there_is_nothing_to_stop_or_save(window: MainWindow) -> None:
    assert _open_ones(window, _OF_A_RUN) == []


def test_watching_is_stopped_from_the_menu_as_from_that_of_the_run(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    services.put_sample("running")
    window.runs.select_run("running")
    assert _open_ones(window, ("menu_stop_watching",)) == ["menu_stop_watching"]
    assert find(window.progress, QPushButton, "stop_watching").isHidden()
    find(window, QAction, "menu_stop_watching").trigger()
    qtbot.waitUntil(lambda: not services.runs.is_watched("running"))
    assert _open_ones(window, ("menu_stop_watching",)) == []


@pytest.mark.parametrize("from_the_run", [False, True])
def test_an_outcome_is_recorded_from_both_menus(
    window: MainWindow, services: SampleServices, qtbot: QtBot, from_the_run: bool
) -> None:
    services.put_sample("running")
    services.put_sample("unknown")
    window.show_runs()
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    window.runs.select_run("running")
    assert _open_ones(window, ("menu_record_outcome",)) == []
    window.runs.select_run("unknown")
    assert _open_ones(window, ("menu_record_outcome",)) == ["menu_record_outcome"]
    menu = find(window, RunList, "runs").menu_of(services.view("unknown"))
    find(menu if from_the_run else window, QAction, "menu_record_outcome").trigger()
    dialog = find(window, OutcomeDialog, "finding_dialog")
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("from_the_run", [False, True])
def test_results_are_read_again_from_both_menus(
    window: MainWindow, services: SampleServices, qtbot: QtBot, from_the_run: bool
) -> None:
    """As far as the run has none yet; here the environment is missing."""
    services.put_sample("completed")
    services.put_sample("unverified")
    window.show_runs()
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    window.runs.select_run("completed")
    assert _open_ones(window, ("menu_read_results",)) == []
    window.runs.select_run("unverified")
    assert _open_ones(window, ("menu_read_results",)) == ["menu_read_results"]
    menu = find(window, RunList, "runs").menu_of(services.view("unverified"))
    find(menu if from_the_run else window, QAction, "menu_read_results").trigger()
    banner = find(window.progress, Banner, "banner")
    qtbot.waitUntil(lambda: "was removed from this computer" in banner.accessibleName())


def test_the_view_menu_says_whether_the_connections_are_there_also_after_a_start(
    window: MainWindow, new_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    def action_of(one: MainWindow) -> QAction:
        action = one.findChild(QAction, "menu_connections")
        assert action is not None and action.isCheckable()
        return action

    assert action_of(window).isChecked() and window.connections.isVisible()
    action_of(window).trigger()
    assert not action_of(window).isChecked() and not window.connections.isVisible()
    window.close()
    again = new_window()
    assert not action_of(again).isChecked()
    again.show()
    again.build_panels()
    assert not again.connections.isVisible()
    action_of(again).trigger()
    assert action_of(again).isChecked() and again.connections.isVisible()
    qtbot.waitUntil(lambda: again.connections.width() >= 208)
    again.toggle_connections()
    next(menu for menu in again.findChildren(QMenu) if action_of(again) in menu.actions()).aboutToShow.emit()
    assert not action_of(again).isChecked()


def test_macos_moves_what_belongs_into_the_menu_of_the_application(window: MainWindow) -> None:
    role = QAction.MenuRole
    expected = {
        "menu_preferences": role.PreferencesRole,
        "menu_quit": role.QuitRole,
        "menu_about": role.AboutRole,
    }
    actions = {name: window.findChild(QAction, name) for name in expected}
    assert {name: action.menuRole() for name, action in actions.items() if action is not None} == expected


def test_a_key_opens_the_preferences(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(PreferencesDialog) is not None)
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()


def test_the_menu_names_the_host_that_it_opens(window: MainWindow, demo: DemoProcess) -> None:
    action = window.findChild(QAction, "menu_open_in_browser")
    assert action is not None
    menu = next(menu for menu in window.findChildren(QMenu) if action in menu.actions())
    menu.aboutToShow.emit()
    assert spoken(action.text()) == f"Open {demo.host_and_port} in the browser"
    menu.aboutToHide.emit()


def test_the_key_of_the_filter_shows_the_environments_too(window: MainWindow, qtbot: QtBot) -> None:
    window.toggle_connections()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.connections.isVisible() and focused().objectName() == "filter_environments"


def test_the_first_page_offers_an_export(window: MainWindow, qtbot: QtBot) -> None:
    button = find(window.welcome, QPushButton, "welcome_export_data")
    assert button.isVisible() and button.accessibleName() == "Export data"
    button.click()
    wizard = find(window, ExportWizard, "export_wizard")
    qtbot.waitUntil(wizard.isVisible)
    wizard.reject()


def test_lines_of_the_log_are_saved_from_the_menu(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    log = window.progress.log
    wanted: list[LineSelection] = []
    log.save_requested.disconnect()
    log.save_requested.connect(wanted.append)
    visible, matching = (find(window, QAction, name) for name in ("menu_save_lines", "menu_save_matches"))
    menu = next(menu for menu in window.findChildren(QMenu) if visible in menu.actions())

    def are_offered() -> tuple[bool, bool]:
        menu.aboutToShow.emit()
        return visible.isEnabled(), matching.isEnabled()

    assert are_offered() == (False, False)
    menu.aboutToHide.emit()
    visible.trigger()
    assert not wanted
    run_id = services.put_sample("running")
    services.view(run_id).log.append(LOG)
    services.put_sample("running")  # lines come with a report of the run
    qtbot.waitUntil(lambda: window.runs.run_id == run_id and are_offered() == (True, False))
    log.toolbar.search.setText("orderLINE")
    assert are_offered() == (True, True)
    visible.trigger()
    matching.trigger()
    assert wanted == [LineSelection(len(LOG)), LineSelection(len(LOG), wanted="orderLINE")]
