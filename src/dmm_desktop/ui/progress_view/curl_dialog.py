"""*Copy as curl*: a request of a run as a command for bash."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.runs import Run
from ...operations.request_commands import RequestCommand, request_commands
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..run_words import run_title
from ..services.app_services import AppServices
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button
from ..widgets.choice import Choice
from ..widgets.dialog import Dialog
from ..widgets.fields import FormRows
from ..widgets.labels import WrappedLabel

#: Characters of a command that are shown: laying out the megabytes of a configuration takes Qt seconds.
_SHOWN = 16 * 1024


class CurlDialog(Dialog):
    """Shows the command of the chosen request and what to fill in; *Copy* copies both."""

    def __init__(self, services: AppServices, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: tuple[RequestCommand, ...] = ()
        self.setObjectName("curl_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Copy as curl: {run}").format(run=run_title(run)))
        self._banner = ErrorBanner("curl_banner")
        self._request = Choice("curl_request", self.tr("Request"))
        self._about = WrappedLabel()
        self._about.setObjectName("curl_notices")
        set_role(self._about, Role.BODY, Tone.MUTED)
        self._text = QPlainTextEdit()
        self._text.setObjectName("curl_command")
        self._text.setAccessibleName(self.tr("Command"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        set_role(self._text, Role.FIXED)
        self._copy_button = Button(self.tr("Copy"), "copy_curl", icon_name="copy", large=True)
        close = Button(self.tr("Close"), "close_curl", large=True)
        close.setDefault(True)
        form = FormRows()
        form.add_row(self.tr("Request"), self._request)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(12)
        content.addWidget(self._banner)
        content.addWidget(form)
        content.addWidget(self._about)
        content.addWidget(self._text, 1)
        self.lay_out(content, QSize(720, 480), [close], [self._copy_button])
        self._request.currentIndexChanged.connect(self._show)
        self._copy_button.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        self._show()
        services.runner.start(
            ("curl commands", id(self)),
            partial(request_commands, services.context, run),
            owner=self,
            on_success=self._show_commands,
            on_failure=self._fail,
        )

    def _show_commands(self, commands: tuple[RequestCommand, ...]) -> None:
        """Offer all requests, the first one with a command chosen."""
        self._commands = commands
        self._request.addItems([command.name for command in commands])
        first = next((place for place, one in enumerate(commands) if one.reason is None), 0)
        self._request.setCurrentIndex(first)
        self._show()
        self._request.setFocus()

    def _fail(self, error: DmmError) -> None:
        self._banner.show_error(error)

    @property
    def _chosen(self) -> RequestCommand | None:
        place = self._request.currentIndex()
        return self._commands[place] if 0 <= place < len(self._commands) else None

    @Slot()
    def _show(self) -> None:
        chosen = self._chosen
        has_command = chosen is not None and chosen.reason is None
        notices = () if chosen is None else chosen.notices if chosen.reason is None else (chosen.reason,)
        said, command = [tr_text(notice) for notice in notices], chosen.command if chosen is not None else ""
        if len(command) > _SHOWN:
            command = command[:_SHOWN] + "…"
            said.append(self.tr("Only the beginning of the command is shown. Copy copies all of it."))
        self._about.setText(" ".join(said))
        self._text.setPlainText(escaped(command))
        self._text.setEnabled(has_command)
        self._request.setEnabled(bool(self._commands))
        self._copy_button.setEnabled(has_command)

    @Slot()
    def _copy(self) -> None:
        if (chosen := self._chosen) is not None:
            QGuiApplication.clipboard().setText(chosen.as_text(tr_text))
            self._copy_button.say_done(self.tr("Copied"))
