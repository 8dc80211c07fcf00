"""Last page: a summary, the name to type for Production, and the one-time token."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path, PurePath

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from ...core.address import page_address, page_place
from ...core.environment import RUNTIME_CONNECTION, Destination, Environment
from ...core.errors import DmmError, OneTimeTokenRefused, SecretStoreError, TokenMissing, TokenRefused, WrongInput
from ...core.execution_type import ExecutionType
from ...core.outcomes import outcome_words
from ...core.run_state import RunState
from ...core.runs import Run
from ...core.sentence_parts import destination
from ...core.text import MAX_REFERENCE, as_reference, counted
from ...core.token import Token
from ...operations.check_zip import CheckedZip, Severity
from ...operations.limits import blocked_by, lacking_at, limits
from ..error_banner import ErrorBanner
from ..formats import moment
from ..messages import tr_text
from ..run_words import file_name, unfinished_sentence
from ..run_words import place as place_of
from ..services.app_services import AppServices
from ..services.environment_controller import EnvironmentController
from ..services.system_dialogs import SystemDialogs
from ..services.tracked_run import TrackedRun
from ..stage import twin_words
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..web_page import web_page
from ..widgets.banner import Banner
from ..widgets.buttons import Link
from ..widgets.fields import WIZARD_LABELS, FormRows
from ..widgets.labels import IconLabel, WrappedLabel, plain_tip
from ..widgets.line_field import LineField
from .check_sheet import CheckSheetSaving
from .check_words import consequence_words
from .draft import Draft
from .page import Page
from .summary_card import SummaryCard


def earlier_imports(runs: list[TrackedRun], draft: Draft, environments: EnvironmentController) -> list[TrackedRun]:
    """The ``runs`` (newest first) that the user should know about before starting this import, the most important
    first: imports of the same file that may be running, running imports of other files, then earlier imports of the
    same file.

    What counts is the server: an environment whose address has changed since is a different one, and one with another
    name may be the same.
    """
    environment, checked = draft.environment, draft.checked
    if environment is None or checked is None:
        return []

    def rank(view: TrackedRun) -> int | None:
        run = view.run
        is_same = is_same_file(run, checked)
        if run.type is not ExecutionType.IMPORT or not environments.is_at(run, environment):
            return None
        if not run.state.is_final:
            return 0 if is_same and run.connection == draft.connection else 1
        if not is_same or run.connection != draft.connection or run.state.imports_nothing:
            return None
        return 0 if run.state.is_recordable else 2

    ranks = {view.run.id: rank(view) for view in runs}
    return sorted((view for view in runs if ranks[view.run.id] is not None), key=lambda view: ranks[view.run.id] or 0)


def is_same_file(run: Run, checked: CheckedZip) -> bool:
    """Whether a run has sent this zip: by its hash once all of it was read, until then by name and size."""
    if checked.sha256 and run.zip_sha256:
        return run.zip_sha256 == checked.sha256
    return (file_name(run), run.zip_size) == (PurePath(checked.path).name, checked.size)


_FIELDS = 400  # px


class ReviewPage(Page):
    """Shows everything before the start. ``key_wanted`` (environment id): the REST API key of this environment must be
    entered. ``findings_wanted``: the user wants to see what the check found."""

    key_wanted = Signal(object)
    findings_wanted = Signal()

    def __init__(self, services: AppServices, draft: Draft, dialogs: SystemDialogs) -> None:
        super().__init__(services, draft)
        self.heading.setText(self.tr("Review and start"))
        self._dialogs = dialogs
        self._saving = CheckSheetSaving(services, dialogs, self)
        self._typed_for: tuple[Hashable, ...] = ()
        self._was_refused = False  # the server had received the file, or a part of it
        self._card = SummaryCard()
        self._errors = Banner("check_errors", action_name="show_findings")
        self._earlier = Banner("earlier_import")
        self._limits = Banner("import_limits")
        self._shared = Banner("shared_server")
        self._banner = ErrorBanner("review_banner", action_name="enter_key")
        self._name = LineField("confirm_environment_name", self.tr("Confirm environment name"))
        self._token = LineField(
            "one_time_token",
            self.tr("One-time token"),
            hint=self.tr("Kept in memory only, and for this import only."),
            secret=True,
        )
        self._reference = LineField(
            "reference",
            self.tr("Reference"),
            hint=self.tr("Optional, for example a ticket number. It is kept with the import and is in its report."),
        )
        self._reference.edit.setMaxLength(MAX_REFERENCE)
        self._sheet = Link(self.tr("Save check sheet…"), "save_check_sheet")
        for field in (self._name, self._token, self._reference):
            field.edit.setAcceptDrops(False)  # the wizard accepts dropped files instead
        self._open = Link(self.tr("Open the Authentication Token page"), "open_token_page", icon_name="external")
        self._where = WrappedLabel()
        self._where.setObjectName("token_page_place")
        set_role(self._where, Role.CAPTION, Tone.MUTED)
        self._promise = WrappedLabel()
        set_role(self._promise, Role.BODY, Tone.MUTED)
        self._lay_out()
        self._name.changed.connect(self._mark_name)
        self._reference.changed.connect(self._take_reference)
        self._sheet.clicked.connect(self._save_sheet)
        self._open.clicked.connect(self._open_token_page)
        self._banner.action.connect(self._enter_key)
        self._errors.action.connect(self.findings_wanted)
        services.runs.list_changed.connect(self.show_draft)
        services.runs.run_changed.connect(self._follow_run)

    def enter(self) -> None:
        """Show the draft; focus the first empty field."""
        self.show_draft()
        self.services.runs.load_again()
        first = self._name if self._needs_name() else self._token
        self.go_to(first)

    def is_complete(self) -> bool:
        """Whether the import may start; if not, every invalid field shows its error."""
        if not self.can_import:
            return False
        token = self.token()
        if self._needs_name():
            assert self.draft.destination is not None
            name = self.services.environments.name_to_confirm(self.draft.destination)
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

    @property
    def can_import(self) -> bool:
        """Whether the API can import, as far as is known; if not, a banner says why."""
        environment = self.draft.environment
        return environment is None or blocked_by(environment) is None

    @Slot()
    def show_draft(self) -> None:
        """Show the choices made, if they are complete. Any change of the import clears the typed name and the one-time
        token, because they were entered for the earlier one."""
        draft, chosen = self.draft, self.draft.destination
        if draft.approved != self._typed_for:
            self._typed_for = draft.approved
            self._name.set_text("")
            self._token.set_text("")
            self._banner.hide()
        if chosen is None or draft.checked is None:
            return
        environment = chosen.environment
        try:
            self._card.show_draft(draft, self.services.environments.place(environment))
        except WrongInput:
            return
        self._card.show_runs(draft, [view.run for view in self.services.runs.runs])
        self._show_errors(draft.checked)
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
        self._show_shared_server(chosen)

    def _show_errors(self, checked: CheckedZip) -> None:
        """Say what the errors mean, if the check has found any."""
        self._errors.setVisible(checked.blocks)
        if checked.blocks:
            number = checked.count(Severity.ERROR)
            problem = counted("The check found 1 error.", "The check found {n} errors.", number)
            advice = " ".join((consequence_words(checked), self.tr("Correct the zip, or start anyway.")))
            self._errors.show_message(Tone.ERR, tr_text(problem), advice, action=self.tr("Show findings"))

    @Slot()
    def _follow_run(self) -> None:
        """Update what is said about a run that has progressed or ended."""
        if self.isVisible() and self.draft.environment is not None:
            self._card.show_runs(self.draft, [view.run for view in self.services.runs.runs])
            self._show_earlier_import(tr_text(destination(self.draft.environment.name, self.draft.connection)))

    def _ask_for_name(self, chosen: Destination) -> None:
        """Ask for the name of what will be changed."""
        is_guarded = self.draft.is_guarded
        is_environment = chosen.connection.name == RUNTIME_CONNECTION
        label = self.tr("Confirm environment name") if is_environment else self.tr("Confirm connection name")
        self._name_label.setText(label)
        self._name.edit.setAccessibleName(label)
        self._name.setVisible(is_guarded)
        self._name_label.setVisible(is_guarded)
        hint = self.tr("Type {name} to confirm that this import goes to Production.")
        self._name.set_hint(hint.format(name=self.services.environments.name_to_confirm(chosen)))
        self._mark_name()

    def show_error(self, error: DmmError) -> None:
        """Show why nothing was started: at the token's field if the token is the cause, otherwise in a banner."""
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
        form = FormRows(label_width=WIZARD_LABELS)
        self._name_label = form.add_row(self.tr("Confirm environment name"), self._name, width=_FIELDS)
        form.add_row(self.tr("One-time token"), self._token, width=_FIELDS)
        form.add_below(self._open)
        form.add_below(self._where)
        form.add_row(self.tr("Reference"), self._reference, width=_FIELDS)
        form.add_below(self._sheet)
        icon = IconLabel()
        icon.show_icon("info", Tone.MUTED)
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addWidget(icon)
        promise.addWidget(self._promise, 1)
        self.column.addWidget(self._card)
        self.column.addWidget(self._errors)
        self.column.addWidget(self._shared)
        self.column.addWidget(self._earlier)
        self.column.addWidget(self._limits)
        self.column.addWidget(self._banner)
        self.column.addSpacing(8)
        self.column.addWidget(form)
        self.column.addSpacing(8)
        self.column.addLayout(promise)
        self.column.addStretch(1)

    def _needs_name(self) -> bool:
        return self.draft.is_guarded and not self._is_name_right()

    def _is_name_right(self) -> bool:
        destination = self.draft.destination
        if destination is None:
            return False
        return self._name.text() == self.services.environments.name_to_confirm(destination).strip()

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
        """Warn about the most important of these imports, and say how many more there are."""
        earlier = earlier_imports(self.services.runs.runs, self.draft, self.services.environments)
        if not earlier:
            self._earlier.hide()
            return
        problem, advice = self._earlier_words(earlier[0], name)
        if len(earlier) > 1:
            advice += " " + tr_text(
                counted("1 more import may matter.", "{n} more imports may matter.", len(earlier) - 1)
            )
        self._earlier.show_message(Tone.WARN, problem, advice)

    def _earlier_words(self, view: TrackedRun, name: str) -> tuple[str, str]:
        run, when = view.run, moment(view.run.created_at)
        if self.draft.environment is None or run.environment_id != self.draft.environment.id:
            name = place_of(run)
        if not run.state.is_final:
            return unfinished_sentence(view), self.tr("Wait until it has ended, or stop it first.")
        checked = self.draft.checked
        is_certain = checked is not None and bool(checked.sha256 and run.zip_sha256)
        if run.state.is_unsettled:
            unknown = self.tr("A file with this name and size was sent to {name} {when}, and its outcome is unknown.")
            if is_certain:
                unknown = self.tr("This file was sent to {name} {when}, and its outcome is unknown.")
            return unknown.format(name=name, when=when), self.tr("It may be running. Check its outcome first.")
        if run.state is RunState.FOUND_STARTED:
            found = self.tr(
                "A file with this name and size was sent to {name} {when}, and a user found the import started."
            )
            if is_certain:
                found = self.tr("This file was sent to {name} {when}, and a user found the import started.")
            return found.format(name=name, when=when), self.tr("It may be running. Check its outcome first.")
        sent = self.tr("A file with this name and size was sent to {name} {when}.")
        if is_certain:
            sent = self.tr("This file was sent to {name} {when}.")
        sent = sent.format(name=name, when=when)
        outcome = self.tr("What happened then: {outcome}.").format(outcome=tr_text(outcome_words(run)))
        advice = self.tr("Check its outcome first.")
        if self.draft.append:
            advice = self.tr("Append mode would duplicate the records that were imported then.")
        return sent, f"{outcome} {advice}"

    def _show_shared_server(self, chosen: Destination) -> None:
        """Name the other environments that may be the same server, with the stage that the destination has there."""
        environment = chosen.environment
        others = self.services.environments.twins(chosen)
        self._shared.setVisible(bool(others))
        if others:
            names = ", ".join(map(twin_words, others))
            problem = self.tr("{name} may be the same server as {others}.")
            self._shared.show_message(
                Tone.WARN,
                problem.format(name=environment.name, others=names),
                self.tr("The strictest stage applies."),
            )

    def _show_limits(self, environment: Environment) -> None:
        """Say why nothing can be imported; or warn about operations that the API lacks, and say what is impossible
        without them."""
        blocked = blocked_by(environment)
        if blocked is not None:
            problem = self.tr("You cannot import into {name} yet.").format(name=environment.name)
            self._limits.show_message(Tone.ERR, problem, tr_text(blocked.sentences))
            return
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
    def _take_reference(self) -> None:
        self.draft.reference = as_reference(self._reference.text())

    @Slot()
    def _save_sheet(self) -> None:
        """Save what an auditor files: the results of the check, for this destination and reference."""
        self._saving.ask(self.draft, (), self.window(), on_saved=self._show_saved, on_failure=self._fail_saving)

    def _show_saved(self, path: Path) -> None:
        self._banner.show_message(
            Tone.OK,
            self.tr("{name} was saved.").format(name=path.name),
            self.tr("It quotes data from the zip. Handle it like the zip itself."),
            dismissible=True,
        )

    def _fail_saving(self, error: DmmError) -> None:
        self._banner.show_error(error, dismissible=True)

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
