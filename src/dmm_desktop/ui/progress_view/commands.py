"""The actions on a run from its progress view; asks before anything is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.entered_ids import entry_doubts
from ...core.errors import UNSENDABLE, DmmError, TokenRefused, Unreachable
from ...core.execution_errors import StopNotAccepted, UploadEnded
from ...core.execution_type import ExecutionType, by_known_type, by_type
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import Text, joined, text
from ...operations.reported_run import reported_run
from ...operations.save_export import database_of
from ...workers.delivery import do_nothing
from ..messages import tr_text
from ..run_words import by_name, doubt, file_name
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..services.countdown import Countdown
from ..services.tracked_run import TrackedRun
from ..widgets.current_question import CurrentQuestion
from ..widgets.dialog import Question
from .advice_banner import Remedy
from .choices import Stop, stoppable
from .outcome_dialog import OutcomeDialog
from .saving import Saving


@dataclass(frozen=True, slots=True)
class StopFacts:
    """What is asked before a stop. ``place`` and ``host``: where the run is; ``trouble``: why the server gives no
    status, if so; ``doubts``: why another execution may be stopped."""

    what: Stop
    type: ExecutionType | None
    file: str
    place: str
    host: str
    database: str
    is_lost: bool = False
    trouble: Text | None = None
    doubts: tuple[Text, ...] = ()
    tracker_id: str = ""

    @classmethod
    def of(cls, run: Run, what: Stop, host: str, trouble: DmmError | None) -> StopFacts:
        """The facts about a run. ``trouble``: that of its last status request."""
        facts = cls(what, run.known_type, file_name(run), place_of(by_name(run)), host, database_of(run))
        if what is Stop.UPLOAD:
            return facts
        return replace(
            facts,
            is_lost=isinstance(trouble, Unreachable),
            trouble=trouble.title if trouble is not None else None,
            doubts=_doubts(run),
            tracker_id=run.tracker_id,
        )


class StopQuestion(Question):
    """Asks before stopping. ``confirmed``: stop the run or its start."""

    def __init__(self, facts: StopFacts, parent: QWidget) -> None:
        super().__init__("stop_question", parent)
        words = self._about_start(facts) if facts.what is Stop.UPLOAD else self._about_execution(facts)
        values = {"file": facts.file, "place": facts.place, "host": facts.host, "database": facts.database}
        title, question, consequence = (one.format(**values) for one in words)
        if facts.is_lost:
            consequence += " " + self.tr(
                "The connection is lost. DMM Desktop tries to stop it at once and shows the result."
            )
        elif facts.trouble is not None:
            consequence += " " + self.tr(
                "The server gives no status: {reason} DMM Desktop tries to stop it at once and shows the result."
            ).format(reason=tr_text(facts.trouble))
        if facts.doubts:
            consequence += "\n\n" + tr_text(joined(*facts.doubts))
        if facts.tracker_id:
            consequence += "\n\n" + self.tr("Tracker id: {id}").format(id=facts.tracker_id)
        self.ask(title, question, consequence)
        self.offer((self.tr("Stop now"), "stop_now", "stop"), (self.tr("Keep running"), "keep_running"))

    def _about_start(self, facts: StopFacts) -> tuple[str, str, str]:
        """The title, the question and the consequence, with their placeholders."""
        assert facts.type is not None, "it is being started here"
        return by_type(
            facts.type,
            for_import=(
                self.tr("Stop upload"),
                self.tr("Stop the upload of {file} to {place} on {host}?"),
                self.tr("Nothing has been imported yet."),
            ),
            for_export=(
                self.tr("Stop export"),
                self.tr("Cancel the start of the export from {place} on {host}?"),
                self.tr("Nothing has been exported yet."),
            ),
        )

    def _about_execution(self, facts: StopFacts) -> tuple[str, str, str]:
        return by_known_type(
            facts.type,
            for_import=(
                self.tr("Stop import"),
                self.tr("Stop the import of {file} to {place} on {host}?")
                if facts.file
                else self.tr("Stop the import to {place} on {host}?"),
                self.tr("Records that were already imported stay there."),
            ),
            for_export=(
                self.tr("Stop export"),
                self.tr("Stop the export from {place} on {host}?"),
                self.tr("Records that it has written into {database} stay there.")
                if facts.database
                else self.tr("What a stopped export leaves on the server is not documented."),
            ),
            for_execution=(
                self.tr("Stop execution"),
                self.tr("Stop the execution in {place} on {host}?"),
                self.tr("A stop does not undo what has already been processed."),
            ),
        )


def _doubts(run: Run) -> tuple[Text, ...]:
    """Why another execution may be stopped."""
    if run.has_entered_id:
        return text("A user entered the tracker id, so this may stop another execution."), *entry_doubts(run)
    if run.may_be_another:
        return (text("The tracker id may now belong to another execution, so this may stop that one instead."),)
    return ()


class Commands(QObject):
    """Carries out actions on runs.

    Signal for the window: ``environment_requested`` (environment id). Signals for the view: ``stop_failed`` (run id,
    DmmError); ``stop_is_moot`` (the same DmmError), if the run has ended after all; ``stop_told_anew`` (the same
    DmmError, and another in its place), if its advice has been followed; ``stop_changed`` (run id);
    ``stop_waits`` (run id, words): why and when the request will be repeated; "" once it no longer waits.
    """

    environment_requested = Signal(object)
    stop_failed = Signal(object, object)
    stop_is_moot = Signal(object)
    stop_told_anew = Signal(object, object)
    stop_changed = Signal(object)
    stop_waits = Signal(object, object)

    def __init__(self, services: AppServices, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._saving = saving
        self._widget = parent
        self._failed: dict[str, DmmError] = {}
        self._failed_at: dict[str, datetime] = {}
        self._ending: set[str] = set()  # uploads being stopped
        services.runs.run_changed.connect(self._look_for_end)
        services.environments.changed.connect(self._forget_unsendable)
        services.environments.key_saved.connect(self._forget_refused_key)
        services.environments.key_accepted.connect(self._forget_refused_key)

    def ask_to_stop(self, view: TrackedRun) -> None:
        """Ask the user, then stop the run or its start, if it can be stopped."""
        run_id, what = view.run.id, stoppable(self._services, view)
        CurrentQuestion(
            lambda: self._stop_facts(run_id, what),
            lambda facts: StopQuestion(facts, self._widget.window()),
            lambda *_: self._stop(run_id, what),
        ).ask()

    def _stop_facts(self, run_id: str, what: Stop) -> StopFacts | None:
        """What to ask before a stop; None if this cannot be stopped any more."""
        view = self._services.runs.find(run_id)
        if view is None or what is Stop.NOTHING or stoppable(self._services, view) is not what:
            return None
        trouble = view.watch.trouble if view.watch is not None else None
        return StopFacts.of(view.run, what, self._services.environments.place_of(view.run), trouble)

    def show_report(self, view: TrackedRun) -> None:
        """Show the current report."""
        run, log_notice, doubted = view.run, view.log_notice, doubt(view)
        from ..reports.report_dialog import ReportDialog

        dialog = ReportDialog(run, self._widget.window(), doubt=doubted)
        saving = self._saving.inside(dialog, run.id)  # the result is shown where the user is looking
        dialog.add_notice(saving.notice)
        dialog.save_html.connect(lambda: saving.report_as_html(run, doubted))
        dialog.save_json.connect(lambda: saving.report_as_json(run, log_notice, doubted))
        dialog.open()
        dialog.wait_for_secrets()
        self._services.runner.start(
            ("report", id(dialog)),
            partial(reported_run, self._services.context, run),
            owner=dialog,
            on_success=dialog.hide_secrets,
            on_failure=do_nothing,
        )

    def show_requests(self, view: TrackedRun) -> None:
        """Show the requests of the run as commands."""
        from .curl_dialog import CurlDialog

        CurlDialog(self._services, view.run, self._widget.window()).open()

    def apply(self, remedy: Remedy, view: TrackedRun) -> None:
        """Carry out the action of the banner's button."""
        match remedy:
            case Remedy.WATCH_AGAIN if view.run.can_be_asked_again:
                self._services.forgotten_runs.ask_again(view.run.id)
            case Remedy.TRY_NOW | Remedy.WATCH_AGAIN:
                self._services.runs.try_now(view.run.id)
            case Remedy.ENTER_KEY:
                follower = self._services.environments.follower(view.run)
                self.environment_requested.emit(follower.id if follower is not None else view.run.environment_id)
            case Remedy.LOOK_AGAIN:
                self._services.runs.look_again(view.run.id)
            case Remedy.READ_RESULTS:
                self._services.unread_results.read_again(view.run.id)
            case Remedy.FINDING:
                OutcomeDialog(self._services, view.run, self._widget.window()).open()

    def _stop(self, run_id: str, what: Stop) -> None:
        view = self._services.runs.find(run_id)
        if view is None or view.run.is_over:
            return
        if what is Stop.UPLOAD:
            self._ending.add(run_id)
            self._services.runs.stop_upload(run_id)
            self._look_at_ending(view)
            return

        def failed(error: DmmError) -> None:
            self._failed[run_id], self._failed_at[run_id] = error, datetime.now(UTC)
            self.stop_failed.emit(run_id, error)
            self._look_for_end(run_id)
            self._services.runs.try_now(run_id)  # it may have been refused because the run has already ended

        countdown = Countdown(partial(self.stop_waits.emit, run_id), self)

        def ended() -> None:
            countdown.show_waiting(None)
            countdown.deleteLater()

        if self._services.runs.stop(
            run_id, owner=self, on_failure=failed, on_waiting=countdown.show_waiting, on_end=ended
        ):
            self.stop_changed.emit(run_id)
        else:
            countdown.deleteLater()

    @Slot(object)
    def _look_for_end(self, run_id: str) -> None:
        view = self._services.runs.find(run_id)
        if view is not None:
            self._look_at_ending(view)
        if run_id in self._failed and view is not None and (view.run.state.is_final or self._is_followed_again(view)):
            self.stop_is_moot.emit(self._failed.pop(run_id))

    def _is_followed_again(self, view: TrackedRun) -> bool:
        """Whether a stop that could not be sent because of the environment can be requested again now."""
        answered, failed_at = view.run.answered_at, self._failed_at[view.run.id]
        is_answered = answered is not None and answered > failed_at
        return is_answered and isinstance(self._failed[view.run.id], UNSENDABLE)

    @Slot()
    def _forget_unsendable(self) -> None:
        """Withdraw the errors about environments as they were before: they may have been corrected."""
        for run_id in [one for one, error in self._failed.items() if isinstance(error, UNSENDABLE)]:
            self.stop_is_moot.emit(self._failed.pop(run_id))

    @Slot(object)
    def _forget_refused_key(self, environment_id: str) -> None:
        """Ask no longer for the key of an environment that was entered or accepted after it had prevented a stop."""
        for run_id, error in list(self._failed.items()):
            view = self._services.runs.find(run_id)
            follower = self._services.environments.follower(view.run) if view is not None else None
            is_its_key = follower is not None and follower.id == environment_id
            if is_its_key and isinstance(error, StopNotAccepted) and isinstance(error.cause, TokenRefused):
                self._failed[run_id] = error.once_corrected
                self.stop_told_anew.emit(error, self._failed[run_id])

    def _look_at_ending(self, view: TrackedRun) -> None:
        """Report an upload that could not be stopped: it continues as an import if its last byte was already on its
        way."""
        run = view.run
        if run.id not in self._ending or run.state is RunState.UPLOADING:
            return
        self._ending.discard(run.id)
        if not run.state.is_final:
            self._failed[run.id] = error = UploadEnded(run.type)
            self._failed_at[run.id] = datetime.now(UTC)
            self.stop_failed.emit(run.id, error)
