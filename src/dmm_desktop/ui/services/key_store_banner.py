"""The banner shown while the key store does not respond: its prompt may be behind another window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from ..theme.tokens import Tone
from ..widgets.banner import Banner


class KeyStoreBanner(QObject):
    """Visible while a request to the key store is waiting. :meth:`set_waiting` may be called on any thread."""

    _waiting_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("key_store_wait")
        self.banner.hide()
        self._waiting_changed.connect(self._show)

    def set_waiting(self, waiting: bool) -> None:
        """Called when the first request starts to wait, and when the last one has ended."""
        self._waiting_changed.emit(waiting)

    @Slot(bool)
    def _show(self, waiting: bool) -> None:
        self.banner.setVisible(waiting)
        if waiting:
            self.banner.show_message(
                Tone.WARN,
                self.tr("The key store of this computer has not responded yet."),
                self.tr("Its prompt may be behind another window. DMM Desktop continues once you have answered it."),
            )
