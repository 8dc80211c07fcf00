"""The actions on a run from its progress view; asks before anything is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.errors import DmmError
from ...core.run_state import RunState
from ...core.runs import Run
from ..messages import tr_waiting
from ..run_words import is_lost
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..services.run_controller import TrackedRun
from ..widgets.dialog import Question
from .advice_banner import Remedy
from .choices import Choices, Stop
from .outcome_dialog import OutcomeDialog
from .saving import Saving


class StopQuestion(Question):
    """``confirmed``: stop it."""

    def __init__(self, run: Run, what: Stop, host: str, *, lost: bool, parent: QWidget) -> None:
        super().__init__("stop_question", parent)
        place = place_of(run)
        if what is Stop.UPLOAD:
            question = self.tr("Stop the upload to {place} on {host}?").format(place=place, host=host)
            self.ask(self.tr("Stop upload"), question, self.tr("Nothing has been imported yet."))
        else:
            question = self.tr("Stop the import to {place} on {host}?").format(place=place, host=host)
            words = self.tr("Records that were already imported stay in {place}.").format(place=place)
            if lost:
                words += " " + self.tr(
                    "The connection is lost. Stopping is attempted at once, and the result is shown."
                )
            self.ask(self.tr("Stop import"), question, words)
        self.offer((self.tr("Stop now"), "stop_now", "stop"), (self.tr("Keep running"), "keep_running"))


class Commands(QObject):
    """``environment_requested`` (environment id) is for the window; ``stop_failed`` (run id, DmmError),
    ``stop_is_moot`` (that DmmError: the run has ended after all), ``stop_changed`` (run id) and ``stop_waits`` (run id,
    words: the server will be asked again; "" once that has ended) for the view."""

    environment_requested = Signal(object)
    stop_failed = Signal(object, object)
    stop_is_moot = Signal(object)
    stop_changed = Signal(object)
    stop_waits = Signal(object, object)

    def __init__(self, services: AppServices, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._saving = saving
        self._widget = parent
        self._asked: set[str] = set()
        self._failed: dict[str, DmmError] = {}
        services.runs.run_changed.connect(self._look_for_end)

    def is_stopping(self, view: TrackedRun) -> bool:
        """Whether a stop of an unfinished run has been requested or is being requested."""
        run = view.run
        asked = run.id in self._asked or run.stop_requested_at is not None
        return self._services.runs.is_stopping(run.id) or (asked and not run.state.is_final)

    def ask_to_stop(self, view: TrackedRun, choices: Choices) -> None:
        """Ask the user, then stop the import or its upload."""
        if choices.stop is Stop.NOTHING or choices.stop_reason:
            return
        host = self._services.environments.place_of(view.run)
        question = StopQuestion(view.run, choices.stop, host, lost=is_lost(view), parent=self._widget.window())
        question.confirmed.connect(lambda: self._stop(view.run.id))
        question.open()

    def show_report(self, view: TrackedRun) -> None:
        """Show the current report."""
        run, log_notice = view.run, view.log_notice
        from ..reports.report_dialog import ReportDialog

        dialog = ReportDialog(run, self._widget.window())
        saving = self._saving.inside(dialog, run.id)  # what became of it is said where the user looks
        dialog.add_notice(saving.notice)
        dialog.save_html.connect(lambda: saving.report_as_html(run))
        dialog.save_json.connect(lambda: saving.report_as_json(run, log_notice))
        dialog.open()

    def apply(self, remedy: Remedy, view: TrackedRun) -> None:
        """Carry out the action of the banner's button."""
        match remedy:
            case Remedy.TRY_NOW | Remedy.WATCH_AGAIN:
                self._services.runs.try_now(view.run.id)
            case Remedy.ENTER_KEY:
                self.environment_requested.emit(view.run.environment_id)
            case Remedy.LOOK_AGAIN:
                self._services.runs.look_again(view.run.id)
            case Remedy.FINDING:
                OutcomeDialog(self._services, view.run, self._widget.window()).open()

    def _stop(self, run_id: str) -> None:
        view = self._services.runs.find(run_id)
        if view is None or view.run.state.is_final:
            return
        if view.run.state is RunState.UPLOADING:
            self._services.runs.stop_upload(run_id)
            return

        def asked() -> None:
            self._asked.add(run_id)
            self.stop_changed.emit(run_id)

        def failed(error: DmmError) -> None:
            self._failed[run_id] = error
            self.stop_failed.emit(run_id, error)
            self._look_for_end(run_id)
            self._services.runs.try_now(run_id)  # it may have been refused because the run has already ended

        if self._services.runs.stop(
            run_id,
            owner=self,
            on_success=asked,
            on_failure=failed,
            on_waiting=lambda value: self.stop_waits.emit(run_id, tr_waiting(value)),
            on_end=lambda: self.stop_waits.emit(run_id, ""),
        ):
            self.stop_changed.emit(run_id)

    @Slot(object)
    def _look_for_end(self, run_id: str) -> None:
        view = self._services.runs.find(run_id)
        if run_id in self._failed and view is not None and view.run.state.is_final:
            self.stop_is_moot.emit(self._failed.pop(run_id))
