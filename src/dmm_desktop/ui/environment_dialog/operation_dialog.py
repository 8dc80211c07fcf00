"""Changes how one operation is called: by which request, its method and path, and where each value goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...operations.learn_description import (
    BODIES,
    METHODS,
    BoundOperation,
    Candidate,
    Constant,
    Learned,
    LearningChoices,
    Operation,
    Way,
    inputs_of,
)
from ..messages import escaped, tr_text
from ..theme.tokens import Tone
from ..widgets.buttons import Button
from ..widgets.choice import Choice
from ..widgets.dialog import Dialog
from ..widgets.fields import Field, FormRows
from ..widgets.line_field import LineField
from .operations_table import label_words, place_words

_WIDTH = 640
#: How long the user must have stopped typing before the path is used, in milliseconds.
_PAUSE = 300


class OperationDialog(Dialog):
    """Applies each change at once. ``chosen`` (LearningChoices): the user has changed something; :meth:`show_learned`
    then shows what that means."""

    chosen = Signal(object)

    def __init__(self, operation: Operation, parent: QWidget) -> None:
        super().__init__(parent)
        self._operation = operation
        self._learned: Learned | None = None
        self._choices = LearningChoices()
        self._offered: tuple[tuple[str, str], ...] = ()  # label and value of each constant
        self.setObjectName("operation_dialog")
        self.setWindowTitle(self.tr("Change {operation}").format(operation=operation.value))
        self._request = Choice("called_by", self.tr("Request"))
        self._request.setPlaceholderText(self.tr("Several: choose one"))
        self._method = Choice("operation_method", self.tr("Method"))
        self._path = LineField(
            "operation_path",
            self.tr("Path"),
            hint=self.tr("Below the address of the API. A name in braces is replaced by its value."),
        )
        self._sent_in = Choice("operation_body", self.tr("Values are sent in"))
        self._result = Field(self._request)
        self._places = {
            name: Field(Choice(f"place_{name}", self.tr("Place of {name}").format(name=name)))
            for name in inputs_of(operation)
        }
        self._constants = QWidget()
        QVBoxLayout(self._constants).setContentsMargins(0, 0, 0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._arrange()
        self._request.activated.connect(self._choose_request)
        self._method.activated.connect(self._choose_way)
        self._sent_in.activated.connect(self._choose_way)
        self._path.edit.textEdited.connect(self._pause.start)
        self._pause.timeout.connect(self._choose_way)

    def done(self, result: int) -> None:
        """Use a path that was typed just now."""
        if self._pause.isActive():
            self._pause.stop()
            self._choose_way()
        super().done(result)

    def show_learned(self, learned: Learned, choices: LearningChoices) -> None:
        """Show what the choices mean."""
        self._learned, self._choices = learned, choices
        self._show_requests(learned.candidates)
        way = learned.ways.get(self._operation)
        for control in (self._method, self._path, self._sent_in):
            control.setEnabled(way is not None)
        if way is not None:
            self._method.setCurrentIndex(self._method.findData(way.method))
            self._sent_in.setCurrentIndex(self._sent_in.findData(way.body))
            if not self._path.edit.hasFocus():
                self._path.set_text(way.path)
        found = learned.contract.operations[self._operation]
        self._result.set_error("" if isinstance(found, BoundOperation) else tr_text(found.reason))
        for name, field in self._places.items():
            self._show_place(name, field, found if isinstance(found, BoundOperation) else None)
        self._show_constants(tuple(one for one in learned.constants if one.operation is self._operation))
        self.grow(None)

    def _arrange(self) -> None:
        for method in METHODS:
            self._method.addItem(method, method)
        for body in BODIES:
            self._sent_in.addItem(self._body_words(body), body)
        form = FormRows()
        form.add_row(self.tr("Request"), self._result)
        form.add_row(self.tr("Method"), self._method)
        form.add_row(self.tr("Path"), self._path)
        form.add_row(self.tr("Values are sent in"), self._sent_in)
        for name, field in self._places.items():
            form.add_row(name, field)
        form.add_below(self._constants)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.addWidget(form)
        content.addStretch(1)
        close = Button(self.tr("Close"), "close_operation", large=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        for name, field in self._places.items():
            choice = field.control
            assert isinstance(choice, Choice)
            choice.activated.connect(partial(self._choose_place, name, choice))
        self.lay_out(content, QSize(_WIDTH, 0), [close])

    def _body_words(self, body: str) -> str:
        match body:
            case "query":
                return self.tr("Query of the address")
            case "application/json":
                return self.tr("JSON body")
            case "multipart/form-data" | "application/x-www-form-urlencoded":
                return self.tr("Form ({type})").format(type=body)
            case _:
                return self.tr("Zip as the whole body ({type})").format(type=body)

    def _show_requests(self, candidates: Iterable[Candidate]) -> None:
        self._request.clear()
        taken = []
        for one in candidates:
            if one.operation is self._operation:
                taken.append(self._request.count())
            words = escaped(f"{one.method} {one.path}")
            is_other = one.operation is not None and one.operation is not self._operation
            self._request.addItem(f"{words} ({one.operation})" if is_other else words, one)
        self._request.addItem(self.tr("None"), None)
        none = self._request.count() - 1
        self._request.setCurrentIndex(taken[0] if len(taken) == 1 else -1 if taken else none)

    def _show_place(self, name: str, field: Field, found: BoundOperation | None) -> None:
        assert self._learned is not None
        choice = field.control
        assert isinstance(choice, Choice)
        choice.clear()
        choice.addItem(self.tr("Automatic"), "")
        for label in self._learned.labels.get(self._operation, ()):
            choice.addItem(label_words(label), label)
        choice.setCurrentIndex(max(0, choice.findData(self._choices.places.get((self._operation, name), ""))))
        choice.setEnabled(choice.count() > 1)
        if found is None:
            field.set_hint("")
        elif name in found.places:
            place, basis = place_words(found.places[name]), tr_text(found.bases[name])
            field.set_hint(f"{place} ({basis})")
        else:
            field.set_hint(self.tr("Not sent"), tone=Tone.WARN)

    def _show_constants(self, offered: tuple[Constant, ...]) -> None:
        names = tuple((one.label, one.value) for one in offered)
        if names == self._offered:  # keep the boxes: one of them may have the focus
            for one in offered:
                box = self._constants.findChild(QCheckBox, f"keep_{one.label}")
                if box is not None:
                    with QSignalBlocker(box):
                        box.setChecked(one.is_kept)
            return
        self._offered = names
        layout = self._constants.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in offered:
            sent = self.tr("Always send {place} = {value}")
            box = QCheckBox(sent.format(place=label_words(one.label), value=escaped(one.value)).replace("&", "&&"))
            box.setObjectName(f"keep_{one.label}")
            box.setAccessibleName(box.text().replace("&&", "&"))
            box.setChecked(one.is_kept)
            box.toggled.connect(partial(self._keep, one.label))
            layout.addWidget(box)

    @Slot()
    def _choose_request(self) -> None:
        if self._learned is None:
            return
        wanted: Candidate | None = self._request.currentData()
        operations = dict(self._choices.operations)
        for one in self._learned.candidates:
            if one.operation is self._operation:
                operations |= dict.fromkeys(one.numbers)
        if wanted is not None:
            operations |= dict.fromkeys(wanted.numbers, self._operation)
        ways = {other: way for other, way in self._choices.ways.items() if other is not self._operation}
        places = {key: label for key, label in self._choices.places.items() if key[0] is not self._operation}
        self._choose(replace(self._choices, operations=operations, ways=ways, places=places))

    @Slot()
    def _choose_way(self) -> None:
        way = Way(self._method.currentData(), self._path.text(), self._sent_in.currentData() or "")
        if self._learned is not None and way != self._learned.ways.get(self._operation):
            self._choose(replace(self._choices, ways={**self._choices.ways, self._operation: way}))

    def _choose_place(self, name: str, choice: Choice, _: int) -> None:
        places = {key: label for key, label in self._choices.places.items() if key != (self._operation, name)}
        if label := choice.currentData():
            places[self._operation, name] = label
        self._choose(replace(self._choices, places=places))

    def _keep(self, label: str, wanted: bool) -> None:
        key = {(self._operation, label)}
        kept = self._choices.constants | key if wanted else self._choices.constants - key
        self._choose(replace(self._choices, constants=frozenset(kept)))

    def _choose(self, choices: LearningChoices) -> None:
        self._choices = choices
        self.chosen.emit(choices)
