"""What Debian and Ubuntu know of the files of their packages."""

import shutil
import subprocess
from pathlib import Path


def package_of(library: Path) -> str:
    """The package that a shared library belongs to; empty where there is none, or on another system."""
    if shutil.which("dpkg") is None:
        return ""
    found = subprocess.run(["dpkg", "-S", f"*/{library.name}"], capture_output=True, text=True).stdout
    return found.partition(":")[0]
