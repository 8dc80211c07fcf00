"""The menus offer what there is something to do with; the keys of what they close stay."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from dmm_desktop.ui.main_window import MainWindow

_OF_THE_SELECTED = ("menu_edit_environment", "menu_test", "menu_new_connection", "menu_remove")
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
