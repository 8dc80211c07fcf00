"""The banner above the status sentence: a problem with the visible run, and its remedy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.entered_ids import entry_doubts
from ...core.errors import DmmError, LocalError, TokenMissing, TokenRefused, Unreachable
from ...core.execution_type import by_type
from ...core.key_store_errors import SecretStoreError
from ...core.outcomes import last_known
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import Text, joined, text
from ...operations.retrying import Waiting
from ..error_details import show_error, show_received
from ..formats import clock, day_and_time, is_today
from ..messages import explanation, tr_again, tr_text
from ..run_words import is_lost, is_sending_here
from ..services.tracked_run import TrackedRun
from ..theme.tokens import Tone
from ..widgets.banner import Banner


class Remedy(Enum):
    """The action of the banner's button."""

    NONE = ""
    TRY_NOW = "try now"
    ENTER_KEY = "enter key"
    WATCH_AGAIN = "watch again"
    FINDING = "finding"
    LOOK_AGAIN = "look again"
    READ_RESULTS = "read results"


@dataclass(frozen=True, slots=True)
class Advice:
    """The content of the banner; ``second`` is another remedy. *Details* shows ``error``, if set; ``received`` is a
    server's response, shown by a separate link."""

    tone: Tone
    problem: str
    cause: str = ""
    remedy: Remedy = Remedy.NONE
    error: DmmError | None = None
    icon: str = ""
    received: str = ""
    second: Remedy = Remedy.NONE


def advice(
    view: TrackedRun,
    *,
    watched: bool,
    seconds_left: int,
    first_trouble: datetime,
    has_logs: bool,
    can_read: bool,
) -> Advice | None:
    """The advice on a run; None if there is nothing to say. ``seconds_left``: until the next retry; ``has_logs``: logs
    can be saved; ``can_read``: the results can be read again."""
    told = _advice(view, watched, seconds_left, first_trouble, has_logs, can_read)
    if not view.run.has_entered_id or view.run.state.is_recordable:
        return told
    if told is None:
        return _entered(view.run)
    if told.remedy is Remedy.NONE:
        return replace(told, remedy=Remedy.FINDING)
    return replace(told, second=Remedy.FINDING) if told.second is Remedy.NONE else told


def _entered(run: Run) -> Advice:
    """The advice on a tracker id that a user entered: it can be corrected."""
    if doubts := entry_doubts(run):
        problem = text("The tracker id that a user entered may be that of another execution.")
        where_to_look = text("Compare it with DMM on {place}.", place=run.told_environment)
        why = where_to_look if run.state.is_final else joined(*doubts)  # the remarks tell them once it has ended
        return Advice(Tone.WARN, tr_text(problem), tr_text(why), Remedy.FINDING)
    problem = text("A user entered the tracker id of this run.")
    return Advice(Tone.INFO, tr_text(problem), tr_text(text("If it is wrong, record another.")), Remedy.FINDING)


def _advice(
    view: TrackedRun, watched: bool, seconds_left: int, first_trouble: datetime, has_logs: bool, can_read: bool
) -> Advice | None:
    run = view.run
    if run.state.is_recordable:
        return _unsettled(run, view.error)
    if run.lacks_error_report and watched and view.watch is None:
        return _reading(view)
    has_problem = view.error is not None and not isinstance(view.error, LocalError)
    is_unverified = run.state is RunState.COMPLETED_UNVERIFIED and run.failing_entities is None
    if is_unverified or (run.lacks_error_report and has_problem):
        return _without_error_report(view.error if has_problem else None, has_logs, can_read)
    if run.state.is_final:
        return _not_stored(run, view.error) if isinstance(view.error, LocalError) else None
    if is_lost(view):
        return _lost(view, seconds_left, first_trouble)
    if run.state.is_sending and not is_sending_here(view):
        problem = by_type(
            run.type,
            for_import=text("Another program is sending this import, or was at the last check."),
            for_export=text("Another program is requesting this export, or was at the last check."),
        )
        cause = explanation(view.error) if view.error else ""
        return Advice(Tone.INFO, tr_text(problem), cause, Remedy.LOOK_AGAIN, view.error)
    if not watched and run.state.is_watchable:
        return _unwatched(run, view.error)
    return _not_stored(run, view.error) if view.error is not None else None


def _reading(view: TrackedRun) -> Advice:
    """The advice while the results are read again."""
    trouble = view.progress.trouble if isinstance(view.progress, Waiting) else None
    cause = f"{tr_again(0)} {tr_text(trouble.reason or trouble.title)}" if trouble is not None else ""
    return Advice(Tone.INFO, tr_text(text("Reading the results…")), cause)


def _without_error_report(error: DmmError | None, has_logs: bool, can_read: bool) -> Advice:
    """The advice on a run whose failing entities are not known. ``error``: why reading them again has failed."""
    problem = tr_text(text("It is not known whether any entities failed."))
    look = text("Save the logs and look for errors in them.") if has_logs else text("Look for errors in DMM.")
    again = Remedy.READ_RESULTS if can_read else Remedy.NONE
    if error is None:
        return Advice(Tone.WARN, problem, tr_text(look), again)
    cause = tr_text(joined(error.title, *([error.reason] if error.reason else []), look))
    if isinstance(error, TokenRefused | TokenMissing):
        return Advice(Tone.WARN, problem, cause, Remedy.ENTER_KEY, error, second=again)
    return Advice(Tone.WARN, problem, cause, again, error)


def _unsettled(run: Run, error: DmmError | None) -> Advice:
    """The advice for an unknown outcome: nothing is started again automatically, and the user can record what
    they found, or have the server asked again if the tracker id is known. ``error``: the run could not be stored, or
    the server does not know it."""
    cause = tr_text(run.message) if isinstance(run.message, Text) else ""  # the server's message is a remark
    if error is not None:
        cause = f"{cause} {tr_text(error.sentences)}".strip()
    second = Remedy.WATCH_AGAIN if run.can_be_asked_again else Remedy.NONE
    if run.state.is_unsettled:
        problem = text("Check DMM on {place} and record what you found.", place=run.told_environment)
        return Advice(Tone.WARN, tr_text(problem), cause, Remedy.FINDING, error, "unknown", run.received, second)
    problem = text("Recorded by a user on this computer; not checked with the server.")
    return Advice(Tone.INFO, tr_text(problem), cause, Remedy.FINDING, error, received=run.received, second=second)


def _lost(view: TrackedRun, seconds_left: int, first_trouble: datetime) -> Advice:
    watch = view.watch
    assert watch is not None and watch.trouble is not None
    is_unreachable, known = isinstance(watch.trouble, Unreachable), last_known(view.run)
    if is_unreachable or not view.run.lacks_results:  # otherwise the status came
        known = joined(_silence(view, first_trouble, is_unreachable=is_unreachable), known)
    problem = tr_text(known)
    soon = tr_again(seconds_left)
    reason = watch.trouble.reason or watch.trouble.title
    remedy = Remedy.ENTER_KEY if isinstance(watch.trouble, TokenRefused) else Remedy.TRY_NOW
    return Advice(Tone.WARN, problem, f"{soon} {tr_text(reason)}", remedy, watch.trouble, "lost")


def _silence(view: TrackedRun, first_trouble: datetime, *, is_unreachable: bool) -> Text:
    """Since when the server has reported no status: since its last answer, even to an earlier window. If none is known,
    the sentence gives the time of the first failed request instead."""
    at, place = view.answered_at, view.run.told_environment
    if at is None:
        what = text("No response from {place}.", place=place)
        if not is_unreachable:
            what = text("No status from {place}.", place=place)
        failed = clock(first_trouble) if is_today(first_trouble) else day_and_time(first_trouble)
        return joined(what, text("First failed attempt: {time}.", time=failed))
    if is_today(at):
        if is_unreachable:
            return text("No response from {place} since {time}.", place=place, time=clock(at))
        return text("No status from {place} since {time}.", place=place, time=clock(at))
    if is_unreachable:
        return text("No response from {place} since {date}.", place=place, date=day_and_time(at))
    return text("No status from {place} since {date}.", place=place, date=day_and_time(at))


def _unwatched(run: Run, error: DmmError | None) -> Advice:
    """The advice on a run that is not watched. ``error``: why not; None if the user has ended the watching."""
    if error is None:
        problem = text("This run is not being watched.")
        return Advice(Tone.INFO, tr_text(problem), tr_text(last_known(run)), Remedy.WATCH_AGAIN)
    problem = text("This run is not being watched: {reason}", reason=error.title)
    told = Advice(Tone.ERR, tr_text(problem), f"{tr_text(last_known(run))} {explanation(error)}".strip(), error=error)
    match error:
        case TokenRefused():
            return replace(told, remedy=Remedy.ENTER_KEY, second=Remedy.WATCH_AGAIN, icon="key")
        case TokenMissing():
            return replace(told, remedy=Remedy.ENTER_KEY, icon="key")
        case SecretStoreError():
            return replace(told, tone=Tone.WARN, remedy=Remedy.WATCH_AGAIN, icon="lock")
        case _:
            return replace(told, remedy=Remedy.WATCH_AGAIN)


def _not_stored(run: Run, error: DmmError) -> Advice:
    """The advice on a run that could not be stored as it is shown."""
    if run.state.is_final:
        then = text("After the next start, the run is shown as it was last stored.")
    else:
        then = text("The run is still watched, and stored once that is possible.")
    reasons = (error.reason, then) if error.reason is not None else (then,)
    return Advice(Tone.WARN, tr_text(error.title), tr_text(joined(*reasons)), error=error)


class AdviceBanner(QWidget):
    """Shows the advice on a run. ``wanted`` (Remedy): the user clicked its button."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice: Advice | None = None
        self._banner = Banner("banner", action_name="banner_action")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 14)
        room.addWidget(self._banner)
        self._banner.action.connect(self._act)
        self._banner.second_action.connect(self._act_second)
        self._banner.details.connect(self._show_details)

    def show_advice(self, advice: Advice | None) -> None:
        """Show advice, or hide the banner if it is None."""
        self._advice = advice
        self.setVisible(advice is not None)
        if advice is None:
            self._banner.hide()
            return
        action, icon = self._action(advice.remedy)
        second, _ = self._action(advice.second)  # without an icon: two buttons are wide
        self._banner.name_action("try_now" if advice.remedy is Remedy.TRY_NOW else "banner_action")
        self._banner.show_message(
            advice.tone,
            advice.problem,
            advice.cause,
            action=action,
            action_icon=icon,
            second=second,
            details=advice.error is not None,
            link=self.tr("Server response") if advice.received else "",
            icon_name=advice.icon,
        )

    def _action(self, remedy: Remedy) -> tuple[str, str]:
        match remedy:
            case Remedy.TRY_NOW:
                return self.tr("Try now"), "test"
            case Remedy.ENTER_KEY:
                return self.tr("Enter key…"), "key"
            case Remedy.WATCH_AGAIN:
                return self.tr("Watch again"), "eye"
            case Remedy.LOOK_AGAIN:
                return self.tr("Check again"), "test"
            case Remedy.READ_RESULTS:
                return self.tr("Read results again"), "test"
            case Remedy.FINDING:
                return self.tr("Record outcome…"), "edit"
            case _:
                return "", ""

    @Slot()
    def _act(self) -> None:
        if self._advice is not None:
            self.wanted.emit(self._advice.remedy)

    @Slot()
    def _act_second(self) -> None:
        if self._advice is not None:
            self.wanted.emit(self._advice.second)

    @Slot()
    def _show_details(self) -> None:
        if self._advice is None:
            return
        if self._advice.received:
            show_received(self, self._advice.received, self._advice.error)
        elif self._advice.error is not None:
            show_error(self, self._advice.error)
