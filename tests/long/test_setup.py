"""`dev.py setup` in a copy of the project: from nothing, again, after a change, after a move, and after damage."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from architecture.project import ROOT, project_files

pytestmark = pytest.mark.long

NEW = ["Creating .venv", "Installing the locked packages", "Installing the project"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What would be in the repository, without anything else."""
    for path in project_files():
        target = tmp_path / "copy" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path / "copy"


def test_setup_does_what_is_needed_and_no_more(copy: Path, machine_environment: Mapping[str, str]) -> None:
    def set_up(project: Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "dev.py", "setup"],
            cwd=project,
            env=dict(machine_environment),
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout.splitlines()

    def begins(lines: list[str], beginnings: list[str]) -> bool:
        return len(lines) == len(beginnings) and all(map(str.startswith, lines, beginnings))

    assert begins(set_up(copy), NEW)
    assert set_up(copy) == []

    project = copy / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert begins(set_up(copy), NEW[2:])
    assert set_up(copy) == []

    moved = copy.rename(copy.with_name("moved"))
    assert begins(set_up(moved), ["Removing .venv", *NEW])
    command_line = next((moved / ".venv").glob("*/dmm-desktop-cli*"))
    version = subprocess.run([command_line, "--version"], capture_output=True, text=True, timeout=60)
    assert version.stdout.startswith("dmm-desktop-cli "), version.stderr

    for python in [*(moved / ".venv").glob("bin/python*"), *(moved / ".venv").glob("Scripts/python*")]:
        python.unlink()
    assert begins(set_up(moved), ["Removing .venv", *NEW])
    assert set_up(moved) == []
