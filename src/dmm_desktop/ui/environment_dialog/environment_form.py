"""The fields of an environment: name, address, stage, key, and rarely needed settings."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLayout, QVBoxLayout, QWidget

from ...core.address import Address, entered_address, page_address, page_place
from ...core.environment import Connection, Environment, KeyVerdict, SavedEnvironment
from ...core.environment_names import NameTaken
from ...core.errors import DmmError, WrongInput
from ...core.network import SYSTEM_NETWORK
from ...core.runs import Run
from ...core.stage import Stage
from ...core.text import Text, counted, escape_controls
from ...core.token import Token
from ..messages import tr_text
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..theme.tokens import Tone
from ..web_page import web_page
from ..widgets.fields import Field, FormRows
from ..widgets.line_field import LineField
from ..widgets.view_switch import StageChoice
from .address_notes import address_notes
from .description_dialog import UsedDescription
from .loaded_fields import DescriptionField
from .network_rows import NetworkRows


class EnvironmentForm(QWidget):
    """The fields with their errors. ``changed``: the values differ from those last tested. ``failed`` (DmmError): a
    chosen file cannot be loaded. ``learning_wanted``: the user wants to learn or change the API description.
    ``edited``: the user typed something, which may have removed an error."""

    changed = Signal()
    edited = Signal()
    failed = Signal(object)
    learning_wanted = Signal()

    def __init__(
        self,
        controller: EnvironmentController,
        dialogs: SystemDialogs,
        before: Environment | None,
        unfinished: Callable[[], Iterable[Run]],
        original: SavedEnvironment | None = None,
    ) -> None:
        """``before``: the environment as it is saved. ``unfinished``: the runs that have not ended. ``original``: what
        a new environment is a copy of."""
        super().__init__()
        self._unfinished = unfinished
        self._controller = controller
        self._before, self._original = before, original
        self._copy = None
        if original is not None:
            self._copy = original.environment.duplicate(controller.unused_name(original.environment.name))
        given = before or self._copy
        self._id = given.id if given else str(uuid.uuid4())
        self._form = FormRows()
        self._lines: list[LineField] = []
        self._rare: list[QWidget] = []
        self._name = self._add_line(
            self.tr("Environment name"),
            LineField("environment_name", self.tr("Environment name")),
            given.name if given else "",
        )
        self._why_changed = ""  # the address, if not by the user
        self._tested: Environment | None = None  # with what the last test found, whatever the key
        self._key_error = ""  # the last error of the key that holds only for the other values entered
        self._address_hint = self.tr("Copy it from the browser. DMM Desktop finds the API below or above it.")
        self._address = self._add_line(
            self.tr("Environment address"),
            LineField(
                "environment_address",
                self.tr("Environment address"),
                hint=self._address_hint,
                placeholder="https://",
            ),
            str(given.address) if given else "",
        )
        self._stage = StageChoice()
        if before is not None:  # a copy may become another stage, so the user chooses it
            self._stage.set_stage(before.stage)
        self._stage_field = Field(self._stage)
        self._form.add_row(self.tr("Stage"), self._stage_field)
        self._key = self._add_line(
            self.tr("REST API key"), LineField("rest_api_key", self.tr("REST API key"), secret=True)
        )
        self._token_page = self._add_line(
            self.tr("Token page"),
            LineField("token_page", self.tr("Authentication Token page"), placeholder="https://"),
            (given.token_page or "") if given else "",
            is_rare=True,
        )
        self._description = DescriptionField(given)
        self._form.add_row(self.tr("API description"), self._description)
        self._rare.append(self._description)
        self._strict = QCheckBox(self.tr("Treat content warnings as errors"))
        self._strict.setObjectName("strict_check")
        self._strict.setAccessibleName(self._strict.text())
        self._strict.setChecked(given is not None and given.strict_check)
        strict = Field(
            self._strict,
            hint=self.tr("Texts, dates and ids that look wrong then block imports into this environment."),
        )
        self._form.add_row(self.tr("Check of zips"), strict)
        self._rare.append(strict)
        network = given.network if given else SYSTEM_NETWORK
        self._network = NetworkRows(self._form, controller, dialogs, network, is_saved=before is not None)
        self._with_connections = self._add_connections()
        self._validated: tuple[Field, ...] = (
            *self._lines[:2],
            self._stage_field,
            *self._lines[2:],
            *self._network.fields,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self._set_rare_visible(self.has_rare_values)
        self._constants: dict[str, tuple[str, ...]] = {}  # by description, once they have been found
        self._show_address_hints()
        self._connect()

    @property
    def environment_id(self) -> str:
        """The id under which the environment is, or will be, saved."""
        return self._id

    @property
    def name(self) -> str:
        """The name entered, or the address if no name is entered."""
        return self._name.text() or self._address.text()

    @property
    def has_rare_values(self) -> bool:
        """Whether any rarely needed setting differs from its default."""
        is_set = any(line.text() for line in self._lines if line in self._rare)
        return is_set or self._strict.isChecked() or self._description.loaded is not None or self._network.has_values

    def add_below(self, row: QLayout) -> None:
        """Add a row aligned with the fields."""
        self._form.add_below(row)

    def show_description(self) -> None:
        """Show which API description applies, even if the other rarely needed settings are hidden."""
        self._form.set_row_visible(self._description, True)

    @Slot()
    def show_rare(self) -> None:
        """Show the rarely needed settings."""
        self._set_rare_visible(True)
        self._token_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def entered(self, *, to_save: bool) -> tuple[Environment, Token | None] | None:
        """The environment as entered, with its key unless the stored one applies.

        Returns None if it cannot be tested or, with ``to_save``, saved; the fields then show their errors and the
        first one has the focus.
        """
        for field in self._validated:
            field.set_error("")
        if to_save and not self._name.text():
            self._name.set_error(self.tr("Give the environment a name."))
        elif to_save and (taken := self._controller.named(self._name.text(), besides=self._id)) is not None:
            self.refuse_name(NameTaken(taken.name))
        if to_save and self._stage.stage is None:
            self._stage_field.set_error(self.tr("Choose the stage of the environment."))
        address = self._address_in(self._address)
        self._check_token_page()
        token = self._entered_key(to_save)
        network = self._network.entered()
        wrong = next((field for field in self._validated if field.error), None)
        if wrong is not None or address is None or network is None:
            if wrong in self._rare or wrong in self._network.fields:
                self._set_rare_visible(True)
            (wrong or self._address).control.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        environment = replace(self._environment(address), network=network)
        return environment.succeeding(self._before) if self._before is not None else environment, token

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The connections that are saved with a copy of an environment."""
        if self._original is None or not self._with_connections.isChecked():
            return ()
        return self._original.connections

    def focus_name(self) -> None:
        """Select the name, so that typing replaces it."""
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.edit.selectAll()

    def mark_saved(self, environment: Environment) -> None:
        """Treat the environment as saved, so that saving again updates it."""
        self._before = environment
        self._address_edited()

    def begin_test(self) -> None:
        """Drop what the last test said, and why the address was changed, which the user has seen."""
        self._forget_test()
        self._address_edited()

    def take_result(self, tested: Environment) -> None:
        """Take what a test has found, until the address, the description or the network settings change; saving accepts
        the server that answered."""
        self._tested = tested
        if self.address != tested.address:
            self._change_address(
                tested.address,
                self.tr(
                    "Changed: the API was found here, above the address that you entered. Check the address, then "
                    "test again."
                ),
            )
        self._show_tested()
        if tested.key_verdict is KeyVerdict.REFUSED:
            self._refuse_key()

    @property
    def tested(self) -> Environment | None:
        """The environment as it was last tested at the address entered; None if it was not tested there."""
        before = self._before
        return self._tested or (before if before is not None and before.address == self.address else None)

    def refuse_name(self, error: NameTaken) -> None:
        """Show at the field that another environment has this name."""
        self._name.set_error(_sentence(error))
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_key(self, *, refused: bool) -> None:
        """Give the keyboard to the field of the key. ``refused``: the environment has refused the stored one."""
        if refused:
            self._refuse_key()
        self._key.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def address(self) -> Address | None:
        """The address entered; None if it is missing or invalid."""
        try:
            return entered_address(self._address.text())[0]
        except WrongInput:
            return None

    @property
    def loaded_description(self) -> str | None:
        """The description that was learned; None if the environment's own applies."""
        return self._description.loaded

    def take_constants(self, description: str, constants: tuple[str, ...]) -> None:
        """Take the values that a description always sends."""
        self._constants[description] = constants
        self._show_description_hint()

    def take_description(self, used: UsedDescription) -> None:
        """Use a description, and the address and key that the user wants with it."""
        if used.address is not None:
            self._address.set_text(str(used.address))
        if used.key is not None:
            self._key.set_text(used.key.reveal())
        self._description.take(used.description, used.name)

    def _refuse_key(self) -> None:
        this, stored = self.tr("The environment refused this key."), self.tr("The environment refused the stored key.")
        self._object_to_key(this if self._key.text() else stored)

    def _object_to_key(self, error: str) -> None:
        """Show an error of the key that holds only for the other values entered."""
        self._key_error = error
        self._key.set_error(error)

    @Slot()
    def _forget_test(self) -> None:
        """Drop what was said about the server: another one may answer now, or answer otherwise."""
        self._tested = None
        self._show_tested()
        if self._key.error and self._key.error == self._key_error:
            self._key.set_error("")

    def _show_tested(self) -> None:
        self._description.show_tested(self.tested)

    def _environment(self, address: Address) -> Environment:
        entered = replace(
            self._before or self._copy or Environment(self._id, "", address),
            name=self._name.text() or address.host,
            address=address,
            stage=self._stage.stage or Stage.DEVELOPMENT,  # a test does not need one, but saving does
            token_page=self._token_page.text() or None,
            strict_check=self._strict.isChecked(),
        )
        if self._before is not None and self._tested is not None:
            entered = replace(entered, answers_as=self._tested.answers_as)
        loaded = self._description.loaded
        if loaded == (entered.description if entered.description_is_loaded else None):
            return entered
        # Findings about the previous description no longer apply.
        return replace(
            entered,
            description=loaded,
            description_is_loaded=loaded is not None,
            root=None,
            checked_at=None,
            key_verdict=KeyVerdict.NOT_CHECKED,
            failed_test=None,
        )

    def _address_in(self, field: LineField) -> Address | None:
        try:
            address, left_out = entered_address(field.text())
        except WrongInput as error:
            field.set_error(_sentence(error))
            return None
        if left_out.strip("/?#"):
            said = self.tr("“{part}” was left out: it is not part of the address of an API.")
            self._change_address(address, said.format(part=escape_controls(left_out)))
        return address

    def _change_address(self, address: Address, why: str) -> None:
        with QSignalBlocker(self._address):  # the fields now show what was tested
            self._address.set_text(str(address))
        self._why_changed = why
        self._show_address_hints()

    def _show_address_hints(self) -> None:
        """Show at each field what follows from the address entered and the one saved."""
        self.show_address_notes()
        self._show_page_host()
        self._show_key_hint()
        self._show_stage_hint()
        self._show_description_hint()
        self._show_tested()

    @Slot()
    def _address_edited(self) -> None:
        self._why_changed = ""
        self._show_address_hints()

    @Slot()
    def show_address_notes(self) -> None:
        """Show below the address why it was changed, and what to know before it is saved; otherwise what to enter."""
        notes, tone = tuple[Text, ...](), None
        if (address := self.address) is not None:
            entered = self._before
            if entered is None or entered.address != address:
                entered = Environment(self._id, "", address)
            saved = [one.environment for one in self._controller.environments]
            notes, tone = address_notes(entered, saved, self._unfinished())
        said = " ".join(filter(None, [self._why_changed, *map(tr_text, notes)]))
        self._address.set_hint(said or self._address_hint, tone=tone)

    def _check_token_page(self) -> None:
        if not self._token_page.text():
            return
        try:
            web_page(self._token_page.text())
            self._token_page.set_text(page_address(self._token_page.text()))
        except WrongInput as error:
            self._token_page.set_error(_sentence(error))

    @Slot()
    def _show_page_host(self) -> None:
        """Explain the token page below its field, or name its host if that is not the environment's."""
        elsewhere = self._page_elsewhere()
        self._token_page.set_hint(
            self.tr("Optional: its address, so that DMM Desktop can open it when you need a one-time token.")
            if elsewhere is None
            else self.tr("This page is on {host}, which is not the environment's host.").format(host=elsewhere)
        )

    def _page_elsewhere(self) -> str | None:
        """The host of the token page if it differs from the environment's; None if it is the same, or if an address is
        invalid."""
        try:
            page, (address, _) = page_place(self._token_page.text()), entered_address(self._address.text())
        except WrongInput:
            return None
        return page.host_and_port if page.host != address.host else None

    def _entered_key(self, to_save: bool) -> Token | None:
        """The key entered; None if the stored key applies. A stored key is sent only to the host it was stored for."""
        if self._key.text():
            try:
                return Token(self._key.text())
            except WrongInput as error:
                self._key.set_error(_sentence(error))
                return None
        if self._before is None and to_save:
            self._key.set_error(self.tr("Enter the REST API key of the environment."))
        elif self._is_moved:
            self._object_to_key(self.tr("The address has changed. Enter the key for the new address."))
        return None

    def _show_stage_hint(self) -> None:
        """Explain the stage; if the address has changed, say that the stage may be wrong there."""
        if self._is_moved:
            hint = self.tr("The address has changed. Check whether this is still the stage of the environment.")
            self._stage_field.set_hint(hint, tone=Tone.WARN)
        else:
            self._stage_field.set_hint(self.tr("In Production, every import asks you to type the environment's name."))

    @Slot()
    def _show_description_hint(self) -> None:
        """Say which values of its own the loaded description sends to a host other than the one it was loaded for. As
        long as they are not known, also because they cannot be found, say that there may be some."""
        loaded_for, loaded, warning = self._before or self._copy, self._description.loaded, ""
        is_same = loaded is not None and loaded_for is not None and loaded == loaded_for.description
        if loaded is not None and is_same and self._is_elsewhere(loaded_for):
            constants = self._constants.get(loaded)
            if constants is None:
                warning = self.tr(
                    "The address has changed. If the API description always sends values of its own, they are sent to "
                    "the new one."
                )
            elif constants:
                warning = self.tr("The address has changed. These values are sent to the new one: {values}.")
                warning = warning.format(values=escape_controls("; ".join(constants)))
        self._description.warn(warning)

    @property
    def _is_moved(self) -> bool:
        """Whether the address entered is on a host other than that of the saved environment."""
        return self._is_elsewhere(self._before)

    def _is_elsewhere(self, environment: Environment | None) -> bool:
        """Whether the address entered is on a host other than that of an environment, if there is one."""
        address = self.address
        return environment is not None and address is not None and address.origin != environment.address.origin

    def _show_key_hint(self) -> None:
        """Say whether the stored key still applies to the address entered."""
        if self._original is not None:
            hint = self.tr("The key of “{name}” is not copied. Enter the key for this environment.")
            self._key.set_hint(hint.format(name=self._original.environment.name))
        if self._before is None:
            return
        if self.address is None:
            self._key.set_hint("")
        elif self._is_moved:
            self._key.set_hint(self.tr("The address has changed. Enter the key for the new address."))
        else:
            self._key.set_hint(self.tr("Leave empty to keep the stored key, if there is one."))

    def _connect(self) -> None:
        for outdates in (self._address, self._description, self._network):
            outdates.changed.connect(self._forget_test)
            outdates.changed.connect(self.changed)
        self._key.changed.connect(self.changed)
        self._address.changed.connect(self._address_edited)
        self._controller.changed.connect(self.show_address_notes)
        self._token_page.changed.connect(self._show_page_host)
        for field in (*self._lines, *self._network.fields):
            field.changed.connect(self.edited)
        self._stage.changed.connect(self._take_stage)
        self._strict.toggled.connect(self.edited)
        self._description.changed.connect(self._show_description_hint)
        self._network.failed.connect(self.failed)
        self._description.wanted.connect(self.learning_wanted)

    @Slot()
    def _take_stage(self) -> None:
        self._stage_field.set_error("")
        self.edited.emit()

    def _add_line(self, label: str, field: LineField, stored: str = "", *, is_rare: bool = False) -> LineField:
        """Add a row with a line of text, filled with the ``stored`` value; show a rarely needed one on request only."""
        self._form.add_row(label, field)
        field.set_text(stored)
        self._lines.append(field)
        if is_rare:
            self._rare.append(field)
        return field

    def _add_connections(self) -> QCheckBox:
        """Add the choice whether a copy gets the connections of its original, hidden if there are none."""
        count = len(self._original.connections) if self._original is not None else 0
        box = QCheckBox(tr_text(counted("Copy 1 connection", "Copy {n} connections", count)))
        box.setObjectName("copy_connections")
        box.setAccessibleName(box.text())
        box.setChecked(True)
        hint = self.tr("They are not created: DMM must have them here too. Only stricter stages are copied.")
        field = Field(box, hint=hint)
        self._form.add_row(self.tr("Connections"), field)
        self._form.set_row_visible(field, bool(count))
        return box

    def _set_rare_visible(self, visible: bool) -> None:
        for field in self._rare:
            self._form.set_row_visible(field, visible)
        self._network.set_visible(visible)


def _sentence(error: DmmError) -> str:
    return tr_text(error.sentences)
