"""Last page: everything at a glance, the name that is typed for Production, and the one-time token."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ...core.address import page_address, page_place
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment
from ...core.errors import DmmError, OneTimeTokenRefused, SecretStoreError, TokenMissing, TokenRefused, WrongInput
from ...core.outcomes import destination
from ...core.runs import Run
from ...core.text import counted, joined
from ...core.token import Token
from ...operations.check_zip import result, unchecked
from ...operations.limits import lacking_at, limits
from ..error_banner import ErrorBanner
from ..formats import file_size, moment
from ..messages import tr_text
from ..run_words import file_name
from ..services.app_services import AppServices
from ..services.run_controller import TrackedRun
from ..services.system_dialogs import SystemDialogs
from ..stage import Corners, StageBand
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role, set_tone
from ..web_page import web_page
from ..widgets.banner import Banner
from ..widgets.buttons import Link
from ..widgets.containers import Card
from ..widgets.fields import WIZARD_LABELS, Form
from ..widgets.labels import ElidedLabel, IconLabel, WrappedLabel, plain_tip
from ..widgets.line_field import LineField
from .draft import Draft
from .file_tables import ICONS, check_tone, entities_words
from .page import Page


def earlier_import(runs: list[TrackedRun], draft: Draft) -> Run | None:
    """The newest of ``runs`` (newest first) that sent a file of this name and size to the same destination; None if
    there is none.

    Compares name and size, because the file's hash is known only once it is read for sending.
    """
    if draft.environment is None or draft.checked is None:
        return None
    wanted = (draft.environment.id, draft.connection, PurePath(draft.checked.path).name, draft.checked.size)
    return next(
        (
            run
            for run in (view.run for view in runs)
            if (run.environment_id, run.connection, file_name(run), run.zip_size) == wanted
            and not (run.state.is_final and run.state.imports_nothing)
        ),
        None,
    )


class SummaryCard(Card):
    """Stage band, address, file, contents, result of the check, ids, configuration."""

    def __init__(self) -> None:
        super().__init__("review_card")
        self._band = StageBand("review_band", corners=Corners.TOP, padding=16)
        self._values: dict[str, ElidedLabel | WrappedLabel] = {}
        self._check_icon = IconLabel()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, WIZARD_LABELS - 22)
        self._grid.setColumnStretch(1, 1)
        self._add("address", self.tr("Address"))
        self._add("file", self.tr("File"))
        self._add("contents", self.tr("Contents"))
        self._add("check", self.tr("Check"), self._check_icon)
        self._add("ids", self.tr("Ids"))
        self._add("configuration", self.tr("Configuration"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(self._grid)

    def show_draft(self, draft: Draft, place: str) -> None:
        """Show what has been decided; its configuration is one that can be sent. ``place``: the host of the
        environment, with port and path where it needs them."""
        destination, checked = draft.destination, draft.checked
        assert destination is not None and checked is not None
        self._band.show_destination(destination.stage, destination.environment.name, draft.connection, place)
        self._values["address"].setText(str(destination.environment.address))
        self._values["file"].setText(f"{checked.path.name}, {file_size(checked.size)}")
        self._values["contents"].setText(entities_words(checked))
        tone = check_tone(checked)
        self._check_icon.show_icon(ICONS[tone], tone)
        self._values["check"].setText(tr_text(joined(result(checked), unchecked())))
        set_tone(self._values["check"], tone)
        self._values["ids"].setText(
            self.tr("Append: every record gets a new id") if draft.append else self.tr("Keep the ids of the file")
        )
        fields = tr_text(counted("1 field", "{n} fields", draft.field_count()))
        name = draft.configuration.file_name
        self._values["configuration"].setText(f"{name}, {fields}" if name else fields)

    def _add(self, key: str, name: str, icon: IconLabel | None = None) -> None:
        label = QLabel(name)
        value = WrappedLabel() if icon is not None else ElidedLabel()
        set_role(label, Role.BODY, Tone.MUTED)
        value.setObjectName(f"review_{key}")
        label.setMinimumHeight(20)
        self._values[key] = value
        line = QHBoxLayout()
        line.setSpacing(6)
        if icon is not None:
            line.addWidget(icon)
        line.addWidget(value, 1)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addLayout(line, row, 1)


_FIELDS = 400  # px


class ReviewPage(Page):
    """``key_wanted`` (environment id): the REST API key of this environment must be entered."""

    key_wanted = Signal(object)

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("Review and start"))
        self._dialogs = dialogs
        self._token_is_for = ""
        self._name_is_for = ("", "")
        self._was_refused = False  # then the file was on the server, or a part of it
        self._card = SummaryCard()
        self._earlier = Banner("earlier_import")
        self._limits = Banner("import_limits")
        self._banner = ErrorBanner("review_banner", action_name="enter_key")
        self._name = LineField("confirm_environment_name", self.tr("Confirm environment name"))
        self._token = LineField(
            "one_time_token",
            self.tr("One-time token"),
            hint=self.tr("Kept in memory only, and for this import only."),
            secret=True,
        )
        for field in (self._name, self._token):
            field.edit.setAcceptDrops(False)  # the wizard accepts dropped files instead
        self._open = Link(self.tr("Open the Authentication Token page"), "open_token_page", icon_name="external")
        self._where = WrappedLabel()
        self._where.setObjectName("token_page_place")
        set_role(self._where, Role.CAPTION, Tone.MUTED)
        self._promise = WrappedLabel()
        set_role(self._promise, Role.BODY, Tone.MUTED)
        self._lay_out()
        self._name.changed.connect(self._mark_name)
        self._open.clicked.connect(self._open_token_page)
        self._banner.action.connect(self._enter_key)
        services.runs.list_changed.connect(self.show_draft)

    def enter(self) -> None:
        """Show the draft; focus the first empty field."""
        self.show_draft()
        first = self._name if self._needs_name() else self._token
        self.go_to(first)

    def is_complete(self) -> bool:
        """Whether the import may start; if not, every invalid field shows its error."""
        token = self.token()
        if self._needs_name():
            assert self.draft.destination is not None
            name = self.draft.destination.changed_name
            self._name.set_error(self.tr("Type {name} to confirm.").format(name=name))
            self.go_to(self._name)
            return False
        return token is not None

    def token(self) -> Token | None:
        """The one-time token; None, with an error at the field, if it is invalid."""
        if not self._token.text():
            self._refuse_token(self.tr("Enter the one-time token."))
            return None
        try:
            return Token(self._token.text())
        except WrongInput as error:
            self._refuse_token(tr_text(error.sentences))
            return None

    @Slot()
    def show_draft(self) -> None:
        """Show what has been decided, if everything is. A one-time token is for the environment it was typed for."""
        draft, chosen = self.draft, self.draft.destination
        if chosen is None or draft.checked is None:
            return
        environment = chosen.environment
        try:
            self._card.show_draft(draft, self.services.environments.place(environment))
        except WrongInput:
            return
        if environment.id != self._token_is_for:
            self._token_is_for = environment.id
            self._token.set_text("")
            self._banner.hide()
        self._ask_for_name(chosen)
        self._show_token_page(environment)
        promise = (
            self.tr("Nothing has been imported yet. Imported records stay in {name}, even if you stop the import.")
            if self._was_refused
            else self.tr("Nothing has been sent yet. Imported records stay in {name}, even if you stop the import.")
        )
        place = tr_text(destination(environment.name, draft.connection))
        self._promise.setText(promise.format(name=place))
        self._show_earlier_import(place)
        self._show_limits(environment)

    def _ask_for_name(self, chosen: Destination) -> None:
        """What is typed is the name of what will be changed. What was typed for another destination is forgotten."""
        is_guarded = self.draft.is_guarded
        asked = (chosen.environment.id, chosen.connection.name)
        if asked != self._name_is_for:
            self._name_is_for = asked
            self._name.set_text("")
        is_environment = chosen.connection.name == RUNTIME_CONNECTION
        label = self.tr("Confirm environment name") if is_environment else self.tr("Confirm connection name")
        self._name_label.setText(label)
        self._name.edit.setAccessibleName(label)
        self._name.setVisible(is_guarded)
        self._name_label.setVisible(is_guarded)
        hint = self.tr("Type {name} to confirm that this import goes to Production.")
        self._name.set_hint(hint.format(name=chosen.changed_name))
        self._mark_name()

    def show_error(self, error: DmmError) -> None:
        """Show why nothing was started: at the token's field if the token is the cause, else in a banner."""
        if isinstance(error, OneTimeTokenRefused):
            self._was_refused = True
            self.show_draft()
            self._token.set_text("")
            self._refuse_token(tr_text(error.sentences))
            return
        is_about_key = isinstance(error, TokenMissing | TokenRefused | SecretStoreError)
        self._banner.show_error(
            error,
            action=self.tr("Enter REST API key…") if is_about_key else "",
            action_icon="key" if is_about_key else "",
            dismissible=True,
        )

    def clear_error(self) -> None:
        """Hide the error before a new attempt."""
        self._banner.hide()

    def _lay_out(self) -> None:
        form = Form(label_width=WIZARD_LABELS)
        self._name_label = form.add_row(self.tr("Confirm environment name"), self._name, width=_FIELDS)
        form.add_row(self.tr("One-time token"), self._token, width=_FIELDS)
        form.add_below(self._open)
        form.add_below(self._where)
        icon = IconLabel()
        icon.show_icon("info", Tone.MUTED)
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addWidget(icon)
        promise.addWidget(self._promise, 1)
        self.column.addWidget(self._card)
        self.column.addWidget(self._earlier)
        self.column.addWidget(self._limits)
        self.column.addWidget(self._banner)
        self.column.addSpacing(8)
        self.column.addWidget(form)
        self.column.addStretch(1)
        self.column.addLayout(promise)

    def _needs_name(self) -> bool:
        return self.draft.is_guarded and not self._is_name_right()

    def _is_name_right(self) -> bool:
        destination = self.draft.destination
        return destination is not None and self._name.text() == destination.changed_name.strip()

    def _refuse_token(self, reason: str) -> None:
        self._token.set_error(reason)
        self.go_to(self._token)

    def _show_token_page(self, environment: Environment) -> None:
        """Offer to open the token page, and name its host."""
        page = _token_page(environment)
        self._open.setVisible(page is not None)
        if page is None:
            self._where.setText(self.tr("Get it from DMM's Authentication Token page in the environment."))
            return
        place = page_place(page)
        where = (
            self.tr("The page is on {host}.")
            if place.host == environment.address.host
            else self.tr("The page is on {host}, which is not the environment's host.")
        ).format(host=place.host_and_port)
        self._where.setText(where)
        self._open.setToolTip(plain_tip(where))
        self._open.setAccessibleDescription(where)

    def _show_earlier_import(self, name: str) -> None:
        earlier = earlier_import(self.services.runs.runs, self.draft)
        if earlier is None:
            self._earlier.hide()
            return
        self._earlier.show_message(
            Tone.WARN,
            self.tr("A file of this name and size was sent to {name} {when}.").format(
                name=name, when=moment(earlier.created_at)
            ),
            self.tr("Append mode would duplicate the records that were imported then.")
            if self.draft.append
            else self.tr("Check its outcome first."),
        )

    def _show_limits(self, environment: Environment) -> None:
        """Warn about operations that the API lacks, and what cannot be done without them."""
        sentences = limits(lacking_at(environment))
        self._limits.setVisible(bool(sentences))
        if sentences:
            self._limits.show_message(
                Tone.WARN,
                self.tr("The API of {name} lacks some operations.").format(name=environment.name),
                " ".join(map(tr_text, sentences)),
            )

    @Slot()
    def _mark_name(self) -> None:
        if self._is_name_right():
            self._name.set_mark("ok", self.tr("The name matches"))
        else:
            self._name.clear_mark()

    @Slot()
    def _open_token_page(self) -> None:
        page = _token_page(self.draft.environment) if self.draft.environment is not None else None
        if page is not None:
            self._dialogs.open_page(page)

    @Slot()
    def _enter_key(self) -> None:
        if self.draft.environment is not None:
            self.key_wanted.emit(self.draft.environment.id)


def _token_page(environment: Environment) -> str | None:
    """The address of the environment's Authentication Token page, if one is set and may be opened: https, or on this
    computer."""
    try:
        if environment.token_page:
            web_page(environment.token_page)
            return page_address(environment.token_page)
        return None
    except WrongInput:
        return None
