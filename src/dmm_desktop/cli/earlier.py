"""What this computer knows that helps to decide about an import: its rows, earlier imports of the same zip, and how
long it may take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..core.earlier_imports import (
    expected_sentence,
    expected_time,
    imports_of,
    memory,
    rehearsal,
    rehearsal_sentence,
)
from ..core.environment import Connection, Destination
from ..core.moved_runs import located
from ..core.stage import Stage
from ..core.text import Text
from ..operations.check_zip import total_rows
from ..operations.start_import import ImportPlan
from ..operations.workspace import Workspace
from .following import local_time


def earlier_lines(workspace: Workspace, plan: ImportPlan) -> Iterator[str]:
    """The lines, in the order of the review page; nothing for what is not known. Raises LocalError."""
    environment, connection = plan.environment, plan.configuration.connection
    runs, rows, sha256 = workspace.run_summaries(), total_rows(plan.zip), plan.zip.sha256
    if rows is not None:
        yield f"Rows: {rows:,}"
    with workspace.store() as store:
        saved = store.saved_environments()
    environments = [one.environment for one in saved]
    sent = [located(run, environments) for run in imports_of(runs, sha256)]
    if environment is not None and workspace.destination_stage(environment, connection) is Stage.PRODUCTION:
        target = Destination(environment, Connection(environment.id, connection))
        rehearsed = rehearsal(sent, sha256, target, plan.configuration, saved)
        said: Text | None = rehearsal_sentence(sent, sha256, rehearsed, plan.configuration, _when)
    else:
        said = memory(sent, sha256, _when)
    if said is not None:
        yield str(said)
    if rows is None:
        return
    is_there = environment.has_root if environment is not None else lambda root: root.origin == plan.address.origin
    expected = expected_time(runs, is_there, connection, rows)
    if expected is not None and (sentence := expected_sentence(expected)) is not None:
        yield f"Expected time: {sentence}"


def _when(moment: datetime) -> str:
    return f"on {local_time(moment)}"
