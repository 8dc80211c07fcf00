"""Shows how the API is called according to requests or a description, and lets the user change that."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...core.address import Address
from ...core.errors import DmmError, WrongInput
from ...core.job import Job
from ...core.text import counted, text
from ...core.token import Token
from ...operations.learn_description import (
    Given,
    Learned,
    LearningChoices,
    learn_description,
    read_present,
    read_source,
    read_source_file,
)
from ...operations.save_text import save_text
from ...workers.runner import TaskRunner
from ..error_banner import ErrorBanner
from ..messages import escaped, tr_text
from ..services.system_dialogs import Purpose, SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.access_keys import leave_without_access_keys
from ..widgets.buttons import Button, ButtonKind, Link
from ..widgets.containers import SplitRow, Surface, set_surface
from ..widgets.dialog import Dialog
from ..widgets.labels import WrappedLabel
from .operation_dialog import OperationDialog
from .operations_table import OperationsTable
from .source_box import SourceBox

_SIZE = QSize(880, 640)
_NUMBERS = itertools.count()
_FILE_NAME = "dmm-api.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PresentDescription:
    """The description that applies now; None for the built-in one. ``is_learned``: it is not the environment's own."""

    description: str | None
    is_learned: bool


@dataclass(frozen=True, slots=True)
class UsedDescription:
    """What the user decided to use: the description and the name of its source, "" if the current one was changed; and
    the address and the key in the requests, each None unless the user wants it."""

    description: str
    name: str
    address: Address | None
    key: Token | None


class DescriptionDialog(Dialog):
    """Begins with the current description. Stores nothing. ``used`` (UsedDescription): the user wants this description
    for the environment."""

    used = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        dialogs: SystemDialogs,
        present: PresentDescription,
        address: Address | None,
        parent: QWidget | None = None,
    ) -> None:
        """``address`` is the one entered; None if there is none."""
        super().__init__(parent)
        self._runner, self._dialogs = runner, dialogs
        self._present, self._address = present, address
        self._key = ("learn", next(_NUMBERS))
        self._job = 0  # the number of the latest job, the only one whose result counts
        self._open: OperationDialog | None = None
        self._name = ""
        self._given: Given | None = None
        self._learned: Learned | None = None
        self._choices = LearningChoices()
        self.setObjectName("description_dialog")
        self.setWindowTitle(self.tr("Learn from a request"))
        set_surface(self, Surface.BASE)
        self._about = WrappedLabel(
            self.tr("DMM Desktop then calls the API in the same way as requests that already work for you.")
        )
        self._source = SourceBox(dialogs)
        self._banner = ErrorBanner("description_banner")
        self._summary = WrappedLabel()
        self._summary.setObjectName("learned_summary")
        self._table = OperationsTable()
        self._detail = WrappedLabel()
        self._detail.setObjectName("operation_detail")
        self._undo = Link(self.tr("Undo changes"), "undo_changes")
        self._change = Button(self.tr("Change…"), "change_operation", icon_name="edit")
        self._notes = WrappedLabel()
        self._notes.setObjectName("learned_notes")
        self._take_address = QCheckBox()
        self._take_address.setObjectName("take_address")
        self._take_address.setChecked(True)
        leave_without_access_keys(self._take_address)  # its text is an address
        self._take_key = QCheckBox(self.tr("Use the REST API key in the requests"))
        self._take_key.setObjectName("take_key")
        self._save = Button(self.tr("Save description…"), "save_description", icon_name="save", large=True)
        self._cancel = Button(self.tr("Cancel"), "cancel_description", kind=ButtonKind.FLAT, large=True)
        self._use = Button(self.tr("Use description"), "use_description", kind=ButtonKind.PRIMARY, large=True)
        self._use.setDefault(True)
        self._arrange()
        self._connect()
        self._read()

    def done(self, result: int) -> None:
        """Stop reading."""
        self._runner.cancel((*self._key, self._job))
        super().done(result)

    def _arrange(self) -> None:
        set_role(self._about, Role.BODY, Tone.MUTED)
        set_role(self._summary, Role.NAME)
        for label in (self._detail, self._notes):
            set_role(label, Role.BODY, Tone.MUTED)
        content = self._content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(12)
        for widget in (self._about, self._source, self._banner):
            content.addWidget(widget)
        content.addWidget(SplitRow([self._summary], [self._undo, self._change]))
        content.addWidget(self._table, 1)
        for below in (self._detail, self._notes, self._take_address, self._take_key):
            content.addWidget(below)
        content.addStretch(0)
        self.lay_out(content, _SIZE, [self._cancel, self._use], [self._save])
        self._show(None)
        self._source.setFocus()

    def _connect(self) -> None:
        self._source.changed.connect(self._read)
        self._table.activated_operation.connect(self._open_operation)
        self._table.selectionModel().currentChanged.connect(self._show_detail)
        self._change.clicked.connect(self._open_operation)
        self._undo.clicked.connect(self._undo_changes)
        self._save.clicked.connect(self._ask_where)
        self._cancel.clicked.connect(self.reject)
        self._use.clicked.connect(self._accept_used)

    @Slot()
    def _read(self) -> None:
        """Read what the user has provided, or else the current description."""
        self._banner.clear()
        self._source.show_error("")
        self._choices = LearningChoices()
        file, content = self._source.file, self._source.text
        if file is not None:
            self._name = file.name
            self._begin(partial(read_source_file, file), self._take_given, self._fail_reading)
        elif content:
            self._name = self.tr("pasted text")
            job = partial(read_source, content, "")
            self._begin(job, self._take_given, self._fail_reading)
        else:
            self._name = ""
            self._begin(partial(read_present, self._present.description), self._take_given, self._fail_reading)

    def _begin(self, job: Job[T], on_success: Callable[[T], None], on_failure: Callable[[DmmError], None]) -> None:
        """Start a job; the result of an earlier one is then ignored."""
        self._runner.cancel((*self._key, self._job))
        self._job += 1
        number = self._job
        self._runner.start(
            (*self._key, number),
            job,
            owner=self,
            on_success=lambda outcome: on_success(outcome) if number == self._job else None,
            on_failure=lambda error: on_failure(error) if number == self._job else None,
        )

    def _take_given(self, given: Given) -> None:
        self._given = given
        self._learn(self._choices)

    @Slot(object)
    def _learn(self, choices: LearningChoices) -> None:
        """Show what the source means with these choices."""
        self._choices = choices
        if self._given is not None:
            root = self._address.path if self._address is not None else ""
            job = partial(learn_description, [self._given], self._name, choices, root=root)
            self._begin(job, self._show, self._fail_reading)

    def _fail_reading(self, error: DmmError) -> None:
        self._given = None
        self._show(None)
        if self._source.file is None and self._source.text:
            self._source.show_error(tr_text(error.sentences))
        else:
            self._banner.show_error(error)
        self.grow(None)

    def _show(self, learned: Learned | None) -> None:
        self._learned = learned
        for widget in (self._summary, self._table, self._change, self._detail):
            widget.setVisible(learned is not None)
        self._content.setStretch(
            self._content.count() - 1, 0 if learned is not None else 1
        )  # the table takes the height
        is_usable = learned is not None and learned.contract.describes_dmm
        is_new = bool(self._name) or self._choices != LearningChoices()
        self._use.setEnabled(is_usable and is_new)
        self._save.setEnabled(is_usable)
        self._undo.setVisible(self._choices != LearningChoices())
        notes = self._notes_of(learned) if learned is not None else []
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self._offer(learned)
        if learned is None:
            return
        self._summary.setText(self._summary_of(learned))
        self._table.show_learned(learned)
        self._show_detail()
        if self._open is not None:
            self._open.show_learned(learned, self._choices)
        self.grow(None)

    def _summary_of(self, learned: Learned) -> str:
        total, missing = len(learned.contract.operations), len(learned.contract.missing)
        words = text("{found} of {total} operations found", found=total - missing, total=total)
        return f"{self._source_words(learned)}: {tr_text(words)}"

    def _source_words(self, learned: Learned) -> str:
        if self._name:
            kinds = ", ".join(learned.kinds)
            if not learned.requests:
                return kinds
            requests = counted("1 request", "{n} requests", len(learned.requests))
            return f"{kinds}, {tr_text(requests)}"
        if self._present.description is None:
            return self.tr("Built-in description")
        if self._present.is_learned:
            return self.tr("Present description")
        return self.tr("Description found in the environment")

    def _notes_of(self, learned: Learned) -> list[str]:
        notes = [escaped(tr_text(note)) for note in learned.unused]
        if learned.ignored:
            notes.append(self.tr("Options ignored: {names}.").format(names=escaped(", ".join(learned.ignored))))
        if not self._is_same_host(learned):
            said = self.tr("The requests were sent to {host}, not to the environment. Their key is not offered.")
            notes.append(said.format(host=escaped(learned.origin)))
        return notes

    def _offer(self, learned: Learned | None) -> None:
        """Offer what the requests also contain."""
        address = self._other_address(learned) if learned is not None else None
        self._take_address.setVisible(address is not None)
        if address is not None:
            words = self.tr("Use {address} as the address").format(address=escaped(str(address)))
            self._take_address.setText(words.replace("&", "&&"))
            self._take_address.setAccessibleName(words)
        offers_key = learned is not None and _key_in(learned) is not None and self._is_same_host(learned)
        self._take_key.setVisible(offers_key)
        if not offers_key:
            self._take_key.setChecked(False)

    def _is_same_host(self, learned: Learned) -> bool:
        """Whether the requests were sent to the environment, as far as is known: the key of another one is not
        offered."""
        return not learned.origin or self._address is None or learned.origin == self._address.origin

    def _other_address(self, learned: Learned) -> Address | None:
        """The address of the API in the requests, if none was entered, or one with another path on the same host."""
        entered = self._address
        if not learned.origin or not self._is_same_host(learned):
            return None
        if entered is not None and (entered.is_bare or entered.path == learned.base):
            return None
        try:
            return Address.parse(learned.origin + learned.base)
        except WrongInput:
            return None

    @Slot()
    def _show_detail(self) -> None:
        self._detail.setText(self._table.hidden_reason)
        self._detail.setVisible(bool(self._detail.text()) and self._learned is not None)

    @Slot()
    def _open_operation(self) -> None:
        row = self._table.row
        if row is None or self._learned is None:
            return
        dialog = OperationDialog(row.operation, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_learned(self._learned, self._choices)
        dialog.chosen.connect(self._learn)
        dialog.finished.connect(self._forget_operation)
        self._open = dialog
        dialog.open()

    @Slot()
    def _forget_operation(self) -> None:
        self._open = None

    @Slot()
    def _undo_changes(self) -> None:
        self._table.setFocus()  # before the link disappears with the focus
        self._learn(LearningChoices())

    @Slot()
    def _ask_where(self) -> None:
        self._dialogs.ask_for_target(
            self,
            self.tr("Save description"),
            _FILE_NAME,
            self.tr("OpenAPI 3 (*.json)"),
            self._save_to,
            purpose=Purpose.DESCRIPTION,
        )

    def _save_to(self, path: Path) -> None:
        if self._learned is None:
            return
        self._runner.start(
            (*self._key, "save"),
            partial(save_text, self._learned.description, path),
            owner=self,
            on_success=self._on_saved,
            on_failure=self._banner.show_error,
        )

    def _on_saved(self, path: Path) -> None:
        self._banner.show_saved(path, self._dialogs, self.tr("Description saved."))

    @Slot()
    def _accept_used(self) -> None:
        learned = self._learned
        if learned is None:
            return
        takes_address = self._take_address.isVisible() and self._take_address.isChecked()
        self.used.emit(
            UsedDescription(
                learned.description,
                self._name,
                self._other_address(learned) if takes_address else None,
                _key_in(learned) if self._take_key.isVisible() and self._take_key.isChecked() else None,
            )
        )
        self.accept()


def _key_in(learned: Learned) -> Token | None:
    try:
        return Token(learned.key) if learned.key else None
    except WrongInput:
        return None
