"""A run while its import is sent: what is stored of it at each step."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..core.errors import DmmError, LocalError, OutcomeUnknown
from ..core.job import Cancelled, OnProgress, Progress
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, text
from .workspace import Workspace

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendingEnded(Progress):
    """The run was not started, or that is unknown. ``not_stored`` says why that could not be stored."""

    run: Run
    not_stored: LocalError | None


class Sending:
    """``run`` is what is known, also where it could not be stored.

    What is not stored of its end is settled when the data folder is opened the next time: see :meth:`Runs.recover`.
    """

    def __init__(self, workspace: Workspace, run: Run, report: OnProgress) -> None:
        """Store the run before the first byte goes out. Raises DatabaseError and DiskFull."""
        self._workspace = workspace
        self._report = report
        self.run = workspace.add_run(run)

    def sent(self, sha256: str) -> None:
        """The last piece is about to go: from now on only an answer can tell whether the server has begun.

        Raises DatabaseError and DiskFull.
        """
        self.run = self._workspace.save(
            replace(self.run, state=RunState.SENT, sent_at=datetime.now(UTC), zip_sha256=sha256)
        )

    def started(self, tracker_id: str) -> LocalError | None:
        """The server has begun. Returns why that could not be stored, if so."""
        self.run = replace(self.run, state=RunState.STARTED, tracker_id=tracker_id)
        return self._store()

    @contextmanager
    def noting_failure(self) -> Iterator[None]:
        """Store and report what an error inside the block means for the run: it was not started, or that is unknown.

        That this cannot be stored does not hide it. After an error that nobody foresaw, it is known how far the sending
        had got.
        """
        try:
            yield
        except OutcomeUnknown as error:
            self.run = replace(self.run, unusable_answer=error.was_answered, received=error.received)
            self._ended(RunState.OUTCOME_UNKNOWN, error.reason or error.title)
            raise
        except Cancelled:
            self._ended(RunState.UPLOAD_STOPPED)
            raise
        except DmmError as error:
            self.run = replace(self.run, received=error.received)
            self._ended(RunState.NOT_STARTED, error.sentences)
            raise
        except BaseException:
            is_sent = self.run.state is RunState.SENT
            self._ended(RunState.OUTCOME_UNKNOWN if is_sent else RunState.NOT_STARTED, text("DMM Desktop failed."))
            raise

    def _ended(self, state: RunState, message: Text | str = "") -> None:
        self.run = replace(self.run, state=state, message=message, ended_at=datetime.now(UTC))
        not_stored = self._store()
        self._report(SendingEnded(self.run, not_stored))

    def _store(self) -> LocalError | None:
        try:
            self.run = self._workspace.save(self.run)
        except LocalError as error:
            _LOG.warning("the run %s could not be stored as %s: %s", self.run.id, self.run.state, error)
            return error
        return None
