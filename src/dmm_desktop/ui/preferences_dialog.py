"""*Preferences*: theme, language, how often the server is asked, where files are saved, notifications, the question
before closing, and which logs are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ..core.errors import DmmError, LocalError
from ..core.job import Job
from ..core.kept_log import LogChoice, LogLimits
from ..core.text import counted, text
from ..operations.kept_logs import count_lost_logs
from ..operations.read_files import look_for_folder
from .error_banner import ErrorBanner
from .languages import LANGUAGES
from .messages import tr, tr_text
from .services.app_services import AppServices
from .services.poll_priority import FAR
from .services.preferences import APPEARANCES, INTERVALS, Preferred
from .services.system_dialogs import SystemDialogs
from .theme.theme import Appearance
from .widgets.access_keys import leave_without_access_keys
from .widgets.buttons import Button, ButtonKind
from .widgets.choice import Choice
from .widgets.containers import Surface, set_surface
from .widgets.dialog import Dialog, Question, form_column
from .widgets.fields import Field, FormRows
from .widgets.line_field import LineField

T = TypeVar("T")


class RemoveLogsQuestion(Question):
    """Asks before kept logs are removed. ``confirmed``: remove those of ``n`` runs."""

    def __init__(self, n: int, parent: QWidget) -> None:
        super().__init__("remove_logs_question", parent)
        question = counted("The kept log of 1 run will be removed.", "The kept logs of {n} runs will be removed.", n)
        again = self.tr("A log can be loaded again only while the server still has it.")
        self.ask(self.tr("Kept logs"), tr_text(question), again)
        self.offer((self.tr("Remove"), "remove_kept_logs", "trash"), (self.tr("Keep"), "keep_logs"))


class PreferencesDialog(Dialog):
    """Edits the preferences. A theme is shown as soon as it is chosen; everything else applies once it is saved, and
    Cancel returns to the previous theme. It asks before a choice removes kept logs."""

    def __init__(self, services: AppServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._preferences = services.preferences
        self._before = before = self._preferences.current
        self.setObjectName("preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        set_surface(self, Surface.BASE)
        self._banner = ErrorBanner("preferences_banner")
        system = self.tr("Use system settings")
        themes = [(None, system), *((one, _theme_word(one)) for one in APPEARANCES)]
        self._theme = _choice("preferred_theme", self.tr("Theme"), themes, before.appearance)
        languages = [("", system), *LANGUAGES.items()]
        self._language = _choice("preferred_language", self.tr("Language"), languages, before.language)
        intervals = [(n, tr_text(counted("Every second", "Every {n} seconds", n))) for n in INTERVALS]
        self._interval = _choice("preferred_interval", self.tr("Ask for the status"), intervals, before.interval)
        others = text(
            "For the visible run. For other runs, and while DMM Desktop is in the background: every {n} seconds.",
            n=int(FAR),
        )
        self._folder = SaveFolderField(services.dialogs, before.save_folder)
        self._notifies = _check_box(
            "preferred_notifications",
            self.tr("After more than a minute"),
            self.tr("Notifications after more than a minute"),
            is_checked=before.notifies,
        )
        self._asks = _check_box(
            "preferred_question",
            self.tr("Ask before closing while imports or exports are watched"),
            is_checked=before.asks_before_closing,
        )
        self._logs = _choice("preferred_logs", self.tr("Kept logs"), _log_choices(), before.kept_logs)
        ended = self.tr("When an import, export or check has ended or needs your attention.")
        in_either_case = self.tr("They continue on the server either way.")
        form = FormRows()
        form.add_row(self.tr("Theme"), Field(self._theme))
        form.add_row(
            self.tr("Language"),
            Field(self._language, hint=self.tr("Applies the next time you start DMM Desktop.")),
        )
        form.add_row(self.tr("Ask for the status"), Field(self._interval, hint=tr_text(others)))
        form.add_row(self.tr("Folder for saved files"), self._folder)
        notifications = form.add_row(self.tr("Notifications"), Field(self._notifies, hint=ended))
        closing = form.add_row(self.tr("Closing"), Field(self._asks, hint=in_either_case))
        form.add_row(self.tr("Kept logs"), Field(self._logs, hint=_about_logs()))
        for label in (notifications, closing):
            leave_without_access_keys(label)  # the box has one
        self._button = Button(self.tr("Save preferences"), "save_preferences", kind=ButtonKind.PRIMARY, large=True)
        self._button.setDefault(True)
        cancel = Button(self.tr("Cancel"), "cancel_preferences", kind=ButtonKind.FLAT, large=True)
        self.lay_out(form_column(self._banner, form), QSize(600, 440), [cancel, self._button])
        self._theme.setFocus()
        self._theme.currentIndexChanged.connect(self._preview)
        self._button.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        self.rejected.connect(self._restore)

    @Slot()
    def _preview(self) -> None:
        self._preferences.use(replace(self._before, appearance=self._theme.currentData()))

    @Slot()
    def _restore(self) -> None:
        self._preferences.use(self._before)

    @Slot()
    def _save(self) -> None:
        self._banner.hide()
        chosen = Preferred(
            self._theme.currentData(),
            self._language.currentData(),
            self._interval.currentData(),
            self._folder.folder,
            self._notifies.isChecked(),
            self._asks.isChecked(),
            LogChoice(self._logs.currentData()),  # Qt returns the bare string
        )
        if chosen.save_folder in (None, self._before.save_folder):
            self._ask_about_logs(chosen)
            return
        job = partial(look_for_folder, chosen.save_folder)
        self._start(("look for folder", chosen.save_folder), job, lambda _: self._ask_about_logs(chosen), self._refuse)

    def _ask_about_logs(self, chosen: Preferred) -> None:
        """Store the choice, after a question if runs would lose their kept log."""
        if chosen.kept_logs is self._before.kept_logs:
            self._store(chosen)
            return

        def ask(lost: int) -> None:
            if not lost:
                self._store(chosen)
                return
            question = RemoveLogsQuestion(lost, self)
            question.confirmed.connect(partial(self._store, chosen))
            question.open()

        job = partial(count_lost_logs, self._services.context, chosen.kept_logs)
        self._start(("count kept logs", id(self)), job, ask, self._fail)

    def _start(
        self, key: Hashable, job: Job[T], then: Callable[[T], None], on_failure: Callable[[DmmError], None]
    ) -> None:
        """Run a job before the preferences are stored."""

        def succeeded(result: T) -> None:
            self.end_wait()
            then(result)

        def failed(error: DmmError) -> None:
            self.end_wait()
            on_failure(error)

        withdraw = self._services.runner.start_withdrawable(
            key, job, owner=self, on_success=succeeded, on_failure=failed
        )
        self.wait_for(withdraw, self._button, self.tr("Saving…"), self._banner)

    def _refuse(self, error: DmmError) -> None:
        self._folder.show_error(tr_text(error.sentences))
        self.grow(self._folder)

    def _store(self, chosen: Preferred) -> None:
        if self._preferences.save(chosen):
            self.accept()
            return
        problem = LocalError(
            text("The preferences were not saved."),
            text("Their file in the data folder could not be written."),
            text("Check the permissions of the folder and its files, then try again."),
        )
        self._fail(problem)

    def _fail(self, error: DmmError) -> None:
        self._banner.show_error(error)
        self.grow(self._banner)


class SaveFolderField(QWidget):
    """The path of the folder for saved files, with a button that asks for it."""

    def __init__(self, dialogs: SystemDialogs, folder: Path | None) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._path = LineField(
            "preferred_folder",
            self.tr("Folder for saved files"),
            placeholder=self.tr("The folder last used"),
            hint=self.tr("Dialogs that save a file open in this folder, if it exists."),
        )
        self._path.set_text(str(folder or ""))
        browse = Button(self.tr("Browse…"), "browse_save_folder", icon_name="folder", large=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        row.addWidget(browse, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # otherwise the access key of its label leads nowhere
        self.setFocusProxy(self._path.edit)
        browse.clicked.connect(self._ask)

    @property
    def folder(self) -> Path | None:
        """The folder entered; None if dialogs are to open in the folder that was last used."""
        return Path(self._path.text()) if self._path.text() else None

    def show_error(self, error: str) -> None:
        """Mark the path as wrong and go there."""
        self._path.set_error(error)
        self._path.edit.setFocus()

    @Slot()
    def _ask(self) -> None:
        take = self._path.set_text
        self._dialogs.ask_for_folder(self, self.tr("Choose folder"), lambda path: take(str(path)), self.folder)


def _choice(object_name: str, spoken: str, items: Iterable[tuple[object, str]], chosen: object) -> Choice:
    """A list of values, each with its text. ``spoken`` is the name that screen readers read."""
    choice = Choice(object_name, spoken)
    for value, words in items:
        choice.addItem(words, value)
    choice.setCurrentIndex(choice.findData(chosen))
    return choice


def _check_box(object_name: str, words: str, spoken: str = "", *, is_checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(object_name)
    box.setAccessibleName(spoken or words)
    box.setChecked(is_checked)
    return box


def _log_choices() -> list[tuple[LogChoice, str]]:
    return [
        (LogChoice.NEVER, tr("No logs")),
        (LogChoice.EXCEPT_PRODUCTION, tr("All logs except those of runs in Production")),
        (LogChoice.ALWAYS, tr("All logs")),
    ]


def _about_logs() -> str:
    limits = LogLimits()
    return tr_text(
        text(
            "Logs that were read stay on this computer for {days} days: compressed, at most {each} MB a run and "
            "{total} MB in all. If you choose fewer, the others are removed.",
            days=limits.age.days,
            each=limits.file // 1_000_000,
            total=limits.folder // 1_000_000,
        )
    )


def _theme_word(appearance: Appearance) -> str:
    return tr("Light") if appearance is Appearance.LIGHT else tr("Dark")
