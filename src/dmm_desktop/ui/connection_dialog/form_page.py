"""The values of a new connection in two synchronized views: a form, and JSON."""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ...core.address import Address, entered_address
from ...core.errors import DmmError, RefusedByServer, WrongInput
from ...core.form import FormFields, FormValues
from ...core.names import normal
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import renew_access_keys
from ..widgets.containers import PageScroll, SplitRow
from ..widgets.fields import Field, FormRows
from ..widgets.labels import WrappedLabel
from ..widgets.view_switch import ViewSwitch
from .entries import Entry, entry_for

_FORM, _JSON = 0, 1
_ENVIRONMENT_URL = normal("EnvironmentURL")
_HTTP = re.compile(r"^\s*http:", re.IGNORECASE)


class FormPage(QWidget):
    """Empty until :meth:`show_form`. ``changed``: the user has changed a value."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = FormValues(FormFields(()))
        self._entries: dict[str, Entry] = {}
        self._switch = ViewSwitch(
            "connection_view", self.tr("View"), [("form_view", self.tr("Form")), ("json_view", self.tr("JSON"))]
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName("connection_json")
        self._text.setAccessibleName(self.tr("Connection as JSON"))
        set_role(self._text, Role.FIXED)
        self._text.setTabChangesFocus(True)
        self._text.viewport().setAcceptDrops(False)  # Qt would insert a file's address, and let the file be moved
        self._json = Field(self._text, hint=self.tr("Secrets you entered are kept but not shown here."))
        self._title = QLabel(self.tr("Connection"))
        self._note = WrappedLabel(self.tr("Loading the fields of a connection…"))
        self._scroll = PageScroll()
        self._views = QStackedWidget()
        self._lay_out()
        self._switch.chosen.connect(self._show_view)
        self._switch.listen_in(self)
        self._text.textChanged.connect(self._take_text)

    @property
    def values(self) -> dict[str, object]:
        """The values entered."""
        return self._values.all()

    @property
    def address(self) -> Address | None:
        """The address of the other environment, without the query of a page; None if none is entered, or if it cannot
        be read. ``http`` is read as ``https``: nothing is sent there from here. That the field is called EnvironmentURL
        is [assumed]."""
        url = next((value for name, value in self.values.items() if normal(name) == _ENVIRONMENT_URL), None)
        try:
            return entered_address(_HTTP.sub("https:", url))[0] if isinstance(url, str) else None
        except WrongInput:
            return None

    def show_form(self, form: FormFields) -> None:
        """Create a control for every field; if the API accepts any object, only JSON is offered."""
        self._values = FormValues(form)
        self._entries = {field.name: entry_for(field) for field in form.fields}
        rows = FormRows()
        for name, entry in self._entries.items():
            label = "" if entry.control.metaObject().className() == "QCheckBox" else entry.control.accessibleName()
            rows.add_row(label, entry)
            entry.changed.connect(lambda name=name: self._take_entry(name))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(rows)
        column.addStretch(1)
        self._scroll.set_page(page)
        self._note.hide()
        self._title.show()
        self._switch.setVisible(not form.takes_any)
        self._views.show()
        self._switch.choose(_JSON if form.takes_any else _FORM)
        self._views.setCurrentIndex(self._switch.view)
        self._show_values()

    def focus_first(self) -> None:
        """Focus the first field."""
        controls: list[QWidget] = [entry.control for entry in self._entries.values()]
        (controls[0] if self._switch.view == _FORM and controls else self._text).setFocus()

    def is_complete(self) -> bool:
        """Whether all values are valid; otherwise mark the problems and focus the first field that has one."""
        if self._json.error:
            self._text.setFocus()
            return False
        problems = self._values.problems()
        if problems and self._switch.view == _JSON:
            self._json.set_error(" ".join(f"{name}: {tr_text(problem)}" for name, problem in problems.items()))
            self._text.setFocus()
        elif problems:
            for name, problem in problems.items():
                self._entries[name].set_error(tr_text(problem))
            self._go_to(next(iter(problems)))
        return not problems

    def show_refusal(self, error: DmmError) -> bool:
        """Show a refusal at the field that the server's message names; returns False if the message names none."""
        if not isinstance(error, RefusedByServer) or error.reason is None or self._switch.view == _JSON:
            return False
        named = [name for name in self._entries if name in error.message]
        if not named:
            return False
        first = min(named, key=error.message.index)
        self._entries[first].set_error(tr_text(error.reason))
        self._go_to(first)
        return True

    def show_note(self, words: str) -> None:
        """Show a note in place of the form; an empty text hides it."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _lay_out(self) -> None:
        set_role(self._title, Role.NAME)
        set_role(self._note, Role.BODY, Tone.MUTED)
        self._views.addWidget(self._scroll)
        self._views.addWidget(self._json)
        self._json.let_grow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(SplitRow([self._title], [self._switch]))
        column.addWidget(self._note)
        column.addWidget(self._views, 1)
        column.addStretch(0)
        for one in (self._title, self._switch, self._views):
            one.hide()

    def _go_to(self, name: str) -> None:
        entry = self._entries[name]
        entry.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(entry)

    def _take_entry(self, name: str) -> None:
        entry = self._entries[name]
        self._values.enter(entry.field, entry.entered())
        self._show_text()
        self.changed.emit()

    @Slot()
    def _take_text(self) -> None:
        try:
            self._values.take_json(self._text.toPlainText())
        except WrongInput as error:
            self._json.set_error(tr_text(error.sentences))
        else:
            self._json.set_error("")
        self.changed.emit()

    @Slot(object)
    def _show_view(self, view: int) -> None:
        """Switch the view; invalid JSON stays visible until it is corrected."""
        if view == self._views.currentIndex():
            return
        if view == _FORM and self._json.error:
            self._take_text()
            if self._json.error:
                self._switch.choose(_JSON)
                self._text.setFocus()
                return
        self._show_values()
        self._views.setCurrentIndex(view)
        renew_access_keys(self)

    def _show_values(self) -> None:
        for entry in self._entries.values():
            with QSignalBlocker(entry):
                entry.show_values(self._values)
        self._show_text()

    def _show_text(self) -> None:
        with QSignalBlocker(self._text):
            self._text.setPlainText(self._values.json_text())
        self._json.set_error("")
