"""The main window: arranges the panels, connects them, and closes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ...core.execution_type import ExecutionType, by_type
from ..connections_panel.outline import ConnectionsOutline
from ..theme.icons import app_icon
from ..theme.tokens import Tone
from ..widgets.banner import Notices
from ..widgets.containers import Panes, Surface, set_surface
from ..widgets.screen_fit import Fitting, Growth, resize_on_screen, room_for
from .menu_bar import MenuBar
from .menus import add_menus, shown_connections, window_title
from .pages import Pages
from .taskbar import TaskbarButton
from .window_state import WindowState

if TYPE_CHECKING:
    from ...core.errors import DmmError
    from ...core.origin import Origin
    from ...core.runs import Run
    from ...core.text import Text
    from ..connection_dialog.dialog import ConnectionDialog
    from ..guide.guide_opener import GuideOpener
    from ..progress_view.parts import Parts
    from ..progress_view.progress_view import ProgressView
    from ..services.app_services import AppServices
    from ..widgets.banner import Banner


_DEFAULT = QSize(1280, 800)
#: Without the menu bar, which is 28 px high.
_LEAST = QSize(960, 572)
_PANES = [255, 311, 712]
#: Milliseconds after which a window counts as shown although it was not painted, because it started minimized or
#: covered.
_UNSEEN = 1000


class MainWindow(QMainWindow):
    """Arranges the panels and has no logic of its own: it passes requests from one panel to another that handles them.

    At first it shows placeholders for the three panes in their final background, painted before any panel is imported;
    the pane of runs is hidden while there are none. ``appeared`` is emitted once, after the first paint has reached the
    screen. :meth:`build_panels` fills the window with what ``make_services`` returns; actions triggered earlier call it
    first, so none is lost. ``start_demo`` starts the demo in a separate process; None in the demo itself.
    """

    appeared = Signal()

    def __init__(
        self, make_services: Callable[[], AppServices], folder: Path, start_demo: Callable[[], None] | None
    ) -> None:
        super().__init__()
        self._make_services = make_services
        self._folder = folder
        self.start_demo = start_demo
        self._has_panels = False
        self._has_appeared = self._is_narrow = self._gave_way = False
        self._growth = Growth()
        self._widest = 0  # of the contents shown on this screen
        self._state = WindowState(folder)
        self._taskbar = TaskbarButton(self)
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setWindowIcon(app_icon())
        self._splitter = Panes(Qt.Orientation.Horizontal)
        self._content = Pages()
        set_surface(self._content, Surface.BASE)
        self._content.addWidget(QWidget())  # until it is known whether there are runs
        runs = QWidget()
        for index, pane in enumerate((ConnectionsOutline(), runs, self._content)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(index, index // 2)  # the last one gets the remaining width
        runs.hide()
        self._splitter.setSizes(_PANES)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._notices = Notices()
        self._column.addWidget(self._notices)
        self._column.addWidget(self._splitter, 1)
        self.setMenuBar(MenuBar(self))
        self.setCentralWidget(Fitting(self._column, least=_LEAST, beside=self.menuBar()))
        resize_on_screen(self, _DEFAULT)
        self._state.restore(self, self._splitter, self._connections_pane)
        self.setAccessibleName(window_title("", start_demo is None))  # stable, unlike the title
        self.setWindowTitle(window_title("", start_demo is None))
        self._help_menu = add_menus(self)

    @Slot()
    def build_panels(self) -> None:
        """Import, create and connect the panels, once."""
        if self._has_panels:
            return
        self._has_panels = True
        from ..widgets.context_menu import open_menus_by_key
        from .panels import (
            Closing,
            ConnectionsPanel,
            ErrorBanner,
            Notifications,
            OwnFiles,
            RunsPanel,
            ShownTarget,
            SupportBundles,
            Updates,
            WelcomePage,
            Wizards,
            update_address,
        )

        open_menus_by_key(self)
        self.services = self._make_services()
        self.connections = ConnectionsPanel(self.services, folded=self._state.folded())
        self.runs = RunsPanel(self.services, grouped=self._state.are_runs_grouped())
        self._shown_target = ShownTarget(self.services, self.connections, self.runs, self)
        self._wizards = Wizards(self, self._shown_target)
        self.welcome = WelcomePage(is_demo=self.start_demo is None)
        self._banner = ErrorBanner("window_banner", action_name="window_try_again")
        self._notice, self._drop_notice = ErrorBanner("window_notice"), ErrorBanner("drop_notice")
        self._closing = Closing(self, self.services, self._banner, is_demo=self.start_demo is None)
        self.notifications = Notifications(self, self.services)
        bundle_notice = ErrorBanner("support_bundle_notice", action_name="cancel_support_bundle")
        self.support = SupportBundles(self.services, self._folder, bundle_notice, self)
        self.own_files = OwnFiles(self.services, self._folder, self._notice, self)
        self.updates = Updates(self.services.runner, self._folder, update_address() if self.start_demo else "", self)
        self._place(0, self.connections)
        self._place(1, self.runs)
        self._content.addWidget(self.welcome)
        for banner in (self.updates.banner, bundle_notice, self._notice, self._banner, self._drop_notice):
            self.add_banner(banner)
        self.updates.add_to(self._help_menu)
        self._connect()

    @cached_property
    def _parts(self) -> Parts:
        from ..progress_view.parts import Parts

        return Parts(self.services)

    @cached_property
    def guide(self) -> GuideOpener:
        """The user guide, created when it is opened."""
        from ..guide.guide_opener import GuideOpener

        return GuideOpener(self, self.services.runner, partial(self._notice.show_error, dismissible=True))

    @cached_property
    def progress(self) -> ProgressView:
        """The progress view, created when there is a run to show."""
        from ..progress_view.progress_view import ProgressView

        progress = ProgressView(self.services, parent=self._content, parts=self._parts)
        progress.hide()
        progress.support_bundle_requested.connect(self.support.save)
        progress.environment_requested.connect(self.enter_key)
        progress.changed.connect(self._show_title)
        progress.repeat_requested.connect(self.repeat)
        progress.note_requested.connect(self.runs.edit_note)
        progress.import_requested.connect(self.import_export)
        self.runs.outcome_requested.connect(progress.record_outcome)
        self.runs.results_requested.connect(progress.read_results)
        self.runs.save_export_requested.connect(progress.save_export)
        self.runs.import_export_requested.connect(progress.import_export)
        self.runs.save_logs_requested.connect(progress.save_logs)
        self.runs.report_requested.connect(progress.show_report)
        self.runs.requests_requested.connect(progress.show_requests)
        self.runs.stop_requested.connect(progress.ask_to_stop)
        self.runs.stop_watching_requested.connect(progress.stop_watching)
        return progress

    def begin(self, zip_path: Path | None = None) -> None:
        """Read the stored data; call it once the window has appeared. A zip opens the wizard."""
        self.build_panels()
        self._banner.hide()
        self.services.environments.load(self.show_error)
        self.services.runs.load(self.show_error, self._show_notices)
        if zip_path is not None:
            self.import_from_outside(zip_path)
        self.updates.look_at_start()

    def add_banner(self, banner: Banner) -> None:
        """Show a banner above everything else."""
        self._notices.add(banner)

    def come_forward(self, zip_path: Path | None) -> bool:
        """Come to the front and then import the file, because another copy was started with the same data folder.
        Returns False if this window is closing. The other copy waits for that, so nothing slow happens before it."""
        if self._has_panels and self._closing.is_under_way:
            return False
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if zip_path is not None:
            QTimer.singleShot(0, self, partial(self.import_from_outside, zip_path))
        return True

    def import_from_outside(self, zip_path: Path, environment_id: str = "", connection: str = "") -> None:
        """Import a zip that was dropped or passed by the system. The destination is known only if it was dropped on a
        row; otherwise the wizard asks."""
        self.import_data(environment_id, connection, zip_path, must_ask=True)

    def import_data(
        self,
        environment_id: str = "",
        connection: str = "",
        zip_path: Path | None = None,
        again: Run | None = None,
        *,
        origin: Origin | None = None,
        must_ask: bool = False,
    ) -> None:
        """Open the wizard for an import, as :meth:`.Wizards.import_data` does."""
        self.build_panels()
        self._drop_notice.hide()
        self._wizards.import_data(environment_id, connection, zip_path, again, origin=origin, must_ask=must_ask)

    @Slot(object, object)
    def import_export(self, zip_path: Path, origin: Origin) -> None:
        """Open the wizard for an import of a saved export."""
        self.import_data(zip_path=zip_path, origin=origin, must_ask=True)

    def export_data(self, environment_id: str = "", connection: str = "", again: Run | None = None) -> None:
        """Open the wizard for an export, as :meth:`.Wizards.export_data` does."""
        self.build_panels()
        self._drop_notice.hide()
        self._wizards.export_data(environment_id, connection, again)

    @Slot(object)
    def repeat(self, run: Run) -> None:
        """Open the wizard with everything the run was started with."""
        import_again, export_again = partial(self.import_data, again=run), partial(self.export_data, again=run)
        by_type(run.type, for_import=import_again, for_export=export_again)()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a zip anywhere; for other files, show what can be dropped."""
        from ..drops import accept_copy, begin_drag

        if begin_drag(event.mimeData()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Start the wizard with the zip."""
        from ..drops import accept_copy, drop_refusal, dropped_zip

        if not accept_copy(event):
            return
        self.build_panels()
        path = dropped_zip(event.mimeData())
        if path is not None:
            self.import_from_outside(path)
        else:
            self._drop_notice.show_message(Tone.WARN, *drop_refusal(event.mimeData()), dismissible=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything is lost or a run continues unwatched; then cancel the jobs, and close once the last
        one has ended."""
        if not self._has_panels:
            self._keep_state()
        elif self._closing.is_under_way:
            if not self._closing.is_over:
                event.ignore()  # it closes by itself
                return
        else:
            if self._closing.asks():
                event.ignore()
                return
            self._keep_state()
            if self._closing.waits():
                event.ignore()
                return
        if "guide" in vars(self):
            self.guide.close()
        super().closeEvent(event)

    def _connect(self) -> None:
        self._banner.action.connect(self._try_again)
        self.welcome.import_requested.connect(self.import_data)
        self.welcome.export_requested.connect(self.export_data)
        self.welcome.environment_requested.connect(lambda: shown_connections(self).add_environment())
        if self.start_demo is not None:
            self.welcome.demo_requested.connect(self.start_demo)
        self.welcome.sample_requested.connect(self._import_sample)
        self.services.environments.changed.connect(
            self.welcome.offer_sample
        )  # the sample exists before the environments are loaded
        self.connections.import_requested.connect(self.import_data)
        self.connections.export_requested.connect(self.export_data)
        self.connections.zip_dropped.connect(self.import_from_outside)
        self.runs.import_requested.connect(self.import_data)
        self.runs.run_selected.connect(self._show_run)
        self.runs.repeat_requested.connect(self.repeat)
        self.services.runs.list_changed.connect(self.show_runs)

    @Slot()
    def show_runs(self) -> None:
        """Show list and progress view, or the welcome page if there are no runs.

        The progress view and its parts are made, laid out and shown in one turn of the event loop each. The delay is 1
        ms, because a callback delayed by 0 ms can run in the same turn, before events that are already waiting
        [platform].
        """
        has_runs = bool(self.services.runs.runs)
        if has_runs and self._is_progress_new():
            QTimer.singleShot(1, self, self.show_runs)
            return
        focused = self.focusWidget()  # none if the window has just opened
        needs_focus = focused is None or (has_runs and self.welcome.isAncestorOf(focused))
        self.runs.setVisible(has_runs)
        self._content.setCurrentWidget(self.progress if has_runs else self.welcome)
        self.runs.select_some_run()
        self._shown_target.select_environment()
        self._show_title()
        if needs_focus:  # give Enter and Tab a starting point
            (self.runs.focus_list if has_runs else self.welcome.focus_first)()

    def _is_progress_new(self) -> bool:
        """Take the next step in creating the progress view; False if it is complete."""
        if "progress" not in vars(self):
            if not self._parts.make_next():
                assert self.progress
        elif self._content.indexOf(self.progress) < 0:
            self._content.addWidget(self.progress)
            self.runs.select_some_run()  # filled now and shown later
        else:
            return False
        return True

    @Slot(object)
    def _show_run(self, run_id: str) -> None:
        self.progress.show_run(run_id)
        self._show_title()

    @Slot()
    def _show_title(self) -> None:
        from ..run_words import fraction, is_last_seen, percent_done, run_title

        view = self.services.runs.find(self.runs.run_id)
        document = ""
        if view is not None:
            document = run_title(view.run)
            if (done := percent_done(view)) and not is_last_seen(view):
                document = f"{done} – {document}"
        self.setWindowTitle(window_title(document, self.start_demo is None))
        if view is None or view.run.state.is_final or is_last_seen(view):
            self._taskbar.clear()
        else:
            self._taskbar.show_progress(fraction(view))

    @Slot(object)
    def enter_key(self, environment_id: str) -> None:
        """Open the dialog for the key of an environment."""
        self.connections.select(environment_id)
        self.connections.enter_key()

    def new_connection(self, environment_id: str) -> ConnectionDialog | None:
        """Open the dialog for a connection in an environment, as :meth:`.ConnectionsPanel.new_connection` does."""
        self.connections.select(environment_id)
        return self.connections.new_connection()

    @Slot()
    def watch_existing(self) -> None:
        """Open the dialog for an execution that was started elsewhere."""
        from ..progress_view.watch_dialog import WatchDialog

        environment_id, _ = self._shown_target.of(ExecutionType.IMPORT)
        dialog = WatchDialog(self.services, self, environment_id)
        dialog.watching.connect(self.runs.go_to_run)
        dialog.open()

    @Slot()
    def show_preferences(self) -> None:
        """Open the dialog for the preferences."""
        from ..preferences_dialog import PreferencesDialog

        PreferencesDialog(self.services, self).open()

    @Slot(object)
    def _import_sample(self, with_mistakes: bool) -> None:
        from ...operations.demo_environment import FAULTY_SAMPLE, SAMPLE

        self.import_data(zip_path=self._folder / (FAULTY_SAMPLE if with_mistakes else SAMPLE))

    def show_error(self, error: DmmError, again: Callable[[], None] | None = None) -> None:
        """Show the error above everything else, and offer to retry with ``again``, by default :meth:`begin`."""
        self.build_panels()
        self.show_runs()
        self._again = again or self.begin
        self._banner.show_error(error, action=self.tr("Try again"), action_icon="test")

    @Slot()
    def _try_again(self) -> None:
        self._banner.hide()
        self._again()

    def _show_notices(self, notices: tuple[Text, ...]) -> None:
        """Show what opening the data folder found or had to do, until the user dismisses it."""
        from ..messages import tr_text

        words = " ".join(tr_text(notice) for notice in notices)
        self._notice.show_message(Tone.WARN, words, dismissible=True)

    @Slot()
    def search_runs(self) -> None:
        """Give the keyboard to the search above the runs, if there are any."""
        if self.runs.isVisible():
            self.runs.search()

    @property
    def has_connections(self) -> bool:
        """Whether the connections pane is visible, or will be once the window is shown."""
        return not self._connections_pane.isHidden()

    @Slot()
    def toggle_connections(self) -> None:
        """Hide or show the connections. The window remembers this choice, but not when a small screen hides them."""
        self._gave_way = False
        self._connections_pane.setHidden(self.has_connections)

    @property
    def _connections_pane(self) -> QWidget:
        pane = self._splitter.widget(0)
        assert pane is not None
        return pane

    def showEvent(self, event: QShowEvent) -> None:
        """Wait for the first paint, for a limited time."""
        super().showEvent(event)
        QTimer.singleShot(_UNSEEN, self, self._appear)

    def event(self, event: QEvent) -> bool:
        """After a change of the screen or of a pane's minimum width, check whether all panes fit. Undo the growth of
        the window with its contents."""
        handled = super().event(event)
        if isinstance(event, QResizeEvent):
            self._growth.note(event.oldSize(), self)
        if event.type() is QEvent.Type.LayoutRequest and not self.isMaximized():
            self.resize(self._growth.undone(self.size(), self.minimumSize()))
        if event.type() is QEvent.Type.ScreenChangeInternal:
            self._widest = 0
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.LayoutRequest):
            self._make_room()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note the first paint. The window is painted before its contents, all in one turn of the event loop."""
        super().paintEvent(event)
        if not self._has_appeared:
            QTimer.singleShot(0, self, self._appear)

    def _place(self, index: int, pane: QWidget) -> None:
        """Replace a placeholder with its pane, in the same size and visibility."""
        outline = self._splitter.widget(index)
        assert outline is not None
        is_hidden = outline.isHidden()
        self._splitter.replaceWidget(index, pane)
        pane.setHidden(is_hidden)
        self._splitter.setStretchFactor(index, 0)
        outline.deleteLater()

    def _keep_state(self) -> None:
        folded, grouped = (self.connections.folded, self.runs.is_grouped) if self._has_panels else (None, None)
        is_hidden = not (self.has_connections or self._gave_way)
        self._state.save(self, self._splitter, connections_hidden=is_hidden, folded=folded, runs_grouped=grouped)

    def _make_room(self) -> None:
        """Hide the connections on a small screen; they return when there is room, or via the menu."""
        connections, runs = self._connections_pane, self._splitter.widget(1)
        assert runs is not None
        # The widest contents count, otherwise the connections would come and go with the run that is selected.
        self._widest = max(self._widest, self._content.minimumSizeHint().width())
        panes = [connections] if runs.isHidden() else [connections, runs]
        gaps = self._splitter.handleWidth() * len(panes)
        needed = gaps + self._widest + sum(pane.minimumSizeHint().width() for pane in panes)
        is_narrow = room_for(self).width() < needed
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        if is_narrow:
            self._gave_way = self.has_connections
            connections.hide()
        elif self._gave_way:
            self._gave_way = False
            connections.show()

    def _appear(self) -> None:
        if not self._has_appeared and self.isVisible():
            self._has_appeared = True
            self.appeared.emit()
