"""Stores a run at each step while it is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..core.errors import DmmError, LocalError, OutcomeUnknown
from ..core.job import Cancelled, OnProgress, Progress
from ..core.origin import Origin
from ..core.run_state import RunState
from ..core.runs import Run
from ..core.text import Text, text
from .workspace import Workspace

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendingEnded(Progress):
    """The run was not started, or this is unknown. ``not_stored`` says why this could not be stored."""

    run: Run
    not_stored: LocalError | None


class Sending:
    """``run`` holds what is known, even if it could not be stored.

    If the end of a run could not be stored, it is settled when the data folder is next opened: see
    :meth:`Runs.recover`.
    """

    def __init__(self, workspace: Workspace, run: Run, report: OnProgress) -> None:
        """Store the run before the first byte is sent. Raises DatabaseError and DiskFull."""
        self._workspace = workspace
        self._report = report
        self.run = workspace.add_run(run)

    def sent(self, sha256: str, origin: Origin | None = None) -> None:
        """Store that the last piece is about to be sent: from now on only an answer can show whether the server has
        started. ``sha256`` is the hash of the zip; ``origin`` is its origin, if only the hash tells.

        Raises DatabaseError and DiskFull.
        """
        self.run = self._workspace.save(
            replace(
                self.run,
                state=RunState.SENT,
                sent_at=datetime.now(UTC),
                zip_sha256=sha256,
                origin=origin or self.run.origin,
            )
        )

    def _is_known(self, tracker_id: str) -> bool:
        """Whether another run has this tracker id. A database that fails must not make a started import look lost."""
        with suppress(LocalError):
            return self.run.root is not None and self._workspace.find_run(self.run.root, tracker_id) is not None
        return False

    def started(self, tracker_id: str) -> LocalError | None:
        """Store that the server has started. Returns the error if this could not be stored."""
        self.run = replace(
            self.run, state=RunState.STARTED, tracker_id=tracker_id, may_be_another=self._is_known(tracker_id)
        )
        return self._store()

    @contextmanager
    def noting_failure(self) -> Iterator[None]:
        """Store and report what an error inside the block means for the run: not started, upload stopped, or outcome
        unknown.

        A failure to store this does not hide the error. After an unexpected error, the state depends on how far sending
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
