"""Reports newer versions: on request, and at startup if the user wants that."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ... import __version__
from ...core.errors import DmmError, WrongInput
from ...core.release import Release
from ...operations.check_update import check_update
from ...resources import resource
from ...workers.runner import TaskRunner
from ..error_banner import ErrorBanner
from ..services.system_dialogs import SystemDialogs
from ..settings_file import SettingsFile
from ..theme.tokens import Tone
from ..web_page import web_page

_FILE, _WANTED = "updates.ini", "tell"
#: The file with the address, created by the build (``packaging/dmm_desktop.spec``); a build without it never checks.
_ADDRESS = "update-address.txt"

_LOG = logging.getLogger(__name__)


def update_address() -> str:
    """Where this build checks for a newer version; "" if it was built without such an address."""
    try:
        return resource(_ADDRESS).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


class Updates(QObject):
    """Checks for newer versions. ``address`` is where to check; without it no action is offered. ``folder`` is the
    application's data folder."""

    def __init__(
        self, runner: TaskRunner, folder: Path, address: str, window: QWidget, dialogs: SystemDialogs | None = None
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._settings = SettingsFile(folder / _FILE)
        self._address = address
        self._dialogs = dialogs or SystemDialogs()
        self._page = ""
        self.banner = ErrorBanner("update_notice", action_name="open_update_page")
        self.banner.action.connect(self._open_page)

    @property
    def is_wanted(self) -> bool:
        """Whether to check at every start; no request is sent until the user has chosen to."""
        return bool(self._address) and self._settings.value(_WANTED) == "true"

    def add_to(self, menu: QMenu) -> None:
        """Insert both actions before the menu's last one."""
        if not self._address:
            return
        last = menu.actions()[-1]
        look = QAction(self.tr("Check for updates"), menu)
        look.setObjectName("menu_look_for_update")
        look.triggered.connect(lambda: self.look())
        wanted = QAction(self.tr("Notify me about new versions"), menu)
        wanted.setObjectName("menu_tell_of_updates")
        wanted.setCheckable(True)
        wanted.setChecked(self.is_wanted)
        wanted.toggled.connect(self._want)
        menu.insertActions(last, [look, wanted])
        menu.insertSeparator(last)

    def look_at_start(self) -> None:
        """Check if the user wants that; report only a newer version."""
        if self.is_wanted:
            self._runner.start(
                "update",
                partial(check_update, self._address),
                owner=self,
                on_success=lambda release: self._show_release(release, answers=False) if release else None,
                on_failure=lambda error: _LOG.info("no word about updates: %s", error),
            )

    def look(self) -> None:
        """Check now and report the result."""
        started = self._runner.start(
            "update",
            partial(check_update, self._address),
            owner=self,
            on_success=self._checked,
            on_failure=self._failed,
            on_cancelled=self.banner.hide,
        )
        if started:
            self.banner.show_message(Tone.INFO, self.tr("Checking for updates…"))

    def _checked(self, release: Release | None) -> None:
        if release:
            self._show_release(release)
            return
        current = self.tr("You have {version}.").format(version=__version__)
        self.banner.show_message(Tone.OK, self.tr("DMM Desktop is up to date."), current, dismissible=True)

    def _show_release(self, release: Release, *, answers: bool = True) -> None:
        try:
            web_page(release.page)
        except WrongInput as error:
            self._failed(error, answers=answers)
            return
        self._page = release.page
        self.banner.show_message(
            Tone.INFO,
            self.tr("DMM Desktop {version} is available.").format(version=release.version),
            self.tr("You have {version}. The new version's page is on {host}.").format(
                version=__version__, host=release.host
            ),
            action=self.tr("Open page"),
            dismissible=True,
            answers=answers,
        )

    @Slot()
    def _open_page(self) -> None:
        if (error := self._dialogs.open_page(self._page)) is not None:
            self._failed(error)

    def _failed(self, error: DmmError, *, answers: bool = True) -> None:
        self.banner.show_error(error, tone=Tone.WARN, dismissible=True, answers=answers)

    def _want(self, wanted: bool) -> None:
        """Store the choice if the data folder exists, and check at once to show its effect."""
        self._settings.store({_WANTED: "true" if wanted else "false"})
        if wanted:
            self.look()
