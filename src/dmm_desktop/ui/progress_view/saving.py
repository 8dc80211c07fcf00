"""Saves zips from the server, log lines, failing entities and reports of runs, and shows the result in a banner."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.errors import UNSENDABLE, DmmError, LargeZip, TokenRefused
from ...core.execution_errors import AnotherExecution
from ...core.job import CancelToken, Job, OnProgress
from ...core.outcomes import id_doubt
from ...core.runs import Run
from ...core.text import Text, counted, escape_controls, text
from ...core.windows_names import usable_name
from ...operations.log_lines import LogLines
from ...operations.reported_run import reported_run
from ...operations.run_report import save_report
from ...operations.save_failing import FAILING_NOTICE, save_failing_entities
from ...operations.save_log_lines import LineSelection, LinesWritten, SavedLines, save_log_lines
from ...operations.save_payload import MAX_UNASKED, SavedPayload
from ...operations.save_text import save_text
from ..formats import csv_separator
from ..messages import tr_text
from ..run_words import environment_of, file_name
from ..services.app_services import AppServices
from ..services.doubtful_runs import mark_doubtful
from ..services.download_words import DownloadWords
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from .downloads import LOG_FILES, Download, LargeZipQuestion, download_of
from .saved_banner import Offer, Saved, SavedBanner

#: Writes the report of a run to a file.
_WriteReport: TypeAlias = Callable[[Run, Path, CancelToken, OnProgress], Path]
#: Number of lines from which the progress of saving them is shown; below, it would only flicker.
_MANY_LINES = 500_000


class _FailedDownload(NamedTuple):
    """A zip of a run that could not be saved: why, and the error that is shown."""

    run: Run
    cause: DmmError
    shown: DmmError


class Saving(QObject):
    """Saves files about runs. ``busy_changed``: saving a zip from the server began or ended."""

    busy_changed = Signal()

    def __init__(self, services: AppServices, dialogs: SystemDialogs, banner: SavedBanner, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._dialogs = dialogs
        self._banner = banner
        self._window = parent
        self._failed_download: _FailedDownload | None = None
        services.environments.changed.connect(self._forget_unsendable)
        services.environments.key_saved.connect(self._forget_refused_key)
        services.environments.key_accepted.connect(self._forget_refused_key)

    def inside(self, dialog: QWidget, run_id: str) -> Saving:
        """A Saving for a dialog about a run, with a separate banner."""
        banner = SavedBanner(self._dialogs, self._services.wakefulness, dialog)
        banner.show_run(run_id)
        return Saving(self._services, self._dialogs, banner, dialog)

    @property
    def notice(self) -> QWidget:
        """The banner with its margins."""
        return self._banner.widget

    def log_files(self, run: Run) -> None:
        """Ask for a target, then download the zip of log files from the server."""
        self.download(LOG_FILES, run, self._logs_saved)

    def download(self, download: Download, run: Run, then: Callable[[SavedPayload], None]) -> None:
        """Ask for a target, then download a zip from the server; ``then`` gets what was saved."""

        def save(target: Path) -> None:
            self._fetch(download, run, target, then, MAX_UNASKED)

        name, kinds = suggested_name(run, download.ending), self.tr("Zip files (*.zip)")
        self._ask(tr_text(download.title), name, kinds, save, download.purpose)

    def _logs_saved(self, saved: SavedPayload) -> None:
        run, path = saved.run, saved.path
        offer = Offer(self.tr("Open"), partial(self._open_logs, run, path))
        words, tone = ("", Tone.OK) if (doubt := id_doubt(run)) is None else (tr_text(doubt), Tone.WARN)
        self._banner.saved(run.id, Saved(tr_text(LOG_FILES.done), path, words, tone, link=offer))

    def _open_logs(self, run: Run, path: Path) -> None:
        from ..log_view.saved_logs_dialog import SavedLogsDialog

        dialog = SavedLogsDialog(self._services, path, self._window.window())
        saving = self.inside(dialog, run.id)
        dialog.add_notice(saving.notice)
        dialog.save_requested.connect(partial(saving.log_lines, run))
        dialog.open()

    def _fetch(
        self, download: Download, run: Run, target: Path, then: Callable[[SavedPayload], None], most: int | None
    ) -> None:
        tell, received = partial(self._tell, download, run), list[SavedPayload]()
        host = self._services.environments.place_of(run) or run.environment_name
        words = DownloadWords(host, tell, self)

        def ended() -> None:
            words.end()
            self._banner.ended(run.id)
            self.busy_changed.emit()
            for payload in received:
                then(payload)

        def saved(payload: SavedPayload) -> None:
            if payload.run.may_be_another:
                mark_doubtful(self._services.runs, run.id)
            self._banner.saved(run.id, Saved(tr_text(download.done), payload.path))
            received.append(payload)

        def failed(error: DmmError) -> None:
            if isinstance(error, AnotherExecution):
                mark_doubtful(self._services.runs, run.id)
            if isinstance(error, LargeZip):
                question = LargeZipQuestion(download, target, self._window.window())
                question.confirmed.connect(lambda: self._fetch(download, run, target, then, None))
                question.open()
            else:
                shown = download.not_saved(error, target)
                self._failed_download = _FailedDownload(run, error, shown)
                self._banner.failed(run.id, shown)

        started = download_of(self._services.runner, run.id) is None and self._services.runner.start(
            download.key(run.id),
            partial(download.save, self._services.context, run, target, most=most),
            owner=self,
            on_progress=words.show_progress,
            on_success=saved,
            on_failure=failed,
            on_end=ended,
        )
        if started:
            self._banner.clear()
            tell(escape_controls(str(target)))  # the key store may have to be unlocked before anything is sent
            self.busy_changed.emit()
        else:
            words.end()

    @Slot()
    def _forget_unsendable(self) -> None:
        """Withdraw an error about environments as they were before: they may have been corrected."""
        failed = self._failed_download
        if failed is not None and isinstance(failed.cause, UNSENDABLE):
            self._banner.retract(failed.shown)

    @Slot(object)
    def _forget_refused_key(self, environment_id: str) -> None:
        """Withdraw an error about the key of an environment, which was entered or accepted since."""
        failed = self._failed_download
        if failed is not None and isinstance(failed.cause, TokenRefused):
            follower = self._services.environments.follower(failed.run)
            if follower is not None and follower.id == environment_id:
                self._banner.retract(failed.shown)

    def _tell(self, download: Download, run: Run, words: str) -> None:
        cancel = partial(self._services.runner.cancel, download.key(run.id))
        self._banner.under_way(run.id, tr_text(download.begun), words, cancel, keeps_awake=True)

    def log_lines(self, run: Run, log: LogLines, selection: LineSelection) -> None:
        """Ask for a target, then save the selected lines."""

        def save(target: Path) -> None:
            self._write_lines(run, target, partial(save_log_lines, log, selection, target))

        name, kinds = suggested_name(run, "log.txt"), self.tr("Text files (*.txt)")
        self._ask(self.tr("Save log lines"), name, kinds, save, Purpose.LOGS)

    def _write_lines(self, run: Run, target: Path, job: Job[SavedLines]) -> None:
        key = ("write", target)

        def progressed(value: LinesWritten) -> None:
            if value.total >= _MANY_LINES:
                words = text("{done} of {total} lines read.", done=value.done, total=value.total)
                cancel = partial(self._services.runner.cancel, key)
                self._banner.under_way(run.id, self.tr("Saving log lines…"), tr_text(words), cancel)

        def saved(lines: SavedLines) -> None:
            message = counted("1 log line saved.", "{n} log lines saved.", lines.count)
            self._banner.saved(run.id, Saved(tr_text(message), lines.path))

        self._services.runner.start(
            key,
            job,
            owner=self,
            on_progress=progressed,
            on_success=saved,
            on_failure=self._failed(run),
            on_end=lambda: self._banner.ended(run.id),
        )

    def failing_entities(self, run: Run) -> None:
        """Ask for a target, then save all failing entities that are stored with the run as CSV."""
        separator = csv_separator()

        def save(target: Path) -> None:
            job = partial(save_failing_entities, run, target, tr_text, separator=separator)
            self._write(run, target, job, self.tr("Failing entities saved."), tr_text(FAILING_NOTICE))

        name, kinds = suggested_name(run, "failing-entities.csv"), self.tr("CSV files (*.csv)")
        self._ask(self.tr("Save failing entities"), name, kinds, save, Purpose.REPORT)

    def report_as_json(self, run: Run, log_notice: Text | None, doubt: Text | None) -> None:
        """Ask for a target, then save the report as JSON."""

        def write(run: Run, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
            return save_report(run, target, cancel, report, log_notice=log_notice, doubt=doubt)

        name, kinds = suggested_name(run, "report.json"), self.tr("JSON files (*.json)")
        self._ask(self.tr("Save report"), name, kinds, partial(self._write_report, run, write), Purpose.REPORT)

    def report_as_html(self, run: Run, doubt: Text | None) -> None:
        """Ask for a target, then save the report as HTML."""
        from ..reports.report_page import report_page

        made_at = datetime.now(UTC)

        def write(run: Run, target: Path, cancel: CancelToken, report: OnProgress) -> Path:
            page = report_page(run, made_at, doubt=doubt)
            return save_text(page, target, cancel, report)

        name, kinds = suggested_name(run, "report.html"), self.tr("HTML files (*.html)")
        self._ask(self.tr("Save report"), name, kinds, partial(self._write_report, run, write), Purpose.REPORT)

    def _write_report(self, run: Run, write: _WriteReport, target: Path) -> None:
        """Save a report without the secrets in the run, and say if some of them could not be read."""

        def job(cancel: CancelToken, report: OnProgress) -> tuple[Path, Text | None]:
            reported = reported_run(self._services.context, run, cancel, report)
            return write(reported.run, target, cancel, report), reported.notice

        def saved(result: tuple[Path, Text | None]) -> None:
            path, notice = result
            words, tone = ("", Tone.OK) if notice is None else (tr_text(notice), Tone.WARN)
            self._banner.saved(run.id, Saved(self.tr("Report saved."), path, words, tone))

        self._services.runner.start(("write", target), job, owner=self, on_success=saved, on_failure=self._failed(run))

    def _ask(self, title: str, name: str, kinds: str, then: Callable[[Path], None], purpose: Purpose) -> None:
        self._dialogs.ask_for_target(self._window, title, name, kinds, then, purpose=purpose)

    def _write(self, run: Run, target: Path, job: Job[Path], message: str, words: str = "") -> None:
        self._services.runner.start(
            ("write", target),
            job,
            owner=self,
            on_success=lambda path: self._banner.saved(run.id, Saved(message, path, words)),
            on_failure=self._failed(run),
        )

    def _failed(self, run: Run) -> Callable[[DmmError], None]:
        return lambda error: self._banner.failed(run.id, error)


def suggested_name(run: Run, ending: str) -> str:
    """A file name that is unique to a run: the names of zip and environment, the time when the run began on this
    workstation, and the ending."""
    stem = file_name(run).removesuffix(".zip") or run.tracker_id or run.noun
    words = "-".join(part for part in (stem, environment_of(run)) if part)
    safe = re.sub(r"[^\w.-]+", "-", words)[:80].strip("-.")
    return usable_name(f"{safe}-{run.created_at.astimezone():%Y-%m-%d-%H%M%S}-{ending}")
