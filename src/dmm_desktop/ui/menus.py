"""The menu bar: every action of the window, with its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QMessageBox

from dmm_desktop import __version__

from .look.surfaces import Surface, set_surface

if TYPE_CHECKING:
    from .main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Entry:
    """An action: object name, text, what it does, its key; without a text a separator."""

    name: str = ""
    text: str = ""
    do: Callable[[], object] | None = None
    key: str | QKeySequence.StandardKey | None = None


def add_menu(window: QMainWindow, title: str, entries: list[Entry]) -> QMenu:
    """Add a menu to the window's menu bar."""
    menu = window.menuBar().addMenu(title)
    for entry in entries:
        if entry.do is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, window)
        action.setObjectName(entry.name)
        if entry.key is not None:
            action.setShortcut(QKeySequence(entry.key))
        action.triggered.connect(lambda checked=False, do=entry.do: do())
        menu.addAction(action)
    return menu


def title(document: str, demo: bool) -> str:
    """The title of the window, "Import to PROD-2 – DMM Desktop"."""
    name = QCoreApplication.translate("Title", "DMM Desktop (demo)") if demo else "DMM Desktop"
    return f"{document} – {name}" if document else name


def add_menus(window: MainWindow) -> None:
    """Fill the window's menu bar."""
    tr = window.tr
    panel, view, key = window.connections, window.progress, QKeySequence.StandardKey
    entries = [
        Entry("menu_import", tr("Import data…"), window.import_data, key.Open),
        Entry("menu_watch", tr("Watch an existing import…"), window.watch_existing),
        Entry(),
        Entry("menu_export", tr("Export environments…"), panel.export_environments),
        Entry("menu_import_environments", tr("Import environments…"), panel.import_environments),
        Entry(),
        Entry("menu_quit", tr("Quit"), window.close, key.Quit),
    ]
    if window.start_demo is not None:
        entries.insert(5, Entry("menu_demo", tr("Try the demo"), window.start_demo))
    add_menu(window, tr("&File"), entries)
    add_menu(
        window,
        tr("&Environment"),
        [
            Entry("menu_add_environment", tr("Add environment…"), panel.add_environment, "Ctrl+N"),
            Entry("menu_edit_environment", tr("Edit environment…"), panel.edit_environment),
            Entry("menu_test", tr("Test connection"), panel.test_selected, "Ctrl+T"),
            Entry("menu_new_connection", tr("New connection…"), panel.new_connection),
            Entry(),
            Entry("menu_remove", tr("Remove…"), panel.remove_selected),
        ],
    )
    add_menu(
        window,
        tr("&Run"),
        [
            Entry("menu_stop", tr("Stop…"), view.ask_to_stop),
            Entry("menu_stop_watching", tr("Stop watching"), view.stop_watching),
            Entry(),
            Entry("menu_save_logs", tr("Save logs…"), view.save_logs, key.Save),
            Entry("menu_report", tr("Report"), view.show_report, "Ctrl+R"),
        ],
    )
    add_menu(
        window,
        tr("&View"),
        [Entry("menu_connections", tr("Connections"), window.toggle_connections, "F9")],
    )
    add_menu(window, tr("&Help"), [Entry("menu_about", tr("About DMM Desktop"), lambda: _about(window))])
    if window.start_demo is None:
        badge = QLabel(tr("DEMO"), window.menuBar())  # PySide deletes a corner widget that has no parent
        badge.setObjectName("demo_badge")
        badge.setContentsMargins(12, 0, 12, 0)
        set_surface(badge, Surface.WINDOW)
        window.menuBar().setCornerWidget(badge)


def _about(window: QMainWindow) -> None:
    text = window.tr("DMM Desktop {version}\n\nImports data into OutSystems environments through the DMM API.")
    QMessageBox.about(window, window.tr("About DMM Desktop"), text.format(version=__version__))
