"""Environments as files: exported without their keys, and imported."""

import json
from pathlib import Path

import pytest

from dmm_desktop.core.environment import Connection
from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
from ui.environment_fixtures import (
    Files,
    Shelf,
    said,
    spoken,
)


def test_environments_go_to_a_file_without_their_keys_and_come_from_one(
    panel: ConnectionsPanel, shelf: Shelf, files: Files
) -> None:
    panel.export_environments()
    assert "nothing to export" in said(panel) and not files.path.exists()
    shelf.put("DEV-1", token="very-secret", connections=(Connection("DEV-1", "Archive"),))
    panel.export_environments()
    shelf.settle()
    assert "Saved as file.json" in said(panel) and "very-secret" not in files.path.read_text()
    panel.import_environments()
    shelf.settle()
    assert "here already" in said(panel)
    files.path.write_text(files.path.read_text().replace("127.0.0.1:1", "127.0.0.1:2").replace("DEV-1", "DEV-2"))
    panel.import_environments()
    shelf.settle()
    assert "added" in said(panel) and "Archive, DEV-2" in spoken(panel)
    selected = panel.selected_environment
    assert selected is not None and selected.environment.name == "DEV-2"
    assert json.loads(files.path.read_text())["version"] == 1
    assert files.titles == ["Export environments"] + ["Import environments"] * 2


@pytest.mark.parametrize("content", ["", "[]", '{"format": "other"}'])
def test_another_file_is_refused(panel: ConnectionsPanel, shelf: Shelf, files: Files, content: str) -> None:
    files.path.write_text(content)
    panel.import_environments()
    shelf.settle()
    assert "file.json cannot be used" in said(panel) and shelf.stored() == []


def test_a_file_that_cannot_be_written_is_told(panel: ConnectionsPanel, shelf: Shelf, files: Files) -> None:
    shelf.put("DEV-1")
    files.path = Path("/proc/nowhere/file.json")
    panel.export_environments()
    shelf.settle()
    assert said(panel).startswith("Error")
