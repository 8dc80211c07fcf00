"""Says that the key store lets us wait: its prompt may be behind another window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ..theme.tokens import Tone
from ..widgets.banner import Banner


class KeyStoreBanner(QObject):
    """Shown as long as at least one question to the key store has been waiting. :meth:`tell` may be called on any
    thread."""

    _told = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("key_store_wait")
        self.banner.hide()
        self._told.connect(self._show)

    def tell(self, waiting: bool) -> None:
        """A question has begun or ended to wait."""
        self._told.emit(waiting)

    @Slot(bool)
    def _show(self, waiting: bool) -> None:
        self.banner.setVisible(waiting)
        if waiting:
            self.banner.show_message(
                Tone.WARN,
                self.tr("The key store of this computer has not answered yet."),
                self.tr("Look for its question, perhaps behind another window. It goes on once that is answered."),
            )
