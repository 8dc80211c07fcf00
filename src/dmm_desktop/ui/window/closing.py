"""What happens before the window closes: the questions it asks, and the jobs it waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ...core.text import joined, text
from ..messages import tr_text
from ..support_bundles import SUPPORT_BUNDLE
from ..theme.tokens import Tone
from ..widgets.banner import Banner
from ..widgets.current_question import CurrentQuestion

if TYPE_CHECKING:
    from ..services.app_services import AppServices
    from ..services.tracked_run import TrackedRun
    from ..widgets.dialog import Question
    from .close_question import Affected, UnderWay


#: How long the window waits for what is under way when it closes, in milliseconds; what then still continues is cut
#: off, which takes at most the second time.
_WAITS = 10_000
_CUT_OFF = 1_000


class Closing(QObject):
    """Closes the window again once the user has agreed, and once the last job has ended or has been cut off. ``banner``
    says that the window is waiting. A demo's imports end with its window (``is_demo``)."""

    def __init__(self, window: QWidget, services: AppServices, banner: Banner, *, is_demo: bool) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._banner = banner
        self._is_demo = is_demo
        self._agreed: UnderWay | None = None  # to end this
        self._question = CurrentQuestion(lambda: self._under_way() or None, self._asking, self._close)
        self.longest_wait = _WAITS
        self.is_under_way = self.is_over = False

    def asks(self) -> bool:
        """Ask before anything ends without an outcome, and once before runs continue unwatched; False if there is
        nothing to ask. When the session ends, only uploads and imports without a response are asked about."""
        if self._question.is_open:
            return True
        found = self._under_way()
        if not found or found == self._agreed:
            return False
        self._question.ask()
        return True

    def waits(self) -> bool:
        """Cancel all jobs; False if none was running. The wait is bounded."""
        runner = self._services.runner
        if not runner.busy:
            return False
        self.is_under_way = True
        found, seconds = self._under_way(), self.longest_wait // 1000
        if len(found.unanswered) == 1:
            place, host = found.unanswered[0].place, found.unanswered[0].host
            waiting = text(
                "Waiting up to {n} seconds for the response of {place} on {host}.", n=seconds, place=place, host=host
            )
        else:
            waiting = text("Waiting up to {n} seconds for running tasks to end.", n=seconds)
        words = joined(waiting, text("What is running on the server is not stopped."))
        self._banner.show_message(Tone.INFO, self.tr("Closing…"), tr_text(words))
        runner.busy_changed.connect(self._close_when_idle)
        runner.wind_down()
        QTimer.singleShot(self.longest_wait, self, self._cut_off)
        return True

    def _asking(self, found: UnderWay) -> Question:
        from .close_question import CloseQuestion, FollowedQuestion

        return CloseQuestion(self._window, found) if found.is_lossy else FollowedQuestion(self._window, found.followed)

    def _under_way(self) -> UnderWay:
        from .close_question import UnderWay

        runs, runner = self._services.runs, self._services.runner
        has_bundle = runner.is_running(SUPPORT_BUNDLE) and not self._is_demo and not _is_session_ending()
        if not runs.runs:
            return UnderWay(has_bundle=has_bundle)
        from ...core.run_state import RunState
        from ..progress_view.downloads import EXPORTED_ZIP, LOG_FILES  # imported with the progress view
        from ..run_words import is_sending_here

        here = [view for view in runs.runs if is_sending_here(view)]
        uploads = [view for view in here if view.run.state is RunState.UPLOADING]
        unanswered = [view for view in here if view.run.state is RunState.SENT]
        found = UnderWay(uploads=self._affected(uploads), has_bundle=has_bundle)
        if not self._is_demo:
            found = replace(found, unanswered=self._affected(unanswered))
        if self._is_demo or _is_session_ending():
            return found
        stops = [view for view in runs.runs if runs.is_stopping(view.run.id)]
        logs = [view for view in runs.runs if runner.is_running(LOG_FILES.key(view.run.id))]
        exports = [view for view in runs.runs if runner.is_running(EXPORTED_ZIP.key(view.run.id))]
        found = replace(found, stops=self._affected(stops), logs=self._affected(logs), exports=self._affected(exports))
        if not self._services.preferences.current.asks_before_closing:
            return found
        watched = [view for view in runs.unfinished if runs.is_watched(view.run.id)]
        keyless: list[TrackedRun] = []
        followed: list[TrackedRun] = []
        for view in watched:
            (keyless if self._services.loses_key(view.run) else followed).append(view)
        return replace(found, keyless=self._affected(keyless), followed=self._affected(followed))

    def _affected(self, views: list[TrackedRun]) -> Affected:
        from ..run_words import by_name, place
        from .close_question import AffectedRun

        place_of = self._services.environments.place_of
        return tuple(AffectedRun(view.run.known_type, place(by_name(view.run)), place_of(view.run)) for view in views)

    def _close(self, agreed: UnderWay, question: Question) -> None:
        """Close the window, unless what is under way is no longer what the user has agreed to end."""
        from .close_question import FollowedQuestion

        if isinstance(question, FollowedQuestion) and question.is_last:
            preferences = self._services.preferences
            preferences.save(replace(preferences.current, asks_before_closing=False))
            agreed = replace(agreed, followed=())
        self._agreed = agreed
        self._window.close()

    @Slot(object)
    def _close_when_idle(self, busy: bool) -> None:
        if not busy:
            self._end()

    @Slot()
    def _cut_off(self) -> None:
        if not self.is_over:
            self._services.runner.abandon()
            QTimer.singleShot(_CUT_OFF, self, self._end)

    @Slot()
    def _end(self) -> None:
        if not self.is_over:
            self.is_over = True
            self._window.close()


def _is_session_ending() -> bool:
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
