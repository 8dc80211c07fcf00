"""Shows how far bytes are that are on their way, and what is waited for."""

from __future__ import annotations

from ..core.job import BytesProgress, Progress
from ..operations.retrying import Waiting
from ..operations.save_logs import Receiving, Verifying
from ..operations.start_import import AwaitingAnswer, Uploading
from .console import Console

#: Bytes of logs after which it takes time: most are here before anybody could read a line about them.
_WORTH_TELLING = 1_000_000


class Transfers:
    """The upload of an import, the download of its logs, and requests that are repeated, on the console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._is_told = False
        self._told = ""

    def show(self, value: Progress) -> None:
        match value:
            case Waiting():
                self._wait(value)
            case Uploading():
                self._tell_limits(value)
                self._show("upload", "Uploading", value.done, value.total)
            case AwaitingAnswer():
                self._console.progress("answer", "Sent. Waiting for the tracker id…", 1, 1)
            case Receiving() | Verifying():
                if value.done >= _WORTH_TELLING:
                    doing = "Receiving" if isinstance(value, Receiving) else "Verifying"
                    self._show("logs", f"{doing} the logs,", value.done, value.total)
            case BytesProgress():
                self._show("check", "Checking", value.done, value.total)

    def _tell_limits(self, upload: Uploading) -> None:
        """Once, before the first byte."""
        if not self._is_told:
            self._is_told = True
            for sentence in upload.limits:
                self._console.note(f"Note: {sentence}")

    def _wait(self, value: Waiting) -> None:
        trouble = str(value.trouble.title)
        if trouble != self._told:
            self._told = trouble
            self._console.note(trouble)
        self._console.progress("waiting", f"Trying again in {value.seconds:.0f} s.", 0, None)

    def _show(self, phase: str, doing: str, done: int, total: int | None) -> None:
        unit, size = ("MB", 1e6) if total is None or total >= 1e6 else ("KB", 1e3)
        of = f" of {total / size:,.1f}" if total is not None else ""
        self._console.progress(phase, f"{doing} {done / size:,.1f}{of} {unit}", done, total)
