"""An import ends while the user works in another program: the window asks for attention, and a click on the
notification brings it back with the run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_services import NOTIFICATIONS, DesktopServices
from e2e.x_properties import window_states
from process_ends import killed_at_the_end
from tools.desktop.waiting import wait_for

if TYPE_CHECKING:
    from tools.desktop.desktop import Desktop

_ATTENTION = "_NET_WM_STATE_DEMANDS_ATTENTION"
_HERE = Path(__file__).parent


def test_the_window_asks_for_attention_and_a_click_brings_it_back(desktop: Desktop) -> None:
    said, other_said = desktop.folder / "window.log", desktop.folder / "other.log"
    display = desktop.environment["DISPLAY"]

    def lines() -> list[str]:
        return said.read_text().splitlines()

    with (
        DesktopServices(desktop.environment["DBUS_SESSION_BUS_ADDRESS"], names=(NOTIFICATIONS,)) as services,
        said.open("wb") as output,
        other_said.open("wb") as other_output,
        desktop.start([sys.executable, str(_HERE / "notified_window.py"), str(desktop.folder)], output) as window,
        killed_at_the_end(window),
    ):
        wait_for(lambda: len(lines()) == 1, "the window", said.read_text)
        _, number, run_id = lines()[0].split()
        assert run_id == "two" and _ATTENTION not in window_states(display, int(number))
        with (
            desktop.start([sys.executable, str(_HERE / "key_window.py")], other_output) as other,
            killed_at_the_end(other),
        ):
            services.wait_for_call("Notify")
            wait_for(lambda: _ATTENTION in window_states(display, int(number)), "the wish for attention")
            (shown,) = services.open
            assert (shown.title, shown.body) == ("Import to PROD-2", "Completed, 50,000 records in 6 minutes")
            services.click(shown)
            wait_for(lambda: len(lines()) == 2, "the window", said.read_text)
            assert lines()[1] == f"active {number} one"
            wait_for(lambda: not services.open, "the end of the notification")
            wait_for(lambda: _ATTENTION not in window_states(display, int(number)), "the end of the wish")
