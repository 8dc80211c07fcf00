"""A demo that cannot be prepared says so, and *Try again* prepares it."""

from __future__ import annotations

from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser


def test_the_demo_is_tried_again(desktop: Desktop) -> None:
    obstacle = desktop.folder / "obstacle"
    obstacle.touch()
    with DesktopUser(desktop, "--demo", "--data-dir", obstacle / "data") as user:
        user.window()
        user.find("Details", "link", "push button")
        obstacle.unlink()
        user.press("Try again")
        user.rows("Connections", "tree", lambda rows: any(row.startswith("DEMO") for row in rows))
        user.close()
