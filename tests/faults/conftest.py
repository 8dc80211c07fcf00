"""Fixtures of the fault tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dmm_desktop.operations.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty data folder."""
    with Workspace.open(tmp_path / "data") as workspace:
        yield workspace
