"""The zip of log files, saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.saving import row

if TYPE_CHECKING:
    from dmm_desktop.core.runs import Run
    from dmm_desktop.operations.context import OperationContext


def _saving(context: OperationContext, run: Run, target: Path) -> Callable[..., object]:
    from dmm_desktop.operations.save_logs import save_logs

    return partial(save_logs, context, run, target, most=None)  # more than a user is asked about


ROW = row("Save logs, verified, from a loopback source", "Logs", _saving)
