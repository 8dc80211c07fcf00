"""A demo that cannot be prepared says so, and *Try again* prepares it."""

from __future__ import annotations

from e2e.accessibility import Node
from e2e.desktop import Desktop
from e2e.person import Person
from e2e.waiting import wait_for


def test_the_demo_is_tried_again(desktop: Desktop) -> None:
    obstacle = desktop.folder / "obstacle"
    obstacle.touch()
    with Person(desktop, "--demo", "--data-dir", obstacle / "data") as person:
        person.window()
        person.find("Details", "link", "push button")
        obstacle.unlink()
        person.press("Try again")
        wait_for(lambda: any(row.name.startswith("DEMO") for row in _connections(person)), "the demo environment")
        person.close()


def _connections(person: Person) -> list[Node]:
    return person.find("Connections", "tree").children()
