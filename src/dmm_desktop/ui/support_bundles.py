"""Asks for a target, saves a support bundle there and reports the result in the window's banner."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
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
    """Saves support bundles, one at a time. ``folder`` is the application's data folder."""

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

        job = partial(support_bundle, self._services.context, self._folder, run, target, with_constants=with_constants)
        started = self._services.runner.start(
            SUPPORT_BUNDLE, job, owner=self, on_success=self._saved, on_failure=self._failed
        )
        if started:
            self._banner.show_message(Tone.INFO, self.tr("Collecting diagnostic information…"))

    def _saved(self, bundle: SavedBundle) -> None:
        if bundle.notice is None:
            contents, tone = self.tr("Keys and one-time tokens are hidden."), Tone.OK
        else:
            contents, tone = tr_text(bundle.notice), Tone.WARN
        review = self.tr("Review the file before you share it: {path}").format(path=bundle.path)
        self._banner.show_message(tone, self.tr("Support bundle saved."), f"{contents} {review}", dismissible=True)

    def _failed(self, error: DmmError) -> None:
        self._banner.show_error(error, dismissible=True)
