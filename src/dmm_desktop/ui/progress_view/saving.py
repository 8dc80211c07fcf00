"""Saves log files, log lines and reports of runs, and shows the result in a banner."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...core.errors import DmmError, LargeLogs
from ...core.execution_errors import StopNotAccepted
from ...core.job import BytesProgress, CancelToken, Job, OnProgress, Progress
from ...core.runs import Run
from ...core.text import Text, counted
from ...core.windows_names import usable_name
from ...operations.log_lines import LogLines
from ...operations.retrying import Waiting
from ...operations.run_report import save_report
from ...operations.save_logs import MAX_UNASKED, logs_not_saved, save_logs
from ...operations.save_payload import Receiving
from ...operations.save_text import save_log_lines, save_text
from ...workers.runner import TaskRunner
from ..error_banner import ErrorBanner
from ..formats import file_size, size_done
from ..messages import tr_text
from ..run_words import file_name
from ..services.app_services import AppServices
from ..services.countdown import Countdown
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..widgets.dialog import Question

#: Size of logs in bytes from which progress is shown.
_MIN_SHOWN = 1_000_000


class Saving(QObject):
    """Saves files about runs. ``busy_changed``: saving the log files of a run began or ended."""

    busy_changed = Signal()

    def __init__(self, services: AppServices, dialogs: SystemDialogs, banner: SavedBanner, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._dialogs = dialogs
        self._banner = banner
        self._window = parent
        self._saving: set[str] = set()

    def inside(self, dialog: QWidget, run_id: str) -> Saving:
        """A Saving for a dialog about a run, with a separate banner."""
        banner = SavedBanner(self._services, self._dialogs, dialog)
        banner.show_run(run_id)
        return Saving(self._services, self._dialogs, banner, dialog)

    @property
    def notice(self) -> QWidget:
        """The banner with its margins."""
        return self._banner.widget

    def is_saving(self, run_id: str) -> bool:
        """Whether the log files of a run are being saved."""
        return run_id in self._saving

    def log_files(self, run: Run) -> None:
        """Ask for a target, then download the zip of log files from the server."""

        def save(target: Path) -> None:
            self._fetch(run, target, MAX_UNASKED)

        name, kinds = suggested_name(run, "logs.zip"), self.tr("Zip files (*.zip)")
        self._ask(self.tr("Save logs"), name, kinds, save, Purpose.LOGS)

    def _fetch(self, run: Run, target: Path, most: int | None) -> None:
        def waits(words: str) -> None:
            if words:
                self._tell(run, words)

        countdown = Countdown(waits, self)

        def progressed(value: Progress) -> None:
            countdown.show_waiting(value if isinstance(value, Waiting) else None)
            self._progressed(run, value)

        def ended() -> None:
            countdown.show_waiting(None)
            countdown.deleteLater()
            self._saving.discard(run.id)
            self._banner.ended(run.id)
            self.busy_changed.emit()

        def saved(path: Path) -> None:
            self._banner.saved(run.id, self.tr("Logs saved."), path, can_open=True)

        def failed(error: DmmError) -> None:
            if isinstance(error, LargeLogs):
                self._ask_for_large(run, target)
            else:
                self._banner.failed(run.id, logs_not_saved(error, target))

        started = self._services.runner.start(
            _key(run.id),
            partial(save_logs, self._services.context, run, target, most=most),
            owner=self,
            on_progress=progressed,
            on_success=saved,
            on_failure=failed,
            on_end=ended,
        )
        if started:
            self._banner.clear()
            self._saving.add(run.id)
            self._tell(run, self.tr("Waiting for a response from {host}.").format(host=self._host(run)))
            self.busy_changed.emit()
        else:
            countdown.deleteLater()

    def _ask_for_large(self, run: Run, target: Path) -> None:
        question = LargeLogsQuestion(target, self._window.window())
        question.confirmed.connect(lambda: self._fetch(run, target, None))
        question.open()

    def _progressed(self, run: Run, value: Progress) -> None:
        """Show the amount, unless the logs are so small that it would only flicker."""
        if isinstance(value, BytesProgress) and value.done >= _MIN_SHOWN:
            size = file_size(value.done) if value.total is None else size_done(value.done, value.total)
            words = self.tr("{size} received.") if isinstance(value, Receiving) else self.tr("{size} verified.")
            self._tell(run, words.format(size=size))

    def _host(self, run: Run) -> str:
        return self._services.environments.place_of(run) or run.environment_name

    def _tell(self, run: Run, words: str) -> None:
        cancel = partial(self._services.runner.cancel, _key(run.id))
        self._banner.under_way(run.id, self.tr("Saving the logs…"), words, cancel)

    def log_lines(self, run: Run, log: LogLines) -> None:
        """Ask for a target, then save the lines read so far."""
        count = log.total
        message = tr_text(counted("1 log line saved.", "{n} log lines saved.", count))

        def save(target: Path) -> None:
            self._write(run, target, partial(save_log_lines, log, count, target), message)

        name, kinds = suggested_name(run, "log.txt"), self.tr("Text files (*.txt)")
        self._ask(self.tr("Save log lines"), name, kinds, save, Purpose.LOGS)

    def report_as_json(self, run: Run, log_notice: Text | None, doubt: Text | None) -> None:
        """Ask for a target, then save the report as JSON."""

        def save(target: Path) -> None:
            job = partial(save_report, run, target, log_notice=log_notice, doubt=doubt)
            self._write(run, target, job, self.tr("Report saved."))

        name, kinds = suggested_name(run, "report.json"), self.tr("JSON files (*.json)")
        self._ask(self.tr("Save report"), name, kinds, save, Purpose.REPORT)

    def report_as_html(self, run: Run, doubt: Text | None) -> None:
        """Ask for a target, then save the report as HTML."""
        from ..reports.report_page import report_page

        made_at = datetime.now(UTC)

        def write(target: Path, cancel: CancelToken, report: OnProgress) -> Path:
            return save_text(report_page(run, made_at, doubt=doubt), target, cancel, report)

        def save(target: Path) -> None:
            self._write(run, target, partial(write, target), self.tr("Report saved."))

        name, kinds = suggested_name(run, "report.html"), self.tr("HTML files (*.html)")
        self._ask(self.tr("Save report"), name, kinds, save, Purpose.REPORT)

    def _ask(self, title: str, name: str, kinds: str, then: Callable[[Path], None], purpose: Purpose) -> None:
        self._dialogs.ask_for_target(self._window, title, name, kinds, then, purpose=purpose)

    def _write(self, run: Run, target: Path, job: Job[Path], message: str) -> None:
        self._services.runner.start(
            ("write", target),
            job,
            owner=self,
            on_success=lambda path: self._banner.saved(run.id, message, path, can_open=False),
            on_failure=self._failed(run),
        )

    def _failed(self, run: Run) -> Callable[[DmmError], None]:
        return lambda error: self._banner.failed(run.id, error)


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """An activity in progress for a run, its progress, and how to cancel it."""

    title: str
    words: str
    cancel: Callable[[], None]


class SavedBanner(QObject):
    """The banner above the footer: the activity in progress for the visible run, otherwise its result."""

    def __init__(self, services: AppServices, dialogs: SystemDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._dialogs = dialogs
        self._parent = parent
        self._banner = ErrorBanner("notice", action_name="show_in_folder")
        self.widget = QWidget()
        room = QVBoxLayout(self.widget)
        room.setContentsMargins(24, 8, 24, 8)
        room.addWidget(self._banner)
        self._run_id = self._shown_run = ""
        self._under_way: dict[str, _UnderWay] = {}
        self._path: Path | None = None
        self._can_open = False
        self._error: DmmError | None = None
        self._banner.action.connect(self._act)
        self._banner.details.connect(self._details)
        self._banner.dismissed.connect(self.clear)

    def under_way(self, run_id: str, title: str, words: str, cancel: Callable[[], None]) -> None:
        """Show an activity in progress that the user may cancel."""
        self._under_way[run_id] = _UnderWay(title, words, cancel)
        self._show()

    def ended(self, run_id: str) -> None:
        """Hide an activity whose result has already been shown, or that was cancelled."""
        self._under_way.pop(run_id, None)
        self._show()

    def saved(self, run_id: str, message: str, path: Path, *, can_open: bool) -> None:
        """Show that a file has been saved."""
        self._run_id, self._path, self._can_open, self._error = run_id, path, can_open, None
        self._message = message
        self.ended(run_id)

    def failed(self, run_id: str, error: DmmError) -> None:
        """Show an error."""
        self._run_id, self._path, self._error = run_id, None, error
        self.ended(run_id)

    @Slot(object)
    def retract(self, error: DmmError) -> None:
        """Hide the error, because it no longer matters."""
        if self._error is error:
            self.clear()

    def show_run(self, run_id: str) -> None:
        """Switch to another run."""
        self._shown_run = run_id
        self._show()

    @Slot()
    def clear(self) -> None:
        """Hide the result, because it no longer matters."""
        self._run_id = ""
        self._show()

    def _show(self) -> None:
        under_way = self._under_way.get(self._shown_run)
        is_due = under_way is not None or (bool(self._run_id) and self._run_id == self._shown_run)
        self.widget.setVisible(is_due)
        if not is_due:
            self._banner.hide()
        elif under_way is not None:
            self._banner.show_message(
                Tone.INFO, under_way.title, under_way.words, action=self.tr("Cancel"), action_icon="stop"
            )
        elif self._error is not None:
            self._banner.show_error(self._error, tone=_tone(self._error), dismissible=True)
        else:
            self._banner.show_message(
                Tone.OK,
                self._message,
                str(self._path),
                action=self.tr("Show in folder"),
                action_icon="folder",
                link=self.tr("Open") if self._can_open else "",
                dismissible=True,
            )

    @Slot()
    def _act(self) -> None:
        if (under_way := self._under_way.get(self._shown_run)) is not None:
            under_way.cancel()
        elif self._path is not None:
            self._dialogs.show_in_folder(self._path)

    @Slot()
    def _details(self) -> None:
        if self._path is not None and self._can_open:
            from ..log_view.saved_logs_dialog import SavedLogsDialog

            SavedLogsDialog(self._services, self._path, self._parent.window()).open()


def _tone(error: DmmError) -> Tone:
    """The tone of an error; a cancellation by the user is not a failure."""
    return Tone.WARN if isinstance(error, StopNotAccepted) and error.cause is None else Tone.ERR


def _key(run_id: str) -> tuple[str, str]:
    """The key of the job that downloads the log files of a run."""
    return "save logs", run_id


def is_saving_logs(runner: TaskRunner, run_id: str) -> bool:
    """Whether the log files of a run are being downloaded, whichever view started it."""
    return runner.is_running(_key(run_id))


def suggested_name(run: Run, ending: str) -> str:
    """A file name that is unique to a run: the names of zip and environment, the time when the run began on this
    workstation, and the ending."""
    stem = file_name(run).removesuffix(".zip") or run.tracker_id or "import"
    words = "-".join(part for part in (stem, run.environment_name) if part)
    safe = re.sub(r"[^\w.-]+", "-", words)[:80].strip("-.")
    return usable_name(f"{safe}-{run.created_at.astimezone():%Y-%m-%d-%H%M%S}-{ending}")


class LargeLogsQuestion(Question):
    """Asks whether to save large logs. ``confirmed``: save them as ``target``."""

    def __init__(self, target: Path, parent: QWidget) -> None:
        super().__init__("large_logs_question", parent)
        title = self.tr("The logs are larger than {limit} GiB. Save them?").format(limit=MAX_UNASKED // 1024**3)
        words = self.tr("The download starts over and is saved as {path}. Nothing has been saved yet.")
        self.ask(self.tr("Save logs"), title, words.format(path=target))
        self.offer((self.tr("Save"), "save_large_logs", "save"), (self.tr("Do not save"), "no_large_logs"))
