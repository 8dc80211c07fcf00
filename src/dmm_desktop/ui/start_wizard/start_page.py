"""Last page of a wizard: a summary, the name to type for Production, the one-time token, and what the user must know
before the start."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.address import page_address, page_place
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment
from ...core.errors import DmmError, OneTimeTokenRefused, TokenMissing, TokenRefused, WrongInput
from ...core.key_store_errors import SecretStoreError
from ...core.sentence_parts import destination
from ...core.stage import Stage
from ...core.text import MAX_REFERENCE, as_reference
from ...core.token import Token
from ...operations.limits import blocked_by, lacking_at, limits
from ..error_banner import ErrorBanner
from ..messages import tr_text
from ..services.app_services import AppServices
from ..services.system_dialogs import SystemDialogs
from ..stage import twin_words
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..web_page import web_page
from ..widgets.access_keys import renew_access_keys
from ..widgets.banner import Banner
from ..widgets.buttons import Link
from ..widgets.fields import WIZARD_LABELS, Field, FormRows
from ..widgets.labels import IconLabel, WrappedLabel, plain_tip
from ..widgets.line_field import LineField
from .page import Page
from .start_draft import StartDraft

#: Width of the fields, in pixels.
FIELD_WIDTH = 400
#: What a new REST API key corrects.
_ABOUT_KEY = (TokenMissing, TokenRefused, SecretStoreError)


class StartPage(Page):
    """Shows everything before the start. ``key_wanted`` (environment id): the REST API key of this environment must be
    entered. Subclasses add what their type of execution needs, and call :meth:`lay_out`."""

    key_wanted = Signal(object)

    def __init__(self, services: AppServices, draft: StartDraft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("Review and start"))
        self._dialogs = dialogs
        self._typed_for: tuple[Hashable, ...] = ()
        self.was_refused = False  # a server had received a request of this wizard, or a part of it
        self._limits = Banner("start_limits")
        self._shared = Banner("shared_server")
        self.banner = ErrorBanner("review_banner", action_name="enter_key")
        self.form = FormRows(label_width=WIZARD_LABELS)
        self._name = LineField("confirm_environment_name", self.tr("Confirm environment name"))
        self._token = LineField(
            "one_time_token",
            self.tr("One-time token"),
            hint=self.tr("Kept in memory only, and sent once."),
            secret=True,
        )
        self._reference = LineField(
            "reference",
            self.tr("Reference"),
            hint=self.tr("Optional, for example a ticket number. It is kept with the run and is in its report."),
        )
        self._reference.edit.setMaxLength(MAX_REFERENCE)
        for field in (self._name, self._token, self._reference):
            field.edit.setAcceptDrops(False)  # the wizard accepts dropped files instead
        self._open = Link(self.tr("Open the Authentication Token page"), "open_token_page", icon_name="external")
        self._where = WrappedLabel()
        self._where.setObjectName("token_page_place")
        set_role(self._where, Role.CAPTION, Tone.MUTED)
        self._promise = WrappedLabel()
        self._promise.setObjectName("start_promise")
        set_role(self._promise, Role.BODY, Tone.MUTED)
        self._name.changed.connect(self._mark_name)
        self._reference.changed.connect(self._take_reference)
        self._open.clicked.connect(self._open_token_page)
        self.banner.action.connect(self._enter_key)
        services.runs.list_changed.connect(self.show_draft)
        services.environments.key_saved.connect(self._use_new_key)

    @abstractmethod
    def show_choices(self, target: Destination) -> bool:
        """Show the choices made; returns False if they are not complete."""

    @abstractmethod
    def receiver(self) -> Destination | None:
        """What the execution will write into, with its strictest stage; None if nothing, or if the choices are not
        complete."""

    @abstractmethod
    def hint_for_name(self) -> str:
        """The sentence that asks for ``{name}``, the name of what will be written into."""

    @abstractmethod
    def promise(self, place: str) -> str:
        """The sentence about what has and has not happened yet, in ``place``."""

    @abstractmethod
    def blocked_words(self, environment: Environment) -> str:
        """The sentence that nothing can be started in an environment."""

    def first_field(self) -> Field:
        """The field that gets the focus."""
        return self._name if self._needs_name() else self._token

    def forget_entries(self) -> None:
        """Clear what was entered for the choices made before, and what was said about it."""
        self.banner.hide()
        for field in (self._name, self._token):
            field.set_text("")
            field.set_error("")

    def enter(self) -> None:
        """Show the draft; focus the first empty field."""
        self.show_draft()
        self.go_to(self.first_field())

    def is_complete(self) -> bool:
        """Whether the execution may start; if not, every invalid field shows its error."""
        is_complete = self.can_start and self.token() is not None
        if self.can_start and self._needs_name():
            self._name.set_error(self.tr("Type {name} to confirm.").format(name=self._wanted_name()))
            self.go_to(self._name)
            return False
        return is_complete

    @property
    def is_guarded(self) -> bool:
        """Whether the user must type the name of what will be written into before the start."""
        return bool(self._wanted_name())

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

    @property
    def can_start(self) -> bool:
        """Whether the API can start something, as far as is known; if not, a banner says why."""
        environment = self.draft.environment
        return environment is None or blocked_by(environment) is None

    @Slot()
    def show_draft(self) -> None:
        """Show the choices made, if they are complete. Any change of them clears what was entered, because it was
        entered for the earlier ones."""
        draft, chosen = self.draft, self.draft.target
        if draft.approved != self._typed_for:
            self._typed_for = draft.approved
            self.forget_entries()
        if chosen is None or not self.show_choices(chosen):
            return
        self._ask_for_name()
        self._show_token_page(chosen.environment)
        self._promise.setText(self.promise(tr_text(destination(chosen.environment.name, draft.connection))))
        self._show_limits(chosen.environment)
        self._show_shared_server(chosen)

    def show_error(self, error: DmmError) -> None:
        """Show why nothing was started or opened: at the token's field if the token is the cause, otherwise in a
        banner."""
        if isinstance(error, OneTimeTokenRefused):
            self.was_refused = True
            self.show_draft()
            self._token.set_text("")
            self._refuse_token(tr_text(error.sentences))
            return
        is_about_key = isinstance(error, _ABOUT_KEY)
        self.banner.show_error(
            error,
            action=self.tr("Enter REST API key…") if is_about_key else "",
            action_icon="key" if is_about_key else "",
            dismissible=True,
        )

    def clear_error(self) -> None:
        """Hide the error before a new attempt."""
        self.banner.hide()

    def lay_out(self, card: QWidget, first: Sequence[QWidget] = (), notices: Sequence[QWidget] = ()) -> None:
        """Put everything in its place: ``first`` below the card, ``notices`` before what the API lacks. The form has
        the name, the token and the reference."""
        self._name_label = self.form.add_row(self.tr("Confirm environment name"), self._name, width=FIELD_WIDTH)
        self.form.add_row(self.tr("One-time token"), self._token, width=FIELD_WIDTH)
        self.form.add_below(self._open)
        self.form.add_below(self._where)
        self.form.add_row(self.tr("Reference"), self._reference, width=FIELD_WIDTH)
        icon = IconLabel()
        icon.show_icon("info", Tone.MUTED)
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addWidget(icon)
        promise.addWidget(self._promise, 1)
        for widget in (card, *first, self._shared, *notices, self._limits, self.banner):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addWidget(self.form)
        self.column.addSpacing(8)
        self.column.addLayout(promise)
        self.column.addStretch(1)

    def _ask_for_name(self) -> None:
        """Ask for the name of what will be written into, if it is Production."""
        wanted, receiver = self._wanted_name(), self.receiver()
        self._name.setVisible(bool(wanted))
        self._name_label.setVisible(bool(wanted))
        if receiver is None:
            return
        is_environment = receiver.connection.name == RUNTIME_CONNECTION
        label = self.tr("Confirm environment name") if is_environment else self.tr("Confirm connection name")
        self._name_label.setText(label)
        self._name.edit.setAccessibleName(label)
        self._name.set_hint(self.hint_for_name().format(name=wanted))
        self._mark_name()
        renew_access_keys(self)

    def _wanted_name(self) -> str:
        """What the user must type; "" if nothing."""
        receiver = self.receiver()
        if receiver is None or receiver.stage is not Stage.PRODUCTION:
            return ""
        return self.services.environments.name_to_confirm(receiver)

    def _needs_name(self) -> bool:
        wanted = self._wanted_name()
        return bool(wanted) and self._name.text() != wanted.strip()

    @Slot()
    def _mark_name(self) -> None:
        if self._wanted_name() and not self._needs_name():
            self._name.set_mark("ok", self.tr("The name matches"))
        else:
            self._name.clear_mark()

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

    def _show_shared_server(self, chosen: Destination) -> None:
        """Name the other environments that may be the same server, and the connections that may be the target under
        another spelling, with the stage that it has there."""
        environments, problems = self.services.environments, []
        if others := environments.twins(chosen):
            problem = self.tr("{name} may be the same server as {others}.")
            problems.append(problem.format(name=chosen.environment.name, others=", ".join(map(twin_words, others))))
        if spelled := environments.spelled_otherwise(chosen):
            problem = self.tr("{name} may be the same connection as {others}.")
            problems.append(problem.format(name=chosen.connection.name, others=", ".join(map(twin_words, spelled))))
        self._shared.setVisible(bool(problems))
        if problems:
            self._shared.show_message(Tone.WARN, " ".join(problems), self.tr("The strictest stage applies."))

    def _show_limits(self, environment: Environment) -> None:
        """Say why nothing can be started; or warn about operations that the API lacks, and say what is impossible
        without them."""
        blocked = blocked_by(environment)
        if blocked is not None:
            self._limits.show_message(Tone.ERR, self.blocked_words(environment), tr_text(blocked.sentences))
            return
        sentences = limits(lacking_at(environment), self.draft.type)
        self._limits.setVisible(bool(sentences))
        if sentences:
            self._limits.show_message(
                Tone.WARN,
                self.tr("The API of {name} lacks some operations.").format(name=environment.name),
                " ".join(map(tr_text, sentences)),
            )

    @Slot()
    def _take_reference(self) -> None:
        self.draft.reference = as_reference(self._reference.text())

    @Slot()
    def _open_token_page(self) -> None:
        page = _token_page(self.draft.environment) if self.draft.environment is not None else None
        if page is not None and (error := self._dialogs.open_page(page)) is not None:
            self.show_error(error)

    @Slot()
    def _enter_key(self) -> None:
        if self.draft.environment is not None:
            self.key_wanted.emit(self.draft.environment.id)

    @Slot(object)
    def _use_new_key(self, environment_id: str) -> None:
        """Hide an error about the key, which was entered since, and focus the first field, from which Enter starts."""
        is_its_key = self.draft.environment is not None and self.draft.environment.id == environment_id
        if is_its_key and self.banner.isVisible() and isinstance(self.banner.error, _ABOUT_KEY):
            self.clear_error()
            self.go_to(self.first_field())


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
