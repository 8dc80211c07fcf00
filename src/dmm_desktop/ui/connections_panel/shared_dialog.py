"""What a colleague's file brings, shown before anything of it is added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dmm_desktop.core.environment import Environment
from dmm_desktop.core.errors import DmmError
from dmm_desktop.core.text import counted

from ..desk.environment_book import EnvironmentBook
from ..desk.messages import explanation, harmless, shown
from ..details.details_dialog import show_error
from ..look.access_keys import leave_without_access_keys
from ..look.banner import Banner
from ..look.buttons import Button, Kind
from ..look.dialog import Dialog
from ..look.elided_label import WrappedLabel
from ..look.fit import resize_on_screen
from ..look.page_scroll import PageScroll
from ..look.surfaces import Surface, set_surface
from ..look.tokens import Tone
from ..look.type_roles import Role, set_role
from .shared_card import KnownCard, SharedCard

if TYPE_CHECKING:
    from dmm_desktop.operations.share_environments import SharedEnvironment

_WIDTH = 760
_TALLEST = 440  # pixels of the list at first


class SharedDialog(Dialog):
    """Adds what is shown, all of it or nothing; the default adds nothing. ``added`` (Environments): they are in the
    list."""

    added = Signal(object)

    def __init__(
        self, book: EnvironmentBook, file_name: str, shared: Sequence[SharedEnvironment], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._error: DmmError | None = None
        self.setObjectName("shared_environments")
        self.setWindowTitle(self.tr("Import environments"))
        set_surface(self, Surface.BASE)
        self._cards = [SharedCard(one) for one in shared if one.known_as is None]
        self._known = [KnownCard(one) for one in shared if one.known_as is not None]
        about = self.tr(
            "This is what {name} brings. Check the address and stage of each environment: "
            "its REST API key and the zip files that you import will be sent to that address."
        )
        self._about = WrappedLabel(about.format(name=harmless(file_name)))
        self._banner = Banner("shared_banner")
        add = counted("Add 1 environment", "Add {n} environments", len(self._cards))
        self._add = Button(shown(add), "add_shared", kind=Kind.PRIMARY, large=True)
        self._cancel = Button(self.tr("Cancel"), "cancel_shared", kind=Kind.FLAT, large=True)
        self._cancel.setDefault(True)
        self._arrange()
        self._add.clicked.connect(self._begin)
        self._cancel.clicked.connect(self.reject)
        self._banner.details.connect(self._show_details)
        self._cards[0].setFocus()

    def _arrange(self) -> None:
        set_role(self._about, Role.BODY, Tone.MUTED)
        listed = PageScroll()
        page = QWidget()
        listed.set_page(page)
        head = QVBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.setSpacing(12)
        head.addWidget(self._about)
        head.addWidget(self._banner)
        content = QVBoxLayout()
        content.setContentsMargins(0, 20, 0, 20)
        content.setSpacing(16)
        content.addLayout(head)
        content.addWidget(listed, 1)
        self.lay_out(content, QSize(_WIDTH, 0), [self._cancel, self._add])
        leave_without_access_keys(page)
        cards = QVBoxLayout(page)
        cards.setContentsMargins(24, 0, 24, 0)
        cards.setSpacing(12)
        for card in self._cards:
            cards.addWidget(card)
        if self._known:
            heading = WrappedLabel(self.tr("Already here, not added"))
            set_role(heading, Role.NAME)
            cards.addSpacing(8)
            cards.addWidget(heading)
        for known in self._known:
            cards.addWidget(known)
        cards.addStretch(1)
        beside = listed.minimumSizeHint() - page.minimumSizeHint()
        wanted = min(cards.totalHeightForWidth(self.width() - beside.width()), _TALLEST)
        more = max(0, wanted - listed.minimumSizeHint().height())
        resize_on_screen(self, QSize(self.width(), self._least().height() + more))

    @Slot()
    def _begin(self) -> None:
        self._banner.hide()
        self._add.set_busy(self.tr("Adding…"))
        chosen = [card.chosen for card in self._cards]
        self._book.add_shared(chosen, owner=self, on_success=self._added, on_failure=self._failed)

    def _added(self, environments: tuple[Environment, ...]) -> None:
        self.added.emit(environments)
        self.accept()

    def _failed(self, error: DmmError) -> None:
        self._add.set_idle()
        self._error = error
        self._banner.show_message(Tone.ERR, shown(error.title), explanation(error), details=bool(error.details))
        self.grow(self._banner)

    @Slot()
    def _show_details(self) -> None:
        if self._error is not None:
            show_error(self, self._error)
