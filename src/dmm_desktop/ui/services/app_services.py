"""The services shared by all panels of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ...operations.context import SavedContext
from ...workers.runner import TaskRunner
from .environment_controller import EnvironmentController
from .poll_priority import PollPriority
from .run_controller import RunController
from .system_dialogs import SystemDialogs


class AppServices(QObject):
    """The environments and runs of one data folder.

    Panels use ``context`` and ``runner`` for operations of their own, such as the check of a zip.
    """

    def __init__(
        self,
        context: SavedContext,
        runner: TaskRunner,
        parent: QObject | None = None,
        *,
        dialogs: SystemDialogs | None = None,
    ) -> None:
        super().__init__(parent)
        self.dialogs = dialogs or SystemDialogs()
        self.context = context
        self.runner = runner
        self.environments = EnvironmentController(context, runner, self)
        self.runs = RunController(context, runner, self)
        self.attention = PollPriority(self.runs, self)
