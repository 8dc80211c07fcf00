"""The zip of an export, saved."""

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
    from dmm_desktop.operations.save_export import save_export

    return partial(save_export, context, run, target)


ROW = row("Save an export, verified, from a loopback source", "ZipFile", _saving)
