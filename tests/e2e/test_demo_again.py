"""A demo that cannot be prepared says so, and *Try again* prepares it."""

from __future__ import annotations

from tools.desktop.desktop import Desktop
from tools.desktop.person import Person


def test_the_demo_is_tried_again(desktop: Desktop) -> None:
    obstacle = desktop.folder / "obstacle"
    obstacle.touch()
    with Person(desktop, "--demo", "--data-dir", obstacle / "data") as person:
        person.window()
        person.find("Details", "link", "push button")
        obstacle.unlink()
        person.press("Try again")
        person.rows("Connections", "tree", lambda rows: any(row.startswith("DEMO") for row in rows))
        person.close()
