"""The application's own log file: rotated, private, and without tokens."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from .local_files import own_folder
from .redaction import RedactingFormatter, Redaction

_LARGEST = 1_000_000  # bytes
_KEPT = 3


@contextmanager
def logging_to(path: Path, known: Redaction, level: int = logging.INFO) -> Iterator[None]:
    """Inside the block, write all log records from ``level`` up to the file, without known tokens.

    The folder is created on the first record if needed. If the file cannot be written, nothing is logged, and nothing
    else is affected.
    """
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        handler = _PrivateFile(
            path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s", known))
    handler.setLevel(level)
    root = logging.getLogger()
    before = root.level
    root.setLevel(min(level, before))
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        with contextlib.suppress(OSError):  # closing flushes, which fails again on a full disk
            handler.close()


class _PrivateFile(RotatingFileHandler):
    """Creates its files with access for this user only, and ignores disk errors.

    The file is open only while a record is written: several of our processes write to it, and Windows cannot rename an
    open file.
    """

    _has_own_folder = False  # is checked once: the file is opened for each record

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        opened, self.stream = self.stream, None
        if opened is not None:
            with contextlib.suppress(OSError):  # closing flushes, which fails again on a full disk
                opened.close()

    def doRollover(self) -> None:
        """Let the log grow if a file cannot be renamed because another program has it open; no record is lost."""
        with contextlib.suppress(OSError):
            super().doRollover()

    def _open(self) -> object:  # type: ignore[override]
        if not self._has_own_folder:
            own_folder(Path(self.baseFilename).parent)
            self._has_own_folder = True
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors, opener=_private)

    def handleError(self, record: logging.LogRecord) -> None:
        return None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
