"""The window tells of a newer version: when it is asked, and at the start to those who want that."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmm_desktop import __version__
from dmm_desktop.ui.window.updates import Updates, update_address
from dmm_desktop.workers.runner import TaskRunner
from scripted_server import Exchange, ScriptedServer
from ui.file_answers import FileAnswers

PAGE = "https://example.com/dmm-desktop"


class Site:
    """Answers with ``version``; "" is none."""

    def __init__(self) -> None:
        self.version = "999.1"

    def __call__(self, exchange: Exchange) -> None:
        exchange.answer({"version": self.version, "page": PAGE}, 200 if self.version else 404)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[ScriptedServer]:
    with ScriptedServer(site) as server:
        yield server


@pytest.fixture
def window(shown: Callable[..., QWidget]) -> QWidget:
    window = QWidget()
    shown(window, 700, 100)
    return window


def updates(window: QWidget, runner: TaskRunner, folder: Path, server: ScriptedServer, browser: FileAnswers) -> Updates:
    made = Updates(runner, folder, f"http://127.0.0.1:{server.port}/latest.json", window, browser)
    made.banner.setParent(window)
    return made


def says(updates: Updates, words: str) -> bool:
    """Whether the banner says it."""
    return words in updates.banner.accessibleName()


def menu_of(updates: Updates, window: QWidget) -> tuple[QAction, QAction]:
    """Both actions, from a menu that has one of its own."""
    menu = QMenu(window)
    about = menu.addAction("About")
    updates.add_to(menu)
    look, wanted, separator, last = menu.actions()
    assert separator.isSeparator() and last is about
    return look, wanted


def test_the_user_asks(
    window: QWidget, runner: TaskRunner, tmp_path: Path, site: Site, server: ScriptedServer, qtbot: QtBot
) -> None:
    browser = FileAnswers()
    made = updates(window, runner, tmp_path, server, browser)
    look, _ = menu_of(made, window)
    for version, words in (
        ("999.1", "DMM Desktop 999.1 is available."),
        (__version__, "DMM Desktop is up to date."),
        ("", "Could not check for a newer version"),
    ):
        site.version = version
        look.trigger()
        qtbot.waitUntil(partial(says, made, words))
        button = made.banner.findChild(QPushButton, "open_update_page")
        assert button is not None and button.isVisible() == (version == "999.1")
        if button.isVisible():
            assert "The new version's page is on example.com." in made.banner.accessibleName()
            button.click()
    assert browser.pages == [PAGE], "nothing but the page is opened, and only when it is asked for"
    assert len(server.requests) == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openUrl")
def test_without_a_browser_it_says_so(
    window: QWidget, runner: TaskRunner, tmp_path: Path, site: Site, server: ScriptedServer, qtbot: QtBot
) -> None:
    browser = FileAnswers()
    browser.has_browser = False
    made = updates(window, runner, tmp_path, server, browser)
    made.look()
    qtbot.waitUntil(partial(says, made, "DMM Desktop 999.1 is available."))
    button = made.banner.findChild(QPushButton, "open_update_page")
    assert button is not None
    button.click()
    assert says(made, f"{PAGE} could not be opened.")


def test_nobody_is_told_who_does_not_want_it(
    window: QWidget, runner: TaskRunner, tmp_path: Path, site: Site, server: ScriptedServer, qtbot: QtBot
) -> None:
    """It is off at first, stays as it was left, and at the start says nothing but news."""
    browser = FileAnswers()
    first = updates(window, runner, tmp_path, server, browser)
    first.look_at_start()
    assert not runner.busy and not first.is_wanted
    _, wanted = menu_of(first, window)
    assert not wanted.isChecked()
    wanted.trigger()
    qtbot.waitUntil(lambda: "999.1" in first.banner.accessibleName())

    for version in ("", __version__, "999.2"):
        site.version = version
        later = updates(window, runner, tmp_path, server, browser)
        assert later.is_wanted and menu_of(later, window)[1].isChecked()
        qtbot.waitUntil(lambda: not runner.busy)
        later.look_at_start()
        qtbot.waitUntil(lambda: not runner.busy)
        assert later.banner.isVisible() == (version == "999.2")
    assert "999.2" in later.banner.accessibleName()
    assert len(server.requests) == 4

    menu_of(later, window)[1].trigger()
    assert not updates(window, runner, tmp_path, server, browser).is_wanted
    assert browser.pages == []


def test_a_build_without_an_address_offers_nothing(window: QWidget, runner: TaskRunner, tmp_path: Path) -> None:
    made = Updates(runner, tmp_path, "", window)
    menu = QMenu(window)
    about = menu.addAction("About")
    made.add_to(menu)
    made.look_at_start()
    assert menu.actions() == [about] and not runner.busy


def test_a_build_without_an_address_does_not_ask() -> None:
    assert update_address() == ""


def test_a_page_that_cannot_be_opened_safely_is_not_offered(
    window: QWidget, runner: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    def answer(exchange: Exchange) -> None:
        exchange.answer({"version": "999.1", "page": "https://-a.example/"})

    with ScriptedServer(answer) as server:
        browser = FileAnswers()
        made = updates(window, runner, tmp_path, server, browser)
        made.look()
        qtbot.waitUntil(lambda: says(made, "cannot be opened"))
        button = made.banner.findChild(QPushButton, "open_update_page")
        assert (button is None or not button.isVisible()) and not browser.pages
