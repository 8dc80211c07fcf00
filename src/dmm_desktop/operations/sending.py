"""A run while its import is sent: what is stored of it at each step."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime

from ..core.errors import LocalError
from ..core.runs import Run, RunState
from .workspace import Workspace

_LOG = logging.getLogger(__name__)


class Sending:
    """``run`` is what is known, also where it could not be stored.

    What is not stored of its end is settled when the data folder is opened the next time: see :meth:`Runs.recover`.
    """

    def __init__(self, workspace: Workspace, run: Run) -> None:
        """Store the run before the first byte goes out. Raises DatabaseError and DiskFull."""
        self._workspace = workspace
        self.run = workspace.add_run(run)

    def sent(self, sha256: str) -> None:
        """The last piece is about to go: from now on nobody knows without an answer whether the server has begun.

        Raises DatabaseError and DiskFull.
        """
        self.run = self._workspace.save(
            replace(self.run, state=RunState.SENT, sent_at=datetime.now(UTC), zip_sha256=sha256)
        )

    def started(self, tracker_id: str) -> LocalError | None:
        """The server has begun. Returns why that could not be stored, if so."""
        self.run = replace(self.run, state=RunState.STARTED, tracker_id=tracker_id)
        return self._store()

    def ended(self, state: RunState, message: str = "") -> None:
        """It was not started, or nobody knows. That this cannot be stored must not hide what happened."""
        self.run = replace(self.run, state=state, message=message, ended_at=datetime.now(UTC))
        self._store()

    def _store(self) -> LocalError | None:
        try:
            self.run = self._workspace.save(self.run)
        except LocalError as error:
            _LOG.warning("the run %s could not be stored as %s: %s", self.run.id, self.run.state, error)
            return error
        return None
