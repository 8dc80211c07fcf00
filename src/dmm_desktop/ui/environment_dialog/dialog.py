"""Adds or edits an environment, and tests it before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...core.environment import Environment, SavedEnvironment
from ...core.environment_names import NameTaken
from ...core.errors import DmmError, TokenRefused
from ...core.job import CancelToken, OnProgress
from ...core.runs import Run
from ...operations.check_environment import CheckedEnvironment
from ...operations.environments import KeyPlacement
from ...workers.delivery import do_nothing
from ..connections_panel.environment_summary import last_result
from ..error_banner import ErrorBanner
from ..formats import here_and_now, moment
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import Button, ButtonKind, Link
from ..widgets.containers import Surface, set_surface
from ..widgets.dialog import Dialog
from .check_result import ResultFrame, is_incomplete, verdict
from .description_dialog import DescriptionDialog, PresentDescription
from .environment_form import EnvironmentForm

_WIDTH = 656


class EnvironmentDialog(Dialog):
    """Edits an environment, or adds one, which may be a copy of the ``original``; stores nothing until *Save
    environment*. ``saved`` (environment id): this environment was added or changed."""

    saved = Signal(object)

    def __init__(
        self,
        services: AppServices,
        environment: Environment | None,
        parent: QWidget | None = None,
        *,
        dialogs: SystemDialogs | None = None,
        original: SavedEnvironment | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = services.environments
        self._runner = services.runner
        self._dialogs = dialogs or services.dialogs
        self.setObjectName("environment_dialog")
        add = self.tr("Duplicate environment") if original is not None else self.tr("Add environment")
        self.setWindowTitle(self.tr("Edit environment") if environment else add)
        set_surface(self, Surface.BASE)
        runs = services.runs

        def unfinished() -> list[Run]:
            return [view.run for view in runs.unfinished]

        self._form = EnvironmentForm(self._controller, self._dialogs, environment, unfinished, original)
        runs.list_changed.connect(self._form.show_address_notes)
        runs.run_changed.connect(self._form.show_address_notes)  # it may have ended
        self._test = Button(self.tr("Test connection"), "test_connection", icon_name="test")
        self._tested = QLabel()
        self._tested.setObjectName("tested")
        self._more = Link(self.tr("More settings"), "more_settings")
        self._banner = ErrorBanner("environment_banner")
        self._result = ResultFrame()
        self._cancel = Button(self.tr("Cancel"), "cancel_environment", kind=ButtonKind.FLAT, large=True)
        self._save = Button(self.tr("Save environment"), "save_environment", kind=ButtonKind.PRIMARY, large=True)
        self._save.setDefault(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._said_of_test: Callable[[], str] = str  # nothing
        services.day_change.changed.connect(self._tell_tested_anew)
        self._arrange()
        self._connect()
        if environment is not None and environment.tested_at is not None:
            self._tell_tested(partial(last_result, self._controller, environment))
        self._more.setVisible(not self._form.has_rare_values)
        if (given := original.environment if original is not None else environment) is not None:
            self._find_constants(given)
        if original is not None:
            self._form.focus_name()
        if environment is not None and environment.differences:
            self._banner.show_message(
                Tone.WARN,
                self.tr("A different server responds at this address."),
                " ".join(
                    [*map(tr_text, environment.differences), self.tr("If this is expected, save the environment.")]
                ),
            )

    def done(self, result: int) -> None:
        """Cancel the test, whose result would no longer be visible."""
        self._controller.cancel_try_out(self._form.environment_id)
        super().done(result)

    def ask_for_key(self) -> None:
        """Ask for the key, and clear the result of the test, which no longer applies."""
        failure = self._controller.failure(self._form.environment_id)
        self._tell_tested(str)
        self._form.ask_for_key(refused=failure is not None and isinstance(failure.error, TokenRefused))

    def _arrange(self) -> None:
        set_role(self._tested, Role.BODY, Tone.MUTED)
        test = QHBoxLayout()
        test.setSpacing(12)
        test.addWidget(self._test)
        test.addWidget(self._tested)
        test.addStretch(1)
        test.addWidget(self._more)
        self._form.add_below(test)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 20)
        content.setSpacing(20)
        content.addWidget(self._form)
        content.addWidget(self._banner)
        content.addWidget(self._result)
        content.addStretch(1)
        self._result.hide()
        self.lay_out(content, QSize(_WIDTH, 0), [self._cancel, self._save])

    def _connect(self) -> None:
        self._form.changed.connect(self._forget_result)
        self._form.edited.connect(self._give_room_back)
        self._form.failed.connect(self._show_error)
        self._form.learning_wanted.connect(self._learn)
        self._soon.timeout.connect(self.shrink)
        self._test.clicked.connect(self._start_test)
        self._more.clicked.connect(self._show_more)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._start_saving)

    @Slot()
    def _show_more(self) -> None:
        self._more.hide()
        self._form.show_rare()
        self._make_room()

    @Slot()
    def _learn(self) -> None:
        """Open the dialog that learns the API description."""
        learned = self._form.loaded_description
        tested = self._form.tested
        own = tested.description if tested is not None and not tested.description_is_loaded else None
        present = PresentDescription(learned or own, learned is not None)
        dialog = DescriptionDialog(self._runner, self._dialogs, present, self._form.address, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.used.connect(self._form.take_description)
        dialog.open()

    @Slot()
    def _start_test(self) -> None:
        """Test the values in the fields, with the stored key if none was entered."""
        self._form.begin_test()
        entered = self._form.entered(to_save=False)
        self._make_room()
        if entered is None:
            return
        self._show_no_result()
        environment, token = entered
        if self._controller.try_out(
            environment,
            token,
            owner=self,
            on_success=self._show_result,
            on_failure=self._show_error,
            on_end=self._test.set_idle,
        ):
            self._test.set_busy(self.tr("Testing…"))

    @Slot()
    def _start_saving(self) -> None:
        entered = self._form.entered(to_save=True)
        self._make_room()
        if entered is None:
            return
        environment, token = entered
        self._banner.hide()
        withdraw = self._controller.save(
            environment,
            token,
            connections=self._form.connections,
            owner=self,
            on_success=lambda placement: self._on_saved(environment, placement),
            on_failure=self._on_save_failed,
        )
        self.wait_for(withdraw, self._save, self.tr("Saving…"), self._banner)

    def _on_saved(self, environment: Environment, placement: KeyPlacement | None) -> None:
        """Close and test the saved environment; stay open if the user must know where the key is kept."""
        self.saved.emit(environment.id)
        self._controller.check(environment, owner=self, on_failure=lambda error: None)
        if placement is None or placement.problem is None:
            self.accept()
            return
        self._forget_result()
        self._form.mark_saved(environment)
        self._find_constants(environment)
        self.end_wait()
        self.setWindowTitle(self.tr("Edit environment"))
        self._cancel.set_content(self.tr("Close"))
        self._show_banner(Tone.WARN, placement.problem)

    def _on_save_failed(self, error: DmmError) -> None:
        self._banner.hide()
        self.end_wait()
        if isinstance(error, NameTaken):
            self._form.refuse_name(error)
            self._make_room()
        else:
            self._show_error(error)

    def _show_result(self, checked: CheckedEnvironment) -> None:
        tested_at = here_and_now()
        self._tell_tested(lambda: self.tr("Tested {when}").format(when=moment(tested_at)))
        self._form.take_result(checked.environment)
        self._result.show_verdict(verdict(checked, self._form.name))
        if is_incomplete(checked):
            self._form.show_description()
        self._make_room()

    @Slot(object)
    def _show_error(self, error: DmmError) -> None:
        self._show_banner(Tone.ERR, error)

    def _show_banner(self, tone: Tone, error: DmmError) -> None:
        self._banner.show_error(error, tone=tone)
        self._make_room()

    @Slot()
    def _forget_result(self) -> None:
        """Drop the result and any running test: the fields no longer contain what is or was tested."""
        self._controller.cancel_try_out(self._form.environment_id)
        self._show_no_result()
        self._give_room_back()

    def _show_no_result(self) -> None:
        self._banner.hide()
        self._result.clear()
        self._tell_tested(str)

    def _tell_tested(self, said: Callable[[], str]) -> None:
        """Show when the connection was tested: what ``said`` returns, also on another day."""
        self._said_of_test = said
        self._tell_tested_anew()

    @Slot()
    def _tell_tested_anew(self) -> None:
        self._tested.setText(self._said_of_test())

    def _find_constants(self, environment: Environment) -> None:
        """Find what the loaded description always sends, in a job: reading a large description takes time."""

        def find(cancel: CancelToken, report: OnProgress) -> tuple[str, ...]:
            from ...operations.stored_contract import constants_in

            return constants_in(environment)

        description = environment.description
        if environment.description_is_loaded and description is not None:
            self._runner.start(
                ("constants", id(self)),
                find,
                owner=self._form,
                on_success=lambda constants: self._form.take_constants(description, constants),
                on_failure=do_nothing,  # the form goes on to say that there may be some
            )

    @Slot()
    def _give_room_back(self) -> None:
        """Shrink the dialog once the layout has taken into account that an error or a result may have disappeared."""
        self._soon.start()

    def _make_room(self) -> None:
        """Make room for the banner or result that has appeared."""
        self.grow(next((one for one in (self._banner, self._result) if one.isVisibleTo(self)), None))
