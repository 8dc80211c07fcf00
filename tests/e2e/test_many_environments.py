"""Twenty environments, and a copy of one, by keyboard and as they are read out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from demo_process import DemoProcess
from dmm_desktop.core.address import Address
from dmm_desktop.core.environment import Connection, Environment
from dmm_desktop.core.stage import Stage
from dmm_desktop.operations.workspace import Workspace
from tools.desktop.accessibility import State
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment
from tools.desktop.waiting import wait_for


def test_a_copy_asks_for_its_own_key(desktop: Desktop) -> None:
    with DemoProcess() as dev, DemoProcess() as test, _user(desktop) as user:
        add_environment(user, "DEV-1", dev.address, dev.token)
        user.press("Environment")
        user.press("Duplicate environment…")
        user.window("environment_dialog")
        wait_for(lambda: user.find("Environment name", "text").text == "DEV-1 (2)", "the name", user.picture)
        desktop.press_keys(*"TEST", "minus", "1")  # replaces the name, which is selected
        user.press("Save environment")
        key = user.find("REST API key", "text")
        wait_for(lambda: key.description == "Enter the REST API key of the environment.", "the reason", user.picture)
        user.find("Choose the stage of the environment.", "label")
        user.fill("Environment address", test.address)
        user.press("Test")
        user.fill("REST API key", test.token)
        user.press("Save environment")
        user.window()
        rows = _rows(user, 4)
        assert [row.partition(",")[0] for row in rows] == [
            "DEV-1",
            "Runtime Connection",
            "TEST-1",
            "Runtime Connection",
        ]
        user.press("Environment")
        user.press(f"Open {test.host_and_port} in the browser")
        assert wait_for(desktop.opened_pages, "the browser", user.picture) == [test.address]
        user.window()
        user.close()


def test_an_environment_among_twenty_is_found_by_its_name(desktop: Desktop) -> None:
    _put_twenty(desktop)
    with _user(desktop) as user:
        user.window()
        rows = _rows(user, 22)
        assert [row for row in rows if row.startswith("Runtime Connection")] == ["Runtime Connection, ENV-07"]
        desktop.press_keys("ctrl+shift+e")
        field = user.find("Filter environments", "text")
        wait_for(lambda: field.has(State.FOCUSED), "the focus", user.picture)
        desktop.press_keys("ctrl+e")  # which edits text fields as well, on Linux
        user.window("export_wizard")
        user.press("Cancel")
        user.window()
        wait_for(lambda: field.has(State.FOCUSED), "the focus", user.picture)
        desktop.press_keys(*"prod", "space", "1", "5")
        assert _rows(user, 1) == ["ENV-15, Production, never tested"]
        wait_for(lambda: field.description == "1 of 20 environments", "the count", user.picture)
        desktop.press_keys("Return")
        wait_for(lambda: user.find("Connections", "tree").has(State.FOCUSED), "the focus", user.picture)
        user.press("Import data")
        user.window("import_wizard")
        user.fill("Filter environments", "archive")
        user.rows("Destinations", "list", lambda rows: len(rows) == 2)
        user.press("Cancel")
        user.window()
        user.close()


def _rows(user: DesktopUser, count: int) -> list[str]:
    """The rows of the connections, once there are ``count``. Qt has a hidden header before them."""
    return user.rows("Connections", "tree", lambda rows: len(rows) == 1 + count)[1:]


@contextmanager
def _user(desktop: Desktop) -> Iterator[DesktopUser]:
    with DesktopUser(desktop, "--data-dir", desktop.folder / "data") as user:
        yield user


def _put_twenty(desktop: Desktop) -> None:
    """Store environments before the application starts; every fifth is Production, and ENV-07 has a connection."""
    workspace = Workspace.open(desktop.folder / "data")
    with workspace.store() as store:
        for number in range(1, 21):
            name, stage = f"ENV-{number:02}", Stage.TEST if number % 5 else Stage.PRODUCTION
            store.environments.add(
                Environment(name, name, Address.parse(f"https://{name.lower()}.acme.example"), stage)
            )
        store.connections.add(Connection("ENV-07", "Archive", "DataDestination"))
    workspace.close()


def test_shift_f10_opens_a_menu_with_its_first_entry_marked(desktop: Desktop) -> None:
    _put_twenty(desktop)
    with _user(desktop) as user:
        user.window()
        _rows(user, 22)
        tree = user.find("Connections", "tree")
        tree.focus()
        wait_for(lambda: tree.has(State.FOCUSED), "the focus", user.picture)
        desktop.press_keys("Home", "shift+F10", "Return")
        user.window("import_wizard")  # the first entry; in the tree, Return opens the environment
        desktop.press_keys("Escape")
        user.window()
        user.close()
