"""The menu bar with every action and shortcut, and the badge of the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ...core.execution_type import ExecutionType
from ..guide.guide_text import GuidePart
from ..keys import FILTER_ENVIRONMENTS
from ..messages import tr
from ..theme.palette import tokens_of
from ..theme.tokens import Tone
from ..theme.type_roles import Role, role_font
from ..widgets.painting import paint_box, paint_text, text_width

if TYPE_CHECKING:
    from ..connections_panel.panel import ConnectionsPanel
    from ..progress_view.choices import Choices
    from ..progress_view.progress_view import ProgressView
    from .main_window import MainWindow

_PADDING, _EDGE = 8, 6


class DemoBadge(QWidget):
    """Fills the corner of the menu bar, with the badge centred vertically."""

    def __init__(self, menu_bar: QMenuBar) -> None:
        super().__init__(menu_bar)  # PySide deletes a corner widget that has no parent
        self.setObjectName("demo_badge")
        self._text = QCoreApplication.translate("Menus", "DEMO")
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        width = text_width(self._text, role_font(Role.HEADER)) + 2 * _PADDING + _EDGE
        return QSize(width, max(18, QFontMetrics(role_font(Role.HEADER)).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw background and text in the colours of an information message."""
        painter, tokens = QPainter(self), tokens_of(self.palette())
        fill = self.style().visualRect(
            self.layoutDirection(), self.rect(), QRect(0, 0, self.width() - _EDGE, self.height())
        )
        paint_box(painter, fill, 4, tokens.tint(Tone.INFO), tokens.tone(Tone.INFO))
        place = fill.adjusted(_PADDING, 0, -_PADDING, 0)
        paint_text(painter, place, self._text, role_font(Role.HEADER), tokens.tone(Tone.INFO))


@dataclass(frozen=True, slots=True)
class Entry:
    """An action: object name, text, callback, shortcut, and whether it is enabled; a separator if it has no text.
    ``is_on``: whether it is checked. ``other_key``: a second shortcut. ``role``: where macOS places it. ``words``: the
    text when the menu opens, if it is not always the same."""

    name: str = ""
    text: str = ""
    do: Callable[[], object] | None = None
    key: str | QKeySequence.StandardKey | None = None
    applies: Callable[[], bool] = lambda: True
    is_on: Callable[[], bool] | None = None
    role: QAction.MenuRole = QAction.MenuRole.TextHeuristicRole
    other_key: str = ""
    words: Callable[[], str] | None = None


def add_menu(window: MainWindow, title: str, entries: list[Entry]) -> QMenu:
    """Add a menu to the window's menu bar."""
    menu = window.menuBar().addMenu(title)
    menu.aboutToShow.connect(window.build_panels)  # menus exist before the panels they act on
    for entry in entries:
        if entry.do is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, window)
        action.setObjectName(entry.name)
        action.setMenuRole(entry.role)
        keys = [QKeySequence(key) for key in (entry.key, entry.other_key) if key]
        action.setShortcuts([key for key in keys if not key.isEmpty()])  # Windows has no standard key to quit
        action.triggered.connect(lambda checked=False, do=entry.do: _carry_out(window, do))
        if entry.is_on is not None:
            _keep_mark(action, entry.is_on, menu)
        if entry.words is not None:
            menu.aboutToShow.connect(lambda action=action, words=entry.words: action.setText(words()))
        menu.addAction(action)
        # Evaluated when the menu opens. While it is closed all actions stay enabled for their shortcuts, which check
        # for themselves.
        menu.aboutToShow.connect(lambda action=action, entry=entry: action.setEnabled(entry.applies()))
        menu.aboutToHide.connect(lambda action=action: action.setEnabled(True))
    menu.aboutToShow.connect(lambda: _give_access_keys(menu))
    return menu


def _give_access_keys(menu: QMenu) -> None:
    from ..widgets.access_keys import give_access_keys  # not needed for the first paint

    give_access_keys(menu)


def _keep_mark(action: QAction, is_on: Callable[[], bool], menu: QMenu) -> None:
    """Qt toggles the check mark on every click; set it to the real state afterwards and whenever the menu opens."""

    def mark() -> None:
        action.setChecked(is_on())

    action.setCheckable(True)
    mark()
    action.triggered.connect(mark)
    menu.aboutToShow.connect(mark)


def _carry_out(window: MainWindow, do: Callable[[], object]) -> None:
    window.build_panels()
    do()


def window_title(document: str, demo: bool) -> str:
    """The title of the window, such as "Import to PROD-2 – DMM Desktop"."""
    name = tr("DMM Desktop (demo)") if demo else "DMM Desktop"
    return f"{document} – {name}" if document else name


def add_menus(window: MainWindow) -> QMenu:
    """Fill the window's menu bar. Returns the Help menu."""
    key, role = QKeySequence.StandardKey, QAction.MenuRole

    def panel() -> ConnectionsPanel:
        return shown_connections(window)

    def view() -> ProgressView:
        return window.progress

    def selected() -> bool:
        return window.connections.selected_environment is not None

    def has_runs() -> bool:
        return bool(window.services.runs.runs)

    def offered() -> Choices | None:
        return view().offered if window.runs.run_id else None

    def stoppable() -> bool:
        from ..progress_view.choices import Stop

        return (one := offered()) is not None and one.stop is not Stop.NOTHING and not one.stop_reason

    def repeatable(type: ExecutionType) -> bool:
        run = window.services.runs.find(window.runs.run_id)
        return run is not None and run.run.type is type and view().can_repeat

    def repeat(type: ExecutionType) -> None:
        if repeatable(type):
            view().repeat()

    def watched() -> bool:
        return (one := offered()) is not None and one.can_stop_watching

    def recordable() -> bool:
        return bool(window.runs.run_id) and view().can_record_outcome

    def record_outcome() -> None:
        if recordable():
            view().record_outcome()

    def unread() -> bool:
        return (one := offered()) is not None and one.can_read_results

    def savable() -> bool:
        return bool(window.runs.run_id) and view().can_save_export

    def importable() -> bool:
        return bool(window.runs.run_id) and view().can_import_export

    def edit_note() -> None:
        if window.runs.run_id:
            view().edit_note()

    def has_logs() -> bool:
        from ..progress_view.choices import Logs

        return (one := offered()) is not None and one.logs is not Logs.NOTHING

    def has_failing() -> bool:
        return bool(window.runs.run_id) and view().has_failing_entities

    def has_lines() -> bool:
        return bool(window.runs.run_id) and view().log.has_visible

    def save_lines() -> None:
        if has_lines():
            view().log.save_visible()

    def has_matches() -> bool:
        return bool(window.runs.run_id) and view().log.has_matches

    def save_matches() -> None:
        if has_matches():
            view().log.save_matches()

    def has_requests() -> bool:
        return bool(window.runs.run_id) and view().has_requests

    def guide_entry(name: str, title: str, part: GuidePart) -> Entry:
        return Entry(name, title, lambda: window.guide.open_part(part))

    entries = [
        Entry("menu_import", tr("Import data…"), window.import_data, key.Open),
        Entry("menu_export_data", tr("Export data…"), window.export_data, "Ctrl+E"),
        Entry("menu_watch", tr("Watch an existing execution…"), window.watch_existing),
        Entry(),
        Entry("menu_export", tr("Export environments…"), lambda: panel().export_environments()),
        Entry("menu_import_environments", tr("Import environments…"), lambda: panel().import_environments()),
        Entry(),
        Entry("menu_preferences", tr("Preferences…"), window.show_preferences, "Ctrl+,", role=role.PreferencesRole),
        Entry(),
        Entry("menu_quit", tr("Quit"), window.close, key.Quit, role=role.QuitRole, other_key="Ctrl+W"),
    ]
    if window.start_demo is not None:
        entries.insert(6, Entry("menu_demo", tr("Try the demo"), window.start_demo))
    add_menu(window, tr("&File"), entries)
    add_menu(
        window,
        tr("&Environment"),
        [
            Entry("menu_add_environment", tr("Add environment…"), lambda: panel().add_environment(), "Ctrl+N"),
            Entry("menu_edit_environment", tr("Edit environment…"), lambda: panel().edit_environment(), None, selected),
            Entry(
                "menu_duplicate", tr("Duplicate environment…"), lambda: panel().duplicate_environment(), None, selected
            ),
            Entry("menu_test", tr("Test connection"), lambda: panel().test_selected(), "Ctrl+T", selected),
            Entry("menu_new_connection", tr("New connection…"), lambda: panel().new_connection(), None, selected),
            Entry(),
            Entry(
                "menu_open_in_browser",
                tr("Open in the browser"),
                lambda: panel().open_in_browser(),
                None,
                selected,
                words=lambda: window.connections.browser_words,
            ),
            Entry("menu_copy_address", tr("Copy address"), lambda: panel().copy_address(), None, selected),
            Entry(
                "menu_filter_environments",
                tr("Filter environments"),
                lambda: panel().find_environment(),
                FILTER_ENVIRONMENTS,
                lambda: bool(window.services.environments.environments),
            ),
            Entry(),
            Entry("menu_remove", tr("Remove…"), lambda: panel().remove_selected(), None, selected),
        ],
    )
    add_menu(
        window,
        tr("&Run"),
        [
            Entry(
                "menu_import_again",
                tr("Import again…"),
                lambda: repeat(ExecutionType.IMPORT),
                None,
                lambda: repeatable(ExecutionType.IMPORT),
            ),
            Entry(
                "menu_export_again",
                tr("Export again…"),
                lambda: repeat(ExecutionType.EXPORT),
                None,
                lambda: repeatable(ExecutionType.EXPORT),
            ),
            Entry(),
            Entry("menu_record_outcome", tr("Record outcome…"), record_outcome, None, recordable),
            Entry("menu_read_results", tr("Read results again"), lambda: view().read_results(), None, unread),
            Entry("menu_stop", tr("Stop…"), lambda: view().ask_to_stop(), None, stoppable),
            Entry("menu_stop_watching", tr("Stop watching"), lambda: view().stop_watching(), None, watched),
            Entry(),
            Entry("menu_save_export", tr("Save export…"), lambda: view().save_export(), None, savable),
            Entry("menu_import_export", tr("Import this into…"), lambda: view().import_export(), None, importable),
            Entry("menu_save_logs", tr("Save logs…"), lambda: view().save_logs(), key.Save, has_logs),
            Entry("menu_save_lines", tr("Save visible lines…"), save_lines, None, has_lines),
            Entry("menu_save_matches", tr("Save matching lines…"), save_matches, None, has_matches),
            Entry(
                "menu_save_failing",
                tr("Save failing entities…"),
                lambda: view().save_failing_entities(),
                None,
                has_failing,
            ),
            Entry(
                "menu_report", tr("Show report…"), lambda: view().show_report(), "Ctrl+R", lambda: offered() is not None
            ),
            Entry("menu_curl", tr("Copy as curl…"), lambda: view().show_requests(), None, has_requests),
            Entry(),
            Entry("menu_note", tr("Edit note…"), edit_note, None, lambda: offered() is not None),
        ],
    )
    add_menu(
        window,
        tr("&View"),
        [
            Entry(
                "menu_connections",
                tr("Environments"),
                window.toggle_connections,
                "F9",
                is_on=lambda: window.has_connections,
            ),
            Entry("menu_search_runs", tr("Search runs"), window.search_runs, "Ctrl+Shift+F", has_runs),
        ],
    )
    help_menu = add_menu(
        window,
        tr("&Help"),
        [
            Entry("menu_help", tr("User guide"), lambda: _open_guide_here(window), key.HelpContents),
            guide_entry("menu_one_time_token", tr("What is a one-time token?"), GuidePart.TOKENS),
            guide_entry("menu_shortcuts", tr("Keyboard shortcuts"), GuidePart.SHORTCUTS),
            Entry(),
            Entry("menu_data_folder", tr("Open data folder"), lambda: window.own_files.open_folder()),
            Entry("menu_application_log", tr("Open application log"), lambda: window.own_files.open_log()),
            Entry(
                "menu_support_bundle",
                tr("Save support bundle…"),
                lambda: window.support.save(window.runs.run_id),
                None,
                lambda: not window.support.is_saving,
            ),
            Entry(),
            Entry("menu_about", tr("About DMM Desktop"), lambda: _open_about(window), role=role.AboutRole),
        ],
    )
    if window.start_demo is None:
        window.menuBar().setCornerWidget(DemoBadge(window.menuBar()))
    return help_menu


def shown_connections(window: MainWindow) -> ConnectionsPanel:
    """The environments panel for a command, whose target and result only the panel shows: visible, if it was hidden by
    the user or by a small screen."""
    if not window.has_connections:
        window.toggle_connections()
    return window.connections


def _open_guide_here(window: MainWindow) -> None:
    run = window.services.runs.find(window.runs.run_id)
    window.guide.open_here(run.run.state if run is not None else None)


def _open_about(window: MainWindow) -> None:
    from .about import About

    About(window, window.services.runner).open()
