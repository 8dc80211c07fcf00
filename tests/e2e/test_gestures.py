"""The environment that an import goes to is the one that the user means: drops, the wheel, names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo_process import DemoProcess
from process_ends import killed_at_the_end
from tools.desktop.accessibility import Node, State
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_import, go_to_options
from tools.desktop.waiting import wait_for

_DRAG_WINDOW = Path(__file__).with_name("drag_window.py")


def test_a_zip_goes_to_the_row_that_it_is_dropped_on(desktop: Desktop, samples: Path) -> None:
    customers = samples / "customers.zip"
    with DemoProcess() as dev, DemoProcess() as test, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        add_environment(user, "TEST-1", test.address, test.token, "Test")  # selected now
        with _drag_source(desktop, customers) as source:
            _drag(desktop, source, _row(user, "DEV-1, ").middle)
        user.window("import_wizard")
        _is_selected(user, "Runtime Connection, DEV-1")
        go_to_options(user)
        user.press("Next")
        user.find(f"Goes to DEV-1 on {dev.host_and_port}", "label")
        user.fill("One-time token", dev.one_time_token)
        user.press("Start import")
        user.window()
        sentence = user.read("status", lambda text: text.startswith("Import completed"))
        assert sentence.startswith("Import completed. 5,022 records imported into DEV-1")
        with _drag_source(desktop, customers, samples / "small.zip") as source:
            _drag(desktop, source, _row(user, "DEV-1, ").middle)
        user.find("Drop one zip.", "label")
        user.close()
        assert [len(server.received()["starts"]) for server in (dev, test)] == [1, 0]


def test_a_zip_dropped_on_the_runs_goes_to_none_of_two_environments(desktop: Desktop, samples: Path) -> None:
    with DemoProcess() as dev, DemoProcess() as test, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        add_environment(user, "TEST-1", test.address, test.token, "Test")  # selected now
        fill_in_import(user, samples / "small.zip", test.one_time_token)  # so that there is a list of runs
        user.read("status", lambda text: text.startswith("Import completed"))
        with _drag_source(desktop, samples / "customers.zip") as source:
            _drag(desktop, source, user.find("Runs", "list").middle)
        user.window("import_wizard")
        assert [row for row in _destinations(user) if row.has(State.SELECTED)] == []
        user.press("Next")
        user.find("Choose where the data should go.", "label")
        user.press("Cancel")
        user.close()
        assert [len(server.received()["starts"]) for server in (dev, test)] == [0, 1]


def test_the_wheel_changes_no_choice_without_the_focus(desktop: Desktop) -> None:
    with DemoProcess() as dev, DemoProcess() as test, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        add_environment(user, "TEST-1", test.address, test.token, "Test")
        user.window()
        desktop.press_keys("alt+f", "w")
        user.window("watch_dialog")
        chosen = f"TEST-1 (Test), {test.host_and_port}"
        box = user.find(chosen, "combo box")  # Qt names it after what is chosen
        desktop.mouse("mousemove", *box.middle, "click", "--repeat", 3, 4)  # towards DEV-1
        desktop.press_keys("4", "2")  # handled after the wheel
        wait_for(lambda: user.find("Tracker id", "text").text == "42", "the tracker id", user.picture)
        user.find(chosen, "combo box")
        user.press("Cancel")
        user.close()


def test_a_name_that_is_taken_is_refused(desktop: Desktop) -> None:
    with DemoProcess() as dev, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        user.window()
        user.press("Add environment")
        user.window("environment_dialog")
        user.fill("Environment name", " dev-1")
        user.fill("Environment address", dev.address)
        user.find("“DEV-1” has this address already.", "label")
        user.fill("REST API key", dev.token)
        user.press("Save environment")
        refused = wait_for(lambda: user.find("Environment name", "text").description, "the reason", user.picture)
        assert refused.startswith("Another environment is called “DEV-1” already.")
        user.press("Cancel")
        user.close()


def test_production_behind_a_connection_asks_for_its_name(desktop: Desktop, samples: Path) -> None:
    with DemoProcess() as dev, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        user.window()
        user.press("New connection")
        user.window("connection_dialog")
        user.press("Add an existing one")
        user.find("Connection name", "text").focus()
        wait_for(lambda: user.find("Connection name", "text").has(State.FOCUSED), "the focus", user.picture)
        user.fill("Connection name", "Customers")
        desktop.press_keys("Tab", "Tab", "End")  # past the type to the stage
        user.find("Production", "combo box")  # Qt names it after what is chosen
        user.press("Add connection")
        user.window()
        _row(user, "Customers, Production, Data Destination, DEV-1")
        user.press("Import data")
        user.window("import_wizard")
        _is_selected(user, "Customers, DEV-1, Data Destination, Production")
        go_to_options(user, samples / "customers.zip")
        user.press("Next")
        user.find("Goes to Customers (DEV-1) on 127.0.0.1", "label")
        user.fill("One-time token", dev.one_time_token)
        user.press("Start import")
        field = user.find("Confirm connection name", "text")
        wait_for(lambda: field.description == "Type Customers to confirm.", "the reason", user.picture)
        assert dev.received()["starts"] == []
        user.press("Cancel")
        user.window("discard_question")
        user.press("Discard")
        user.close()


@contextmanager
def _user(desktop: Desktop) -> Iterator[DesktopUser]:
    with DesktopUser(desktop, "--data-dir", desktop.folder / "data") as user:
        yield user


def _row(user: DesktopUser, beginning: str) -> Node:
    """The row of the connections that is read out like that."""

    def look() -> Node | None:
        tree = user.find("Connections", "tree")
        return next((row for row in tree.children() if row.name.startswith(beginning)), None)

    return wait_for(look, beginning, user.picture)


def _destinations(user: DesktopUser) -> list[Node]:
    return user.find("Destinations", "list").children()


def _is_selected(user: DesktopUser, beginning: str) -> None:
    """Wait until this destination is the selected one of the wizard."""

    def look() -> bool:
        return [row.name.startswith(beginning) for row in _destinations(user) if row.has(State.SELECTED)] == [True]

    wait_for(look, beginning, user.picture)


@contextmanager
def _drag_source(desktop: Desktop, *paths: Path) -> Iterator[tuple[subprocess.Popen[bytes], tuple[int, int]]]:
    """The window that drags these files, and the middle of it."""
    command = [sys.executable, str(_DRAG_WINDOW), *map(str, paths)]
    environment = {**desktop.environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0", "QT_ACCESSIBILITY": "0"}
    with (
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=desktop.folder) as process,
        killed_at_the_end(process),
    ):
        assert process.stdout is not None
        x, y = map(int, process.stdout.readline().split())
        yield process, (x, y)


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
