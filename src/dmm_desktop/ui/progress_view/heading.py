"""The top of the progress view: file, status sentence, progress bar, in the same places in every state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.execution_type import by_known_type
from ...core.origin_words import origin_place
from ...core.runs import Run
from ...core.text import text
from ...operations.save_export import places_of
from ..export_places import places_in_words
from ..formats import file_size
from ..formats import percent as formatted
from ..messages import tr_text
from ..run_words import file_name
from ..theme.icons import LARGE
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..widgets.buttons import IconButton, Link
from ..widgets.focus_ring import RING_MARGIN
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel
from ..widgets.progress_bar import ProgressBar
from .run_summary import RunSummary

_TRACKER = 120  # minimum width of a tracker id beside a long file name, in pixels

_GAP = 10  # between sentence, note and percentage
_LONG = 120  # letters; a longer sentence counts as a paragraph and is not shown in large type


class _Remainder(ElidedLabel):
    """Text that is shortened before anything beside it is, to a few letters: its tool tip has it whole."""

    def setText(self, text: str) -> None:
        """Set the text, and be no wider."""
        super().setText(text)
        self.setMaximumWidth(super().sizeHint().width())

    def sizeHint(self) -> QSize:
        """No width of its own: what the others leave, but the minimum."""
        return QSize(0, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Be as wide as the text in a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMaximumWidth(super().sizeHint().width())


class FileRow(QWidget):
    """The zip, its size, and the environment that it was exported from, or where an export takes its data instead of
    into a zip; the tracker id with a button that copies it; a button for the note, which emits ``note_requested``."""

    copied = Signal()
    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel()
        self._icon.show_icon("zip", Tone.MUTED)
        self._file = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self._file.setObjectName("file")
        set_role(self._file, Role.LABEL)
        self._size = QLabel()
        self._size.setObjectName("file_size")
        set_role(self._size, Role.BODY, Tone.MUTED)
        self._origin = _Remainder()
        self._origin.setObjectName("file_origin")
        set_role(self._origin, Role.BODY, Tone.MUTED)
        self._caption = QLabel(self.tr("Tracker id"))
        set_role(self._caption, Role.BODY, Tone.MUTED)
        self._tracker = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self._tracker.setObjectName("tracker_id")
        set_role(self._tracker, Role.FIXED)
        self._copy = IconButton("copy", "copy_tracker_id", self.tr("Copy tracker id"), bare=True)
        self._tracker_parts: tuple[QWidget, ...] = (self._caption, self._tracker, self._copy)
        self._copy.clicked.connect(self._on_copy)
        self._edit = IconButton("edit", "edit_note", self.tr("Edit note"), bare=True)
        self._edit.clicked.connect(self.note_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._file)
        row.addWidget(self._size)
        row.addWidget(self._origin, 100)
        row.addSpacing(8)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._edit)
        row.addWidget(self._caption)
        row.addWidget(self._tracker)
        row.addLayout(buttons)
        for button in (self._copy, self._edit):
            button.setMaximumHeight(28)
        self.setMinimumHeight(28)

    def show_run(self, run: Run) -> None:
        """Show a run, or its new state."""
        name, places, elsewhere = file_name(run), places_in_words(places_of(run)), self._elsewhere(run)
        words = self.tr("Goes to: {places}").format(places=places) if places else name or elsewhere
        self._file.setText(words)
        self._icon.setVisible(bool(words))
        set_tone(self._file, Tone.TEXT if name or places else Tone.MUTED)
        self._icon.show_icon("db" if places else "zip" if name else "external", Tone.MUTED)
        self._size.setText(file_size(run.zip_size) if run.zip_size else "")
        origin = run.proven_origin
        self._origin.setText(
            "" if origin is None else tr_text(text("Exported from {place}", place=origin_place(origin)))
        )
        self._origin.setVisible(origin is not None)
        self._tracker.setText(run.tracker_id)
        self._tracker.setMinimumWidth(min(self._tracker.sizeHint().width(), _TRACKER))
        # Keep their space while there is no id, so that nothing moves when it arrives.
        for part in self._tracker_parts:
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            part.setVisible(bool(run.tracker_id))

    def _elsewhere(self, run: Run) -> str:
        if run.was_started_here:
            return ""
        elsewhere = self.tr("Started elsewhere")
        unknown = self.tr("Started elsewhere; the file is unknown")
        return by_known_type(run.known_type, for_import=unknown, for_export=elsewhere, for_execution=elsewhere)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._tracker.text())
        self._copy.say_done(self.tr("Copied"))


class SentenceRow(QWidget):
    """One sentence in large type; a note beside it if both fit on one line, otherwise below; the percentage; the
    progress bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(LARGE)
        self._status = WrappedLabel()
        self._status.setObjectName("status")
        self._status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self._status, Role.SENTENCE)
        self._note = ElidedLabel()
        self._note.setObjectName("note")
        set_role(self._note, Role.BODY, Tone.MUTED)
        self._percent = QLabel()
        self._percent.setObjectName("percent")
        set_role(self._percent, Role.SENTENCE)
        self._second = WrappedLabel()
        self._second.setObjectName("second_line")
        set_role(self._second, Role.BODY, Tone.MUTED)
        self._means = Link(self.tr("What this means"), "outcome_meaning")
        self._means.clicked.connect(self._toggle_meaning)
        self._meaning = WrappedLabel()
        self._meaning.setObjectName("meaning")
        self._meaning.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self._meaning, Role.BODY, Tone.MUTED)
        self._meaning.hide()
        self.bar = ProgressBar()
        self._lines = "", ""  # the note, and what is below the sentence in any case
        self._meanings: tuple[str, ...] = ()
        self._lay_out()

    def show_summary(self, run_summary: RunSummary) -> None:
        """Show the current state of the run."""
        self._icon.show_icon(run_summary.icon, run_summary.tone)
        self._icon.setVisible(bool(run_summary.icon))
        set_role(self._status, Role.NAME if len(run_summary.sentence) > _LONG else Role.SENTENCE)
        self._status.setText(run_summary.sentence)
        self._percent.setText(run_summary.percent)
        self._percent.setVisible(bool(run_summary.percent))
        set_tone(self._percent, Tone.MUTED if run_summary.stale else Tone.TEXT)
        self._lines = run_summary.note, run_summary.second_line
        self._place_note()
        if run_summary.meaning != self._meanings:
            self._meanings = run_summary.meaning
            self._meaning.setText("\n".join(f"\u2022 {sentence}" for sentence in run_summary.meaning))
            self._unfold(is_open=False)
        self._means.setVisible(bool(run_summary.meaning))
        self._show_bar(run_summary)

    @Slot()
    def _toggle_meaning(self) -> None:
        self._unfold(is_open=self._meaning.isHidden())

    def _unfold(self, *, is_open: bool) -> None:
        self._meaning.setVisible(is_open)
        self._means.set_text(self.tr("Hide what this means") if is_open else self.tr("What this means"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the note where it fits."""
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        note, second = self._lines
        percent = _GAP + self._percent.fontMetrics().horizontalAdvance(formatted(1.0)) if self._percent.text() else 0
        self._note.setText(note)
        needed = self._status.sizeHint().width() + _GAP + self._note.sizeHint().width() + percent
        is_beside = bool(note) and needed <= self.width()
        self._note.setVisible(is_beside)
        below = "\n".join(line for line in ("" if is_beside else note, second) if line)
        self._second.setText(below)
        self._second.setVisible(bool(below))

    def _show_bar(self, run_summary: RunSummary) -> None:
        self.bar.setVisible(run_summary.fraction is not None)
        if run_summary.fraction is not None:
            self.bar.show_fraction(run_summary.fraction)
            self.bar.set_stale(run_summary.stale)
            self.bar.setAccessibleDescription(run_summary.sentence)

    def _lay_out(self) -> None:
        # Align the note with the baseline of the larger sentence.
        lift = self._status.fontMetrics().descent() - self._note.fontMetrics().descent()
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addWidget(self._note)
        beside.addSpacing(max(0, lift))
        texts = QHBoxLayout()
        texts.setSpacing(_GAP)
        texts.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        texts.addLayout(beside, 1)
        texts.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        below = QVBoxLayout()
        below.setSpacing(RING_MARGIN)
        below.addLayout(texts)
        below.addWidget(self._second)
        below.addWidget(self._means, 0, Qt.AlignmentFlag.AlignLeading)
        below.addWidget(self._meaning)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(below, 1)
        self._icon.setContentsMargins(0, max(0, (self._status.fontMetrics().height() - LARGE) // 2), 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.bar)
