"""The log of the visible run: live while it is running; of past runs as it was kept on this computer, or loaded from
the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.kept_log import KeptLog
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.text import joined, text
from ...operations.log_lines import LogLines
from ..formats import day_and_time
from ..messages import explanation, tr, tr_text
from ..run_words import is_last_seen
from ..services.app_services import AppServices
from ..services.countdown import Countdown
from ..services.tracked_run import TrackedRun
from ..theme.tokens import Tone
from ..widgets.buttons import Button
from ..widgets.placeholder import EmptyNote
from .log_viewer import LogViewer

#: Interval at which new lines are shown while they arrive, in milliseconds.
_TAKE_EVERY = 100


class _EmptyPage(QWidget):
    """Shown instead of the lines. While visible it is never lower than its sentence: a splitter does not ask how high
    it is at its width."""

    def minimumSizeHint(self) -> QSize:
        """The least height at this width."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not self.isVisible():
            return hint
        return QSize(hint.width(), layout.totalMinimumHeightForWidth(max(self.width(), hint.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height depends on the width."""
        super().resizeEvent(event)
        self.updateGeometry()


class LogPane(QWidget):
    """Shows the log of a run. ``changed``: the number of lines or errors has changed."""

    changed = Signal()

    def __init__(self, services: AppServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._run_id = ""
        self._loading = False
        self._filters_this_run = False  # whether *Errors only* was set for this run, and not by the user
        self._sought = ""  # the name whose lines are to be shown once the log has been read
        self._waits = ""  # why the log is not being read, and when the next attempt is made
        self._said: DmmError | tuple[object, str] | None = None  # in the banner: an error, or words and their button
        self.viewer = LogViewer(self.tr("Log"), "log", self.tr("Log"), services.runner)
        self.viewer.toolbar.follow.setChecked(True)
        self._banner = self.viewer.banner
        self._note = EmptyNote("", "log_note")
        self._note.setContentsMargins(0, 0, 0, 0)
        self._load = Button(self.tr("Load log from server"), "load_log", icon_name="save")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TAKE_EVERY)
        self._timer.timeout.connect(self._take)
        self._lay_out()
        self._load.clicked.connect(self._load_log)
        self._banner.action.connect(self._act)
        self.viewer.toolbar.errors_only.clicked.connect(self._filter_all_runs)
        services.runs.run_changed.connect(self._run_changed)

    @property
    def line_count(self) -> int:
        """The number of lines received."""
        return self.viewer.model.total

    @property
    def lines(self) -> LogLines:
        """All lines received, shown or not."""
        return self.viewer.model.lines

    def can_show(self, run: Run) -> bool:
        """Whether the log has been read, or can be read from this computer or the server."""
        return self.line_count > 0 or run.kept_log is not None or self._can_load(run)

    @Slot()
    def show_errors(self) -> None:
        """Show only the lines that look like errors; read the log first if necessary."""
        view = self._services.runs.find(self._run_id)
        if view is None:
            return
        if not self.viewer.toolbar.errors_only.isChecked():
            self.viewer.toolbar.errors_only.setChecked(True)
            self._filters_this_run = True
        if self.line_count:
            self.viewer.table.setFocus()
        elif self._can_load(view.run) and not self._loading and not self._services.logs.is_reading_kept(self._run_id):
            self._load_log()

    def show_lines_about(self, name: str) -> None:
        """Show the lines that contain a name; read the log first if necessary."""
        view = self._services.runs.find(self._run_id)
        if view is None:
            return
        if self._loading:
            self._sought = name
        elif self.line_count:
            self.viewer.show_lines_about(name)
        elif self._can_load(view.run):
            self._sought = name
            self._load_log()

    def show_run(self, run_id: str) -> None:
        """Show the log of another run; an empty id shows none."""
        if run_id != self._run_id:
            self._run_id, self._sought = run_id, ""
            self._loading, self._waits, self._said = False, "", None
            self._banner.hide()
            self.viewer.end_search()
            if self._filters_this_run:
                self._filters_this_run = False
                self.viewer.toolbar.errors_only.setChecked(False)
            self._take()
            self.viewer.toolbar.follow.setChecked(True)  # the scroll position of the previous log does not apply
            self._read_kept(again=True)
        self._take()

    @Slot()
    def _filter_all_runs(self) -> None:
        self._filters_this_run = False

    @Slot(object)
    def _run_changed(self, run_id: str) -> None:
        if run_id == self._run_id and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _take(self) -> None:
        """Show new lines; check again soon while more may arrive."""
        view = self._services.runs.find(self._run_id)
        if view is None:
            return
        self._read_kept()
        if view.log is not self.lines:
            self.viewer.show_lines(view.log)
        is_longer = self.viewer.catch_up()
        if is_longer or self._loading or self._services.logs.is_reading_kept(self._run_id):
            self._timer.start()
        self._show_problem(view)
        self._show_state(view)
        if is_longer:
            self.changed.emit()

    def _is_past(self, run: Run) -> bool:
        return run.state.is_final and not self._services.runs.is_watched(run.id)  # the rest of the log may still arrive

    def _can_load(self, run: Run) -> bool:
        """Whether the server may have the log: it has none for a run that it does not know."""
        return self._is_past(run) and bool(run.tracker_id) and run.state.leaves_outputs

    def _show_state(self, view: TrackedRun) -> None:
        run = view.run
        past = self._is_past(run)
        has_lines = self.line_count > 0
        self.viewer.show_rows(has_lines)
        self._load.setVisible(self._can_load(run))
        self._load.setEnabled(not self._loading)
        self._load.setText(self.tr("Loading…") if self._loading else self.tr("Load log from server"))
        has_answer = run.state.is_sending or (view.watch is not None and view.watch.answered_at is not None)
        is_awaited = not past and not is_last_seen(view) and not has_answer
        if self._services.logs.is_reading_kept(run.id):
            self._note.setText(self.tr("The kept log is being read."))
        elif self._loading or (run.state.is_final and not past) or is_awaited:
            self._note.setText(self.tr("The log is being read from the server."))
        elif not past and is_last_seen(view):
            self._note.setText(self.tr("No log lines here. The server may have some."))
        elif not past:
            self._note.setText(self.tr("No log lines yet."))
        elif self._can_load(run):
            self._note.setText(self.tr("No log lines here. The server may still have them."))
        elif run.tracker_id:
            self._note.setText(self.tr("The log cannot be read: the server does not know this run."))
        elif run.state is RunState.FOUND_NOT_STARTED:
            self._note.setText(self.tr("No log is known: a user recorded that nothing was started."))
        elif run.state.is_unstarted:
            self._note.setText(self.tr("This run has no log: nothing was started."))
        else:
            self._note.setText(self.tr("The log cannot be read: the tracker id is not known here."))
        bar = self.viewer.toolbar
        for control in (bar.errors_only, bar.search, bar.copy, bar.save):
            control.setEnabled(has_lines)
        bar.follow.setEnabled(has_lines or not past)

    def _show_problem(self, view: TrackedRun) -> None:
        """Show what the user should know about the lines; what may pass comes first."""
        problem = view.watch.log_problem if view.watch else None
        words, action = None, ""
        if self._waits or self._loading:
            cause = self._waits or (self.tr("Until then, the kept log is shown.") if view.kept is not None else "")
            words, action = (Tone.INFO, self.tr("Loading the log…"), cause), self.tr("Cancel")
        elif problem is not None:
            reason = tr_text(problem.reason or problem.title)
            words = Tone.WARN, self.tr("Some log lines could not be read."), reason
        elif view.kept is not None:
            if view.log.total:
                words, action = _kept_words(view.kept), self._offer(view.run)
        elif view.log_notice is not None:
            words = Tone.WARN, tr_text(view.log_notice), _not_kept(view)
        elif view.log_not_kept is not None:
            words = Tone.WARN, _not_kept(view), explanation(view.log_not_kept)
        if isinstance(self._said, DmmError) and (words is None or view.kept is not None):
            return  # it stays until the user tries again
        if (words, action) == self._said:
            return
        self._said = words, action
        if words is None:
            self._banner.hide()
        elif action:
            self._banner.show_message(*words, action=action, action_icon="stop" if self._loading else "save")
        else:
            self._banner.show_message(*words)

    def _offer(self, run: Run) -> str:
        return self.tr("Load log from server") if self._can_load(run) else ""

    def _show_failure(self, error: DmmError, *, answers: bool) -> None:
        """Show why the log could not be read; above a kept log, also what is shown. ``answers``: the user asked for
        it."""
        view = self._services.runs.find(self._run_id)
        self._said = error
        if view is None or view.kept is None or not view.log.total:
            self._banner.show_error(error, answers=answers)
            return
        shown = text("The kept log is shown, as read on {when}.", when=day_and_time(view.kept.read_at))
        causes = [part for part in (error.reason, error.advice, shown) if part is not None]
        error = DmmError(error.title, joined(*causes), None, error.details)
        self._banner.show_error(error, action=self._offer(view.run), action_icon="save", answers=answers)

    @Slot()
    def _load_log(self) -> None:
        run_id, self._said = self._run_id, None

        def failed(error: DmmError) -> None:
            if run_id == self._run_id:
                self._waits, self._loading = "", False
                with self._keeping_focus():
                    self._show_failure(error, answers=True)
                    self._take()

        def waits(words: str) -> None:
            if run_id == self._run_id:
                self._waits = words
                self._take()

        countdown = Countdown(waits, self)

        def ended() -> None:
            countdown.show_waiting(None)
            countdown.deleteLater()
            if run_id == self._run_id:
                self._loading, self._waits = False, ""
                with self._keeping_focus():
                    self._take()
                if self._sought and self.line_count:
                    self.viewer.show_lines_about(self._sought)
                self._sought = ""

        logs, waiting = self._services.logs, countdown.show_waiting
        if logs.read_from_server(run_id, owner=self, on_failure=failed, on_end=ended, on_waiting=waiting):
            self._loading = True
        else:
            countdown.deleteLater()
        with self._keeping_focus():
            self._take()

    @contextmanager
    def _keeping_focus(self) -> Iterator[None]:
        """Give the focus of the button that begins or ends the loading to the one that takes its place, or else to the
        lines."""
        focused = self.window().focusWidget()
        had_focus = focused is not None and (focused is self._load or self._banner.isAncestorOf(focused))
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would give that of a hidden button to any other control
        yield
        if had_focus and not self._banner.focus_action():
            next_one = self._load if self._load.isVisible() else self.viewer.table
            next_one.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _act(self) -> None:
        if self._loading:
            self._services.logs.give_up_reading(self._run_id)
        else:
            self._load_log()

    def _read_kept(self, *, again: bool = False) -> None:
        run_id = self._run_id

        def failed(error: DmmError) -> None:
            if run_id == self._run_id:
                self._show_failure(error, answers=False)

        self._services.logs.read_kept(run_id, owner=self, on_failure=failed, again=again)

    def _lay_out(self) -> None:
        empty = _EmptyPage()
        row = QHBoxLayout()
        row.addWidget(self._load)
        row.addStretch(1)
        column = QVBoxLayout(empty)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._note)
        column.addLayout(row)
        column.addStretch(1)
        self.viewer.set_empty_page(empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.viewer)


def _kept_words(log: KeptLog) -> tuple[Tone, str, str]:
    """What is said above a kept log: when it was read, and what may be missing."""
    parts = (log.missing_end, log.notice, text("It was not loaded from the server again."))
    tone = Tone.INFO if log.missing_end is None and log.notice is None else Tone.WARN
    title = text("Kept on this computer, as read on {when}.", when=day_and_time(log.read_at))
    return tone, tr_text(title), tr_text(joined(*(part for part in parts if part is not None)))


def _not_kept(view: TrackedRun) -> str:
    return tr("The log is not kept on this computer.") if view.log_not_kept is not None else ""
