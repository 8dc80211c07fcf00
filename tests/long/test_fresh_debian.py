"""The two commands of the README, as they stand there, on a Debian 12 with python3, python3-venv and git only."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from architecture.project import ROOT
from long.debian_root import DebianRoot, run

pytestmark = pytest.mark.long

CLONE = Path("srv/dmm-desktop")


@pytest.fixture
def debian(tmp_path: Path, machine_environment: Mapping[str, str]) -> DebianRoot:
    """A new Debian with a clone of the project's last commit."""
    if run("git", "-C", ROOT, "rev-parse", "--verify", "HEAD").returncode != 0:
        pytest.skip("nothing is committed yet")
    debian = DebianRoot(tmp_path / "debian", machine_environment, "python3", "python3-venv", "git")
    cloned = run("git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", ROOT, debian.path / CLONE)
    assert cloned.returncode == 0, cloned.stdout
    return debian


def test_both_commands_of_the_readme_pass(debian: DebianRoot) -> None:
    def shell(user: str, line: str) -> subprocess.CompletedProcess[str]:
        return debian.shell(user, line, f"/{CLONE}")

    readme = (debian.path / CLONE / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 dev\.py \w+$", readme, re.MULTILINE)
    assert commands == ["python3 dev.py demo", "python3 dev.py test"]

    refused = shell("nobody", "python3 dev.py test")
    assert refused.returncode == 1
    assert "sudo apt-get install --yes --no-install-recommends libgl1 " in refused.stdout
    assert " dbus-daemon gnome-keyring" in refused.stdout

    demo = shell("root", commands[0])
    assert demo.returncode == 0, demo.stdout
    output = debian.path / CLONE / "demo-output"
    left = {path.name for path in output.iterdir()}
    exported = {"export-configuration.json", "export.zip", "report-of-export.json"}
    assert {name for name in left if not name.endswith(".png")} == {"logs.zip", "report.json", *exported}
    assert "01-first-start.png" in left
    assert (debian.path / CLONE / ".venv/bin/dmm-desktop-cli").exists()

    test = shell("root", commands[1])
    assert test.returncode == 0, test.stdout
    assert re.search(r"\d+ passed", test.stdout.splitlines()[-1]), test.stdout
    again = shell("root", "git status --porcelain")
    assert (again.returncode, again.stdout) == (0, ""), "the commands leave files behind that git does not ignore"
