"""`dev.py demo` where there is a display: the window with a made-up environment, which leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import go_to_options
from tools.desktop.waiting import wait_for


def test_an_import_in_the_demo(desktop: Desktop) -> None:
    """It is closed in the midst of it, if the machine is fast enough. `play_window.py` plays one to its end."""
    files = _files(desktop)
    with DesktopUser(desktop, "--demo") as user:
        assert user.window().name == "DMM Desktop (demo)"
        user.find("Connections", "tree")
        user.press("Import the sample")
        go_to_options(user)
        user.press("Next")
        user.press("Open the Authentication Token page")
        [page] = wait_for(desktop.opened_pages, "the browser")
        with urlopen(page, timeout=30) as answer:
            token = re.search(r'id="token">([^<]+)<', answer.read().decode())
        assert token is not None
        user.fill("One-time token", token[1])
        user.press("Start import")
        user.window()
        user.read("records", lambda text: text.endswith(" of 5,022"))
        assert len(_of_the_product(desktop)) == 2, "the window and its environment"
        user.close()
    assert _of_the_product(desktop) == []
    assert desktop.stored_keys() == []
    assert _files(desktop) - files == {"application.log", "pages"}


def _of_the_product(desktop: Desktop) -> list[str]:
    """Its processes; the desktop starts some of its own when it needs them."""
    return [command for command in desktop.processes().values() if "dmm_desktop" in command]


def _files(desktop: Desktop) -> set[str]:
    """The files on this desktop, without what libraries keep in their caches."""
    found = (path.relative_to(desktop.folder) for path in desktop.folder.rglob("*"))
    return {str(path) for path in found if Path("home", ".cache") not in path.parents}
