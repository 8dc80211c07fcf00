"""The main window: arranges the panels, connects them, and closes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ..connections_panel.outline import ConnectionsOutline
from ..theme.icons import app_icon
from ..theme.tokens import Tone
from ..widgets.banner import Notices
from ..widgets.containers import Panes, Surface, set_surface
from ..widgets.screen_fit import Fitting, resize_on_screen, room_for
from .menus import add_menus, title
from .window_state import WindowState

if TYPE_CHECKING:
    from ...core.errors import DmmError
    from ...core.runs import Run
    from ...core.text import Text
    from ..import_wizard.wizard import ImportWizard
    from ..progress_view.progress_view import ProgressView
    from ..services.app_services import AppServices
    from ..widgets.banner import Banner


class Pages(QStackedWidget):
    """Holds the progress view, or the welcome page before the first run."""

    def minimumSizeHint(self) -> QSize:
        """High enough for wrapped sentences at the current width."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        height = layout.minimumHeightForWidth(self.width()) if layout is not None else 0
        return super().minimumSizeHint().expandedTo(QSize(0, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The minimum height depends on the width."""
        super().resizeEvent(event)
        self.updateGeometry()


_DEFAULT = QSize(1280, 800)
#: Without the menu bar, which is 28 px high.
_LEAST = QSize(960, 572)
_PANES = [255, 311, 712]
#: Milliseconds after which a window counts as shown although it was not painted, because it started minimized or
#: covered.
_UNSEEN = 1000


class MainWindow(QMainWindow):
    """Arranges the panels and has no logic of its own: it passes requests from one panel to the one that handles them.

    At first it shows placeholders for the three panes in their final background, painted before any panel is
    imported; that of the runs is hidden while there are none. ``appeared`` is emitted once, after the first paint
    has reached the screen. :meth:`build_panels` fills the window with what ``make_services`` returns; actions
    triggered earlier call it first, so none is lost. ``start_demo`` starts the demo in a process of its own; None in
    the demo itself.
    """

    appeared = Signal()

    def __init__(
        self, make_services: Callable[[], AppServices], folder: Path, start_demo: Callable[[], None] | None
    ) -> None:
        super().__init__()
        self._make_services = make_services
        self._folder = folder
        self.start_demo = start_demo
        self._wizard: ImportWizard | None = None
        self._has_panels = False
        self._may_close = self._may_end_upload = False
        self._has_appeared = self._is_narrow = self._gave_way = False
        self._state = WindowState(folder)
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
        self.setCentralWidget(Fitting(self._column, least=_LEAST, beside=self.menuBar()))
        resize_on_screen(self, _DEFAULT)
        self._state.restore(self, self._splitter, self._connections_pane)
        self.setAccessibleName(title("", start_demo is None))  # stable while the title shows the progress of an import
        self.setWindowTitle(title("", start_demo is None))
        self._help_menu = add_menus(self)

    @Slot()
    def build_panels(self) -> None:
        """Import, create and connect the panels, once."""
        if self._has_panels:
            return
        self._has_panels = True
        from .panels import (
            ConnectionsPanel,
            ErrorBanner,
            RunsPanel,
            SupportBundles,
            Updates,
            WelcomePage,
            update_address,
        )

        self.services = self._make_services()
        self.connections = ConnectionsPanel(self.services, folded=self._state.folded())
        self.runs = RunsPanel(self.services)
        self.welcome = WelcomePage(is_demo=self.start_demo is None)
        self._banner = ErrorBanner("window_banner", action_name="window_try_again")
        self._notice, self._drop_notice = ErrorBanner("window_notice"), ErrorBanner("drop_notice")
        self.support = SupportBundles(self.services, self._folder, self._notice, self)
        self.updates = Updates(self.services.runner, self._folder, update_address() if self.start_demo else "", self)
        self._place(0, self.connections)
        self._place(1, self.runs)
        self._content.addWidget(self.welcome)
        for banner in (self.updates.banner, self._notice, self._banner, self._drop_notice):
            self.add_banner(banner)
        self.updates.add_to(self._help_menu)
        self._connect()

    @cached_property
    def progress(self) -> ProgressView:
        """The progress view, created when there is a run to show."""
        from ..progress_view.progress_view import ProgressView

        progress = ProgressView(self.services, parent=self._content)
        progress.hide()
        progress.support_bundle_requested.connect(self.support.save)
        progress.environment_requested.connect(self._edit_environment)
        progress.changed.connect(self._show_title)
        progress.import_again_requested.connect(lambda run: self.import_data(again=run))
        self.runs.save_logs_requested.connect(progress.save_logs)
        self.runs.report_requested.connect(progress.show_report)
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
        """Come to the front, and import the file, because another copy was started on the same data folder. Returns
        False while this window closes."""
        if self._may_close:
            return False
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if zip_path is not None:
            self.import_from_outside(zip_path)
        return True

    def import_from_outside(self, zip_path: Path, environment_id: str = "", connection: str = "") -> None:
        """Begin with a zip that was dropped or that the system hands over. Only a row on which it was dropped says
        where it goes: else the wizard asks."""
        self.import_data(environment_id, connection, zip_path, must_ask=True)

    def import_data(
        self,
        environment_id: str = "",
        connection: str = "",
        zip_path: Path | None = None,
        again: Run | None = None,
        *,
        must_ask: bool = False,
    ) -> None:
        """Open the wizard, or bring the one that is open to the front, whose destination stays unless one is named.
        ``must_ask``: it preselects none otherwise."""
        self.build_panels()
        self._drop_notice.hide()
        if self._wizard is None:
            from ..import_wizard.wizard import ImportWizard

            self._wizard = ImportWizard(self.services, self)
            self._wizard.finished.connect(self._wizard.deleteLater)
            self._wizard.finished.connect(self._forget_wizard)
            self._wizard.upload_began.connect(self._follow_upload)
            self._wizard.environment_wanted.connect(self.connections.add_environment)
            self._wizard.connection_wanted.connect(self._new_connection)
            self._wizard.key_wanted.connect(self._edit_environment)
            if must_ask and not environment_id:
                self._wizard.ask_for_destination()
            elif not environment_id and again is None:
                environment_id, connection = self._shown_destination()
        if environment_id:
            self._wizard.set_destination(environment_id, connection or "Runtime Connection")
        if again is not None:
            self._wizard.repeat(again)
        if zip_path is not None:
            self._wizard.set_file(zip_path)
        self._wizard.open()

    def _shown_destination(self) -> tuple[str, str]:
        """Environment and connection of an import that names none: those that are selected, if that can be seen, else
        those of the run that is shown; "" for none."""
        if self.has_connections:
            selected = self.connections.selected_environment
            return (selected.environment.id, self.connections.selected_destination) if selected else ("", "")
        view = self.services.runs.find(self.runs.run_id)
        saved = self.services.environments.find(view.run.environment_id or "") if view is not None else None
        if view is None or saved is None:
            return "", ""
        found = saved.connection(view.run.connection)
        return saved.environment.id, found.name if found is not None and found.receives else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A zip may be dropped anywhere; of other files it is said what can be dropped."""
        from ..drops import begin_drag

        if begin_drag(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Start the wizard with the zip."""
        from ..drops import dropped_zip, refusal

        event.acceptProposedAction()
        self.build_panels()
        path = dropped_zip(event.mimeData())
        if path is not None:
            self.import_from_outside(path)
        else:
            self._drop_notice.show_message(Tone.WARN, *refusal(event.mimeData()), dismissible=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before stopping an upload; then end the jobs, and close once the last one has ended."""
        if not self._has_panels:
            self._keep_state()
        elif not self._may_close:
            uploads = self._uploads()
            if uploads and not self._may_end_upload:
                event.ignore()
                from .close_question import CloseQuestion

                question = CloseQuestion(self, uploads)
                question.confirmed.connect(self._end_upload_and_close)
                question.open()
                return
            self._keep_state()
            if self.services.runner.busy:
                event.ignore()
                self._may_close = True
                self._banner.show_message(
                    Tone.INFO, self.tr("Closing…"), self.tr("Imports on the server are not stopped.")
                )
                self.services.runner.busy_changed.connect(self._close_when_idle)
                self.services.runner.wind_down()
                return
        super().closeEvent(event)

    def _connect(self) -> None:
        self._banner.action.connect(self._try_again)
        self.welcome.import_requested.connect(self.import_data)
        self.welcome.environment_requested.connect(self.connections.add_environment)
        if self.start_demo is not None:
            self.welcome.demo_requested.connect(self.start_demo)
        self.welcome.sample_requested.connect(self._import_sample)
        self.services.environments.changed.connect(
            self.welcome.offer_sample
        )  # the sample exists before the environments are loaded
        self.connections.import_requested.connect(self.import_data)
        self.connections.zip_dropped.connect(self.import_from_outside)
        self.runs.import_requested.connect(self.import_data)
        self.runs.run_selected.connect(self._show_run)
        self.runs.import_again_requested.connect(lambda run: self.import_data(again=run))
        self.services.runs.list_changed.connect(self.show_runs)

    @Slot()
    def show_runs(self) -> None:
        """With no run at all the page of the first start takes the place of list and progress.

        The progress view is made, laid out and shown in one turn of the event loop each: all at once would stop the
        window for longer than is needed.
        """
        has_runs = bool(self.services.runs.runs)
        if has_runs and self._is_progress_new():
            QTimer.singleShot(0, self, self.show_runs)
            return
        self.runs.setVisible(has_runs)
        self._content.setCurrentWidget(self.progress if has_runs else self.welcome)
        self.runs.select_some_run()
        self._select_environment_of_run()
        self._show_title()
        if self.focusWidget() is None:  # the window has just begun: Enter and Tab have a place to begin at
            (self.runs.focus_list if has_runs else self.welcome.focus_first)()

    def _is_progress_new(self) -> bool:
        """Go one step on with the progress view; False if it has its place."""
        is_made = "progress" in vars(self)
        if is_made and self._content.indexOf(self.progress) >= 0:
            return False
        if is_made:
            self._content.addWidget(self.progress)
        else:
            assert self.progress
        return True

    def _select_environment_of_run(self) -> None:
        """After a start the run that is shown says which environment is selected."""
        view = self.services.runs.find(self.runs.run_id)
        if view is not None and view.run.environment_id and self.connections.selected_environment is None:
            self.connections.select(view.run.environment_id)

    @Slot(object)
    def _show_run(self, run_id: str) -> None:
        self.progress.show_run(run_id)
        self._show_title()

    @Slot()
    def _show_title(self) -> None:
        from ..run_words import percent_done
        from ..run_words import title as run_title

        view = self.services.runs.find(self.runs.run_id)
        document = ""
        if view is not None:
            document = run_title(view.run)
            if done := percent_done(view):
                document = f"{done} – {document}"
        self.setWindowTitle(title(document, self.start_demo is None))

    @Slot(object)
    def _edit_environment(self, environment_id: str) -> None:
        self.connections.select(environment_id)
        self.connections.edit_environment()

    @Slot(object)
    def _new_connection(self, environment_id: str) -> None:
        self.connections.select(environment_id)
        self.connections.new_connection()

    @Slot()
    def watch_existing(self) -> None:
        """Open the dialog for an execution that was started elsewhere."""
        from ..progress_view.watch_dialog import WatchDialog

        environment_id, _ = self._shown_destination()
        dialog = WatchDialog(self.services, self, environment_id)
        dialog.watching.connect(self.runs.select_run)
        dialog.open()

    @Slot()
    def _import_sample(self) -> None:
        from ...operations.demo_environment import SAMPLE

        self.import_data(zip_path=self._folder / SAMPLE)

    @Slot(object)
    def _follow_upload(self, run_id: str) -> None:
        """The hidden wizard returns only if the server refuses, so the next import gets a new one."""
        self.runs.select_run(run_id)
        self._wizard = None

    @Slot()
    def _forget_wizard(self) -> None:
        if self.sender() is self._wizard:
            self._wizard = None

    @Slot(object)
    def _close_when_idle(self, busy: bool) -> None:
        if not busy:
            self.close()

    def _uploads(self) -> list[tuple[str, str]]:
        """Destination and host of what this window uploads; an upload of the command line is none of its business."""
        from ...core.run_state import RunState
        from ..run_words import is_sending_here, place

        runs = [view.run for view in self.services.runs.runs if is_sending_here(view)]
        uploads = [run for run in runs if run.state is RunState.UPLOADING]
        return [(place(run), self.services.environments.place_of(run)) for run in uploads]

    @Slot()
    def _end_upload_and_close(self) -> None:
        self._may_end_upload = True
        self.close()

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
        """On another screen, or when panes need another width, check whether all of them fit."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.LayoutRequest):
            self._make_room()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window is painted before its contents, all in one turn of the event loop."""
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
        folded = self.connections.folded if self._has_panels else None
        is_hidden = not (self.has_connections or self._gave_way)
        self._state.save(self, self._splitter, connections_hidden=is_hidden, folded=folded)

    def _make_room(self) -> None:
        """Hide the connections on a small screen; they return when there is room, or by the menu."""
        connections, runs = self._connections_pane, self._splitter.widget(1)
        assert runs is not None
        panes = [connections, self._content] if runs.isHidden() else [connections, runs, self._content]
        gaps = self._splitter.handleWidth() * (len(panes) - 1)
        is_narrow = room_for(self).width() < gaps + sum(pane.minimumSizeHint().width() for pane in panes)
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
