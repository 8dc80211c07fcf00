"""The command line can be frozen by PyInstaller, and what comes out works without the sources."""

import subprocess
import sys
from pathlib import Path

import pytest

from architecture.project import ROOT
from dmm_desktop import __version__

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen command line."""
    build = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--distpath", build / "dist", "--workpath", build / "work"]
    done = subprocess.run(
        [*command, ROOT / "packaging" / "cli.spec"], cwd=build, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    [program] = (build / "dist" / "dmm-desktop-cli").glob("dmm-desktop-cli*")
    return program


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)


def test_it_knows_its_version(frozen: Path, tmp_path: Path) -> None:
    done = run(frozen, "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, f"dmm-desktop-cli {__version__}", "")


def test_it_offers_what_the_sources_offer(frozen: Path, tmp_path: Path) -> None:
    done = run(frozen, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(sys.executable, "-m", "dmm_desktop.cli", "--help", cwd=tmp_path).stdout
    assert "import" in done.stdout


def test_it_imports_from_start_to_saved_logs(frozen: Path, tmp_path: Path) -> None:
    done = run(sys.executable, ROOT / "packaging" / "play_import.py", frozen, tmp_path / "output", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "output").iterdir()} == {"logs.zip", "report.json"}
