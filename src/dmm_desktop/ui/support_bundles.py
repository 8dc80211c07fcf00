"""Asks for a target, saves a support bundle there and reports the result in a banner."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ..core.errors import DmmError
from ..core.runs import Run
from .constants_question import ask_about_constants
from .error_banner import ErrorBanner
from .messages import tr_text
from .services.app_services import AppServices
from .services.system_dialogs import Purpose, SystemDialogs
from .services.wakefulness import DOWNLOAD
from .theme.tokens import Tone

if TYPE_CHECKING:
    from ..operations.support_bundle import SavedBundle

#: The key of the job that saves a support bundle.
SUPPORT_BUNDLE = DOWNLOAD, "support bundle"


class SupportBundles(QObject):
    """Saves support bundles, one at a time. ``folder`` is the application's data folder; ``banner`` shows nothing
    else."""

    def __init__(
        self,
        services: AppServices,
        folder: Path,
        banner: ErrorBanner,
        window: QWidget,
        dialogs: SystemDialogs | None = None,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._folder = folder
        self._banner = banner
        self._window = window
        self._dialogs = dialogs or services.dialogs
        banner.action.connect(self._cancel)

    @property
    def is_saving(self) -> bool:
        """Whether a support bundle is being saved."""
        return self._services.runner.is_running(SUPPORT_BUNDLE)

    def save(self, run_id: str = "") -> None:
        """Ask for a target, then collect and save; does nothing while one is being saved. With a run, its report and
        the server's logs are included."""
        if self.is_saving:
            return
        view = self._services.runs.find(run_id) if run_id else None
        name = f"dmm-desktop-support-{datetime.now():%Y-%m-%d-%H%M}.zip"

        title, kinds = self.tr("Save support bundle"), self.tr("Zip files (*.zip)")

        def ask(with_constants: bool) -> None:
            def save(target: Path) -> None:
                start = partial(self._start, target, with_constants)
                self._services.whole_runs.complete(run_id, self, lambda: start(view.run if view else None))

            self._dialogs.ask_for_target(self._window, title, name, kinds, save, purpose=Purpose.SUPPORT_BUNDLE)

        environments = [one.environment for one in self._services.environments.environments]
        ask_about_constants(self._services.runner, environments, title, self._window, self, ask, self._failed)

    def _start(self, target: Path, with_constants: bool, run: Run | None) -> None:
        from ..operations.support_bundle import support_bundle  # rarely needed
        from .services.download_words import DownloadWords

        job = partial(support_bundle, self._services.context, self._folder, run, target, with_constants=with_constants)
        host = (self._services.environments.place_of(run) or run.environment_name) if run is not None else ""
        words = DownloadWords(host, self._tell, self)
        started = self._services.runner.start(
            SUPPORT_BUNDLE,
            job,
            owner=self,
            on_progress=words.show_progress,
            on_success=self._saved,
            on_failure=self._failed,
            on_cancelled=self._banner.hide,
            on_end=words.end,
        )
        if started:
            self._tell("")
        else:
            words.end()

    def _tell(self, words: str) -> None:
        title = self.tr("Collecting diagnostic information…")
        self._banner.show_message(Tone.INFO, title, words, action=self.tr("Cancel"), action_icon="stop")

    @Slot()
    def _cancel(self) -> None:
        self._services.runner.cancel(SUPPORT_BUNDLE)

    def _saved(self, bundle: SavedBundle) -> None:
        contents = [
            self.tr("Keys and one-time tokens are hidden.") if bundle.notice is None else tr_text(bundle.notice)
        ]
        if bundle.missing_logs is not None:
            contents.append(self.tr("The server's logs are not in it."))
            contents.append(tr_text(bundle.missing_logs))
        contents.append(self.tr("Review the file before you share it."))
        tone = Tone.OK if bundle.notice is None and bundle.missing_logs is None else Tone.WARN
        message = self.tr("Support bundle saved.")
        self._banner.show_saved(bundle.path, self._dialogs, message, " ".join(contents), tone=tone)

    def _failed(self, error: DmmError) -> None:
        self._banner.show_error(error, dismissible=True)
