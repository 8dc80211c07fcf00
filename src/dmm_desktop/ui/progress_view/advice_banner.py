"""The banner above the sentence, with the button that helps."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..details.details_dialog import show_error, show_received
from ..look.banner import Banner
from .advice import Advice, Remedy


class AdviceBanner(QWidget):
    """``wanted`` (Remedy): the person has pressed the button."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice: Advice | None = None
        self._banner = Banner("banner", action_name="banner_action")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 14)
        room.addWidget(self._banner)
        self._banner.action.connect(self._act)
        self._banner.details.connect(self._show_details)

    def show_advice(self, advice: Advice | None) -> None:
        """Say something else, or nothing."""
        self._advice = advice
        self.setVisible(advice is not None)
        if advice is None:
            self._banner.hide()
            return
        action, icon = self._action(advice.remedy)
        self._banner.name_action("try_now" if advice.remedy is Remedy.TRY_NOW else "banner_action")
        self._banner.show_message(
            advice.tone,
            advice.problem,
            advice.cause,
            action=action,
            action_icon=icon,
            details=advice.error is not None,
            link=self.tr("Server's answer") if advice.received else "",
            icon_name=advice.icon,
        )

    def _action(self, remedy: Remedy) -> tuple[str, str]:
        match remedy:
            case Remedy.TRY_NOW:
                return self.tr("Try now"), "test"
            case Remedy.ENTER_KEY:
                return self.tr("Enter key…"), "key"
            case Remedy.WATCH_AGAIN:
                return self.tr("Watch again"), "eye"
            case Remedy.LOOK_AGAIN:
                return self.tr("Look again"), "test"
            case Remedy.FINDING:
                return self.tr("Say what happened…"), "edit"
            case _:
                return "", ""

    @Slot()
    def _act(self) -> None:
        if self._advice is not None:
            self.wanted.emit(self._advice.remedy)

    @Slot()
    def _show_details(self) -> None:
        if self._advice is None:
            return
        if self._advice.received:
            show_received(self, self._advice.received, self._advice.error)
        elif self._advice.error is not None:
            show_error(self, self._advice.error)
