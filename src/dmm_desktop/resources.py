"""Locates resource files in a checkout, an installed wheel or a frozen application."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a file below ``resources/``, or of a page of ``docs/`` that is installed with them. Raises
    FileNotFoundError if the installation lacks it."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).parent
    project = package.parents[1]
    places = [project / "resources", project / "docs", package / "_resources"]
    if frozen:
        places = [Path(frozen) / "resources"]
    for place in places:
        if (place / name).exists():
            return place / name
    raise FileNotFoundError(f"resource {name} is missing from this installation")
