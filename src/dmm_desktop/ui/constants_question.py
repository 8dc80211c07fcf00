"""Asks whether a file for others may include the values without a known meaning in learned API descriptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from ..core.environment import Environment
from ..core.errors import DmmError
from ..core.job import CancelToken, OnProgress
from ..workers.runner import TaskRunner
from .messages import escaped
from .widgets.dialog import Question

#: How many values are named.
_MOST = 5


class ConstantsQuestion(Question):
    """``answered`` (bool): save the file, with the values or without."""

    answered = Signal(object)

    def __init__(self, title: str, values: Sequence[str], parent: QWidget) -> None:
        super().__init__("constants_question", parent)
        named = "; ".join(values[:_MOST]) + ("; …" if len(values) > _MOST else "")
        words = self.tr("They may be confidential: {values}").format(values=escaped(named))
        self.ask(title, self.tr("Some API descriptions contain values whose meaning is not known."), words)
        self._include = QCheckBox(self.tr("Include these values"))
        self._include.setObjectName("include_constants")
        self.setCheckBox(self._include)
        self.offer((self.tr("Save"), "save_file_now", "save"), (self.tr("Cancel"), "save_nothing"), is_harmless=True)
        self.confirmed.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self._include.isChecked())


def ask_about_constants(
    runner: TaskRunner,
    environments: Sequence[Environment],
    title: str,
    window: QWidget,
    owner: QObject,
    then: Callable[[bool], None],
    on_failure: Callable[[DmmError], None],
) -> None:
    """Call ``then`` with whether the values may be included, unless the user cancels; without a question if there are
    no such values."""

    def values(environments: Sequence[Environment], cancel: CancelToken, report: OnProgress) -> tuple[str, ...]:
        from ..operations.stored_contract import values_left_out

        return tuple(f"{one.name}: {value}" for one in environments for value in values_left_out(one))

    def ask(found: tuple[str, ...]) -> None:
        if not found:
            then(False)
            return
        question = ConstantsQuestion(title, found, window.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.answered.connect(then)
        question.open()

    job = partial(values, environments)
    runner.start(("constants", id(owner)), job, owner=owner, on_success=ask, on_failure=on_failure)
