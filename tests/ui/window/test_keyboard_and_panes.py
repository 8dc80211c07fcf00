"""Where the keyboard is at first, the keys of dialogs, their titles, and panes that take their room from the view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QMenu, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.export_wizard.export_wizard import ExportWizard
from dmm_desktop.ui.import_wizard.wizard import ImportWizard
from dmm_desktop.ui.runs_panel.run_list import RunList
from dmm_desktop.ui.widgets.dialog import Dialog
from dmm_desktop.ui.window.about import About
from dmm_desktop.ui.window.main_window import MainWindow
from ui.lookup import find, focused
from ui.sample_runs import SampleServices, sample_export


def test_enter_on_the_first_page_begins_an_import(window: MainWindow, qtbot: QtBot) -> None:
    assert focused().objectName() == "welcome_import_data"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None and wizard.isVisible()
    wizard.reject()


def test_tab_goes_on_from_there(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == "welcome_export_data"


@pytest.mark.parametrize("name", ["menu_add_environment", "menu_import", "menu_about", "menu_watch"])
def test_the_usual_key_closes_a_dialog(window: MainWindow, qtbot: QtBot, name: str) -> None:
    find(window, QAction, name).trigger()
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not [one for one in window.findChildren(QDialog) if one.isVisible()])


def test_all_titles_have_the_same_dash(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    before = QGuiApplication.applicationDisplayName()
    QGuiApplication.setApplicationDisplayName("DMM Desktop")
    try:
        find(window, QAction, "menu_about").trigger()
        about = window.findChild(About)
        assert about is not None
        handle = about.windowHandle()
        assert handle is not None and handle.title() == "About DMM Desktop"
        about.close()
        find(window, QAction, "menu_import").trigger()
        wizard = window.findChild(Dialog, "import_wizard")
        assert wizard is not None
        handle = wizard.windowHandle()
        assert handle is not None and handle.title() == "Import data – DMM Desktop"
        assert wizard.windowTitle() == "Import data"
        wizard.setWindowTitle("Export data")
        assert handle.title() == "Export data – DMM Desktop", "a title that changes while it is open, too"
        wizard.close()
    finally:
        QGuiApplication.setApplicationDisplayName(before)


def test_the_run_menu_imports_again_and_shows_the_report(window: MainWindow) -> None:
    again, show = find(window, QAction, "menu_import_again"), find(window, QAction, "menu_report")
    assert (again.text().replace("&", ""), show.text().replace("&", "")) == ("Import again…", "Show report…")


def test_the_run_menu_offers_to_import_again_where_that_is_possible(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    action = find(window, QAction, "menu_import_again")
    menu = next(menu for menu in window.findChildren(QMenu) if action in menu.actions())

    def is_offered() -> bool:
        menu.aboutToShow.emit()
        offered = action.isEnabled()
        menu.aboutToHide.emit()
        return offered

    assert not is_offered()
    services.put_sample("running")
    window.runs.select_run("running")
    assert not is_offered()
    services.put_sample("failed")
    window.runs.select_run("failed")
    assert is_offered()
    action.trigger()
    wizard = window.findChild(ImportWizard)
    assert wizard is not None and wizard.isVisible()
    wizard.reject()


def test_the_run_menu_offers_to_export_again_where_that_is_possible(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    names = ("menu_import_again", "menu_export_again")
    actions = [find(window, QAction, name) for name in names]
    menu = next(menu for menu in window.findChildren(QMenu) if actions[0] in menu.actions())
    services.put(sample_export(RunState.COMPLETED))
    window.runs.select_run("export")
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in actions] == [False, True]
    menu.aboutToHide.emit()
    actions[0].trigger()
    assert window.findChild(ImportWizard) is None, "its key works while the menu is closed"
    actions[1].trigger()
    wizard = window.findChild(ExportWizard)
    assert wizard is not None and wizard.isVisible()
    wizard.reject()
    button = find(window.progress, QAbstractButton, "import_again")
    qtbot.waitUntil(button.isVisible)
    assert button.text().replace("&", "") == "Export again…"
    assert find(window.runs, RunList, "runs").menu_of(services.view("export")).actions()[0].text() == "Export again…"
    button.click()
    again = [one for one in window.findChildren(ExportWizard) if one.isVisible()]
    assert len(again) == 1 and again[0].draft.configuration.text == services.view("export").run.configuration
    again[0].reject()


def _drag(splitter: QSplitter, index: int, by: int) -> None:
    handle = splitter.handle(index)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    begin = handle.x()
    for step in range(1, 11):
        QTest.mouseMove(handle, start + QPoint(begin + by * step // 10 - handle.x(), 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)


def test_connections_take_their_room_from_the_view(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    services.put_sample("completed")
    window.resize(1600, 800)
    splitter = window.findChild(QSplitter)
    assert splitter is not None
    qtbot.waitUntil(lambda: sum(splitter.sizes()) > 1500)
    connections, runs, view = splitter.sizes()
    _drag(splitter, 1, 300)
    wider, kept, narrower = splitter.sizes()
    assert wider >= connections + 250 > 400 and abs(kept - runs) <= 1
    assert abs((view - narrower) - (wider - connections)) <= 2


def test_without_room_in_the_view_the_runs_give_way(window: MainWindow, services: SampleServices, qtbot: QtBot) -> None:
    services.put_sample("completed")
    window.resize(1000, 700)
    splitter = window.findChild(QSplitter)
    assert splitter is not None
    qtbot.waitUntil(window.runs.isVisible)
    _drag(splitter, 1, 400)
    panes: list[QWidget] = [widget for n in range(3) if (widget := splitter.widget(n)) is not None]
    for pane in panes:
        assert pane.width() >= pane.minimumSizeHint().width()


def _settle() -> None:
    """Wait until each layout has told the one around it of its new width, and the outermost the window."""
    for _ in range(50):
        QCoreApplication.processEvents()


def test_connections_that_gave_way_do_not_return_with_another_run(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    """The view of an export has more buttons. If it has no room beside the connections, that of an import may have."""
    imported, exported = services.put_sample("completed"), sample_export(RunState.COMPLETED)
    services.put(exported)
    find(window.progress, QAbstractButton, "save_export").setText("Save export " * 40)
    window.runs.select_run(exported.id)
    qtbot.waitUntil(lambda: not window.has_connections)
    needed = window.progress.minimumSizeHint().width()
    window.runs.select_run(imported)
    qtbot.waitUntil(lambda: window.progress.minimumSizeHint().width() < needed)
    _settle()
    assert not window.has_connections
    window.toggle_connections()
    window.runs.select_run(exported.id)
    qtbot.waitUntil(lambda: window.progress.minimumSizeHint().width() == needed)
    _settle()
    assert window.has_connections, "the user's own choice stays"


def test_a_window_that_grew_with_its_contents_gets_its_size_back(
    window: MainWindow, services: SampleServices, qtbot: QtBot
) -> None:
    for name in ("running", "errors"):
        services.put_sample(name)
    window.show_runs()
    qtbot.waitUntil(lambda: "progress" in vars(window) and window.progress.isVisible())
    window.runs.select_run("running")
    window.resize(960, 600)
    qtbot.waitUntil(lambda: window.height() == 600)

    def grow() -> None:
        window.runs.select_run("errors")
        qtbot.waitUntil(lambda: window.height() > 600)

    def need_less() -> None:
        window.runs.select_run("running")
        qtbot.waitUntil(lambda: window.minimumHeight() <= 600)

    for _ in range(2):
        grow()
        need_less()
        qtbot.waitUntil(lambda: (window.width(), window.height()) == (960, 600))
    grow()
    chosen = window.height() + 20
    window.resize(970, chosen)
    need_less()
    assert (window.width(), window.height()) == (970, chosen)
