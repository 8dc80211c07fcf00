"""The address of an environment is opened in the browser, or copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QGuiApplication

from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import SavedEnvironments, said
from ui.file_answers import FileAnswers
from ui.lookup import find

_ADDRESS = "https://dev-1.acme.example:8443/DMMAPI/rest/v1"


def test_the_menu_names_the_host_and_opens_the_address(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers
) -> None:
    saved_environments.put("DEV-1", _ADDRESS)
    panel.select("DEV-1")
    action = find(panel.make_menu(), QAction, "open_in_browser")
    assert action.text() == "Open dev-1.acme.example:8443 in the browser"
    action.trigger()
    assert files.pages == [_ADDRESS] and said(panel) == ""
    find(panel.make_menu(), QAction, "copy_address").trigger()
    assert QGuiApplication.clipboard().text() == _ADDRESS


def test_a_host_that_programs_read_differently_is_not_opened(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers
) -> None:
    saved_environments.put("ODD", "https://-a.example")
    panel.select("ODD")
    panel.open_in_browser()
    assert files.pages == [] and "The page on -a.example cannot be opened." in said(panel)


def test_a_long_host_keeps_both_ends(panel: ConnectionsPanel, saved_environments: SavedEnvironments) -> None:
    saved_environments.put("LONG", f"https://first.{'a' * 60}.{'b' * 60}.acme.example")
    assert panel.browser_words.startswith("Open first.aaa") and panel.browser_words.endswith(
        "acme.example in the browser"
    )
    assert len(panel.browser_words) < 90


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openUrl")
def test_without_a_browser_it_says_so(
    panel: ConnectionsPanel, saved_environments: SavedEnvironments, files: FileAnswers
) -> None:
    saved_environments.put("DEV-1", _ADDRESS)
    panel.select("DEV-1")
    files.has_browser = False
    panel.open_in_browser()
    assert f"{_ADDRESS} could not be opened." in said(panel)
