"""Last page: everything at a glance, the name typed for Production, and the one-time token."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from dmm_desktop.core.environment import Stage
from dmm_desktop.core.errors import DmmError, OneTimeTokenRefused, WrongInput
from dmm_desktop.core.token import Token

from ..desk.desk import Desk
from ..desk.messages import explanation, shown
from ..details.details_dialog import show_error
from ..look.banner import Banner
from ..look.elided_label import ElidedLabel, WrappedLabel
from ..look.fields import WIZARD_LABELS, Form
from ..look.line_field import LineField
from ..look.link import Link
from ..look.stage import Corners, StageBand
from ..look.surfaces import Card
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role, set_tone
from .draft import Draft
from .file_words import check_words, entities_words
from .page import Page


class ReviewPage(Page):
    """``environment_wanted`` (environment id): its key has to be entered again."""

    environment_wanted = Signal(object)

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self.heading.setText(self.tr("Check and start"))
        self._error: DmmError | None = None
        self._band = StageBand("review_band", corners=Corners.TOP, padding=16)
        self._values: dict[str, ElidedLabel] = {}
        self._banner = Banner("review_banner", action_name="review_action")
        self._banner.details.connect(self._show_details)
        self._banner.action.connect(self._enter_key)
        self._name = LineField("confirm_environment_name", self.tr("Confirm environment name"))
        self._token = LineField(
            "one_time_token",
            self.tr("One-time token"),
            hint=self.tr("Kept in memory only, for this import only."),
            secret=True,
        )
        self._open = Link(self.tr("Open the Authentication Token page"), "open_token_page", icon_name="external")
        self._where = WrappedLabel(self.tr("Read it on the Authentication Token page of DMM in the environment."))
        set_role(self._where, Role.CAPTION, Tone.MUTED)
        self._open.clicked.connect(self._open_token_page)
        self._form = Form(label_width=WIZARD_LABELS)
        self._name_label = self._form.add_row(self.tr("Confirm environment name"), self._name, width=400)
        self._form.add_row(self.tr("One-time token"), self._token, width=400)
        self._form.add_below(self._open)
        self._form.add_below(self._where)
        self._promise = WrappedLabel()
        set_role(self._promise, Role.BODY, Tone.MUTED)
        self.column.addWidget(self._make_card())
        self.column.addWidget(self._banner)
        self.column.addSpacing(8)
        self.column.addWidget(self._form)
        self.column.addStretch(1)
        self.column.addWidget(self._promise)
        self._name.changed.connect(self._mark_name)

    def enter(self) -> None:
        """Show what has been decided."""
        draft, environment = self.draft, self.draft.environment
        assert environment is not None and draft.checked is not None
        self._band.show_destination(environment.stage, environment.name, draft.connection, environment.address.host)
        size = QLocale().formattedDataSize(draft.checked.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._values["file"].setText(f"{draft.checked.path.name}, {size}")
        self._values["contents"].setText(entities_words(draft.checked))
        tone, words = check_words(draft.checked)
        self._values["check"].setText(words)
        set_tone(self._values["check"], tone)
        self._values["ids"].setText(
            self.tr("Append: every record gets a new id") if draft.append else self.tr("Keep the ids of the file")
        )
        self._values["configuration"].setText(self._configuration_words())
        is_production = environment.stage is Stage.PRODUCTION
        self._name.setVisible(is_production)
        self._name_label.setVisible(is_production)
        self._name.set_hint(
            self.tr("Type {name} to confirm that this import goes to Production.").format(name=environment.name)
        )
        self._open.setVisible(bool(environment.token_page))
        self._where.setVisible(not environment.token_page)
        self._promise.setText(
            self.tr("Nothing was sent so far. Records that are imported stay in {name}, also after a stop.").format(
                name=environment.name
            )
        )
        first = self._name if is_production and self._name.text() != environment.name else self._token
        first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_complete(self) -> bool:
        """Whether the import may start."""
        environment = self.draft.environment
        assert environment is not None
        if environment.stage is Stage.PRODUCTION and self._name.text() != environment.name:
            self._name.set_error(self.tr("Type {name} exactly as written.").format(name=environment.name))
            self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.token() is not None

    def token(self) -> Token | None:
        """The one-time token; None, with the error at the field, if it cannot be one."""
        try:
            return Token(self._token.text())
        except WrongInput as error:
            title = shown(error.title) if self._token.text() else self.tr("Enter the one-time token.")
            self._token.set_error(title)
            self._token.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def show_error(self, error: DmmError) -> None:
        """Say why nothing was started: at the token's field if it is about that, else in a banner."""
        self._error = error
        if isinstance(error, OneTimeTokenRefused):
            self._token.set_text("")
            self._token.set_error(f"{shown(error.title)} {explanation(error)}")
            self._token.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), details=bool(error.details))

    def needs_answer(self, error: DmmError) -> bool:
        """Whether the person can mend it on this page."""
        return isinstance(error, OneTimeTokenRefused)

    def clear_error(self) -> None:
        """A new try begins."""
        self._banner.hide()

    def _make_card(self) -> QWidget:
        card = Card("review_card")
        grid = QGridLayout()
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, WIZARD_LABELS - 32)
        grid.setColumnStretch(1, 1)
        names = {
            "file": self.tr("File"),
            "contents": self.tr("Contents"),
            "check": self.tr("Check"),
            "ids": self.tr("Ids"),
            "configuration": self.tr("Configuration"),
        }
        for row, (key, name) in enumerate(names.items()):
            label, value = QLabel(name), ElidedLabel()
            set_role(label, Role.BODY, Tone.MUTED)
            value.setObjectName(f"review_{key}")
            self._values[key] = value
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(grid)
        return card

    def _configuration_words(self) -> str:
        count = self.tr("%n field(s)", "", len(self.draft.fields()))
        return f"{self.draft.configuration_name}, {count}" if self.draft.configuration_name else count

    @Slot()
    def _mark_name(self) -> None:
        environment = self.draft.environment
        if environment is not None and self._name.text() == environment.name:
            self._name.set_mark("ok", self.tr("The name is right"))
        else:
            self._name.clear_mark()

    @Slot()
    def _open_token_page(self) -> None:
        if self.draft.environment is not None and self.draft.environment.token_page:
            QDesktopServices.openUrl(QUrl(self.draft.environment.token_page))

    @Slot()
    def _enter_key(self) -> None:
        if self.draft.environment is not None:
            self.environment_wanted.emit(self.draft.environment.id)

    @Slot()
    def _show_details(self) -> None:
        if self._error is not None:
            show_error(self, self._error)
