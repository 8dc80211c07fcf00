"""Runs that were started elsewhere."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from ..core.runs import Run, RunState
from .endpoint import Endpoint


def run_started_elsewhere(endpoint: Endpoint, tracker_id: str) -> Run:
    """A run of which only the tracker id is known. Its connection and zip are not."""
    return Run(
        id=str(uuid.uuid4()),
        root=str(endpoint.root),
        created_at=datetime.now(UTC),
        state=RunState.STARTED,
        environment_name=endpoint.root.host,
        connection="",
        contract=endpoint.contract.named,
        tracker_id=tracker_id,
    )
