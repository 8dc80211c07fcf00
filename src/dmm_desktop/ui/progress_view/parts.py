"""The parts of the progress view that take longest to create."""

from __future__ import annotations

from functools import cached_property

from ..log_view.log_pane import LogPane
from ..services.app_services import AppServices
from .failing_entities import FailingEntities
from .metrics import Metrics


class Parts:
    """Each part is made on first use or by :meth:`make_next`: making all of them in one turn of the event loop would
    block the window for too long."""

    def __init__(self, services: AppServices) -> None:
        self._services = services

    @cached_property
    def log(self) -> LogPane:
        """The log of the run."""
        return LogPane(self._services)

    @cached_property
    def failing(self) -> FailingEntities:
        """The table of failing entities."""
        return FailingEntities()

    @cached_property
    def metrics(self) -> Metrics:
        """The numbers and the chart."""
        return Metrics()

    def make_next(self) -> bool:
        """Make a missing part; returns False if all parts exist."""
        missing = next((name for name in ("log", "failing", "metrics") if name not in vars(self)), None)
        if missing is not None:
            getattr(self, missing)
        return missing is not None
