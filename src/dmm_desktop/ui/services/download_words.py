"""Says how far a download from a server is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from ...core.job import BytesProgress, Progress
from ...operations.retrying import Waiting
from ...operations.save_payload import Receiving, Requesting
from ..formats import file_size, size_done
from .countdown import Countdown

#: Size in bytes from which the progress of a download is shown; below, it would only flicker.
_MIN_SHOWN = 1_000_000


class DownloadWords(QObject):
    """Calls ``tell`` with each new sentence: why the request waits, and for how long; that ``host`` is being asked; how
    much has been received or verified."""

    def __init__(self, host: str, tell: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._tell = tell
        self._countdown = Countdown(self._waits, self)

    @Slot(object)
    def show_progress(self, value: Progress) -> None:
        """Show the progress of the job."""
        self._countdown.show_waiting(value if isinstance(value, Waiting) else None)
        if isinstance(value, Requesting):
            self._tell(self.tr("Waiting for a response from {host}.").format(host=self._host))
        if isinstance(value, BytesProgress) and value.done >= _MIN_SHOWN:
            self._tell(self._amount(value))

    def end(self) -> None:
        """Say nothing more: the job has ended, or did not start."""
        self._countdown.show_waiting(None)
        self.deleteLater()

    def _waits(self, words: str) -> None:
        if words:
            self._tell(words)

    def _amount(self, value: BytesProgress) -> str:
        size = file_size(value.done) if value.total is None else size_done(value.done, value.total)
        words = self.tr("{size} received.") if isinstance(value, Receiving) else self.tr("{size} verified.")
        return words.format(size=size)
