"""The environment that an import goes to is the one that the user means: drops, the wheel, names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo_process import DemoProcess
from tools.desktop.accessibility import Node, State
from tools.desktop.deeds import add_environment, go_to_options
from tools.desktop.desktop import Desktop
from tools.desktop.person import Person
from tools.desktop.waiting import PATIENCE, wait_for

_DRAG_WINDOW = Path(__file__).with_name("drag_window.py")


def test_a_zip_goes_to_the_row_that_it_is_dropped_on(desktop: Desktop, samples: Path) -> None:
    customers = samples / "customers.zip"
    with DemoProcess() as dev, DemoProcess() as test, _person(desktop) as person:
        add_environment(person, "DEV-1", dev.address, dev.token)
        add_environment(person, "TEST-1", test.address, test.token, "Test")  # selected now
        with _drag_source(desktop, customers) as source:
            _drag(desktop, source, _row(person, "DEV-1, ").middle)
        person.window("import_wizard")
        _is_selected(person, "Runtime Connection, DEV-1")
        go_to_options(person)
        person.press("Next")
        person.find(f"Goes to DEV-1 on {dev.address}", "label")
        person.fill("One-time token", dev.one_time_token)
        person.press("Start import")
        person.window()
        sentence = person.read("status", lambda text: text.startswith("Import completed"))
        assert sentence.startswith("Import completed. 5,022 records imported into DEV-1")
        with _drag_source(desktop, customers, samples / "small.zip") as source:
            _drag(desktop, source, _row(person, "DEV-1, ").middle)
        person.find("Drop one zip.", "label")
        person.close()
        assert [len(server.received()["starts"]) for server in (dev, test)] == [1, 0]


def test_the_wheel_changes_no_choice_without_the_focus(desktop: Desktop) -> None:
    with DemoProcess() as dev, DemoProcess() as test, _person(desktop) as person:
        add_environment(person, "DEV-1", dev.address, dev.token)
        add_environment(person, "TEST-1", test.address, test.token, "Test")
        person.window()
        desktop.press_keys("alt+f", "w")
        person.window("watch_dialog")
        box = person.find("TEST-1 (Test)", "combo box")  # Qt names it after what is chosen
        desktop.mouse("mousemove", *box.middle, "click", "--repeat", 3, 4)  # towards DEV-1
        desktop.press_keys("4", "2")  # handled after the wheel
        wait_for(lambda: person.find("Tracker id", "text").text == "42", "the tracker id", person.picture)
        person.find("TEST-1 (Test)", "combo box")
        person.press("Cancel")
        person.close()


def test_a_name_that_is_taken_is_refused(desktop: Desktop) -> None:
    with DemoProcess() as dev, _person(desktop) as person:
        add_environment(person, "DEV-1", dev.address, dev.token)
        person.window()
        person.press("Add environment")
        person.window("environment_dialog")
        person.fill("Environment name", " dev-1")
        person.fill("Environment address", dev.address)
        person.find("“DEV-1” has this address already.", "label")
        person.fill("REST API key", dev.token)
        person.press("Save environment")
        refused = wait_for(lambda: person.find("Environment name", "text").description, "the reason", person.picture)
        assert refused.startswith("Another environment is called “DEV-1” already.")
        person.press("Cancel")
        person.close()


def test_production_behind_a_connection_asks_for_its_name(desktop: Desktop, samples: Path) -> None:
    with DemoProcess() as dev, _person(desktop) as person:
        add_environment(person, "DEV-1", dev.address, dev.token)
        person.window()
        person.press("New connection")
        person.window("connection_dialog")
        person.press("Add one that exists")
        person.find("Connection name", "text").focus()
        wait_for(lambda: person.find("Connection name", "text").has(State.FOCUSED), "the focus", person.picture)
        person.fill("Connection name", "Customers")
        desktop.press_keys("Tab", "Tab", "End")  # past the type to the stage
        person.find("Production", "combo box")  # Qt names it after what is chosen
        person.press("Add connection")
        person.window()
        _row(person, "Customers, Production, Data Destination, DEV-1")
        person.press("Import data")
        person.window("import_wizard")
        _is_selected(person, "Customers, DEV-1, Data Destination, Production")
        go_to_options(person, samples / "customers.zip")
        person.press("Next")
        person.find("Goes to Customers (DEV-1) on 127.0.0.1", "label")
        person.fill("One-time token", dev.one_time_token)
        person.press("Start import")
        field = person.find("Confirm connection name", "text")
        wait_for(lambda: field.description == "Type Customers to confirm.", "the reason", person.picture)
        assert dev.received()["starts"] == []
        person.press("Cancel")
        person.close()


@contextmanager
def _person(desktop: Desktop) -> Iterator[Person]:
    with Person(desktop, "--data-dir", desktop.folder / "data") as person:
        yield person


def _row(person: Person, beginning: str) -> Node:
    """The row of the connections that is read out like that."""

    def look() -> Node | None:
        tree = person.find("Connections", "tree")
        return next((row for row in tree.children() if row.name.startswith(beginning)), None)

    return wait_for(look, beginning, person.picture)


def _destinations(person: Person) -> list[Node]:
    return person.find("Destinations", "list").children()


def _is_selected(person: Person, beginning: str) -> None:
    """Wait until this destination is the selected one of the wizard."""

    def look() -> bool:
        return [row.name.startswith(beginning) for row in _destinations(person) if row.has(State.SELECTED)] == [True]

    wait_for(look, beginning, person.picture)


@contextmanager
def _drag_source(desktop: Desktop, *paths: Path) -> Iterator[tuple[subprocess.Popen[bytes], tuple[int, int]]]:
    """The window that drags these files, and the middle of it."""
    command = [sys.executable, str(_DRAG_WINDOW), *map(str, paths)]
    environment = {**desktop.environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0", "QT_ACCESSIBILITY": "0"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=desktop.folder) as process:
        assert process.stdout is not None
        x, y = map(int, process.stdout.readline().split())
        try:
            yield process, (x, y)
        finally:
            process.kill()
            process.wait(PATIENCE)


def _drag(desktop: Desktop, source: tuple[subprocess.Popen[bytes], tuple[int, int]], target: tuple[int, int]) -> None:
    """Press the mouse on the source, move to the target, and release it there once it would take the files."""
    process, (x, y) = source
    desktop.mouse("mousemove", x, y, "mousedown", 1)
    assert process.stdout is not None and process.stdout.readline() == b"dragging\n"
    desktop.mouse("mousemove", *target)
    while process.stdout.readline() != b"CopyAction\n":
        pass
    desktop.mouse("mouseup", 1)
    assert process.stdout.readline() == b"taken\n"  # until then the application has the files from it
