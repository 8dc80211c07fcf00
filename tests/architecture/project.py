"""Locates the files of the project."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
RUNTIME_LOCK = ROOT / "packaging" / "requirements" / "runtime.txt"
DEV_LOCK = ROOT / "packaging" / "requirements" / "dev.txt"
WINDOWS_LOCK = ROOT / "packaging" / "requirements" / "windows.txt"


def modules() -> list[Path]:
    """Every module of the application."""
    return sorted(SOURCE.rglob("*.py"))


def project_files() -> list[Path]:
    """Every file that is, or would be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
