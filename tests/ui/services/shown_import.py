"""A running import that is shown, with the server it runs on."""

from __future__ import annotations

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from dmm_desktop.core.environment import Environment
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from dmm_desktop.ui.widgets.banner import Banner
from scripted_server import ScriptedServer
from ui.lookup import find
from ui.sample_runs import SampleServices


@dataclass
class ShownImport:
    """``saved``: the environment in which it was started."""

    services: SampleServices
    view: ProgressView
    server: ScriptedServer
    saved: Environment
    run_id: str
    qtbot: QtBot

    @property
    def banner(self) -> Banner:
        """The banner of the view."""
        return find(self.view, Banner, "banner")
