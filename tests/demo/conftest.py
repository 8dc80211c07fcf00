"""The sample zips, written once for all tests of the demo environment, by the command that people have."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("samples") / "new"
    command = [sys.executable, "-m", "dmm_desktop.demo", "--write-samples", str(directory)]
    done = subprocess.run(command, capture_output=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return directory


@pytest.fixture
def small(samples: Path) -> bytes:
    return (samples / "small.zip").read_bytes()


@pytest.fixture
def customers(samples: Path) -> bytes:
    return (samples / "customers.zip").read_bytes()
