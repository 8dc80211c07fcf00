"""The connection that a wizard preselects: what the user has selected, or what the visible run was for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from ...core.environment import RUNTIME_CONNECTION, Connection, Destination
from ...core.execution_type import ExecutionType
from ...core.stage import Stage
from ..connections_panel.panel import ConnectionsPanel
from ..runs_panel.runs_panel import RunsPanel
from ..services.app_services import AppServices


class ShownTarget(QObject):
    """Knows which selections are the user's own."""

    def __init__(self, services: AppServices, connections: ConnectionsPanel, runs: RunsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._connections, self._runs = services, connections, runs
        self._selected_by_run = ""  # the environment selected because its run is shown first
        connections.selection_changed.connect(self._note_selection)

    @Slot()
    def select_environment(self) -> None:
        """Select the environment that the visible run is in after a start, once all have been read; none if that is not
        saved any more."""
        environments = self._services.environments
        if not environments.is_loaded:
            environments.changed.connect(self.select_environment, Qt.ConnectionType.SingleShotConnection)
            return
        view = self._services.runs.find(self._runs.run_id)
        if view is None or self._connections.selected_environment is not None or self._connections.is_filtered:
            return
        environment = environments.follower(view.run)
        if environment is not None:
            self._selected_by_run = environment.id
            self._connections.select(environment.id)

    def of(self, type: ExecutionType) -> tuple[str, str]:
        """The environment and connection for an execution of which only the type is known: the selected ones if the
        selection is visible and the visible run belongs to the same environment, otherwise those of that run; "" if
        there are none, or if the connection cannot be used. Production only if the user selected it."""
        environments = self._services.environments
        view = self._services.runs.find(self._runs.run_id)
        run = view.run if view is not None else None
        if not self._connections.isHidden():
            saved, chosen = self._connections.selected_environment, self._connections.selected_connection
            is_chosen = saved is not None and saved.environment.id != self._selected_by_run
        else:
            saved, is_chosen = environments.find(run.environment_id or "") if run is not None else None, False
            chosen = saved.connection(run.connection) if saved is not None and run is not None else None
        if saved is None:
            return "", ""
        if run is not None and not (
            run.environment_id == saved.environment.id and environments.is_at(run, saved.environment)
        ):
            return "", ""
        name = chosen.name if chosen is not None and chosen.serves(type) else ""
        connection = saved.connection(name) or Connection(saved.environment.id, RUNTIME_CONNECTION)
        stage = environments.strictest(Destination(saved.environment, connection)).stage
        if stage is Stage.PRODUCTION and not is_chosen and len(environments.environments) > 1:
            return "", ""
        return saved.environment.id, name

    @Slot()
    def _note_selection(self) -> None:
        """Note that the user has selected another environment: from then on, any selection counts as the user's
        choice."""
        selected = self._connections.selected_environment
        if selected is not None and selected.environment.id != self._selected_by_run:
            self._selected_by_run = ""
