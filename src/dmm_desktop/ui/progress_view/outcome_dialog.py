"""*Record outcome*: what the user found out about an import whose response never arrived, or that the server has
forgotten, or whose tracker id a user entered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ...core.errors import DmmError, WrongInput
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.tracker_ids import possible_tracker_ids
from ..error_banner import ErrorBanner
from ..formats import moment
from ..messages import tr_text
from ..run_words import can_record_outcome, connection_name, environment_of, file_name
from ..services.app_services import AppServices
from ..stage import StageBand
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind, Link
from ..widgets.dialog import Dialog
from ..widgets.labels import WrappedLabel
from ..widgets.line_field import LineField

_INDENT = 23  # indent to the text of a radio button
_LONGEST_SHOWN = 48  # characters of an id that fit in the dialog


class OutcomeDialog(Dialog):
    """Asks whether the execution has a tracker id, was started without a known one, or was not started.

    Offers possible tracker ids from the server's response; the user must choose one. Closes once there is nothing to
    record: the server knows the run again, and what is recorded would take the place of its answers.
    """

    def __init__(self, services: AppServices, run: Run, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._services = services
        entered = run.tracker_id if run.has_entered_id else ""
        self._run = run = run.before_entry  # an id that was entered proves nothing
        self.setObjectName("finding_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Record outcome"))
        self._about = WrappedLabel()
        self._tell()
        has_id = bool(run.tracker_id)
        set_role(self._about, Role.BODY, Tone.MUTED)
        self._band = StageBand("finding_band")
        self._band.show_destination(
            run.stage, run.environment_name, connection_name(run), services.environments.place_of(run)
        )
        self._banner = ErrorBanner("finding_banner")
        self._has_id = self._way("finding_has_id", self.tr("It is there, and has a tracker id"))
        self._tracker = LineField("finding_tracker_id", self.tr("Tracker id"))
        self._tracker.set_text(entered)
        self._offered = [self._offer(tracker_id) for tracker_id in possible_tracker_ids(run.received)]
        self._started = self._way(
            "finding_started",
            self.tr("It was started") if has_id else self.tr("It was started; there is no tracker id"),
        )
        self._not_started = self._way("finding_not_started", self.tr("It was not started"))
        self._group = QButtonGroup(self)
        for way in (self._has_id, self._started, self._not_started):
            self._group.addButton(way)
        if run.was_seen:
            self._not_started.hide()  # it certainly was started
        checked = {RunState.FOUND_STARTED: self._started}
        if not run.was_seen:
            checked[RunState.FOUND_NOT_STARTED] = self._not_started
        chosen = self._has_id if entered else checked.get(run.state, self._started if has_id else self._has_id)
        chosen.setChecked(True)
        self._save = Button(self.tr("Save"), "save_finding", kind=ButtonKind.PRIMARY, large=True)
        self._save.setDefault(True)
        self._cancel = Button(self.tr("Cancel"), "cancel_finding", kind=ButtonKind.FLAT, large=True)
        self._arrange()
        self._tracker.setEnabled(self._has_id.isChecked())
        (self._tracker if chosen is self._has_id else chosen).setFocus()
        self._has_id.toggled.connect(self._allow_id)
        self._tracker.changed.connect(self._banner.hide)
        self._group.buttonToggled.connect(self._banner.hide)
        self._save.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        services.runs.run_changed.connect(self._look_at)
        services.day_change.changed.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        words = self.tr("Look in DMM on {place} for {run}. Nothing is sent again, whatever you record here.")
        self._about.setText(words.format(place=environment_of(self._run), run=self._described(self._run)))

    @Slot(object)
    def _look_at(self, run_id: str) -> None:
        view = self._services.runs.find(run_id) if run_id == self._run.id and not self.is_waiting else None
        if view is not None and not can_record_outcome(view.run):
            self.reject()

    def _described(self, run: Run) -> str:
        """The file of the run, or its tracker id if that is known, and when it was sent or added here."""
        sent = moment(run.sent_at or run.created_at)
        if file := file_name(run):
            return self.tr("{file}, sent {when}").format(file=file, when=sent)
        if not run.tracker_id:
            return self.tr("the export requested {when}").format(when=sent)
        words = self.tr("the execution with tracker id {id}, added here {when}")
        return words.format(id=run.tracker_id, when=moment(run.created_at))

    @staticmethod
    def _way(name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        return button

    def _offer(self, tracker_id: str) -> Link:
        half = _LONGEST_SHOWN // 2
        is_long = len(tracker_id) > _LONGEST_SHOWN
        link = Link(f"{tracker_id[:half]}…{tracker_id[-half:]}" if is_long else tracker_id, "finding_offered")
        link.setAccessibleName(self.tr("Enter {id} as the tracker id").format(id=tracker_id))
        link.clicked.connect(lambda: self._choose(tracker_id))
        return link

    def _choose(self, tracker_id: str) -> None:
        self._has_id.setChecked(True)
        self._tracker.set_text(tracker_id)
        self._tracker.setFocus()

    def _arrange(self) -> None:
        entry = QVBoxLayout()
        entry.setSpacing(6)
        entry.addWidget(self._tracker)
        if self._offered:
            source = WrappedLabel(self.tr("Possible tracker ids in the server's response:"))
            set_role(source, Role.CAPTION, Tone.MUTED)
            entry.addWidget(source)
        for link in self._offered:
            entry.addWidget(link)
        below = QHBoxLayout()
        below.addSpacing(_INDENT)
        below.addLayout(entry, 1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._about)
        column.addWidget(self._banner)
        column.addWidget(self._has_id)
        column.addLayout(below)
        column.addWidget(self._started)
        column.addWidget(self._not_started)
        column.addStretch(1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._band)
        whole.addLayout(column, 1)
        self.lay_out(whole, QSize(520, 320), [self._cancel, self._save])

    @Slot(bool)
    def _allow_id(self, is_chosen: bool) -> None:
        self._tracker.setEnabled(is_chosen)
        if is_chosen:
            self._tracker.setFocus()

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        tracker_id = self._tracker.text() if self._has_id.isChecked() else ""
        if self._has_id.isChecked() and not tracker_id:
            self._tracker.set_error(self.tr("Enter the tracker id."))
            self._tracker.setFocus()
            return
        withdraw = self._services.runs.record_outcome(
            self._run.id,
            tracker_id=tracker_id,
            started=not self._not_started.isChecked(),
            owner=self,
            on_success=self._recorded,
            on_failure=self._failed,
        )
        self.wait_for(withdraw, self._save, self.tr("Checking…"), self._banner)

    def _recorded(self) -> None:
        self.accept()

    def _failed(self, error: DmmError) -> None:
        self._banner.hide()
        self.end_wait()
        if isinstance(error, WrongInput):
            self._tracker.set_error(tr_text(error.sentences))
            self._tracker.setFocus()
        else:
            self._banner.show_error(error)
