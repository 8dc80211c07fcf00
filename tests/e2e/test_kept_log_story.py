"""The log of an import is seen the next day, without the server."""

from __future__ import annotations

from pathlib import Path

from demo_process import DemoProcess
from e2e.audited_app import AUDITED
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import


def test_a_log_is_seen_without_the_server(desktop: Desktop, samples: Path) -> None:
    """Nothing of it happens on the GUI thread, which the audit watches."""
    arguments = ("--data-dir", desktop.folder / "data")
    with DemoProcess() as dev, DesktopUser(desktop, *arguments, program=AUDITED) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        fill_in_import(user, samples / "customers.zip", dev.one_time_token)
        user.read("status", lambda text: text.startswith("Import completed"))
        assert not user.is_seen("Load log from server", "push button")
        count = user.read("log_lines", lambda text: text.endswith(" lines"))
        user.close()
    with DesktopUser(desktop, *arguments, program=AUDITED) as user:
        user.read("status", lambda text: text.startswith("Import completed"))
        assert user.read("log_lines", lambda text: text.endswith(" lines")) == count
        said = user.read("log_banner")
        assert said.startswith("Information: Kept on this computer, as read on ")
        assert said.endswith(". It was not loaded from the server again.")
        assert any("Info, " in row for row in user.rows("Log", "table"))
        user.find("Load log from server", "push button")
        user.close()
    with DesktopUser(desktop, *arguments) as user:
        user.window()
        user.find("Runs", "list")
        desktop.press_keys("ctrl+comma")
        user.window("preferences")
        desktop.press_keys("alt+k", "Up")
        user.find("No logs", "combo box")  # Qt names it after what is chosen
        user.press("Save preferences")
        user.find("The kept log of 1 run will be removed.", "label")
        user.press("Remove")
        user.window()
        user.read("log_note", lambda text: text == "No log lines here. The server may still have them.")
        user.close()
    assert [*(desktop.folder / "data" / "kept-logs").iterdir()] == []
