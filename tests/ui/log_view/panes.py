"""The log of a running import, shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.log_view.log_pane import LogPane
from ui.sample_runs import SampleServices


def pane_with(services: SampleServices, shown: Callable[..., QWidget], lines: list[str]) -> LogPane:
    """A pane that shows a running import with these lines."""
    run_id = services.put_sample("running")
    services.view(run_id).log.append(lines)
    pane = LogPane(services)
    shown(pane, 712, 400)
    pane.show_run(run_id)
    return pane
