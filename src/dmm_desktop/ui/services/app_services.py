"""Everything that the panels of the window share, in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ...operations.environments import SavedEnvironments
from ...operations.runs import SavedRuns
from ...workers.runner import TaskRunner
from .environment_controller import EnvironmentBook
from .poll_priority import Attention
from .run_controller import RunCenter


class Desk(QObject):
    """The environments and runs of one data folder. ``runner`` is for jobs of a panel's own, such as checking a zip."""

    def __init__(
        self, environments: SavedEnvironments, runs: SavedRuns, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.environments = EnvironmentBook(environments, runner, self)
        self.runs = RunCenter(runs, runner, self)
        self.attention = Attention(self.runs, self)
