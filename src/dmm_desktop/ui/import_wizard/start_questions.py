"""The questions after *Start import*: while the check is running, if it has found errors, and if the data come from
Production and go to Production."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.text import counted
from ...operations.check_zip import CheckedZip, Severity, result
from ..formats import percent
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..widgets.buttons import Button
from ..widgets.dialog import Dialog, Question
from ..widgets.labels import WrappedLabel
from ..widgets.progress_bar import ProgressBar
from .check_words import check_tone, consequence_words

_SIZE = QSize(480, 200)


class StartAnywayQuestion(Question):
    """Asks before a zip with errors is sent. ``is_over``: the check has ended, and will find no more. ``confirmed``:
    start the import."""

    def __init__(self, parent: QWidget, checked: CheckedZip, *, is_over: bool) -> None:
        super().__init__("start_anyway_question", parent)
        number = checked.count(Severity.ERROR)
        found = counted(
            "The check found 1 error. Start the import anyway?",
            "The check found {n} errors. Start the import anyway?",
            number,
        )
        if not is_over:
            found = counted(
                "The check has found 1 error so far. Start the import anyway?",
                "The check has found {n} errors so far. Start the import anyway?",
                number,
            )
        question = tr_text(found)
        recorded = self.tr("The run will show that you started it anyway.")
        consequence = " ".join((consequence_words(checked), recorded))
        self.ask(self.tr("Start anyway"), question, consequence)
        self.offer((self.tr("Start anyway"), "start_anyway", "import"), (self.tr("Do not start"), "do_not_start"))


class ProductionQuestion(Question):
    """Asks before data that come from a Production environment, or may do so, are imported into a Production
    environment. ``confirmed``: start the import."""

    def __init__(self, parent: QWidget, source: str | None, target: str, host: str) -> None:
        """``source``: the environment of the zip, with its host; None as long as it is not known. ``host``: that of the
        ``target``."""
        super().__init__("production_question", parent)
        if source is None:
            title = self.tr("Is this zip an export of Production?")
            words = self.tr(
                "Some were saved on this computer; whether this zip is one of them is known once all rows have been "
                "checked. This import writes into {target} on {host}, which is Production."
            ).format(target=target, host=host)
        else:
            title = self.tr("Import data of Production into Production?")
            words = self.tr(
                "The zip was exported from {source}, and this import writes into {target} on {host}. Both are "
                "Production."
            ).format(source=source, target=target, host=host)
        self.ask(self.tr("Start import"), title, words)
        self.offer(
            (self.tr("Start import"), "start_into_production", "import"), (self.tr("Do not start"), "do_not_start")
        )


class CheckWait(Dialog):
    """Shown while *Start import* waits for the end of the check. ``skipped``: start without waiting."""

    skipped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("check_wait")
        self.setWindowTitle(self.tr("Start import"))
        self._heading, self._found, self._note = QLabel(), WrappedLabel(), WrappedLabel()
        self._heading.setObjectName("check_wait_heading")
        self._found.setObjectName("check_wait_found")
        set_role(self._heading, Role.NAME)
        set_role(self._note, Role.BODY, Tone.MUTED)
        self._note.setText(
            self.tr(
                "The import starts automatically as soon as all rows have been checked, unless there are errors, or "
                "new warnings about earlier imports."
            )
        )
        self._bar = ProgressBar("check_wait_progress")
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._skip = Button(self.tr("Start without waiting"), "start_without_waiting", large=True)
        self._keep = Button(self.tr("Do not start"), "stop_waiting", large=True)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for widget in (self._heading, self._bar, self._found, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        self.lay_out(column, _SIZE, [self._skip, self._keep])
        self._keep.setDefault(True)
        self._keep.clicked.connect(self.reject)
        self._skip.clicked.connect(self._start)

    def show_progress(self, share: float, checked: CheckedZip | None) -> None:
        """Show how much has been checked (0 to 1), and what was found."""
        self._bar.show_fraction(share)
        self._heading.setText(self.tr("Checking all rows: {percent}").format(percent=percent(share)))
        if checked is not None:
            self._found.setText(tr_text(result(checked)))
            tone = check_tone(checked)
            set_tone(self._found, Tone.TEXT if tone is Tone.OK else tone)

    @Slot()
    def _start(self) -> None:
        self.accept()
        self.skipped.emit()
