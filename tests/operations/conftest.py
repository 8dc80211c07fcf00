"""Shared by the tests of the operations: a data folder, the demo environment, its sample zips."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_process import DemoProcess
from dmm_desktop.operations.workspace import Workspace
from mounts import small_disk_at


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty data folder."""
    with Workspace.open(tmp_path / "data") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoProcess]:
    """A standard but fast demo environment; the connection selects the scenario."""
    with DemoProcess("--pace", "0.01") as running:
        yield running


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB."""
    with small_disk_at(tmp_path / "disk", "6m") as folder:
        yield folder
