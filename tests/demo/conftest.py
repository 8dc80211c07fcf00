"""The sample zips, written once for all tests of the demo environment by the installed command."""

from pathlib import Path

import pytest


@pytest.fixture
def small(samples: Path) -> bytes:
    return (samples / "small.zip").read_bytes()


@pytest.fixture
def customers(samples: Path) -> bytes:
    return (samples / "customers.zip").read_bytes()
