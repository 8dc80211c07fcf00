"""Edits the JSON configuration of an execution as form or text, synchronized; unknown fields are kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core import exact_json
from ...core.errors import DmmError, WrongInput
from ...core.job import Job
from ...core.text import counted
from ...operations.read_configuration import (
    GivenConfiguration,
    given_configuration,
    parse_configuration,
    read_configuration,
)
from ..formats import file_size
from ..messages import explanation, tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.banner import Banner
from ..widgets.buttons import Button
from ..widgets.containers import SplitRow
from ..widgets.fields import Field, in_a_row
from ..widgets.labels import ElidedLabel
from ..widgets.view_switch import ViewSwitch
from .json_edit import JsonEdit
from .other_fields import OtherFieldsTable, shortened_value
from .start_draft import StartDraft

#: Maximum length of a text that the editor shows in full, in characters. Laying out or parsing a longer text would
#: block the window for too long.
_EDITABLE = 128 * 1024
_BEGINNING = 8 * 1024  # characters of a longer text that are shown
_FORM, _JSON = 0, 1


class ConfigurationEditor(QWidget):
    """The text is authoritative: the form shows it with the choices of the pages filled in.

    ``changed``: the user has changed the configuration. ``wanted`` (Field): the field that has an error. Subclasses
    make the form, and call :meth:`lay_out`.
    """

    changed = Signal()
    wanted = Signal(object)

    def __init__(self, services: AppServices, draft: StartDraft, dialogs: SystemDialogs) -> None:
        super().__init__()
        self._services = services
        self.draft = draft
        self._dialogs = dialogs
        self._source = ElidedLabel()
        self._source.setObjectName("source_of_configuration")
        set_role(self._source, Role.BODY, Tone.MUTED)
        self._load = Button(self.tr("Load from file…"), "load_configuration", icon_name="folder")
        self._switch = ViewSwitch(
            "configuration_view", self.tr("View"), [("form_view", self.tr("Form")), ("json_view", self.tr("JSON"))]
        )
        self._reading: object | None = None  # the latest job that reads a configuration
        self._banner = Banner("configuration_banner")
        self._too_large = Banner("configuration_too_large")
        self._others, self._others_note = OtherFieldsTable(), QLabel()
        self._text = JsonEdit("configuration", self.tr("Configuration"), _EDITABLE)
        self._text_field = Field(self._text)
        self._load.clicked.connect(self._ask)
        self._switch.chosen.connect(self._show_view)
        self._text.textChanged.connect(self._take_text)
        self._text.refused.connect(self._refuse_text)

    def focus_first(self) -> None:
        """Focus the button that loads a configuration."""
        self._load.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_form(self) -> None:
        """Show the form."""
        self._switch.choose(_FORM)
        self._show_page(_FORM)

    def listen_in(self, page: QWidget) -> None:
        """Switch the view with Ctrl+Tab anywhere in ``page``."""
        self._switch.listen_in(page)

    def show_draft(self) -> None:
        """Show the configuration as it will be sent; invalid text stays as written."""
        given = self.draft.configuration
        self._source.setText(self._source_words())
        content = self._text_to_show()
        is_whole = len(content) <= _EDITABLE
        shown = content if is_whole else content[:_BEGINNING]
        if shown != self._text.toPlainText():
            with QSignalBlocker(self._text):
                self._text.setPlainText(shown)
        self._text.setReadOnly(not is_whole)
        self._too_large.setVisible(not is_whole)
        if not is_whole:
            size = file_size(given.size)
            self._too_large.show_message(
                Tone.INFO,
                self.tr("{file} is too large to edit here: {size}.").format(file=given.file_name, size=size)
                if given.file_name
                else self.tr("The configuration is too large to edit here: {size}.").format(size=size),
                self.tr("Only its beginning is shown. All of it is sent, with the fields set in this wizard."),
            )
        self._show_form()

    def _text_to_show(self) -> str:
        """The text as it will be sent, indented; the given text if that is invalid or too large to edit."""
        given = self.draft.configuration
        if len(given.text) > _EDITABLE:
            return given.text
        try:
            return exact_json.write(exact_json.read(self.draft.complete().json_text), indent=2, ensure_ascii=False)
        except WrongInput:
            return given.text

    def _source_words(self) -> str:
        if self._reading is not None:
            return self.tr("Reading the configuration…")
        name = self.draft.configuration.file_name
        return self.tr("from {file}").format(file=name) if name else ""

    def is_complete(self) -> bool:
        """Whether the configuration has been read and can be sent; if not, show the error."""
        return self._is_valid()

    def _is_valid(self) -> bool:
        """Whether the configuration has been read and can be sent; if it cannot, show the text with the error."""
        if self._reading is not None:
            return False
        try:
            self.draft.complete()
        except WrongInput as error:
            self._switch.choose(_JSON)
            self._show_error(error)
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    @abstractmethod
    def show_values(self) -> None:
        """Show the configuration, which can be sent, in the form."""

    @abstractmethod
    def overridden_words(self, chosen: str) -> str:
        """The sentence that the connection ``chosen`` on another page is sent."""

    @abstractmethod
    def following_words(self) -> str:
        """The sentence about the fields of the text that follow choices on the pages."""

    def lay_out(self, form: QWidget, sources: Sequence[QWidget] = ()) -> None:
        """Put everything in its place: the form with the other fields below it, and buttons beside *Load from
        file…*."""
        heading = QLabel(self.tr("Configuration"))
        set_role(heading, Role.NAME)
        self._source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._views = (self._form_page(form), self._text_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(SplitRow([heading, self._source], [*sources, self._load, self._switch]))
        column.addWidget(self._banner)
        for view in self._views:
            column.addWidget(view, 1)
        self._show_page(_FORM)

    def _form_page(self, form: QWidget) -> QWidget:
        title = QLabel(self.tr("Other fields"))
        set_role(title, Role.LABEL)
        set_role(self._others_note, Role.BODY, Tone.MUTED)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(form)
        column.addLayout(in_a_row(title, self._others_note))
        column.addWidget(self._others, 1)
        column.addStretch(0)
        return page

    def _text_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._too_large)
        column.addWidget(self._text_field, 1)
        self._text_field.let_grow()
        return page

    def _show_form(self) -> None:
        """Show the form and a note about the text; leave both as they are while the text is invalid."""
        draft = self.draft
        try:
            others, fields, overridden = draft.other_fields(), draft.field_count(), draft.overridden_connection()
        except WrongInput:
            self._banner.hide()
            self._text_field.set_hint("")
            return
        self.show_values()
        self._others.show_fields(others)
        self._others_note.setText(self.tr("Sent unchanged.") if others else self.tr("None."))
        valid = tr_text(counted("Valid JSON, 1 field.", "Valid JSON, {n} fields.", fields))
        self._text_field.set_hint(f"{valid} {self.following_words()}", tone=Tone.OK)
        if overridden:
            self._banner.show_message(
                Tone.WARN,
                self.tr("When it was loaded or entered, the configuration named the connection {name}.").format(
                    name=shortened_value(overridden)
                ),
                self.overridden_words(draft.connection),
            )
        else:
            self._banner.hide()

    @Slot(object)
    def _show_view(self, view: int) -> None:
        """Switch the view; stay with the text while it is invalid."""
        if view == _JSON or self._reading is not None or self._is_valid():
            self.show_draft()
            self._show_page(view)

    def _show_page(self, view: int) -> None:
        """Show a view, and hide the other one first. If it had the focus, the new one gets it."""
        hidden, shown = self._views[1 - view], self._views[view]
        focused = self.window().focusWidget()
        had_focus = focused is not None and hidden.isAncestorOf(focused)
        hidden.hide()
        shown.show()
        if had_focus:
            first = (one for one in shown.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            next(first).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _take_text(self) -> None:
        self._reading = None  # typed text takes precedence over a file still being read
        self.draft.take_configuration(given_configuration(self._text.toPlainText(), self.draft.parser))
        self._source.setText("")
        self._text_field.set_error("")
        self._show_form()
        self.changed.emit()

    @Slot()
    def _refuse_text(self) -> None:
        self._banner.show_message(
            Tone.WARN,
            self.tr("The pasted text is too large to edit here."),
            self.tr("Save it as a file, and load that file."),
            dismissible=True,
        )

    @Slot()
    def _ask(self) -> None:
        kinds = self.tr("JSON files (*.json);;All files (*)")
        title = self.tr("Load configuration")
        self._dialogs.ask_for_file(self, title, kinds, self.load, purpose=Purpose.CONFIGURATION)

    def load(self, path: Path) -> None:
        """Load the configuration from a file."""
        self._start(partial(read_configuration, path, self.draft.parser))

    def take(self, content: str) -> None:
        """Use the configuration of an earlier run."""
        if len(content) <= _EDITABLE:
            self._use(given_configuration(content, self.draft.parser))
        else:
            self._start(partial(parse_configuration, content, self.draft.parser))

    def _use(self, given: GivenConfiguration[Any]) -> None:
        self.draft.take_configuration(given)
        self._text_field.set_error("")
        self.show_draft()
        self.changed.emit()

    def _start(self, job: Job[GivenConfiguration[Any]]) -> None:
        """Read a configuration in a job. A later job, or a change of the text, takes precedence over one still
        running."""
        self._reading = reading = object()
        self._source.setText(self._source_words())

        def read(given: GivenConfiguration[Any]) -> None:
            if self._reading is not reading:
                return
            self._reading = None
            self._use(given)
            self.is_complete()

        def failed(error: DmmError) -> None:
            if self._reading is not reading:
                return
            self._banner.show_message(Tone.ERR, tr_text(error.title), explanation(error), dismissible=True)

        def ended() -> None:
            if self._reading is reading:
                self._reading = None
                self._source.setText(self._source_words())

        self._services.runner.start(
            ("read configuration", reading), job, owner=self, on_success=read, on_failure=failed, on_end=ended
        )

    def _show_error(self, error: DmmError) -> None:
        self._text_field.set_error(tr_text(error.sentences))
