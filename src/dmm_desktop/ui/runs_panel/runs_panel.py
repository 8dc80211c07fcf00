"""The middle pane: current and past runs, which of them are listed, and the button that starts an import."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.runs import Run
from ..error_banner import ErrorBanner
from ..services.app_services import AppServices
from ..services.tracked_run import TrackedRun
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind
from ..widgets.containers import Surface, set_surface
from ..widgets.current_question import CurrentQuestion
from .filter_bar import FilterBar
from .run_list import RemoveRunQuestion, RunList, RunRemoval
from .runs_model import RunsModel


class RunsPanel(QWidget):
    """The list of runs with its filters, and the import button. ``run_selected`` carries a run id, empty for none; the
    signals after it carry the selected Run. ``grouped``: past runs are grouped by environment at first."""

    import_requested = Signal()
    run_selected = Signal(object)
    outcome_requested = Signal(object)
    results_requested = Signal(object)
    repeat_requested = Signal(object)
    save_export_requested = Signal(object)
    import_export_requested = Signal(object)
    save_logs_requested = Signal(object)
    report_requested = Signal(object)
    requests_requested = Signal(object)
    stop_requested = Signal(object)
    stop_watching_requested = Signal(object)

    def __init__(self, services: AppServices, parent: QWidget | None = None, *, grouped: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("runs_panel")
        set_surface(self, Surface.WINDOW)
        self._services = services
        title = QLabel(self.tr("Runs"))
        set_role(title, Role.NAME)
        self._import = Button(
            self.tr("Import data…"),
            "import_data",
            accessible_name=self.tr("Import data"),
            icon_name="import",
            kind=ButtonKind.PRIMARY,
        )
        self._banner = ErrorBanner("runs_banner")
        model = self._model = RunsModel(services.runs, self)
        model.group(grouped)
        self._list = RunList(model, services.runs.is_watched, self._can_stop, services.lacking)
        self._filters = FilterBar(model, lambda: self._list.run_id)
        header = QHBoxLayout()
        header.setContentsMargins(16, 10, 12, 10)
        header.setSpacing(8)
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self._import)
        notice = QVBoxLayout()
        notice.setContentsMargins(12, 0, 12, 0)
        notice.addWidget(self._banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._filters)
        column.addLayout(notice)
        column.addWidget(self._list, 1)
        self._connect()

    def _can_stop(self, view: TrackedRun) -> bool:
        from ..progress_view.choices import Stop, stoppable  # not imported before the window is painted

        return stoppable(self._services, view) is not Stop.NOTHING

    def minimumSizeHint(self) -> QSize:
        """Wide enough for its rows."""
        return super().minimumSizeHint().expandedTo(QSize(248, 0))

    @property
    def is_grouped(self) -> bool:
        """Whether past runs are grouped by environment."""
        return self._model.is_grouped

    @property
    def run_id(self) -> str:
        """The selected run; empty if there is none."""
        return self._list.run_id

    def select_run(self, run_id: str) -> None:
        """Select a run, and list all runs if it is hidden; emits ``run_selected``."""
        if self._list.is_hidden(run_id):
            self._filters.show_all()
        self._list.select(run_id)

    @Slot(object)
    def go_to_run(self, run_id: str) -> None:
        """Select a run and give the keyboard to the list: what had it may be unusable for this run."""
        self.select_run(run_id)
        self.focus_list()

    def select_some_run(self) -> None:
        """Select the first run if none is selected; running ones come first."""
        if not self.run_id:
            self._list.select_first()

    def search(self) -> None:
        """Give the keyboard to the search."""
        self._filters.go_to_search()

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def remove_run(self, run: Run) -> None:
        """Ask the user, then remove the run from the list."""
        CurrentQuestion(
            lambda: self._removal(run.id),
            lambda removal: RemoveRunQuestion(removal, self.window()),
            lambda *_: self._remove(run.id),
        ).ask()

    def _removal(self, run_id: str) -> RunRemoval | None:
        view = self._services.runs.find(run_id)
        return RunRemoval.of(view.run) if view is not None else None

    def _remove(self, run_id: str) -> None:
        self._banner.hide()
        self._services.runs.remove(run_id, owner=self, on_failure=self._failed)

    def _failed(self, error: DmmError) -> None:
        self._banner.show_error(error, dismissible=True)

    @Slot()
    def _go_to_list(self) -> None:
        self._list.select_listed()
        self.focus_list()

    @Slot(object)
    def edit_note(self, run: Run) -> None:
        """Open the dialog for the note of a run."""
        from .note_dialog import NoteDialog

        NoteDialog(self._services, run, self.window()).open()

    @Slot(object)
    def _on_remove_requested(self, run: Run) -> None:
        self.remove_run(run)

    def _connect(self) -> None:
        self._services.day_change.changed.connect(self._model.begin_day)
        self._services.runs.run_edited.connect(self._list.keep_in_view)
        self._import.clicked.connect(self.import_requested)
        self._filters.list_wanted.connect(self._go_to_list)
        self._list.selected.connect(self._filters.show_counts)  # another run may have been hidden and selected
        self._list.selected.connect(self.run_selected)
        self._list.outcome_requested.connect(self.outcome_requested)
        self._list.results_requested.connect(self.results_requested)
        self._list.repeat_requested.connect(self.repeat_requested)
        self._list.save_export_requested.connect(self.save_export_requested)
        self._list.import_export_requested.connect(self.import_export_requested)
        self._list.save_logs_requested.connect(self.save_logs_requested)
        self._list.report_requested.connect(self.report_requested)
        self._list.requests_requested.connect(self.requests_requested)
        self._list.stop_requested.connect(self.stop_requested)
        self._list.stop_watching_requested.connect(self.stop_watching_requested)
        self._list.note_requested.connect(self.edit_note)
        self._list.remove_requested.connect(self._on_remove_requested)
