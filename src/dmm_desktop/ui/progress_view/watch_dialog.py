"""*Watch an existing execution*: an execution started elsewhere, or one whose response never arrived."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...core.errors import DmmError
from ...core.runs import Run
from ..error_banner import ErrorBanner
from ..services.app_services import AppServices
from ..stage import StageBand, stage_word
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind
from ..widgets.choice import Choice
from ..widgets.dialog import Dialog, form_column
from ..widgets.fields import Field, FormRows
from ..widgets.labels import WrappedLabel, plain_tip
from ..widgets.line_field import LineField

_LONGEST = 24  # characters of a name, so that stage and host after it stay visible


class WatchDialog(Dialog):
    """Asks for the environment and the tracker id. ``watching`` (run id): the execution is now in the list."""

    watching = Signal(object)

    def __init__(self, services: AppServices, parent: QWidget | None, environment_id: str = "") -> None:
        super().__init__(parent)
        self._services = services
        self.setObjectName("watch_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Watch an existing execution"))
        self._banner = ErrorBanner("watch_banner")
        about = WrappedLabel(
            self.tr(
                "Watch an execution that was started elsewhere. You will find its tracker id in DMM or in the "
                "response to StartExecution."
            )
        )
        set_role(about, Role.BODY, Tone.MUTED)
        self._environments = Choice("watch_environment", self.tr("Environment"))
        self._environment = Field(self._environments)
        self._environments.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for saved in services.environments.environments:
            one = saved.environment
            metrics = self._environments.fontMetrics()
            name = metrics.elidedText(one.name, Qt.TextElideMode.ElideMiddle, _LONGEST * metrics.averageCharWidth())
            stage = stage_word(services.environments.strictest_stage(one))
            self._environments.addItem(f"{name} ({stage}), {services.environments.place(one)}", one.id)
            whole = Qt.ItemDataRole.ToolTipRole
            tip = plain_tip("\n".join((one.name, str(one.address))))
            self._environments.setItemData(self._environments.count() - 1, tip, whole)
        is_only = self._environments.count() == 1
        self._environments.setCurrentIndex(0 if is_only else self._environments.findData(environment_id))
        self._environments.setPlaceholderText(self.tr("Choose…"))
        self._band = StageBand("watch_band")
        self._tracker = LineField("watch_tracker_id", self.tr("Tracker id"))
        form = FormRows()
        form.add_row(self.tr("Environment"), self._environment)
        form.add_row(self.tr("Tracker id"), self._tracker)
        self._watch = Button(self.tr("Watch"), "watch_import", kind=ButtonKind.PRIMARY, large=True)
        self._watch.setDefault(True)
        cancel = Button(self.tr("Cancel"), "cancel_watch", kind=ButtonKind.FLAT, large=True)
        self.lay_out(self._band.above(form_column(about, self._banner, form)), QSize(640, 280), [cancel, self._watch])
        self._tracker.setFocus()
        self._tracker.changed.connect(self._banner.hide)
        self._show_environment()
        self._environments.currentIndexChanged.connect(self._show_environment)
        self._watch.clicked.connect(self._begin)
        cancel.clicked.connect(self.reject)

    @Slot()
    def _show_environment(self) -> None:
        """Show the chosen environment and its host in the band; clear errors, which concern another environment."""
        self._banner.hide()
        self._tracker.set_error("")
        saved = self._services.environments.find(self._environments.currentData() or "")
        self._band.setVisible(saved is not None)
        if saved is not None:
            self._environment.set_error("")
            one = saved.environment
            environments = self._services.environments
            self._band.show_destination(
                environments.strictest_stage(one), one.name, self.tr("Connection not known"), environments.place(one)
            )

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        environment_id = self._environments.currentData()
        if not self._tracker.text():
            self._tracker.set_error(self.tr("Enter the tracker id."))
            self._tracker.setFocus()
        if environment_id is None:
            self._environment.set_error(
                self.tr("Choose the environment in which it runs.")
                if self._environments.count()
                else self.tr("Add an environment first: its key is needed to ask about the execution.")
            )
            self._environments.setFocus()
        if self._tracker.error or self._environment.error:
            return
        withdraw = self._services.runs.adopt(
            environment_id, self._tracker.text(), owner=self, on_success=self._adopted, on_failure=self._failed
        )
        self.wait_for(withdraw, self._watch, self.tr("Checking…"), self._banner)

    def _adopted(self, run: Run) -> None:
        self._services.unread_results.read_again(run.id)
        self.watching.emit(run.id)
        self.accept()

    def _failed(self, error: DmmError) -> None:
        self.end_wait()
        self._tracker.setFocus()
        self._banner.show_error(error)
