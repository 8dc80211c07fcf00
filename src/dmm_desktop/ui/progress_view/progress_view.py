"""The progress view: everything about the selected run, in the same places in every state."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...operations.save_log_lines import LineSelection
from ..log_view.log_viewer import LogViewer
from ..run_words import (
    can_be_repeated,
    can_record_outcome,
    connection_name,
    doubt,
    has_requests,
    is_lost,
    reference_and_note,
)
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..services.tracked_run import TrackedRun
from ..stage import StageBand
from ..support_bundles import SUPPORT_BUNDLE
from ..widgets.containers import Hairline, Panes, Surface, set_surface
from ..widgets.labels import WrappedLabel
from .advice_banner import AdviceBanner, Remedy, advice
from .choices import Choices, Logs, choices
from .commands import Commands
from .footer import Footer
from .heading import FileRow, SentenceRow
from .parts import Parts
from .rate_estimator import RateEstimators
from .run_summary import run_summary
from .saved_banner import SavedBanner
from .saved_exports import SavedExports
from .saving import Saving

_BELOW_NOTE = 8


class ProgressView(QWidget):
    """Shows the run that :meth:`show_run` names. ``repeat_requested`` and ``note_requested`` carry that Run,
    ``import_requested`` the path of a saved export and its Origin.

    ``environment_requested`` (environment id): its key must be entered; ``changed``: the state of the visible run
    has changed.
    """

    environment_requested = Signal(object)
    changed = Signal()
    support_bundle_requested = Signal(object)
    repeat_requested = Signal(object)
    note_requested = Signal(object)
    import_requested = Signal(object, object)

    def __init__(
        self,
        services: AppServices,
        dialogs: SystemDialogs | None = None,
        parent: QWidget | None = None,
        parts: Parts | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("progress_view")
        set_surface(self, Surface.BASE)
        self._services = services
        self._run_id = ""
        self._lost_at: dict[str, datetime] = {}
        dialogs = dialogs or services.dialogs
        self._meters = RateEstimators(services.runs, self)
        self._band = StageBand()
        self._file = FileRow()
        self._file.note_requested.connect(self.edit_note)
        self._note = WrappedLabel()
        self._note.setObjectName("run_note")
        self._note.setContentsMargins(0, 0, 0, _BELOW_NOTE)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._banner = AdviceBanner()
        self._sentence = SentenceRow()
        parts = parts or Parts(services)
        self._figures, self._failing, self._log = parts.metrics, parts.failing, parts.log
        self._notice = SavedBanner(dialogs, services.wakefulness, self)
        self._saving = Saving(services, dialogs, self._notice, self)
        self._exports = SavedExports(services, dialogs, self._saving, self._notice, self)
        self._commands = Commands(services, self._saving, self)
        self._footer = Footer()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._soon = QTimer(self)  # combines several changes into one update
        self._soon.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.hide_run()

    @property
    def run_id(self) -> str:
        """The visible run; empty if there is none."""
        return self._run_id

    @property
    def _view(self) -> TrackedRun | None:
        return self._services.runs.find(self._run_id)

    def show_run(self, run_id: str) -> None:
        """Show another run."""
        if self._services.runs.find(run_id) is None:
            self.hide_run()
            return
        self._run_id = run_id
        self._services.poll_priority.look_at(run_id)
        self._log.show_run(run_id)
        self._notice.show_run(run_id)
        self._meters.tick(run_id)
        self._services.whole_runs.complete(run_id, self)
        self._show()

    def hide_run(self) -> None:
        """Show no run."""
        self._run_id = ""
        self._services.poll_priority.look_at("")
        self._log.show_run("")
        self._notice.show_run("")
        self._second.stop()
        for part in self._parts:
            part.setVisible(False)

    @property
    def offered(self) -> Choices | None:
        """The actions available for the visible run; None if there is none."""
        return self._choices(self._view) if self._view is not None else None

    @Slot()
    def ask_to_stop(self) -> None:
        """Ask the user, then stop the run or its start."""
        if (view := self._view) is not None:
            self._commands.ask_to_stop(view)

    @Slot()
    def stop_watching(self) -> None:
        """Stop watching; the run continues."""
        self._services.runs.stop_watching(self._run_id)

    @Slot()
    def save_logs(self) -> None:
        """Save the log files, or the lines read so far while the run continues."""
        view = self._view
        if view is None or self._exports.busy(self._run_id):
            return
        match self._choices(view).logs:
            case Logs.FILES:
                self._saving.log_files(view.run)
            case Logs.LINES:
                self._saving.log_lines(view.run, self._log.lines, LineSelection(self._log.line_count))

    @Slot(object)
    def _save_lines(self, selection: LineSelection) -> None:
        if (view := self._view) is not None:
            self._saving.log_lines(view.run, self._log.lines, selection)

    @property
    def log(self) -> LogViewer:
        """The log of the visible run."""
        return self._log.viewer

    @property
    def can_save_export(self) -> bool:
        """Whether the visible run may have a zip that can be saved now."""
        return (one := self.offered) is not None and one.can_save_export and not self._exports.busy(self._run_id)

    @property
    def can_import_export(self) -> bool:
        """Whether the zip of the visible run can be imported, after it was saved."""
        return (one := self.offered) is not None and one.can_import_export and not self._exports.busy(self._run_id)

    @Slot()
    def save_export(self) -> None:
        """Save the zip of the export."""
        if (view := self._view) is not None and self.can_save_export:
            self._exports.save(view.run)

    @Slot()
    def import_export(self) -> None:
        """Ask for an import of the export, which is saved first if necessary."""
        if (view := self._view) is not None and self.can_import_export:
            self._exports.import_it(view.run)

    @property
    def can_repeat(self) -> bool:
        """Whether the visible run has ended and its file and settings are known here."""
        return (view := self._view) is not None and can_be_repeated(view.run)

    @Slot()
    def repeat(self) -> None:
        """Ask for another import or export with the same file and settings."""
        if (view := self._view) is not None and self.can_repeat:
            self.repeat_requested.emit(view.run)

    @property
    def can_record_outcome(self) -> bool:
        """Whether a user can record what became of the visible run."""
        return (view := self._view) is not None and can_record_outcome(view.run)

    @Slot()
    def record_outcome(self) -> None:
        """Ask what became of the run."""
        if (view := self._view) is not None and self.can_record_outcome:
            self._commands.apply(Remedy.FINDING, view)

    @Slot()
    def read_results(self) -> None:
        """Read the results of a run again whose failing entities are not known."""
        if (view := self._view) is not None and self._choices(view).can_read_results:
            self._commands.apply(Remedy.READ_RESULTS, view)

    @property
    def has_failing_entities(self) -> bool:
        """Whether failing entities of the visible run are known."""
        return (view := self._view) is not None and bool(view.run.failing_entities)

    @Slot()
    def save_failing_entities(self) -> None:
        """Save the failing entities as CSV."""
        if (view := self._view) is not None and self.has_failing_entities:
            self._saving.failing_entities(view.run)

    @Slot()
    def edit_note(self) -> None:
        """Ask for the dialog for the note of the run."""
        if (view := self._view) is not None:
            self.note_requested.emit(view.run)

    @Slot()
    def show_report(self) -> None:
        """Show the report of the run."""
        if (view := self._view) is not None:
            self._services.whole_runs.complete(self._run_id, self, partial(self._commands.show_report, view))

    @property
    def has_requests(self) -> bool:
        """Whether at least one request of the visible run is known here."""
        return (view := self._view) is not None and has_requests(view.run)

    @Slot()
    def show_requests(self) -> None:
        """Show the requests of the run as commands."""
        if (view := self._view) is not None and self.has_requests:
            self._commands.show_requests(view)

    @Slot()
    def save_report_as_html(self) -> None:
        """Save the report as an HTML page."""
        if (view := self._view) is not None:
            save = self._saving.report_as_html
            self._services.whole_runs.complete(self._run_id, self, lambda: save(view.run, doubt(view)))

    @Slot()
    def save_report_as_json(self) -> None:
        """Save the report as JSON, for other programs."""
        if (view := self._view) is not None:
            save = self._saving.report_as_json
            self._services.whole_runs.complete(self._run_id, self, lambda: save(view.run, view.log_notice, doubt(view)))

    def _choices(self, view: TrackedRun) -> Choices:
        return choices(
            view,
            watched=self._services.runs.is_watched(view.run.id),
            stopping=self._services.runs.is_stopping(view.run.id),
            lines=self._log.line_count,
            lacking=self._services.lacking(view.run),
        )

    @Slot(object, object)
    def _stop_failed(self, run_id: str, error: DmmError) -> None:
        self._notice.failed(run_id, error)
        self._changed(run_id)

    @Slot(object, object)
    def _stop_waits(self, run_id: str, words: str) -> None:
        if words:
            give_up = partial(self._services.runs.give_up_stopping, run_id)
            self._notice.under_way(run_id, self.tr("Stopping…"), words, give_up)
        else:
            self._notice.ended(run_id)

    @Slot(object)
    def _changed(self, run_id: str) -> None:
        view = self._services.runs.find(run_id)
        if view is None:
            return
        if is_lost(view):
            self._lost_at.setdefault(run_id, datetime.now(UTC))
        else:
            self._lost_at.pop(run_id, None)
        if run_id == self._run_id:
            self._show_soon()

    @Slot()
    def _show_soon(self) -> None:
        if not self._soon.isActive():  # frequent changes must not delay it
            self._soon.start()

    @Slot()
    def _update(self) -> None:
        self._show()
        self.changed.emit()

    @Slot()
    def _list_changed(self) -> None:
        if self._run_id and self._view is None:
            self.hide_run()

    @Slot()
    def _tick(self) -> None:
        self._meters.tick(self._run_id)
        self._update()

    @Slot()
    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        run, offered = view.run, self._choices(view)
        watched = self._services.runs.is_watched(run.id)
        place = self._services.environments.place_of(run)
        self._band.show_destination(run.stage, run.environment_name, connection_name(run), place)
        self._file.show_run(run)
        self._note.setText(reference_and_note(run))
        self._note.setVisible(bool(self._note.text()))
        self._banner.show_advice(
            advice(
                view,
                watched=watched,
                seconds_left=math.ceil(view.watch.seconds_left) if view.watch is not None else 0,
                first_trouble=self._lost_at.get(run.id, datetime.now(UTC)),
                has_logs=offered.logs is not Logs.NOTHING,
                can_read=offered.can_read_results,
            )
        )
        stopping, awake = self._services.runs.is_stopping(run.id), self._services.wakefulness.is_kept
        summary = run_summary(view, watched=watched, stopping=stopping, awake=awake)
        self._sentence.show_summary(summary)
        has_log = self._log.can_show(run)
        if run.state.is_final:
            self._figures.show_final(run, has_log=has_log)
        else:
            self._figures.show_live(run, self._meters.of(view), stale=summary.stale, has_log=has_log)
        self._failing.show_entities(run, has_log=has_log)
        self._failing.setMaximumHeight(self._failing.wanted_height)
        repeats = run.type if can_be_repeated(run) else None
        self._footer.show_choices(offered, busy=self._exports.busy(run.id), repeats=repeats)
        for part in self._parts:
            part.setVisible(True)
        counted = run.report is not None or not run.state.is_final
        self._figures.setVisible(counted and not run.state.is_unstarted)
        self._failing.setVisible(bool(run.failing_entities))
        self._settle()
        if is_lost(view) and self.isVisible():
            self._second.start()
        else:
            self._second.stop()

    def _settle(self) -> None:
        """Lay everything out at once: a sentence that has become longer would be cut, and the footer be outside the
        window, until Qt has passed the new heights up from layout to layout."""
        if not self.isVisible():
            return
        for widget in (self._sentence, self._heading, self._footer, self):
            if (layout := widget.layout()) is not None:
                layout.activate()

    @Slot()
    def _show_support_bundle(self) -> None:
        self._footer.allow_support_bundle(not self._services.runner.is_running(SUPPORT_BUNDLE))

    @Slot(object)
    def _remedy(self, remedy: Remedy) -> None:
        if (view := self._view) is not None:
            self._commands.apply(remedy, view)

    def _connect(self) -> None:
        runs = self._services.runs
        runs.run_changed.connect(self._changed)
        runs.list_changed.connect(self._list_changed)
        self._services.environments.changed.connect(self._show)  # another environment may now have the same host
        self._services.day_change.changed.connect(self._show)
        self._services.wakefulness.changed.connect(self._show_soon)  # in the middle of a change
        self._second.timeout.connect(self._tick)
        self._soon.timeout.connect(self._update)
        self._log.changed.connect(self._update)
        self._saving.busy_changed.connect(self._show)
        self._exports.busy_changed.connect(self._show)
        self._exports.import_wanted.connect(self.import_requested)
        self._commands.environment_requested.connect(self.environment_requested)
        self._commands.stop_changed.connect(self._changed)
        self._commands.stop_failed.connect(self._stop_failed)
        self._commands.stop_waits.connect(self._stop_waits)
        self._commands.stop_is_moot.connect(self._notice.retract)
        self._commands.stop_told_anew.connect(self._notice.tell_anew)
        self._banner.wanted.connect(self._remedy)
        self._figures.log_errors_wanted.connect(self._log.show_errors)
        self.log.save_requested.connect(self._save_lines)
        self._failing.lines_requested.connect(self._log.show_lines_about)
        self._failing.save_requested.connect(self.save_failing_entities)
        self._footer.stop.connect(self.ask_to_stop)
        self._footer.stop_watching.connect(self.stop_watching)
        self._footer.save_logs.connect(self.save_logs)
        self._footer.save_export.connect(self.save_export)
        self._footer.import_export.connect(self.import_export)
        self._footer.repeat.connect(self.repeat)
        self._footer.show_report.connect(self.show_report)
        self._footer.save_html.connect(self.save_report_as_html)
        self._footer.save_json.connect(self.save_report_as_json)
        self._footer.save_support_bundle.connect(lambda: self.support_bundle_requested.emit(self._run_id))
        self._services.runner.running_changed.connect(self._show_support_bundle)
        self._show_support_bundle()

    def _lay_out(self) -> None:
        """Put each part into a widget that is already in the window: Qt restyles everything below a widget whenever its
        parent changes."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._heading = QWidget()
        self._panes = Panes(Qt.Orientation.Vertical)
        line = Hairline()
        for part in (self._band, self._heading, line):
            column.addWidget(part)
        column.addWidget(self._panes, 1)
        above = QVBoxLayout(self._heading)
        above.setContentsMargins(24, 12, 24, 12)
        above.setSpacing(0)
        for part, gap in (
            (self._file, 8),
            (self._note, 0),
            (self._banner, 3),
            (self._sentence, 12),
            (self._figures, 0),
        ):
            above.addWidget(part)
            above.addSpacing(gap)
        self._panes.setObjectName("failing_and_log")
        self._panes.addWidget(self._failing)
        self._panes.addWidget(self._log)
        self._panes.setStretchFactor(0, 3)
        self._panes.setStretchFactor(1, 2)
        for part in (self._notice.widget, self._footer):  # last: Tab goes through the parts as they arrive
            column.addWidget(part)
        self._parts = (self._band, self._heading, line, self._panes, self._footer)
