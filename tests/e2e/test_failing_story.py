"""What a user does with an import that has failing entities: find them in the log, save them, and repeat a request."""

from __future__ import annotations

from pathlib import Path

from demo_process import DemoProcess
from e2e.audited_app import AUDITED
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import, save_as


def test_from_failing_entities_to_their_lines_to_files_and_to_a_command(
    desktop: Desktop, samples: Path, tmp_path: Path
) -> None:
    arguments = ("--data-dir", desktop.folder / "data")
    with DemoProcess("--scenario", "entity-errors") as dev, DesktopUser(desktop, *arguments, program=AUDITED) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        fill_in_import(user, samples / "customers.zip", dev.one_time_token)
        user.read("status", lambda text: text.startswith("Import completed with errors"))
        user.find("Failing entities", "table").focus()
        desktop.press_keys("ctrl+Return")
        user.read("log_lines", lambda text: " of " in text and text.endswith("matches"))
        save_as(user, "Save failing entities", tmp_path / "failing.csv")
        assert (tmp_path / "failing.csv").read_text("utf-8-sig").startswith('"This file quotes')
        save_as(user, "Save visible lines", tmp_path / "lines.txt")
        assert " ERROR " in (tmp_path / "lines.txt").read_text("utf-8")
        user.press("Run")
        user.press("Copy as curl…")
        user.window("curl_dialog")
        user.read("curl_notices", lambda text: "It starts another import." in text)
        user.press("Copy")
        user.press("Close")
        user.close()
