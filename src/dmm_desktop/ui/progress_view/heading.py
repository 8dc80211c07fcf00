"""The top of the progress view: file, status sentence, progress bar, in the same places in every state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.runs import Run
from ..formats import file_size
from ..run_words import file_name
from ..theme.icons import LARGE
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..widgets.buttons import IconButton
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel
from ..widgets.progress_bar import ProgressBar
from .run_summary import Phase, RunSummary

_TRACKER = 120  # minimum width of a tracker id beside a long file name, in pixels


class FileRow(QWidget):
    """The zip and its size; the tracker id with a button that copies it."""

    copied = Signal()

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
        self._caption = QLabel(self.tr("Tracker id"))
        set_role(self._caption, Role.BODY, Tone.MUTED)
        self._tracker = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self._tracker.setObjectName("tracker_id")
        set_role(self._tracker, Role.FIXED)
        self._copy = IconButton("copy", "copy_tracker_id", self.tr("Copy tracker id"), bare=True)
        self._tracker_parts: tuple[QWidget, ...] = (self._caption, self._tracker, self._copy)
        self._copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._file)
        row.addWidget(self._size)
        row.addSpacing(8)
        row.addStretch(1)
        for part in self._tracker_parts:
            row.addWidget(part)
        self._copy.setMaximumHeight(28)
        self.setMinimumHeight(28)

    def show_run(self, run: Run) -> None:
        """Show a run, or its new state."""
        name = file_name(run)
        self._file.setText(name or self.tr("Started elsewhere; the file is unknown"))
        set_tone(self._file, Tone.TEXT if name else Tone.MUTED)
        self._icon.show_icon("zip" if name else "external", Tone.MUTED)
        self._size.setText(file_size(run.zip_size) if run.zip_size else "")
        self._tracker.setText(run.tracker_id)
        self._tracker.setMinimumWidth(min(self._tracker.sizeHint().width(), _TRACKER))
        # Keep their space while there is no id, so that nothing moves when it arrives.
        for part in self._tracker_parts:
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            part.setVisible(bool(run.tracker_id))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._tracker.text())
        self._copy.say_done(self.tr("Copied"))


class SentenceRow(QWidget):
    """One sentence in large type with a note beside it, or below it once the run has ended; the percentage; the
    progress bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(LARGE)
        self._status = WrappedLabel(ends_in_two=True)
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
        self.bar = ProgressBar()
        self._run_id, self._phase = "", Phase.UPLOAD
        self._lay_out()

    def show_summary(self, run_id: str, run_summary: RunSummary) -> None:
        """Show the current state of the run."""
        self._icon.show_icon(run_summary.icon, run_summary.tone)
        self._icon.setVisible(bool(run_summary.icon))
        self._status.setText(run_summary.sentence)
        self._note.setText(run_summary.note)
        self._note.setVisible(not run_summary.icon)
        self._percent.setText(run_summary.percent)
        self._percent.setVisible(bool(run_summary.percent))
        set_tone(self._percent, Tone.MUTED if run_summary.stale else Tone.TEXT)
        self._second.setText(run_summary.second_line)
        self._second.setVisible(bool(run_summary.second_line))
        self._show_bar(run_id, run_summary)

    def _show_bar(self, run_id: str, run_summary: RunSummary) -> None:
        self.bar.setVisible(run_summary.phase is not None)
        if run_summary.phase is None:
            return
        if (run_id, run_summary.phase) != (self._run_id, self._phase):
            self._run_id, self._phase = run_id, run_summary.phase
            self.bar.restart()
        self.bar.advance(run_summary.fraction)
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
        texts.setSpacing(10)
        texts.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        texts.addLayout(beside, 1)
        texts.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        below = QVBoxLayout()
        below.setSpacing(2)
        below.addLayout(texts)
        below.addWidget(self._second)
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
